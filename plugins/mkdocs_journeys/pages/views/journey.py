"""A journey's page: the map, stages as columns and lanes as rows."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...model import Journey, Phase, Stage, Step
from .. import words
from ..curves import has_curve
from ..writer import Link, Writer
from .parts import (
    Badge,
    ClaimView,
    FactView,
    JourneyCard,
    KpiView,
    MessageView,
    OwnerView,
    PersonaCard,
    WayView,
    badge,
    claims,
    facts,
    journey_card,
    kpi,
    link,
    message,
    owner_line,
    persona_card,
    type_word,
    ways,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """What the map is about."""

    personas: tuple[PersonaCard, ...]
    state: Badge
    type: str | None
    objective: str | None
    scope_from: Markup | None
    scope_to: Markup | None
    summary: Markup | None
    base: Link | None
    is_base: bool
    compare_to: Link | None
    owner: OwnerView | None
    facts: tuple[FactView, ...]


def head(writer: Writer, journey: Journey) -> HeadView:
    """Return what the map is about."""
    return HeadView(
        personas=tuple(persona_card(writer, persona) for persona in journey.personas),
        state=badge(writer, words.STATES, journey.state),
        type=type_word(writer, journey),
        objective=journey.objective,
        scope_from=writer.inline(journey.scope_from),
        scope_to=writer.inline(journey.scope_to),
        summary=writer.block(journey.summary),
        base=link(writer, journey.base),
        is_base=bool(journey.variations),
        compare_to=link(writer, journey.compare_to),
        owner=owner_line(writer, journey),
        facts=facts(journey.extra),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """The head of a stage's column."""

    link: Link
    number: int
    duration: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseView:
    """A phase over the columns of its stages."""

    name: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step under its stage."""

    link: Link
    touchpoint: Link | None
    moment_of_truth: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An entry of a cell: a text, or a link, with a small badge or note."""

    text: Markup | None = None
    link: Link | None = None
    badge: Badge | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """What a lane holds for a stage. Which of the lists is filled depends on the lane."""

    items: tuple[ItemView, ...] = ()
    claims: tuple[ClaimView, ...] = ()
    messages: tuple[MessageView, ...] = ()
    kpis: tuple[KpiView, ...] = ()
    ways: tuple[WayView, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the cell holds nothing."""
        return not (self.items or self.claims or self.messages or self.kpis or self.ways)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneView:
    """A row of the map."""

    name: str
    word: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """The map. `chart` names the curve that runs over the columns, `table` its figures."""

    columns: tuple[ColumnView, ...]
    phases: tuple[PhaseView, ...]
    steps: tuple[tuple[StepView, ...], ...]
    lanes: tuple[LaneView, ...]
    chart: str | None
    table: str | None


def map_(writer: Writer, journey: Journey) -> MapView:
    """Return the map; lanes that nobody filled are left out."""
    lanes = [
        LaneView(
            name=name,
            word=writer.language.word(words.LANES[name]),
            cells=tuple(_cell(writer, stage, name) for stage in journey.stages),
        )
        for name in writer.handbook.lanes
    ]
    steps = tuple(
        tuple(_step(writer, stage, step) for step in stage.steps) for stage in journey.stages
    )
    return MapView(
        columns=tuple(
            ColumnView(
                link=writer.link(stage),
                number=stage.number,
                duration=stage.duration,
            )
            for stage in journey.stages
        ),
        phases=_phases(journey),
        steps=steps if any(steps) else (),
        lanes=tuple(lane for lane in lanes if not all(cell.is_empty for cell in lane.cells)),
        chart="curve" if has_curve(journey) else None,
        table="table" if has_curve(journey) else None,
    )


def _phases(journey: Journey) -> tuple[PhaseView, ...]:
    """Return the phases as runs of columns; none where no stage names one."""
    runs: list[tuple[Phase | None, int]] = []
    for stage in journey.stages:
        if runs and runs[-1][0] is stage.phase:
            runs[-1] = (stage.phase, runs[-1][1] + 1)
        else:
            runs.append((stage.phase, 1))
    if all(phase is None for phase, _ in runs):
        return ()
    return tuple(PhaseView(name=phase.name if phase else "", width=width) for phase, width in runs)


def _step(writer: Writer, stage: Stage, step: Step) -> StepView:
    return StepView(
        link=writer.link(step),
        touchpoint=writer.link(step.touchpoint, near=stage) if step.touchpoint else None,
        moment_of_truth=step.moment_of_truth,
    )


def _cell(writer: Writer, stage: Stage, lane: str) -> CellView:
    match lane:
        case "goal" | "mindset":
            text = writer.inline(getattr(stage, lane))
            return CellView(items=(ItemView(text=text),) if text else ())
        case "actions" | "questions" | "seeks" | "motivations" | "backstage":
            return CellView(claims=claims(writer, getattr(stage, lane)))
        case "touchpoints":
            return CellView(items=_touchpoints(writer, stage))
        case "aida":
            return CellView(
                items=tuple(
                    ItemView(
                        text=writer.inline(text), badge=badge(writer, words.OBJECTIVES, letter)
                    )
                    for letter, text in stage.objectives.items()
                )
            )
        case "messages":
            return CellView(messages=tuple(message(writer, m, stage) for m in stage.messages))
        case "kpis":
            return CellView(kpis=tuple(kpi(writer, use, stage) for use in stage.kpis))
        case "teams":
            return CellView(items=tuple(ItemView(link=writer.link(team)) for team in stage.teams))
        case "next":
            written = any(way.written for way in stage.next)
            return CellView(ways=ways(writer, stage) if written else ())
        case _:
            return CellView(items=_improvements(writer, stage, lane))


def _touchpoints(writer: Writer, stage: Stage) -> tuple[ItemView, ...]:
    return tuple(
        ItemView(
            link=writer.link(use.touchpoint, near=stage),
            note=use.touchpoint.channel.name if use.touchpoint.channel else None,
        )
        for use in stage.touchpoints
    )


def _improvements(writer: Writer, stage: Stage, lane: str) -> tuple[ItemView, ...]:
    if lane == "pain_points":
        return tuple(
            ItemView(
                text=writer.inline(point.text),
                badge=badge(writer, words.SEVERITIES, point.severity) if point.severity else None,
            )
            for point in stage.pain_points
        )
    if lane == "opportunities":
        return tuple(
            ItemView(
                text=writer.inline(chance.text),
                badge=badge(writer, words.STATUSES, chance.status),
                note=chance.owner.name if chance.owner else None,
            )
            for chance in stage.opportunities
        )
    return tuple(
        ItemView(
            text=writer.inline(trial.hypothesis),
            badge=badge(writer, words.STATUSES, trial.status),
        )
        for trial in stage.experiments
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyView:
    """The variations of a base map."""

    variations: tuple[JourneyCard, ...]


def family(writer: Writer, journey: Journey) -> FamilyView | None:
    """Return the variations; None where the journey is no base map."""
    if not journey.variations:
        return None
    return FamilyView(variations=tuple(journey_card(writer, v) for v in journey.variations))
