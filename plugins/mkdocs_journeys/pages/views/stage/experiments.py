"""What was tried in a stage, and what was learned."""

from __future__ import annotations

from markupsafe import Markup

from ....model import Stage
from ... import words
from ...viewing import a_view
from ...writer import Link, Writer
from ..parts import Badge, FactView, badge, facts


@a_view
class ExperimentView:
    """What we tried, and what we learned."""

    hypothesis: Markup | None
    kpi: Link | None
    status: Badge
    result: Markup | None
    learning: Markup | None
    facts: tuple[FactView, ...]
    mark: str | None


def experiments(writer: Writer, stage: Stage) -> tuple[ExperimentView, ...]:
    """Return the experiments."""
    return tuple(
        ExperimentView(
            hypothesis=writer.inline(record.hypothesis),
            kpi=writer.link(record.kpi, near=stage) if record.kpi else None,
            status=badge(writer, words.STATUSES, record.status),
            result=writer.inline(record.result),
            learning=writer.inline(record.learning),
            facts=facts(record.extra),
            mark=writer.mark(record),
        )
        for record in stage.experiments
    )
