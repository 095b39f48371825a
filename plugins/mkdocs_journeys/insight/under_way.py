"""What is being done at the moment, and what falls due next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Experiment, Gap, Handbook, Opportunity, Stage
from .actions import OPEN
from .folding import Folded, folded


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

    What variations inherit or repeat stands here once (see `folding.py`). `late` are those of a day
    before today, `coming` all others, begun or not.
    """

    running: tuple[Folded[Experiment], ...]
    in_progress: tuple[Folded[Opportunity], ...]
    late: tuple[Due, ...]
    coming: tuple[Due, ...]


def under_way(handbook: Handbook, today: dt.date) -> UnderWay:
    """Return what is under way as of a day."""
    trials = folded(handbook, lambda stage: _running(stage.experiments))
    chances = folded(handbook, lambda stage: _open(stage.opportunities))
    gaps = folded(handbook, _gaps)
    due = sorted(_due(chances, gaps), key=lambda due: due.day)
    return UnderWay(
        running=trials,
        in_progress=tuple(
            sorted(
                (chance for chance in chances if chance.record.status == "in-progress"),
                key=lambda chance: chance.record.due or dt.date.max,
            )
        ),
        late=tuple(one for one in due if one.day < today),
        coming=tuple(one for one in due if one.day >= today),
    )


def _running(experiments: Iterable[Experiment]) -> Iterator[Experiment]:
    return (trial for trial in experiments if trial.status == "running")


def _open(opportunities: Iterable[Opportunity]) -> Iterator[Opportunity]:
    return (chance for chance in opportunities if chance.status in OPEN)


def _gaps(stage: Stage) -> Iterator[Gap]:
    return (message.content for message in stage.messages if isinstance(message.content, Gap))


def _due(chances: Iterable[Folded[Opportunity]], gaps: Iterable[Folded[Gap]]) -> Iterator[Due]:
    """Yield what has a day: what is to be done, then what is missing."""
    for chance in chances:
        if day := chance.record.due:
            yield Due(record=chance.record, stage=chance.stage, day=day)
    for gap in gaps:
        if day := gap.record.due:
            yield Due(record=gap.record, stage=gap.stage, day=day)
