"""Journeys by persona, where a handbook has so many that one list of them is of no use."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Handbook, Journey, Persona
from .addresses import anchor
from .lasting import lasting

MOST_LISTED = 12
"""Entries that are still found at a glance in one list; more are grouped, or kept in a table."""
_LEAST_IN_GROUP = 2
"""Journeys that a group has on average: with fewer, groups are one click more for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyGroup:
    """Journeys of the same first persona; those of nobody are base maps, or others."""

    persona: Persona | None
    journeys: tuple[Journey, ...]
    is_base: bool = False


@lasting
def journey_groups(handbook: Handbook) -> tuple[JourneyGroup, ...]:
    """Return all journeys in groups: personas in their order, then base maps, then others.

    Two groups at least, or none: few journeys are one list, and so are those of one persona.
    """
    if len(handbook.journeys) <= MOST_LISTED:
        return ()
    found: dict[tuple[Persona | None, bool], list[Journey]] = {
        (persona, False): [] for persona in handbook.personas
    }
    found |= {(None, True): [], (None, False): []}
    for journey in handbook.journeys:
        persona = journey.personas[0] if journey.personas else None
        found[persona, persona is None and bool(journey.variations)].append(journey)
    groups = tuple(
        JourneyGroup(persona=persona, journeys=tuple(journeys), is_base=is_base)
        for (persona, is_base), journeys in found.items()
        if journeys
    )
    enough = 1 < len(groups) <= len(handbook.journeys) / _LEAST_IN_GROUP
    return groups if enough else ()


def group_place(group: JourneyGroup) -> str:
    """Return the id of the place where the journeys' index begins with a group."""
    if group.persona:
        return anchor(group.persona)
    return "journeys:base" if group.is_base else "journeys:other"
