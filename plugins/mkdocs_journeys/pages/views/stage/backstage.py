"""Who works on a stage, and what happens behind the scenes."""

from __future__ import annotations

from ....model import Stage
from ...viewing import a_view
from ...writer import Link, Writer
from ..parts import ClaimView, claims


@a_view
class BackstageView:
    """Who works on the stage, and what happens behind the scenes."""

    teams: tuple[Link, ...]
    claims: tuple[ClaimView, ...]
    teams_mark: str | None


def backstage(writer: Writer, stage: Stage) -> BackstageView | None:
    """Return the teams and their work; None where nothing is said."""
    if not stage.teams and not stage.backstage:
        return None
    return BackstageView(
        teams=writer.links(stage.teams),
        claims=claims(writer, stage.backstage),
        teams_mark=writer.mark(stage, "teams"),
    )
