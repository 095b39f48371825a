"""Records as their authors wrote them: what variations inherit from a base map is one record.

A map holds every record of its own; what it inherits was written once, in another file. A page
about the whole handbook tells it once, with all the maps it reaches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..model import Handbook, Journey, Record, Stage

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, eq=False)
class Authored(Generic[R]):
    """A record that was written once, as it stands in each of the maps it reaches.

    `stages` are the stages it belongs to, in the order of `records`: a base map's first.
    """

    records: tuple[R, ...]
    stages: tuple[Stage, ...]

    @property
    def record(self) -> R:
        """The first of them; the others say the same."""
        return self.records[0]


def authored(
    handbook: Handbook, records_of: Callable[[Stage], Iterable[R]]
) -> tuple[Authored[R], ...]:
    """Return the records of all stages, each place where one was written once, in their order.

    A record that a variation changes in part counts as its own: it says something else there.
    """
    groups: dict[object, list[tuple[R, Stage]]] = {}
    for journey in handbook.journeys:  # a base map stands before its variations
        root = root_of(journey)
        for stage in journey.stages:
            for record in records_of(stage):
                # The stage belongs to it: an alias in YAML puts one place into two stages.
                key = (root, stage.id, record.origin.position())
                groups.setdefault(key, []).append((record, stage))
    return tuple(
        Authored(tuple(record for record, _ in group), tuple(stage for _, stage in group))
        for group in groups.values()
    )


def root_of(journey: Journey) -> Journey:
    """Return the base map that a journey goes back to, itself where it extends none."""
    while journey.base is not None:
        journey = journey.base
    return journey
