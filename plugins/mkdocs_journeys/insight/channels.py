"""Which channels a persona likes, and on which of them she meets us."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from ..model import Channel, Persona
from .encounters import touchpoints_in

_LIKES, _DISLIKES = 4, 2
_LITTLE = 0.5


class Investment(StrEnum):
    """How what we do on a channel fits what a persona likes."""

    UNDER = "under"
    OVER = "over"
    FITTING = "fitting"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelUse:
    """A channel for a persona: how much she likes it, and how often she meets us there.

    `preference` runs from 0 to 5 and is None where nothing is known of it; `meetings` counts each
    touchpoint of the channel once for each stage of her maps of today.
    """

    channel: Channel
    preference: float | None
    meetings: int
    investment: Investment


def channel_uses(persona: Persona) -> dict[Channel, ChannelUse]:
    """Return the channels that a persona rates or meets us on.

    Under-invested: she likes it, 4 or more, and meets us there less than half as often as on her
    average channel. Over-invested: she likes it little, 2 or less, and meets us there more often
    than on the average one.
    """
    meetings = Counter(
        touchpoint.channel
        for journey in persona.journeys
        if journey.state == "current"
        for stage in journey.stages
        for touchpoint in touchpoints_in(stage)
        if touchpoint.channel
    )
    preferences = {preference.channel: preference.value for preference in persona.channels}
    channels = dict.fromkeys([*preferences, *meetings])
    average = meetings.total() / len(channels) if channels else 0
    return {
        channel: ChannelUse(
            channel=channel,
            preference=preferences.get(channel),
            meetings=meetings[channel],
            investment=_investment(preferences.get(channel), meetings[channel], average),
        )
        for channel in channels
    }


def _investment(preference: float | None, meetings: int, average: float) -> Investment:
    if preference is None:
        return Investment.FITTING
    if preference >= _LIKES and meetings < _LITTLE * average:
        return Investment.UNDER
    if preference <= _DISLIKES and meetings > average:
        return Investment.OVER
    return Investment.FITTING
