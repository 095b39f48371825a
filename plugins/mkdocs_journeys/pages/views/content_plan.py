"""Which content carries what we say, what is still to be made, and what nobody uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from markupsafe import Markup

from ...insight.folding import Folded
from ...model import Content, Gap, Handbook, Message, Objection, Persona
from ..addresses import place_in_plan
from ..viewing import a_view
from ..writer import Link, Writer
from .divided import MOST_PRESSING, CountView, count
from .messages import MissingView, missing
from .parts import FactView, facts, link
from .places import PlaceView, place

_MOST_NAMED = 8
"""Personas that are named beside content that carries very much."""


@a_view
class CarriedView:
    """A message that content carries, or is missing for, and where it is said."""

    text: Markup | None
    place: PlaceView
    mark: str | None


@a_view
class BriefView:
    """How many messages there are, and for whom; those who are not named are `more`."""

    said: str
    people: tuple[Link, ...]
    more: str | None


@a_view
class AnswerView:
    """An objection that content helps to answer; the link leads to it."""

    text: str
    persona: Link
    url: str


@a_view
class AssetView:
    """A piece of content and all that it is used for. `date` sorts by its last update.

    `mentioned` says that a text links to it; `place` is the id of its row.
    """

    place: str
    name: str
    url: str | None
    format: str | None
    owner: Link | None
    updated: str | None
    date: str
    note: Markup | None
    messages: tuple[CarriedView, ...]
    brief: BriefView | None
    answers: tuple[AnswerView, ...]
    uses: int
    mentioned: bool
    facts: tuple[FactView, ...]
    mark: str | None


@a_view
class GapView:
    """Content to be made, and the messages that wait for it. `date` sorts by its day."""

    missing: MissingView
    date: str
    messages: tuple[CarriedView, ...]
    brief: BriefView | None


@a_view
class PlanView:
    """The content of the handbook: to be made, in use, used by nobody; messages without any."""

    counts: tuple[str, ...]
    gaps: tuple[GapView, ...]
    assets: tuple[AssetView, ...]
    unused: tuple[AssetView, ...]
    bare: tuple[CarriedView, ...]


def has_content(handbook: Handbook) -> bool:
    """Whether there is content, or a gap where some is missing."""
    return bool(handbook.content) or any(
        isinstance(message.content, Gap)
        for journey in handbook.journeys
        for stage in journey.stages
        for message in stage.messages
    )


Ways = Callable[[Folded[Message]], Iterable[Link]]
"""Where each persona whom a message is for finds it."""


def plan(
    writer: Writer,
    written: tuple[Folded[Message], ...],
    *,
    today: dt.date,
    ways: Ways | None = None,
    answers_of: tuple[Persona | None] | None = None,
) -> PlanView:
    """Return the content plan: every asset, gap and message once.

    With `ways` to messages they are counted and not told: the pages there tell them. Such a page
    has what its messages need, and the answers to one persona's objections (`answers_of`).
    """
    carried: dict[Content, list[Folded[Message]]] = {}
    waiting: dict[object, list[Folded[Message]]] = {}
    bare: list[Folded[Message]] = []
    for of in written:
        match of.record.content:
            case Content() as proof:
                carried.setdefault(proof, []).append(of)
            case Gap() as gap:
                # A variation that says a message in other words waits for the same content.
                waiting.setdefault(gap.origin.position(), []).append(of)
            case None:
                bare.append(of)
    assets = [
        _asset(writer, record, carried.get(record, []), ways, answers_of)
        for record in writer.handbook.content
    ]
    if answers_of:
        assets = [asset for asset in assets if asset.uses]
    urgent = sorted(waiting.values(), key=_urgency)
    gaps = [
        # The first of them are told in any case: they are what an overview shows.
        _gap(writer, messages, ways if at >= MOST_PRESSING else None, today)
        for at, messages in enumerate(urgent)
    ]
    return PlanView(
        counts=_counts(writer, assets, gaps),
        gaps=tuple(gaps),
        assets=tuple(asset for asset in assets if asset.uses),
        unused=tuple(asset for asset in assets if not asset.uses),
        bare=() if ways else tuple(_carried(writer, of) for of in bare),
    )


def counts_of_page(
    writer: Writer, written: tuple[Folded[Message], ...], *, today: dt.date
) -> tuple[CountView, ...]:
    """Return how much content the messages of a page have, and how much is missing."""
    word = writer.language.word
    proofs = [of.record.content for of in written]
    gaps = {proof.origin.position(): proof for proof in proofs if isinstance(proof, Gap)}
    late = sum(gap.due is not None and gap.due < today for gap in gaps.values())
    used = {proof for proof in proofs if isinstance(proof, Content)}
    return (
        count(writer, word("To be made"), len(gaps)),
        count(writer, word("Overdue"), late, "alert"),
        count(writer, word("Content in use"), len(used)),
        count(writer, word("Without proof"), proofs.count(None), "behind"),
    )


def _counts(writer: Writer, assets: list[AssetView], gaps: list[GapView]) -> tuple[str, ...]:
    words = writer.language.words
    late = sum(gap.missing.late for gap in gaps)
    ownerless = sum(gap.missing.owner is None for gap in gaps)
    unused = sum(not asset.uses for asset in assets)
    said = (
        (words("{count} piece of content", "{count} pieces of content", len(assets)), len(assets)),
        (words("{count} to be made", "{count} to be made", len(gaps)), len(gaps)),
        (words("{count} of them overdue", "{count} of them overdue", late), late),
        (words("{count} without an owner", "{count} without an owner", ownerless), ownerless),
        (words("{count} used by nobody", "{count} used by nobody", unused), unused),
    )
    return tuple(text for text, count in said if count)


def _carried(writer: Writer, of: Folded[Message]) -> CarriedView:
    return CarriedView(
        text=writer.inline(of.record.text),
        place=place(writer, of.stages),
        mark=writer.mark_all(*((message,) for message in of.records)),
    )


def _told(
    writer: Writer, messages: list[Folded[Message]], ways: Ways | None
) -> tuple[tuple[CarriedView, ...], BriefView | None]:
    """Return messages, or in short how many there are and for whom."""
    if ways is None or not messages:
        return tuple(_carried(writer, of) for of in messages), None
    language = writer.language
    people = tuple(dict.fromkeys(way for of in messages for way in ways(of)))
    more = len(people) - _MOST_NAMED
    return (), BriefView(
        said=language.words("{count} message", "{count} messages", len(messages)),
        people=people[:_MOST_NAMED],
        more=language.word("and {count} more").format(count=language.number(more))
        if more > 0
        else None,
    )


def _urgency(messages: list[Folded[Message]]) -> tuple[bool, str]:
    gap = messages[0].record.content
    due = gap.due.isoformat() if isinstance(gap, Gap) and gap.due else ""
    return not due, due


def _gap(
    writer: Writer, messages: list[Folded[Message]], ways: Ways | None, today: dt.date
) -> GapView:
    gap = messages[0].record.content
    assert isinstance(gap, Gap)  # noqa: S101 - they were gathered by it
    told, brief = _told(writer, messages, ways)
    return GapView(
        missing=missing(writer, gap, today=today),
        date=gap.due.isoformat() if gap.due else "",
        messages=told,
        brief=brief,
    )


def _asset(
    writer: Writer,
    record: Content,
    messages: list[Folded[Message]],
    ways: Ways | None,
    answers_of: tuple[Persona | None] | None,
) -> AssetView:
    told, brief = _told(writer, messages, ways)
    answers = [
        of
        for of in record.backlinks
        if isinstance(of, Objection) and (answers_of is None or of.parent in answers_of)
    ]
    return AssetView(
        place=place_in_plan(record),
        name=record.name,
        url=writer.outside(record.url) if record.url else None,
        format=record.format,
        owner=link(writer, record.owner),
        updated=writer.language.date(record.updated) if record.updated else None,
        date=record.updated.isoformat() if record.updated else "",
        note=writer.inline(record.note),
        messages=told,
        brief=brief,
        answers=tuple(_answer(writer, of) for of in answers),
        uses=len(messages) + len(answers),
        mentioned=("content", record.id) in writer.handbook.linked,
        facts=facts(record.extra),
        mark=writer.mark(record),
    )


def _answer(writer: Writer, record: Objection) -> AnswerView:
    persona = record.parent
    assert isinstance(persona, Persona)  # noqa: S101 - nobody else objects
    number = persona.objections.index(record) + 1
    return AnswerView(
        text=record.says,
        persona=writer.link(persona),
        url=f"{writer.url(persona)}#objection:{record.id or number}",
    )
