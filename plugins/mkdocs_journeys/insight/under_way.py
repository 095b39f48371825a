"""What is being done at the moment, and what falls due next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Experiment, Gap, Handbook, Opportunity, Record, Stage

_OPEN = ("idea", "planned", "in-progress")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something with a date: an open opportunity, or content that is missing."""

    record: Opportunity | Gap
    stage: Stage
    day: dt.date

    @property
    def waits(self) -> bool:
        """Whether nobody has begun with it."""
        return isinstance(self.record, Gap) or self.record.status != "in-progress"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderWay:
    """What is tried, what is being built, and what falls due: the earliest first.

    What variations inherit stands here once, under the map it was written in. `late` are those
    of a day before today, `coming` all others, begun or not.
    """

    running: tuple[tuple[Experiment, Stage], ...]
    in_progress: tuple[tuple[Opportunity, Stage], ...]
    late: tuple[Due, ...]
    coming: tuple[Due, ...]


def under_way(handbook: Handbook, today: dt.date) -> UnderWay:
    """Return what is under way as of a day."""
    stages = [stage for journey in handbook.journeys for stage in journey.stages]
    due = sorted((due for stage in stages for due in _due(stage)), key=lambda due: due.day)
    return UnderWay(
        running=tuple(
            (trial, stage)
            for stage in stages
            for trial in stage.experiments
            if trial.status == "running" and _written_here(trial)
        ),
        in_progress=tuple(
            sorted(_in_progress(stages), key=lambda pair: pair[0].due or dt.date.max)
        ),
        late=tuple(one for one in due if one.day < today),
        coming=tuple(one for one in due if one.day >= today),
    )


def _in_progress(stages: list[Stage]) -> Iterator[tuple[Opportunity, Stage]]:
    for stage in stages:
        for chance in stage.opportunities:
            if chance.status == "in-progress" and _written_here(chance):
                yield chance, stage


def _due(stage: Stage) -> Iterator[Due]:
    for chance in stage.opportunities:
        if chance.due and chance.status in _OPEN and _written_here(chance):
            yield Due(record=chance, stage=stage, day=chance.due)
    for message in stage.messages:
        gap = message.content
        if isinstance(gap, Gap) and gap.due and _written_here(gap):
            yield Due(record=gap, stage=stage, day=gap.due)


def _written_here(record: Record) -> bool:
    """Return whether a record is not merely what a variation takes over from its base map."""
    return not record.origin.inherited()
