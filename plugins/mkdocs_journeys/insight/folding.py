"""Records that variations inherit unchanged, folded into one.

Across the handbook a record of a base map would otherwise count once for every variation. What is
counted and done, such as a KPI or an opportunity, is one for as long as a variation says the same
of it, whether it inherits it or writes it again (`folded`). What is written for somebody to read,
a message, is one for as long as it stands in one file: who changes it there changes it everywhere
(`authored`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cache
from typing import Generic, TypeAlias, TypeVar

from ..model import Handbook, Journey, Persona, Record, Stage

R = TypeVar("R", bound=Record)

_Key: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Folded(Generic[R]):
    """A record with all that repeat it: those of a base map first, then of its variations.

    `stages` are the stages they belong to, one each and in the same order.
    """

    records: tuple[R, ...]
    stages: tuple[Stage, ...]

    @property
    def record(self) -> R:
        """The first of them, which says what all say."""
        return self.records[0]

    @property
    def stage(self) -> Stage:
        """The stage of the first."""
        return self.stages[0]

    @property
    def personas(self) -> tuple[Persona, ...]:
        """The personas on whose maps it is, each once."""
        return tuple(
            dict.fromkeys(persona for stage in self.stages for persona in stage.journey.personas)
        )


def folded(handbook: Handbook, records_of: Callable[[Stage], Iterable[R]]) -> tuple[Folded[R], ...]:
    """Return the records of all stages, in the handbook's order, each once.

    A record is folded into that of its base map where both stand in the same stage and phase and
    say the same, whether the variation inherits it or writes it again.
    """
    groups: list[list[tuple[R, Stage]]] = []
    found: dict[tuple[Journey, _Key], list[tuple[R, Stage]]] = {}
    for journey in handbook.journeys:  # a base map stands before its variations
        for stage in journey.stages:
            seen: Counter[_Key] = Counter()
            for record in records_of(stage):
                said = (stage.id, stage.phase, *_values(record))
                key = (*said, seen[said])
                seen[said] += 1
                group = found.get((journey.base, key)) if journey.base else None
                if group is None:
                    group = []
                    groups.append(group)
                group.append((record, stage))
                found[journey, key] = group
    return tuple(map(_folded, groups))


def authored(
    handbook: Handbook, records_of: Callable[[Stage], Iterable[R]]
) -> tuple[Folded[R], ...]:
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
    return tuple(map(_folded, groups.values()))


def root_of(journey: Journey) -> Journey:
    """Return the base map that a journey goes back to, itself where it extends none."""
    while journey.base is not None:
        journey = journey.base
    return journey


def _folded(group: list[tuple[R, Stage]]) -> Folded[R]:
    return Folded(tuple(record for record, _ in group), tuple(stage for _, stage in group))


_NOT_SAID = frozenset({"origin", "extra", "parent", "backlinks", "answers"})
"""Fields that tell where a record is and what refers to it, and not what it says."""


def _values(record: Record) -> _Key:
    names = _fields_said(type(record))  # type: ignore[arg-type]  # mypy takes no class for a key
    said = (getattr(record, name) for name in names)
    return (type(record), *said, *record.extra.items())


@cache  # by kind of record: there are a few
def _fields_said(kind: type[Record]) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind) if item.name not in _NOT_SAID)
