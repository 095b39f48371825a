"""The indexes of personas and journeys."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Journey
from ..curves import has_curve
from ..grouping import group_place, journey_groups
from ..viewing import a_view
from ..writer import Link, Writer
from .parts import JourneyCard, PersonaCard, journey_card, persona_card
from .persona import PersonaSummary, small_chart, summary
from .places import choices


def personas(writer: Writer) -> tuple[PersonaSummary, ...]:
    """Return every persona in short."""
    return tuple(summary(writer, persona) for persona in writer.handbook.personas)


@a_view
class WalkedCard:
    """A journey in short: who takes it, and how it feels. `chart` names its small curve."""

    card: JourneyCard
    personas: tuple[PersonaCard, ...]
    chart: str | None


def journeys(writer: Writer, *, drawn: bool) -> tuple[WalkedCard, ...]:
    """Return every journey in short; only where they are `drawn` with their small curves."""
    return tuple(
        WalkedCard(
            card=journey_card(writer, journey, marked=True),
            personas=tuple(persona_card(writer, persona) for persona in journey.personas),
            chart=small_chart(journey) if drawn and has_curve(journey) else None,
        )
        for journey in writer.handbook.journeys
    )


@a_view
class SisterView:
    """A page of the same group; `here` says that it is this one."""

    link: Link
    here: bool


def sisters(
    writer: Writer, found: tuple[tuple[str, str], ...], here: str
) -> tuple[SisterView, ...]:
    """Return the pages of a group, by title and source; none where there is but one."""
    if len(found) < 2:
        return ()
    return tuple(
        SisterView(link=Link(text=title, url=writer.url(source)), here=source == here)
        for title, source in found
    )


@a_view
class PersonaRow:
    """A persona in a table; `journeys` counts hers."""

    summary: PersonaSummary
    journeys: int
    journeys_word: str


@a_view
class JourneyRow:
    """A journey in a table. `choices` are its personas' names, to filter by, `kinds` its types.

    `place` is the id of the group that begins with it, "" where none does.
    """

    card: JourneyCard
    personas: tuple[PersonaCard, ...]
    choices: str
    kinds: str
    stages: int
    place: str


def persona_rows(writer: Writer) -> tuple[PersonaRow, ...]:
    """Return every persona as a row of a table."""
    return tuple(
        PersonaRow(
            summary=summary(writer, persona),
            journeys=len(persona.journeys),
            journeys_word=writer.language.number(len(persona.journeys)),
        )
        for persona in writer.handbook.personas
    )


def journey_rows(writer: Writer) -> tuple[JourneyRow, ...]:
    """Return every journey as a row of a table, those of a group after one another."""
    return tuple(_row(writer, journey, place) for journey, place in _grouped(writer))


def _row(writer: Writer, journey: Journey, place: str) -> JourneyRow:
    card = journey_card(writer, journey, marked=True)
    base = (writer.language.word("Base map"),) if card.is_base else ()
    return JourneyRow(
        card=card,
        personas=tuple(persona_card(writer, persona) for persona in journey.personas),
        choices=choices(tuple(persona.name for persona in journey.personas)),
        kinds=choices(((card.type,) if card.type else ()) + base),
        stages=len(journey.stages),
        place=place,
    )


def _grouped(writer: Writer) -> Iterator[tuple[Journey, str]]:
    """Yield every journey, and the place of its group where it is the first."""
    groups = journey_groups(writer.handbook)
    for group in groups:
        first, *others = group.journeys
        yield first, group_place(group)
        yield from ((journey, "") for journey in others)
    if not groups:
        yield from ((journey, "") for journey in writer.handbook.journeys)
