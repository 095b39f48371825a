"""A journey's page, but for the map and the route: what it is about and what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ...model import Journey
from .. import words
from ..addresses import PRINT
from ..comparisons import family_of, pair_of
from ..curves import can_be_compared
from ..viewing import a_view
from ..writer import Link, Writer
from .parts import (
    Badge,
    FactView,
    JourneyCard,
    OwnerView,
    PersonaCard,
    badge,
    facts,
    journey_card,
    link,
    owner_line,
    persona_card,
    type_word,
)


@a_view
class VariationView:
    """A map that varies this one, and whose it is."""

    journey: Link
    personas: tuple[Link, ...]


@a_view
class HeadView:
    """What the map is about."""

    personas: tuple[PersonaCard, ...]
    state: Badge
    type: str | None
    objective: str | None
    scope_from: Markup | None
    scope_to: Markup | None
    summary: Markup | None
    base: Link | None
    is_base: bool
    variations: tuple[VariationView, ...]
    compare_to: Link | None
    comparisons: tuple[Link, ...]
    owner: OwnerView | None
    facts: tuple[FactView, ...]


def head(writer: Writer, journey: Journey) -> HeadView:
    """Return what the map is about."""
    return HeadView(
        personas=tuple(persona_card(writer, persona) for persona in journey.personas),
        state=badge(writer, words.STATES, journey.state),
        type=type_word(writer, journey),
        objective=journey.objective,
        scope_from=writer.inline(journey.scope_from),
        scope_to=writer.inline(journey.scope_to),
        summary=writer.block(journey.summary),
        base=link(writer, journey.base),
        is_base=bool(journey.variations),
        variations=tuple(
            VariationView(journey=writer.link(varied), personas=writer.links(varied.personas))
            for varied in journey.variations
        ),
        compare_to=link(writer, journey.compare_to),
        comparisons=tuple(_comparisons(writer, journey)),
        owner=owner_line(writer, journey),
        facts=facts(journey.extra),
    )


def _comparisons(writer: Writer, journey: Journey) -> Iterator[Link]:
    """Yield the ways to the pages on which the map is compared; on paper there are none."""
    if writer.page == writer.addresses.source(PRINT):
        return
    word = writer.language.word
    for found, text in (
        (family_of(journey, writer.handbook), word("All variations side by side")),
        (pair_of(journey, writer.handbook), word("Both side by side")),
    ):
        if found:
            yield Link(text=text, url=writer.url(found.source))


@a_view
class FamilyView:
    """The variations of a base map."""

    variations: tuple[JourneyCard, ...]


def family(writer: Writer, journey: Journey) -> FamilyView | None:
    """Return the variations; None where the journey is no base map."""
    if not journey.variations:
        return None
    return FamilyView(variations=tuple(journey_card(writer, v) for v in journey.variations))


@a_view
class ComparedView:
    """The map's curve and another's over one another; `chart` names the picture."""

    other: Link
    state: Badge
    chart: str


def compared(writer: Writer, journey: Journey) -> ComparedView | None:
    """Return the comparison; None where the map is compared with none or has nothing to show."""
    other = journey.compare_to
    if other is None or not can_be_compared(journey):
        return None
    return ComparedView(
        other=writer.link(other),
        state=badge(writer, words.STATES, other.state),
        chart="compared",
    )
