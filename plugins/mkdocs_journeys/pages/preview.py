"""A change under review, as the pages tell it: what `review` found out, in plain values.

Its words are in the language of the pages, all else is authors' texts and names of revisions: plain
text, escaped where it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from ..insight.changes import Change, ChangeClass, RecordAdded, RecordRemoved, RecordRenamed
from ..model import Handbook, Journey, Persona, Stage
from .languages import Language
from .words import mark

Extent: TypeAlias = Literal["changed", "reached"]
"""Whether a page's own record changed, or only something made elsewhere that it shows."""

CLASSES = {
    ChangeClass.BREAKING: mark("breaking"),
    ChangeClass.NOTABLE: mark("notable"),
    ChangeClass.EDITORIAL: mark("editorial"),
}


def counted(of: ChangeClass, count: int, language: Language) -> str:
    """Return so many changes of a class in words."""
    match of:
        case ChangeClass.BREAKING:
            return language.words("{count} breaking", "{count} breaking", count)
        case ChangeClass.NOTABLE:
            return language.words("{count} notable", "{count} notable", count)
        case ChangeClass.EDITORIAL:
            return language.words("{count} editorial", "{count} editorial", count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a record that is gone said: a text, facts by their names, or a list."""

    text: str = ""
    facts: tuple[tuple[str, Said], ...] = ()
    items: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A change in words.

    `before` and `after` are what was said and is said, `note` what follows from it. `place` are
    file and line, of the former revision where `is_former`. `anchor` is the place on the page of
    the change's subject, "" for none. `reach` says whom else it touches, "" for nobody,
    `said` what a record said that is gone.
    """

    change: Change
    where: str
    what: str
    before: str
    after: str
    anchor: str
    place: str
    is_former: bool
    note: str
    reach: str
    said: Said | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveChange:
    """A journey before and now, whose curve has another course; `moved` are its points in words."""

    before: Journey
    after: Journey
    moved: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPart:
    """The changes of a journey, of a persona, or of a kind of record."""

    name: str
    heading: str
    curve: CurveChange | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)  # not slotted: cached_property needs a __dict__
class Preview:
    """What the pages say of a change.

    `base` is the revision that was asked for, `commit` the short name of the commit that was read,
    "" where files were; `former` is the handbook as it was. `pages` are those that something
    changed on, as kind and id. `unread` are files that were not read whole, each with whether it
    is a former one and how many faults it has; `withheld` counts what may have changed only for
    that.
    """

    base: str
    commit: str
    is_merge_base: bool
    parts: tuple[ChangedPart, ...]
    pages: frozenset[tuple[str, str]]
    unread: tuple[tuple[bool, str, int], ...]
    withheld: int
    existed: bool
    former: Handbook

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All changes, part by part."""
        return tuple(row for part in self.parts for row in part.rows)

    @cached_property
    def renamed_stages(self) -> dict[str, str]:
        """The ids that renamed stages have now, by the former ones."""
        return {
            row.change.before.value: row.change.after.value
            for row in self.rows
            if isinstance(row.change, RecordRenamed)
            and row.change.record == "stage"
            and row.change.before
            and row.change.after
        }

    def is_new(self, record: Persona | Journey | Stage) -> bool:
        """Whether the page of a record came with the change: with the record, or with its map."""
        match record:
            case Persona():
                return ("persona", record.id) in self._added
            case Journey():
                return ("journey", record.id) in self._added
            case Stage():
                return ("stage", record.address) in self._added or self.is_new(record.journey)

    @cached_property
    def _added(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (row.change.subject.kind, row.change.subject.id)
            for row in self.rows
            if isinstance(row.change, RecordAdded) and row.change.record == row.change.subject.kind
        )

    def gone(self, kind: str) -> tuple[Row, ...]:
        """Return the records of a kind that had a page of their own, and have gone."""
        return tuple(
            row
            for row in self.rows
            if isinstance(row.change, RecordRemoved) and row.change.record == kind
        )

    def on_page(self, record: Persona | Journey | Stage) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        """Return the changes of a page's own record, then those made elsewhere that reach it."""
        match record:
            case Persona():
                return self.on("persona", record.id)
            case Journey():
                return self.on("journey", record.id)
            case Stage():
                own, others = self.on("stage", record.address)
                # That its map came is no change made elsewhere.
                came = ("journey", record.journey.id)
                return own, tuple(row for row in others if not _is_coming(row.change, came))

    def on(self, kind: str, id_: str) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        """Return the changes of a page's own record, then those made elsewhere that reach it."""
        found = self._on.get((kind, id_), ([], []))
        return tuple(found[0]), tuple(found[1])

    @cached_property
    def _on(self) -> dict[tuple[str, str], tuple[list[Row], list[Row]]]:
        found: dict[tuple[str, str], tuple[list[Row], list[Row]]] = {}
        for row in self.rows:
            own = set(_own(row.change))
            for page in dict.fromkeys((*own, *_reached(row.change))):
                found.setdefault(page, ([], []))[page not in own].append(row)
        return found


def _is_coming(change: Change, of: tuple[str, str]) -> bool:
    subject = change.subject
    return (
        isinstance(change, RecordAdded)
        and change.record == subject.kind
        and (subject.kind, subject.id) == of
    )


def _own(change: Change) -> Iterator[tuple[str, str]]:
    yield change.subject.kind, change.subject.id
    if change.side.journey:  # a map shows what its stages say
        yield "journey", change.side.journey.id


def _reached(change: Change) -> Iterator[tuple[str, str]]:
    reach = change.reach
    yield from (("persona", name) for name in reach.personas)
    yield from (("journey", name) for name in reach.journeys)
    yield from (("stage", name) for name in reach.stages)
