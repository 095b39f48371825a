"""Where a persona goes from a stage: on, back or out."""

from __future__ import annotations

from ....model import Stage
from ...viewing import a_view
from ...writer import Writer
from ..parts import WayView, ways


@a_view
class OnwardView:
    """A way out of the stage; `share` is a percentage for the bar, None where it is not known."""

    way: WayView
    share: float | None


def onward(writer: Writer, stage: Stage) -> tuple[OnwardView, ...]:
    """Return the ways on, as they were written."""
    return tuple(
        OnwardView(way=view, share=None if way.share is None else min(way.share, 100.0))
        for view, way in zip(ways(writer, stage), stage.next, strict=True)
    )
