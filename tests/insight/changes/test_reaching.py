"""Whom a change reaches: every page that shows it, and no other."""

from __future__ import annotations

import copy
from typing import Any

from mkdocs_journeys.insight.changes import Change, changes_between
from tests.insight.changes.editing import TREES, Tree, load_trees


def change_of(edits: dict[str, Tree], of: str, base: dict[str, Tree] = TREES) -> Change:
    """Return the one change of a page, by kind and id, that the files with these edits make."""
    found = changes_between(load_trees(base), load_trees({**base, **edits}))
    (change,) = (one for one in found if f"{one.subject.kind} {one.subject.id}" == of)
    return change


def less_stage(file: str, stage: str) -> dict[str, Tree]:
    journey: Any = copy.deepcopy(TREES[file])
    journey["stages"] = [one for one in journey["stages"] if one["id"] != stage]
    return {file: journey}


def test_a_stage_that_went_from_a_base_map_reaches_a_variation_that_said_more_of_it() -> None:
    edits = less_stage("journeys/buys.yml", "hungry") | less_stage(
        "journeys/bob-buys.yml", "hungry"
    )
    change = change_of(edits, "stage buys/hungry")
    assert change.reach.variations == (), "the variation told it in other words"
    assert change.reach.journeys == ("buys", "bob-buys")
    assert change.reach.stages == ("buys/hungry", "bob-buys/hungry")
    assert change.reach.personas == ("ada", "bob")


def test_a_variation_that_never_had_the_stage_is_not_reached() -> None:
    without = copy.deepcopy(TREES["journeys/bob-buys.yml"])
    without["stages"].append({"id": "home", "remove": True})
    base = {**TREES, "journeys/bob-buys.yml": without}
    edits = less_stage("journeys/buys.yml", "home")
    edits["journeys/bob-buys.yml"] = TREES["journeys/bob-buys.yml"]
    change = change_of(edits, "stage buys/home", base)
    assert change.reach.stages == ("buys/home",)


def test_a_journey_that_came_whole_reaches_each_of_its_stages() -> None:
    copied = {"journeys/sells.yml": {"extends": "buys", "title": "Bob sells", "persona": "bob"}}
    change = change_of(copied, "journey sells")
    assert change.reach.stages == ("sells/hungry", "sells/shop", "sells/home")
    assert change.reach.personas == ("bob",)


def test_a_team_reaches_the_stages_that_show_what_it_owns() -> None:
    libraries = {
        f"library/{name}.yml": copy.deepcopy(TREES[f"library/{name}.yml"])
        for name in ("kpis", "content", "touchpoints", "teams")
    }
    libraries["library/teams.yml"]["guests"] = {"name": "Guests"}
    for record, file in (("waiting", "kpis"), ("leaflet", "content"), ("shop", "touchpoints")):
        base = copy.deepcopy({**TREES, **libraries})
        base[f"library/{file}.yml"][record]["owner"] = "guests"
        teams = {**base["library/teams.yml"], "guests": {"name": "Our guests"}}
        change = change_of({"library/teams.yml": teams}, "team guests", base)
        assert "buys/hungry" in change.reach.stages, file
