"""Touchpoints by channel: who meets us there, how well that goes, and which channels we neglect."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...insight.channels import ChannelUse, Investment, channel_uses
from ...insight.encounters import Encounter, encounters
from ...model import Channel, Persona, Touchpoint
from .. import words
from ..writer import Link, Writer
from .parts import Badge, FactView, RatingView, badge, facts, link, ratings
from .places import PlaceView, choices, place

INVESTMENTS = {
    Investment.UNDER: words.mark("Under-invested"),
    Investment.OVER: words.mark("Over-invested"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EncounterView:
    """A touchpoint in a stage; `weak` says that it matters much and does badly."""

    place: PlaceView
    ratings: tuple[RatingView, ...]
    note: Markup | None
    weak: bool
    facts: tuple[FactView, ...]
    mark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointView:
    """A touchpoint, and everybody who meets us there.

    `importance` is the highest and `satisfaction` the lowest of its ratings. `is_first` begins a
    channel.
    """

    name: str
    channel: Link | None
    reach: str
    medium: str | None
    owner: Link | None
    note: Markup | None
    encounters: tuple[EncounterView, ...]
    choices: str
    importance: RatingView | None
    satisfaction: RatingView | None
    weak: str | None
    facts: tuple[FactView, ...]
    is_first: bool
    mark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsView:
    """How many touchpoints there are, and how many of them need care."""

    touchpoints: str
    weak: str | None
    unmet: str | None


def counts(writer: Writer) -> CountsView:
    """Return how many touchpoints there are."""
    language, met = writer.language, encounters(writer.handbook)
    weak = sum(any(of.is_weak for of in found) for found in met.values())
    unmet = sum(not found for found in met.values())
    return CountsView(
        touchpoints=language.words("{count} touchpoint", "{count} touchpoints", len(met)),
        weak=language.words(
            "{count} matters much and does badly", "{count} matter much and do badly", weak
        )
        if weak
        else None,
        unmet=language.words("{count} is on no map", "{count} are on no map", unmet)
        if unmet
        else None,
    )


def touchpoints(writer: Writer) -> tuple[TouchpointView, ...]:
    """Return every touchpoint once, by channel; those without a channel come last."""
    met = encounters(writer.handbook)

    def order(record: Touchpoint) -> tuple[bool, str, str]:
        channel = record.channel
        return channel is None, channel.name.casefold() if channel else "", record.name.casefold()

    records = sorted(writer.handbook.touchpoints, key=order)
    before: list[Touchpoint | None] = [None, *records]
    return tuple(
        _touchpoint(
            writer,
            record,
            met[record],
            is_first=previous is None or previous.channel is not record.channel,
        )
        for previous, record in zip(before, records, strict=False)
    )


def _touchpoint(
    writer: Writer, record: Touchpoint, found: tuple[Encounter, ...], *, is_first: bool
) -> TouchpointView:
    uses = [of.use for of in found if of.use]
    important = [use.importance for use in uses if use.importance is not None]
    satisfied = [use.satisfaction for use in uses if use.satisfaction is not None]
    weak = sum(of.is_weak for of in found)
    people = dict.fromkeys(
        persona.name for of in found for stage in of.stages for persona in stage.journey.personas
    )
    return TouchpointView(
        name=record.name,
        channel=link(writer, record.channel),
        reach=badge(writer, words.REACHES, record.reach).word,
        medium=badge(writer, words.MEDIA, record.medium).word if record.medium else None,
        owner=link(writer, record.owner),
        note=writer.inline(record.note),
        encounters=tuple(_encounter(writer, of) for of in found),
        choices=choices(people),
        importance=_rating(writer, importance=max(important, default=None)),
        satisfaction=_rating(writer, satisfaction=min(satisfied, default=None)),
        weak=writer.language.words(
            "Matters much, does badly at {count} stage",
            "Matters much, does badly at {count} stages",
            weak,
        )
        if weak
        else None,
        facts=facts(record.extra),
        is_first=is_first,
        mark=writer.mark(record),
    )


def _rating(writer: Writer, **value: float | None) -> RatingView | None:
    return next(iter(ratings(writer, **value)), None)


def _encounter(writer: Writer, of: Encounter) -> EncounterView:
    use = of.use
    return EncounterView(
        place=place(writer, of.stages),
        ratings=ratings(writer, importance=use.importance, satisfaction=use.satisfaction)
        if use
        else (),
        note=writer.inline(use.note) if use else None,
        weak=of.is_weak,
        facts=facts(use.extra) if use else (),
        mark=writer.mark_all(*((one,) for one in of.uses)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UseView:
    """A channel for a persona. `heat` runs from 0 to 5 and shades the cell; None is unknown."""

    channel: str
    preference: str | None
    heat: int | None
    meetings: str
    investment: Badge | None
    order: float | None
    mark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaRow:
    """A persona and her channels: a cell for each of the table's; None where neither is known."""

    persona: Link
    uses: tuple[UseView | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatView:
    """Personas by channels: what they like against where they meet us."""

    channels: tuple[str, ...]
    rows: tuple[PersonaRow, ...]
    has_under: bool
    has_over: bool


def heat(writer: Writer) -> HeatView | None:
    """Return preference against use; None where no persona rates a channel."""
    handbook = writer.handbook
    found = {persona: channel_uses(persona) for persona in handbook.personas}
    rows = {persona: uses for persona, uses in found.items() if uses}
    if not any(persona.channels for persona in rows):
        return None
    present = {channel for uses in rows.values() for channel in uses}
    channels = sorted(
        (channel for channel in handbook.channels if channel in present),
        key=lambda channel: channel.name.casefold(),
    )
    verdicts = {use.investment for uses in rows.values() for use in uses.values()}
    return HeatView(
        channels=tuple(channel.name for channel in channels),
        rows=tuple(_persona_row(writer, persona, uses, channels) for persona, uses in rows.items()),
        has_under=Investment.UNDER in verdicts,
        has_over=Investment.OVER in verdicts,
    )


def _persona_row(
    writer: Writer, persona: Persona, uses: dict[Channel, ChannelUse], channels: list[Channel]
) -> PersonaRow:
    return PersonaRow(
        persona=writer.link(persona),
        uses=tuple(
            _use(writer, persona, uses[channel]) if channel in uses else None
            for channel in channels
        ),
    )


def _use(writer: Writer, persona: Persona, use: ChannelUse) -> UseView:
    language = writer.language
    verdict = use.investment
    return UseView(
        channel=use.channel.name,
        preference=None if use.preference is None else language.number(use.preference),
        heat=None if use.preference is None else round(use.preference),
        meetings=language.words("met {count} time", "met {count} times", use.meetings)
        if use.meetings
        else language.word("never met"),
        investment=Badge(word=language.word(INVESTMENTS[verdict]), value=verdict)
        if verdict in INVESTMENTS
        else None,
        order=use.preference,
        mark=writer.mark(persona, "channels", use.channel.id),
    )
