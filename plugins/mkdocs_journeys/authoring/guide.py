"""A new file as a guide: what is known as YAML, everything else as examples in comments.

A line that begins with `# ` and a key is an example: without those two characters it is valid, and
so is the whole file. What is only to be read begins with `##`, or stands behind a value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ..source.schema import Draft
from ..source.schema.fields import is_id
from .fields import Field, fallback, fields_of, home_of
from .quoting import flow, scalar

WIDTH = 100
"""Columns of a line up to which its explanation stands behind it."""
_INDENT = "  "
_LAST = "stages"
"""The field that ends a file, however it is divided: it is as long as all others together."""

Ids: TypeAlias = Mapping[str, tuple[str, ...]]
"""The ids that exist, by kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A record to be written: what is known, and examples for what is not.

    `first` are the fields to begin with, all where it is empty. A `whole` record shows every
    field there is, another only those with an example.
    """

    live: Mapping[str, Any]
    examples: Mapping[str, Any] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    whole: bool = False


@dataclass(slots=True)
class Guide:
    """Writes the records of one file, and explains each field where it first comes up.

    `ids` are what examples may refer to; `in_variation` says that the file is a journey which
    extends another, and has the fields that only those have.
    """

    ids: Ids
    in_variation: bool = False
    explained: set[tuple[type[Draft], str]] = field(default_factory=set)
    shown: set[type[Draft]] = field(default_factory=set)

    def record(self, model: type[Draft], part: Part, depth: int = 0) -> list[str]:
        """Return the lines of a record, which stands `depth` columns from the left."""
        fields = [
            item
            for item in self._fields(model)
            if part.whole or item.key in part.live or item.key in part.examples
        ]
        last = [f for f in fields if f.key == _LAST]
        first = [f for f in fields if not part.first or f.key in (*part.first, *part.live)]
        first = [f for f in first if f not in last]
        rest = [f for f in fields if f not in first and f not in last]
        # Where several fields hold the same kind of record, the last of them shows it in full.
        full = {f.record: f.key for f in (*first, *rest) if f.key not in part.live and part.whole}
        lines = self._entries(model, part, first, depth, full.values())
        if rest:
            lines += ["", f"## More that {_called(model)} may say."]
            lines += self._entries(model, part, rest, depth, full.values())
        if last:
            lines += ["", *self._entries(model, part, last, depth, ())]
        return lines

    def _fields(self, model: type[Draft]) -> list[Field]:
        return [f for f in fields_of(model) if self.in_variation or not f.only_in_variations]

    def _entries(
        self,
        model: type[Draft],
        part: Part,
        fields: Iterable[Field],
        depth: int,
        full: Collection[str],
    ) -> list[str]:
        lines: list[str] = []
        for item in fields:
            if item.key in part.live:
                lines += self._entry(model, item, part.live[item.key], depth)
            else:
                value = self._example(item, part.examples)
                if item.key in full:
                    value = self._with_a_record(item, value)
                entry = self._entry(model, item, value, depth + 2, whole=part.whole)
                lines += [line if line.startswith("##") else f"# {line}".rstrip() for line in entry]
        return lines

    def _entry(
        self, model: type[Draft], item: Field, value: Any, depth: int, *, whole: bool = False
    ) -> list[str]:
        """Return the lines of one field, explained if it has not been so far."""
        about = ""
        if (model, item.key) not in self.explained:
            self.explained.add((model, item.key))
            about = item.about
            if item.refers_to and not value:
                ids = "ids" if item.is_list or item.by_key else "an id"
                about = f"{about.rstrip('.')}; {ids} of {home_of(item.refers_to)}."
            if isinstance(value, str) and value.rstrip(".") == about.rstrip("."):
                about = ""  # the example says it already
        head, *below = self._lines(item, value, depth, whole=whole)
        if about and depth + len(head) + len(about) + 4 > WIDTH:
            return [f"## {about}", head, *below]
        return [f"{head}  # {about}" if about else head, *below]

    def _lines(self, item: Field, value: Any, depth: int, *, whole: bool) -> list[str]:
        """Return a field with its value, without explanation."""
        key = f"{item.key}:"
        if isinstance(value, str):
            if "\n" not in value:
                return [f"{key} {scalar(value)}"]
            return [f"{key} |", *_indented(value.rstrip("\n").split("\n"))]
        if isinstance(value, dict):
            return self._mapping(item, value, depth, whole=whole)
        if isinstance(value, list | tuple):
            return self._list(item, list(value), depth, whole=whole)
        empty = {"mapping": " {}", "list": " []"}.get(_kind(item), "")
        return [key + empty]

    def _mapping(self, item: Field, value: dict[str, Any], depth: int, *, whole: bool) -> list[str]:
        key = f"{item.key}:"
        if item.record is None:
            if not value or item.refers_to:
                return [f"{key} {flow(value)}"]
            return [key, *_indented(f"{scalar(k)}: {_inline(v)}" for k, v in value.items())]
        if whole and item.record not in self.shown:
            return [key, *_indented(self._whole(item.record, value, depth + 2))]
        return [f"{key} {flow(value)}"]

    def _list(self, item: Field, values: list[Any], depth: int, *, whole: bool) -> list[str]:
        key = f"{item.key}:"
        if all(isinstance(value, str) and is_id(value.replace("_", "-")) for value in values):
            return [f"{key} {flow(values)}"]
        lines = [key]
        for value in values:
            if isinstance(value, Part) and item.record is not None:
                made = self.record(item.record, value, depth + 4)
                if value.live and len(lines) > 1 and item.key == _LAST:
                    lines.append("")
            elif isinstance(value, dict) and item.record is not None:
                is_new = whole and item.record not in self.shown
                made = self._whole(item.record, value, depth + 4) if is_new else [flow(value)]
            else:
                made = [_inline(value)]
            lines += _item(made)
        return lines

    def _whole(self, model: type[Draft], value: dict[str, Any], depth: int) -> list[str]:
        """Return a record within an example, with every field."""
        self.shown.add(model)
        lines: list[str] = []
        for item in self._fields(model):
            lines += self._entry(model, item, self._example(item, value), depth, whole=True)
        # What is to be read only must still be a comment once the example is none any more.
        return [line.removeprefix("#") if line.startswith("## ") else line for line in lines]

    def _example(self, item: Field, examples: Mapping[str, Any]) -> Any:
        """Return the template's example for a field, or one made from its kind."""
        value = examples.get(item.key, fallback(item))
        if value is None and item.record is not None and item.record not in self.shown:
            return [{}] if item.is_list else {}
        return self._resolved(item, value)

    def _with_a_record(self, item: Field, value: Any) -> Any:
        """Return an example of texts with one of them, or one more, as a record."""
        if item.record is None or item.record in self.shown or not isinstance(value, list):
            return value
        if not value or not all(isinstance(each, str) for each in value):
            return value
        name = next(below for below in fields_of(item.record) if below.required)
        if name.refers_to:  # which may not be named twice
            return [*value[:-1], {name.key: value[-1]}]
        return [*value, {name.key: fallback(name)}]

    def _resolved(self, item: Field, value: Any) -> Any:
        """Return an example whose references lead somewhere: to what it names, or what there is."""
        if item.record is not None and isinstance(value, dict):
            below = {f.key: f for f in fields_of(item.record)}
            return {k: self._resolved(below[k], v) for k, v in value.items() if k in below}
        if item.record is not None and isinstance(value, list):
            name = fields_of(item.record)[0]
            found = [
                self._resolved(name if isinstance(each, str) else item, each) for each in value
            ]
            return list({str(each): each for each in found if each}.values())
        if not item.refers_to or value is None:
            return value
        known = self.ids.get(item.refers_to, ())
        if isinstance(value, str):
            return value if value in known else next(iter(known), None)
        kept = {name: value[name] if item.by_key else None for name in value if name in known}
        if not kept and known:
            kept = {known[0]: next(iter(value.values())) if item.by_key else None}
        return kept if item.by_key else list(kept)


def _kind(item: Field) -> str:
    if item.by_key or (item.record is not None and not item.is_list):
        return "mapping" if not item.refers_to or item.by_key else ""
    return "list" if item.is_list else ""


def _called(model: type[Draft]) -> str:
    word = model.__name__.removesuffix("Draft").lower()
    return f"the {word}" if word == "handbook" else f"a {word}"


def _inline(value: Any) -> str:
    return scalar(value) if isinstance(value, str) else flow(value)


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"{_INDENT}{line}" if line else "" for line in lines]


def _item(lines: list[str]) -> list[str]:
    """Return a record's lines as an item of a list, whose first line is no comment."""
    at = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    head = [f"{_INDENT}{line}" for line in lines[:at]]
    first, *rest = lines[at:]
    return [*head, f"{_INDENT}- {first}", *_indented(_indented(rest))]
