"""The handbook's pages as entries of MkDocs' `nav`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

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
