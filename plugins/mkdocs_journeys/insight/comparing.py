"""What differs between journeys: stage by stage, field by field, and where each value is from.

Stages are matched by their ids, the records in them by what tells them apart there: an id, what
they refer to, else their text. What all journeys say alike is left out, and nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import combinations
from typing import Any, TypeAlias, cast

from ..model import Claim, Journey, Record, Stage
from .changes.fields import EXTRA, FIELDS, MAIN, POINTING, Field, Fields, Shape
from .changes.plain import Reader, held_in, shortened, told_apart

_NAMED_BY_PLACE = ("stage", "pain-point")
"""What is referred to by its name in the journey at hand: another journey has one of that name."""
_IN_THE_MODEL = (Shape.VALUE, Shape.REFERENCE, Shape.MAP, Shape.REFERENCES, Shape.TEXTS)
"""Shapes whose values are equal in the model of one handbook where they are as plain data."""


_KNOWN_BY: dict[Any, Fields] = {
    kind: tuple(
        item
        for item in fields
        if item.name in (POINTING.get(kind), *MAIN.get(kind, ("name", "score")))
    )
    for kind, fields in cast("dict[Any, Fields]", FIELDS).items()
}
"""The fields that an item is known by: they point to what it is of, or are its text."""

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
class Part:
    """A field that differs, or an entry of it (`key`); `path` leads to it from its record.

    `records` has for each journey the record that says something there, None where it says
    nothing, and `inherited` whether that comes from a base map.
    """

    field: Field
    path: tuple[str, ...]
    records: Records
    inherited: tuple[bool, ...]
    key: str = ""

    def said(self, number: int) -> Any:
        """Return what the journey of this number says, None for nothing: equal where it is."""
        record = self.records[number]
        if record is None:
            return None
        said = _said(record, self.field)
        return said[self.key] if self.key else said


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Difference:
    """A field, or a record of a list, that is not the same in all journeys.

    `records` has one for each journey: of an item the item, else what has the field. `main` is
    what an item is known by; `in_all` says that all journeys that have the stage have it, `same`
    that they know it by the same. `key` is what an item of a list is told apart by.
    """

    kind: Kind
    field: Field
    records: Records
    parts: tuple[Part, ...]
    main: Part | None = None
    in_all: bool = True
    same: bool = False
    key: str = ""


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

    Stages in which nothing differs are not among them.
    """

    journeys: tuple[Journey, ...]
    general: tuple[Difference, ...]
    stages: tuple[StageDifferences, ...]

    @property
    def count(self) -> int:
        """How many places differ, a stage that not all have being one."""
        missing = sum(not stage.in_all for stage in self.stages)
        return len(self.general) + missing + sum(len(of.differences) for of in self.stages)


def compare(journeys: Sequence[Journey]) -> Comparison:
    """Compare journeys. Values stand in the order of the journeys throughout."""
    walk = _Walk(tuple(journey.base is not None for journey in journeys))
    found = []
    order = common_order([[stage.id for stage in journey.stages] for journey in journeys])
    by_id = [{stage.id: stage for stage in journey.stages} for journey in journeys]
    for name in order:
        stages = tuple(held.get(name) for held in by_id)
        differences = tuple(walk.fields(stages, frozenset()))
        if differences or None in stages:
            found.append(StageDifferences(stages=stages, differences=differences))
    return Comparison(
        journeys=tuple(journeys),
        general=(*walk.fields(tuple(journeys), IN_THE_HEAD), *walk.order_of_stages(journeys)),
        stages=tuple(found),
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
    """Walks journeys side by side; `varied` says which of them have a base map."""

    varied: tuple[bool, ...]

    def fields(self, records: Records, left_out: frozenset[str]) -> Iterator[Difference]:
        """Yield what differs between the records that are there."""
        there = [record for record in records if record is not None]
        if len(there) < 2:
            return
        for item in FIELDS[type(there[0])]:
            if item.shape is Shape.ID or item.name in left_out:
                continue
            if item.shape is Shape.RECORDS and item.record is not Claim:
                yield from self._items(records, item)
            elif item.shape is Shape.RECORD:
                yield from self._single(records, item)
            elif not _alike(there, item):
                parts = tuple(self._parts_of_field(records, item, ()))
                yield Difference(kind=Kind.FIELD, field=item, records=records, parts=parts)

    def order_of_stages(self, journeys: Sequence[Journey]) -> Iterator[Difference]:
        """Yield another order of the stages that journeys share."""
        (item,) = (item for item in FIELDS[Journey] if item.name == "stages")
        keys = [[stage.id for stage in journey.stages] for journey in journeys]
        if _differs_in_order(keys):
            yield self._order(tuple(journeys), item)

    def _part(self, records: Records, item: Field, path: tuple[str, ...], key: str = "") -> Part:
        """Return a field of records, or an entry of it, as a part."""
        there: list[Record | None] = []
        inherited = []
        for record, varied in zip(records, self.varied, strict=True):
            says = record is not None and _says(getattr(record, item.name), item, key)
            there.append(record if says else None)
            inherited.append(
                record is not None
                and says
                and varied
                and record.origin.inherited(*((*_key_of(item), key) if key else item.key))
            )
        return Part(
            field=item, path=path, records=tuple(there), inherited=tuple(inherited), key=key
        )

    def _parts_of_field(
        self, records: Records, item: Field, path: tuple[str, ...]
    ) -> Iterator[Part]:
        """Yield a field as a part, or those of its entries by name that differ."""
        path = (*path, item.name)
        if item.shape is not Shape.MAP:
            yield self._part(records, item, path)
            return
        said = [getattr(record, item.name) for record in records if record is not None]
        for key in common_order([list(entries) for entries in said]):
            if _differ([entries.get(key) for entries in said]):
                yield self._part(records, item, path, key)

    def _parts(self, items: Records, path: tuple[str, ...] = ()) -> Iterator[Part]:
        """Yield the fields in which the items that are there differ."""
        there = [item for item in items if item is not None]
        if len(there) < 2:
            return
        for field in FIELDS[type(there[0])]:
            if field.shape is Shape.ID:
                continue
            if field.shape is Shape.RECORD:
                below = _held(items, field)
                if sum(one is not None for one in below) == len(there):
                    yield from self._parts(below, (*path, field.name))
                    continue
            if not _alike(there, field):
                yield from self._parts_of_field(items, field, path)

    def _items(self, records: Records, item: Field) -> Iterator[Difference]:
        """Yield the records of a list in which journeys differ, then their order."""
        assert item.record is not None  # noqa: S101 - the table says which record
        lists = [held_in(getattr(record, item.name)) if record else [] for record in records]
        keys = [told_apart(map(_name_of, held)) for held in lists]
        by_key = [
            dict(zip(names, held, strict=True)) for names, held in zip(keys, lists, strict=True)
        ]
        for key in common_order(keys):
            yield from self._item(item, tuple(held.get(key) for held in by_key), records, key)
        if _differs_in_order(keys):
            yield self._order(records, item)

    def _single(self, records: Records, item: Field) -> Iterator[Difference]:
        """Yield the record that a field holds, if it differs."""
        found = _held(records, item)
        if any(one is not None for one in found):
            yield from self._item(item, found, records)

    def _item(
        self, item: Field, found: Records, records: Records, key: str = ""
    ) -> Iterator[Difference]:
        """Yield a record, if it differs or is not everywhere."""
        parts = tuple(self._parts(found))
        in_all = all((one is None) == (of is None) for one, of in zip(found, records, strict=True))
        if parts or not in_all:
            main, same = self._main(found, parts)
            yield Difference(
                kind=Kind.ITEM,
                field=item,
                records=found,
                parts=parts,
                main=main,
                in_all=in_all,
                same=in_all and same,
                key=key,
            )

    def _main(self, found: Records, parts: tuple[Part, ...]) -> tuple[Part | None, bool]:
        """Return what an item is known by, and whether those there are known by the same.

        `parts` are the fields in which they differ.
        """
        fields = _KNOWN_BY[type(next(one for one in found if one is not None))]
        differing = {part.field.name: part for part in parts if len(part.path) == 1}
        mains = (
            differing.get(field.name) or self._part(found, field, (field.name,)) for field in fields
        )
        main = next((main for main in mains if any(main.records)), None)
        return main, not any(field.name in differing for field in fields)

    def _order(self, records: Records, item: Field) -> Difference:
        part = self._part(records, item, (item.name,))
        return Difference(kind=Kind.ORDER, field=item, records=records, parts=(part,))


def _alike(there: Sequence[Record], item: Field) -> bool:
    """Whether a field says the same in all."""
    first = _said(there[0], item)
    return all(_said(record, item) == first for record in there[1:])


def _said(record: Record, item: Field) -> Any:
    """Return what a field says: equal where it is, as far as possible without making plain data."""
    held = getattr(record, item.name)
    if item.shape in _IN_THE_MODEL and item.of not in _NAMED_BY_PLACE:
        return held
    if item.record is Claim:  # their ids are for changes to be followed, not read
        return [(claim.text, claim.evidence, claim.extra) for claim in held]
    return Reader().value(record, item)


def _says(held: Any, item: Field, key: str) -> bool:
    """Whether a value of a field, or an entry of it, is there and not empty."""
    if held is None or held == () or (key and key not in held):
        return False
    return item.shape is not Shape.RECORDS or bool(held_in(held))


def _name_of(record: Record) -> str:
    """Return what tells a record of a list apart: its id, what it refers to, else its text."""
    kind = type(record)
    known = getattr(record, POINTING[kind]) if kind in POINTING else record
    name: str | None = getattr(known, "id", None)
    if name is None:
        texts = (getattr(record, field, None) for field in MAIN.get(kind, ("name",)))
        name = " – ".join(text for text in texts if text is not None)
    return shortened(name)


def _key_of(item: Field) -> tuple[str, ...]:
    """Return the way to a field's entries: an author's own stand beside the fields."""
    return () if item is EXTRA or item.name == EXTRA.name else item.key


def _differs_in_order(lists: Sequence[Sequence[str]]) -> bool:
    """Whether two lists have the names that they share in another order."""
    for one, other in combinations(lists, 2):
        if one != other:
            shared = set(one).intersection(other)
            if [name for name in one if name in shared] != [
                name for name in other if name in shared
            ]:
                return True
    return False


def _held(records: Records, item: Field) -> Records:
    return tuple(None if record is None else getattr(record, item.name) for record in records)


def _differ(values: Sequence[Any]) -> bool:
    return any(value != values[0] for value in values[1:])
