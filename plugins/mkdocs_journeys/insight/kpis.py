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
