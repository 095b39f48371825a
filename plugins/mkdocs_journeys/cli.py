"""The command `journeys`: arguments, output, exit codes."""

from __future__ import annotations

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
def check(folder: Path) -> None:
    """Check the handbook in FOLDER (content, when left out).

    Prints every fault as `path:line:column: severity[code] headline; help`. Exits with 1 when
    there is an error, with 0 when there is none, with 2 when FOLDER does not exist.
    """
    loaded = load(folder)
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
    sys.exit(1 if loaded.has_errors else 0)
