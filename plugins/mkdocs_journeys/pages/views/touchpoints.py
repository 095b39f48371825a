"""Touchpoints by channel: who meets us there, how well that goes, and which channels we neglect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from ...insight.channels import ChannelUse, Investment, channel_uses
from ...insight.encounters import Encounter
from ...model import Channel, Persona, Touchpoint
from .. import words
from ..viewing import a_view
from ..writer import Link, Writer
from .divided import CountView, count
from .parts import Badge, FactView, RatingView, badge, facts, link, ratings
from .places import PlaceView, choices, place

_MOST_NAMED = 8
"""Personas that are named beside a touchpoint, where each has a page of her own."""

INVESTMENTS = {
    Investment.UNDER: words.mark("Under-invested"),
    Investment.OVER: words.mark("Over-invested"),
}


@a_view
class EncounterView:
    """A touchpoint in a stage; `weak` says that it matters much and does badly."""

    place: PlaceView
    ratings: tuple[RatingView, ...]
    note: Markup | None
    weak: bool
    facts: tuple[FactView, ...]
    mark: str | None


@a_view
class TouchpointView:
    """A touchpoint, and everybody who meets us there.

    `place` is the id of its row on one of several pages. `people` lead to these pages, those that
    are not named are `more`. `importance` is the highest and `satisfaction` the lowest of its
    ratings. `is_first` begins a channel.
    """

    name: str
    channel: Link | None
    reach: str
    medium: str | None
    owner: Link | None
    note: Markup | None
    place: str
    encounters: tuple[EncounterView, ...]
    people: tuple[Link, ...]
    more: str | None
    met: str
    count: int
    choices: str
    importance: RatingView | None
    satisfaction: RatingView | None
    weak: str | None
    facts: tuple[FactView, ...]
    is_first: bool
    mark: str | None


@a_view
class CountsView:
    """How many touchpoints there are, and how many of them need care."""

    touchpoints: str
    weak: str | None
    unmet: str | None


Met = Mapping[Touchpoint, Sequence[Encounter]]


def counts(writer: Writer, met: Met) -> CountsView:
    """Return how many touchpoints there are."""
    language = writer.language
    weak = _count_weak(met)
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


def counts_of_page(writer: Writer, met: Met) -> tuple[CountView, ...]:
    """Return how many touchpoints are on a page, and how well it goes there."""
    word = writer.language.word
    return (
        count(writer, word("Touchpoints"), len(met)),
        count(writer, word("Stages and maps"), sum(map(len, met.values()))),
        count(writer, word("Matters much, does badly"), _count_weak(met), "alert"),
    )


def _count_weak(met: Met) -> int:
    return sum(any(of.is_weak for of in found) for found in met.values())


def met_in(rows: Iterable[Encounter]) -> Met:
    """Return encounters by their touchpoints."""
    met: dict[Touchpoint, list[Encounter]] = {}
    for of in rows:
        met.setdefault(of.touchpoint, []).append(of)
    return met


def touchpoints(
    writer: Writer,
    met: Met,
    *,
    people: Mapping[Touchpoint, Sequence[Link]] | None = None,
    has_places: bool = False,
) -> tuple[TouchpointView, ...]:
    """Return touchpoints, each once, by channel; those without a channel come last.

    Where `people` are given, these links take the place of who meets us there. `has_places` says
    that such links lead here.
    """

    def order(record: Touchpoint) -> tuple[bool, str, str]:
        channel = record.channel
        return channel is None, channel.name.casefold() if channel else "", record.name.casefold()

    records = sorted(met, key=order)
    before: list[Touchpoint | None] = [None, *records]
    return tuple(
        _touchpoint(
            writer,
            record,
            met[record],
            is_first=previous is None or previous.channel is not record.channel,
            people=None if people is None else people.get(record, ()),
            place=place_of(record) if has_places else "",
        )
        for previous, record in zip(before, records, strict=False)
    )


def _touchpoint(
    writer: Writer,
    record: Touchpoint,
    found: Sequence[Encounter],
    *,
    is_first: bool,
    people: Sequence[Link] | None,
    place: str,
) -> TouchpointView:
    uses = [of.use for of in found if of.use]
    important = [use.importance for use in uses if use.importance is not None]
    satisfied = [use.satisfaction for use in uses if use.satisfaction is not None]
    weak = sum(of.is_weak for of in found)
    names = dict.fromkeys(
        persona.name for of in found for stage in of.stages for persona in stage.journey.personas
    )
    more = len(people or ()) - _MOST_NAMED
    return TouchpointView(
        name=record.name,
        channel=link(writer, record.channel),
        reach=badge(writer, words.REACHES, record.reach).word,
        medium=badge(writer, words.MEDIA, record.medium).word if record.medium else None,
        owner=link(writer, record.owner),
        note=writer.inline(record.note),
        place=place,
        encounters=tuple(_encounter(writer, of) for of in found) if people is None else (),
        people=tuple(people or ())[:_MOST_NAMED],
        more=writer.language.word("and {count} more").format(count=writer.language.number(more))
        if more > 0
        else None,
        met=writer.language.words("at {count} stage", "at {count} stages", len(found)),
        count=len(found),
        choices=choices(names),
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


def place_of(record: Touchpoint) -> str:
    """Return the id of a touchpoint's row."""
    return f"met:{record.id}"


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


@a_view
class UseView:
    """A channel for a persona. `heat` runs from 0 to 5 and shades the cell; None is unknown."""

    channel: str
    preference: str | None
    heat: int | None
    meetings: str
    investment: Badge | None
    order: float | None
    mark: str | None


@a_view
class PersonaRow:
    """A persona and her channels: a cell for each of the table's; None where neither is known."""

    persona: Link
    uses: tuple[UseView | None, ...]


@a_view
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
