"""Checks a handbook, tells what changed in it, and builds it, as a step of a pipeline.

Everything is set by environment variables, so that no value from a pull request becomes part of a
command that a shell reads:

- `HANDBOOK_CI`: `github` or `gitlab`, in whose ways the findings are printed and reported.
- `HANDBOOK_FOLDER`: the handbook's folder, `content` unless set.
- `HANDBOOK_BASE`, `HANDBOOK_HEAD`: what is compared. Without a base nothing is; without a head,
  the handbook as it lies there is.
- `HANDBOOK_CHECK`: `false` leaves the check out. `HANDBOOK_STRICT`: `true` makes warnings fail.
- `HANDBOOK_FAIL_ON`: `breaking` or `notable`, the gravest change that may not pass.
- `HANDBOOK_PREVIEW_URL`: where the preview will be, `{number}` standing for `HANDBOOK_NUMBER`.
- `HANDBOOK_DIRECTORY_URLS`: `false` where the addresses of its pages end in .html.
- `HANDBOOK_SITE`: the folder to build the site into; without it none is built.
- `HANDBOOK_CONFIG`: MkDocs' settings, `mkdocs.yml` unless set.
- `HANDBOOK_REPORTS`: the folder for the reports, `handbook-review` unless set.

Exits with 0; with 1 where the check, the build or `HANDBOOK_FAIL_ON` says no; with 2 where
something could not be done at all.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLASSES = ("breaking", "notable", "editorial")


class CannotReviewError(Exception):
    """Something that the step needs could not be done; its text says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment asks for."""

    server: str
    folder: str
    base: str
    head: str
    check: bool
    strict: bool
    fail_on: str
    preview_url: str
    directory_urls: bool
    site: str
    config: str
    reports: Path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """Read the variables; an empty one counts as not set."""

        def said(name: str, default: str = "") -> str:
            return environment.get(f"HANDBOOK_{name}", "").strip() or default

        fail_on = said("FAIL_ON")
        if fail_on not in ("", "breaking", "notable"):
            raise CannotReviewError("fail-on is breaking, notable, or left out")
        preview = said("PREVIEW_URL")
        number = said("NUMBER")
        if "{number}" in preview:
            preview = preview.replace("{number}", number) if number.isdecimal() else ""
        return cls(
            server=said("CI"),
            folder=said("FOLDER", "content"),
            base=said("BASE"),
            head=said("HEAD"),
            check=said("CHECK", "true") == "true",
            strict=said("STRICT") == "true",
            fail_on=fail_on,
            preview_url=preview,
            directory_urls=said("DIRECTORY_URLS", "true") == "true",
            site=said("SITE"),
            config=said("CONFIG", "mkdocs.yml"),
            reports=Path(said("REPORTS", "handbook-review")),
        )


def main() -> int:
    """Do what the environment asks for. Returns the exit code."""
    try:
        settings = Settings.of(os.environ)
        settings.reports.mkdir(parents=True, exist_ok=True)
        return review(settings)
    except CannotReviewError as error:
        complain(str(error), os.environ.get("HANDBOOK_CI", ""))
        return 2


def review(settings: Settings) -> int:
    """Check, compare and build as far as asked for. Returns the exit code."""
    failed = False
    sound = True
    outputs: dict[str, str] = {}
    summary: list[str] = []
    if settings.check:
        counts, failed = check(settings)
        sound = not counts["errors"]
        outputs |= {name: str(count) for name, count in counts.items()}
        outputs["sarif"] = str(settings.reports / "check.sarif")
        summary.append(
            f"**`journeys check`**: {counts['errors']} errors, {counts['warnings']} warnings"
        )
    if settings.base:
        told, too_grave = compare(settings)
        failed = failed or too_grave
        counts_by_class = told["counts"]
        outputs |= {name: str(counts_by_class[name]) for name in CLASSES}
        outputs["changed"] = str(any(counts_by_class[name] for name in CLASSES)).lower()
        outputs["json"] = str(settings.reports / "review.json")
        outputs["markdown"] = str(settings.reports / "review.md")
        summary.append((settings.reports / "review.md").read_text("utf-8"))
    if settings.site and sound:
        built = build(settings)
        failed = failed or not built
        outputs["site"] = settings.site if built else ""
    hand_over(outputs, "\n\n".join(summary))
    return 1 if failed else 0


def check(settings: Settings) -> tuple[dict[str, int], bool]:
    """Check the handbook and write the reports. Returns the counts, and whether it failed."""
    options = ["--strict"] if settings.strict else []
    report = settings.reports / "check.json"
    done = journeys(
        "check", *options, "--format", "json", "--output", str(report), "--", settings.folder
    )
    if done.returncode not in (0, 1):
        raise CannotReviewError(done.stderr or "journeys check could not run")
    others = [("sarif", settings.reports / "check.sarif")]
    if settings.server == "gitlab":
        others.append(("gitlab", settings.reports / "code-quality.json"))
    for name, path in others:
        journeys("check", "--format", name, "--output", str(path), "--", settings.folder)
    # GitHub turns what this one prints into notes beside the lines.
    said = journeys(
        "check", "--format", "github" if settings.server == "github" else "text", "--",
        settings.folder,
    )  # fmt: skip
    sys.stdout.write(said.stdout)
    sys.stdout.flush()
    found = json.loads(report.read_text("utf-8"))["counts"]
    return {name: int(found[name]) for name in ("errors", "warnings")}, done.returncode == 1


def compare(settings: Settings) -> tuple[dict[str, Any], bool]:
    """Compare the two revisions and write what changed. Returns it, and whether it may not pass."""
    revisions = ["--", settings.base, *([settings.head] if settings.head else [])]
    telling = ["--format", "markdown", "--output", str(settings.reports / "review.md")]
    if settings.preview_url:
        telling += ["--preview-url", settings.preview_url]
    if settings.fail_on:
        telling += ["--fail-on", settings.fail_on]
    data = settings.reports / "review.json"
    form = "--use-directory-urls" if settings.directory_urls else "--no-directory-urls"
    folder = ["--folder", settings.folder, form]
    for arguments in (["--format", "json", "--output", str(data)], telling):
        done = journeys("diff", *folder, *arguments, *revisions)
        if done.returncode not in (0, 1):
            raise CannotReviewError(done.stderr or "journeys diff could not run")
    told: dict[str, Any] = json.loads(data.read_text("utf-8"))
    return told, done.returncode == 1


def build(settings: Settings) -> bool:
    """Build the site, with what changed since the base marked. Returns whether that went well.

    The build finds for itself where what lies here left the base: in a check-out of the branch
    merged with its target that is another commit than where the branch did.
    """
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    if settings.base:
        environment["JOURNEYS_COMPARE_TO"] = settings.base
    options = ["--config-file", settings.config]
    options += ["--site-dir", str(Path(settings.site).resolve())]
    options += ["--strict"] if settings.strict else []
    with plain_words(settings.server):
        done = subprocess.run(
            [installed("mkdocs"), "build", "--quiet", *options],
            env=environment,
            check=False,
        )
    return done.returncode == 0


def journeys(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run our command in the environment that runs this file."""
    return subprocess.run(
        [installed("journeys"), *arguments], capture_output=True, encoding="utf-8", check=False
    )


def installed(command: str) -> str:
    """Return a command beside this Python, which, unlike `python -m`, imports nothing from here."""
    return str(Path(sys.executable).with_name(command))


def hand_over(outputs: Mapping[str, str], summary: str) -> None:
    """Give GitHub the step's outputs and its summary; elsewhere there are no such files."""
    if path := os.environ.get("GITHUB_OUTPUT"):
        with Path(path).open("a", encoding="utf-8") as file:
            for name, value in outputs.items():
                # A delimiter that no value can know: a line break adds no output of its own.
                end = secrets.token_hex(16)
                file.write(f"{name}<<{end}\n{value}\n{end}\n")
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{summary}\n")


@contextmanager
def plain_words(server: str) -> Iterator[None]:
    """Let nothing that is printed meanwhile be a command to GitHub: it may quote the handbook."""
    if server != "github":
        yield
        return
    end = secrets.token_hex(16)
    print(f"::stop-commands::{end}", flush=True)
    try:
        yield
    finally:
        print(f"::{end}::", flush=True)


def complain(text: str, server: str) -> None:
    """Say what could not be done."""
    line = " ".join(text.split())
    if server == "github":
        print(f"::error title=Handbook::{line.replace('%', '%25')}")
    else:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
