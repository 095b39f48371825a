"""What hurts across the handbook, what answers it, and what is tried."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..model import Experiment, Handbook, Opportunity, PainPoint, Stage
from .folding import Folded, folded

OPEN = ("idea", "planned", "in-progress")
"""Statuses of an opportunity that still waits to be done."""

SEVERITIES = ("high", "medium", "low", None)
STATUSES = ("in-progress", "planned", "idea", "done", "dropped")
TRIALS = ("running", "planned", "done", "stopped")
"""Of pain points, opportunities and experiments: each in the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """A pain point with what answers it on any of its maps.

    `unanswered` are the stages in which nothing does: what is dropped answers nothing.
    """

    point: Folded[PainPoint]
    answers: tuple[Folded[Opportunity], ...]
    unanswered: tuple[Stage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """Pain points, the worst first; opportunities, the most worthwhile first; experiments.

    Each stands here once, however many variations inherit it (see `folding.py`). `answered` are
    the pain points of each opportunity, on any of its maps.
    """

    pains: tuple[Pain, ...]
    opportunities: tuple[Folded[Opportunity], ...]
    experiments: tuple[Folded[Experiment], ...]
    answered: dict[Folded[Opportunity], tuple[Folded[PainPoint], ...]]


def actions(handbook: Handbook) -> Actions:
    """Return what hurts and what is done about it.

    Pain points that nothing answers come first, then by severity. Opportunities that are open
    come first, then by how much more they promise than they cost, then by their due date.
    """
    opportunities = sorted(folded(handbook, lambda stage: stage.opportunities), key=_worth)
    by_record = {record: group for group in opportunities for record in group.records}
    points = folded(handbook, lambda stage: stage.pain_points)
    by_point = {record: group for group in points for record in group.records}
    pains = sorted((_pain(point, by_record) for point in points), key=_pressing)
    return Actions(
        pains=tuple(pains),
        opportunities=tuple(opportunities),
        experiments=tuple(
            sorted(
                folded(handbook, lambda stage: stage.experiments),
                key=lambda trial: TRIALS.index(trial.record.status),
            )
        ),
        answered={
            group: tuple(
                dict.fromkeys(by_point[point] for each in group.records for point in each.answers)
            )
            for group in opportunities
        },
    )


def is_answered(point: PainPoint) -> bool:
    """Return whether an opportunity answers a pain point, one that is not dropped."""
    return any(chance.status != "dropped" for chance in point.answered_by)


def is_late(opportunity: Opportunity, today: dt.date) -> bool:
    """Return whether an open opportunity is past its due date."""
    due = opportunity.due
    return due is not None and due < today and opportunity.status in OPEN


def is_ownerless(opportunity: Opportunity) -> bool:
    """Return whether an open opportunity has no owner."""
    return opportunity.owner is None and opportunity.status in OPEN


def _pain(point: Folded[PainPoint], by_record: dict[Opportunity, Folded[Opportunity]]) -> Pain:
    answers = (by_record[chance] for record in point.records for chance in record.answered_by)
    return Pain(
        point=point,
        answers=tuple(dict.fromkeys(answers)),
        unanswered=tuple(
            stage
            for record, stage in zip(point.records, point.stages, strict=True)
            if not is_answered(record)
        ),
    )


def _pressing(pain: Pain) -> tuple[bool, int]:
    return not pain.unanswered, SEVERITIES.index(pain.point.record.severity)


def _worth(group: Folded[Opportunity]) -> tuple[bool, bool, float, float, int, dt.date]:
    of = group.record
    rated = of.impact is not None and of.effort is not None
    return (
        of.status not in OPEN,
        not rated,
        (of.effort or 0) - (of.impact or 0),
        -(of.impact or 0),
        STATUSES.index(of.status),
        of.due or dt.date.max,
    )
