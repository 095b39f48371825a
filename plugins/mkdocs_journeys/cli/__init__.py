"""The command `journeys`: arguments, output, exit codes. One module a command."""

from __future__ import annotations

from typing import Any

import click

from ..site import DayError
from .check import check
from .diff import diff
from .explain import explain
from .fmt import fmt
from .new import new
from .output import told_where_unwritable
from .reference import reference
from .schema import schema


class _Journeys(click.Group):
    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command; where its words cannot be written, say so in a line."""
        with told_where_unwritable():
            return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command that may ask for the day."""
        try:
            return super().invoke(ctx)
        except DayError as error:
            raise click.UsageError(f"{error}.") from error


@click.group(cls=_Journeys)
@click.version_option(package_name="mkdocs-journeys", message="%(package)s %(version)s")
def main() -> None:
    """Work on a handbook of personas and customer journeys."""


for _command in (check, diff, explain, fmt, new, reference, schema):
    main.add_command(_command)
