"""Records as plain data, in the authors' own keys: what two revisions are compared by."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from ...model import Handbook, Named, PainPoint, Record, Stage
from ...source.prose import RECORD_SCHEMES
from ...source.schema.fields import Period
from .fields import COLLECTIONS, EXTRA, FIELDS, MAIN, POINTING, Field, Shape
from .kinds import Plain

Renames: TypeAlias = Mapping[tuple[str, str], str]
"""Ids that changed, by kind and old id; those of stages and pain points begin with the journey's
(`journey/stage`, `journey/stage/pain-point`), as do the new ones."""

_LINK = re.compile(rf"(\]\(<?|\]:[ \t]*<?|<)({'|'.join(RECORD_SCHEMES)}):([a-z0-9/-]+)")
"""A link to a record as Markdown writes it: inline, below the text, or bare."""


def relinked(text: str, renames: Renames) -> str:
    """Return a text whose links follow the records that were renamed."""
    if ":" not in text:
        return text

    def follow(found: re.Match[str]) -> str:
        opening, scheme, name = found.groups()
        new = renames.get((scheme, name))
        if new is None and scheme == "stage":
            journey, _, stage = name.partition("/")
            new = f"{renames.get(('journey', journey), journey)}/{stage}"
        return f"{opening}{scheme}:{new or name}"

    return _LINK.sub(follow, text)


@dataclass(slots=True)
class Reader:
    """Reads records of one revision as plain data, each once.

    With `renames` ids, references and links are those of the other revision, where the record
    has another id there. Fields that say nothing are left out.
    """

    renames: Renames = field(default_factory=dict)
    _known: dict[int, dict[str, Plain]] = field(default_factory=dict)

    def read(self, record: Record | Handbook) -> dict[str, Plain]:
        """Return all that a record says, with the records in it."""
        known = self._known.get(id(record))
        if known is None:
            known = self._known[id(record)] = {}
            for item in FIELDS[type(record)]:
                value = self.value(record, item)
                if value is None or value == [] or value == {}:
                    continue
                if item is EXTRA:
                    known.update(value)
                    continue
                place: dict[str, Plain] = known
                for key in item.key[:-1]:
                    place = place.setdefault(key, {})
                place[item.key[-1]] = value
        return known

    def value(self, record: Record | Handbook, item: Field) -> Plain:
        """Return what a field says: None, an empty list or an empty mapping where nothing."""
        return self._READ[item.shape](self, getattr(record, item.name), record, item)

    def _id(self, value: Any, record: Any, item: Field) -> Plain:
        if self.renames:
            if isinstance(record, Stage):
                return self.id_of("stage", record.address).rpartition("/")[2]
            if isinstance(record, PainPoint) and value is not None:
                return self._point(record).rpartition("/")[2]
            if isinstance(record, Named):
                return self.id_of(_kind_of_named(record), record.id)
        return value

    def _value(self, value: Any, record: Any, item: Field) -> Plain:
        if isinstance(value, str):
            # The model has locales as Babel writes them, with a low line.
            return value.replace("_", "-") if item.name == "locale" else self.text(value)
        if isinstance(value, float):
            return int(value) if value.is_integer() else value
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, Period):
            return str(value)
        return value

    def _reference(self, value: Any, record: Any, item: Field) -> Plain:
        if value is None:
            return None
        if isinstance(value, Stage):
            return self.id_of("stage", value.address).rpartition("/")[2]
        return self.id_of(item.of, value.id)

    def _references(self, value: Any, record: Any, item: Field) -> Plain:
        if item.of == "pain-point":
            return [self._answer(point, record) for point in value]
        return [self.id_of(item.of, held if isinstance(held, str) else held.id) for held in value]

    def _texts(self, value: Any, record: Any, item: Field) -> Plain:
        return list(value)

    def _map(self, value: Any, record: Any, item: Field) -> Plain:
        if item.of:  # a persona's channels, records in the model and a mapping in YAML
            return {
                self.id_of(item.of, held.channel.id): self._value(held.value, record, item)
                for held in value
            }
        return self._facts(value)

    def _facts(self, value: Mapping[str, Any]) -> Plain:
        return {
            key: self.text(said) if isinstance(said, str) else list(said)
            for key, said in value.items()
        }

    def _record(self, value: Any, record: Any, item: Field) -> Plain:
        return None if value is None else self.read(value)

    def _records(self, value: Any, record: Any, item: Field) -> Plain:
        return [self.read(held) for held in held_in(value)]

    def _content(self, value: Any, record: Any, item: Field) -> Plain:
        if value is None or type(value) is item.record:
            return self._record(value, record, item)
        return self._reference(value, record, item)

    _READ = {  # noqa: RUF012 - a constant, read by shape
        Shape.ID: _id,
        Shape.VALUE: _value,
        Shape.REFERENCE: _reference,
        Shape.REFERENCES: _references,
        Shape.TEXTS: _texts,
        Shape.MAP: _map,
        Shape.RECORD: _record,
        Shape.RECORDS: _records,
        Shape.CONTENT: _content,
    }

    def text(self, text: str) -> str:
        """Return a text, its links following what was renamed."""
        return relinked(text, self.renames) if self.renames else text

    def id_of(self, kind: str, name: str) -> str:
        """Return the id of a record."""
        return self.renames.get((kind, name), name) if self.renames else name

    def _point(self, point: PainPoint) -> str:
        stage = cast("Stage", point.parent)
        return self.id_of("pain-point", f"{stage.address}/{point.id}")

    def _answer(self, point: PainPoint, record: Record) -> str:
        """Return a pain point as an opportunity names it: with its stage where it is another."""
        name = self._point(point).rpartition("/")[2]
        if point.parent is record.parent:
            return name
        stage = cast("Stage", point.parent)
        return f"{self.id_of('stage', stage.address).partition('/')[2]}/{name}"


def held_in(value: tuple[Any, ...]) -> list[Any]:
    """Return the records of a list that were written: a way that only follows was not."""
    return [held for held in value if getattr(held, "written", True)]


def _kind_of_named(record: Named) -> str:
    return type(record).__name__.lower()


def read_handbook(handbook: Handbook) -> dict[str, Plain]:
    """Return all that a handbook says: its settings, and its records by kind and id.

    Two handbooks are the same to a reader when this is the same.
    """
    reader = Reader()
    return {
        "handbook": reader.read(handbook),
        **{
            name: {record.id: reader.read(record) for record in getattr(handbook, name)}
            for name in COLLECTIONS
        },
    }


def keys_of(items: list[dict[str, Plain]], record: type[Record]) -> list[str]:
    """Return what each item of a list is called in paths: no two the same.

    That is its id, else what it refers to, else its text, shortened; those of the same name are
    counted.
    """
    return told_apart(name_of(item, record) for item in items)


def told_apart(names: Iterable[str]) -> list[str]:
    """Return the names of a list's items, those that are the same counted."""
    seen: dict[str, int] = {}
    taken: set[str] = set()
    keys = []
    for name in names:
        number = seen.get(name, 0)
        key = name
        while not number or key in taken:
            number += 1
            key = name if number == 1 else f"{name} ({number})"
        seen[name] = number
        taken.add(key)
        keys.append(key)
    return keys


LONGEST_KEY = 60
"""Characters of a text that stands for its item in a path."""


def name_of(item: dict[str, Plain], record: type[Record]) -> str:
    known = known_by(item, record)
    return shortened(main_text(item, record) if known is None else known)


def shortened(text: str) -> str:
    """Return an id or a text as it stands for its item in a path."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_KEY else text[: LONGEST_KEY - 1] + "…"


def known_by(item: dict[str, Plain], record: type[Record]) -> str | None:
    """Return the id of an item, or of what it refers to; None where it has neither."""
    key = POINTING.get(record, "id")
    return cast("str | None", item.get(key))


def main_text(item: dict[str, Plain], record: type[Record]) -> str:
    """Return the text that an item is known by where it has no id."""
    return " – ".join(item[key] for key in MAIN.get(record, ("name",)) if key in item)
