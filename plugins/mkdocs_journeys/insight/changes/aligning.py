"""Which records of two handbooks are the same, and which of them have another id now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from ...model import Handbook, Journey, Named, PainPoint, Persona, Record, Stage
from .fields import COLLECTIONS, FIELDS, KINDS, MAIN, POINTING
from .kinds import Path, Plain
from .matching import (
    MOVED_ALIKE,
    RECORDS_ALIKE,
    TEXTS_ALIKE,
    Pairs,
    Profile,
    likeness,
    pair,
    profile,
)
from .plain import Reader, known_by, main_text
from .referring import Places, references

_LIBRARY = frozenset(
    KINDS[record] for record in COLLECTIONS.values() if record not in (Persona, Journey)
)
"""Kinds of records that say little of themselves, and are known by what refers to them."""


def pair_items(
    before: Sequence[Plain],
    after: Sequence[Plain],
    record: type[Record],
    *,
    hints: Mapping[str, str] | None = None,
) -> Pairs:
    """Pair the items of two lists of records of a kind, as plain data."""
    texts = record in MAIN

    def profile_of(place: int, is_after: bool) -> Profile:
        item = (after if is_after else before)[place]
        return profile(main_text(item, record) if texts else _less_id(item))

    return pair(
        before,
        after,
        key=lambda item: known_by(item, record),
        # What refers to something else is something else; only ways out have a text as well.
        profile_of=profile_of if texts or record not in POINTING else None,
        alike=TEXTS_ALIKE if texts else RECORDS_ALIKE,
        text=(lambda item: main_text(item, record)) if texts else None,
        hints=hints,
    )


def _less_id(item: dict[str, Plain]) -> dict[str, Plain]:
    return {key: value for key, value in item.items() if key != "id"}


_SORTS = frozenset({"reach", "medium", "better", "unit", "kind", "format"})
"""Fields of library records that many have alike."""


def _own_words(said: dict[str, Plain], record: Named) -> dict[str, Plain]:
    """Return what a record says in words of its own: neither its sort nor what it refers to."""
    left_out = {item.key[0] for item in FIELDS[type(record)] if item.of} | _SORTS | {"id"}
    return {key: value for key, value in said.items() if key not in left_out}


class Alignment:
    """The records of two handbooks, paired, and the ids that changed.

    `before` and `after` read the two as plain data. `carried` reads the base with the ids that
    its records have now, so that what only follows a new id is equal.
    """

    def __init__(self, base: Handbook, head: Handbook) -> None:
        self.base, self.head = base, head
        self.before, self.after = Reader(), Reader()
        self.renames: dict[tuple[str, str], str] = {}
        self.partners: dict[str, dict[str, Named]] = {}
        """Records of the base, by kind and the id that they have now."""
        self._places: tuple[dict[tuple[str, str], Places], dict[tuple[str, str], Places]] | None = (
            None
        )
        for name, record in COLLECTIONS.items():
            self._align(KINDS[record], getattr(base, name), getattr(head, name))
        self._align("phase", base.phases, head.phases)
        self._align_stages()
        self.carried = Reader(self.renames) if self.renames else self.before

    def partner(self, record: Named) -> Any:
        """Return what a record of the head was in the base; None where it is new."""
        return self.partners[KINDS[type(record)]].get(record.id)

    def old_id(self, kind: str, name: str) -> str:
        """Return the id that a record had in the base."""
        partner = self.partners.get(kind, {}).get(name)
        return partner.id if partner else name

    def _align(self, kind: str, before: Sequence[Named], after: Sequence[Named]) -> None:
        known = {record.id: record for record in before}
        partners = self.partners[kind] = {
            record.id: known[record.id] for record in after if record.id in known
        }
        gone = [record for record in before if record.id not in partners]
        come = [record for record in after if record.id not in partners]
        if not gone or not come:
            return

        def profile_of(place: int, is_after: bool) -> Profile:
            record = (come if is_after else gone)[place]
            reader = self.after if is_after else self.before
            words = profile(_less_id(reader.read(record)))
            if isinstance(record, Journey) and record.base:
                # Whatever all variations of a base map share tells nothing of one of them.
                words -= profile(_less_id(reader.read(record.base)))
            return words

        for one, other in pair(
            [_less_id(self.before.read(record)) for record in gone],
            [_less_id(self.after.read(record)) for record in come],
            key=lambda item: None,
            profile_of=profile_of,
            alike=RECORDS_ALIKE,
        ):
            partners[come[other].id] = gone[one]
            self.renames[kind, gone[one].id] = come[other].id
        if kind in _LIBRARY:
            self._align_moved(kind, gone, come)

    def _align_moved(self, kind: str, gone: list[Named], come: list[Named]) -> None:
        """Pair records where all that referred to the one refers to the other, and to no third."""
        partners = self.partners[kind]
        sides = (
            [one for one in gone if (kind, one.id) not in self.renames],
            [one for one in come if one.id not in partners],
        )
        if not all(sides):
            return
        by_places: dict[frozenset[tuple[Path, int]], tuple[list[Named], list[Named]]] = {}
        for at, (records, known) in enumerate(zip(sides, self._referred(), strict=True)):
            for record in records:
                if places := known.get((kind, record.id)):
                    by_places.setdefault(frozenset(places.items()), ([], []))[at].append(record)
        for ones, others in by_places.values():
            if len(ones) != 1 or len(others) != 1:
                continue
            (one,), (other,) = ones, others
            words = (
                profile(_own_words(reader.read(record), record))
                for reader, record in ((self.before, one), (self.after, other))
            )
            # One that took the place of another shares the place, and is often of the same sort.
            if likeness(*words) >= MOVED_ALIKE:
                partners[other.id] = one
                self.renames[kind, one.id] = other.id

    def _referred(self) -> tuple[dict[tuple[str, str], Places], dict[tuple[str, str], Places]]:
        if self._places is None:
            self._places = references(self.base, self.before), references(self.head, self.after)
        return self._places

    def _align_stages(self) -> None:
        """Pair the stages of journeys, and the pain points of these, which others refer to."""
        hints: dict[Journey, dict[str, str]] = {}
        for after in _bases_first(self.head.journeys):
            before = cast("Journey | None", self.partner(after))
            if before is None:
                continue
            if (
                before.id == after.id
                and _ids(before.stages) == _ids(after.stages)
                and all(
                    _point_ids(one) == _point_ids(other)
                    for one, other in zip(before.stages, after.stages, strict=True)
                )
            ):
                continue
            pairs = pair_items(
                [self.before.read(stage) for stage in before.stages],
                [self.after.read(stage) for stage in after.stages],
                Stage,
                hints=hints.get(after.base) if after.base else None,
            )
            stages = [(before.stages[one], after.stages[other]) for one, other in pairs]
            hints[after] = {one.id: other.id for one, other in stages if one.id != other.id}
            for one, other in stages:
                if one.address != other.address:
                    self.renames["stage", one.address] = other.address
                self._align_points(one, other)

    def _align_points(self, before: Stage, after: Stage) -> None:
        pairs = pair_items(
            [self.before.read(point) for point in before.pain_points],
            [self.after.read(point) for point in after.pain_points],
            PainPoint,
        )
        for place, other in pairs:
            one, now = before.pain_points[place], after.pain_points[other]
            if one.id and now.id:
                old, new = f"{before.address}/{one.id}", f"{after.address}/{now.id}"
                if old != new:
                    self.renames["pain-point", old] = new


def _bases_first(journeys: Iterable[Journey]) -> list[Journey]:
    def depth(journey: Journey) -> int:
        return 0 if journey.base is None else 1 + depth(journey.base)

    return sorted(journeys, key=depth)


def _ids(stages: tuple[Stage, ...]) -> list[str]:
    return [stage.id for stage in stages]


def _point_ids(stage: Stage) -> list[str | None]:
    return [point.id for point in stage.pain_points]
