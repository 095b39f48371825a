"""What to know of a persona at a glance: on her page, and in short beside her name elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from markupsafe import Markup

from ...model import Channel, Persona, Preference, Touchpoint
from .. import words
from ..viewing import a_view
from ..writer import Link, Writer


@a_view
class GlanceView:
    """A line of what to know at a glance: a text or links, and a note behind them.

    `gap` says what we have not, and `instead` holds links to what we have. Where there is no room
    for links, they are names without a `url`.
    """

    word: str
    text: Markup | str | None = None
    links: tuple[Link, ...] = ()
    note: str = ""
    gap: str = ""
    instead: tuple[Link, ...] = ()


_MOST_JOURNEYS = 4
"""Journeys named at a glance; the page's last part holds them all."""

_MOST_INSTEAD = 2
"""Channels that are named in the place of one that we do not use."""

_LIKED = 3
"""What a channel is liked at least, of 5, so that somebody is sent there instead."""


def glance(writer: Writer, persona: Persona) -> tuple[GlanceView, ...]:
    """Return the lines of a persona's page."""
    return tuple(_lines(writer, persona))


def glance_of_card(writer: Writer, persona: Persona) -> tuple[GlanceView, ...]:
    """Return the lines that stand beside a persona's name on other pages."""
    lines = (_first_criterion(writer, persona), _best(writer, persona, in_short=True))
    return tuple(line for line in lines if line)


def _lines(writer: Writer, persona: Persona) -> Iterator[GlanceView]:
    word = writer.language.word
    own = [role.role for role in persona.decision_roles if role.persona is persona]
    if own:
        yield GlanceView(word=word("Part in the decision"), text="; ".join(own))
    if line := _first_criterion(writer, persona):
        yield line
    if persona.fears:
        yield GlanceView(word=word("Fears most"), text=writer.inline(persona.fears[0].text))
    if line := _best(writer, persona):
        yield line
    if active := _active_hours(writer, persona):
        yield GlanceView(word=word("Active"), text=active)
    if persona.journeys:
        shown, more = persona.journeys[:_MOST_JOURNEYS], persona.journeys[_MOST_JOURNEYS:]
        note = word("and {count} more").format(count=len(more)) if more else ""
        yield GlanceView(word=word("Journeys"), links=writer.links(shown), note=note)


def _first_criterion(writer: Writer, persona: Persona) -> GlanceView | None:
    if not persona.decision_criteria:
        return None
    first = writer.inline(persona.decision_criteria[0].text)
    return GlanceView(word=writer.language.word("Decides by"), text=first)


def _best(writer: Writer, persona: Persona, *, in_short: bool = False) -> GlanceView | None:
    """Return the channels she likes best; where we use none of them, those to go to instead."""
    value = max((of.value for of in persona.channels), default=0)
    best = tuple(of.channel for of in persona.channels if of.value == value)
    if not value:
        return None
    word = writer.language.word
    idle = tuple(of for of in best if not _touchpoints(writer, persona, of))
    gap = ""
    if idle == best:
        gap = word("not used yet") if in_short else word("we have nothing there yet")
    elif idle:
        said = word("{channels} not used yet") if in_short else word("nothing on {channels} yet")
        gap = said.format(channels=", ".join(channel.name for channel in idle))
    most = 1 if in_short else _MOST_INSTEAD
    instead = tuple(islice(_liked_and_used(writer, persona), most)) if idle == best else ()
    return GlanceView(
        word=word("Best reached by"),
        links=_names(best) if in_short else writer.links(best),
        note=word("{value} of 5").format(value=writer.language.number(value)),
        gap=gap,
        instead=_names(instead) if in_short else writer.links(instead),
    )


def _names(channels: tuple[Channel, ...]) -> tuple[Link, ...]:
    """Return the names of channels, which are explained on the persona's own page alone."""
    return tuple(Link(text=channel.name, url="") for channel in channels)


def _liked_and_used(writer: Writer, persona: Persona) -> Iterator[Channel]:
    for of in by_liking(persona):
        if of.value >= _LIKED and _touchpoints(writer, persona, of.channel):
            yield of.channel


def by_liking(persona: Persona) -> tuple[Preference, ...]:
    """Return how much she likes channels, those liked best first."""
    return tuple(sorted(persona.channels, key=lambda preference: -preference.value))


def used(writer: Writer, persona: Persona, channel: Channel) -> str:
    """Say how many touchpoints of a channel her journeys have."""
    count = _touchpoints(writer, persona, channel)
    if count == 0:
        return writer.language.word("not used")
    return writer.language.words("{count} touchpoint", "{count} touchpoints", count)


def _touchpoints(writer: Writer, persona: Persona, channel: Channel) -> int:
    return sum(
        any(writer.addresses.stages_explaining(record, journey) for journey in persona.journeys)
        for record in channel.backlinks
        if isinstance(record, Touchpoint)
    )


def _active_hours(writer: Writer, persona: Persona) -> str | None:
    """Return when she is online, where a digital fact is named so that it can be told."""
    names = {name.strip() for name in writer.language.word(words.ACTIVE).split(",")}
    found = (values for name, values in persona.digital.items() if name.casefold() in names)
    return ", ".join(next(found, ())) or None
