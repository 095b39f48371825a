"""`journeys check` run on a handbook in a throwaway project."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from mkdocs_journeys.cli import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the command printed, line by line, and its exit code."""

    lines: list[str]
    summary: str
    code: int


def fill(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files by their path below `content` in a folder, byte for byte; return `content`."""
    content = folder / "content"
    content.mkdir(exist_ok=True)
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return content


def check(project: Path, *arguments: str) -> Outcome:
    """Run `journeys check` in a project; an exception that escapes it is raised here."""
    with contextlib.chdir(project):
        done = CliRunner().invoke(main, ["check", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Outcome(lines=done.stdout.splitlines(), summary=done.stderr, code=done.exit_code)
