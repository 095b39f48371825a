"""The home page: who the personas are, how they feel, what is under way, and where to start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from markupsafe import Markup

from ...insight.moods import Grid, Row, felt, grid
from ...insight.under_way import Due, under_way
from ...model import Experiment, Gap, Opportunity, Persona, Record, Stage
from ..addresses import JOURNEYS, PERSONAS
from ..phases import phase_name
from ..viewing import a_view
from ..writer import Link, Writer
from .parts import MoodView, mood
from .persona import PersonaSummary, summary

T = TypeVar("T")

MOST_CARDS = 8
"""Personas with a card on the home page: three to five carry most of the value."""
MOST_IN_CELL = 2
"""Stages of a cell that are seen at once; the others are opened."""
MOST_LISTED = 4
"""Records of a list of what is under way."""


@a_view
class HomeView:
    """What the handbook is, in a few sentences, and the ways into it.

    `start` leads to the first hour of a newcomer, where there is one.
    """

    summary: Markup | None
    start: Link | None
    counts: tuple[Link, ...]


def head(writer: Writer, start: Link | None) -> HomeView:
    """Return what the handbook is."""
    handbook, words = writer.handbook, writer.language.words
    found = (
        (PERSONAS, words("{count} persona", "{count} personas", len(handbook.personas))),
        (JOURNEYS, words("{count} journey", "{count} journeys", len(handbook.journeys))),
    )
    present = {PERSONAS: handbook.personas, JOURNEYS: handbook.journeys}
    return HomeView(
        summary=writer.block(handbook.summary),
        start=start,
        counts=tuple(
            Link(text=text, url=writer.url(name)) for name, text in found if present[name]
        ),
    )


@a_view
class PeopleView:
    """The personas to know first, and the way to the others."""

    cards: tuple[PersonaSummary, ...]
    others: Link | None


def people(writer: Writer) -> PeopleView | None:
    """Return the personas, strategic ones first; None where there are none."""
    found = sorted(writer.handbook.personas, key=lambda persona: persona.priority != "strategic")
    if not found:
        return None
    others = len(found) - MOST_CARDS
    text = writer.language.words("and {count} more persona", "and {count} more personas", others)
    return PeopleView(
        cards=tuple(summary(writer, persona) for persona in found[:MOST_CARDS]),
        others=Link(text=text, url=writer.url(PERSONAS)) if others > 0 else None,
    )


@a_view
class FeltView:
    """A stage in the grid; `hardest` is that of the whole handbook."""

    link: Link
    mood: MoodView | None
    hardest: bool
    mark: str | None


@a_view
class CellView:
    """The stages of a persona in a phase: those seen at once, and those to be opened."""

    phase: str
    stages: tuple[FeltView, ...]
    others: tuple[FeltView, ...]
    others_word: str


@a_view
class RowView:
    """A persona with a cell for each phase; `journeys` are the maps that the row reads."""

    persona: Link
    journeys: tuple[Link, ...]
    cells: tuple[CellView, ...]


@a_view
class GridView:
    """Personas against phases, and the hardest stage of all in a sentence's parts."""

    phases: tuple[str, ...]
    rows: tuple[RowView, ...]
    hardest: FeltView | None
    hardest_for: tuple[Link, ...]


def moods(writer: Writer) -> GridView | None:
    """Return the grid of moods; None where nothing is known of how anybody feels."""
    found = grid(writer.handbook)
    if found.hardest is None:
        return None
    phases = tuple(
        phase_name(writer, phase) if phase else writer.language.word("No phase")
        for phase in found.phases
    )
    return GridView(
        phases=phases,
        rows=tuple(_row(writer, row, phases, found) for row in found.rows if row.journeys),
        hardest=_felt(writer, found.hardest, found),
        hardest_for=writer.links(found.hardest.journey.personas),
    )


def _row(writer: Writer, row: Row, phases: tuple[str, ...], of: Grid) -> RowView:
    return RowView(
        persona=writer.link(row.persona),
        journeys=writer.links(row.journeys),
        cells=tuple(
            _cell(writer, phase, stages, of)
            for phase, stages in zip(phases, row.cells, strict=True)
        ),
    )


def _cell(writer: Writer, phase: str, stages: tuple[Stage, ...], of: Grid) -> CellView:
    # The worst are seen at once, in the order of the maps.
    worst = sorted(stages, key=_score)[:MOST_IN_CELL]
    others = tuple(stage for stage in stages if stage not in worst)
    return CellView(
        phase=phase,
        stages=tuple(_felt(writer, stage, of) for stage in stages if stage in worst),
        others=tuple(_felt(writer, stage, of) for stage in others),
        others_word=writer.language.words(
            "and {count} more stage", "and {count} more stages", len(others)
        ),
    )


def _score(stage: Stage) -> float:
    emotion = felt(stage)
    return emotion.score if emotion else 3  # above the axis: what is not known comes last


def _felt(writer: Writer, stage: Stage, of: Grid) -> FeltView:
    return FeltView(
        link=writer.link(stage),
        mood=mood(writer, felt(stage), cited=False),
        hardest=stage is of.hardest,
        mark=writer.mark_all((stage, "id"), *_felt_in(stage)),
    )


def _felt_in(stage: Stage) -> Iterator[tuple[Record, str]]:
    """Yield where the emotion that the grid shows may have changed."""
    yield stage, "emotion"
    if stage.emotion is None:
        yield from ((step, "emotion") for step in stage.steps)


@a_view
class DoingView:
    """Something under way, with its stage and whose map that is of."""

    text: Markup | None
    stage: Link
    personas: tuple[Link, ...]
    is_gap: bool = False
    kpi: Link | None = None
    owner: str | None = None
    due: str | None = None


@a_view
class DoingList:
    """A list of what is under way; `others` says how many are left out, `note` what is late."""

    word: str
    items: tuple[DoingView, ...]
    others: str
    note: str = ""


@a_view
class UnderWayView:
    """The lists that have anything in them, and where all of it is told."""

    lists: tuple[DoingList, ...]
    more: Link | None


def doing(writer: Writer, today: dt.date, more: Link | None) -> UnderWayView | None:
    """Return what is under way as of a day; None for nothing. `more` leads to where all is told."""
    found, language = under_way(writer.handbook, today), writer.language
    late = len(found.late)
    lists = (
        _list(
            writer,
            language.word("In progress"),
            found.in_progress,
            lambda found: _chance(writer, found.record, found.stage),
        ),
        _list(
            writer,
            language.word("Being tried"),
            found.running,
            lambda found: _trial(writer, found.record, found.stage),
        ),
        _list(
            writer,
            language.word("Next to begin"),
            [due for due in found.coming if due.waits],
            lambda due: _due(writer, due),
            note=language.words("{count} is late.", "{count} are late.", late) if late else "",
        ),
    )
    shown = tuple(each for each in lists if each.items or each.note)
    return UnderWayView(lists=shown, more=more) if shown else None


def _list(
    writer: Writer, word: str, found: Sequence[T], view: Callable[[T], DoingView], note: str = ""
) -> DoingList:
    """Return what is found under a word; only what is shown of it is looked at more closely."""
    others = len(found) - MOST_LISTED
    return DoingList(
        word=word,
        items=tuple(view(one) for one in found[:MOST_LISTED]),
        others=writer.language.word("and {count} more").format(count=writer.language.number(others))
        if others > 0
        else "",
        note=note,
    )


def _personas(writer: Writer, stage: Stage) -> tuple[Link, ...]:
    """Return whose map a stage is of; that of a base map, of all who have a variation of it."""
    journey = stage.journey
    of: Iterable[Persona] = journey.personas or (
        persona for variation in journey.variations for persona in variation.personas
    )
    return writer.links(tuple(dict.fromkeys(of)))


def _trial(writer: Writer, trial: Experiment, stage: Stage) -> DoingView:
    return DoingView(
        text=writer.inline(trial.hypothesis),
        stage=writer.link(stage),
        personas=_personas(writer, stage),
        kpi=writer.link(trial.kpi, near=stage) if trial.kpi else None,
    )


def _chance(writer: Writer, chance: Opportunity, stage: Stage) -> DoingView:
    return DoingView(
        text=writer.inline(chance.text),
        stage=writer.link(stage),
        personas=_personas(writer, stage),
        owner=chance.owner.name if chance.owner else None,
        due=writer.language.date(chance.due) if chance.due else None,
    )


def _due(writer: Writer, due: Due) -> DoingView:
    record = due.record
    return DoingView(
        text=writer.inline(record.text if isinstance(record, Opportunity) else record.gap),
        stage=writer.link(due.stage),
        personas=_personas(writer, due.stage),
        owner=record.owner.name if record.owner else None,
        due=writer.language.date(due.day),
        is_gap=isinstance(record, Gap),
    )


@a_view
class WayIn:
    """A page across the handbook, and which question it answers."""

    link: Link
    about: str
