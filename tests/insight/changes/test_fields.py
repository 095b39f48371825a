"""Nothing that authors can write is forgotten: every field of every record counts."""

from __future__ import annotations

import copy
import datetime as dt
import typing
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from mkdocs_journeys import model
from mkdocs_journeys.insight.changes import ChangeClass, changes_between
from mkdocs_journeys.insight.changes.fields import (
    COLLECTIONS,
    FIELDS,
    KINDS,
    MAIN,
    POINTING,
    Shape,
)
from mkdocs_journeys.model import Handbook, Record
from mkdocs_journeys.model.records import Named, Preference
from mkdocs_journeys.source.schema import (
    LIBRARIES,
    Draft,
    HandbookDraft,
    JourneyDraft,
    PersonaDraft,
)
from mkdocs_journeys.source.schema.drafts import record_at
from tests.insight.changes.editing import FILES, TREES, Tree, Way, at, load_trees, ways_in

RECORDS = [
    kind
    for name in model.__all__
    if is_dataclass(kind := getattr(model, name))
    and isinstance(kind, type)
    and (issubclass(kind, Record) or kind is Handbook)
    and kind not in (Record, Named, Preference)  # a preference is an entry of a mapping in YAML
]
DERIVED: dict[type, set[str]] = {
    Record: {"origin", "parent", "backlinks"},
    Handbook: {"origin", "named", "linked", *COLLECTIONS},
    model.Persona: {"accent"},
    model.Journey: {"variations"},
    Preference: set(),
    model.Next: {"written", "extra"},
    **{kind: {"extra"} for kind in (model.Emotion, model.Gap, model.Phase)},
    **{kind: {"extra"} for kind in (model.Role, model.Trait)},
}
"""What the model works out or leaves empty; nobody writes it."""


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_field_of_the_model_is_in_the_table_once(kind: Any) -> None:
    derived = set().union(*(names for above, names in DERIVED.items() if issubclass(kind, above)))
    told = [item.name for item in FIELDS[kind]]
    assert sorted(told) == sorted({item.name for item in fields(kind)} - derived)


def test_every_record_has_a_name_in_changes_and_is_known_by_something() -> None:
    assert set(FIELDS) == set(KINDS) == set(RECORDS)
    assert len(set(KINDS.values())) == len(KINDS)
    for items in FIELDS.values():
        for item in items:
            if item.shape is Shape.RECORDS:
                assert item.record is not None
                named = any(one.shape is Shape.ID for one in FIELDS[item.record])
                assert named or item.record in MAIN or item.record in POINTING


def test_what_others_rely_on_breaks_when_it_goes() -> None:
    shared = {*COLLECTIONS.values(), model.Stage, model.Phase}
    for kind, items in FIELDS.items():
        for item in items:
            if item.shape is Shape.ID:
                assert (item.changed is ChangeClass.BREAKING) == (kind in shared)
            else:
                assert item.changed is not ChangeClass.BREAKING
            if item.shape is Shape.RECORDS:
                assert (item.removed is ChangeClass.BREAKING) == (item.record in shared)


def drafts_in(annotation: Any) -> set[type[BaseModel]]:
    """Return the records in what a field of the schema may hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return set().union(*map(drafts_in, typing.get_args(annotation)))


def records_below(draft: type[BaseModel]) -> set[type[BaseModel]]:
    """Return a record of the schema and all that may be in it."""
    below = [drafts_in(info.annotation) for info in draft.model_fields.values()]
    return {draft}.union(*(records_below(one) for one in set().union(*below)))


def draft_of(file: str) -> type[Draft]:
    """Return the record that a file holds, or each entry of a file of the library."""
    if file.startswith("library/"):
        return LIBRARIES[Path(file).stem][1]
    folders: dict[str, type[Draft]] = {"personas": PersonaDraft, "journeys": JourneyDraft}
    return folders.get(file.partition("/")[0], HandbookDraft)


INSTRUCTIONS = {"remove", "after", "before"}
"""What a variation says of the base map's records: merged away, and seen in what comes of it."""


def test_the_handbook_of_these_tests_says_something_in_every_field() -> None:
    drafts = set().union(*(records_below(draft_of(file)) for file in FILES))
    authored = {
        (draft, info.alias or name)
        for draft in drafts
        for name, info in draft.model_fields.items()
        if name not in INSTRUCTIONS
    }
    said = set()
    for file, tree in TREES.items():
        for way in ways_in(tree):
            below = way[1:] if file.startswith("library/") else way
            record = record_at(draft_of(file), below[:-1]) if below else None
            if record is not None:
                said.add((record, below[-1]))
    assert authored <= said
    extra = {draft for draft, key in said if str(key).startswith("x-")}
    assert extra == {draft for draft in drafts if issubclass(draft, Draft) and draft.takes_facts()}


OTHERS: dict[str, list[str]] = {
    "locale": ["fr"],
    "evidence_age": ["2 years"],
    "review_every": ["1 year"],
    "reviewed": ["2026-09-02"],
    "due": ["2027-01-01"],
    "updated": ["2026-01-01"],
    "date": ["2026-01-01"],
    "priority": ["secondary", "strategic"],
    "basis": ["target"],
    "state": ["target", "current"],
    "reach": ["internal"],
    "medium": ["online"],
    "better": ["up", "down"],
    "kind": ["survey"],
    "severity": ["low"],
    "status": ["done"],
    "aida": ["desire"],
    "owner": ["bakers"],
    "channel": ["phone"],
    "compare_to": ["bob-buys"],
    "extends": ["dreams"],
    "persona": ["bob", "ada"],
    "phase": ["after", "before"],
    "share": ["10%"],
    "url": ["https://example.com/other"],
    "link": ["https://example.com/other"],
    "lane-missing": ["warning"],
    "unused-record": ["off"],
}
"""What else the fields may say that do not take any text."""
REFERENCES: dict[str, list[str]] = {
    "kpi": ["visits", "waiting"],
    "touchpoint": ["window", "shop"],
    "stage": ["home", "shop"],
}
LISTED: dict[str, list[str]] = {
    "personas": ["ada", "bob"],
    "evidence": ["counts", "talks"],
    "teams": ["bakers", "sales"],
    "lanes": ["mindset", "next"],
    "answers": ["no-sign", "shop/no-change"],
    "see": ["crust", "crumb"],
    "kpis": ["waiting", "visits"],
    "touchpoints": ["shop", "window"],
    "content": ["leaflet"],
}


def other(tree: Tree, way: Way) -> Any:
    """Return something else that may stand at a place, None where it can only be left out."""
    value = at(tree, way)
    key = next(key for key in reversed(way) if isinstance(key, str))
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return next(number for number in (0 if key == "score" else 3, 2) if number != value)
    if key in REFERENCES:
        return next(name for name in REFERENCES[key] if name != value)
    if isinstance(way[-1], int) and key in LISTED:
        there = at(tree, way[:-1])
        return next((name for name in LISTED[key] if name not in there), None)
    if key == "aida" and len(way) > 1 and way[-2] == "stages":
        return None
    if key == "content":
        return {"gap": "Something"}
    if key == "id":
        return f"{value}-new"
    return next((one for one in OTHERS.get(key, [f"{value} anew"]) if one != value), None)


EDITS = [
    (file, way)
    for file, tree in TREES.items()
    for way in ways_in(tree)
    if not isinstance(at(tree, way), dict | list)
]


DEFAULTS = {
    "state": "current",
    "better": "up",
    "reach": "direct",
    "priority": "strategic",
    "basis": "customers",
}
"""Fields that say the same when they are left out."""


@pytest.fixture(scope="module")
def base() -> Handbook:
    return load_trees(TREES)


@pytest.mark.parametrize(("file", "way"), EDITS, ids=str)
def test_another_value_anywhere_is_a_change(base: Handbook, file: str, way: Way) -> None:
    trees = copy.deepcopy(TREES)
    value = other(trees[file], way)
    place = at(trees[file], way[:-1])
    if value is None:
        del place[way[-1]]
    else:
        place[way[-1]] = value
    assert changes_between(base, load_trees(trees)).changes


@pytest.mark.parametrize("file", TREES)
def test_leaving_out_anything_is_a_change(base: Handbook, file: str) -> None:
    for way in ways_in(TREES[file]):
        trees = copy.deepcopy(TREES)
        value = at(trees[file], way[:-1]).pop(way[-1])
        same = DEFAULTS.get(str(way[-1])) == value
        assert bool(changes_between(base, load_trees(trees))) != same, way


def test_the_files_of_these_tests_are_read_as_they_are_written() -> None:
    assert set(TREES) == set(FILES)
    assert TREES["personas/ada.yml"]["demographics"] == {"Age": 42, "Place": ["Lille", "Lens"]}
    assert dt.date.fromisoformat(TREES["personas/ada.yml"]["reviewed"])
