"""Two values of one field: how far apart they are, and whether the new one is better."""

from __future__ import annotations

from typing import Any

from ...model import Emotion, KpiUse, PainPoint, TouchpointUse
from ..kpis import kpi_status
from .kinds import Aim, Comparison, Plain, Trend

_MORE_IS_BETTER = {(Emotion, "score"), (TouchpointUse, "satisfaction")}
_FIGURES = frozenset({"baseline", "current", "target", "alert"})
_SEVERITY = ("low", "medium", "high")


def comparison_of(before: Any, after: Any, name: str, old: Plain, new: Plain) -> Comparison | None:
    """Compare two values of a field of a record; None where they are no numbers or grades."""
    if isinstance(after, PainPoint) and name == "severity":
        if old is None or new is None:
            return None
        return Comparison(
            difference=None,
            trend=_trend(_SEVERITY.index(old) - _SEVERITY.index(new)),
        )
    is_figure = isinstance(after, KpiUse) and name in _FIGURES
    standing = (kpi_status(before), kpi_status(after)) if is_figure else None
    if not _is_number(old) or not _is_number(new):
        return Comparison(difference=None, trend=None, standing=standing) if standing else None
    better = 1 if (type(after), name) in _MORE_IS_BETTER else 0
    if is_figure and before.kpi.better == after.kpi.better:
        better = 1 if after.kpi.better == "up" else -1
    rise = better * (new - old)
    is_target = is_figure and name == "target"
    return Comparison(
        difference=_tidy(new - old),
        trend=None if is_figure and name != "current" else _trend(rise),
        standing=standing,
        aim=(Aim.HIGHER if rise > 0 else Aim.LOWER) if is_target and rise else None,
    )


def _is_number(value: Plain) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _trend(rise: float) -> Trend | None:
    return None if rise == 0 else Trend.BETTER if rise > 0 else Trend.WORSE


def _tidy(number: float) -> float:
    """Return a difference without the crumbs of binary fractions: 0.3 - 0.1 is 0.2."""
    tidy = float(f"{number:.12g}")
    return int(tidy) if tidy.is_integer() else tidy
