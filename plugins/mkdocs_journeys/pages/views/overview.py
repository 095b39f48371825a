"""The home page, and the indexes of personas and journeys."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..writer import Writer
from .parts import JourneyCard, PersonaCard, journey_card, persona_card


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """What the handbook is, in numbers and a few sentences."""

    summary: Markup | None
    counts: tuple[str, ...]


def home(writer: Writer) -> HomeView:
    """Return what the handbook is."""
    handbook, count = writer.handbook, writer.language.words
    stages = sum(len(journey.stages) for journey in handbook.journeys)
    return HomeView(
        summary=writer.block(handbook.summary),
        counts=(
            count("{count} persona", "{count} personas", len(handbook.personas)),
            count("{count} journey", "{count} journeys", len(handbook.journeys)),
            count("{count} stage", "{count} stages", stages),
        ),
    )


def personas(writer: Writer) -> tuple[PersonaCard, ...]:
    """Return every persona in short."""
    return tuple(persona_card(writer, persona) for persona in writer.handbook.personas)


def journeys(writer: Writer) -> tuple[JourneyCard, ...]:
    """Return every journey in short."""
    return tuple(journey_card(writer, journey) for journey in writer.handbook.journeys)
