"""Where a record stands that several maps may share."""

from __future__ import annotations

from typing import TypeVar

from ...insight.folding import Folded
from ...model import Record
from .. import words
from ..viewing import a_view
from ..writer import Link, Writer
from .places import choices, map_link

R = TypeVar("R", bound=Record)


@a_view
class StandingView:
    """The stage of a record, and a link to it for each map that shares the record.

    `personas` are those of all these maps; `choices` their names, to filter by. `target` says that
    no map of today has it.
    """

    stage: str
    maps: tuple[Link, ...]
    personas: tuple[Link, ...]
    choices: str
    target: str | None


def standing(writer: Writer, group: Folded[R]) -> StandingView:
    """Return where a record stands."""
    return writer.once((StandingView, *group.stages), lambda: _standing(writer, group))


def _standing(writer: Writer, group: Folded[R]) -> StandingView:
    personas = writer.links(group.personas)
    return StandingView(
        stage=group.stage.name,
        maps=tuple(map_link(writer, stage) for stage in group.stages),
        personas=personas,
        choices=choices(to.text for to in personas),
        target=writer.language.word(words.STATES["target"]) if is_planned(group) else None,
    )


def is_planned(group: Folded[R]) -> bool:
    """Return whether a record stands only on maps of how it should be."""
    return all(stage.journey.state == "target" for stage in group.stages)
