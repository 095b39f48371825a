"""How a text is written: without quotes where it can be, else in one kind of them."""

from __future__ import annotations

import json
import re
from typing import Any

from ruamel.yaml.resolver import implicit_resolvers

from .written import Text

_SIGNS = tuple("-?:,[]{}#&*!|>'\"%@`=~<")
"""What a text without quotes must not begin with, or had better not."""
_FIGURE = re.compile(
    r"[-+.,:_/\d\s]*[\d.][-+.,:_/\d\seExXoO]*|[-+]?0x[\da-f_]+|[-+]?\.(inf|nan)", re.IGNORECASE
)
"""What some reader takes for a number, a time or a date."""
_OTHER_MEANING = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words that some reader takes for something else than a text, in whatever case."""
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_RESOLVERS: list[tuple[Any, Any, Any, list[str]]] = implicit_resolvers


def written(text: Text, *, in_brackets: bool = False, is_key: bool = False) -> str:
    """Return a scalar as YAML of one line or, where its author broke it, of several.

    A text without quotes stays what it is, to the character.
    """
    value = text.value
    if is_key and not text.is_one_line:
        plain = is_plain(value, in_brackets=in_brackets)
        return value if plain else json.dumps(value, ensure_ascii=False)
    if not text.style or not text.is_one_line:
        return text.raw
    if is_plain(value, in_brackets=in_brackets):
        return value
    if not (value + "x").isprintable() and "\\" not in text.raw:
        return text.raw  # such as a tab or a space that does not break
    if "\\" not in value and '"' not in value and ("\\" not in text.raw):
        return f'"{value}"'
    if text.style == '"' and set(_ESCAPED.findall(text.raw)) - {'"', "\\"}:
        return text.raw  # its author's own escapes
    return "'" + value.replace("'", "''") + "'"


def is_plain(value: str, *, in_brackets: bool) -> bool:
    """Return whether a text means the same without quotes, to every reader of YAML 1.1 and 1.2."""
    return keeps_its_shape(value, in_brackets=in_brackets) and not _means_something_else(value)


def keeps_its_shape(value: str, *, in_brackets: bool) -> bool:
    """Return whether a scalar without quotes begins and ends where this text does."""
    return not (
        not value
        or value != value.strip()
        or not value.isprintable()
        or value.endswith(":")
        or ": " in value
        or " #" in value
        or (in_brackets and re.search(r"[,\[\]{}:]", value))
    )


def _means_something_else(value: str) -> bool:
    """Return whether some reader takes a text without quotes for a sign, a number or a word."""
    return (
        value.startswith((*_SIGNS, "..."))
        or _FIGURE.fullmatch(value) is not None
        or value.lower() in _OTHER_MEANING
        or any(value[0] in first and pattern.match(value) for _, _, pattern, first in _RESOLVERS)
    )
