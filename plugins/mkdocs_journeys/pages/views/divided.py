"""An overview that is divided: the list of its pages, and the ways from one of them to others."""

from __future__ import annotations

from ..viewing import a_view
from ..writer import Link, Writer

MOST_PRESSING = 20
"""Rows that stand on the overview itself: those that need somebody first."""


@a_view
class CountView:
    """How many there are of something on a page; `value` picks the sign and the colour."""

    word: str
    count: int
    text: str
    value: str


@a_view
class PartRow:
    """A page, and counts of what is on it: the same ones for each."""

    link: Link
    note: str | None
    counts: tuple[CountView, ...]


@a_view
class PartsView:
    """All pages of an overview, in a table of that `name`."""

    name: str
    caption: str
    rows: tuple[PartRow, ...]


@a_view
class WaysView:
    """The ways from a page: to the overview, to the pages beside it and to its persona.

    `journeys` are those that are told of, where those of the persona are on several pages.
    """

    whole: Link
    before: Link | None
    after: Link | None
    persona: Link | None
    journeys: tuple[Link, ...]


def count(writer: Writer, word: str, number: int, value: str = "") -> CountView:
    """Return a count; `value` is left out where there is nothing to count."""
    text = writer.language.number(number)
    return CountView(word=word, count=number, text=text, value=value if number else "")
