"""The lanes of the map: what they hold for each stage, and how their cells look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from markupsafe import Markup

from ...insight.encounters import is_weak
from ...model import Journey, Opportunity, PainPoint, Record, Stage, TouchpointUse
from .. import words
from ..addresses import section
from ..icons import LANES, kind_of_channel
from ..viewing import a_view
from ..writer import Link, Writer
from .called import names_in
from .parts import (
    Badge,
    KpiView,
    MessageView,
    WayView,
    badge,
    kpi,
    link,
    message,
    ways,
)


@a_view
class MetView:
    """A touchpoint of a stage; `channel` names a picture.

    `weak` says that it matters much and does badly.
    """

    link: Link
    channel: str
    channel_word: str | None
    importance: ScoreView | None
    satisfaction: ScoreView | None
    weak: bool


@a_view
class ScoreView:
    """A value from 1 to 5: for the stylesheet, and in words."""

    value: str
    said: str


@a_view
class TextView:
    """A text with a sign before it."""

    text: Markup | None
    badge: Badge


@a_view
class AnswerView:
    """An opportunity. `stage` is where it belongs, or whose pain point it answers, if not here."""

    text: Markup | None
    status: Badge
    owner: str | None
    stage: Link | None


@a_view
class PainView:
    """A pain point with what answers it.

    It is not called unanswered where the handbook shows no opportunities.
    """

    text: Markup | None
    severity: Badge | None
    answers: tuple[AnswerView, ...]
    unanswered: bool


@a_view
class PainsView:
    """Pain points, and the opportunities that answer none of them."""

    points: tuple[PainView, ...]
    answers: tuple[AnswerView, ...]


Held: TypeAlias = (
    tuple[Markup, ...]
    | tuple[MetView, ...]
    | tuple[TextView, ...]
    | tuple[MessageView, ...]
    | tuple[PainsView, ...]
    | tuple[AnswerView, ...]
    | tuple[KpiView, ...]
    | tuple[Link, ...]
    | tuple[WayView, ...]
)
"""What a lane holds for a stage, of one kind or another by the kind of the lane."""


@a_view
class CellView:
    """What a lane holds for a stage.

    `link` leads to the same on the stage's page; None where `held` is empty. `own` says that
    something here was written for this map and not in its base; `mark` names that of a change
    under review.
    """

    held: Held = ()
    link: Link | None = None
    own: bool = False
    mark: str | None = None


@a_view
class LaneView:
    """A row of the map; `icon` is a path. Under the line of visibility is what she never sees.

    `kind` says how its cells look, None where these are no cells.
    """

    name: str
    word: str
    icon: str
    kind: str | None = None
    cells: tuple[CellView, ...] = ()
    line_of_visibility: bool = False


def lane(writer: Writer, name: str, word: str, cells: tuple[CellView, ...] = ()) -> LaneView:
    """Return a lane under its word, with its picture."""
    return LaneView(
        name=name,
        word=writer.language.word(word),
        icon=LANES[name],
        kind=_KINDS.get(name),
        cells=cells,
        line_of_visibility=name == "backstage",
    )


def lanes_of(writer: Writer, journey: Journey) -> Iterable[LaneView]:
    """Yield the lanes that have anything in them, in the handbook's order.

    Pain points and opportunities share a lane, where the first of them stands: a pain and its
    answer are read together.
    """
    wanted = writer.handbook.lanes
    pages = [(stage, writer.url(stage)) for stage in journey.stages]
    is_varied = journey.base is not None
    paired = _are_paired(writer)
    seen_pair = False
    for name in wanted:
        word = words.LANES[name]
        shown = name
        if paired and name in ("pain_points", "opportunities"):
            if seen_pair:
                continue
            seen_pair, shown, word = True, "pain_points", words.PAIRED_LANE
        keys = keys_of(writer, shown)
        said, place = writer.language.word(word), section(_SECTIONS[shown])
        cells = []
        for stage, page in pages:
            held = _held(writer, stage, shown, paired=paired)
            mark = writer.mark_all(*[(stage, key) for key in keys], *names_in(writer, stage, *keys))
            if not held:
                cells.append(CellView(mark=mark) if mark else _EMPTY)
                continue
            # To the part of the stage's page that says more of the lane.
            there = Link(text=f"{said}: {stage.name}", url=f"{page}#{place}")
            own = is_varied and _is_own_cell(stage, shown, keys)
            cells.append(CellView(held=held, link=there, own=own, mark=mark))
        if any(cell.held or cell.mark for cell in cells):
            yield lane(writer, shown, word, tuple(cells))


_EMPTY = CellView()


def _are_paired(writer: Writer) -> bool:
    return {"pain_points", "opportunities"} <= set(writer.handbook.lanes)


def keys_of(writer: Writer, name: str) -> tuple[str, ...]:
    """Return what a lane shows of a stage, as authors write it: most have the key's name."""
    if name == "pain_points" and _are_paired(writer):
        return ("pain_points", "opportunities")
    return (name,)


_SECTIONS = {
    "goal": "mind",
    "mindset": "mind",
    "actions": "doing",
    "questions": "doing",
    "seeks": "doing",
    "motivations": "doing",
    "touchpoints": "touchpoints",
    "aida": "tell",
    "messages": "tell",
    "pain_points": "improve",
    "opportunities": "improve",
    "kpis": "measures",
    "experiments": "experiments",
    "teams": "backstage",
    "backstage": "backstage",
    "next": "onward",
}
"""The part of a stage's page that says more of a lane."""


_KINDS = {
    **dict.fromkeys(("goal", "mindset"), "texts"),
    **dict.fromkeys(("actions", "questions", "seeks", "motivations", "backstage"), "texts"),
    "touchpoints": "touchpoints",
    "aida": "objectives",
    "messages": "messages",
    "pain_points": "pains",
    "opportunities": "answers",
    "kpis": "kpis",
    "experiments": "experiments",
    "teams": "teams",
    "next": "ways",
}
"""How the cells of a lane look."""


def _held(writer: Writer, stage: Stage, lane: str, *, paired: bool) -> Held:
    """Return what a lane holds for a stage."""
    match lane:
        case "goal" | "mindset":
            text = writer.inline(getattr(stage, lane))
            return (text,) if text else ()
        case "actions" | "questions" | "seeks" | "motivations" | "backstage":
            claims = getattr(stage, lane)
            return tuple([text for claim in claims if (text := writer.inline(claim.text))])
        case "touchpoints":
            return tuple([_met(writer, stage, use) for use in stage.touchpoints])
        case "aida":
            return _objectives(writer, stage)
        case "messages":
            return tuple([message(writer, record, stage) for record in stage.messages])
        case "kpis":
            return tuple([kpi(writer, use, stage) for use in stage.kpis])
        case "experiments":
            return tuple(
                TextView(
                    text=writer.inline(trial.hypothesis),
                    badge=badge(writer, words.STATUSES, trial.status),
                )
                for trial in stage.experiments
            )
        case "teams":
            return writer.links(stage.teams)
        case "next":
            return ways(writer, stage) if any(way.written for way in stage.next) else ()
        case "opportunities":
            return tuple(_answer(writer, stage, chance) for chance in stage.opportunities)
        case _:
            return _pains(writer, stage, paired=paired)


def _is_own_cell(stage: Stage, lane: str, keys: tuple[str, ...]) -> bool:
    """Whether a variation wrote something in a cell itself; `keys` are what it shows."""
    match lane:
        case "goal" | "mindset" | "teams":
            return not stage.origin.inherited(lane)
        case "aida":
            return any(not stage.origin.inherited("aida", letter) for letter in stage.objectives)
        case "next":
            return is_own(stage, (way for way in stage.next if way.written))
        case _:
            return any(is_own(stage, getattr(stage, key)) for key in keys)


def is_own(stage: Stage, records: Iterable[Record]) -> bool:
    """Whether a variation wrote one of these records itself, or a part of it."""
    varied = stage.journey.base is not None
    return varied and any(not record.origin.inherited() for record in records)


def _objectives(writer: Writer, stage: Stage) -> tuple[TextView, ...]:
    return tuple(
        TextView(text=writer.inline(text), badge=badge(writer, words.OBJECTIVES, letter))
        for letter, text in stage.objectives.items()
    )


def _met(writer: Writer, stage: Stage, use: TouchpointUse) -> MetView:
    word = writer.language.word
    return MetView(
        link=writer.link(use.touchpoint, near=stage),
        channel=kind_of_channel(use.touchpoint),
        channel_word=use.touchpoint.channel.name if use.touchpoint.channel else None,
        importance=_rating(writer, word("Importance {value} of 5"), use.importance),
        satisfaction=_rating(writer, word("Satisfaction {value} of 5"), use.satisfaction),
        weak=is_weak(use),
    )


def _rating(writer: Writer, word: str, value: float | None) -> ScoreView | None:
    if value is None:
        return None
    return ScoreView(value=f"{value:g}", said=word.format(value=writer.language.number(value)))


def _pains(writer: Writer, stage: Stage, *, paired: bool) -> tuple[PainsView, ...]:
    """Return pain points with their answers, or alone."""
    others = [
        chance
        for chance in (stage.opportunities if paired else ())
        if not any(point.parent is stage for point in chance.answers)
    ]
    if not stage.pain_points and not others:
        return ()
    points = tuple([_pain(writer, stage, point, paired=paired) for point in stage.pain_points])
    answers = tuple([_answer(writer, stage, chance) for chance in others])
    return (PainsView(points=points, answers=answers),)


def _pain(writer: Writer, stage: Stage, point: PainPoint, *, paired: bool) -> PainView:
    answers = point.answered_by if paired else ()
    return PainView(
        text=writer.inline(point.text),
        severity=badge(writer, words.SEVERITIES, point.severity) if point.severity else None,
        answers=tuple(_answer(writer, stage, chance) for chance in answers),
        unanswered=paired and not answers,
    )


def _answer(writer: Writer, stage: Stage, chance: Opportunity) -> AnswerView:
    """Return an opportunity, with the other stage that it belongs to or helps."""
    elsewhere = [chance.parent] if chance.parent is not stage else []
    if not any(point.parent is stage for point in chance.answers):
        elsewhere += [point.parent for point in chance.answers]
    other = next((record for record in elsewhere if isinstance(record, Stage)), None)
    return AnswerView(
        text=writer.inline(chance.text),
        status=badge(writer, words.STATUSES, chance.status),
        owner=chance.owner.name if chance.owner else None,
        stage=link(writer, other),
    )
