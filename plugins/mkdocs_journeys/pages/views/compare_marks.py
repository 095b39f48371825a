"""What a change under review did to a page that compares: in its cells, and in what differs.

A base map's change is marked in the column of the base map alone, where that is in the table: the
others inherit it. Nothing here is asked for where no change is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from ...insight.changes import Reordered
from ...insight.changes.fields import EXTRA
from ...insight.comparing import Comparison, Difference, Kind, StageDifferences, compare
from ...model import Journey, Stage
from ..addresses import CHANGES
from ..marks import Brief, Mark, Marks, Place
from ..viewing import a_view
from ..writer import Writer
from .called import names

Owner: TypeAlias = Stage | Journey

_Key: TypeAlias = tuple[str, ...]
"""What a difference is told by: its stage, its field and its item, as they are called now."""


@a_view
class Differing:
    """What differs now and did not before, and how much differed and is the same now."""

    came: frozenset[_Key]
    gone: int


def differing(writer: Writer, journeys: tuple[Journey, ...], found: Comparison) -> Differing | None:
    """Return how the differences are others than before.

    None without a change, and where one of the journeys is new: its column is, then.
    """
    if writer.marks is None:
        return None
    marks = writer.marks.marks
    former = [was for journey in journeys if (was := marks.former(journey))]
    if len(former) < len(journeys):
        return None
    before = {_now(marks, former, key) for key in _keys(compare(former))}
    now = set(_keys(found))
    return Differing(came=frozenset(now - before), gone=len(before - now))


def cell(
    writer: Writer, difference: Difference, number: int, owner: Owner, *, beside_base: bool
) -> str | None:
    """Return the mark of a cell; `beside_base` says that its base map has a column, too."""
    if writer.marks is None:
        return None
    marks, record = writer.marks.marks, difference.records[number]
    found: Mark | None
    if difference.kind is Kind.ORDER:
        found = marks.of_list(owner, difference.field.key[0])
        found = marks.only(found, Reordered)
    elif record is None:
        found = marks.gone(owner, difference.field.key[0], difference.key)
    else:
        found = marks.within(_places(writer, difference, number))
    if beside_base:
        found = marks.written_in(_journey(owner), found)
    return writer.marks.name(found)


def _places(writer: Writer, difference: Difference, number: int) -> Iterator[Place]:
    """Yield where what a cell shows may have changed."""
    record, field = difference.records[number], difference.field
    assert record is not None  # noqa: S101 - only these are there
    if difference.kind is Kind.ITEM:
        yield (record,)
        yield from names(writer, record)
    elif field is EXTRA:  # an author's own stand beside the fields
        yield from ((record, part.key) for part in difference.parts)
    else:
        yield (record, *field.key)


def head_cell(
    writer: Writer, found: StageDifferences, number: int, owner: Journey, *, beside_base: bool
) -> str | None:
    """Return the mark of a stage in the column of a journey: that it came or went, and its name."""
    if writer.marks is None:
        return None
    marks, stage = writer.marks.marks, found.stages[number]
    mark: Mark | None
    if stage:
        mark = marks.within([(stage, "id"), (stage, "name")])
    else:
        name = next(one.id for one in found.stages if one)
        mark = marks.gone(owner, "stages", name)
    if beside_base:
        mark = marks.written_in(owner, mark)
    return writer.marks.name(mark)


def journey(writer: Writer, of: Journey) -> str | None:
    """Return the mark of a journey that is compared: what it is called, whose and when it is."""
    return writer.mark_all(*((of, key) for key in ("id", "title", "personas", "state")))


def row(
    writer: Writer, stage: str, difference: Difference, differs: Differing | None
) -> str | None:
    """Return the word of a row that is there since the change; `stage` is its stage's id."""
    if differs is None or writer.marks is None or _key(stage, difference) not in differs.came:
        return None
    return writer.marks.name(Brief(kind="new", text=writer.language.word("new difference")))


def counts(writer: Writer, differs: Differing | None) -> tuple[str, ...]:
    """Return the words for how much differs since the change, and how much does no more."""
    if differs is None or writer.marks is None:
        return ()
    language, url, said = writer.language, writer.url(CHANGES), []
    if came := len(differs.came):
        text = language.words("{count} new difference", "{count} new differences", came)
        said.append(Brief(kind="new", text=text))
    if differs.gone:
        text = language.words(
            "{count} former difference is gone", "{count} former differences are gone", differs.gone
        )
        said.append(Brief(kind="removed", text=text, url=url))
    return tuple(name for one in said if (name := writer.marks.name(one)))


def _keys(found: Comparison) -> Iterator[_Key]:
    yield from (_key("", one) for one in found.general)
    for of in found.stages:
        stage = next(stage.id for stage in of.stages if stage)
        if not of.in_all:
            yield (stage,)
        yield from (_key(stage, one) for one in of.differences)


def _key(stage: str, difference: Difference) -> _Key:
    return stage, difference.kind.name, difference.key, *difference.field.key


def _now(marks: Marks, journeys: list[Journey], key: _Key) -> _Key:
    """Return what a former difference is told by now: its stage or its item may be renamed."""
    stage, *rest = key
    now = _called(stage, (marks.key_now((*_way(one), stage)) for one in journeys))
    if not rest:
        return (now,)
    kind, item, *field = rest
    ways = ((*_way(one), stage, *field, item) for one in journeys) if item and stage else ()
    return now, kind, _called(item, map(marks.key_now, ways)), *field


def _way(of: Journey) -> tuple[str, ...]:
    return ("journeys", of.id, "stages")


def _called(name: str, now: Iterator[str] | map[str]) -> str:
    """Return the name that something has now in one of several journeys, else the one it had."""
    return next((one for one in now if one != name), name)


def _journey(owner: Owner) -> Journey:
    return owner.journey if isinstance(owner, Stage) else owner
