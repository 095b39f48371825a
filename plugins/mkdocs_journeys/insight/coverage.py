"""How much of a map is filled in: its lanes, counted over its stages."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from ..model import Handbook, Journey, Message, Stage, Step

ALWAYS_FILLED = "next"
"""The lane that no stage leaves empty: one that says nothing leads to the following stage."""


def _touched(stage: Stage) -> bool:
    others: tuple[Step | Message, ...] = (*stage.steps, *stage.messages)
    return bool(stage.touchpoints) or any(part.touchpoint for part in others)


def _done(stage: Stage) -> bool:
    return bool(stage.actions) or any(step.actions for step in stage.steps)


_LOOKS: dict[str, Callable[[Stage], object]] = {
    "aida": attrgetter("objectives"),
    "touchpoints": _touched,
    "actions": _done,
}
"""What looks whether a stage says anything in a lane, if not the field of that name alone."""


def _look(lane: str) -> Callable[[Stage], object]:
    return _LOOKS.get(lane) or attrgetter(lane)


def fills(stage: Stage, lane: str) -> bool:
    """Return whether a stage says anything in a lane, in its steps and messages included."""
    return bool(_look(lane)(stage))


def counted_lanes(handbook: Handbook) -> tuple[str, ...]:
    """Return the lanes whose filling says something."""
    return tuple(lane for lane in handbook.lanes if lane != ALWAYS_FILLED)


def filled_stages(journey: Journey, lane: str) -> int:
    """Return how many stages of a map say anything in a lane."""
    return sum(map(bool, map(_look(lane), journey.stages)))
