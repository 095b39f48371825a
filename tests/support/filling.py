"""Records with every field filled, made from the schema: a new field is filled by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

from mkdocs_journeys.source.schema import (
    LIBRARIES,
    Draft,
    HandbookDraft,
    JourneyDraft,
    PersonaDraft,
    Reference,
)
from mkdocs_journeys.source.schema.fields import PAIN_POINT_PATTERN, Link, Period, Prose, Shorthand

from .reading import Record

NOT_TEXTS = {
    "HandbookDraft.locale": "en",
    "HandbookDraft.lanes": None,
    "HandbookDraft.rules": {"unused-record": "off", "too-many-strategic-personas": "off"},
    "JourneyDraft.personas": None,  # excludes `persona`
    "JourneyDraft.compare_to": None,
    "JourneyDraft.extends": None,
    "NextDraft.share": "50%",
    "StageDraft.after": None,  # in variations only
    "StageDraft.before": None,
    "StageDraft.phase": "phase-0",
}
"""Fields whose value is no matter of their kind alone; None leaves one out."""

REVIEWED = "2026-10-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text is asked for: the field, as in `StageDraft.goal`, and how its text is taken."""

    field: str
    markup: Literal["plain", "inline", "block"] = "plain"
    is_address: bool = False
    is_picture: bool = False


Texts = Callable[[Place], str]
"""What to write at a place."""


def filled_handbook(texts: Texts, key: str = "all") -> dict[str, Record]:
    """Return a handbook with every field filled: its files by their path without an ending.

    It has a persona, a journey, and a record in each library, all with the id `key`.
    """
    filler = _Filler(texts, key)
    journey = filler.record(JourneyDraft)
    journey["stages"].append({**filler.record(_stage_of()), "id": "second"})
    return {
        "handbook": filler.record(HandbookDraft),
        f"personas/{key}": filler.record(PersonaDraft),
        f"journeys/{key}": journey,
        **{
            f"library/{stem}": {key: filler.record(draft)} for stem, (_, draft) in LIBRARIES.items()
        },
    }


def places() -> list[Place]:
    """Return every place of the schema that takes a text, each once."""
    found: dict[Place, None] = {}

    def note(place: Place) -> str:
        found[place] = None
        return "Text"

    filled_handbook(note)
    return list(found)


def _stage_of() -> type[Draft]:
    return next(_records_in(JourneyDraft.model_fields["stages"].annotation))


def _records_in(annotation: Any) -> Iterator[type[Draft]]:
    if isinstance(annotation, type) and issubclass(annotation, Draft):
        yield annotation
    for argument in get_args(annotation):
        yield from _records_in(argument)


class _Filler:
    def __init__(self, texts: Texts, key: str) -> None:
        self.texts = texts
        self.key = key

    def record(self, draft: type[Draft]) -> Record:
        """Return a record of a draft with all its fields, and one of the author's own if it may."""
        made: Record = {}
        for name, info in draft.model_fields.items():
            field = f"{draft.__name__}.{name}"
            value = (
                NOT_TEXTS[field]
                if field in NOT_TEXTS
                else self.value(field, info.annotation, tuple(info.metadata))
            )
            if value is not None:
                made[info.alias or name] = value
        if draft.takes_facts():
            own = f"{draft.__name__}.x-"
            made[f"x-{self.texts(Place(field=own))}"] = self.texts(Place(field=own))
        return made

    def value(self, field: str, annotation: Any, metadata: tuple[Any, ...]) -> Any:
        """Return a value of a kind that a field takes, None where there is nothing to write."""
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(field, arguments[0], (*arguments[1:], *metadata))
        if isinstance(annotation, type) and issubclass(annotation, Draft):
            return self.record(annotation)
        if origin is Literal:
            return arguments[0]
        if origin is tuple:
            return self.list_of(field, arguments[0])
        if origin is dict:
            return self.map_of(field, *arguments)
        if arguments:  # a union: what may be left out, or either of two kinds
            rest = [argument for argument in arguments if argument is not type(None)]
            return self.value(field, rest[-1], metadata)
        return self.scalar(field, annotation, metadata)

    def scalar(self, field: str, kind: type, metadata: tuple[Any, ...]) -> Any:
        """Return a number, a truth value, a date, an id or a text."""
        if kind is bool:
            return None if field.endswith(".remove") else True  # in variations only
        if kind is float:
            return 1
        if kind is dt.date:
            return REVIEWED
        if kind is Period:
            return "18 months"
        assert kind is str, f"{field}: what to write for {kind}?"
        flat = [below for item in metadata for below in getattr(item, "metadata", [item])]
        patterns = {getattr(item, "pattern", None) for item in flat} - {None}
        if PAIN_POINT_PATTERN in patterns:
            return "point"
        for mark in metadata:
            if isinstance(mark, Reference):
                return "second" if mark.kind == "stage" else self.key
            if isinstance(mark, Prose):
                markup: Literal["inline", "block"] = "block" if mark.block else "inline"
                return self.texts(Place(field=field, markup=markup))
            if isinstance(mark, Link):
                return self.texts(Place(field=field, is_address=True))
        if patterns:
            return {"PainPointDraft.id": "point", "PhaseDraft.id": "phase-0"}.get(field, "first")
        return self.texts(Place(field=field, is_picture=field.endswith(".portrait")))

    def list_of(self, field: str, item: Any) -> list[Any]:
        """Return a list with a record, and the text that may stand for one, where it may."""
        record = next(_records_in(item), None)
        if record is None:
            return [self.value(field, item, ())]
        made = self.record(record)
        if "stage" in made and "exit" in made:  # either of the two
            return [{**made, "exit": None}, {"exit": made["exit"]}]
        if short := next((m for m in get_args(item)[1:] if isinstance(m, Shorthand)), None):
            info = record.model_fields[short.field]
            text = self.value(
                f"{record.__name__}.{short.field}", info.annotation, tuple(info.metadata)
            )
            return [made] if text == made[short.field] == self.key else [made, text]
        return [made]

    def map_of(self, field: str, key: Any, value: Any) -> Record:
        """Return a record whose keys are the author's, or all the words they may be."""
        words = get_args(key) if get_origin(key) is Literal else [self.value(field, key, ())]
        return {word: self.value(field, value, ()) for word in words}
