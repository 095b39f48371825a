"""The command `journeys`: arguments, output, exit codes. One module a command."""

from __future__ import annotations

import click

from .check import check
from .diff import diff
from .explain import explain
from .fmt import fmt
from .new import new
from .reference import reference
from .schema import schema


@click.group()
@click.version_option(package_name="mkdocs-journeys", message="%(package)s %(version)s")
def main() -> None:
    """Work on a handbook of personas and customer journeys."""


for _command in (check, diff, explain, fmt, new, reference, schema):
    main.add_command(_command)
