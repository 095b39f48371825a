"""The same stage in other journeys of the family: how it feels there."""

from __future__ import annotations

from markupsafe import Markup

from ....model import Stage
from ...viewing import a_view
from ...writer import Link, Writer
from ..parts import MoodView, mood


@a_view
class LikeView:
    """The same stage in another journey of the family."""

    link: Link
    journey: str
    personas: tuple[Link, ...]
    mood: MoodView | None
    mindset: Markup | None


_MOST_SHOWN = 12
"""More would make a page grow with the handbook; the base map's page links them all."""


def likes(writer: Writer, stage: Stage) -> tuple[LikeView, ...]:
    """Return the stages of the same id in journeys of the same family."""
    journey = stage.journey
    base = journey.base or journey
    family = dict.fromkeys([base, *base.variations, *journey.variations])
    related = [journey.compare_to] if journey.compare_to else []
    found = [
        other
        for relative in dict.fromkeys([*family, *related])
        if relative is not journey
        for other in relative.stages
        if other.id == stage.id
    ]
    return tuple(_like(writer, other) for other in found[:_MOST_SHOWN])


def _like(writer: Writer, stage: Stage) -> LikeView:
    return LikeView(
        link=writer.link(stage),
        journey=stage.journey.name,
        personas=writer.links(stage.journey.personas),
        mood=mood(writer, stage.emotion, cited=False),
        mindset=writer.inline(stage.mindset),
    )
