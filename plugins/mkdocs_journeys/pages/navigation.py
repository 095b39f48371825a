"""Which pages a handbook has, and the order and groups in which they are found."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Handbook, Journey, Persona, Stage
from .addresses import JOURNEYS, PERSONAS, Addresses
from .comparing import ALL_COMPARISONS
from .grouping import JourneyGroup, group_place, journey_groups
from .languages import Language
from .overviews import (
    AFTER_HOME,
    AT_THE_END,
    INSIGHTS,
    OverviewKind,
    existing,
    home,
    journeys,
    personas,
)
from .page import Listing, NavigationItem, Overview, Page


def navigation_of(
    handbook: Handbook,
    addresses: Addresses,
    language: Language,
    changes: Overview | None = None,
) -> tuple[NavigationItem, ...]:
    """Return the entries of the navigation; their pages are all the pages there are.

    `changes` is the page of a change under review.
    """
    return tuple(_items(handbook, addresses, language, changes))


def _items(
    handbook: Handbook, addresses: Addresses, language: Language, changes: Overview | None
) -> Iterator[NavigationItem]:
    def items(kinds: tuple[OverviewKind, ...]) -> tuple[NavigationItem, ...]:
        return tuple(item for kind in kinds for item in _kind_items(kind))

    def _kind_items(kind: OverviewKind) -> Iterator[NavigationItem]:
        for _, title, overviews in existing((kind,), handbook, language):
            if kind.is_group:
                yield _group_item(addresses, language, title, overviews)
            else:
                whole, *parts = overviews
                below = tuple(_overview_item(addresses, of, name=of.entry) for of in parts)
                listing = _all_parts(addresses, language, whole, parts) if below else None
                yield _overview_item(addresses, whole, below, name=title, listing=listing)

    (start,) = home(handbook, language)
    yield _overview_item(addresses, start, name=language.word("Home"))
    if changes:
        yield _overview_item(addresses, changes)
    yield from items(AFTER_HOME)
    words = language.words
    for overview in personas(handbook, language):
        people = tuple(_persona_item(addresses, persona) for persona in handbook.personas)
        listing = Listing(
            title=words("All {count} persona", "All {count} personas", len(people)),
            source=addresses.source(PERSONAS),
        )
        yield _overview_item(addresses, overview, people, listing=listing)
    for overview in journeys(handbook, language):
        maps = tuple(
            _journeys_item(addresses, language, group) for group in journey_groups(handbook)
        ) or tuple(_journey_item(addresses, language, journey) for journey in handbook.journeys)
        listing = _all_journeys(addresses, language, handbook.journeys)
        yield _overview_item(addresses, overview, maps, listing=listing)
    if insights := items(INSIGHTS):
        yield NavigationItem(title=language.word("Insights"), page=None, children=insights)
    yield from items(AT_THE_END)


def _overview_item(
    addresses: Addresses,
    overview: Overview,
    children: tuple[NavigationItem, ...] = (),
    *,
    name: str | None = None,
    listing: Listing | None = None,
) -> NavigationItem:
    page = Page(
        source=addresses.source(overview.source),
        title=overview.title,
        full_title=overview.title,
        subject=overview,
        written_in=overview.written_in,
        wide=overview.wide,
    )
    return NavigationItem(
        title=name or overview.title, page=page, children=children, listing=listing
    )


def _group_item(
    addresses: Addresses, language: Language, title: str, overviews: tuple[Overview, ...]
) -> NavigationItem:
    """Return the entry of several pages of a kind; the first of them leads to the others."""
    count = len(overviews)
    listing = Listing(
        title=language.words("All {count} comparison", "All {count} comparisons", count),
        source=addresses.source(overviews[0].source),
        place=ALL_COMPARISONS,
    )
    children = tuple(_overview_item(addresses, overview) for overview in overviews)
    return NavigationItem(title=title, page=None, children=children, listing=listing)


def _all_parts(
    addresses: Addresses, language: Language, whole: Overview, parts: list[Overview]
) -> Listing:
    """Return where the pages are listed into which an overview is divided."""
    title = language.words("All {count} page", "All {count} pages", len(parts))
    return Listing(title=title, source=addresses.source(whole.source))


def _all_journeys(
    addresses: Addresses, language: Language, found: tuple[Journey, ...], place: str = ""
) -> Listing:
    title = language.words("All {count} journey", "All {count} journeys", len(found))
    return Listing(title=title, source=addresses.source(JOURNEYS), place=place)


def _journeys_item(addresses: Addresses, language: Language, group: JourneyGroup) -> NavigationItem:
    if group.persona:
        title = group.persona.name
    else:
        title = language.word("Base maps") if group.is_base else language.word("Other journeys")
    return NavigationItem(
        title=title,
        page=None,
        children=tuple(_journey_item(addresses, language, journey) for journey in group.journeys),
        listing=_all_journeys(addresses, language, group.journeys, group_place(group)),
    )


def _persona_item(addresses: Addresses, persona: Persona) -> NavigationItem:
    name = f"{persona.name}, {persona.archetype}" if persona.archetype else persona.name
    page = Page(
        source=addresses.source(persona),
        title=persona.name,
        full_title=persona.name,
        subject=persona,
        written_in=f"personas/{persona.id}.yml",
        description=name,
        roomy=True,
        tags=persona.tags,
    )
    return NavigationItem(title=persona.name, page=page)


def _journey_item(addresses: Addresses, language: Language, journey: Journey) -> NavigationItem:
    page = Page(
        source=addresses.source(journey),
        title=journey.name,
        full_title=journey.name,
        subject=journey,
        written_in=f"journeys/{journey.id}.yml",
        wide=True,
    )
    stages = tuple(_stage_item(addresses, language, stage) for stage in journey.stages)
    return NavigationItem(title=journey.name, page=page, children=stages)


def _stage_item(addresses: Addresses, language: Language, stage: Stage) -> NavigationItem:
    # A variation has the stages of its base map, and they are called alike.
    full_title = language.word("{stage} – {journey}")
    page = Page(
        source=addresses.source(stage),
        title=stage.name,
        full_title=full_title.format(stage=stage.name, journey=stage.journey.name),
        subject=stage,
        written_in=f"journeys/{stage.journey.id}.yml",
        description=f"{stage.journey.name}: {stage.name}",
    )
    return NavigationItem(title=stage.name, page=page)
