"""What changed between two revisions of a handbook, as data: one type for each kind of change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias

from ...source.positions import Position
from ..kpis import KpiStatus

Plain: TypeAlias = Any
"""What JSON can hold: None, truth values, numbers, texts, and lists and mappings of these.

References are ids, dates as in 2026-09-01, spans of time as in "6 months". Texts are as authors
wrote them: nothing in them may become markup unless it goes through the pages' writer.
"""
Path: TypeAlias = tuple[str, ...]
"""Keys from the handbook down to a value; an item of a list is named by its key, never a number."""


class ChangeClass(StrEnum):
    """How much a change matters to those who rely on the handbook."""

    BREAKING = "breaking"
    """Something that others rely on is gone or renamed."""
    NOTABLE = "notable"
    """The map says something else."""
    EDITORIAL = "editorial"
    """The same meaning in other words or in another order."""


class Trend(StrEnum):
    """Whether a value went the way one wants."""

    BETTER = "better"
    WORSE = "worse"


class Aim(StrEnum):
    """Whether a target asks for more than before, by the KPI's own direction."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A record as people call it."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A change as one of the two revisions sees it.

    `subject` is the record with a page of its own that the change belongs to: the handbook, a
    persona, a journey, a stage (its id is `journey/stage`) or a record of the library. `field`
    leads from there to what changed, as authors would write it (`kpis[lead-rate].target`); it is
    empty where the subject itself came, went or was renamed. `item` is the name or text of the
    innermost record. `place` is where the value was written, or the record around a value that
    was not; None where there is no file. `names` are the names of the records that the value
    refers to, or of the items of a list in their order.
    """

    subject: Label
    journey: Label | None
    field: str
    item: str
    path: Path
    place: Position | None
    value: Plain
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two values of a field that can be compared.

    `difference` is the new number less the old one. `trend` says whether things go better, by the
    KPI's own direction, and only of what tells how they go: a current figure, satisfaction, an
    emotion, a severity; None for the rest, and where neither is. `aim` says it of a target, None
    for the rest. `standing` is how the KPI did before and does now.
    """

    difference: float | None
    trend: Trend | None
    standing: tuple[KpiStatus, KpiStatus] | None = None
    aim: Aim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a change touches, beside the file it was written in; ids as they are now, in order.

    `variations` are the journeys that inherit the change from the one it was written in: it holds
    there in the same words. `journeys` and `stages` are all whose content it touches, those
    included; `personas` are all whose journeys these are. `records` are those of the library
    that refer to a changed one, as `kind:id`.
    """

    variations: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What all changes share.

    `before` is None for what came, `after` for what went. `record` is the kind of the innermost
    record that changed (`kpi-use` where `before.subject` is the stage).
    """

    before: Side | None
    after: Side | None
    record: str
    change_class: ChangeClass
    reach: Reach = Reach()

    @property
    def side(self) -> Side:
        """The change as it is now, or as it was where nothing is left."""
        side = self.after or self.before
        assert side is not None  # noqa: S101 - no change is without both
        return side

    @property
    def subject(self) -> Label:
        """What the change belongs to, as it is called now."""
        return self.side.subject

    @property
    def reach_elsewhere(self) -> Reach:
        """What the change touches beside the map, or the persona, that it was made in."""
        own, subject, reach = self.side.journey, self.subject, self.reach
        journey = own.id if own else ""
        return replace(
            reach,
            journeys=tuple(name for name in reach.journeys if name != journey),
            stages=tuple(name for name in reach.stages if name.partition("/")[0] != journey),
            personas=tuple(
                name for name in reach.personas if (subject.kind, subject.id) != ("persona", name)
            ),
        )

    @property
    def field(self) -> str:
        """Where in the subject it is, in the authors' own words."""
        return self.side.field


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAdded(Change):
    """A record came; `after.value` is all it says. `into` is the path of its list in the base."""

    into: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRemoved(Change):
    """A record went; `before.value` is all it said. `out_of` is the path of its list now."""

    out_of: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRenamed(Change):
    """A record has another id, given by the values; references that follow are no changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reordered(Change):
    """A list has another order: the values are the keys of the items that were there all along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChanged(Change):
    """A field says something else; a value of None means that it says nothing."""

    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAdded(Change):
    """A text or a reference came into a list. `into` is the path of the list in the base."""

    into: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRemoved(Change):
    """A text or a reference went from a list. `out_of` is the path of the list now."""

    out_of: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The items of a list now, where old ones followed by new ones would not give their order.

    An item is told by its key in the base, or, where it came, by its key now.
    """

    before: Path
    after: Path
    items: tuple[tuple[bool, str], ...]
    """Whether the item was there before, and its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All changes, those that matter most first; each class in the order of the handbook.

    `orders` are for programs that apply the changes. What people need of them is in `Reordered`.
    """

    changes: tuple[Change, ...]
    orders: tuple[Order, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.changes or self.orders)

    def __len__(self) -> int:
        return len(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def of(self, change_class: ChangeClass) -> tuple[Change, ...]:
        """Return the changes of a class."""
        return tuple(c for c in self.changes if c.change_class is change_class)
