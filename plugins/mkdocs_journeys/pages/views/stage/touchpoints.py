"""The touchpoints of a stage: who meets us where, and how well that goes."""

from __future__ import annotations

from markupsafe import Markup

from ....insight.encounters import is_weak
from ....model import Stage, Touchpoint
from ... import words
from ...addresses import anchor, explained_in
from ...viewing import a_view
from ...writer import Link, Writer
from ..parts import FactView, RatingView, badge, facts, link, ratings


@a_view
class TouchpointView:
    """A touchpoint of the stage, of one of its steps or of one of its messages.

    `weak` says that it matters much and does badly.
    """

    id: str
    name: str
    channel: Link | None
    reach: str
    medium: str | None
    owner: Link | None
    notes: tuple[Markup, ...]
    ratings: tuple[RatingView, ...]
    weak: bool
    also: tuple[Link, ...]
    facts: tuple[FactView, ...]
    mark: str | None


def touchpoints(writer: Writer, stage: Stage) -> tuple[TouchpointView, ...]:
    """Return every touchpoint of the stage, once."""
    return tuple(
        _touchpoint(writer, stage, record)
        for record in explained_in(stage)
        if isinstance(record, Touchpoint)
    )


def _touchpoint(writer: Writer, stage: Stage, record: Touchpoint) -> TouchpointView:
    # The same touchpoint may stand in a stage twice, with two notes.
    uses = [use for use in stage.touchpoints if use.touchpoint is record]
    notes = [*(use.note for use in uses), record.note]
    return TouchpointView(
        id=anchor(record),
        name=record.name,
        channel=link(writer, record.channel),
        reach=badge(writer, words.REACHES, record.reach).word,
        medium=badge(writer, words.MEDIA, record.medium).word if record.medium else None,
        owner=link(writer, record.owner),
        notes=tuple(text for note in notes if (text := writer.inline(note))),
        ratings=tuple(
            rating
            for use in uses
            for rating in ratings(writer, importance=use.importance, satisfaction=use.satisfaction)
        ),
        weak=any(map(is_weak, uses)),
        also=_elsewhere(writer, stage, record),
        facts=facts(record.extra, *(use.extra for use in uses)),
        mark=writer.mark_all((record,), *((use,) for use in uses)),
    )


def _elsewhere(writer: Writer, stage: Stage, record: Touchpoint) -> tuple[Link, ...]:
    """Return the other stages of this journey that explain a touchpoint."""
    return tuple(
        Link(text=other.name, url=f"{writer.url(other)}#{anchor(record)}")
        for other in writer.addresses.stages_explaining(record, stage.journey)
        if other is not stage
    )
