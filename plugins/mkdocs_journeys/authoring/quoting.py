"""Texts as YAML writes them: plain where that is safe for every reader, else in quotes."""

from __future__ import annotations

import json
import re

from ..source.nodes import Plain

_SAFE = re.compile(r"[^\W_][^:#]*")
"""A letter or a digit, and then neither of the signs that have a meaning within a text."""
_FIGURE = re.compile(r"[-+.,\d_eE]+")
"""What some reader takes for a number or a date."""
_IN_FLOW = re.compile(r"[^,\[\]{}]*")
_OTHER_MEANING = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words that some reader of YAML takes for something else than a text."""


def scalar(text: str, *, flow: bool = False) -> str:
    """Return a text of one line as it is written in YAML; `flow` says between brackets.

    What a template wrote without quotes, such as a number, stays without.
    """
    bare = isinstance(text, Plain) or (
        bool(_SAFE.fullmatch(text))
        and text.isprintable()
        and text == text.strip()
        and not _FIGURE.fullmatch(text)
        and text.lower() not in _OTHER_MEANING
    )
    if bare and (not flow or _IN_FLOW.fullmatch(text)):
        return str(text)
    # JSON is YAML, and its escapes are YAML's; what cannot be printed stays an escape.
    return "".join(
        c if c.isprintable() else _escape(c) for c in json.dumps(text, ensure_ascii=False)
    )


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def flow(value: object) -> str:
    """Return a value of texts, lists and records on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k, flow=True)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return (
        ""
        if value is None
        else scalar(str(value) if not isinstance(value, str) else value, flow=True)
    )
