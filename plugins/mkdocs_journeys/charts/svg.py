"""Nodes, numbers and bytes: what makes the output small, escaped and the same every time."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NewType

Drawn = NewType("Drawn", str)
"""Markup of whole nodes, to put inline into HTML 5. Only this file makes it of texts."""

_GEOMETRY = frozenset({"d", "viewBox"})
"""Attributes that are made of numbers and commands alone, often long."""

_NOT_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean_text(text: str) -> str:
    """Return `text` in one line, without what XML forbids or discourages."""
    if not (text.isascii() and text.isprintable()):
        text = _NOT_XML.sub("", text)
    return " ".join(text.split())


@lru_cache(maxsize=16_384)  # charts of journeys alike have their columns in the same places
def number(value: float) -> str:
    """Write at most one decimal, no trailing zero, no minus zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def node(tag: str, cls: str = "", text: str = "", /, **attributes: str | float) -> Drawn:
    """Draw a node with a text or with nothing in it; see `open_node`."""
    opened, inside = _open(tag, cls, attributes), letter(text) if text else ""
    return Drawn(f"{opened}>{inside}</{tag}>" if inside else f"{opened}/>")


def enclose(tag: str, cls: str, content: Iterable[Drawn], /, **attributes: str | float) -> Drawn:
    """Draw a node round others; see `open_node`."""
    opened, inside = _open(tag, cls, attributes), "".join(content)
    return Drawn(f"{opened}>{inside}</{tag}>" if inside else f"{opened}/>")


def open_node(tag: str, cls: str = "", /, **attributes: str | float) -> str:
    """Return a start tag up to its `>`, without namespace; `_` in a name stands for `-`."""
    return _open(tag, cls, attributes)


def _open(tag: str, cls: str, attributes: Mapping[str, str | float]) -> str:
    opened = _named(tag, cls)
    for name, value in attributes.items():
        if not isinstance(value, str):
            said = number(value)
        elif name in _GEOMETRY:
            said = value
        else:
            said = letter(value).replace('"', "&quot;")
        opened += f'{_key(name)}"{said}"'
    return opened


@lru_cache(maxsize=1024)
def _named(tag: str, cls: str) -> str:
    """Return a start tag up to its class."""
    classes = " ".join(cls.split())
    return f'<{tag} class="{classes}"' if classes else f"<{tag}"


@lru_cache(maxsize=64)
def _key(name: str) -> str:
    return f" {name.replace('_', '-')}="


@lru_cache(maxsize=4096)  # a point's words are said to the eye, to the ear and in several charts
def letter(text: str) -> Drawn:
    """Escape a text; inside quotes, these are to be escaped as well."""
    cleaned = clean_text(text)
    return Drawn(cleaned.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
