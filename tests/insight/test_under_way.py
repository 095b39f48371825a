"""What is under way counts once, however many maps say it, and falls due in order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from mkdocs_journeys.insight.actions import actions
from mkdocs_journeys.insight.under_way import under_way
from mkdocs_journeys.model import Gap
from tests.model.loading import handbook_of

TODAY = dt.date(2026, 11, 22)
BASE = """\
title: Base
stages:
  - id: a
    name: A
    opportunities:
      - {text: Write shorter, status: in-progress, due: 2026-11-01}
      - {text: Ask earlier, status: planned, due: 2026-12-01}
      - {text: Done with, status: done, due: 2026-10-01}
    experiments:
      - {hypothesis: Fewer words sell more, status: running}
      - {hypothesis: More words sell more, status: stopped}
    messages:
      - {text: Look, content: {gap: A film, due: 2026-11-30}}
"""
KEEPS = "title: Keeps\nextends: base\n"
REPEATS = """\
title: Repeats
extends: base
stages:
  - id: a
    opportunities:
      - {text: Write shorter, status: in-progress, due: 2026-11-01}
      - {text: Ask earlier, status: planned, due: 2026-12-02}
    experiments: [{hypothesis: Fewer words sell more, status: running}]
"""
FILES = {
    "journeys/base.yml": BASE,
    "journeys/keeps.yml": KEEPS,
    "journeys/repeats.yml": REPEATS,
}


def test_what_a_variation_inherits_or_repeats_is_under_way_once(tmp_path: Path) -> None:
    handbook = handbook_of(tmp_path, FILES)
    found = under_way(handbook, TODAY)
    assert [
        (chance.record.text, [stage.address for stage in chance.stages])
        for chance in found.in_progress
    ] == [("Write shorter", ["base/a", "keeps/a", "repeats/a"])]
    assert [trial.record.hypothesis for trial in found.running] == ["Fewer words sell more"]
    assert [due.day for due in found.late] == [dt.date(2026, 11, 1)]
    assert [(due.day, due.stage.address) for due in found.coming] == [
        (dt.date(2026, 11, 30), "base/a"),
        (dt.date(2026, 12, 1), "base/a"),
        (dt.date(2026, 12, 2), "repeats/a"),
    ]
    assert isinstance(found.coming[0].record, Gap)


def test_it_counts_as_the_page_of_actions_does(tmp_path: Path) -> None:
    handbook = handbook_of(tmp_path, FILES)
    found, told = under_way(handbook, TODAY), actions(handbook)
    assert {chance.records for chance in found.in_progress} == {
        chance.records for chance in told.opportunities if chance.record.status == "in-progress"
    }
    assert {trial.records for trial in found.running} == {
        trial.records for trial in told.experiments if trial.record.status == "running"
    }
