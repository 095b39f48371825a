"""Base maps: what a variation inherits, and that everything knows where it was written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from mkdocs_journeys.model import Handbook, Journey
from mkdocs_journeys.source.nodes import Scalar, walk
from tests.model.loading import ROOT, handbook_of, journey_of, stage_of

BASE = """\
title: Base
persona: ada
compare_to: other
summary: From the base
stages:
  - id: one
    name: One
    goal: First goal
    questions: [Why?, How?]
    messages:
      - {id: cost, text: It costs, aida: desire}
      - {id: gain, text: It pays}
  - id: two
    name: Two
    goal: Second goal
  - id: three
    name: Three
"""
VARIATION = """\
extends: base
title: Variation
stages:
  - id: one
    goal: Another goal
    questions: [When?]
    messages:
      - {id: gain, remove: true}
      - {id: cost, text: It is cheap}
      - {id: new, text: It is new}
  - {id: extra, name: Extra, after: one}
  - {id: first, name: First, before: one}
  - {id: three, remove: true}
"""
FILES = {
    "personas/ada.yml": "name: Ada\n",
    "journeys/base.yml": BASE,
    "journeys/other.yml": "title: Other\nstages: [{id: a, name: A}]\n",
    "journeys/own.yml": VARIATION,
}


@pytest.fixture
def own(tmp_path: Path) -> Journey:
    """Return the small variation."""
    return journey_of(handbook_of(tmp_path, FILES), "own")


def test_stages_are_removed_added_at_their_place_and_kept_in_order(own: Journey) -> None:
    assert [stage.id for stage in own.stages] == ["first", "one", "extra", "two"]
    assert [stage.number for stage in own.stages] == [1, 2, 3, 4]


def test_an_untouched_stage_is_inherited_with_the_file_and_line_of_its_base(own: Journey) -> None:
    two = stage_of(own, "two")
    assert two.origin.inherited()
    assert str(two.origin.position()) == "content/journeys/base.yml:13:5"
    assert str(two.origin.position("goal")) == "content/journeys/base.yml:15:11"


def test_an_overridden_value_is_not_inherited_and_its_neighbours_are(own: Journey) -> None:
    one = stage_of(own, "one")
    assert (one.name, one.goal) == ("One", "Another goal")
    assert not one.origin.inherited()
    assert not one.origin.inherited("goal")
    assert str(one.origin.position("goal")) == "content/journeys/own.yml:5:11"
    assert one.origin.inherited("name")
    assert str(one.origin.position("name")) == "content/journeys/base.yml:7:11"
    assert own.origin.inherited("summary")
    assert not own.origin.inherited("title")


def test_records_merge_by_id_and_other_lists_are_replaced(own: Journey) -> None:
    one = stage_of(own, "one")
    assert [(message.id, message.text, message.aida) for message in one.messages] == [
        ("cost", "It is cheap", "desire"),
        ("new", "It is new", None),
    ]
    assert one.messages[0].origin.inherited("aida")
    assert [question.text for question in one.questions] == ["When?"]


def test_a_comparison_is_not_inherited_and_a_persona_is(own: Journey) -> None:
    assert own.compare_to is None
    assert [persona.id for persona in own.personas] == ["ada"]
    assert own.base is not None
    assert own.base.variations == (own,)
    assert own.base.compare_to is not None


def test_nothing_in_a_journey_of_its_own_is_inherited(handbook: Handbook) -> None:
    for journey in handbook.journeys:
        if journey.base is None:
            assert {node.position.path for node in walk(journey.origin.node)} == {
                journey.origin.file
            }


def test_every_value_of_a_sample_variation_stands_where_it_says(handbook: Handbook) -> None:
    variations = [journey for journey in handbook.journeys if journey.base]
    assert len(variations) == 4
    for journey in variations:
        assert journey.base is not None
        files = {journey.origin.file, journey.base.origin.file}
        lines = {name: (ROOT / name).read_text(encoding="utf-8").splitlines() for name in files}
        seen = set()
        for node in walk(journey.origin.node):
            place = node.position
            seen.add(place.path)
            there = lines[place.path][place.line - 1][place.column - 1 :]
            if isinstance(node, Scalar) and not there.startswith(("|", ">")):
                assert there.lstrip("\"'").startswith(node.text.split("\n")[0][:40])
        assert seen == files


def test_sample_variations_have_the_stages_they_ask_for(handbook: Handbook) -> None:
    base = [stage.id for stage in journey_of(handbook, "b2b-buying").stages]
    assert [stage.id for stage in journey_of(handbook, "finance-checks").stages] == [
        name for name in base if name != "launch"
    ]
    review = base.index("shortlist") + 1
    assert [stage.id for stage in journey_of(handbook, "it-validates").stages] == [
        *base[:review],
        "data-review",
        *base[review:],
    ]


def test_what_a_sample_variation_does_not_say_is_its_bases(handbook: Handbook) -> None:
    finance = journey_of(handbook, "finance-checks")
    source = (ROOT / finance.origin.file).read_text(encoding="utf-8")
    assert finance.base is not None
    for stage in finance.stages:
        written = re.split(r"\n  - id: ", source)
        (own,) = [part for part in written if part.startswith(f"{stage.id}\n")]
        for field in ("goal", "mindset", "summary", "duration"):
            says_it = f"\n    {field}:" in own
            assert stage.origin.inherited(field) != says_it
            base: Any = getattr(stage_of(finance.base, stage.id), field)
            assert says_it or getattr(stage, field) == base


def test_a_chain_inherits_from_all_its_links(tmp_path: Path) -> None:
    stages = "[{id: two, goal: Third goal}, {id: extra, remove: true}]"
    last = f"extends: own\ntitle: Last\nstages: {stages}"
    journey = journey_of(handbook_of(tmp_path, {**FILES, "journeys/last.yml": last}), "last")
    assert [stage.id for stage in journey.stages] == ["first", "one", "two"]
    paths = {node.position.path for node in walk(journey.origin.node)}
    assert paths == {f"content/journeys/{name}.yml" for name in ("base", "own", "last")}
    assert stage_of(journey, "two").goal == "Third goal"
    assert stage_of(journey, "one").goal == "Another goal"
    assert stage_of(journey, "one").origin.inherited("goal")


def test_a_stage_of_the_base_may_be_moved(tmp_path: Path) -> None:
    moved = "extends: base\ntitle: Own\nstages: [{id: three, before: one}]\n"
    journey = journey_of(handbook_of(tmp_path, {**FILES, "journeys/own.yml": moved}), "own")
    assert [stage.id for stage in journey.stages] == ["three", "one", "two"]
    assert stage_of(journey, "three").name == "Three"


def test_nothing_written_takes_nothing_away(tmp_path: Path) -> None:
    empty = "extends: base\ntitle: Own\nsummary:\nstages: [{id: one, goal: ~, messages: }]\n"
    journey = journey_of(handbook_of(tmp_path, {**FILES, "journeys/own.yml": empty}), "own")
    one = stage_of(journey, "one")
    assert (journey.summary, one.goal, len(one.messages)) == ("From the base", "First goal", 2)
    assert one.origin.inherited("goal")


def test_an_empty_list_replaces_the_bases(tmp_path: Path) -> None:
    empty = "extends: base\ntitle: Own\nstages: [{id: one, messages: [], questions: []}]\n"
    one = stage_of(
        journey_of(handbook_of(tmp_path, {**FILES, "journeys/own.yml": empty}), "own"), "one"
    )
    assert (one.messages, one.questions) == ((), ())


def test_personas_of_a_variation_take_the_place_of_the_bases_persona(tmp_path: Path) -> None:
    files = {**FILES, "personas/eve.yml": "name: Eve\n"}
    files["journeys/own.yml"] = "extends: base\ntitle: Own\npersonas: [eve]\n"
    journey = journey_of(handbook_of(tmp_path, files), "own")
    assert [persona.id for persona in journey.personas] == ["eve"]
