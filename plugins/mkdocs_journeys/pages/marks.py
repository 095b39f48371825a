"""Which records of the handbook that is shown changed, and what a page marks of that.

A view asks for a record's mark by the record (`Writer.mark`), and its template places it. What a
mark says is put in when the search index has read the page, as charts are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TypeAlias

from ..insight.changes import (
    Change,
    ItemRemoved,
    RecordAdded,
    RecordRemoved,
    RecordRenamed,
    Tracer,
)
from ..model import Handbook, Journey, Record
from .preview import Preview, Row

Path: TypeAlias = tuple[str, ...]
Place: TypeAlias = tuple[Record, *tuple[str, ...]]
"""A record, and the keys of a value in it, as authors write them; none for all of the record."""

_ITSELF = ("id",)
"""Where in a record its own coming and its new id are."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page says at a place; `is_new` where all of the place came with the change."""

    rows: tuple[Row, ...]
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A word or two at a place, and nothing of what was: the page that it leads to tells that.

    `kind` is new, removed, changed or reached, `url` is "" where it leads nowhere. `about` says to
    those who do not see where it stands what it is of.
    """

    kind: str
    text: str
    url: str = ""
    about: str = ""


class Marks:
    """The changes of every record of a handbook, in the order of the preview."""

    def __init__(self, preview: Preview, handbook: Handbook) -> None:
        self.preview = preview
        tracer = Tracer(handbook)
        self._changes: dict[Record, list[tuple[Path, Row]]] = {}
        for row in preview.rows:
            for path in _paths(row.change):
                for record, rest in tracer.follow(path):
                    if isinstance(record, Record):
                        found = self._changes.setdefault(record, [])
                        found.append((rest or _ITSELF, row))

    def of(self, record: Record) -> tuple[tuple[Path, Row], ...]:
        """Return all changes in a record, each with the keys that lead to it."""
        return tuple(self._changes.get(record, ()))

    def within(self, places: Iterable[Place]) -> Mark | None:
        """Return what changed in any of these places, each change once; None where nothing did."""
        return _mark(self._in(places))

    def _in(self, places: Iterable[Place]) -> Iterator[tuple[Path, Row]]:
        for record, *path in places:
            for keys, row in self._changes.get(record, ()):
                if keys[: len(path)] == tuple(path):
                    yield keys, row

    def of_list(self, record: Record, key: str) -> Mark | None:
        """Return what changed of a list, and not within its items: what went, and their order."""
        return _mark((keys, row) for keys, row in self.of(record) if keys == (key,))

    def gone(self, record: Record, key: str, name: str) -> Mark | None:
        """Return what tells that the item of this name went from a list, or a record of its own."""
        return _mark(
            (keys, row)
            for keys, row in self.of(record)
            if keys == (key,)
            and isinstance(row.change, RecordRemoved)
            and row.change.side.path[-1] == (name or key)
        )

    def only(self, mark: Mark | None, kind: type[Change]) -> Mark | None:
        """Return what a mark tells of changes of a kind."""
        rows = tuple(row for row in mark.rows if isinstance(row.change, kind)) if mark else ()
        return Mark(rows, is_new=False) if rows else None

    def written_in(self, journey: Journey, mark: Mark | None) -> Mark | None:
        """Return what a mark tells that was written in a journey, and is not inherited by it."""
        former = self.former(journey)
        ids = {journey.id, former.id if former else journey.id}
        rows = tuple(row for row in mark.rows if row.change.side.path[1] in ids) if mark else ()
        return Mark(rows, mark.is_new) if mark and rows else None

    def former(self, journey: Journey) -> Journey | None:
        """Return a journey as it was before the change; None for one that is new."""
        return self._former.get(journey.id)

    @cached_property
    def _former(self) -> dict[str, Journey]:
        now = {
            row.change.before.value: row.change.after.value
            for row in self.preview.rows
            if isinstance(row.change, RecordRenamed)
            and row.change.record == "journey"
            and row.change.before
            and row.change.after
        }
        return {
            now.get(journey.id, journey.id): journey for journey in self.preview.former.journeys
        }

    def key_now(self, path: Path) -> str:
        """Return what the last key of a former path is now."""
        return self._keys_now.get(path, path[-1])

    @cached_property
    def _keys_now(self) -> dict[Path, str]:
        """The keys that are others now, by the former paths that lead to them."""
        found = {}
        for row in self.preview.rows:
            before, after = row.change.before, row.change.after
            if before and after:
                for at, (was, now) in enumerate(zip(before.path, after.path, strict=False), 1):
                    if was != now:
                        found[before.path[:at]] = now
        return found

    def beside(
        self, record: Record, keys: Collection[str], also: Iterable[Place] = ()
    ) -> Mark | None:
        """Return what changed in a record beside what stands under these keys, and elsewhere."""
        rest = ((path, row) for path, row in self.of(record) if path[0] not in keys)
        return _mark(chain(rest, self._in(also)))


def _mark(found: Iterable[tuple[Path, Row]]) -> Mark | None:
    rows: dict[int, Row] = {}
    is_new = True
    for keys, row in found:
        rows.setdefault(id(row), row)
        is_new &= keys == _ITSELF and isinstance(row.change, RecordAdded)
    return Mark(tuple(rows.values()), is_new) if rows else None


def _paths(change: Change) -> Iterator[Path]:
    """Yield where a change is now: in its own record, and in those that inherit it."""
    match change:
        case RecordRemoved() | ItemRemoved():
            path = change.out_of
        case _:
            path = change.side.path
    yield path
    if path[:1] == ("journeys",):
        for variation in change.reach.variations:
            yield ("journeys", variation, *path[2:])


@dataclass(slots=True)
class PageMarks:
    """The marks that the views of one page asked for, by their names."""

    marks: Marks
    asked: dict[str, Mark | Brief] = field(default_factory=dict)

    def name(self, mark: Mark | Brief | None) -> str | None:
        """Return the name of a mark that will be put in; None where there is none."""
        if mark is None:
            return None
        name = f"mark-{len(self.asked) + 1}"
        self.asked[name] = mark
        return name
