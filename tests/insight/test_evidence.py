"""How well a stage is supported by evidence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mkdocs_journeys.insight.evidence import Grade, grade
from mkdocs_journeys.model import Stage
from mkdocs_journeys.source.schema.fields import Period
from tests.model.loading import handbook_of

TODAY = dt.date(2026, 11, 22)
AGE = Period(18, "month")

EVIDENCE = """\
fresh: {name: Fresh, kind: survey, date: 2026-11-22}
boundary: {name: On the last day, kind: survey, date: 2025-05-22}
old: {name: A day too old, kind: survey, date: 2025-05-21}
"""


def stage(folder: Path, emotion: str, *pain_points: str) -> Stage:
    """Return a stage whose emotion and pain points cite these, each a list of ids."""
    points = "".join(f"      - {{text: P, evidence: [{ids}]}}\n" for ids in pain_points)
    journey = (
        f"title: T\nstages:\n  - id: a\n    name: A\n"
        f"    emotion: {{score: 1, evidence: [{emotion}]}}\n    pain_points:\n{points}"
    )
    files = {"library/evidence.yml": EVIDENCE, "journeys/t.yml": journey}
    return handbook_of(folder, files).journeys[0].stages[0]


@pytest.mark.parametrize(
    ("emotion", "pain_points", "expected"),
    [
        ("fresh", [], "supported"),
        ("boundary", [], "supported"),
        ("old", [], "stale"),
        ("", [], "assumption"),
        ("old, fresh", [], "supported"),
        ("fresh", ["fresh", ""], "supported"),
        ("fresh", ["fresh", "", ""], "assumption"),
        ("fresh", ["fresh", "boundary", "", ""], "supported"),
        ("fresh", ["", ""], "assumption"),
        ("", ["fresh", "fresh"], "assumption"),
        ("fresh", ["old", ""], "stale"),
        ("fresh", ["old", "fresh"], "supported"),
        ("fresh", ["old", "old", "fresh"], "stale"),
        ("old", ["fresh", "fresh"], "stale"),
        ("old", ["fresh", "", ""], "assumption"),
    ],
)
def test_a_stage_is_graded_by_its_emotion_and_half_of_its_pain_points(
    emotion: str, pain_points: list[str], expected: str, tmp_path: Path
) -> None:
    found = grade(stage(tmp_path, emotion, *pain_points), evidence_age=AGE, today=TODAY)
    assert found is Grade(expected)


def test_a_stage_without_an_emotion_is_an_assumption(tmp_path: Path) -> None:
    files = {
        "library/evidence.yml": EVIDENCE,
        "journeys/t.yml": "title: T\nstages:\n"
        "  - {id: a, name: A, pain_points: [{text: P, evidence: [fresh]}]}\n",
    }
    (only,) = handbook_of(tmp_path, files).journeys[0].stages
    assert grade(only, evidence_age=AGE, today=TODAY) is Grade.ASSUMPTION


def test_support_goes_stale_the_day_after_its_age(tmp_path: Path) -> None:
    made = stage(tmp_path, "boundary")
    assert grade(made, evidence_age=AGE, today=TODAY) is Grade.SUPPORTED
    assert grade(made, evidence_age=AGE, today=TODAY + dt.timedelta(days=1)) is Grade.STALE
