"""The command `journeys`: arguments, output, exit codes."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from .site import load
from .source.report import as_line, as_summary, count_of


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
def check(folder: Path, strict: bool, today: dt.datetime | None) -> None:
    """Check the handbook in FOLDER (content, when left out).

    Prints every fault and every finding of the content rules as
    `path:line:column: severity[code] headline; help`. Exits with 1 when there is an error, with 0
    when there is none, with 2 when FOLDER does not exist.
    """
    loaded = load(folder, day=today.date() if today else None)
    for diagnostic in loaded.diagnostics:
        click.echo(as_line(diagnostic))
    handbook = loaded.handbook
    stages = sum(len(journey.stages) for journey in handbook.journeys)
    click.echo(
        f"{as_summary(loaded.diagnostics)} in {count_of(len(loaded.files), 'file')}: "
        f"{count_of(len(handbook.personas), 'persona')}, "
        f"{count_of(len(handbook.journeys), 'journey')}, {count_of(stages, 'stage')}",
        err=True,
    )
    failed = loaded.has_errors or (strict and bool(loaded.diagnostics))
    sys.exit(1 if failed else 0)
