"""What a preview shows of a change: the Changes page, and the note under each page's title."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from ...insight.changes import (
    ChangeClass,
    ItemAdded,
    ItemRemoved,
    RecordAdded,
    RecordRemoved,
)
from ...model import Journey, Persona, Record, Stage
from ...source.reports.report import harmless
from .. import words
from ..addresses import CHANGES, HOME
from ..addresses import section as section_id
from ..marks import Mark, Marks
from ..preview import CLASSES, ChangedPart, Preview, Row, Said, counted
from ..viewing import a_view
from ..words import mark
from ..writer import Link, Writer
from .parts import Badge
from .reached import ReachedKind, reached, url_of

_SIGNS = {ChangeClass.BREAKING: "✕", ChangeClass.NOTABLE: "●", ChangeClass.EDITORIAL: "○"}
"""A class is told by its sign and its word, not by its colour."""

_MEANINGS = {
    ChangeClass.BREAKING: mark("something others rely on is gone or renamed"),
    ChangeClass.NOTABLE: mark("the map says something else"),
    ChangeClass.EDITORIAL: mark("the same in other words or another order"),
}
_STAGE_SECTIONS = {
    "emotion": "mind",
    "mindset": "mind",
    "goal": "mind",
    "messages": "tell",
    "aida": "tell",
    "questions": "doing",
    "seeks": "doing",
    "motivations": "doing",
    "actions": "doing",
    "steps": "steps",
    "touchpoints": "touchpoints",
    "kpis": "measures",
    "pain_points": "improve",
    "opportunities": "improve",
    "experiments": "experiments",
    "teams": "backstage",
    "backstage": "backstage",
    "next": "onward",
}
"""The part of a stage's page that shows a field."""

_PERSONA_SECTIONS = {
    **dict.fromkeys((*words.CLAIMS, "goals", "decision_criteria"), "before"),
    "objections": "objections",
    "decision_process": "decision",
    **dict.fromkeys(("demographics", "psychographics", "digital", "traits", "habits"), "profile"),
    **dict.fromkeys(("channels", "evidence", "owner", "reviewed", "review_every"), "profile"),
}
"""Likewise, of a persona's page."""

_JOURNEY_SECTIONS = {"stages": "map"}
_HEAD = "head"
"""Where everything else is."""


@a_view
class ChangeRow:
    """A change as a row of a table; `url` is "" where no page shows it.

    `label` is what it is called on a page whose title need not be said again, `address` its path
    in the handbook, as the diff has it. `reach` says what it touches besides, `reached` leads
    there, on the page that tells it whole, and so does `only` where it is but one page.
    """

    sign: str
    badge: Badge
    where: str
    label: str
    url: str
    what: str
    before: str
    after: str
    notes: tuple[str, ...]
    reach: str
    reached: tuple[ReachedKind, ...]
    only: Link | None
    place: str
    address: str
    said: Said | None


@a_view
class Part:
    """A section of the Changes page: `moved` are the points of the curve, `charts` its pictures.

    Each of them has the word that is over it, "" for a single one. `replaced` are the stages that
    have another place: name, former and present one.
    """

    name: str
    charts: tuple[tuple[str, str], ...]
    replaced: tuple[tuple[str, str, str], ...]
    moved: tuple[tuple[str, str, str], ...]
    rows: tuple[ChangeRow, ...]


@a_view
class ClassCount:
    """How many changes there are of a class, and what it means."""

    sign: str
    badge: Badge
    text: str
    meaning: str


@a_view
class Head:
    """What the Changes page begins with: the verdict, and what was compared."""

    compared: str
    counts: tuple[ClassCount, ...]
    pages: str
    remarks: tuple[str, ...]
    unread: tuple[str, ...]


@a_view
class Note:
    """What stands under a page's title: that it is a preview, and what changed on this page.

    `has_switch` says that there are marks to be hidden, `is_new` that the page came
    with the change.
    """

    compared: str
    changes: str
    link: Link | None
    has_switch: bool
    is_new: bool
    own: tuple[ChangeRow, ...]
    own_heading: str
    own_more: str
    others: tuple[ChangeRow, ...]
    others_heading: str
    others_more: str


_MOST_IN_NOTE = 12
"""Changes that are listed under a title; the Changes page has all."""


def head(writer: Writer, preview: Preview) -> Head:
    """Return the verdict."""
    language = writer.language
    word = language.word
    counts = []
    for of in ChangeClass:
        count = sum(row.change.change_class is of for row in preview.rows)
        if count:
            badge_ = Badge(word=word(CLASSES[of]), value=of.value)
            counts.append(
                ClassCount(
                    sign=_SIGNS[of],
                    badge=badge_,
                    text=counted(of, count, language),
                    meaning=word(_MEANINGS[of]),
                )
            )
    remarks = []
    if not preview.rows:
        remarks.append(word("No change: both say the same."))
    if not preview.existed:
        remarks.append(word("There was no handbook at that revision: all of it is new."))
    if preview.withheld:
        remarks.append(
            language.words(
                "{count} difference is left out: it may only be a part that could not be read.",
                "{count} differences are left out: they may only be parts that could not be read.",
                preview.withheld,
            )
        )
    return Head(
        compared=_compared(writer, preview),
        counts=tuple(counts),
        pages=language.words("{count} page", "{count} pages", len(preview.pages)) if counts else "",
        remarks=tuple(remarks),
        unread=tuple(_unread(writer, *one) for one in preview.unread),
    )


def part(
    writer: Writer,
    of: ChangedPart,
    *,
    charts: tuple[str, ...],
    replaced: tuple[tuple[str, int, int], ...],
) -> Part | None:
    """Return a part's changes but for the editorial ones; None where it has no other.

    `replaced` are the stages that have another place in the order of their map.
    """
    rows = tuple(
        reaching_row(writer, row)
        for row in of.rows
        if row.change.change_class is not ChangeClass.EDITORIAL
    )
    if not rows and not of.curve:
        return None
    word, number = writer.language.word, writer.language.number
    place, over = word("place {number}"), (word("Now"), word("Before"))
    return Part(
        name=of.heading,
        charts=tuple(zip(over if len(charts) > 1 else ("",), charts, strict=False)),
        replaced=tuple(
            (harmless(name), place.format(number=number(was)), place.format(number=number(now)))
            for name, was, now in replaced
        ),
        moved=of.curve.moved if of.curve else (),
        rows=rows,
    )


def editorial(writer: Writer, preview: Preview) -> tuple[ChangeRow, ...]:
    """Return the editorial changes of all parts."""
    return tuple(
        reaching_row(writer, row)
        for row in preview.rows
        if row.change.change_class is ChangeClass.EDITORIAL
    )


def note(
    writer: Writer,
    preview: Preview,
    subject: Record | None,
    *,
    is_changes: bool,
    is_marked: bool,
) -> Note:
    """Return the note for a page about a record, or about the whole."""
    own: tuple[Row, ...] = ()
    others: tuple[Row, ...] = ()
    is_new = False
    if isinstance(subject, Persona | Journey | Stage):
        own, others = preview.on_page(subject)
        is_new = preview.is_new(subject)
    elif writer.page == writer.addresses.source(HOME):
        own, others = preview.on("handbook", "handbook")
    language, word = writer.language, writer.language.word
    title = subject.name if isinstance(subject, Persona | Journey | Stage) else ""

    def rest(rows: tuple[Row, ...]) -> str:
        more = len(rows) - _MOST_IN_NOTE
        return word("and {count} more").format(count=language.number(more)) if more > 0 else ""

    own_heading = language.words(
        "{count} change on this page", "{count} changes on this page", len(own)
    )
    others_heading = language.words(
        "{count} change made elsewhere reaches this page",
        "{count} changes made elsewhere reach this page",
        len(others),
    )
    changes = Link(text=writer.language.word("Changes"), url=writer.url(CHANGES))
    return Note(
        compared=_compared(writer, preview),
        changes=language.words("{count} change", "{count} changes", len(preview.rows)),
        link=None if is_changes else changes,
        has_switch=is_marked or is_new or bool(own or others),
        is_new=is_new,
        own=tuple(change_row(writer, row, title=title) for row in own[:_MOST_IN_NOTE]),
        own_heading=own_heading if own else "",
        own_more=rest(own),
        others=tuple(change_row(writer, row) for row in others[:_MOST_IN_NOTE]),
        others_heading=others_heading if others else "",
        others_more=rest(others),
    )


def by_section(marks: Marks, record: Persona | Journey | Stage) -> dict[str, tuple[Row, ...]]:
    """Return the changes of a page's own record by the part of the page that shows them."""
    found: dict[str, list[Row]] = {}
    for keys, row in marks.of(record):
        found.setdefault(_section_of(record, keys[0]), []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def _section_of(record: Persona | Journey | Stage, key: str) -> str:
    match record:
        case Stage():
            return _STAGE_SECTIONS.get(key) or ("doing" if key.startswith("x-") else _HEAD)
        case Persona():
            return _PERSONA_SECTIONS.get(key) or ("profile" if key.startswith("x-") else _HEAD)
        case Journey():
            return _JOURNEY_SECTIONS.get(key, _HEAD)


@a_view
class MarkView:
    """The mark of a place: what happened to it, and each of its changes.

    `kind` is new, removed or changed, `value` the class of the gravest change. `about` says what
    changed to those who do not see where the mark stands. `is_new` says that nothing was there
    before, so that there is nothing more to tell.
    """

    kind: str
    value: str
    text: str
    about: str
    is_new: bool
    rows: tuple[ChangeRow, ...]


_MOST_NAMED = 3
"""Changes that a mark names before it is opened."""


def marked(writer: Writer, of: Mark, subject: Record | None) -> MarkView:
    """Return what a mark says on the page of a record."""
    language = writer.language
    title = subject.name if isinstance(subject, Persona | Journey | Stage) else ""
    found = tuple(replace(change_row(writer, row, title=title), url="") for row in of.rows)
    gravest = min(of.rows, key=lambda row: list(ChangeClass).index(row.change.change_class))
    changes, count = [row.change for row in of.rows], len(of.rows)
    if all(isinstance(change, RecordAdded | ItemAdded) for change in changes):
        kind, one = "new", language.word("new")
        many = language.words("{count} new", "{count} new", count)
    elif all(isinstance(change, RecordRemoved | ItemRemoved) for change in changes):
        kind, one = "removed", language.word("removed")
        many = language.words("{count} removed", "{count} removed", count)
    else:
        kind, one = "changed", language.word("changed")
        many = language.words("{count} change", "{count} changes", count)
    about = "; ".join(row.label for row in found[:_MOST_NAMED])
    return MarkView(
        kind=kind,
        value=gravest.change.change_class.value,
        text=one if count == 1 else many,
        about=about,
        is_new=of.is_new and count == 1,
        rows=_labelled(found),
    )


def _labelled(rows: tuple[ChangeRow, ...]) -> tuple[ChangeRow, ...]:
    """Return rows named as briefly as the place of their mark allows: it says most of it."""
    if len({row.where for row in rows}) > 1:
        return rows
    named = [row.what or row.where for row in rows]
    records = {name.rpartition(", ")[0] for name in named}
    if len(rows) > 1 and len(records) == 1:  # several values of one record
        named = [name.rpartition(", ")[2] for name in named]
    return tuple(replace(row, label=name) for row, name in zip(rows, named, strict=True))


def here(writer: Writer, rows: tuple[Row, ...], record: Record | None) -> tuple[ChangeRow, ...]:
    """Return the changes of a part of a record's page that no mark in it tells."""
    title = record.name if isinstance(record, Persona | Journey | Stage) else ""
    return tuple(replace(change_row(writer, row, title=title), url="") for row in rows)


def change_row(writer: Writer, row: Row, *, title: str = "") -> ChangeRow:
    """Return a change in the reader's words, for a page of that title."""
    change = row.change
    word = writer.language.word
    of = change.change_class
    place = row.place
    if place and row.is_former:
        place = word("{place}, before").format(place=place)
    return ChangeRow(
        sign=_SIGNS[of],
        badge=Badge(word=word(CLASSES[of]), value=of.value),
        where=row.where,
        label=", ".join(filter(None, (row.where if row.where != title else "", row.what)))
        or row.where,
        url=_url(writer, row),
        what=row.what,
        before=row.before,
        after=word("removed") if row.said else row.after,
        notes=(row.note,) if row.note else (),
        reach=row.reach,
        reached=(),
        only=None,
        place=place,
        address="/".join(change.side.path),
        said=row.said,
    )


def reaching_row(writer: Writer, row: Row) -> ChangeRow:
    """Return a change with the ways to all that it reaches."""
    kinds = reached(writer, row) if row.reach else ()
    links = [link for kind in kinds for link in kind.links]
    only = links[0] if len(links) == 1 else None
    return replace(change_row(writer, row), reached=kinds, only=only)


def _compared(writer: Writer, preview: Preview) -> str:
    word = writer.language.word
    if not preview.commit:
        return word("compared with {base}").format(base=preview.base)
    if preview.commit.startswith(preview.base) or preview.base.startswith(preview.commit):
        return word("compared with {base}").format(base=preview.commit)
    text = word("compared with {base} at {commit}")
    return text.format(base=preview.base, commit=preview.commit)


def _unread(writer: Writer, is_former: bool, file: str, faults: int) -> str:
    """Say that a file was not read whole."""
    word = writer.language.word
    said = word("{place}, before").format(place=file) if is_former else file
    count = writer.language.words("{count} fault", "{count} faults", faults)
    return word("{kind}: {name}").format(kind=said, name=count)


def _url(writer: Writer, row: Row) -> str:
    """Return the way to what changed: the page that shows it and, where known, the place there."""
    change = row.change
    subject = change.subject
    if subject.kind == "handbook":
        return writer.url(HOME)
    record = writer.handbook.named.get((subject.kind, subject.id))
    if record is None or (change.after is None and not row.what):
        return ""
    if not isinstance(record, Persona | Journey | Stage):
        return url_of(writer, record)
    return writer.url(record) + _place_on(record, row)


def _place_on(record: Record, row: Row) -> str:
    if row.anchor:
        return f"#{quote(row.anchor, safe=':')}"
    shown_in = _STAGE_SECTIONS.get(_field(row), "")
    if isinstance(record, Stage) and row.change.after and shown_in:
        return f"#{section_id(shown_in)}"
    return ""


def _field(row: Row) -> str:
    """Return the field of the page's record that a change is in."""
    return row.change.field.partition("[")[0].partition(".")[0]
