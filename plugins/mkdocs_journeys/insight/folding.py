"""Records that variations inherit unchanged, folded into one.

Across the handbook a record of a base map would otherwise count once for every variation. It is
one record for as long as a variation changes nothing of it: the same place, the same values.
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
    return tuple(
        Folded(tuple(record for record, _ in group), tuple(stage for _, stage in group))
        for group in groups
    )


_NOT_SAID = frozenset({"origin", "extra", "parent", "backlinks", "answers"})
"""Fields that tell where a record is and what refers to it, and not what it says."""


def _values(record: Record) -> _Key:
    names = _fields_said(type(record))  # type: ignore[arg-type]  # mypy takes no class for a key
    said = (getattr(record, name) for name in names)
    return (type(record), *said, *record.extra.items())


@cache  # by kind of record: there are a few
def _fields_said(kind: type[Record]) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind) if item.name not in _NOT_SAID)
