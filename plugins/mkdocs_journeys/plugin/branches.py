"""What of the navigation a page carries: its own branch, and the ways to all others.

The theme writes the navigation into every page; whole, it makes a build grow with the square of
the pages. A closed section is a link to its first page, where it is open, and of a long list only
what is near the page is shown, and where the list is found whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from ..pages.building import as_html
from ..pages.grouping import MOST_LISTED
from ..pages.page import NavigationItem, every_item


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What marks an entry of the navigation; of several, one that is filled tells most."""

    html: str
    is_filled: bool


SignOf = Callable[[Page], Sign | None]
"""What marks an entry of the navigation, by its page; None where nothing does."""

_NEAREST = 3
"""Neighbours of the open entry that are shown on each side of a list that is not shown whole."""


class _Entry:
    """A page in the navigation under a title of its own; in all else it is the page.

    Themes take a page whose file is an index for the one that its section's name leads to: where
    a section has none (`is_one_of_many`), it is an entry like the others.
    """

    def __init__(self, page: Page, title: str, *, is_one_of_many: bool = False) -> None:
        self._page = page
        self.title = title
        if is_one_of_many:
            self.is_index = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def __eq__(self, other: object) -> bool:
        return self._page == (other._page if isinstance(other, _Entry) else other)

    def __hash__(self) -> int:
        return hash(self._page)


class Sections:
    """The sections of a navigation that are ours, as MkDocs has made them of our entries."""

    def __init__(
        self, items: tuple[NavigationItem, ...], files: Files, stand_ins: Mapping[str, str]
    ) -> None:
        self._items = [item for item in every_item(items) if item.children]
        self._files = files
        self._stand_ins = stand_ins

    def without_page(self) -> frozenset[int]:
        """Return the identities of the sections whose names lead to no page of their own."""
        around = (self._around(item) for item in self._items if not item.page)
        return frozenset(id(section) for section in around if section)

    def listed(self) -> dict[Section, Link]:
        """Return the link to where the entries of a section are all listed.

        It becomes the first entry of a group that has no page of its own: there its name leads, in
        the way that themes show to a page. Sections that are not ours, or that another plugin has
        made anew, have none.
        """
        listed: dict[Section, Link] = {}
        for item in self._items:
            if not item.listing:
                continue
            section, page = self._around(item), self._page(item.listing.source)
            if not isinstance(section, Section) or not page or section.title != as_html(item.title):
                continue
            # A page written by hand in the place of ours has not the places on it.
            place = item.listing.place if item.listing.source not in self._stand_ins else ""
            link = Link(as_html(item.listing.title), f"{page.url}#{place}" if place else page.url)
            listed[section] = link
            if not item.page and page not in section.children:
                link.parent = section
                section.children.insert(0, link)
        return listed

    def _page(self, source: str) -> Page | None:
        file = self._files.get_file_from_path(self._stand_ins.get(source, source))
        return file.page if file else None

    def _around(self, item: NavigationItem) -> Any:
        """Return the section that an entry's page is in, of an entry without one its own."""
        if item.page:
            page = self._page(item.page.source)
            return page.parent if page else None
        first = item.children[0]
        around = self._around(first)
        return around.parent if around and first.children else around


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entries:
    """The entries of a section, all of them closed; `places` has each by the id of its item.

    `signs` are those of the entries that have one, by their place, `listing` is where all are
    listed; the first `pinned` entries are always shown.
    """

    closed: tuple[Any, ...]
    places: Mapping[int, int]
    signs: Mapping[int, Sign]
    listing: Link | None
    pinned: int


class Branches:
    """The branches of a navigation. What pages share is made once, when the first one asks."""

    def __init__(
        self,
        nav: Navigation,
        listed: Mapping[Section, Link],
        without_page: frozenset[int],
        sign: SignOf | None,
    ) -> None:
        self.nav = nav
        self._listed = listed
        self._without_page = without_page
        self._sign = sign
        self._closed: dict[int, _Entries] = {}

    def of(self, page: Page | None) -> Navigation:
        """Return the navigation as a page carries it, None for a page that is not in it."""
        way = list(page.ancestors)[::-1] if page else []
        cut = Navigation(self._opened(None, way, page), self.nav.pages)
        cut.homepage = self.nav.homepage
        return cut

    def _opened(self, section: Section | None, way: list[Any], page: Page | None) -> list[Any]:
        """Return the entries of a section, None for all of it, with the next on the way open."""
        entries = self._entries(section)
        kept = list(entries.closed)
        here = entries.places.get(id(way[0] if way else page))
        if here is None:
            return kept
        if way:
            opened = Section(
                _signed(way[0].title, entries.signs.get(here)),
                self._opened(way[0], way[1:], page),
            )
            opened.active = way[0].active
            kept[here] = opened
        return _nearest(kept, here, entries)

    def _entries(self, section: Section | None) -> _Entries:
        if found := self._closed.get(id(section)):
            return found
        closed: list[Any] = []
        places: dict[int, int] = {}
        signs: dict[int, Sign] = {}
        listing = self._listed.get(section) if section else None
        pinned = 0
        for item in section.children if section else self.nav.items:
            if item is listing or (isinstance(item, Section) and _first(item) is None):
                continue
            place = places[id(item)] = len(closed)
            if sign := self._sign_of(item):
                signs[place] = sign
            closed.append(_folded(item, sign, is_one_of_many=id(section) in self._without_page))
            if listing and isinstance(item, Page) and item.url == listing.url.partition("#")[0]:
                pinned = place + 1
        entries = _Entries(
            closed=tuple(closed), places=places, signs=signs, listing=listing, pinned=pinned
        )
        self._closed[id(section)] = entries
        return entries

    def _sign_of(self, item: Any) -> Sign | None:
        """Return the sign of an entry, of a section that which tells most of its pages."""
        if self._sign is None:
            return None
        if isinstance(item, Section):
            return _telling_most(self._sign_of(child) for child in item.children)
        return self._sign(item) if isinstance(item, Page) else None


def _nearest(kept: list[Any], here: int, entries: _Entries) -> list[Any]:
    """Return what is near an entry, and the link to where all are; few entries are all kept."""
    first, width = entries.pinned, 2 * _NEAREST + 1
    # The page that lists them keeps them all: it is long anyway, and there is but one.
    if entries.listing is None or len(kept) - first <= MOST_LISTED or here < first:
        return kept
    start = max(first, min(here - _NEAREST, len(kept) - width))
    left_out = (sign for place, sign in entries.signs.items() if not start <= place < start + width)
    title = _signed(entries.listing.title, _telling_most(left_out))
    return [*kept[:first], *kept[start : start + width], Link(title, entries.listing.url)]


def _telling_most(signs: Iterable[Sign | None]) -> Sign | None:
    return max(filter(None, signs), key=lambda sign: sign.is_filled, default=None)


def _folded(item: Any, sign: Sign | None, *, is_one_of_many: bool) -> Any:
    """Return an entry as it is shown where it is not open: a section is a link to its first page.

    What changed has its sign here only: titles elsewhere are those of the pages.
    """
    if isinstance(item, Section):
        return Link(_signed(item.title, sign), _first(item) or "")
    is_one_of_many = is_one_of_many and getattr(item, "is_index", False)
    if sign or is_one_of_many:
        return _Entry(item, _signed(item.title, sign), is_one_of_many=is_one_of_many)
    return item


def _signed(title: str, sign: Sign | None) -> str:
    return f"{title} {sign.html}" if sign else title


def _first(section: Section) -> str | None:
    """Return the address of the page that a closed section leads to."""
    for child in section.children:
        found = _first(child) if isinstance(child, Section) else getattr(child, "url", None)
        if found is not None:
            return str(found)
    return None
