"""The command `journeys`: arguments, output, exit codes."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import sys
from pathlib import Path

import click

from .site import Loaded, load
from .source.json_schema import json_schemas, schema_paths
from .source.reports import FORMATS, Report, SourceLines, as_summary, as_text, count_of


@click.group()
@click.version_option(package_name="mkdocs-journeys", message="%(package)s %(version)s")
def main() -> None:
    """Work on a handbook of personas and customer journeys."""


@main.command()
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("content"),
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day that ages are counted from, instead of today or SOURCE_DATE_EPOCH.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(FORMATS)),
    default="text",
    show_default=True,
    help="How the report is written. It is never guessed from where the command runs.",
)
@click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="Colour in the format text. auto: on a terminal, unless NO_COLOR is set.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the report to a file, whole or not at all, instead of the standard output.",
)
def check(
    folder: Path,
    strict: bool,
    today: dt.datetime | None,
    format_: str,
    color: str,
    output: Path | None,
) -> None:
    """Check the handbook in FOLDER (content, when left out).

    Reports every fault and every finding of the content rules. The format text prints them as
    `path:line:column: severity[code] headline; help`, and on a terminal shows the line below.
    json is described by a JSON Schema in the package, github are annotations for GitHub Actions,
    sarif (2.1.0) is for code scanning, gitlab for Code Quality.

    Exits with 1 when there is an error, with 0 when there is none, with 2 when FOLDER does not
    exist or FILE cannot be written, whatever the format.
    """
    loaded = load(folder, day=today.date() if today else None)
    report = Report(diagnostics=loaded.diagnostics, lines=SourceLines(folder, loaded.files))
    if format_ == "text":
        on_terminal = output is None and sys.stdout.isatty()
        text = as_text(
            report,
            excerpts=on_terminal or color == "always",
            colour=color == "always" or (color == "auto" and on_terminal and _wants_colour()),
        )
    else:
        text = FORMATS[format_](report)
    if output is not None:
        _write(output, text)
    elif format_ == "text":
        _print(text)
    else:  # read by programs, which expect UTF-8 and no carriage returns on every system
        click.echo(text.encode(), nl=False)
    click.echo(_summary(loaded), err=True)
    failed = loaded.has_errors or (strict and bool(loaded.diagnostics))
    sys.exit(1 if failed else 0)


@main.command()
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("schemas"),
    show_default=True,
    metavar="FOLDER",
    help="Where to write them; made if it is not there.",
)
def schema(output: Path) -> None:
    """Write the JSON Schemas of the handbook's files, for editors.

    With them, an editor that knows YAML completes fields, explains them and marks what is wrong
    while you write; each line printed says which files below the handbook's folder a schema is
    for. `journeys check` finds more: it sees all files at once.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(output, error) from error
    for name, text in json_schemas().items():
        _write(output / name, text)
        click.echo(f"{click.format_filename(output / name)}: for {schema_paths()[name]}")


def _summary(loaded: Loaded) -> str:
    handbook = loaded.handbook
    stages = sum(len(journey.stages) for journey in handbook.journeys)
    return (
        f"{as_summary(loaded.diagnostics)} in {count_of(len(loaded.files), 'file')}: "
        f"{count_of(len(handbook.personas), 'persona')}, "
        f"{count_of(len(handbook.journeys), 'journey')}, {count_of(stages, 'stage')}"
    )


def _wants_colour() -> bool:
    """Return whether a terminal is to be given colours (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _print(text: str) -> None:
    """Print a text; characters that the standard output cannot take become question marks."""
    encoding = sys.stdout.encoding or "utf-8"
    # The colours were decided on already: click is to take none away.
    click.echo(text.encode(encoding, "replace").decode(encoding), nl=False, color=True)


def _write(file: Path, text: str) -> None:
    """Write a text to a file so that others find the former text or the whole new one.

    What is no regular file, such as a pipe or `/dev/stderr`, is written to as it is.
    """
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(text.encode())
            return
        target = file.resolve()  # of a symbolic link, what it leads to is replaced
        draft = target.with_name(f".journeys-{secrets.token_hex(8)}")
        try:
            draft.write_bytes(text.encode())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, to Python 3.12
        raise _unwritable(file, error) from error


def _unwritable(path: Path, error: Exception) -> click.BadParameter:
    reason = getattr(error, "strerror", None) or "it is no file"
    return click.BadParameter(
        f"{click.format_filename(path)!r} cannot be written: {reason.lower()}.",
        param_hint="'--output'",
    )
