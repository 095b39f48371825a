"""What hurts in a stage, and what answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from markupsafe import Markup

from ....insight.actions import is_late
from ....model import Opportunity, PainPoint, Stage
from ... import words
from ...viewing import a_view
from ...writer import Link, Writer
from ..parts import Badge, FactView, RatingView, badge, facts, link, ratings


@a_view
class OpportunityView:
    """What we could do, or do already. `elsewhere` are the stages of other pain points it answers.

    One that answers several pain points is told with the first; the others only name it (`told`).
    """

    text: Markup | None
    told: bool
    status: Badge
    ratings: tuple[RatingView, ...]
    owner: Link | None
    due: str | None
    late: bool
    url: str | None
    elsewhere: tuple[Link, ...]
    facts: tuple[FactView, ...]
    mark: str | None


@a_view
class PainPointView:
    """What hurts, and what answers it."""

    text: Markup | None
    severity: Badge | None
    symptom: Markup | None
    evidence: tuple[Link, ...]
    opportunities: tuple[OpportunityView, ...]
    facts: tuple[FactView, ...]
    mark: str | None


@a_view
class ImproveView:
    """Pain points with their opportunities, then opportunities that answer none here."""

    pain_points: tuple[PainPointView, ...]
    others: tuple[OpportunityView, ...]


def improve(writer: Writer, stage: Stage, *, today: dt.date) -> ImproveView | None:
    """Return pain points and opportunities; None where there are none."""
    if not stage.pain_points and not stage.opportunities:
        return None
    told: dict[Opportunity, None] = {}
    pain_points = tuple(
        _pain_point(writer, stage, point, told, today) for point in stage.pain_points
    )
    others = [record for record in stage.opportunities if record not in told]
    return ImproveView(
        pain_points=pain_points, others=_opportunities(writer, stage, others, told, today)
    )


def _pain_point(
    writer: Writer,
    stage: Stage,
    point: PainPoint,
    told: dict[Opportunity, None],
    today: dt.date,
) -> PainPointView:
    return PainPointView(
        text=writer.inline(point.text),
        severity=badge(writer, words.SEVERITIES, point.severity) if point.severity else None,
        symptom=writer.inline(point.symptom),
        evidence=writer.links(point.evidence),
        opportunities=_opportunities(writer, stage, point.answered_by, told, today),
        facts=facts(point.extra),
        mark=writer.mark(point),
    )


def _opportunities(
    writer: Writer,
    stage: Stage,
    records: Iterable[Opportunity],
    told: dict[Opportunity, None],
    today: dt.date,
) -> tuple[OpportunityView, ...]:
    views = []
    for record in dict.fromkeys(records):
        views.append(_opportunity(writer, stage, record, told=record in told, today=today))
        told[record] = None
    return tuple(views)


def _opportunity(
    writer: Writer, stage: Stage, record: Opportunity, *, told: bool, today: dt.date
) -> OpportunityView:
    return OpportunityView(
        text=writer.inline(record.text),
        told=told,
        status=badge(writer, words.STATUSES, record.status),
        ratings=ratings(writer, impact=record.impact, effort=record.effort),
        owner=link(writer, record.owner),
        due=writer.language.date(record.due) if record.due else None,
        late=is_late(record, today),
        url=writer.outside(record.link) if record.link else None,
        elsewhere=_elsewhere(writer, stage, record),
        facts=facts(record.extra),
        mark=writer.mark(record),
    )


def _elsewhere(writer: Writer, stage: Stage, record: Opportunity) -> tuple[Link, ...]:
    """Return the other stages it helps, or the one it is written in."""
    stages = dict.fromkeys([*(point.parent for point in record.answers), record.parent])
    return tuple(
        writer.link(other) for other in stages if isinstance(other, Stage) and other is not stage
    )
