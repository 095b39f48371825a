"""`journeys fmt`: the handbook's YAML in one order and style."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ..authoring.formatting import FormattedFile, format_folder
from ..source.diagnostics import Diagnostic
from ..source.reports import Report, SourceLines, as_text, count_of
from ..source.reports.report import harmless
from .output import print_text, replace, wants_colour


@click.command()
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("content"),
)
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; exit with 1 if a file would change.",
)
@click.option("--diff", is_flag=True, help="Write nothing; print what would change, line by line.")
def fmt(folder: Path, only_check: bool, diff: bool) -> None:
    """Bring the YAML of the handbook in FOLDER (content, when left out) into one order and style.

    Fields stand in the order of the reference, your own x- fields behind them; lists and facts
    stay as you arranged them. Comments move along with what they are about, texts stay as they
    are broken into lines, and quotes are dropped where YAML needs none. Lines end as on Linux and
    macOS: a file saved with the line ends of Windows (CRLF) changes, and --check names it. What a
    file means is compared before and after: where it would change, the file is left as it is.

    Prints the files that changed, or with --check those that would. A file that cannot be read is
    told as `journeys check` tells it, and the others are still formatted.

    Exits with 0, with 1 when a file could not be formatted or, with --check, when one would
    change, and with 2 when FOLDER does not exist.
    """
    formatted = format_folder(folder)
    would = only_check or diff
    problems = []
    changed = 0
    for file in formatted.files:
        if file.refusal:
            problems.append(f"{file.refusal.position}: left as it is: {file.refusal.reason}")
        elif file.after != file.before:
            if problem := "" if would else _write(file):
                problems.append(problem)
                continue
            changed += 1
            print_text("".join(_diff(file)) if diff else f"{file.shown}\n")
    _tell(formatted.diagnostics, SourceLines(folder, formatted.names), problems)
    hindered = len({fault.position.path for fault in formatted.diagnostics}) + len(problems)
    in_order = len(formatted.files) - changed - len(problems)
    parts = [
        f"{count_of(changed, 'file')} {'would change' if would else 'changed'}",
        f"{in_order} in order",
        *([f"{hindered} not formatted"] if hindered else []),
    ]
    click.echo(", ".join(parts), err=True)
    sys.exit(1 if hindered or (only_check and changed) else 0)


def _tell(diagnostics: tuple[Diagnostic, ...], lines: SourceLines, problems: list[str]) -> None:
    """Print what was not formatted, and why, apart from the list of files and the diff."""
    on_terminal = sys.stderr.isatty()
    text = as_text(
        Report(diagnostics=diagnostics, lines=lines),
        excerpts=on_terminal,
        colour=on_terminal and wants_colour(),
    )
    click.echo(text + "".join(f"{harmless(line)}\n" for line in problems), nl=False, err=True)


def _write(file: FormattedFile) -> str:
    """Write a file; return what hindered it, "" if nothing did."""
    if not os.access(file.path, os.W_OK):
        return f"{file.shown!r} cannot be written: it is read-only."
    try:
        replace(file.path, file.after)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return f"{file.shown!r} cannot be written: {reason}."
    return ""


def _diff(file: FormattedFile) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    before, after = (
        text.decode(errors="replace").splitlines(keepends=True)
        for text in (file.before, file.after)
    )
    for line in difflib.unified_diff(before, after, file.shown, file.shown):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
