"""Changes in words: what they are called, and how their values read.

What an author has named, such as a fact of one's own, keeps its name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..insight.changes import (
    Change,
    ItemAdded,
    ItemRemoved,
    Plain,
    RecordAdded,
    RecordRemoved,
    RecordRenamed,
    Reordered,
    Side,
    ValueChanged,
)
from ..insight.changes.fields import FIELDS as FIELDS_OF
from ..insight.changes.fields import KINDS, Shape
from ..model import Handbook, Kpi, Message, Named, Step
from ..pages.languages import Language
from ..pages.preview import Said
from ..pages.words import PHASES
from .escaping import cut
from .words import CHOICES, DATES, FIELDS, ITEMS, PERIODS, RECORDS

NOTHING = "–"
"""What stands for a value that nobody wrote."""

LONGEST_NAME = 60
"""Characters of a name that stands within a line."""
_SHORT_NAME = 4
"""Words of a name; what has more is a sentence, and quoted."""
_LONGEST_LIST = 8
_LONGEST_VALUE = 2_000

_CALLED = (
    "name",
    "title",
    "text",
    "says",
    "hypothesis",
    "role",
    "kpi",
    "touchpoint",
    "stage",
    "exit",
    "gap",
)
"""Fields that say what a record is called."""
_SILENT = ("id", "evidence")
_UNITS = {("way", "share"): "%"}
"""The units of figures that have one and the same, by kind of record and field."""
_HELD = {
    (KINDS[of], ".".join(field.key)): KINDS[field.record]
    for of, fields in FIELDS_OF.items()
    for field in fields
    if field.record
}
"""The kind of the records in a field, by the kind of the one that has it."""
_REFERRED = {
    (KINDS[of], ".".join(field.key)): field.of
    for of, fields in FIELDS_OF.items()
    for field in fields
    if field.shape in (Shape.REFERENCE, Shape.REFERENCES, Shape.CONTENT)
}
"""The kind of the records that a field refers to by their ids."""
_WHOLE = {
    (KINDS[of], ".".join(field.key))
    for of, fields in FIELDS_OF.items()
    for field in fields
    if field.whole
}
"""The lists that are told as one value, by the kind of the record that has them."""
_DEEPEST = 6
_LONGEST_TEXT = 2_000
"""Characters of a text in what a record said."""
_SEGMENT = re.compile(r'([^.\[\]]+)(?:\[("?)(.*?)\2\](?=\.|$))?')


@dataclass(frozen=True, slots=True)
class Wording:
    """Changes in the words of a language; names and units are those of the two handbooks."""

    language: Language
    books: tuple[Handbook, Handbook]

    def what(self, change: Change) -> str:
        """Return what changed, as in `KPI Lead rate, target`."""
        parts = [name for name in self._segments(change.side, change.record) if name]
        subject = change.subject.kind
        if not parts and isinstance(change, RecordAdded | RecordRemoved | RecordRenamed):
            parts = [self._word(RECORDS, subject)]
        return ", ".join(parts)

    def values(self, change: Change) -> tuple[str, str]:
        """Return the former and the present value."""
        match change:
            case Reordered(before=Side() as old, after=Side() as new):
                return self._in_order(change, old), self._in_order(change, new)
            case RecordRenamed(before=Side() as old, after=Side() as new):
                return f"{old.value}", f"{new.value}"
            case ItemAdded(after=Side() as new):
                return NOTHING, self._item(change, new)
            case ItemRemoved(before=Side() as old):
                return self._item(change, old), NOTHING
            case RecordAdded(after=Side() as new):
                return NOTHING, self._record(change, new)
            case RecordRemoved(before=Side() as old):
                return self._record(change, old), NOTHING
            case ValueChanged(before=Side() as old, after=Side() as new) if (
                change.record,
                old.field,
            ) in _WHOLE:
                return self._without(change, old, new), self._without(change, new, old)
        return self._value(change, change.before), self._value(change, change.after)

    def _without(self, change: Change, side: Side, other: Side) -> str:
        """Return the items of a list that the other side does not have."""
        own = [item for item in side.value if item not in other.value]
        return ", ".join(self._plain(change.record, side.field, item) for item in own) or NOTHING

    def said(self, change: Change) -> Said | None:
        """Return all that a record said that is gone; None for every other change."""
        if not isinstance(change, RecordRemoved) or change.before is None:
            return None
        value = change.before.value
        return self._said(change.record, (), value, 0) if isinstance(value, dict) else None

    def _said(self, record: str, way: tuple[str, ...], value: Plain, depth: int) -> Said:
        """Tell a value; `way` are the keys that lead to it from the record that it is in."""
        if isinstance(value, dict | list) and depth < _DEEPEST:
            record, way = _within(record, way, value)
            if isinstance(value, list):
                return Said(items=tuple(self._said(record, way, one, depth + 1) for one in value))
            facts = (
                (self._label(way, key), self._said(record, (*way, key), said, depth + 1))
                for key, said in value.items()
                if said not in (None, [], {})
            )
            return Said(facts=tuple(facts))
        text = self._plain(record, ".".join(way), value)
        if (record, *way) == ("emotion", "score") and isinstance(value, int | float):
            text = self.language.signed(value)
        return Said(text=text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…")

    def _label(self, way: tuple[str, ...], key: str) -> str:
        known = ".".join((*way, key))
        return self._word(FIELDS, known) if known in FIELDS else plain_name(key)

    def _word(self, table: Mapping[str, str], key: str) -> str:
        return self.language.word(table[key]) if key in table else plain_name(key)

    def _segments(self, side: Side, record: str) -> Iterator[str]:
        found = _SEGMENT.findall(side.field)
        last = max((at for at, (_, _, key) in enumerate(found) if key), default=-1)
        run: list[str] = []
        for at, (name, _quote, key) in enumerate(found):
            run.append(name)
            if not key:
                continue
            is_named = at == last and side.item and record not in ("emotion", "gap")
            called = self._called(side, record, found[-1][0]) if is_named else key
            if record in ("emotion", "gap"):
                called = self._holder(side, run[-1], key)
            yield f"{self._word(ITEMS, '.'.join(run))} {called}".rstrip()
            run = []
        if run[:1] == ["channels"] and len(run) > 1 and side.names:
            yield f"{self.language.word(FIELDS['channel'])} {side.names[0]}"
        elif run:
            yield self._field(run)

    def _field(self, run: Sequence[str]) -> str:
        """Return what keys that lead to a value are called: ours in words, then the author's."""
        known = max((to for to in range(len(run) + 1) if ".".join(run[:to]) in FIELDS), default=0)
        own = [plain_name(key) for key in run[known:]]
        return " ".join([*([self._word(FIELDS, ".".join(run[:known]))] if known else []), *own])

    def _called(self, side: Side, record: str, field: str) -> str:
        """Return what an item of a list is called beside its values."""
        if isinstance(side.value, dict) and "name" not in side.value:
            return ""  # what came or went says it itself
        if (record, field) == ("claim", "text"):
            return ""  # a claim is its text, and seldom has anything else that could change
        return self._in_line(side.item)

    def _holder(self, side: Side, name: str, key: str) -> str:
        """Return what the step or message is called that an emotion or a gap is part of."""
        stage = self.named("stage", side.subject.id)
        held = getattr(stage, name, ())
        found = next((one for one in held if one.id == key), None)
        if isinstance(found, Step):
            return self._in_line(found.name)
        return self._in_line(found.text if isinstance(found, Message) else key)

    def _in_line(self, name: str) -> str:
        name = cut(name, LONGEST_NAME)
        if len(name.split()) <= _SHORT_NAME:
            return name
        return self.language.word("“{name}”").format(name=name)

    def _in_order(self, change: Change, side: Side) -> str:
        key = _key_in_record(side, change.record)
        items = side.names or [self._plain(change.record, key, one) for one in side.value]
        names = [cut(name, LONGEST_NAME) for name in items]
        more = len(names) - _LONGEST_LIST
        shown = ", ".join(names[:_LONGEST_LIST])
        return f"{shown} {self._more(more)}" if more > 0 else shown

    def _more(self, count: int) -> str:
        return self.language.word("and {count} more").format(count=self.language.number(count))

    def _item(self, change: Change, side: Side) -> str:
        key = _SEGMENT.findall(side.field)[-1][0]
        return ", ".join(side.names) or self._plain(change.record, key, side.value)

    def _value(self, change: Change, side: Side | None) -> str:
        if side is None or side.value is None:
            return NOTHING
        value, key = side.value, _key_in_record(side, change.record)
        if side.names:
            if isinstance(value, int | float):
                return self._figure(value, None)
            if key == "phase" and PHASES.get(value) == side.names[0]:
                return self.language.word(side.names[0])
            return ", ".join(side.names)
        if change.record == "emotion" and key == "score":
            return self.language.signed(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            kpi = self.named("kpi", key_of(side)) if change.record == "kpi-use" else None
            unit = kpi.unit if isinstance(kpi, Kpi) else _UNITS.get((change.record, key))
            return self._figure(value, unit)
        return self._plain(change.record, key, value)

    def _figure(self, number: float, unit: str | None) -> str:
        """Return a number with its unit as the pages show it, but with every decimal."""
        return self.language.quantity(number, unit, exact=round(number, 2) != number)

    def _plain(self, record: str, key: str, value: Plain) -> str:
        """Return any value on one line: of a record what it is called, then what else it says."""
        if value is None:
            return NOTHING
        if isinstance(value, bool):
            return self.language.word("yes") if value else self.language.word("no")
        if isinstance(value, float | int):
            return self._figure(value, _UNITS.get((record, key)))
        if isinstance(value, list):
            items = (self._plain(record, key, item) for item in value[:50])
            return cut("; ".join(items), _LONGEST_VALUE)
        if isinstance(value, dict):
            return self._facts("gap" if "gap" in value else record, value)
        text = str(value)[: 50 * _LONGEST_VALUE]
        return self._choice(record, key, text)

    def _choice(self, record: str, key: str, text: str) -> str:
        """Return a record's name, a choice, a date or a span of time as the pages have it."""
        if found := self.named(_REFERRED.get((record, key), ""), text):
            return found.name
        if chosen := CHOICES.get((record, key), {}).get(text):
            return self.language.word(chosen)
        if (record, key) in DATES:
            return self.language.date(dt.date.fromisoformat(text))
        if (record, key) in PERIODS:
            count, unit = text.split()
            return self.language.period(int(count), unit.removesuffix("s"))
        return text

    def named(self, kind: str, name: str) -> Named | None:
        """Return the record of an id, as it is now or, where it is gone, as it was."""
        before, after = self.books
        return after.named.get((kind, name)) or before.named.get((kind, name))

    def _record(self, change: Change, side: Side) -> str:
        """Return what a record that came or went says."""
        if not isinstance(side.value, dict):
            return self._plain(change.record, "", side.value)
        said = {key: value for key, value in side.value.items() if key not in _CALLED}
        facts = self._facts(change.record, said)
        called = cut(side.item, LONGEST_NAME * 2)
        return f"{called} ({facts})" if called and facts else called or facts

    def _facts(self, record: str, value: dict[str, Plain]) -> str:
        parts = []
        for key, said in value.items():
            if key in _SILENT or said is None:
                continue
            name = self._word(FIELDS, key)
            if isinstance(said, list) and key not in FIELDS:  # a fact of the author's own
                parts.append(self._fact(name, cut(self._plain("", "", said), LONGEST_NAME)))
            elif isinstance(said, list):
                one = len(said) == 1 and key in ITEMS
                counted = self._word(ITEMS, key) if one else name
                parts.append(f"{self.language.number(len(said))} {counted}")
            elif isinstance(said, dict):
                told = [
                    self.language.signed(said[known])
                    if known == "score" and isinstance(said[known], int | float)
                    else self._plain("", known, said[known])
                    for known in ("score", "feeling", "gap")
                    if known in said
                ]
                parts.append(self._fact(name, ", ".join(told)) if told else name)
            else:
                parts.append(self._fact(name, cut(self._plain(record, key, said), LONGEST_NAME)))
        return ", ".join(parts)

    def _fact(self, name: str, said: str) -> str:
        return self.language.word("{kind}: {name}").format(kind=name, name=said)


def plain_name(key: str) -> str:
    """Return a key that has no word of ours: `x-` is not part of an author's name for a fact."""
    return key.removeprefix("x-").replace("_", " ")


def key_of(side: Side) -> str:
    """Return the id of the innermost record in a list that a change is in, "" where it has none."""
    keys = [key for _, _, key in _SEGMENT.findall(side.field) if key]
    return keys[-1] if keys and re.fullmatch("[a-z0-9-]+", keys[-1]) else ""


def _within(record: str, way: tuple[str, ...], value: Plain) -> tuple[str, tuple[str, ...]]:
    """Return the kind of record that a value is, and no way; both as given where it is none."""
    held = _HELD.get((record, ".".join(way)))
    if held:
        return held, ()
    if (record, way) == ("message", ("content",)) and isinstance(value, dict):
        return "gap", ()
    return record, way


def _key_in_record(side: Side, record: str) -> str:
    """Return the keys that lead to a value from the innermost record, which is of this kind."""
    run: list[str] = []
    for name, _, key in _SEGMENT.findall(side.field):
        run = [] if key else [*run, name]
    return ".".join(run[1:] if record in ("emotion", "gap") else run)
