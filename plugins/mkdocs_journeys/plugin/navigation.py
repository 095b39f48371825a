"""The handbook's pages in the navigation of MkDocs, and what of it a page carries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from ..pages.building import as_html
from ..pages.page import NavigationItem

NAVIGATION_SLOT = "journeys"
"""The entry of an explicit `nav` that is replaced by the handbook's pages."""


def entries(items: Iterable[NavigationItem], stand_ins: Mapping[str, str]) -> list[Any]:
    """Return navigation items as MkDocs' `nav` has them, with pages by hand in the place of ours.

    Themes write titles into pages as they are: ours are handed over escaped, in a type that says
    so, since where a theme does escape it must not do so twice.
    """
    found: list[Any] = []
    for item in items:
        title = as_html(item.title)
        entry: list[Any] = entries(item.children, stand_ins)
        if item.page:
            entry.insert(0, {title: stand_ins.get(item.page.source, item.page.source)})
        # A page alone is an entry; with others, the first of a group.
        found.append({title: entry} if item.children else entry[0])
    return found


def fill(nav: list[Any], ours: list[Any]) -> bool:
    """Replace the slot in an explicit `nav`; return whether there was one.

    The slot alone is replaced by the handbook's entries, under a title it becomes a section.
    """
    for number, entry in enumerate(nav):
        if entry == NAVIGATION_SLOT:
            nav[number : number + 1] = ours
            return True
        if isinstance(entry, dict):
            for title, value in entry.items():
                if value == NAVIGATION_SLOT:
                    entry[title] = ours
                    return True
                if isinstance(value, list) and fill(value, ours):
                    return True
    return False


Sign = Callable[[Page], str | None]
"""What marks an entry of the navigation, by its page; None where nothing does."""


class _Marked:
    """A page in the navigation with a mark behind its title; in all else it is the page."""

    def __init__(self, page: Page, title: str) -> None:
        self._page = page
        self.title = title

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def __eq__(self, other: object) -> bool:
        return self._page == (other._page if isinstance(other, _Marked) else other)

    def __hash__(self) -> int:
        return hash(self._page)


def branch(nav: Navigation, page: Page, sign: Sign) -> Navigation:
    """Return the navigation without what lies in the branches that the page is not in.

    The theme writes the navigation into every page; whole, it makes a build grow with the square
    of the pages. A closed section is a link to its first page, where it is open. What changed has
    its `sign` here only: titles elsewhere are those of the pages.
    """
    open_ones = {id(section) for section in page.ancestors}
    cut = Navigation(_cut(nav.items, open_ones, sign), nav.pages)
    cut.homepage = nav.homepage
    return cut


def _cut(items: Iterable[Any], open_ones: set[int], sign: Sign) -> list[Any]:
    kept: list[Any] = []
    for item in items:
        if not isinstance(item, Section):
            found = sign(item) if isinstance(item, Page) else None
            kept.append(_Marked(item, f"{item.title} {found}") if found else item)
            continue
        found = _sign_within(item, sign)
        title = f"{item.title} {found}" if found else item.title
        if id(item) in open_ones:
            kept.append(Section(title, _cut(item.children, open_ones, sign)))
            kept[-1].active = item.active
        elif first := _first(item):
            kept.append(Link(title, first))
    return kept


def _sign_within(section: Section, sign: Sign) -> str | None:
    """Return the sign of the first page that has one in a section."""
    for child in section.children:
        if isinstance(child, Section):
            found = _sign_within(child, sign)
        else:
            found = sign(child) if isinstance(child, Page) else None
        if found:
            return found
    return None


def _first(section: Section) -> str | None:
    """Return the address of the page that a closed section leads to."""
    for child in section.children:
        found = _first(child) if isinstance(child, Section) else getattr(child, "url", None)
        if found is not None:
            return str(found)
    return None
