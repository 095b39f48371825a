"""The whole handbook on one page, for paper and PDF: every persona, journey and stage in order.

Each page is written as it is elsewhere. On the one page its ids get the page's own id before them,
and links between pages become links to their places here. What leads to a page that is not printed
stays as words: on paper and in a PDF there is nothing behind it. What pages explain at their end
is explained once, at the end of all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from ..model import Handbook, Journey, Persona, Stage
from . import views
from .page import kind_of
from .viewing import a_view

MOST_PRINTED = 400
"""Pages beyond which nobody prints a handbook whole, and a browser is slow to lay it out."""

Printed = Persona | Journey | Stage
"""What has a page that is printed."""

_ATTRIBUTE = re.compile(
    r' (href|xlink:href|id|for|headers|aria-(?:labelledby|describedby|controls|owns))="([^"]*)"'
)
_CSS_REFERENCE = re.compile(r"url\(#([^)]*)\)")
_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")
_ID = re.compile(r' id="([^"]*)"')
_LINK = re.compile(r' href="#([^"]*)"')

_APART = "--"
"""Between a page's id and one of its own: ids of records have no two hyphens together."""


@a_view
class PrintedPage:
    """A page as a part of the whole; `kind` is persona, journey or stage."""

    id: str
    title: str
    kind: str
    level: int
    html: Markup


@a_view
class PrintedGroup:
    """Pages under a common word."""

    word: str
    pages: tuple[PrintedPage, ...]


@a_view
class WholeView:
    """All pages on one, and what they explain at their end."""

    summary: Markup
    groups: tuple[PrintedGroup, ...]
    explained: tuple[views.explaining.ExplanationGroup, ...]


def printed(handbook: Handbook) -> tuple[Printed, ...]:
    """Return what is printed: personas, then journeys, each before its stages."""
    records: list[Printed] = list(handbook.personas)
    for journey in handbook.journeys:
        records += [journey, *journey.stages]
    return tuple(records)


def place_of(record: Printed) -> str:
    """Return the id of a record's place in the whole; SVG allows no slash in one."""
    match record:
        case Stage():
            return f"stage:{record.journey.id}.{record.id}"
        case Persona():
            return f"persona:{record.id}"
        case Journey():
            return f"journey:{record.id}"


def whole_view(
    records: Iterable[Printed],
    write: Callable[[Printed], str],
    *,
    places: Mapping[str, str | None],
    beside: Callable[[Printed], Mapping[str, str]],
    explain: Callable[[], tuple[views.explaining.ExplanationGroup, ...]],
    summary: Markup | None,
    word: Callable[[str], str],
) -> WholeView:
    """Return the whole.

    `write` gives the HTML of a record's page with headings from the second level on, `places` the
    place of each page here by the address it has elsewhere, None for one that is not here,
    `beside` those that a record's page names in another way, `explain` what all the pages mention,
    to be asked when they are written.
    """
    pages = {
        record: _moved(
            write(record), place_of(record), _level(record), {**places, **beside(record)}
        )
        for record in records
    }
    explained = explain()
    ids = {view.record.id for group in explained for view in group.records}
    ids |= {place_of(record) for record in pages}
    ids |= {name for html in pages.values() for name in _ID.findall(html)}
    groups: dict[str, list[PrintedPage]] = {}
    for record, html in pages.items():
        heading = word("Personas") if isinstance(record, Persona) else word("Journeys")
        groups.setdefault(heading, []).append(
            PrintedPage(
                id=place_of(record),
                title=record.name,
                kind=kind_of(record),
                level=_level(record),
                html=_mended(html, ids),
            )
        )
    return WholeView(
        summary=Markup(_moved(summary or "", "", 1, places)),  # noqa: S704 - what we rendered
        groups=tuple(
            PrintedGroup(word=heading, pages=tuple(members)) for heading, members in groups.items()
        ),
        explained=explained,
    )


def _level(record: Printed) -> int:
    """Return the level of a page's heading in the whole: stages lie below their journey."""
    return 4 if isinstance(record, Stage) else 3


def _moved(html: str, place: str, level: int, places: Mapping[str, str | None]) -> str:
    """Return a page's HTML with ids, links and headings as they are in the whole."""

    def link(match: re.Match[str]) -> str:
        page, mark, name = match[2].partition("#")
        if page and page not in places:
            return match[0]
        target = places[page] if page else place
        if target is None:
            return ""  # an `a` without it is no link
        return f' {match[1]}="#{target}{_APART}{name}"' if mark else f' {match[1]}="#{target}"'

    def attribute(match: re.Match[str]) -> str:
        if match[1].endswith("href"):
            return link(match)
        ids = " ".join(f"{place}{_APART}{part}" for part in match[2].split())
        return f' {match[1]}="{ids}"'

    html = _ATTRIBUTE.sub(attribute, html)
    html = _CSS_REFERENCE.sub(lambda match: f"url(#{place}{_APART}{match[1]})", html)
    # A page's own headings begin at the second level: here, right below the page's title.
    return _HEADING.sub(lambda match: f"<{match[1]}h{min(6, int(match[2]) + level - 1)}", html)


def _mended(html: str, ids: set[str]) -> Markup:
    """Lead links to where all is explained, or to the page, where the page has no such place."""

    def link(match: re.Match[str]) -> str:
        name = match[1]
        if name not in ids:
            page, _, place = name.partition(_APART)
            name = place if place in ids else page
        return f' href="#{name}"'

    return Markup(_LINK.sub(link, html))  # noqa: S704 - what our templates wrote
