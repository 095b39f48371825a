"""Nodes, numbers and bytes: what makes the output small, escaped and the same every time."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_NOT_XML = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
_BLANKS = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """Return `text` in one line, without what XML forbids or discourages."""
    return _BLANKS.sub(" ", _NOT_XML.sub("", text)).strip()


def number(value: float) -> str:
    """Write at most one decimal, no trailing zero, no minus zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def node(tag: str, cls: str = "", text: str = "", /, **attributes: str | float) -> Element:
    """Make a node without namespace; `_` in a name stands for `-`."""
    made = Element(tag)
    if classes := " ".join(cls.split()):
        made.set("class", classes)
    for name, value in attributes.items():
        made.set(
            name.replace("_", "-"), clean_text(value) if isinstance(value, str) else number(value)
        )
    if text:
        made.text = clean_text(text)
    return made


def write(element: Element) -> str:
    """Return markup to put inline into HTML 5."""
    # Safe: ElementTree escapes every ">" of texts and attributes, so this only meets its own.
    return ElementTree.tostring(element, encoding="unicode").replace(" />", "/>")
