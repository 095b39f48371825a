"""Which content carries what we say, what is still to be made, and what nobody uses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from ...insight.authored import Authored
from ...model import Content, Gap, Handbook, Message, Objection, Persona
from ..writer import Link, Writer
from .messages import MissingView, missing, written_messages
from .parts import FactView, facts, link
from .places import PlaceView, place


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedView:
    """A message that content carries, or is missing for, and where it is said."""

    text: Markup | None
    place: PlaceView
    mark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """An objection that content helps to answer; the link leads to it."""

    text: str
    persona: Link
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetView:
    """A piece of content and all that it is used for. `date` sorts by its last update.

    `mentioned` says that a text links to it.
    """

    name: str
    url: str | None
    format: str | None
    owner: Link | None
    updated: str | None
    date: str
    note: Markup | None
    messages: tuple[CarriedView, ...]
    answers: tuple[AnswerView, ...]
    uses: int
    mentioned: bool
    facts: tuple[FactView, ...]
    mark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """Content to be made, and the messages that wait for it. `date` sorts by its day."""

    missing: MissingView
    date: str
    messages: tuple[CarriedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
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


def plan(writer: Writer, *, today: dt.date) -> PlanView:
    """Return the content plan: every asset, gap and message once."""
    carried: dict[Content, list[Authored[Message]]] = {}
    waiting: dict[object, list[Authored[Message]]] = {}
    bare: list[Authored[Message]] = []
    for of in written_messages(writer.handbook):
        match of.record.content:
            case Content() as proof:
                carried.setdefault(proof, []).append(of)
            case Gap() as gap:
                # A variation that says a message in other words waits for the same content.
                waiting.setdefault(gap.origin.position(), []).append(of)
            case None:
                bare.append(of)
    assets = [_asset(writer, record, carried.get(record, [])) for record in writer.handbook.content]
    gaps = sorted(
        (_gap(writer, messages, today) for messages in waiting.values()),
        key=lambda gap: (not gap.date, gap.date),
    )
    return PlanView(
        counts=_counts(writer, assets, gaps),
        gaps=tuple(gaps),
        assets=tuple(asset for asset in assets if asset.uses),
        unused=tuple(asset for asset in assets if not asset.uses),
        bare=tuple(_carried(writer, of) for of in bare),
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


def _carried(writer: Writer, of: Authored[Message]) -> CarriedView:
    return CarriedView(
        text=writer.inline(of.record.text),
        place=place(writer, of.stages),
        mark=writer.mark_all(*((message,) for message in of.records)),
    )


def _gap(writer: Writer, messages: list[Authored[Message]], today: dt.date) -> GapView:
    gap = messages[0].record.content
    assert isinstance(gap, Gap)  # noqa: S101 - they were gathered by it
    return GapView(
        missing=missing(writer, gap, today=today),
        date=gap.due.isoformat() if gap.due else "",
        messages=tuple(_carried(writer, of) for of in messages),
    )


def _asset(writer: Writer, record: Content, messages: list[Authored[Message]]) -> AssetView:
    answers = [of for of in record.backlinks if isinstance(of, Objection)]
    return AssetView(
        name=record.name,
        url=writer.outside(record.url) if record.url else None,
        format=record.format,
        owner=link(writer, record.owner),
        updated=writer.language.date(record.updated) if record.updated else None,
        date=record.updated.isoformat() if record.updated else "",
        note=writer.inline(record.note),
        messages=tuple(_carried(writer, of) for of in messages),
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
