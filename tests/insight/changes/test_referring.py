"""A record of the library with another id and another name, and whatever refers to it moved."""

from __future__ import annotations

import copy
import json

import pytest

from mkdocs_journeys.insight.changes import as_json, changes_between, read_handbook
from tests.insight.changes.applying import applied, pruned
from tests.insight.changes.editing import TREES, Tree, load_trees
from tests.insight.changes.test_properties import renamed

OWN = {
    "sales": ("teams", {"name": "People who sell"}),
    "leaflet": ("content", {"name": "Folded card", "format": "paper"}),
    "visits": ("kpis", {"name": "Footfall", "unit": "people"}),
    "window": ("touchpoints", {"name": "Behind glass", "medium": "online"}),
}
"""Records, the library that has them, and what they say after they moved."""


def moved(record: str) -> dict[str, Tree]:
    """Return the files with another id of a record wherever it stands, and other words in it."""
    library, words = OWN[record]
    trees = copy.deepcopy(renamed(TREES, record))
    trees[f"library/{library}.yml"][f"{record}-2"].update(words)
    return trees


def told(base: dict[str, Tree], head: dict[str, Tree]) -> list[tuple[str, str]]:
    """Return kind and field of every change of a library's record."""
    changes = as_json(changes_between(load_trees(base), load_trees(head)))["changes"]
    return [
        (one["change"], (one["after"] or one["before"])["field"])
        for one in changes
        if one["record"] in ("team", "content", "kpi", "touchpoint")
    ]


@pytest.mark.parametrize("record", OWN)
def test_it_is_one_rename_from_either_side(record: str) -> None:
    fields = sorted(OWN[record][1])
    expected = [("record-renamed", ""), *(("value-changed", field) for field in fields)]
    assert sorted(told(TREES, moved(record))) == sorted(expected)
    assert sorted(told(moved(record), TREES)) == sorted(expected)
    before, after = load_trees(TREES), load_trees(moved(record))
    found = changes_between(before, after)
    assert {one.subject.id for one in found} == {f"{record}-2"}, "references follow"
    written = json.loads(json.dumps(as_json(found)))
    assert applied(read_handbook(before), written) == pruned(read_handbook(after))


def of_a_crew(id_: str, name: str) -> dict[str, Tree]:
    """Return the files with a team of this id that owns a KPI and works in a stage."""
    trees = copy.deepcopy(TREES)
    trees["library/teams.yml"][id_] = {"name": name, "contact": "#ovens"}
    trees["library/kpis.yml"]["waiting"]["owner"] = id_
    trees["journeys/buys.yml"]["stages"][2]["teams"] = [id_]
    return trees


def test_it_may_have_little_but_its_references_in_common() -> None:
    base, head = of_a_crew("ovens", "The bakehouse"), of_a_crew("crew", "Night shift")
    assert told(base, head) == [("record-renamed", ""), ("value-changed", "name")]


def test_one_reference_that_was_dropped_tells_two_records() -> None:
    base, head = of_a_crew("ovens", "The bakehouse"), of_a_crew("crew", "Night shift")
    del head["journeys/buys.yml"]["stages"][2]["teams"]
    kinds = [kind for kind, field in told(base, head) if not field]
    assert kinds == ["record-removed", "record-added"]


def test_another_record_in_the_same_places_is_no_rename() -> None:
    head = moved("visits")
    head["library/kpis.yml"]["visits-2"] = {
        "name": "Promoters", "formula": "fans less critics", "unit": "count", "better": "up",
        "source": "Interviews", "owner": "sales",
    }  # fmt: skip
    assert [kind for kind, _ in told(TREES, head)] == ["record-removed", "record-added"]


def test_two_that_could_each_be_the_other_are_told_as_what_they_are() -> None:
    base, head = copy.deepcopy(TREES), copy.deepcopy(TREES)
    for trees, ids in ((base, "ab"), (head, "cd")):
        trees["library/teams.yml"] |= {
            id_: {"name": f"Number {id_}", "contact": "#the-same-room"} for id_ in ids
        }
        trees["journeys/buys.yml"]["stages"][2]["teams"] = list(ids)
    # As like as two peas: without this the likeness of the words alone would pair them.
    for place, id_ in enumerate("cd"):
        head["library/teams.yml"][id_]["name"] = f"Whole new words, {place} of them, for it"
    assert [kind for kind, _ in told(base, head)] == [
        *["record-removed"] * 2,
        *["record-added"] * 2,
    ]


def test_records_that_nothing_refers_to_are_told_as_what_they_are() -> None:
    base, head = copy.deepcopy(TREES), copy.deepcopy(TREES)
    base["library/teams.yml"]["ovens"] = {"name": "Ovens", "contact": "#heat"}
    head["library/teams.yml"]["fires"] = {"name": "Fires", "contact": "#heat"}
    assert [kind for kind, _ in told(base, head)] == ["record-removed", "record-added"]
