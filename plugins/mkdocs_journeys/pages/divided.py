"""The pages of an overview that is divided, and the ways between them."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from ..insight.folding import Folded
from ..model import Handbook, Message
from . import views
from .dividing import Part, read
from .languages import Language
from .page import Overview, Section
from .views.divided import CountView
from .writer import Link, Writer

PartSections = Callable[[Writer, dt.date, Part[Any]], Iterator[Section]]
"""What stands on the page of a part, below the ways to the other pages."""


def pages_of_parts(
    whole: Overview,
    handbook: Handbook,
    language: Language,
    found: tuple[Part[Any], ...],
    sections: PartSections,
) -> Iterator[Overview]:
    """Make a page for each part of an overview."""
    for at, part in enumerate(found):
        near = (found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None)
        entry = name_of(part, language)
        title = language.word("{title}: {name}").format(title=whole.title, name=entry)
        yield replace(
            whole,
            title=title,
            entry=entry,
            source=_source(whole.source, part),
            sections=_with_ways(whole, handbook, part, near, sections),
        )


def parts_by_persona(
    whole: Overview,
    writer: Writer,
    found: Iterable[Part[Any]],
    counts: Callable[[Part[Any]], tuple[CountView, ...]],
) -> views.divided.PartsView:
    """Return the list of the pages, each with some counts of what is on it."""
    word = writer.language.word
    rows = tuple(
        views.divided.PartRow(
            link=link_to(whole.source, part, writer),
            note=part.persona.archetype if part.persona and part.number == 1 else None,
            counts=counts(part),
        )
        for part in found
    )
    return views.divided.PartsView(
        name=table_of(whole.name),
        caption=word("{title} by persona").format(title=whole.title),
        rows=rows,
    )


def table_of(name: str) -> str:
    """Return the name of the table that lists the pages of an overview."""
    return f"{name}-parts"


def name_of(part: Part[Any], language: Language) -> str:
    """Return what a part is called: its persona's name, and which of hers it is."""
    name = part.persona.name if part.persona else language.word("No persona")
    if part.of == 1:
        return name
    said = language.word("{name}, part {number} of {count}")
    return said.format(
        name=name, number=language.number(part.number), count=language.number(part.of)
    )


def _source(whole: str, part: Part[Any]) -> str:
    folder = posixpath.splitext(whole)[0].removesuffix("/index")
    return f"{folder}/{part.place}.md"


def ways_to_messages(
    whole: str, found: Iterable[Part[Folded[Message]]], writer: Writer
) -> Callable[[Folded[Message]], tuple[Link, ...]]:
    """Return what leads to the pages that a message is on; `whole` is that of the overview."""
    ways: dict[Message, list[Link]] = {}
    for part in found:
        to = link_to(whole, part, writer)
        for row in part.rows:
            ways.setdefault(row.record, []).append(to)
    return lambda message: tuple(ways[message.record])


def link_to(whole: str, part: Part[Any], writer: Writer) -> Link:
    """Return a link to the page of a part; `whole` is the source of the overview."""
    return Link(
        text=name_of(part, writer.language),
        url=writer.url(_source(whole, part)),
        accent=part.persona.accent if part.persona else None,
    )


def _with_ways(
    whole: Overview,
    handbook: Handbook,
    part: Part[Any],
    near: tuple[Part[Any] | None, Part[Any] | None],
    sections: PartSections,
) -> Callable[[Writer, dt.date], Iterator[Section]]:
    def made(writer: Writer, today: dt.date) -> Iterator[Section]:
        read(whole.name, handbook, part)
        before, after = (link_to(whole.source, of, writer) if of else None for of in near)
        persona = writer.link(part.persona) if part.persona else None
        about = writer.language.word("About {name}")
        ways = views.divided.WaysView(
            whole=Link(text=whole.title, url=writer.url(whole.source)),
            before=before,
            after=after,
            persona=persona and replace(persona, text=about.format(name=persona.text)),
            journeys=writer.links(part.journeys) if part.of > 1 else (),
        )
        yield Section(heading="", template="divided/ways.html", view=ways)
        yield from sections(writer, today, part)

    return made
