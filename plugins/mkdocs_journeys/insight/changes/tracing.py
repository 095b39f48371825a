"""From the path of a change back to the records of a handbook that it leads through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from ...model import Handbook, Record
from .fields import COLLECTIONS, FIELDS, Field, Shape
from .kinds import Path
from .plain import Reader, held_in, keys_of

Way: TypeAlias = tuple[Record | Handbook, Path]
"""A record, and what is left of a path below it."""


class Tracer:
    """Follows paths through a handbook. Each list of records is read once."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._reader = Reader()
        self._named = {
            name: {record.id: record for record in getattr(handbook, name)} for name in COLLECTIONS
        }
        self._lists: dict[tuple[int, str], dict[str, Record]] = {}

    def follow(self, path: Path) -> Iterator[Way]:
        """Yield each record on a path, the outermost first, as far as the handbook has them."""
        if not path:
            return
        record: Any = self._handbook
        rest = path[1:]
        if path[0] in self._named:
            record = self._named[path[0]].get(path[1]) if len(path) > 1 else None
            rest = path[2:]
        while record is not None:
            yield record, rest
            record, rest = self._below(record, rest)

    def _below(self, record: Record | Handbook, rest: Path) -> tuple[Any, Path]:
        for item in FIELDS[type(record)]:
            left = rest[len(item.key) :]
            if rest[: len(item.key)] != item.key or not left:
                continue
            if item.shape is Shape.RECORDS:
                return self._list(record, item).get(left[0]), left[1:]
            held = getattr(record, item.name)
            if item.shape is Shape.RECORD or (
                item.shape is Shape.CONTENT and type(held) is item.record
            ):
                return held, left
        return None, rest

    def _list(self, record: Record | Handbook, item: Field) -> dict[str, Record]:
        key = (id(record), item.name)
        if key not in self._lists:
            assert item.record is not None  # noqa: S101 - the table says which record
            held = held_in(getattr(record, item.name))
            keys = keys_of([self._reader.read(one) for one in held], item.record)
            self._lists[key] = dict(zip(keys, held, strict=True))
        return self._lists[key]
