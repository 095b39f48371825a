"""The values that differ between journeys, each as short as tells them apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ...insight.changes.fields import Shape
from ...insight.comparing import Difference, Kind, Part, Value
from ...model import (
    Claim,
    Emotion,
    Experiment,
    Gap,
    Journey,
    KpiUse,
    Message,
    Named,
    Next,
    Opportunity,
    PainPoint,
    Phase,
    Record,
    Stage,
    TouchpointUse,
)
from ...source.schema.fields import Period
from .. import words
from ..writer import Link, Writer
from .parts import MoodView, badge, mood, phase_name

_FELT = ("score", "feeling")
"""Fields of an emotion that are shown as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """One thing that is said: a text, a feeling or a link, and the sources it rests on."""

    text: Markup | None = None
    mood: MoodView | None = None
    link: Link | None = None
    evidence: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A value in a cell: what it is of (None where the row says it), and what it says.

    `more` tells of items that all have and that are left out; `kind` is "text" or "quote".
    """

    word: str | None
    said: tuple[SaidView, ...]
    inherited: bool
    more: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """What a journey says in a row.

    `state` is "said", "inherited" (as in the base map in this table), "nothing" (the journey has
    the stage and says nothing there) or "no-stage". `inherited` says that all of it comes from a
    base map.
    """

    state: str
    parts: tuple[PartView, ...] = ()
    inherited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A field or a record that differs: its word, the record's name, a cell for each journey.

    `plain` is word and name as one text.
    """

    word: str
    name: SaidView | None
    plain: str
    cells: tuple[CellView, ...]


def row(
    writer: Writer, difference: Difference, owners: tuple[Stage | Journey | None, ...]
) -> RowView:
    """Return a difference as a row; `owners` are the stages, or the journeys, it is in."""
    near = next(owner for owner in owners if owner is not None)
    known = _known_by(difference)
    name = None
    if known:
        value = next(value for value in known.values if value is not None)
        (name,) = _said(writer, known, value, near)[:1]
    parts = difference.parts
    main = None if known or difference.in_all else difference.main
    # An item that is not everywhere is told by what it is, unless that is a part already.
    if main and not any(part.path == main.path for part in parts):
        parts = (main, *parts)
    cells = tuple(_cell(writer, difference, parts, number, owners) for number in range(len(owners)))
    word = _word(writer, difference, near)
    called = [text for text in (word, _plain_text(name)) if text]
    return RowView(word=word, name=name, plain=": ".join(called), cells=cells)


def _plain_text(said: SaidView | None) -> str:
    if said is None or said.link:
        return said.link.text if said and said.link else ""
    return said.text.striptags() if said.text else ""


def _known_by(difference: Difference) -> Part | None:
    """Return what names the item of a row: what it refers to, or a text that all share."""
    main = difference.main
    if difference.kind is not Kind.ITEM or main is None or main.field.name == "score":
        return None
    return main if difference.same or main.field.shape is Shape.REFERENCE else None


def _word(writer: Writer, difference: Difference, near: Stage | Journey) -> str:
    table = words.STAGE_PARTS if isinstance(near, Stage) else words.JOURNEY_PARTS
    word = writer.language.word
    key = difference.field.key[0] if isinstance(near, Stage) else difference.field.name
    said = word(table[key]) if key in table else word("More facts")
    return word("{name}: order").format(name=said) if difference.kind is Kind.ORDER else said


def _cell(
    writer: Writer,
    difference: Difference,
    parts: tuple[Part, ...],
    number: int,
    owners: tuple[Stage | Journey | None, ...],
) -> CellView:
    owner = owners[number]
    if owner is None:
        return CellView(state="no-stage")
    record = difference.records[number]
    there = [(part, value) for part in parts if (value := part.values[number]) is not None]
    if record is None or (not there and difference.in_all):
        return CellView(state="nothing")
    if not there:
        # A record that others do not have, named by its row.
        inherited = record.origin.inherited()
        if inherited and _base_says(difference.records, number, owners):
            return CellView(state="inherited", inherited=True)
        here = SaidView(text=Markup(writer.language.word("Yes")))  # noqa: S704 - a word of ours
        part = PartView(word=None, said=(here,), inherited=inherited, more=None, kind="text")
        return CellView(state="said", parts=(part,), inherited=inherited)
    inherited = all(value.inherited for _, value in there)
    base = _base_of(number, owners)
    if inherited and base is not None and difference.records[base] is not None:
        theirs = [part.values[base] for part in parts]
        if [_plain(part.values[number]) for part in parts] == [_plain(of) for of in theirs]:
            return CellView(state="inherited", inherited=True)
    views = tuple(_part_views(writer, difference, there, owner))
    return CellView(state="said", parts=views, inherited=inherited)


def _plain(value: Value | None) -> object:
    return None if value is None else value.plain


def _base_of(number: int, owners: tuple[Stage | Journey | None, ...]) -> int | None:
    """Return which column holds the base map of a journey, if any does."""
    journeys = [owner.journey if isinstance(owner, Stage) else owner for owner in owners]
    journey = journeys[number]
    base = journey.base if journey else None
    return journeys.index(base) if base is not None and base in journeys else None


def _base_says(
    records: tuple[Record | None, ...], number: int, owners: tuple[Stage | Journey | None, ...]
) -> bool:
    base = _base_of(number, owners)
    return base is not None and records[base] is not None


def _part_views(
    writer: Writer,
    difference: Difference,
    there: list[tuple[Part, Value]],
    owner: Stage | Journey,
) -> Iterator[PartView]:
    """Yield the values of a cell. A feeling and its score are one thing to a reader."""
    felt: set[tuple[str, ...]] = set()
    for part, value in there:
        above, name = part.path[:-1], part.path[-1]
        is_mood = isinstance(value.record, Emotion) and name in _FELT
        if is_mood and above in felt:
            continue
        felt.update({above} if is_mood else ())
        said = _said(writer, part, value, owner)
        more = None
        if difference.kind is not Kind.ORDER:
            said, more = _without_common(writer, part, value, said)
        is_main = difference.main is not None and part.path == difference.main.path
        alone = difference.kind is not Kind.ITEM and not part.key
        yield PartView(
            word=None if is_main or alone or (is_mood and not above) else _detail(writer, part),
            said=said,
            inherited=value.inherited,
            more=more,
            kind="quote" if name == "quote" else "text",
        )


def _without_common(
    writer: Writer, part: Part, value: Value, said: tuple[SaidView, ...]
) -> tuple[tuple[SaidView, ...], str | None]:
    """Leave out the items of a list that every journey has, and say how many these are."""
    if not isinstance(value.plain, list) or None in part.values:
        return said, None
    lists = [of.plain for of in part.values if of is not None]
    common = [item for item in value.plain if all(item in other for other in lists)]
    left = tuple(view for item, view in zip(value.plain, said, strict=True) if item not in common)
    if not common or all(len(of) == len(common) for of in lists):
        return said, None  # the same ones in another order
    text = writer.language.words(
        "and {count} that all have", "and {count} that all have", len(common)
    )
    return left, text


def _detail(writer: Writer, part: Part) -> str:
    if part.key:
        if part.field.name == "objectives":
            return writer.language.word(words.OBJECTIVES[part.key])
        return part.key.removeprefix("x-").replace("-", " ").capitalize()
    # A feeling is shown with its score.
    name = "emotion" if part.path[-2:-1] == ("emotion",) and part.field.name in _FELT else ""
    word = words.DETAILS.get(name or part.field.name, part.field.name)
    return writer.language.word(word)


# --- what a value says


def _said(writer: Writer, part: Part, value: Value, near: Stage | Journey) -> tuple[SaidView, ...]:
    record, field = value.record, part.field
    if part.key:
        texts = value.plain if isinstance(value.plain, list) else [value.plain]
        return (SaidView(text=writer.inline(", ".join(map(str, texts)))),)
    if isinstance(record, Emotion) and field.name in _FELT:
        return (SaidView(mood=mood(writer, record, cited=False)),)
    held = getattr(record, field.name)
    items = held if isinstance(held, tuple) else (held,)
    if field.name == "next":
        items = tuple(way for way in items if way.written)
    return tuple(_one(writer, item, record, field.name, near) for item in items)


def _one(writer: Writer, item: Any, record: Record, name: str, near: Stage | Journey) -> SaidView:
    """Return one value, by what it is."""
    match item:
        case str():
            return _text(writer, item, record, name)
        case Emotion():
            return SaidView(mood=mood(writer, item, cited=False))
        case Claim():
            return SaidView(text=_with_facts(writer, item), evidence=writer.links(item.evidence))
        case Phase():
            return SaidView(text=Markup.escape(phase_name(writer, item)))
        case Gap():
            missing = Markup("{} {}").format(
                writer.language.word("Missing:"), writer.inline(item.gap) or ""
            )
            notes = [item.owner.name] if item.owner else []
            notes += [writer.language.date(item.due)] if item.due else []
            return SaidView(text=Markup(" · ").join([missing, *notes]))
        case Named():
            return SaidView(link=writer.link(item, near=near))
        case Record():
            return _named(writer, item, near)
        case bool():
            word = writer.language.word("Yes") if item else writer.language.word("No")
            return SaidView(text=Markup.escape(word))
        case float() | int():
            return SaidView(text=Markup.escape(_number(writer, item, record, name)))
        case dt.date():
            return SaidView(text=Markup.escape(writer.language.date(item)))
        case Period():
            return SaidView(text=Markup.escape(writer.language.period(item.count, item.unit)))
        case _:
            return _text(writer, str(item), record, name)


def _with_facts(writer: Writer, claim: Claim) -> Markup | None:
    text = writer.inline(claim.text)
    facts = [f"{name.removeprefix('x-')}: {', '.join(said)}" for name, said in claim.extra.items()]
    return Markup(" · ").join([text or "", *facts]) if facts else text


def _named(writer: Writer, record: Record, near: Stage | Journey) -> SaidView:
    """Return a record by what it is known by."""
    match record:
        case KpiUse():
            return SaidView(link=writer.link(record.kpi, near=near))
        case TouchpointUse():
            return SaidView(link=writer.link(record.touchpoint, near=near))
        case Next(stage=Stage() as stage):
            return SaidView(link=writer.link(stage))
        case Next():
            return SaidView(text=writer.inline(record.exit))
        case Message() | PainPoint() | Opportunity():
            return SaidView(text=writer.inline(record.text))
        case Experiment():
            return SaidView(text=writer.inline(record.hypothesis))
        case _:
            return SaidView()


def _number(writer: Writer, number: float, record: Record, name: str) -> str:
    language = writer.language
    if isinstance(record, KpiUse):
        return language.quantity(number, record.kpi.unit)
    if name in words.RATINGS:
        return language.word("{value} of 5").format(value=language.number(number))
    return language.percent(number) if name == "share" else language.number(number)


_CHOICES = {
    "aida": words.OBJECTIVES,
    "severity": words.SEVERITIES,
    "status": words.STATUSES,
    "type": words.TYPES,
}


def _text(writer: Writer, text: str, record: Record, name: str) -> SaidView:
    if name in _CHOICES:
        return SaidView(text=Markup.escape(badge(writer, _CHOICES[name], text).word))
    if name == "link":
        return SaidView(link=Link(text=text, url=writer.outside(text)))
    if name in ("name", "objective", "feeling", "duration"):
        return SaidView(text=Markup.escape(text))
    if name == "summary":
        return SaidView(text=writer.block(text))
    return SaidView(text=writer.inline(text))
