"""How much of a map is filled in: its lanes, counted over its stages."""

from __future__ import annotations

from ..model import Handbook, Journey, Message, Stage, Step

ALWAYS_FILLED = "next"
"""The lane that no stage leaves empty: one that says nothing leads to the following stage."""


def fills(stage: Stage, lane: str) -> bool:
    """Return whether a stage says anything in a lane, in its steps and messages included."""
    if lane == "aida":
        return bool(stage.objectives)
    if lane == "touchpoints":
        others: tuple[Step | Message, ...] = (*stage.steps, *stage.messages)
        return bool(stage.touchpoints) or any(part.touchpoint for part in others)
    in_steps = lane == "actions" and any(step.actions for step in stage.steps)
    return bool(getattr(stage, lane)) or in_steps


def counted_lanes(handbook: Handbook) -> tuple[str, ...]:
    """Return the lanes whose filling says something."""
    return tuple(lane for lane in handbook.lanes if lane != ALWAYS_FILLED)


def filled_stages(journey: Journey, lane: str) -> int:
    """Return how many stages of a map say anything in a lane."""
    return sum(fills(stage, lane) for stage in journey.stages)
