"""Where a KPI stands against its target and its alert."""

from enum import StrEnum

from ..model import KpiUse


class KpiStatus(StrEnum):
    """How a KPI does in a stage."""

    ON_TARGET = "on-target"
    BEHIND = "behind"
    ALERT = "alert"
    UNKNOWN = "unknown"


def kpi_status(use: KpiUse) -> KpiStatus:
    """Compare the current figure with the alert first, then with the target.

    Unknown where there is no current figure, or nothing to compare it with.
    """
    if use.current is None:
        return KpiStatus.UNKNOWN
    sign = 1 if use.kpi.better == "up" else -1
    if use.alert is not None and sign * use.current < sign * use.alert:
        return KpiStatus.ALERT
    if use.target is None:
        return KpiStatus.UNKNOWN
    return KpiStatus.ON_TARGET if sign * use.current >= sign * use.target else KpiStatus.BEHIND


def progress(use: KpiUse) -> float | None:
    """Return how much of the way from baseline to target is gone: 0 none, 1 all of it."""
    if use.baseline is None or use.current is None or use.target is None:
        return None
    way = use.target - use.baseline
    return (use.current - use.baseline) / way if way else None


def distance(use: KpiUse) -> float | None:
    """Return how much is missing to the target, in the KPI's unit; negative beyond the target."""
    if use.current is None or use.target is None:
        return None
    return _shortfall(use, use.current, use.target)


def past_alert(use: KpiUse) -> float | None:
    """Return by how much the current figure is past its alert; None where it is not."""
    if use.current is None or use.alert is None:
        return None
    past = _shortfall(use, use.current, use.alert)
    return past if past > 0 else None


_DECIMALS = 6
"""Enough for any figure, and few enough to lose what subtracting adds: 0.3 − 0.1 is 0.2."""


def _shortfall(use: KpiUse, figure: float, goal: float) -> float:
    return round(goal - figure if use.kpi.better == "up" else figure - goal, _DECIMALS)


def worst_first(use: KpiUse) -> tuple[int, float]:
    """Return a key that sorts KPIs: past the alert, behind, without a figure, on target.

    Those behind come in the order of how little of their way is gone.
    """
    status = kpi_status(use)
    way = progress(use) if status in (KpiStatus.ALERT, KpiStatus.BEHIND) else None
    return _WORST.index(status), 0.0 if way is None else way


_WORST = (KpiStatus.ALERT, KpiStatus.BEHIND, KpiStatus.UNKNOWN, KpiStatus.ON_TARGET)
