"""The indexes of personas and journeys."""

from __future__ import annotations

from ..writer import Writer
from .parts import JourneyCard, journey_card
from .persona import PersonaSummary, summary


def personas(writer: Writer) -> tuple[PersonaSummary, ...]:
    """Return every persona in short."""
    return tuple(summary(writer, persona) for persona in writer.handbook.personas)


def journeys(writer: Writer) -> tuple[JourneyCard, ...]:
    """Return every journey in short."""
    return tuple(journey_card(writer, journey) for journey in writer.handbook.journeys)
