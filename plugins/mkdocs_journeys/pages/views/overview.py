"""The home page, and the indexes of personas and journeys."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..addresses import JOURNEYS, PERSONAS
from ..writer import Link, Writer
from .parts import JourneyCard, journey_card
from .persona import PersonaSummary, summary


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """What the handbook is, in a few sentences, and the ways into it."""

    summary: Markup | None
    counts: tuple[Link, ...]


def home(writer: Writer) -> HomeView:
    """Return what the handbook is."""
    handbook, words = writer.handbook, writer.language.words
    found = (
        (PERSONAS, words("{count} persona", "{count} personas", len(handbook.personas))),
        (JOURNEYS, words("{count} journey", "{count} journeys", len(handbook.journeys))),
    )
    present = {PERSONAS: handbook.personas, JOURNEYS: handbook.journeys}
    return HomeView(
        summary=writer.block(handbook.summary),
        counts=tuple(
            Link(text=text, url=writer.url(name)) for name, text in found if present[name]
        ),
    )


def personas(writer: Writer) -> tuple[PersonaSummary, ...]:
    """Return every persona in short."""
    return tuple(summary(writer, persona) for persona in writer.handbook.personas)


def journeys(writer: Writer) -> tuple[JourneyCard, ...]:
    """Return every journey in short."""
    return tuple(journey_card(writer, journey) for journey in writer.handbook.journeys)
