"""The steps within a stage."""

from __future__ import annotations

from ....model import Stage
from ...addresses import anchor
from ...viewing import a_view
from ...writer import Link, Writer
from ..parts import ClaimView, FactView, MoodView, claims, facts, mood


@a_view
class StepView:
    """A step of the stage."""

    id: str
    name: str
    mood: MoodView | None
    touchpoint: Link | None
    actions: tuple[ClaimView, ...]
    moment_of_truth: bool
    facts: tuple[FactView, ...]
    mark: str | None


def steps(writer: Writer, stage: Stage) -> tuple[StepView, ...]:
    """Return the steps."""
    return tuple(
        StepView(
            id=anchor(step),
            name=step.name,
            mood=mood(writer, step.emotion),
            touchpoint=writer.link(step.touchpoint, near=stage) if step.touchpoint else None,
            actions=claims(writer, step.actions),
            moment_of_truth=step.moment_of_truth,
            facts=facts(step.extra),
            mark=writer.mark(step),
        )
        for step in stage.steps
    )
