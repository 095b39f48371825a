"""Overviews with more rows than a page should have: a page for each persona instead of one table.

What belongs together on such a page follows from the handbook as a whole. It is found once for
all pages, and each of them notes as read what of it concerns it: of which stages it has rows, and
which. What these say is read from the stages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from ..insight.actions import Actions
from ..insight.actions import actions as actions_of
from ..insight.encounters import Encounter, encounters
from ..model import Handbook, Journey, Persona, Record, Stage
from ..model.reads import Derived, note, unwatched
from . import views
from .lasting import lasting

MOST_ROWS = 500
"""Rows that the tables of one page have together: with more, it is divided.

So many of KPIs are nearly a megabyte. A phone that is six times slower than here lays them out in
some fifteen seconds, 250 in ten, 1,000 in thirty; nobody reads on that far.
"""

MOST_IN_PART = 320
"""Rows on a page of one persona: where pages are several, they may as well be quicker.

So many KPIs have 16,000 words. The search of other engines takes no more in one section, and
refuses to index a site that has it.
"""

LINES_OF_ROW = 3
"""Where a row is a list, of all that meet us at a touchpoint, so many of its lines are a row."""

PARTS, ROWS = "parts-of", "rows-of"
"""What is noted as read: which pages an overview is divided into, and what stands on one of them.
The word is the name of the overview, and for rows the address of the page."""

NOBODY = "no_persona"
"""Stands in an address for what is on nobody's map: no id of a persona looks like this."""


class Row(Protocol):
    """Something that a table has a row for, and where in the handbook it stands."""

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages it belongs to, one at least."""


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part(Generic[R]):
    """The rows of a persona's journeys, None for those of nobody: all, or those of some of them.

    It is the `number`th of so many (`of`).
    """

    persona: Persona | None
    journeys: tuple[Journey, ...]
    rows: tuple[R, ...]
    number: int = 1
    of: int = 1

    @property
    def place(self) -> str:
        """Return the end of the page's address."""
        name = self.persona.id if self.persona else NOBODY
        return name if self.number == 1 else f"{name}/{self.number}"


def _none(journey: Journey) -> int:
    return 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Kind:
    """An overview that may be divided.

    `stage_rows` counts at most as many rows as a stage can give, `rows` are those that are divided,
    `others` are those that a journey brings beside them, and so many `lines` count as one row.
    `fields` are those of stages that say what stands in the rows.
    """

    stage_rows: Callable[[Stage], int]
    rows: Callable[[Handbook], Sequence[Any]]
    fields: tuple[str, ...]
    others: Callable[[Journey], int] = _none
    lines: int = 1


def is_told_of(journey: Journey) -> bool:
    """Whether somebody takes a journey: for a base map of nobody, its variations say who does."""
    return bool(journey.personas) or not journey.variations


def told_of(part: Part[Any]) -> tuple[Journey, ...]:
    """Return the journeys of a part that somebody takes."""
    return tuple(filter(is_told_of, part.journeys))


@lasting
def all_actions(handbook: Handbook) -> Actions:
    """Return what hurts and what is done about it, in one order for all pages."""
    with unwatched():
        return actions_of(handbook)


def _rows_of_actions(handbook: Handbook) -> Sequence[Any]:
    found = all_actions(handbook)
    return (*(pain.point for pain in found.pains), *found.opportunities, *found.experiments)


def _meetings(handbook: Handbook) -> Sequence[Encounter]:
    return [each for found in encounters(handbook).values() for each in found]


_KINDS = {
    "messages": _Kind(
        stage_rows=lambda stage: len(stage.messages),
        rows=lambda handbook: views.messages.written_messages(handbook),  # loaded when asked for
        fields=("messages",),
        # The matrix has a row for each stage.
        others=lambda journey: len(journey.stages) if is_told_of(journey) else 0,
    ),
    "content-plan": _Kind(
        stage_rows=lambda stage: len(stage.messages),
        rows=lambda handbook: views.messages.written_messages(handbook),
        fields=("messages",),
    ),
    "kpis": _Kind(
        stage_rows=lambda stage: len(stage.kpis),
        rows=lambda handbook: views.scoreboard.kpi_uses(handbook),
        fields=("kpis",),
    ),
    "actions": _Kind(
        stage_rows=lambda stage: (
            len(stage.pain_points) + len(stage.opportunities) + len(stage.experiments)
        ),
        rows=_rows_of_actions,
        fields=("pain_points", "opportunities", "experiments"),
    ),
    "touchpoints": _Kind(
        stage_rows=lambda stage: len(stage.touchpoints) + len(stage.steps) + len(stage.messages),
        rows=_meetings,
        fields=("touchpoints", "steps", "messages"),
        lines=LINES_OF_ROW,
    ),
}


def parts_of(name: str, handbook: Handbook) -> tuple[Part[Any], ...]:
    """Return the parts into which an overview is divided; none where it is one page.

    That there are these is noted as read, and nothing of what they say.
    """
    note(handbook, PARTS, name)
    return _parts(handbook, name)


@lasting
def _parts(handbook: Handbook, name: str) -> tuple[Part[Any], ...]:
    kind = _KINDS[name]
    with unwatched():
        others = sum(map(kind.others, handbook.journeys))
        rows = sum(kind.stage_rows(stage) for of in handbook.journeys for stage in of.stages)
        most = MOST_ROWS * kind.lines
        if rows + others <= most:  # what is inherited counts once: there are still fewer
            return ()
        most_in_part = MOST_IN_PART * kind.lines
        found = kind.rows(handbook)
        return divided(handbook, found, others=kind.others, most=most, most_in_part=most_in_part)


def divided(
    handbook: Handbook,
    rows: Sequence[R],
    *,
    others: Callable[[Journey], int] = _none,
    most: int = MOST_ROWS,
    most_in_part: int = MOST_IN_PART,
) -> tuple[Part[R], ...]:
    """Return rows by persona; none where there are at most so many (`most`).

    A row of several personas is in a part of each, what is on nobody's map comes last. A persona
    with more rows than a part may have (`most_in_part`) has several, each of whole journeys: with
    one that has too many alone, a part is larger. `others` counts the rows that a journey brings
    beside these.
    """
    if len(rows) + sum(map(others, handbook.journeys)) <= most:
        return ()
    order = {row: number for number, row in enumerate(rows)}
    found: dict[Persona | None, dict[Journey, list[R]]] = {
        persona: {} for persona in (*handbook.personas, None)
    }
    for journey in handbook.journeys:
        if others(journey):
            for persona in journey.personas or (None,):
                found[persona].setdefault(journey, [])
    for row in rows:
        first: dict[Persona | None, Journey] = {}
        for stage in row.stages:
            for persona in stage.journey.personas or (None,):
                first.setdefault(persona, stage.journey)
        if len(first) > 1:
            first.pop(None, None)
        for persona, journey in first.items():
            found[persona].setdefault(journey, []).append(row)
    places = {journey: number for number, journey in enumerate(handbook.journeys)}
    made: list[Part[R]] = []
    for persona, of in found.items():
        journeys = sorted(of, key=places.__getitem__)
        slices = _slices([len(of[journey]) + others(journey) for journey in journeys], most_in_part)
        for number, (start, end) in enumerate(slices, start=1):
            of_part = {row: None for journey in journeys[start:end] for row in of[journey]}
            made.append(
                Part(
                    persona=persona,
                    journeys=tuple(journeys[start:end]),
                    rows=tuple(sorted(of_part, key=order.__getitem__)),
                    number=number,
                    of=len(slices),
                )
            )
    return tuple(made)


def _slices(sizes: list[int], most: int) -> list[tuple[int, int]]:
    """Return where to cut a list so that the sizes of each piece come to at most so much.

    What is larger alone is a piece of its own. Of the others the pieces are as few as can be, or
    one more, and about as large as one another where so few can.
    """
    slices: list[tuple[int, int]] = []
    start = 0
    for is_larger, run in groupby(sizes, key=lambda size: size > most):
        of_run = list(run)
        if is_larger:
            found = [(at, at + 1) for at in range(len(of_run))]
        else:
            full = _full_slices(of_run, most)
            even = (_even_slices(of_run, len(full) + more) for more in range(2))
            found = next((each for each in even if _are_small(of_run, each, most)), full)
        slices += [(start + begin, start + end) for begin, end in found]
        start += len(of_run)
    return slices


def _full_slices(sizes: list[int], most: int) -> list[tuple[int, int]]:
    """Return where to cut a list into as few pieces as can be."""
    slices: list[tuple[int, int]] = []
    start, sum_ = 0, 0
    for at, size in enumerate(sizes):
        if sum_ + size > most:
            slices.append((start, at))
            start, sum_ = at, 0
        sum_ += size
    return [*slices, (start, len(sizes))]


def _are_small(sizes: list[int], slices: list[tuple[int, int]], most: int) -> bool:
    return all(sum(sizes[start:end]) <= most for start, end in slices)


def _even_slices(sizes: list[int], count: int) -> list[tuple[int, int]]:
    """Return where to cut a list into so many pieces, about as large as one another."""
    total = sum(sizes)
    slices: list[tuple[int, int]] = []
    start, sum_ = 0, 0
    for end, size in enumerate(sizes, start=1):
        sum_ += size
        if sum_ * count >= total * (len(slices) + 1) or end == len(sizes):
            slices.append((start, end))
            start = end
    return slices


def read(name: str, handbook: Handbook, part: Part[Any] | None = None) -> None:
    """Note as read what stands in the rows of a part, None for those of all."""
    note(handbook, ROWS, f"{name} {part.place}" if part else name)
    journeys = part.journeys if part else handbook.journeys
    stages = dict.fromkeys(stage for journey in journeys for stage in journey.stages)
    if part:
        stages |= dict.fromkeys(stage for row in part.rows for stage in row.stages)
    for stage in stages:
        for field in _KINDS[name].fields:
            getattr(stage, field)


def actions_in(handbook: Handbook, part: Part[Any]) -> Actions:
    """Return what hurts and what is done about it on the journeys of a part."""
    found, rows = all_actions(handbook), set(part.rows)
    return Actions(
        pains=tuple(pain for pain in found.pains if pain.point in rows),
        opportunities=tuple(of for of in found.opportunities if of in rows),
        experiments=tuple(of for of in found.experiments if of in rows),
        answered=found.answered,
    )


def derived() -> Derived:
    """Return how what is noted as read here is found."""
    return {PARTS: _told_parts, ROWS: _told_rows}


def _told_parts(handbook: Handbook, name: str) -> object:
    return tuple(part.place for part in _parts(handbook, name))


def _told_rows(handbook: Handbook, word: str) -> object:
    """Return which rows a part has, and the parts beside it, by their names."""
    name, _, place = word.partition(" ")
    fields = _KINDS[name].fields
    if not place:
        return tuple(_told_of_part(part, fields) for part in _parts(handbook, name))
    places = _places(handbook, name)
    if place not in places:
        return ()
    before, part, after = places[place]
    return _told_of_part(part, fields), before and before.place, after and after.place


Near: TypeAlias = tuple[Part[Any] | None, Part[Any], Part[Any] | None]


@lasting
def _places(handbook: Handbook, name: str) -> dict[str, Near]:
    """Return the parts of an overview by their places, each between those beside it."""
    found = _parts(handbook, name)
    beside = zip((None, *found), found, (*found[1:], None), strict=False)
    return {near[1].place: near for near in beside}


def _told_of_part(part: Part[Any], fields: tuple[str, ...]) -> object:
    journeys = tuple(journey.id for journey in part.journeys)
    return part.place, journeys, tuple(_told_row(row, fields) for row in part.rows)


def _told_row(row: Any, fields: tuple[str, ...]) -> object:
    if isinstance(row, Encounter):
        return row.touchpoint.id, tuple(stage.address for stage in row.stages)
    pairs = zip(row.records, row.stages, strict=True)
    return tuple(_told_record(record, stage, fields) for record, stage in pairs)


def _told_record(record: Record, stage: Stage, fields: tuple[str, ...]) -> object:
    for field in fields:
        records = getattr(stage, field)
        if record in records:
            return stage.address, field, records.index(record)
    return stage.address
