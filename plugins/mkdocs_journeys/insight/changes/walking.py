"""The walk through two handbooks side by side: every difference, once for every journey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...model import Gap, Handbook, Journey, Named, PainPoint, Phase, Record, Stage
from .aligning import Alignment, pair_items
from .comparing import comparison_of
from .fields import COLLECTIONS, FIELDS, KINDS, Field, Shape
from .kinds import (
    Change,
    ChangeClass,
    ItemAdded,
    ItemRemoved,
    Order,
    Path,
    Plain,
    RecordAdded,
    RecordRemoved,
    RecordRenamed,
    Reordered,
    Side,
    ValueChanged,
)
from .matching import frozen
from .plain import held_in
from .spots import Spot, map_keys, named, preference_names, top

_CARRIED = (Phase, Stage, PainPoint)
"""Records within others whose new id is carried back to the base, for others refer to them."""
_CARRIERS = (Handbook, Journey, Stage)


@dataclass(frozen=True, slots=True)
class Seen:
    """A change, and the record of the head (of the base, for what went) that it belongs to.

    `wrote` says of each revision whether the value stands there, and not just its surroundings.
    """

    change: Change
    owner: Named | Handbook
    wrote: tuple[bool, bool]


@dataclass(slots=True)
class Walk:
    """Compares what an alignment paired, and collects what it sees in the order of the handbook."""

    alignment: Alignment
    seen: list[Seen] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    _owner: Any = None

    def everything(self) -> None:
        """Compare the handbooks' settings, then every record."""
        alignment = self.alignment
        self._owner = alignment.head
        self._pair(
            top(alignment.base, "handbook", alignment.before.read),
            top(alignment.head, "handbook", alignment.after.read),
        )
        for name, record in COLLECTIONS.items():
            self._collection(name, record)

    def _collection(self, name: str, record: type[Record]) -> None:
        alignment, kind = self.alignment, KINDS[record]
        base: Sequence[Named] = getattr(alignment.base, name)
        head: Sequence[Named] = getattr(alignment.head, name)
        kept = {one.id: now for now, one in alignment.partners[kind].items()}
        now_by_id = {one.id: one for one in head}
        for after, before in _merged(base, head, lambda one: now_by_id.get(kept.get(one.id, ""))):
            self._owner = after or before
            if after is None:
                assert before is not None  # noqa: S101 - one of the two is there
                spot = top(before, name, alignment.before.read)
                self._note(
                    RecordRemoved(
                        before=spot.whole(),
                        after=None,
                        record=kind,
                        change_class=ChangeClass.BREAKING,
                        out_of=(name,),
                    )
                )
                continue
            now = top(after, name, alignment.after.read)
            if before is None:
                self._note(
                    RecordAdded(
                        before=None,
                        after=now.whole(),
                        record=kind,
                        change_class=ChangeClass.NOTABLE,
                        into=(name,),
                    )
                )
            else:
                self._pair(top(before, name, alignment.before.read), now)

    def _note(self, change: Change, wrote: tuple[bool, bool] = (True, True)) -> None:
        self.seen.append(Seen(change, self._owner, wrote))

    def _pair(self, before: Spot, after: Spot) -> None:
        """Compare two records that are the same one, whatever its id."""
        carried = self.alignment.carried
        is_renamed = getattr(before.record, "id", None) != getattr(after.record, "id", None)
        said, says = carried.read(before.record), after.read(after.record)
        if said == says and not is_renamed and not self._hides_new_id(before, says):
            return
        for item in FIELDS[type(after.record)]:
            old = carried.value(before.record, item)
            new = self.alignment.after.value(after.record, item)
            if item.shape is Shape.ID:
                self._id(item, before, after)
            elif old == new and not (item.record in _CARRIED and self._hides_new_id(before, says)):
                continue
            elif item.shape is Shape.MAP:
                self._map(item, before, after, old, new)
            elif item.whole and sorted(old) != sorted(new):
                self._value(item, before, after, item.key)
            elif item.shape in (Shape.REFERENCES, Shape.TEXTS):
                self._items(item, before, after, old, new)
            elif item.shape is Shape.RECORDS:
                self._records(item, before, after)
            elif item.shape is Shape.RECORD or _both_gaps(item, before, after):
                self._record(item, before, after)
            else:
                self._value(item, before, after, item.key)

    def _hides_new_id(self, before: Spot, says: dict[str, Plain]) -> bool:
        """Whether a record that seems equal may hold one whose id was carried to the new one."""
        return (
            self.alignment.carried is not self.alignment.before
            and type(before.record) in _CARRIERS
            and before.read(before.record) != says
        )

    def _id(self, item: Field, before: Spot, after: Spot) -> None:
        old, new = before.record.id, after.record.id
        if old == new:
            return
        if old is None or new is None:
            self._value(item, before, after, item.key)
            return
        self._note(
            RecordRenamed(
                before=before.side(place=before.place("id"), value=old),
                after=after.side(place=after.place("id"), value=new),
                record=KINDS[type(after.record)],
                change_class=item.changed,
            )
        )

    def _value(self, item: Field, before: Spot, after: Spot, key: Path) -> None:
        old = self.alignment.before.value(before.record, item)
        new = self.alignment.after.value(after.record, item)
        if old == new:  # a link that no longer leads anywhere is for the checks to report
            return
        self._changed(
            item,
            before,
            after,
            key,
            (old, new),
            (_names_of(before, item), _names_of(after, item)),
        )

    def _changed(
        self,
        item: Field,
        before: Spot,
        after: Spot,
        key: Path,
        values: tuple[Plain, Plain],
        names: tuple[tuple[str, ...], tuple[str, ...]],
        keys: tuple[Path, Path] | None = None,
    ) -> None:
        old_key, new_key = keys or (key, key)
        old, new = values
        self._note(
            ValueChanged(
                before=_value_side(before, old_key, old, names[0]),
                after=_value_side(after, new_key, new, names[1]),
                record=KINDS[type(after.record)],
                change_class=item.changed,
                comparison=comparison_of(before.record, after.record, item.name, old, new),
            ),
            (
                old is not None and before.wrote(old_key),
                new is not None and after.wrote(new_key),
            ),
        )

    def _map(self, item: Field, before: Spot, after: Spot, old: Plain, new: Plain) -> None:
        raw = self.alignment.before.value(before.record, item)
        back = {carried: key for key, carried in zip(raw, old, strict=True)}
        for key in [*new, *(key for key in old if key not in new)]:
            was_key = back.get(key) or self.alignment.old_id(item.of, key)
            was = raw.get(was_key)
            if old.get(key) == new.get(key) or was == new.get(key):
                continue
            self._changed(
                item,
                before,
                after,
                (),
                (was, new.get(key)),
                (
                    preference_names(before.record, was_key) if item.of else (),
                    preference_names(after.record, key) if item.of else (),
                ),
                (map_keys(item, was_key), map_keys(item, key)),
            )

    def _items(self, item: Field, before: Spot, after: Spot, old: Plain, new: Plain) -> None:
        raw = self.alignment.before.value(before.record, item)
        names = _names_of(before, item), _names_of(after, item)
        pairs = _pair_texts(old, new)
        kept, met = {one for one, _ in pairs}, {other for _, other in pairs}
        key, path = ".".join(item.key), item.key
        kind = KINDS[type(after.record)]
        for place, value in enumerate(raw):
            if place not in kept:
                self._note(
                    ItemRemoved(
                        before=before.side(
                            field=key,
                            path=path,
                            place=before.list_place(item, value),
                            value=value,
                            names=names[0][place : place + 1],
                        ),
                        after=None,
                        record=kind,
                        change_class=item.changed,
                        out_of=(*after.path, *path),
                    )
                )
        for place, value in enumerate(new):
            if place not in met:
                self._note(
                    ItemAdded(
                        before=None,
                        after=after.side(
                            field=key,
                            path=path,
                            place=after.list_place(item, value),
                            value=value,
                            names=names[1][place : place + 1],
                        ),
                        record=kind,
                        change_class=item.changed,
                        into=(*before.path, *path),
                    )
                )
        self._order(item, before, after, pairs, (raw, new), (names[0] or raw, names[1] or new))

    def _record(self, item: Field, before: Spot, after: Spot) -> None:
        old, new = getattr(before.record, item.name), getattr(after.record, item.name)
        if old is None:
            self._came(item, before, after.enter(item, new))
        elif new is None:
            self._went(item, before.enter(item, old), after)
        else:
            self._pair(before.enter(item, old), after.enter(item, new))

    def _records(self, item: Field, before: Spot, after: Spot) -> None:
        assert item.record is not None  # noqa: S101 - the table says which record
        carried = self.alignment.carried
        old = before.enter_list(item, held_in(getattr(before.record, item.name)))
        new = after.enter_list(item, held_in(getattr(after.record, item.name)))
        pairs = pair_items(
            [carried.read(spot.record) for spot in old],
            [self.alignment.after.read(spot.record) for spot in new],
            item.record,
        )
        partners = {other: one for one, other in pairs}
        now_of = {id(old[one]): new[other] for one, other in pairs}
        for spot, was in _merged(old, new, lambda one: now_of.get(id(one))):
            if spot is None:
                assert was is not None  # noqa: S101 - one of the two is there
                self._went(item, was, after)
            elif was is None:
                self._came(item, before, spot)
            else:
                self._pair(was, spot)
        self._order(
            item,
            before,
            after,
            [(one, other) for other, one in partners.items()],
            ([spot.path[-1] for spot in old], [spot.path[-1] for spot in new]),
            (
                [named(spot.record, spot.read(spot.record)) for spot in old],
                [named(spot.record, spot.read(spot.record)) for spot in new],
            ),
        )

    def _came(self, item: Field, into: Spot, spot: Spot) -> None:
        self._note(
            RecordAdded(
                before=None,
                after=spot.whole(),
                record=KINDS[type(spot.record)],
                change_class=item.changed,
                into=(*into.path, *item.key),
            )
        )

    def _went(self, item: Field, spot: Spot, out_of: Spot) -> None:
        self._note(
            RecordRemoved(
                before=spot.whole(),
                after=None,
                record=KINDS[type(spot.record)],
                change_class=item.removed or item.changed,
                out_of=(*out_of.path, *item.key),
            )
        )

    def _order(
        self,
        item: Field,
        before: Spot,
        after: Spot,
        pairs: list[tuple[int, int]],
        keys: tuple[list[str], list[str]],
        names: tuple[Sequence[str], Sequence[str]],
    ) -> None:
        """Note another order of the items that stayed, and what it takes to make the list anew."""
        partner = {other: one for one, other in pairs}
        stayed = [partner[other] for other in sorted(partner)]
        path = item.key
        if stayed != sorted(stayed) and item.order is not None:
            key = ".".join(path)
            ones, others = sorted(stayed), sorted(partner)
            self._note(
                Reordered(
                    before=before.side(
                        field=key,
                        path=path,
                        place=before.place(*path),
                        value=[keys[0][one] for one in ones],
                        names=[names[0][one] for one in ones],
                    ),
                    after=after.side(
                        field=key,
                        path=path,
                        place=after.place(*path),
                        value=[keys[1][other] for other in others],
                        names=[names[1][other] for other in others],
                    ),
                    record=KINDS[type(after.record)],
                    change_class=item.order,
                )
            )
        count = len(keys[1])
        natural = [*sorted(partner, key=partner.__getitem__)]
        natural += [other for other in range(count) if other not in partner]
        if natural != list(range(count)):
            self.orders.append(
                Order(
                    before=(*before.path, *path),
                    after=(*after.path, *path),
                    items=tuple(
                        (True, keys[0][partner[other]])
                        if other in partner
                        else (False, keys[1][other])
                        for other in range(count)
                    ),
                )
            )


def _merged(before: Sequence[Any], after: Sequence[Any], now: Any) -> Iterator[tuple[Any, Any]]:
    """Yield what is there now with what it was, and what went right after what stood before it."""
    was: dict[int, Any] = {}
    behind: dict[int | None, list[Any]] = {}
    last: int | None = None
    for one in before:
        other = now(one)
        if other is None:
            behind.setdefault(last, []).append(one)
        else:
            last = id(other)
            was[last] = one
    yield from ((None, one) for one in behind.get(None, ()))
    for other in after:
        yield other, was.get(id(other))
        yield from ((None, one) for one in behind.get(id(other), ()))


def _pair_texts(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Pair equal texts of two lists, the same ones in their order."""
    waiting: dict[str, list[int]] = {}
    for place in range(len(old) - 1, -1, -1):
        waiting.setdefault(frozen(old[place]), []).append(place)
    return [
        (found.pop(), place)
        for place, text in enumerate(new)
        if (found := waiting.get(frozen(text)))
    ]


def _value_side(spot: Spot, key: Path, value: Plain, names: tuple[str, ...]) -> Side:
    return spot.side(
        field=".".join(key), path=key, place=spot.place(*key), value=value, names=names
    )


def _names_of(spot: Spot, item: Field) -> tuple[str, ...]:
    """Return the names of the records that a field refers to."""
    value = getattr(spot.record, item.name, None)
    held = value if isinstance(value, tuple) else (value,)
    if item.of == "pain-point":
        return tuple(named(point, spot.read(point)) for point in held)
    if item.shape is Shape.CONTENT and isinstance(value, Gap):
        return ()
    return tuple(one.name for one in held if isinstance(one, Named))


def _both_gaps(item: Field, before: Spot, after: Spot) -> bool:
    return item.shape is Shape.CONTENT and all(
        isinstance(getattr(spot.record, item.name), Gap) for spot in (before, after)
    )
