"""The page about the plugin's options, read from the class that declares them.

An option's meaning is the text below it in the class, as this program's own style has it. Python
keeps no such text, so that it is read from the source.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from .markup import code, page, small, table

_KINDS = {str: "text", bool: "`true` or `false`", int: "whole number"}
_EXAMPLE = """\
```yaml title="mkdocs.yml"
plugins:
  - search
  - journeys:
{options}
```

Without a `nav` in `mkdocs.yml`, the handbook's pages come first and those written by hand follow.
In a `nav` of your own, the word `journeys` stands for them:

```yaml title="mkdocs.yml"
nav:
  - Handbook: journeys
  - About us: about.md
```"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option of the plugin in `mkdocs.yml`."""

    name: str
    kind: str
    default: str
    meaning: str


def options_of(config: Any) -> tuple[Option, ...]:
    """Return the options that a MkDocs configuration class declares."""
    meanings = dict(_texts_below(config))
    return tuple(
        Option(
            name=name,
            kind=_KINDS[option._type],
            default=str(option.default).lower()
            if isinstance(option.default, bool)
            else str(option.default),
            meaning=meanings.get(name, ""),
        )
        for name, option in config._schema
    )


def options_page(options: Iterable[Option]) -> str:
    """Return the page about the plugin's options."""
    known = list(options)
    rows = [(code(option.name), f"{option.meaning}<br>{_remarks(option)}") for option in known]
    lines = "\n".join(f"      {option.name}: {option.default or chr(34) * 2}" for option in known)
    return page(
        "Plugin options",
        "What can be set for the plugin in `mkdocs.yml`. All options may be left out.",
        table(("Option", "What it means"), rows),
        _EXAMPLE.format(options=lines),
    )


def _remarks(option: Option) -> str:
    default = code(option.default) if option.default else "empty"
    return small(option.kind, f"when left out: {default}")


def _texts_below(config: type) -> Iterator[tuple[str, str]]:
    """Yield the name of each attribute with the text that stands below it."""
    (definition,) = ast.parse(dedent(inspect.getsource(config))).body
    assert isinstance(definition, ast.ClassDef)  # noqa: S101 - it is the source of a class
    for statement, below in zip(definition.body, definition.body[1:], strict=False):
        if (
            isinstance(statement, ast.Assign)
            and isinstance(statement.targets[0], ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            yield statement.targets[0].id, inspect.cleandoc(below.value.value).replace("\n", " ")
