"""What differs between journeys: stage by stage, field by field, and where each value is from.

Stages are matched by their ids, the records in them by what tells them apart there: an id, what
they refer to, else their text. What all journeys say alike is left out, and nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import combinations
from typing import TypeAlias

from ..model import Claim, Journey, Record, Stage
from .changes.fields import EXTRA, FIELDS, MAIN, POINTING, Field, Shape
from .changes.kinds import Plain
from .changes.plain import Reader, held_in, keys_of

Records: TypeAlias = tuple[Record | None, ...]
"""A record of each journey, None where it has none."""

IN_THE_HEAD = frozenset({"name", "personas", "state", "compare_to", "base", "stages"})
"""Fields of a journey that say which one it is."""


class Kind(Enum):
    """What differs."""

    FIELD = auto()
    """A field, or entries of it."""
    ITEM = auto()
    """A record of a list, by itself: its fields, or whether it is there at all."""
    ORDER = auto()
    """The order of a list's records, whatever they say."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Value:
    """What a journey says: the record that says it, as plain data, and whether it is inherited.

    `key` is the entry of a field that holds several by name.
    """

    record: Record
    plain: Plain
    inherited: bool
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """A field that differs, or an entry of it (`key`); `path` leads to it from its record.

    `values` has one for each journey, None where it says nothing.
    """

    field: Field
    path: tuple[str, ...]
    values: tuple[Value | None, ...]
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Difference:
    """A field, or a record of a list, that is not the same in all journeys.

    `records` has one for each journey: of an item the item, else what has the field. `main` is
    what an item is known by; `in_all` says that all journeys that have the stage have it, `same`
    that they know it by the same.
    """

    kind: Kind
    field: Field
    records: Records
    parts: tuple[Part, ...]
    main: Part | None = None
    in_all: bool = True
    same: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StageDifferences:
    """A stage of each journey, None where it has none of this id, and what differs in them."""

    stages: tuple[Stage | None, ...]
    differences: tuple[Difference, ...]

    @property
    def in_all(self) -> bool:
        """Whether every journey has this stage."""
        return None not in self.stages


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """What differs between journeys: of themselves, and of their stages in common order.

    Stages in which nothing differs are not among them; `all_stages` counts these as well.
    """

    journeys: tuple[Journey, ...]
    general: tuple[Difference, ...]
    stages: tuple[StageDifferences, ...]
    all_stages: int

    @property
    def count(self) -> int:
        """How many places differ, a stage that not all have being one."""
        missing = sum(not stage.in_all for stage in self.stages)
        return len(self.general) + missing + sum(len(of.differences) for of in self.stages)


def compare(journeys: Sequence[Journey]) -> Comparison:
    """Compare journeys. Values stand in the order of the journeys throughout."""
    walk = _Walk(Reader())
    found = []
    order = common_order([[stage.id for stage in journey.stages] for journey in journeys])
    for name in order:
        stages = tuple(
            next((stage for stage in journey.stages if stage.id == name), None)
            for journey in journeys
        )
        differences = tuple(walk.fields(stages, frozenset()))
        if differences or None in stages:
            found.append(StageDifferences(stages=stages, differences=differences))
    return Comparison(
        journeys=tuple(journeys),
        general=(*walk.fields(tuple(journeys), IN_THE_HEAD), *walk.order_of_stages(journeys)),
        stages=tuple(found),
        all_stages=len(order),
    )


def common_order(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return all names of several lists, each once, those of the first in its order.

    Any other stands behind the one that it follows in its own list.
    """
    merged: list[str] = []
    for names in lists:
        place = 0
        for name in names:
            if name in merged:
                place = merged.index(name) + 1
            else:
                merged.insert(place, name)
                place += 1
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class _Walk:
    reader: Reader

    def fields(self, records: Records, left_out: frozenset[str]) -> Iterator[Difference]:
        """Yield what differs between the records that are there."""
        there = [record for record in records if record is not None]
        if len(there) < 2:
            return
        for item in FIELDS[type(there[0])]:
            if item.shape is Shape.ID or item.name in left_out:
                continue
            if self._alike(there, item):
                continue
            if item.shape is Shape.RECORDS and item.record is not Claim:
                yield from self._items(records, item)
            elif item.shape is Shape.RECORD:
                yield self._single(records, item)
            else:
                parts = tuple(self._parts_of_field(records, item, ()))
                yield Difference(kind=Kind.FIELD, field=item, records=records, parts=parts)

    def order_of_stages(self, journeys: Sequence[Journey]) -> Iterator[Difference]:
        """Yield another order of the stages that journeys share."""
        (item,) = (item for item in FIELDS[Journey] if item.name == "stages")
        keys = [[stage.id for stage in journey.stages] for journey in journeys]
        if _differs_in_order(keys):
            yield self._order(tuple(journeys), item)

    def _alike(self, there: Sequence[Record], item: Field) -> bool:
        return not _differ([self._plain(record, item) for record in there])

    def _plain(self, record: Record, item: Field) -> Plain:
        """Return what a field says. Ids of claims are for changes to be followed, not read."""
        value = self.reader.value(record, item)
        if item.record is Claim:
            return [{key: said for key, said in claim.items() if key != "id"} for claim in value]
        return value

    def _value(self, record: Record, item: Field) -> Value | None:
        plain = self._plain(record, item)
        if plain is None or plain == [] or plain == {}:
            return None
        return Value(record=record, plain=plain, inherited=record.origin.inherited(*item.key))

    def _part(self, records: Records, item: Field, path: tuple[str, ...]) -> Part:
        values = tuple(None if record is None else self._value(record, item) for record in records)
        return Part(field=item, path=(*path, item.name), values=values)

    def _parts_of_field(
        self, records: Records, item: Field, path: tuple[str, ...]
    ) -> Iterator[Part]:
        """Yield a field as a part, or those of its entries by name that differ."""
        if item.shape is not Shape.MAP:
            yield self._part(records, item, path)
            return
        said = [None if record is None else self.reader.value(record, item) for record in records]
        for key in common_order([list(entries) for entries in said if entries is not None]):
            entries = [None if of is None else of.get(key) for of in said]
            if _differ([entry for entry, of in zip(entries, said, strict=True) if of is not None]):
                yield Part(
                    field=item,
                    path=(*path, item.name),
                    key=key,
                    values=tuple(
                        None
                        if record is None or entry is None
                        else Value(
                            record=record,
                            plain=entry,
                            inherited=record.origin.inherited(*_key_of(item), key),
                            key=key,
                        )
                        for record, entry in zip(records, entries, strict=True)
                    ),
                )

    def _parts(self, items: Records, path: tuple[str, ...] = ()) -> Iterator[Part]:
        """Yield the fields in which the items that are there differ."""
        there = [item for item in items if item is not None]
        if len(there) < 2:
            return
        for field in FIELDS[type(there[0])]:
            if field.shape is Shape.ID or self._alike(there, field):
                continue
            if field.shape is Shape.RECORD:
                below = _held(items, field)
                if sum(one is not None for one in below) == len(there):
                    yield from self._parts(below, (*path, field.name))
                    continue
            yield from self._parts_of_field(items, field, path)

    def _single(self, records: Records, item: Field) -> Difference:
        return self._item(item, _held(records, item), records)

    def _items(self, records: Records, item: Field) -> Iterator[Difference]:
        """Yield the records of a list in which journeys differ, then their order."""
        assert item.record is not None  # noqa: S101 - the table says which record
        lists = [held_in(getattr(record, item.name)) if record else [] for record in records]
        keys = [keys_of([self.reader.read(one) for one in held], item.record) for held in lists]
        by_key = [
            dict(zip(names, held, strict=True)) for names, held in zip(keys, lists, strict=True)
        ]
        for key in common_order(keys):
            found = tuple(held.get(key) for held in by_key)
            difference = self._item(item, found, records)
            if difference.parts or not difference.in_all:
                yield difference
        if _differs_in_order(keys):
            yield self._order(records, item)

    def _item(self, item: Field, found: Records, records: Records) -> Difference:
        mains = tuple(self._main(found))
        known = [main for main in mains if not self._alike([o for o in found if o], main.field)]
        in_all = all((one is None) == (of is None) for one, of in zip(found, records, strict=True))
        return Difference(
            kind=Kind.ITEM,
            field=item,
            records=found,
            parts=tuple(self._parts(found)),
            main=mains[0] if mains else None,
            in_all=in_all,
            same=in_all and not known,
        )

    def _main(self, found: Records) -> Iterator[Part]:
        first = next(one for one in found if one is not None)
        names = {POINTING.get(type(first), ""), *MAIN.get(type(first), ("name", "score"))}
        for field in FIELDS[type(first)]:
            if field.name in names:
                part = self._part(found, field, ())
                if any(part.values):
                    yield part

    def _order(self, records: Records, item: Field) -> Difference:
        values = tuple(None if record is None else self._value(record, item) for record in records)
        part = Part(field=item, path=(item.name,), values=values)
        return Difference(kind=Kind.ORDER, field=item, records=records, parts=(part,))


def _key_of(item: Field) -> tuple[str, ...]:
    """Return the way to a field's entries: an author's own stand beside the fields."""
    return () if item is EXTRA or item.name == EXTRA.name else item.key


def _differs_in_order(lists: Sequence[Sequence[str]]) -> bool:
    """Whether two lists have the names that they share in another order."""
    return any(
        [name for name in one if name in set(other)] != [name for name in other if name in set(one)]
        for one, other in combinations(lists, 2)
    )


def _held(records: Records, item: Field) -> Records:
    return tuple(None if record is None else getattr(record, item.name) for record in records)


def _differ(values: Sequence[Plain]) -> bool:
    return any(value != values[0] for value in values[1:])
