"""How personas feel along the maps of today, phase by phase, and where it is hardest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Emotion, Handbook, Journey, Persona, Phase, Stage


def maps_of_today(persona: Persona) -> tuple[Journey, ...]:
    """Return a persona's own maps as things are: no targets, and no base maps.

    A base map is one of theirs only where there is no other.
    """
    current = [journey for journey in persona.journeys if journey.state == "current"]
    return tuple(journey for journey in current if not is_base(journey)) or tuple(current)


def is_base(journey: Journey) -> bool:
    """Return whether other maps of today extend a map: a target alone makes it no base map."""
    return any(variation.state == "current" for variation in journey.variations)


def felt(stage: Stage) -> Emotion | None:
    """Return the emotion of a stage; where it has none of its own, the lowest of its steps."""
    if stage.emotion:
        return stage.emotion
    of_steps = [step.emotion for step in stage.steps if step.emotion]
    return min(of_steps, key=lambda emotion: emotion.score, default=None)


def hardest(stages: Iterable[Stage]) -> Stage | None:
    """Return the stage that feels worst; among equals the one with the gravest pain points.

    None where no emotion is known.
    """
    known = [stage for stage in stages if felt(stage)]
    return min(known, key=_hardship, default=None)


def _hardship(stage: Stage) -> tuple[float, int, int]:
    emotion = felt(stage)
    severities = [point.severity for point in stage.pain_points]
    return (
        emotion.score if emotion else 0.0,
        -severities.count("high"),
        -severities.count("medium"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A persona, and the stages of her maps of today in each phase."""

    persona: Persona
    journeys: tuple[Journey, ...]
    cells: tuple[tuple[Stage, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Every persona against the phases that any of these maps passes through.

    A stage that names no phase stays with the one before it; what comes before any phase stands
    under None, after all others.
    """

    phases: tuple[Phase | None, ...]
    rows: tuple[Row, ...]
    hardest: Stage | None


def grid(handbook: Handbook) -> Grid:
    """Return how every persona feels, phase by phase."""
    found = [
        (persona, journeys, tuple(_in_phases(journeys)))
        for persona in handbook.personas
        for journeys in (maps_of_today(persona),)
    ]
    used = {phase for _, _, stages in found for phase, _ in stages}
    phases: tuple[Phase | None, ...] = tuple(phase for phase in handbook.phases if phase in used)
    if None in used:
        phases = (*phases, None)
    return Grid(
        phases=phases,
        rows=tuple(
            Row(
                persona=persona,
                journeys=journeys,
                cells=tuple(
                    tuple(stage for at, stage in stages if at is phase) for phase in phases
                ),
            )
            for persona, journeys, stages in found
        ),
        hardest=hardest(stage for _, _, stages in found for _, stage in stages),
    )


def _in_phases(journeys: Iterable[Journey]) -> Iterator[tuple[Phase | None, Stage]]:
    for journey in journeys:
        phase: Phase | None = None
        for stage in journey.stages:
            phase = stage.phase or phase
            yield phase, stage
