"""`journeys schema`: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path

import click

from ..source.json_schema import json_schemas, schema_paths
from .output import unwritable, write


@click.command()
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
        raise unwritable(output, error) from error
    for name, text in json_schemas().items():
        write(output / name, text)
        click.echo(f"{click.format_filename(output / name)}: for {schema_paths()[name]}")
