"""A stage's page: where she is, how she feels, what we do and say, and how we measure it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...insight.evidence import grade
from ...model import Content, Experiment, Kpi, Named, Opportunity, PainPoint, Stage, Touchpoint
from .. import words
from ..addresses import anchor, explained_in
from ..curves import has_curve
from ..writer import Link, Writer
from .parts import (
    Badge,
    ClaimView,
    ContentView,
    FactView,
    KpiView,
    MessageView,
    MoodView,
    Part,
    PersonaCard,
    WayView,
    badge,
    claims,
    content,
    facts,
    kpi,
    link,
    message,
    mood,
    parts,
    persona_card,
    ways,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """Where the stage is in its journey. `chart` names the small curve."""

    journey: Link
    personas: tuple[PersonaCard, ...]
    place: str
    phase: str | None
    duration: str | None
    previous: Link | None
    next: Link | None
    summary: Markup | None
    chart: str | None


def head(writer: Writer, stage: Stage) -> HeadView:
    """Return where the stage is."""
    place = writer.language.word("Stage {number} of {count}")
    return HeadView(
        journey=writer.link(stage.journey),
        personas=tuple(persona_card(writer, persona) for persona in stage.journey.personas),
        place=place.format(number=stage.number, count=len(stage.journey.stages)),
        phase=stage.phase.name if stage.phase else None,
        duration=stage.duration,
        previous=link(writer, stage.previous_stage),
        next=link(writer, stage.next_stage),
        summary=writer.block(stage.summary),
        chart="curve" if has_curve(stage.journey) else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MindView:
    """How she feels and what goes through her mind."""

    mood: MoodView | None
    grade: Badge
    goal: Markup | None
    mindset: Markup | None
    parts: tuple[Part, ...]
    facts: tuple[FactView, ...]


def mind(writer: Writer, stage: Stage, *, today: dt.date) -> MindView | None:
    """Return how she feels; None where nothing is said."""
    graded = grade(stage, evidence_age=writer.handbook.evidence_age, today=today)
    view = MindView(
        mood=mood(writer, stage.emotion),
        grade=Badge(word=writer.language.word(words.GRADES[graded]), value=graded),
        goal=writer.inline(stage.goal),
        mindset=writer.inline(stage.mindset),
        parts=parts(
            writer,
            (
                (words.mark("Actions"), stage.actions),
                (words.mark("Questions"), stage.questions),
                (words.mark("Content sought"), stage.seeks),
                (words.mark("Motivations"), stage.motivations),
            ),
        ),
        facts=facts(stage.extra),
    )
    said = (view.mood, view.goal, view.mindset, view.parts, view.facts)
    return view if any(said) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step of the stage."""

    id: str
    name: str
    mood: MoodView | None
    touchpoint: Link | None
    actions: tuple[ClaimView, ...]
    moment_of_truth: bool


def steps(writer: Writer, stage: Stage) -> tuple[StepView, ...]:
    """Return the steps."""
    return tuple(
        StepView(
            id=anchor(step),
            name=step.name,
            mood=mood(writer, step.emotion),
            touchpoint=writer.link(step.touchpoint, near=stage) if step.touchpoint else None,
            actions=claims(writer, step.actions),
            moment_of_truth=step.moment_of_truth,
        )
        for step in stage.steps
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveView:
    """What we want to reach, for one letter of AIDA, and what we say for it."""

    letter: Badge
    text: Markup | None
    messages: tuple[MessageView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TellView:
    """What we tell her: the objectives with their messages, then messages without a letter."""

    objectives: tuple[ObjectiveView, ...]
    others: tuple[MessageView, ...]
    proofs: tuple[ContentView, ...]


def tell(writer: Writer, stage: Stage) -> TellView | None:
    """Return the objectives and messages; None where there are none."""
    if not stage.objectives and not stage.messages:
        return None
    letters = [
        letter
        for letter in words.OBJECTIVES
        if letter in stage.objectives or any(m.aida == letter for m in stage.messages)
    ]
    return TellView(
        objectives=tuple(
            ObjectiveView(
                letter=badge(writer, words.OBJECTIVES, letter),
                text=writer.inline(_objective(stage, letter)),
                messages=tuple(
                    message(writer, record, stage)
                    for record in stage.messages
                    if record.aida == letter
                ),
            )
            for letter in letters
        ),
        others=tuple(
            message(writer, record, stage) for record in stage.messages if record.aida is None
        ),
        proofs=tuple(
            content(writer, record) for record in explained_in(stage) if isinstance(record, Content)
        ),
    )


def _objective(stage: Stage, letter: str) -> str | None:
    return next((text for name, text in stage.objectives.items() if name == letter), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointView:
    """A touchpoint of the stage, of one of its steps or of one of its messages."""

    id: str
    name: str
    channel: Link | None
    reach: str
    medium: str | None
    owner: Link | None
    notes: tuple[Markup, ...]
    importance: str | None
    satisfaction: str | None
    also: tuple[Link, ...]


def touchpoints(writer: Writer, stage: Stage) -> tuple[TouchpointView, ...]:
    """Return every touchpoint of the stage, once."""
    return tuple(
        _touchpoint(writer, stage, record)
        for record in explained_in(stage)
        if isinstance(record, Touchpoint)
    )


def _touchpoint(writer: Writer, stage: Stage, record: Touchpoint) -> TouchpointView:
    use = next((use for use in stage.touchpoints if use.touchpoint is record), None)
    notes = [use.note if use else None, record.note]

    return TouchpointView(
        id=anchor(record),
        name=record.name,
        channel=link(writer, record.channel),
        reach=badge(writer, words.REACHES, record.reach).word,
        medium=badge(writer, words.MEDIA, record.medium).word if record.medium else None,
        owner=link(writer, record.owner),
        notes=tuple(text for note in notes if (text := writer.inline(note))),
        importance=_rating(writer, use.importance if use else None),
        satisfaction=_rating(writer, use.satisfaction if use else None),
        also=_elsewhere(writer, stage, record),
    )


def _rating(writer: Writer, value: float | None) -> str | None:
    return None if value is None else writer.language.number(value)


def _elsewhere(writer: Writer, stage: Stage, record: Named) -> tuple[Link, ...]:
    """Return the other stages of this journey that explain a record."""
    return tuple(
        Link(text=other.name, url=f"{writer.url(other)}#{anchor(record)}")
        for other in writer.addresses.stages_explaining(record, stage.journey)
        if other is not stage
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """The KPIs with their figures, then those that only an experiment uses."""

    kpis: tuple[KpiView, ...]
    others: tuple[DefinitionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionView:
    """A KPI without figures in this stage."""

    id: str
    name: str
    formula: Markup | None
    source: Markup | None


def measures(writer: Writer, stage: Stage) -> MeasureView | None:
    """Return the KPIs; None where there are none."""
    measured = {use.kpi for use in stage.kpis}
    others = [
        record
        for record in explained_in(stage)
        if isinstance(record, Kpi) and record not in measured
    ]
    if not measured and not others:
        return None
    return MeasureView(
        kpis=tuple(kpi(writer, use, stage) for use in stage.kpis),
        others=tuple(
            DefinitionView(
                id=anchor(record),
                name=record.name,
                formula=writer.inline(record.formula),
                source=writer.inline(record.source),
            )
            for record in others
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityView:
    """What we could do, or do already. `elsewhere` are pain points of other stages it answers."""

    text: Markup | None
    status: Badge
    impact: str | None
    effort: str | None
    owner: Link | None
    due: str | None
    url: str | None
    elsewhere: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPointView:
    """What hurts, and what answers it."""

    text: Markup | None
    severity: Badge | None
    symptom: Markup | None
    evidence: tuple[Link, ...]
    opportunities: tuple[OpportunityView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImproveView:
    """Pain points with their opportunities, then opportunities that answer none here."""

    pain_points: tuple[PainPointView, ...]
    others: tuple[OpportunityView, ...]


def improve(writer: Writer, stage: Stage) -> ImproveView | None:
    """Return pain points and opportunities; None where there are none.

    An opportunity that answers several pain points stands with each of them.
    """
    if not stage.pain_points and not stage.opportunities:
        return None
    others = [
        chance
        for chance in stage.opportunities
        if not any(point.parent is stage for point in chance.answers)
    ]
    return ImproveView(
        pain_points=tuple(_pain_point(writer, stage, point) for point in stage.pain_points),
        others=_opportunities(writer, stage, others),
    )


def _pain_point(writer: Writer, stage: Stage, point: PainPoint) -> PainPointView:
    return PainPointView(
        text=writer.inline(point.text),
        severity=badge(writer, words.SEVERITIES, point.severity) if point.severity else None,
        symptom=writer.inline(point.symptom),
        evidence=writer.links(point.evidence),
        opportunities=_opportunities(writer, stage, point.answered_by),
    )


def _opportunities(
    writer: Writer, stage: Stage, records: Sequence[Opportunity]
) -> tuple[OpportunityView, ...]:
    return tuple(
        OpportunityView(
            text=writer.inline(record.text),
            status=badge(writer, words.STATUSES, record.status),
            impact=_rating(writer, record.impact),
            effort=_rating(writer, record.effort),
            owner=link(writer, record.owner),
            due=writer.language.date(record.due) if record.due else None,
            url=writer.outside(record.link) if record.link else None,
            elsewhere=tuple(
                writer.link(point.parent)
                for point in record.answers
                if isinstance(point.parent, Stage) and point.parent is not stage
            ),
        )
        for record in records
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentView:
    """What we tried, and what we learned."""

    hypothesis: Markup | None
    kpi: Link | None
    status: Badge
    result: Markup | None
    learning: Markup | None


def experiments(writer: Writer, stage: Stage) -> tuple[ExperimentView, ...]:
    """Return the experiments."""
    return tuple(_experiment(writer, stage, record) for record in stage.experiments)


def _experiment(writer: Writer, stage: Stage, record: Experiment) -> ExperimentView:
    return ExperimentView(
        hypothesis=writer.inline(record.hypothesis),
        kpi=writer.link(record.kpi, near=stage) if record.kpi else None,
        status=badge(writer, words.STATUSES, record.status),
        result=writer.inline(record.result),
        learning=writer.inline(record.learning),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BackstageView:
    """Who works on the stage, and what happens behind the scenes."""

    teams: tuple[Link, ...]
    claims: tuple[ClaimView, ...]


def backstage(writer: Writer, stage: Stage) -> BackstageView | None:
    """Return the teams and their work; None where nothing is said."""
    if not stage.teams and not stage.backstage:
        return None
    return BackstageView(teams=writer.links(stage.teams), claims=claims(writer, stage.backstage))


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherView:
    """The same stage in another journey of the family."""

    link: Link
    journey: str
    personas: tuple[Link, ...]
    mood: MoodView | None
    mindset: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnwardView:
    """Where she goes from here, and the same stage for others."""

    ways: tuple[WayView, ...]
    others: tuple[OtherView, ...]


_MOST_OTHERS = 12
"""More would make a page grow with the handbook; the base map's page links them all."""


def onward(writer: Writer, stage: Stage) -> OnwardView | None:
    """Return the ways on, and the stage's likes; None where there is neither."""
    view = OnwardView(
        ways=ways(writer, stage),
        others=tuple(_other(writer, other) for other in _likes(stage)[:_MOST_OTHERS]),
    )
    return view if view.ways or view.others else None


def _likes(stage: Stage) -> list[Stage]:
    """Return the stages of the same id in journeys of the same family."""
    journey = stage.journey
    base = journey.base or journey
    family = dict.fromkeys([base, *base.variations, *journey.variations])
    related = [journey.compare_to] if journey.compare_to else []
    return [
        other
        for relative in dict.fromkeys([*family, *related])
        if relative is not journey
        for other in relative.stages
        if other.id == stage.id
    ]


def _other(writer: Writer, stage: Stage) -> OtherView:
    return OtherView(
        link=writer.link(stage),
        journey=stage.journey.name,
        personas=writer.links(stage.journey.personas),
        mood=mood(writer, stage.emotion, cited=False),
        mindset=writer.inline(stage.mindset),
    )
