"""What a page of the handbook is made of, before it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from ..model import Journey, Persona, Stage
from ..model.reads import Read
from .curves import Curves
from .writer import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page under a heading ("" for the part under the title).

    It is left out where its view is nothing: None, or empty.
    """

    heading: str
    template: str
    view: object


@lru_cache(maxsize=128)  # every stage asks for all of its parts
def section_name(template: str) -> str:
    """Return the name of a part of a page, by the template that shows it."""
    return PurePosixPath(template).stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A page about the whole handbook, or about several journeys, and no single record.

    `name` is what `views` in handbook.yml calls it, `source` the Markdown file it stands for,
    relative to the handbook's folder. `sections` gives its parts as of a day, `charts` what is put
    in once the search index has read them, by the comment it takes the place of. A page that only
    repeats what other pages say is not `searched`. One of large tables stands `without_contents`:
    it needs their room, and keeps the navigation, which leads to its like. The one that `is_whole`
    has all other pages in it. `entry` is what the navigation calls a page below the one that it is
    a part of, "" for any other. `laid_out_from` is what was read to tell that there is such a page.
    """

    name: str
    title: str
    source: str
    sections: Callable[[Writer, dt.date], Iterator[Section]]
    charts: Callable[[Curves], Mapping[str, str]] | None = None
    searched: bool = False
    is_whole: bool = False
    wide: bool = False
    without_contents: bool = False
    written_in: str | None = None
    entry: str = ""
    laid_out_from: frozenset[Read] = frozenset()


Subject = Persona | Journey | Stage | Overview


def kind_of(record: Persona | Journey | Stage) -> str:
    """Return what a record with a page of its own is: persona, journey or stage."""
    return type(record).__name__.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the handbook.

    `source` is the path of the Markdown file it stands for, relative to the site's sources;
    `written_in` that of the YAML file its record was written in, None where it has none. `wide`
    says that the page needs the room of the theme's sidebars, `roomy` that it needs that of the
    navigation alone. `full_title` is what it is called among pages of the same title, as in a list
    of what a search has found.
    """

    source: str
    title: str
    full_title: str
    subject: Subject
    written_in: str | None = None
    description: str = ""
    wide: bool = False
    roomy: bool = False
    tags: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What the page is about, as in “stage” or “messages”: the stylesheet goes by it."""
        match self.subject:
            case Overview(name=name):
                return name
            case record:
                return kind_of(record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Where all entries of a group are found: the words of a link there, its page, the place on it.

    `source` is the path of the page's Markdown file, `place` the id of an element, "" for none.
    """

    title: str
    source: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationItem:
    """An entry of the navigation: a page, a group of entries, or a page with others below it.

    A group with a `listing` may be shown in part.
    """

    title: str
    page: Page | None
    children: tuple[NavigationItem, ...] = ()
    listing: Listing | None = None


def every_item(items: tuple[NavigationItem, ...]) -> Iterator[NavigationItem]:
    """Yield navigation items, each before its children."""
    for item in items:
        yield item
        yield from every_item(item.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A page's Markdown, and the HTML that takes the place of each of its comments."""

    markdown: str
    fragments: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """All of a page that follows from the handbook: its body, and its charts by their comments.

    The charts are put in once the search index has read the page. `reads` is what the page shows.
    """

    body: Body
    charts: Mapping[str, str]
    reads: frozenset[Read]
