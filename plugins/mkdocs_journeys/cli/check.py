"""`journeys check`: what is wrong with a handbook, in one of several formats."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from ..site import Loaded, load
from ..source.reports import FORMATS, Report, SourceLines, as_summary, as_text, count_of
from .output import color_option, deliver, is_terminal, wants_colours


@click.command()
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
@color_option
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
    report = Report(
        diagnostics=loaded.diagnostics,
        lines=SourceLines(folder, loaded.files),
        house=loaded.house.explanations,
    )
    if format_ == "text":
        text = as_text(
            report,
            excerpts=is_terminal(output) or color == "always",
            colour=wants_colours(color, output),
        )
    else:
        text = FORMATS[format_](report)
    deliver(text, output, for_people=format_ == "text")
    click.echo(_summary(loaded), err=True)
    failed = loaded.has_errors or (strict and bool(loaded.diagnostics))
    sys.exit(1 if failed else 0)


def _summary(loaded: Loaded) -> str:
    handbook = loaded.handbook
    stages = sum(len(journey.stages) for journey in handbook.journeys)
    return (
        f"{as_summary(loaded.diagnostics)} in {count_of(len(loaded.files), 'file')}: "
        f"{count_of(len(handbook.personas), 'persona')}, "
        f"{count_of(len(handbook.journeys), 'journey')}, {count_of(stages, 'stage')}"
    )
