"""Git repositories in throwaway folders, the same to the last byte whoever makes them."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from mkdocs_journeys.cli import main

PERSONA = "name: Ada\n"
JOURNEY = """\
title: Ada buys
persona: ada
stages:
  - id: first
    name: First look
    emotion: {score: -1, feeling: unsure}
  - id: second
    name: Second thoughts
    emotion: {score: 1, feeling: hopeful}
"""
HANDBOOK: Mapping[str, str] = {
    "content/personas/ada.yml": PERSONA,
    "content/journeys/buys.yml": JOURNEY,
}
HAPPIER = JOURNEY.replace("score: -1", "score: 2")

_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.com",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.com",
    "GIT_AUTHOR_DATE": "2026-11-22T10:00:00Z",
    "GIT_COMMITTER_DATE": "2026-11-22T10:00:00Z",
    "LC_ALL": "C",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the command printed, and its exit code."""

    out: str
    err: str
    code: int


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository of a test."""

    folder: Path

    def git(self, *arguments: str) -> str:
        """Run Git in it; return what it prints."""
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *arguments],
            cwd=self.folder,
            env={**_without_git(), **_ENVIRONMENT},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files by their path."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self, files: Mapping[str, str | bytes] | None = None, message: str = "x") -> str:
        """Write files and commit everything; return the commit's name."""
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def diff(self, *arguments: str, here: str = ".") -> Outcome:
        """Run `journeys diff` in it; an exception that escapes is raised here."""
        return diff(self.folder / here, *arguments)


def repository(folder: Path, files: Mapping[str, str | bytes] = HANDBOOK) -> Repository:
    """Make a repository with these files committed on `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch=main", "--object-format=sha1")
    made.commit(files)
    return made


def diff(here: Path, *arguments: str) -> Outcome:
    """Run `journeys diff` in a folder; an exception that escapes is raised here."""
    with contextlib.chdir(here):
        done = CliRunner().invoke(main, ["diff", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Outcome(out=done.stdout, err=done.stderr, code=done.exit_code)


def _without_git() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
