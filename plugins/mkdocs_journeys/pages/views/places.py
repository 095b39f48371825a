"""Where in the handbook a record stands: for whom, in which stage, on which maps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...model import Persona, Stage
from ..viewing import a_view
from ..writer import Link, Writer

_MOST = 8
"""Personas and maps that are named: a base map with a hundred variations must not fill a page."""


@a_view
class PlaceView:
    """For whom, in which stage, on which maps: once for all maps that inherit a record.

    A persona's link leads to the stage of her own map. `others` are the maps that no persona's link
    leads to: a base map, a second map of hers. `choices` are the names of all personas and
    `maps_choices` of all maps, as tables filter by them; `order` sorts stages by phase, then by
    their number. `more` counts the maps not named; `is_base` says that it is a base map's.
    """

    personas: tuple[Link, ...]
    stage: Link
    is_base: bool
    maps: tuple[Link, ...]
    others: tuple[Link, ...]
    more: str | None
    choices: str
    maps_choices: str
    order: int


def place(writer: Writer, stages: Sequence[Stage]) -> PlaceView:
    """Return where a record stands; the first of the stages is that of its base map."""
    return writer.once((PlaceView, *stages), lambda: _place(writer, stages))


def _place(writer: Writer, stages: Sequence[Stage]) -> PlaceView:
    first = stages[0]
    own: dict[Persona, Stage] = {}
    for stage in stages:
        for persona in stage.journey.personas:
            own.setdefault(persona, stage)
    personas = sorted(own, key=lambda persona: persona.accent)
    hers = dict.fromkeys(own[persona] for persona in personas[:_MOST])
    left = len(stages) - _MOST
    return PlaceView(
        personas=tuple(
            Link(
                text=persona.name,
                url=writer.url(own[persona]),
                accent=persona.accent,
                title=own[persona].journey.name,
            )
            for persona in personas[:_MOST]
        ),
        stage=writer.link(first),
        is_base=bool(first.journey.variations),
        maps=tuple(map_link(writer, stage) for stage in stages[:_MOST]),
        others=tuple(map_link(writer, stage) for stage in stages if stage not in hers)[:_MOST],
        more=writer.language.words("and {count} more map", "and {count} more maps", left)
        if left > 0
        else None,
        choices=choices(persona.name for persona in personas),
        maps_choices=choices(stage.journey.name for stage in stages),
        order=stage_order(writer, first),
    )


def map_link(writer: Writer, stage: Stage) -> Link:
    """Return a link that bears the name of a map and leads to one of its stages."""
    return Link(text=stage.journey.name, url=writer.url(stage))


def choices(names: Iterable[str]) -> str:
    """Return what a cell may be filtered by, as tables read it: none of it is cut in two."""
    return "|".join(name.replace("|", "/") for name in names)


def stage_order(writer: Writer, stage: Stage) -> int:
    """Return a number that sorts stages of several maps: by phase, then by their own number."""
    phases = writer.handbook.phases
    phase = phases.index(stage.phase) if stage.phase in phases else len(phases)
    return 1000 * phase + stage.number
