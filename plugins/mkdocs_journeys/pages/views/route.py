"""The route: every way on, back and out, as the list beside the diagram."""

from __future__ import annotations

from ...model import Journey
from ..viewing import a_view
from ..writer import Link, Writer
from .parts import WayView, ways


@a_view
class LegView:
    """A stage and the ways out of it."""

    stage: Link
    ways: tuple[WayView, ...]


@a_view
class RouteView:
    """The route; `chart` names its diagram."""

    legs: tuple[LegView, ...]
    chart: str
    mark: str | None


def route(writer: Writer, journey: Journey) -> RouteView | None:
    """Return the route; None where nobody wrote a way, so that it only goes straight on."""
    if not has_route(journey):
        return None
    return RouteView(
        legs=tuple(
            LegView(stage=writer.link(stage), ways=ways(writer, stage))
            for stage in journey.stages
            if stage.next
        ),
        chart="route",
        mark=writer.mark_all(*((stage, "next") for stage in journey.stages)),
    )


def has_route(journey: Journey) -> bool:
    """Whether an author wrote where people go."""
    return any(way.written for stage in journey.stages for way in stage.next)
