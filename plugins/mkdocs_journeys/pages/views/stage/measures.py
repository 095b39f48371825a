"""The KPIs of a stage."""

from __future__ import annotations

from ....model import Kpi, KpiUse, Stage
from ...addresses import explained_in
from ...viewing import a_view
from ...writer import Writer
from ..kpis import KpiRow, kpi_row


@a_view
class MeasureView:
    """The KPIs with their figures, then those that only an experiment uses."""

    kpis: tuple[KpiRow, ...]
    others: tuple[KpiRow, ...]


def measures(writer: Writer, stage: Stage) -> MeasureView | None:
    """Return the KPIs; None where there are none."""
    used = [use.kpi for use in stage.kpis]
    others = [
        _without_figures(record, stage)
        for record in explained_in(stage)
        if isinstance(record, Kpi) and record not in used
    ]
    if not used and not others:
        return None
    return MeasureView(
        kpis=tuple(
            # A KPI may be measured twice in a stage; the first is the one that links lead to.
            kpi_row(writer, use, near=stage, named=use.kpi not in used[:number])
            for number, use in enumerate(stage.kpis)
        ),
        others=tuple(kpi_row(writer, use, near=stage) for use in others),
    )


def _without_figures(record: Kpi, stage: Stage) -> KpiUse:
    return KpiUse(
        origin=stage.origin, kpi=record, baseline=None, current=None, target=None, alert=None
    )
