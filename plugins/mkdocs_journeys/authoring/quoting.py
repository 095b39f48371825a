"""Texts as new files write them: plain where that is safe for every reader, else in quotes."""

from __future__ import annotations

import re

from ..source.nodes import Plain

_SIGNS = tuple("-?:,[]{}#&*!|>'\"%@`=~<")
"""What a text without quotes must not begin with, or had better not."""
_FIGURE = re.compile(
    r"[-+.,:_/\d\s]*[\d.][-+.,:_/\d\seExXoO]*|[-+]?0x[\da-f_]+|[-+]?\.(inf|nan)", re.IGNORECASE
)
"""What some reader takes for a number, a time or a date."""
_OTHER_MEANING = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words that some reader of YAML takes for something else than a text."""


def scalar(text: str, *, in_brackets: bool = False) -> str:
    """Return a text of one line as it is written in YAML.

    What a template wrote without quotes, such as a number, stays without.
    """
    if _is_plain(text, in_brackets=in_brackets):
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


def _is_plain(text: str, *, in_brackets: bool) -> bool:
    return not (
        not text
        or text != text.strip()
        or not text.isprintable()
        or (text.startswith((*_SIGNS, "...")) and not isinstance(text, Plain))
        or text.endswith(":")
        or ": " in text
        or " #" in text
        or (in_brackets and re.search(r"[,\[\]{}:]", text))
        or (_FIGURE.fullmatch(text) and not isinstance(text, Plain))
        or (text.lower() in _OTHER_MEANING and not isinstance(text, Plain))
    )
