"""What leads from stage to stage, and from an opportunity to the pain points it answers."""

from __future__ import annotations

from pathlib import Path

from mkdocs_journeys.model import Handbook, Journey
from tests.model.loading import handbook_of, journey_of, stage_of

JOURNEY = """\
title: Buys
stages:
  - id: one
    name: One
    x-fact: Kept
    pain_points: [{id: dear, text: Dear}, {id: slow, text: Slow}, Unnamed]
    opportunities:
      - {text: Cut, answers: [dear, slow]}
      - {text: Wait, answers: [two/dear]}
  - id: two
    name: Two
    next: [{stage: one, share: 40%, when: Unsure}, {exit: Leaves, share: 60%}]
    pain_points: [{id: dear, text: Dear again}]
    opportunities: [{text: Cut, answers: [dear, one/dear]}]
  - id: three
    name: Three
"""


def journey(folder: Path) -> Journey:
    """Load the journey."""
    return journey_of(handbook_of(folder, {"journeys/buys.yml": JOURNEY}), "buys")


def test_a_stage_that_says_nothing_leads_to_the_following_one(tmp_path: Path) -> None:
    one, two, three = journey(tmp_path).stages
    (way,) = one.next
    assert (way.stage, way.exit, way.share, way.written) == (two, None, None, False)
    assert two.next_stage is three
    assert two.previous_stage is one
    assert one.previous_stage is None


def test_the_last_stage_leads_nowhere_by_itself(tmp_path: Path) -> None:
    three = journey(tmp_path).stages[-1]
    assert three.next == ()
    assert three.next_stage is None


def test_written_ways_replace_the_one_to_the_following_stage(tmp_path: Path) -> None:
    one, two, _ = journey(tmp_path).stages
    back, out = two.next
    assert (back.stage, back.share, back.when, back.written) == (one, 40, "Unsure", True)
    assert (out.stage, out.exit, out.share, out.written) == (None, "Leaves", 60, True)


def test_a_stage_is_linked_from_the_written_ways_to_it(tmp_path: Path) -> None:
    one, two, _ = journey(tmp_path).stages
    assert one.backlinks == (two.next[0],)
    assert two.backlinks == ()


def test_a_way_that_nobody_wrote_has_no_facts_of_its_own(tmp_path: Path) -> None:
    one = journey(tmp_path).stages[0]
    assert one.extra == {"x-fact": ("Kept",)}
    assert one.next[0].extra == {}


def test_an_answer_means_a_pain_point_of_its_stage_unless_it_names_another(tmp_path: Path) -> None:
    one, two, _ = journey(tmp_path).stages
    cut, wait = one.opportunities
    assert cut.answers == (one.pain_points[0], one.pain_points[1])
    assert wait.answers == (two.pain_points[0],)
    assert two.opportunities[0].answers == (two.pain_points[0], one.pain_points[0])


def test_a_pain_point_knows_what_answers_it(tmp_path: Path) -> None:
    one, two, _ = journey(tmp_path).stages
    dear, slow, unnamed = one.pain_points
    assert dear.answered_by == (one.opportunities[0], two.opportunities[0])
    assert slow.answered_by == (one.opportunities[0],)
    assert unnamed.answered_by == ()


def test_ways_of_the_sample_stay_within_their_journey(handbook: Handbook) -> None:
    for sample in handbook.journeys:
        for stage in sample.stages:
            for way in stage.next:
                assert (way.stage is None) != (way.exit is None)
                assert way.stage is None or way.stage in sample.stages
            for opportunity in stage.opportunities:
                for point in opportunity.answers:
                    assert point.parent in sample.stages
            assert stage_of(sample, stage.id) is stage
