"""`journeys reference`: the documentation for authors, as Markdown pages."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import click

from ..insight.house_rules import installed_rules
from ..reference import Command, Option, Parameter, options_of, reference_pages
from ..reference.commands import sentence_about
from .output import folder_option, write_all


@click.command()
@folder_option("content/for-authors")
@click.pass_context
def reference(context: click.Context, output: Path) -> None:
    """Write the reference for authors as Markdown pages.

    Every field of every file, every fault and rule, every command and every option of the plugin,
    those of installed house rules among them. Other pages in the folder are left alone.
    """
    pages = reference_pages(
        commands=commands_of(context.find_root().command),
        options=plugin_options(),
        house=installed_rules().explanations,
    )
    for path in write_all(output, pages):
        click.echo(click.format_filename(path))


def commands_of(
    command: click.Command, name: str = "journeys", above: tuple[str, ...] = ()
) -> Iterator[Command]:
    """Yield a group's commands, each group below it before its own.

    `above` are the paragraphs of the group that a command is in: they may explain its arguments.
    """
    context = click.Context(command, info_name=name)
    help_ = inspect.cleandoc(command.help or "")
    paragraphs = tuple(" ".join(part.split()) for part in help_.split("\n\n") if part)
    if above or not isinstance(command, click.Group):
        yield Command(
            name=name,
            usage=" ".join([name, *command.collect_usage_pieces(context)]),
            meaning=paragraphs,
            arguments=tuple(
                _argument(parameter, context, (*paragraphs, *above))
                for parameter in command.params
                if isinstance(parameter, click.Argument)
            ),
            options=tuple(
                _option(parameter, context)
                for parameter in command.params
                if isinstance(parameter, click.Option) and not parameter.hidden
            ),
        )
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from commands_of(below, f"{name} {below.name}", paragraphs)


def plugin_options() -> tuple[Option, ...]:
    """Return the options of the plugin, found the way that MkDocs finds it."""
    (plugin,) = entry_points(group="mkdocs.plugins", name="journeys")
    return options_of(plugin.load().config_class)


def _argument(
    argument: click.Argument, context: click.Context, paragraphs: tuple[str, ...]
) -> Parameter:
    name = argument.make_metavar(context).strip("[].").removesuffix("...")
    return Parameter(
        name=name,
        meaning=sentence_about(name, paragraphs),
        choices=_choices(argument),
        default=_default(argument),
        required=argument.required,
    )


def _option(option: click.Option, context: click.Context) -> Parameter:
    takes = "" if option.is_flag or _choices(option) else f" {option.make_metavar(context)}"
    return Parameter(
        name=", ".join([*option.opts, *option.secondary_opts]) + takes,
        meaning=option.help or "",
        choices=_choices(option),
        default=_default(option),
        required=option.required,
    )


def _choices(parameter: click.Parameter) -> tuple[str, ...]:
    return (
        tuple(map(str, parameter.type.choices)) if isinstance(parameter.type, click.Choice) else ()
    )


def _default(parameter: click.Parameter) -> str:
    value: Any = parameter.default
    if callable(value) or isinstance(value, bool) or value is None:
        return ""
    text = value.as_posix() if isinstance(value, Path) else value
    return text if isinstance(text, str) else ""
