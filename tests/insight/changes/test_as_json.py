"""Changes as JSON: the schema describes them, whatever stands in them."""

from __future__ import annotations

import copy
import json
from pathlib import Path

from jsonschema import Draft202012Validator

from mkdocs_journeys.insight import changes
from mkdocs_journeys.insight.changes import as_json, changes_between
from tests.insight.changes.editing import TREES, load_trees

SCHEMA = json.loads(
    Path(changes.__file__).with_name("changes.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_one_and_names_its_version() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["version"]["const"] == 1
    assert SCHEMA["$id"].endswith(":1")


def test_every_field_that_is_written_is_in_the_schema() -> None:
    trees = copy.deepcopy(TREES)
    trees["journeys/buys.yml"]["stages"][0]["kpis"][0]["target"] = 200
    trees["personas/ada.yml"]["tags"] = ["morning", "new"]
    trees["personas/ada.yml"]["decision_criteria"].reverse()
    trees["personas/cleo.yml"] = {"name": "Cleo"}
    del trees["personas/bob.yml"]
    written = as_json(changes_between(load_trees(TREES), load_trees(trees)))
    VALIDATOR.validate(written)
    known = {key for part in SCHEMA["$defs"].values() for key in part.get("properties", {})}
    known |= set(SCHEMA["properties"])
    assert {key for change in written["changes"] for key in change} <= known
    for change in written["changes"]:
        for part in (change["before"], change["after"], change["reach"], change.get("comparison")):
            assert set(part or {}) <= known


def test_a_change_that_lacks_its_side_is_refused_by_the_schema() -> None:
    trees = {**TREES, "personas/cleo.yml": {"name": "Cleo"}}
    written = as_json(changes_between(load_trees(TREES), load_trees(trees)))
    (change,) = written["changes"]
    change["after"] = None
    assert not VALIDATOR.is_valid(written)


def test_hostile_texts_are_carried_as_they_are() -> None:
    hostile = 'a | b `c` <script>alert(1)</script> @team [x](javascript:alert) \u202e\n"'
    trees = copy.deepcopy(TREES)
    trees["journeys/buys.yml"]["stages"][0]["goal"] = hostile
    written = as_json(changes_between(load_trees(TREES), load_trees(trees)))
    VALIDATOR.validate(written)
    assert json.loads(json.dumps(written))["changes"][0]["after"]["value"] == hostile
