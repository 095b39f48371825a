"""The page about the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .markup import code, page, small, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """An argument or an option of a command.

    `name` is how it is written, with what it takes; `choices` are the words it may be, `default`
    what holds where it is left out.
    """

    name: str
    meaning: str
    choices: tuple[str, ...] = ()
    default: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command: how it is called, what it does, in paragraphs, and what it takes."""

    name: str
    usage: str
    meaning: tuple[str, ...]
    arguments: tuple[Parameter, ...] = ()
    options: tuple[Parameter, ...] = ()


def commands_page(commands: Iterable[Command]) -> str:
    """Return the page about every command, argument and option."""
    known = list(commands)
    rows = [(f"[`{c.name}`](#{c.name.replace(' ', '-')})", c.meaning[0]) for c in known]
    return page(
        "Commands",
        "Every command of `journeys`, with its arguments and options. `journeys COMMAND --help` "
        "says the same on your terminal.",
        table(("Command", "What it does"), rows),
        *map(_section, known),
    )


def sentence_about(name: str, paragraphs: Iterable[str]) -> str:
    """Return the sentence that says what an argument is, "" where none does.

    One that begins with its name goes before one that only mentions it.
    """
    sentences = [s for paragraph in paragraphs for s in re.split(r"(?<=\.) ", paragraph)]
    begun = (found for found in sentences if re.match(rf"{name}\b", found))
    named = (found for found in sentences if re.search(rf"\b{name}\b", found))
    return next(begun, "") or next(named, "")


def _section(command: Command) -> str:
    parts = [f"## {command.name}", f"```sh\n{command.usage}\n```", *command.meaning]
    for head, parameters in (("Argument", command.arguments), ("Option", command.options)):
        if parameters:
            parts.append(table((head, "What it means"), map(_row, parameters)))
    return "\n\n".join(parts)


def _row(parameter: Parameter) -> tuple[str, str]:
    remarks = [
        "**required**" if parameter.required else "",
        f"one of {', '.join(map(code, parameter.choices))}" if parameter.choices else "",
        f"when left out: {code(parameter.default)}" if parameter.default else "",
    ]
    about = f"<br>{small(*remarks)}" if any(remarks) else ""
    return code(parameter.name), f"{parameter.meaning}{about}"
