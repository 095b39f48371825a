"""`journeys schema`: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path

import click

from ..source.json_schema import json_schemas, schema_paths
from .output import folder_option, write_all


@click.command()
@folder_option("schemas")
def schema(output: Path) -> None:
    """Write the JSON Schemas of the handbook's files, for editors.

    With them, an editor that knows YAML completes fields, explains them and marks what is wrong
    while you write; each line printed says which files below the handbook's folder a schema is
    for. `journeys check` finds more: it sees all files at once.
    """
    for path in write_all(output, json_schemas()):
        click.echo(f"{click.format_filename(path)}: for {schema_paths()[path.name]}")
