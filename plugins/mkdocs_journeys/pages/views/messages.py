"""What we say to whom, at which stage, and where we are silent."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from ...insight.folding import Folded, authored
from ...model import Content, Gap, Handbook, Journey, Message, Stage
from .. import words
from ..viewing import a_view
from ..writer import Link, Writer
from .divided import CountView, count
from .parts import Badge, FactView, badge, facts, link
from .places import PlaceView, choices, place, stage_order


@a_view
class CellView:
    """One letter at one stage: how many messages there are, as a text.

    `state` is said, silent where there is an objective and no message for it, or none; `mark` names
    the word for what changed.
    """

    letter: Badge | None
    state: str
    text: str
    count: int
    unproved: str | None
    mark: str | None


@a_view
class RowView:
    """A stage of somebody's map; `is_first` begins a map."""

    personas: tuple[Link, ...]
    choices: str
    map: Link
    stage: Link
    order: int
    is_first: bool
    cells: tuple[CellView, ...]


@a_view
class MatrixView:
    """Stages by letters; a letter None is the column of messages that serve none."""

    letters: tuple[Badge | None, ...]
    rows: tuple[RowView, ...]


@a_view
class CountsView:
    """How much is said, and what is missing."""

    messages: str
    silent: str | None
    unproved: str | None


def has_messages(handbook: Handbook) -> bool:
    """Whether there is anything to show."""
    return any(stage.messages for journey in handbook.journeys for stage in journey.stages)


def written_messages(handbook: Handbook) -> tuple[Folded[Message], ...]:
    """Return every message of the handbook, each once."""
    return authored(handbook, lambda stage: stage.messages)


def counts(
    writer: Writer, written: tuple[Folded[Message], ...], journeys: tuple[Journey, ...]
) -> CountsView:
    """Return how much is said, each message and each objective counted once."""
    language = writer.language
    unproved = count_unproved(written)
    silent = count_silent(journeys)
    return CountsView(
        messages=language.words("{count} message", "{count} messages", len(written)),
        silent=language.words(
            "{count} objective with nothing said", "{count} objectives with nothing said", silent
        )
        if silent
        else None,
        unproved=language.words(
            "{count} message without proof", "{count} messages without proof", unproved
        )
        if unproved
        else None,
    )


def counts_of_page(
    writer: Writer, written: tuple[Folded[Message], ...], journeys: tuple[Journey, ...]
) -> tuple[CountView, ...]:
    """Return how many messages of a page serve which letter, and what is missing there."""
    word = writer.language.word
    found = Counter[str | None](of.record.aida for of in written)
    letters = (
        count(writer, word(said), found[letter]) for letter, said in words.OBJECTIVES.items()
    )
    return (
        count(writer, word("Messages"), len(written)),
        *letters,
        count(writer, word("Nothing said"), count_silent(journeys), "alert"),
        count(writer, word("Without proof"), count_unproved(written), "behind"),
    )


def count_unproved(written: tuple[Folded[Message], ...]) -> int:
    """Return how many messages nothing proves."""
    return sum(not isinstance(of.record.content, Content) for of in written)


def count_silent(journeys: tuple[Journey, ...]) -> int:
    """Return how many objectives of journeys have no message."""
    return sum(
        _state(stage, letter) == "silent"
        for journey in journeys
        for stage in journey.stages
        for letter in words.OBJECTIVES
    )


def mapped(handbook: Handbook) -> tuple[Journey, ...]:
    """Return the journeys that somebody takes, by persona, then those that nobody is named for.

    A base map without a persona is left out: its variations say for whom it holds.
    """
    found = [journey for persona in handbook.personas for journey in persona.journeys]
    found += [
        journey for journey in handbook.journeys if not journey.personas and not journey.variations
    ]
    return tuple(dict.fromkeys(found))


def _state(stage: Stage, letter: str | None) -> str:
    if any(message.aida == letter for message in stage.messages):
        return "said"
    return "silent" if letter in stage.objectives else "none"


def matrix(writer: Writer, journeys: tuple[Journey, ...]) -> MatrixView:
    """Return where we speak and where we are silent, a row for each stage of each map."""
    letters: list[str | None] = list(words.OBJECTIVES)
    stages = [stage for journey in journeys for stage in journey.stages]
    if any(message.aida is None for stage in stages for message in stage.messages):
        letters.append(None)
    badges = {letter: _letter(writer, letter) for letter in letters}
    return MatrixView(
        letters=tuple(badges.values()),
        rows=tuple(row for journey in journeys for row in _rows(writer, journey, badges)),
    )


def _letter(writer: Writer, letter: str | None) -> Badge | None:
    return badge(writer, words.OBJECTIVES, letter) if letter else None


def _rows(
    writer: Writer, journey: Journey, letters: dict[str | None, Badge | None]
) -> Iterator[RowView]:
    personas = writer.links(journey.personas)
    names = choices(persona.name for persona in journey.personas)
    map_ = writer.link(journey)
    for stage in journey.stages:
        yield RowView(
            personas=personas,
            choices=names,
            map=map_,
            stage=writer.link(stage),
            order=stage_order(writer, stage),
            is_first=stage.number == 1,
            cells=tuple(_cell(writer, stage, *letter) for letter in letters.items()),
        )


def _cell(writer: Writer, stage: Stage, letter: str | None, shown: Badge | None) -> CellView:
    found = [message for message in stage.messages if message.aida == letter]
    if not found:
        state = _state(stage, letter)
        text = writer.language.word("Nothing said") if state == "silent" else ""
        mark = _changed(writer, stage, letter, state)
        return CellView(letter=shown, state=state, text=text, count=0, unproved=None, mark=mark)
    unproved = sum(not isinstance(message.content, Content) for message in found)
    return CellView(
        letter=shown,
        state="said",
        text=writer.language.number(len(found)),
        count=len(found),
        unproved=writer.language.words("{count} without proof", "{count} without proof", unproved)
        if unproved
        else None,
        mark=_changed(writer, stage, letter, "said"),
    )


def _changed(writer: Writer, stage: Stage, letter: str | None, state: str) -> str | None:
    """Return the name of the word for what changed in a cell."""
    if writer.marks is None:
        return None
    from . import briefs  # few builds show a change: others need not load it

    marks = writer.marks.marks
    return writer.marks.name(briefs.message_cell(writer, marks, stage, letter, state))


@a_view
class MissingView:
    """Content that a message waits for; `late` says that its day is past."""

    text: Markup | None
    owner: Link | None
    due: str | None
    late: bool


@a_view
class SaidView:
    """A message, for whom and when it is, and what proves it. `order` sorts by letter."""

    text: Markup | None
    letter: Badge | None
    order: int
    place: PlaceView
    touchpoint: Link | None
    proof: Link | None
    format: str | None
    missing: MissingView | None
    choice: str
    facts: tuple[FactView, ...]
    mark: str | None


def said(
    writer: Writer, written: tuple[Folded[Message], ...], *, today: dt.date
) -> tuple[SaidView, ...]:
    """Return every message once, in the order of journeys and stages."""
    return tuple(_said(writer, of, today) for of in written)


def _said(writer: Writer, of: Folded[Message], today: dt.date) -> SaidView:
    record, stage = of.record, of.stages[0]
    proof = record.content
    letters = list(words.OBJECTIVES)
    if isinstance(proof, Content):
        choice = writer.language.word("With proof")
    elif proof:
        choice = writer.language.word("Proof to be made")
    else:
        choice = writer.language.word("Without proof")
    return SaidView(
        text=writer.inline(record.text),
        letter=_letter(writer, record.aida),
        order=letters.index(record.aida) if record.aida else len(letters),
        place=place(writer, of.stages),
        touchpoint=writer.link(record.touchpoint, near=stage) if record.touchpoint else None,
        proof=writer.proof(proof, near=stage) if isinstance(proof, Content) else None,
        format=proof.format if isinstance(proof, Content) else None,
        missing=missing(writer, proof, today=today) if isinstance(proof, Gap) else None,
        choice=choice,
        facts=facts(record.extra),
        mark=writer.mark_all(*((message,) for message in of.records)),
    )


def missing(writer: Writer, gap: Gap, *, today: dt.date) -> MissingView:
    """Return a view of content that is missing."""
    return MissingView(
        text=writer.inline(gap.gap),
        owner=link(writer, gap.owner),
        due=writer.language.date(gap.due) if gap.due else None,
        late=gap.due is not None and gap.due < today,
    )
