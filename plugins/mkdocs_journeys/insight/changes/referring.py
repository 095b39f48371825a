"""Where the records of a revision are referred to: what moved from one record to another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TypeAlias

from ...model import Handbook, Record
from .fields import COLLECTIONS, FIELDS, POINTING, Field, Shape
from .kinds import Path, Plain
from .plain import Reader, known_by, main_text

Places: TypeAlias = Counter[Path]
"""Where a record is referred to, and how often: keys from the handbook down, without its own id."""


def references(handbook: Handbook, reader: Reader) -> dict[tuple[str, str], Places]:
    """Return where each record is referred to, by its kind and id."""
    found: defaultdict[tuple[str, str], Places] = defaultdict(Counter)
    for name, kind in COLLECTIONS.items():
        for record in getattr(handbook, name):
            for target, place in _within(reader.read(record), kind, (name, record.id)):
                found[target][place] += 1
    return found


def _within(
    said: dict[str, Plain], record: type[Record], path: Path
) -> Iterator[tuple[tuple[str, str], Path]]:
    for item in FIELDS[record]:
        value: Plain = said
        for key in item.key:
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None:
            yield from _below(value, item, (*path, *item.key))


def _below(value: Plain, item: Field, path: Path) -> Iterator[tuple[tuple[str, str], Path]]:
    if item.record and isinstance(value, dict):
        yield from _within(value, item.record, path)
    elif item.shape is Shape.RECORDS:
        assert item.record is not None  # noqa: S101 - the table says which record
        for held in value:
            yield from _within(held, item.record, (*path, _key(held, item.record)))
    elif item.of:
        for name in [value] if isinstance(value, str) else value:
            yield (item.of, name), path


def _key(item: dict[str, Plain], record: type[Record]) -> str:
    """Return what an item of a list is told by: nothing, where that is what it refers to."""
    if record in POINTING:
        return ""
    return known_by(item, record) or main_text(item, record)
