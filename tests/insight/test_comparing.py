"""What differs between journeys is found whole, and what is equal is never called different."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_journeys.insight.comparing import (
    Comparison,
    Difference,
    common_order,
    compare,
)
from tests.model.loading import handbook_of, journey_of, throwaway

Tree = dict[str, Any]

STAGE: Tree = {
    "id": "first",
    "name": "First look",
    "goal": "Know what it costs",
    "questions": ["What does it cost?", "Who else has it?"],
    "aida": {"attention": "Be seen", "interest": "Be read"},
    "emotion": {"score": -1, "feeling": "doubt", "why": "No price"},
    "steps": [{"id": "looks", "name": "Looks", "emotion": {"score": 0, "feeling": "calm"}}],
    "touchpoints": [{"touchpoint": "site", "importance": 4}, {"touchpoint": "call"}],
    "messages": [{"id": "price", "text": "It costs 10", "content": {"gap": "A price list"}}],
    "kpis": [{"kpi": "leads", "target": 5}],
    "pain_points": [{"id": "hidden", "text": "No price", "severity": "high"}, {"text": "Slow"}],
    "opportunities": [{"id": "show", "text": "Show it", "answers": ["hidden"]}],
    "experiments": [{"id": "try", "hypothesis": "Prices help", "status": "running"}],
    "teams": ["growth"],
    "next": [{"stage": "second", "share": "60%"}, {"exit": "Leaves", "share": "40%"}],
    "x-room": "Blue",
}
BASE: Tree = {
    "title": "Base",
    "summary": "How all buy",
    "objective": "sales",
    "scope": {"from": "A doubt", "to": "A contract"},
    "stages": [STAGE, {"id": "second", "name": "Second look"}],
}
LIBRARY = {
    "library/touchpoints.yml": "site: {name: Site}\ncall: {name: Call}\n",
    "library/kpis.yml": "leads: {name: Leads}\nwins: {name: Wins}\n",
    "library/teams.yml": "growth: {name: Growth}\nsales: {name: Sales}\n",
}


def compared(folder: Path, **journeys: Tree) -> Comparison:
    """Compare journeys of a handbook, in the order given. JSON is YAML."""
    files = {f"journeys/{name}.yml": json.dumps(tree) for name, tree in journeys.items()}
    handbook = handbook_of(folder, {**LIBRARY, **files})
    return compare([journey_of(handbook, name) for name in journeys])


def found(comparison: Comparison) -> list[Difference]:
    """Return all differences, those of stages behind those of the journeys."""
    return [*comparison.general, *(one for of in comparison.stages for one in of.differences)]


def told(comparison: Comparison) -> set[tuple[str, ...]]:
    """Return what differs, by field and the way to it."""
    return {
        (one.field.name, *part.path, part.key) if part.key else (one.field.name, *part.path)
        for one in found(comparison)
        for part in one.parts
    } | {(one.field.name, "there") for one in found(comparison) if not one.in_all}


def test_a_journey_compared_with_its_like_does_not_differ(tmp_path: Path) -> None:
    same = compared(tmp_path, one=BASE, other={**BASE, "title": "Other"})
    assert same.count == 0
    assert (same.general, same.stages) == ((), ())


EDITS: dict[str, tuple[list[Any], Any, set[tuple[str, ...]]]] = {
    "summary": (["summary"], "How one buys", {("summary", "summary")}),
    "scope": (["scope", "to"], "A year", {("scope_to", "scope_to")}),
    "goal": (["stages", 0, "goal"], "Something else", {("goal", "goal")}),
    "no goal": (["stages", 0, "goal"], None, {("goal", "goal")}),
    "a question": (["stages", 0, "questions", 0], "Why?", {("questions", "questions")}),
    "questions turned round": (
        ["stages", 0, "questions"],
        STAGE["questions"][::-1],
        {("questions", "questions")},
    ),
    "objective": (
        ["stages", 0, "aida", "interest"],
        "Be liked",
        {("objectives", "objectives", "interest")},
    ),
    "score": (["stages", 0, "emotion", "score"], 2, {("emotion", "score")}),
    "why": (["stages", 0, "emotion", "why"], "A price", {("emotion", "why")}),
    "no emotion": (["stages", 0, "emotion"], None, {("emotion", "there")}),
    "step's feeling": (
        ["stages", 0, "steps", 0, "emotion", "feeling"],
        "haste",
        {("steps", "emotion", "feeling")},
    ),
    "no feeling at a step": (
        ["stages", 0, "steps", 0, "emotion"],
        None,
        {("steps", "emotion")},
    ),
    "importance": (
        ["stages", 0, "touchpoints", 0, "importance"],
        2,
        {("touchpoints", "importance")},
    ),
    "touchpoints turned round": (
        ["stages", 0, "touchpoints"],
        STAGE["touchpoints"][::-1],
        {("touchpoints", "touchpoints")},
    ),
    "gap": (
        ["stages", 0, "messages", 0, "content", "gap"],
        "A film",
        {("messages", "content")},
    ),
    "target": (["stages", 0, "kpis", 0, "target"], 6, {("kpis", "target")}),
    "another KPI": (["stages", 0, "kpis", 0, "kpi"], "wins", {("kpis", "there")}),
    "severity": (
        ["stages", 0, "pain_points", 0, "severity"],
        "low",
        {("pain_points", "severity")},
    ),
    "answers": (
        ["stages", 0, "opportunities", 0, "answers"],
        None,
        {("opportunities", "answers")},
    ),
    "learning": (
        ["stages", 0, "experiments", 0, "learning"],
        "They do",
        {("experiments", "learning")},
    ),
    "teams": (["stages", 0, "teams"], ["sales"], {("teams", "teams")}),
    "share": (["stages", 0, "next", 0, "share"], "50%", {("next", "share")}),
    "a fact of one's own": (["stages", 0, "x-room"], "Red", {("extra", "extra", "x-room")}),
    "stage's name": (["stages", 1, "name"], "Last look", {("name", "name")}),
    "stages turned round": (
        ["stages"],
        [{key: said for key, said in STAGE.items() if key != "next"}, BASE["stages"][1]][::-1],
        {("stages", "stages"), ("next", "there")},
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_the_only_difference(name: str, tmp_path: Path) -> None:
    path, value, expected = EDITS[name]
    edited = copy.deepcopy(BASE)
    place: Any = edited
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    assert told(compared(tmp_path, one=BASE, other=edited)) == expected


def test_a_stage_that_one_journey_lacks_is_one_difference(tmp_path: Path) -> None:
    third = {"id": "third", "name": "A third look", "goal": "See"}
    more = {**BASE, "stages": [STAGE, third, BASE["stages"][1]]}
    comparison = compared(tmp_path, one=BASE, other=more, third=more)
    (only,) = comparison.stages
    assert [stage and stage.id for stage in only.stages] == [None, "third", "third"]
    assert (only.differences, comparison.count) == ((), 1)


def test_each_value_says_whether_it_is_inherited(tmp_path: Path) -> None:
    varied = {
        "extends": "base",
        "title": "Varied",
        "stages": [
            {
                "id": "first",
                "goal": "Her own",
                "emotion": {"score": 1},
                "pain_points": [{"id": "hidden", "severity": "low"}],
                "messages": [{"id": "price", "remove": True}, {"id": "new", "text": "New"}],
            }
        ],
    }
    # What a variation is to change by id must have ids throughout.
    first = {**STAGE, "pain_points": STAGE["pain_points"][:1]}
    del first["next"]
    base = {**BASE, "stages": [first]}
    other = {**varied, "title": "Other", "stages": [{"id": "first", "goal": "Another"}]}
    comparison = compared(tmp_path, base=base, varied=varied, other=other)
    assert {
        (one.field.name, *part.path): list(part.inherited)
        for one in found(comparison)
        for part in one.parts
    } == {
        ("goal", "goal"): [False, False, False],
        ("emotion", "score"): [False, False, True],
        ("pain_points", "severity"): [False, False, True],
    }
    there = {
        tuple(map(one.main.said, range(3)))
        for one in found(comparison)
        if one.field.name == "messages" and one.main
    }
    assert there == {("It costs 10", None, "It costs 10"), (None, "New", None)}


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        (["abc", "abc"], "abc"),
        (["ac", "abc"], "abc"),
        (["abc", "xac"], "xabc"),
        (["ab", "abcd", "aXb"], "aXbcd"),
        (["ab", "ba"], "ab"),
        (["", "ab"], "ab"),
    ],
)
def test_what_one_list_lacks_stands_behind_what_it_follows(lists: list[str], expected: str) -> None:
    assert "".join(common_order(lists)) == expected


# --- a law, on generated variations

TEXTS = st.sampled_from(["one", "two", "three"])
POINT: st.SearchStrategy[Tree] = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b"]), "text": TEXTS}
)
POINTS = st.lists(POINT, max_size=2, unique_by=lambda one: str(one["id"]))
VARIED = st.fixed_dictionaries(
    {},
    optional={
        "goal": TEXTS,
        "questions": st.lists(TEXTS, max_size=2, unique=True),
        "aida": st.dictionaries(st.sampled_from(["attention", "desire"]), TEXTS, max_size=2),
        "emotion": st.fixed_dictionaries({"score": st.integers(-2, 2)}, optional={"why": TEXTS}),
        "pain_points": POINTS,
    },
)


@settings(max_examples=60)
@given(st.lists(VARIED, min_size=2, max_size=3))
def test_a_field_is_told_exactly_where_its_values_differ(stages: list[Tree]) -> None:
    trees = {
        f"j{number}": {"title": "T", "stages": [{"id": "s", "name": "S", **stage}]}
        for number, stage in enumerate(stages)
    }
    with throwaway() as folder:
        comparison = compared(folder, **trees)
    keys = ("goal", "questions", "aida", "emotion", "pain_points")
    expected = {key for key in keys if any(_said(s, key) != _said(stages[0], key) for s in stages)}
    assert {one.field.key[0] for one in found(comparison)} == expected
    for one in found(comparison):
        for part in one.parts:
            plain = [json.dumps(part.said(number)) for number in range(len(stages))]
            assert len(set(plain)) > 1, "nothing that is equal is shown as different"


def _said(stage: Tree, key: str) -> Any:
    return stage.get(key) or None
