"""Where personas meet us: touchpoints in the stages of journeys, and how well they do there."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Handbook, Stage, Touchpoint, TouchpointUse
from .folding import root_of

_MATTERS, _FAILS = 4, 2.5


def touchpoints_in(stage: Stage) -> tuple[Touchpoint, ...]:
    """Return the touchpoints of a stage, of its steps and of its messages, each once."""
    found = [use.touchpoint for use in stage.touchpoints]
    found += [step.touchpoint for step in stage.steps if step.touchpoint]
    found += [message.touchpoint for message in stage.messages if message.touchpoint]
    return tuple(dict.fromkeys(found))


def is_weak(use: TouchpointUse) -> bool:
    """Whether a touchpoint matters much in a stage and does badly there."""
    if use.importance is None or use.satisfaction is None:
        return False
    return use.importance >= _MATTERS and use.satisfaction <= _FAILS


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Encounter:
    """A touchpoint in a stage, and what was written of it there: once for all that inherit it.

    `uses` are those of the `stages`, which say the same; none where only a step or a message takes
    place on the touchpoint.
    """

    touchpoint: Touchpoint
    uses: tuple[TouchpointUse, ...]
    stages: tuple[Stage, ...]

    @property
    def use(self) -> TouchpointUse | None:
        """The first of them."""
        return self.uses[0] if self.uses else None

    @property
    def is_weak(self) -> bool:
        """Whether it matters much and does badly."""
        return self.use is not None and is_weak(self.use)


def encounters(handbook: Handbook) -> dict[Touchpoint, tuple[Encounter, ...]]:
    """Return where each touchpoint of the handbook is met, in the order of journeys and stages."""
    groups: dict[object, tuple[Touchpoint, list[TouchpointUse], list[Stage]]] = {}
    for journey in handbook.journeys:  # a base map stands before its variations
        for stage in journey.stages:
            uses = {use.touchpoint: use for use in stage.touchpoints}
            for touchpoint in touchpoints_in(stage):
                use = uses.get(touchpoint)
                written = use.origin.position() if use else None
                key = (touchpoint, root_of(journey), stage.id, written)
                group = groups.setdefault(key, (touchpoint, [], []))
                group[1].extend([use] if use else [])
                group[2].append(stage)
    found: dict[Touchpoint, list[Encounter]] = {record: [] for record in handbook.touchpoints}
    for touchpoint, of, stages in groups.values():
        met = Encounter(touchpoint=touchpoint, uses=tuple(of), stages=tuple(stages))
        found[touchpoint].append(met)
    return {touchpoint: tuple(met) for touchpoint, met in found.items()}
