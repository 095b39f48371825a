"""Where a record stands that several maps may share."""

from __future__ import annotations

from typing import TypeVar

from ...insight.folding import Folded
from ...model import Record, Stage
from .. import words
from ..viewing import a_view
from ..writer import Link, Writer

R = TypeVar("R", bound=Record)


@a_view
class PlaceView:
    """The stage of a record, and a link to it for each map that shares the record.

    `personas` are those of all these maps; `choices` their names, to filter by. `target` says that
    no map of today has it.
    """

    stage: str
    maps: tuple[Link, ...]
    personas: tuple[Link, ...]
    choices: str
    target: str | None


def place(writer: Writer, group: Folded[R]) -> PlaceView:
    """Return where a record stands."""
    return writer.once((PlaceView, *group.stages), lambda: _place(writer, group))


def _place(writer: Writer, group: Folded[R]) -> PlaceView:
    personas = writer.links(group.personas)
    return PlaceView(
        stage=group.stage.name,
        maps=tuple(map_link(writer, stage) for stage in group.stages),
        personas=personas,
        choices=choices(tuple(to.text for to in personas)),
        target=writer.language.word(words.STATES["target"]) if is_planned(group) else None,
    )


def is_planned(group: Folded[R]) -> bool:
    """Return whether a record stands only on maps of how it should be."""
    return all(stage.journey.state == "target" for stage in group.stages)


def map_link(writer: Writer, stage: Stage) -> Link:
    """Return a link that bears the name of a map and leads to one of its stages."""
    return Link(text=stage.journey.name, url=writer.url(stage))


def choices(names: tuple[str, ...]) -> str:
    """Return names as a table's script reads those of one cell, none of them cut in two."""
    return "|".join(name.replace("|", " ") for name in names)
