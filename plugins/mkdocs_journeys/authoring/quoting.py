"""Texts as new files write them: plain where that is safe for every reader, else in quotes."""

from __future__ import annotations

from ..source.nodes import Plain
from .scalars import is_plain, keeps_its_shape


def scalar(text: str, *, in_brackets: bool = False) -> str:
    """Return a text of one line as it is written in YAML.

    What a template wrote without quotes, such as a number, stays without.
    """
    if _stands_without(text, in_brackets=in_brackets):
        return str(text)
    if not text.isprintable():
        return '"' + "".join(map(_escaped, text)) + '"'
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def flow(value: object) -> str:
    """Return a value of texts, lists and records on one line."""
    if isinstance(value, dict):
        fields = (f"{scalar(key, in_brackets=True)}: {flow(item)}" for key, item in value.items())
        return "{" + ", ".join(fields) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value, in_brackets=True) if isinstance(value, str) else ""


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _stands_without(text: str, *, in_brackets: bool) -> bool:
    if isinstance(text, Plain):  # meant as the number, date or word that it is
        return keeps_its_shape(text, in_brackets=in_brackets)
    return is_plain(text, in_brackets=in_brackets)
