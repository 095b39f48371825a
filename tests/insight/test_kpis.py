"""Where a KPI stands, and how far it has come."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_journeys.insight.kpis import KpiStatus, distance, kpi_status, past_alert, progress
from mkdocs_journeys.model import KpiUse
from tests.model.loading import handbook_of


def use(folder: Path, better: str, figures: str) -> KpiUse:
    """Return the use of a KPI with these figures."""
    journey = f"title: T\nstages: [{{id: a, name: A, kpis: [{{kpi: k, {figures}}}]}}]\n"
    kpis = f"k: {{name: K, better: {better}}}\n"
    handbook = handbook_of(folder, {"library/kpis.yml": kpis, "journeys/t.yml": journey})
    return handbook.journeys[0].stages[0].kpis[0]


@pytest.mark.parametrize(
    ("better", "figures", "status"),
    [
        ("up", "target: 10", "unknown"),
        ("up", "current: 5", "unknown"),
        ("up", "current: 5, baseline: 1", "unknown"),
        ("up", "current: 10, target: 10", "on-target"),
        ("up", "current: 11, target: 10", "on-target"),
        ("up", "current: 9.99, target: 10", "behind"),
        ("up", "current: 5, target: 10, alert: 5", "behind"),
        ("up", "current: 4.9, target: 10, alert: 5", "alert"),
        ("up", "current: 4, alert: 5", "alert"),
        ("up", "current: 6, alert: 5", "unknown"),
        ("up", "current: 0, target: 0", "on-target"),
        ("down", "current: 10, target: 10", "on-target"),
        ("down", "current: 9, target: 10", "on-target"),
        ("down", "current: 11, target: 10", "behind"),
        ("down", "current: 15, target: 10, alert: 15", "behind"),
        ("down", "current: 15.1, target: 10, alert: 15", "alert"),
        ("down", "current: -3, target: -5, alert: 0", "behind"),
    ],
)
def test_a_kpi_is_compared_with_its_alert_then_with_its_target(
    better: str, figures: str, status: str, tmp_path: Path
) -> None:
    assert kpi_status(use(tmp_path, better, figures)) is KpiStatus(status)


@pytest.mark.parametrize(
    ("figures", "share"),
    [
        ("baseline: 10, current: 10, target: 20", 0),
        ("baseline: 10, current: 15, target: 20", 0.5),
        ("baseline: 10, current: 25, target: 20", 1.5),
        ("baseline: 10, current: 5, target: 20", -0.5),
        ("baseline: 20, current: 15, target: 10", 0.5),
        ("baseline: 10, current: 15, target: 10", None),
        ("current: 15, target: 10", None),
        ("baseline: 10, target: 20", None),
        ("baseline: 10, current: 15", None),
    ],
)
def test_progress_runs_from_the_baseline_to_the_target(
    figures: str, share: float | None, tmp_path: Path
) -> None:
    assert progress(use(tmp_path, "up", figures)) == share


@pytest.mark.parametrize(
    ("better", "figures", "missing"),
    [
        ("up", "current: 6, target: 10", 4),
        ("up", "current: 12, target: 10", -2),
        ("down", "current: 12, target: 10", 2),
        ("down", "current: 8, target: 10", -2),
        ("down", "current: -3, target: -5", 2),
        ("up", "current: 0.1, target: 0.3", 0.2),
        ("up", "current: 10, target: 10", 0),
        ("up", "current: 10", None),
        ("up", "target: 10", None),
    ],
)
def test_the_distance_to_the_target_is_what_is_missing(
    better: str, figures: str, missing: float | None, tmp_path: Path
) -> None:
    assert distance(use(tmp_path, better, figures)) == missing


@pytest.mark.parametrize(
    ("better", "figures", "past"),
    [
        ("up", "current: 5, alert: 8", 3),
        ("up", "current: 8, alert: 8", None),
        ("up", "current: 9, alert: 8", None),
        ("down", "current: 30, alert: 25", 5),
        ("down", "current: 20, alert: 25", None),
        ("down", "current: 20", None),
        ("down", "alert: 20", None),
    ],
)
def test_a_figure_is_past_its_alert_by_what_is_worse(
    better: str, figures: str, past: float | None, tmp_path: Path
) -> None:
    assert past_alert(use(tmp_path, better, figures)) == past
