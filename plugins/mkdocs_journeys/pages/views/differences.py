"""The values that differ between journeys, each as short as tells them apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, TypeAlias

from markupsafe import Markup

from ...insight.changes.fields import Shape
from ...insight.comparing import Difference, Kind, Part
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
from ..phases import phase_name
from ..viewing import a_view
from ..writer import Link, Writer
from . import compare_marks
from .parts import MoodView, badge, mood

_FELT = ("score", "feeling")
"""Fields of an emotion that are shown as one."""
_LISTS = (Shape.REFERENCES, Shape.TEXTS, Shape.RECORDS)
"""Fields whose items are shown one by one."""


@a_view
class MoreThanText:
    """Something that is said and no bare text: a feeling, a link, or a text with its sources."""

    mood: MoodView | None = None
    link: Link | None = None
    text: Markup | None = None
    evidence: tuple[Link, ...] = ()


Said: TypeAlias = Markup | MoreThanText


@a_view
class PartView:
    """A value in a cell: what it is of (None where the row says it), and what it says.

    `more` tells of items that all have and that are left out; `kind` is "text" or "quote".
    """

    word: str | None
    said: tuple[Said, ...]
    inherited: bool
    more: str | None
    kind: str


@a_view
class CellView:
    """What a journey says in a row.

    `state` is "said", "inherited" (as in the base map in this table), "nothing" (the journey has
    the stage and says nothing there) or "no-stage". `inherited` says that all of it comes from a
    base map; `mark` names that of a change under review.
    """

    state: str
    parts: tuple[PartView, ...] = ()
    inherited: bool = False
    mark: str | None = None


@a_view
class RowView:
    """A field or a record that differs: its word, the record's name, a cell for each journey.

    `plain` is word and name as one text; `mark` says that it differs since a change under review.
    """

    word: str
    name: Said | None
    plain: str
    cells: tuple[CellView, ...]
    mark: str | None


Owner: TypeAlias = Stage | Journey


@a_view
class Owners:
    """The stages, or the journeys, that rows are of: one for each column, None where it has none.

    `bases` says which column holds the base map of a journey, None where none does.
    """

    there: tuple[Owner | None, ...]
    first: Owner
    bases: tuple[int | None, ...]


def owners_of(there: tuple[Owner | None, ...]) -> Owners:
    """Return what rows are of; at least one of the columns must have it."""
    journeys = [owner.journey if isinstance(owner, Stage) else owner for owner in there]
    return Owners(
        there=there,
        first=next(owner for owner in there if owner is not None),
        bases=tuple(
            journeys.index(journey.base) if journey and journey.base in journeys else None
            for journey in journeys
        ),
    )


def row(
    writer: Writer,
    difference: Difference,
    owners: Owners,
    differs: compare_marks.Differing | None,
) -> RowView:
    """Return a difference as a row; `differs` says what differs since a change under review."""
    near = owners.first
    known = _known_by(difference)
    name = None
    if known:
        record = next(record for record in known.records if record is not None)
        (name,) = _said(writer, known, record, near)[:1]
    parts = difference.parts
    main = None if known or difference.in_all else difference.main
    # An item that is not everywhere is told by what it is, unless that is a part already.
    if main and not any(part.path == main.path for part in parts):
        parts = (main, *parts)
    word = _word(writer, difference, near)
    called = [text for text in (word, _plain_text(name)) if text]
    return RowView(
        word=word,
        name=name,
        plain=": ".join(called),
        cells=tuple(
            [
                _cell(writer, difference, parts, number, owners)
                for number in range(len(owners.there))
            ]
        ),
        mark=compare_marks.row(
            writer, near.id if isinstance(near, Stage) else "", difference, differs
        ),
    )


def _plain_text(said: Said | None) -> str:
    if isinstance(said, MoreThanText):
        return said.link.text if said.link else (said.text or Markup()).striptags()
    return said.striptags() if said else ""


def _known_by(difference: Difference) -> Part | None:
    """Return what names the item of a row: what it refers to, or a text that all share."""
    main = difference.main
    if difference.kind is not Kind.ITEM or main is None or main.field.name == "score":
        return None
    return main if difference.same or main.field.shape is Shape.REFERENCE else None


def _word(writer: Writer, difference: Difference, near: Owner) -> str:
    table = words.STAGE_PARTS if isinstance(near, Stage) else words.JOURNEY_PARTS
    word = writer.language.word
    key = difference.field.key[0] if isinstance(near, Stage) else difference.field.name
    said = word(table[key]) if key in table else word("More facts")
    return word("{name}: order").format(name=said) if difference.kind is Kind.ORDER else said


def _cell(
    writer: Writer, difference: Difference, parts: tuple[Part, ...], number: int, owners: Owners
) -> CellView:
    owner = owners.there[number]
    if owner is None:
        return CellView(state="no-stage")
    record = difference.records[number]
    there = [part for part in parts if part.records[number] is not None]
    base = owners.bases[number]
    mark = compare_marks.cell(writer, difference, number, owner, beside_base=base is not None)
    if record is None or (not there and difference.in_all):
        return CellView(state="nothing", mark=mark)
    in_base = base is not None and difference.records[base] is not None
    if not there:
        # A record that others do not have, named by its row.
        inherited = record.origin.inherited()
        if inherited and in_base:
            return CellView(state="inherited", inherited=True, mark=mark)
        here = Markup(writer.language.word("Yes"))  # noqa: S704 - a word of ours
        view = PartView(word=None, said=(here,), inherited=inherited, more=None, kind="text")
        return CellView(state="said", parts=(view,), inherited=inherited, mark=mark)
    inherited = all(part.inherited[number] for part in there)
    if (
        inherited
        and base is not None
        and in_base
        and all(part.said(number) == part.said(base) for part in parts)
    ):
        return CellView(state="inherited", inherited=True, mark=mark)
    views = tuple(_part_views(writer, difference, there, number, owner))
    return CellView(state="said", parts=views, inherited=inherited, mark=mark)


def _part_views(
    writer: Writer, difference: Difference, there: list[Part], number: int, owner: Owner
) -> Iterator[PartView]:
    """Yield the values of a cell. A feeling and its score are one thing to a reader."""
    felt: set[tuple[str, ...]] = set()
    main = difference.main.path if difference.main else None
    is_item = difference.kind is Kind.ITEM
    for part in there:
        record, name = part.records[number], part.field.name
        assert record is not None  # noqa: S101 - only these are there
        above = part.path[:-1]
        is_mood = name in _FELT and isinstance(record, Emotion)
        if is_mood:
            if above in felt:
                continue
            felt.add(above)
        said = _said(writer, part, record, owner)
        more = None
        if part.field.shape in _LISTS and difference.kind is not Kind.ORDER:
            said, more = _without_common(writer, part, number, said)
        is_named = (is_item or part.key) and part.path != main and (above or not is_mood)
        yield PartView(
            word=_detail(writer, part) if is_named else None,
            said=said,
            inherited=part.inherited[number],
            more=more,
            kind="quote" if name == "quote" else "text",
        )


def _without_common(
    writer: Writer, part: Part, number: int, said: tuple[Said, ...]
) -> tuple[tuple[Said, ...], str | None]:
    """Leave out the items of a list that every journey has, and say how many these are."""
    if None in part.records:
        return said, None
    lists = [part.said(at) for at in range(len(part.records))]
    common = [item for item in lists[number] if all(item in other for other in lists)]
    if not common or all(len(of) == len(common) for of in lists):
        return said, None  # the same ones in another order
    left = tuple(view for item, view in zip(lists[number], said, strict=True) if item not in common)
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


def _said(writer: Writer, part: Part, record: Record, near: Owner) -> tuple[Said, ...]:
    name = part.field.name
    held = getattr(record, name)
    if part.key:
        said = held[part.key]
        text = said if isinstance(said, str) else ", ".join(said)
        return (writer.inline(text) or Markup(),)
    if name in _FELT and isinstance(record, Emotion):
        return (MoreThanText(mood=mood(writer, record, cited=False)),)
    if not isinstance(held, tuple):
        return (_one(writer, held, record, name, near),)
    if name == "next":
        held = tuple(way for way in held if way.written)
    return tuple([_one(writer, item, record, name, near) for item in held])


def _one(writer: Writer, item: Any, record: Record, name: str, near: Owner) -> Said:
    """Return one value, by what it is."""
    match item:
        case str():
            return _text(writer, item, name)
        case Emotion():
            return MoreThanText(mood=mood(writer, item, cited=False))
        case Claim():
            text, evidence = _with_facts(writer, item), writer.links(item.evidence)
            return MoreThanText(text=text, evidence=evidence) if evidence else text
        case Phase():
            return Markup.escape(phase_name(writer, item))
        case Gap():
            missing = Markup("{} {}").format(
                writer.language.word("Missing:"), writer.inline(item.gap) or ""
            )
            notes = [item.owner.name] if item.owner else []
            notes += [writer.language.date(item.due)] if item.due else []
            return Markup(" · ").join([missing, *notes])
        case Named():
            return MoreThanText(link=writer.link(item, near=near))
        case Record():
            return _named(writer, item, near)
        case bool():
            word = writer.language.word("Yes") if item else writer.language.word("No")
            return Markup.escape(word)
        case float() | int():
            return Markup.escape(_number(writer, item, record, name))
        case dt.date():
            return Markup.escape(writer.language.date(item))
        case Period():
            return Markup.escape(writer.language.period(item.count, item.unit))
        case _:
            return _text(writer, str(item), name)


def _with_facts(writer: Writer, claim: Claim) -> Markup:
    text = writer.inline(claim.text) or Markup()
    facts = [f"{name.removeprefix('x-')}: {', '.join(said)}" for name, said in claim.extra.items()]
    return Markup(" · ").join([text, *facts]) if facts else text


def _named(writer: Writer, record: Record, near: Owner) -> Said:
    """Return a record by what it is known by."""
    match record:
        case KpiUse():
            return MoreThanText(link=writer.link(record.kpi, near=near))
        case TouchpointUse():
            return MoreThanText(link=writer.link(record.touchpoint, near=near))
        case Next(stage=Stage() as stage):
            return MoreThanText(link=writer.link(stage))
        case Next():
            return writer.inline(record.exit) or Markup()
        case Message() | PainPoint() | Opportunity():
            return writer.inline(record.text) or Markup()
        case Experiment():
            return writer.inline(record.hypothesis) or Markup()
        case _:
            return Markup()


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


def _text(writer: Writer, text: str, name: str) -> Said:
    if name in _CHOICES:
        return Markup.escape(badge(writer, _CHOICES[name], text).word)
    if name == "link":
        return MoreThanText(link=Link(text=text, url=writer.outside(text)))
    if name in ("name", "objective", "feeling", "duration"):
        return Markup.escape(text)
    if name == "summary":
        return writer.block(text) or Markup()
    return writer.inline(text) or Markup()
