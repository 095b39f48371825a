"""What is written in one place is one record, and what variations change is their own."""

from __future__ import annotations

from pathlib import Path

from mkdocs_journeys.insight.encounters import encounters
from mkdocs_journeys.insight.folding import authored
from tests.model.loading import handbook_of

BASE = """\
title: Base
stages:
  - id: a
    name: A
    touchpoints: [{touchpoint: desk, importance: 5, satisfaction: 2}]
    messages:
      - {id: same, text: Same}
      - {id: other, text: Other, touchpoint: desk}
  - id: b
    name: B
    messages: [{text: Again, touchpoint: desk}]
"""
KEEPS = "title: Keeps\nextends: base\n"
CHANGES = """\
title: Changes
extends: keeps
stages:
  - id: a
    touchpoints: [{touchpoint: desk, importance: 5, satisfaction: 4}]
    messages:
      - {id: same, remove: true}
      - {id: other, text: In other words}
      - {id: more, text: More}
"""
FILES = {
    "library/touchpoints.yml": "desk: {name: Desk, reach: direct}\n",
    "journeys/base.yml": BASE,
    "journeys/keeps.yml": KEEPS,
    "journeys/changes.yml": CHANGES,
}


def test_a_record_is_told_once_with_all_the_maps_it_reaches(tmp_path: Path) -> None:
    found = authored(handbook_of(tmp_path, FILES), lambda stage: stage.messages)
    assert [(of.record.text, [stage.address for stage in of.stages]) for of in found] == [
        ("Same", ["base/a", "keeps/a"]),
        ("Other", ["base/a", "keeps/a"]),
        ("Again", ["base/b", "keeps/b", "changes/b"]),
        ("In other words", ["changes/a"]),
        ("More", ["changes/a"]),
    ]


def test_the_same_place_in_two_stages_is_two_records(tmp_path: Path) -> None:
    journey = (
        "title: T\nstages:\n  - {id: a, name: A, messages: &all [{text: M}]}\n"
        "  - {id: b, name: B, messages: *all}\n"
    )
    found = authored(handbook_of(tmp_path, {"journeys/t.yml": journey}), lambda s: s.messages)
    assert [of.stages[0].id for of in found] == ["a", "b"]


def test_an_encounter_is_told_once_for_all_maps_that_inherit_it(tmp_path: Path) -> None:
    (found,) = encounters(handbook_of(tmp_path, FILES)).values()
    assert [
        ([stage.address for stage in of.stages], of.use and of.use.satisfaction, of.is_weak)
        for of in found
    ] == [
        (["base/a", "keeps/a"], 2, True),
        (["base/b", "keeps/b", "changes/b"], None, False),
        (["changes/a"], 4, False),
    ]
