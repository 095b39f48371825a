"""Where a walk through a revision is, and the side of a change that is seen from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from ...model import Handbook, Journey, Named, Preference, Record, Stage
from ...source.nodes import Node, Scalar, Sequence, descend
from ...source.positions import Position
from .fields import EXTRA, KINDS, MAIN, POINTING, Field
from .kinds import Label, Path, Plain, Side
from .plain import keys_of, known_by, main_text

LONGEST_ITEM = 200
"""Characters of a text that names its record; the whole of it is in the record's value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A record in one revision, how the walk came to it, and what it is called on the way.

    `read` reads records of the revision as plain data, with the ids that they have in it.
    """

    record: Any
    subject: Label
    journey: Label | None
    field: str
    item: str
    path: Path
    read: Callable[[Any], dict[str, Plain]]

    def place(self, *key: str | int) -> Position | None:
        """Return where the record was written, or the value below it that a key leads to."""
        return _shown(self.record.origin.position(*key))

    def side(
        self,
        *,
        field: str | None = None,
        path: Path = (),
        place: Position | None,
        value: Plain,
        names: Iterable[str] = (),
    ) -> Side:
        """Return the side of a change of the record, or of a field or item below it."""
        return Side(
            subject=self.subject,
            journey=self.journey,
            field=self.field if field is None else joined(self.field, field),
            item=self.item,
            path=(*self.path, *path),
            place=place,
            value=value,
            names=tuple(names),
        )

    def whole(self) -> Side:
        """Return the side of a record that came or went."""
        return self.side(place=self.place(), value=self.read(self.record))

    def enter(self, item: Field, held: Record) -> Spot:
        """Return the spot of a record that a field holds by itself."""
        return replace(
            self,
            record=held,
            field=joined(self.field, ".".join(item.key)),
            item=named(held, self.read(held)),
            path=(*self.path, *item.key),
        )

    def enter_list(self, item: Field, held: list[Any]) -> list[Spot]:
        """Return the spots of the records in a list."""
        assert item.record is not None  # noqa: S101 - only lists of records are entered
        plain = [self.read(record) for record in held]
        return [
            self._item(item, record, said, key)
            for record, said, key in zip(held, plain, keys_of(plain, item.record), strict=True)
        ]

    def _item(self, item: Field, held: Record, said: dict[str, Plain], key: str) -> Spot:
        path = (*self.path, *item.key, key)
        if isinstance(held, Stage):
            return replace(
                self,
                record=held,
                subject=Label(kind="stage", id=held.address, name=held.name),
                journey=self.subject,
                field="",
                item=held.name,
                path=path,
            )
        written = key if known_by(said, type(held)) is not None else f'"{key}"'
        return replace(
            self,
            record=held,
            field=joined(self.field, f"{'.'.join(item.key)}[{written}]"),
            item=named(held, said),
            path=path,
        )

    def list_place(self, item: Field, value: str) -> Position | None:
        """Return where a text or a reference stands in a list, else the list, else the record."""
        record = self.record
        keys: list[Path] = [item.key]
        if isinstance(record, Journey) and item.name == "personas":
            keys = [("persona",), ("personas",)]
        for key in keys:
            node, left = descend(record.origin.node, key)
            if left:
                continue
            for held in node.items if isinstance(node, Sequence) else [node]:
                if isinstance(held, Scalar) and value in (held.text, held.text.partition("/")[2]):
                    return _shown(held.position)
            return _shown(node.position)
        return self.place()

    def wrote(self, key: Path) -> bool:
        """Whether the value that a key leads to was written, by shorthand or in full."""
        node: Node = self.record.origin.node
        return isinstance(node, Scalar) or not descend(node, key)[1]


def top(record: Named | Handbook, collection: str, read: Callable[[Any], Any]) -> Spot:
    """Return the spot of a record that has a page of its own, or of the handbook."""
    kind = KINDS[type(record)]
    if isinstance(record, Handbook):
        label = Label(kind=kind, id="handbook", name=record.title)
    else:
        label = Label(kind=kind, id=record.id, name=record.name)
    return Spot(
        record=record,
        subject=label,
        journey=label if kind == "journey" else None,
        field="",
        item=label.name,
        path=(collection,) if kind == "handbook" else (collection, label.id),
        read=read,
    )


def named(record: Record, said: dict[str, Plain]) -> str:
    """Return what people call a record within another."""
    kind = type(record)
    if kind in POINTING:
        pointed = getattr(record, POINTING[kind])
        if pointed is not None:
            return str(pointed.name)
    if kind in MAIN:
        text = main_text(said, kind)
    else:
        text = said.get("name") or said.get("feeling") or said.get("gap") or ""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_ITEM else text[: LONGEST_ITEM - 1] + "…"


def joined(field: str, more: str) -> str:
    """Return the authors' way to a value below a field."""
    return ".".join(filter(None, (field, more)))


def map_keys(item: Field, key: str) -> Path:
    """Return the keys below a record that lead to an entry of a mapping."""
    return (key,) if item is EXTRA else (*item.key, key)


def preference_names(record: Record, key: str) -> tuple[str, ...]:
    """Return the name of the channel that a persona's preference is for."""
    held = getattr(record, "channels", ())
    return tuple(p.channel.name for p in held if isinstance(p, Preference) and p.channel.id == key)


def _shown(place: Position) -> Position | None:
    return place if place.path else None
