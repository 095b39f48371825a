"""The handbook's records: frozen, equal only to themselves, in a stated order."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from mkdocs_journeys import model
from mkdocs_journeys.model import Handbook, Record
from mkdocs_journeys.source.positions import Position
from tests.model.loading import handbook_of
from tests.model.test_backlinks import records_of

KINDS = [
    kind
    for name in model.__all__
    if isinstance(kind := getattr(model, name), type) and issubclass(kind, Record)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_kind_of_record_is_frozen_and_compared_by_identity(kind: type[Record]) -> None:
    parameters = kind.__dataclass_params__  # type: ignore[attr-defined]  # set by @dataclass
    assert parameters.frozen
    assert not parameters.eq
    assert kind.__dictoffset__ == 0  # slots only
    assert kind.__eq__ is object.__eq__


def test_no_field_of_a_record_can_be_set(handbook: Handbook) -> None:
    for record in (handbook, handbook.personas[0], handbook.journeys[0].stages[0].next[0]):
        for field in dataclasses.fields(record):
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(record, field.name, None)


def test_the_same_words_make_two_records(tmp_path: Path) -> None:
    handbook = handbook_of(tmp_path, {"personas/ada.yml": "name: Ada\nneeds: [Rest, Rest]\n"})
    first, second = handbook.personas[0].needs
    assert first.text == second.text
    assert first != second
    assert len({first, second}) == 2


def test_every_record_of_the_sample_knows_where_it_was_written(handbook: Handbook) -> None:
    phases = set(handbook.phases)
    for record in records_of(handbook):
        place = record.origin.position()
        built_in = record in phases
        assert built_in or place.path.startswith("content/")
        assert built_in or record.origin.file.startswith("content/")
        assert place.line >= 1
        assert place.column >= 1


def test_a_place_below_a_record_is_found_as_far_as_it_is_written(tmp_path: Path) -> None:
    text = "name: Ada\ngoals:\n  personal:\n    - Rest\n    - text: Play\n"
    (ada,) = handbook_of(tmp_path, {"personas/ada.yml": text}).personas
    at = ada.origin.position
    assert at() == Position("content/personas/ada.yml", 1, 1)
    assert at("name") == Position("content/personas/ada.yml", 1, 7)
    assert at("goals", "personal", 1, "text") == Position("content/personas/ada.yml", 5, 13)
    assert at("goals", "professional") == at("goals") == Position("content/personas/ada.yml", 3, 3)
    assert at("fears") == at()
    assert ada.personal_goals[0].origin.position() == Position("content/personas/ada.yml", 4, 7)


def test_strategic_personas_come_first_and_both_by_id(tmp_path: Path) -> None:
    files = {
        "personas/ada.yml": "name: Z\npriority: secondary\n",
        "personas/joy.yml": "name: Y\n",
        "personas/eve.yml": "name: X\npriority: strategic\n",
        "personas/kim.yml": "name: A\npriority: secondary\n",
    }
    personas = handbook_of(tmp_path, files).personas
    assert [persona.id for persona in personas] == ["eve", "joy", "ada", "kim"]
    assert [persona.accent for persona in personas] == [0, 1, 2, 3]


def test_variations_follow_their_base_map_by_depth_and_id(tmp_path: Path) -> None:
    alone = "title: T\nstages: [{id: a, name: A}]\n"
    files = {
        "m": alone,
        "a": "title: T\nextends: m\n",
        "z": "title: T\nextends: m\n",
        "b": "title: T\nextends: z\n",
        "k": alone,
        "y": alone,
    }
    handbook = handbook_of(tmp_path, {f"journeys/{name}.yml": text for name, text in files.items()})
    assert [journey.id for journey in handbook.journeys] == ["k", "m", "a", "z", "b", "y"]


def test_the_authors_own_facts_stay_with_their_record(tmp_path: Path) -> None:
    files = {
        "library/channels.yml": "phone: {name: Phone, x-cost: High}\n",
        "personas/ada.yml": "name: Ada\nx-shoe: 38\nchannels: {phone: 3}\n",
    }
    handbook = handbook_of(tmp_path, files)
    (ada,) = handbook.personas
    assert ada.extra == {"x-shoe": ("38",)}
    assert ada.channels[0].extra == {}
    assert handbook.channels[0].extra == {"x-cost": ("High",)}


def test_everything_can_be_found_by_its_address(handbook: Handbook) -> None:
    for (kind, name), record in handbook.named.items():
        assert name == (getattr(record, "address", None) if kind == "stage" else record.id)
    assert len({key for key in handbook.named if key[0] == "stage"}) == sum(
        len(journey.stages) for journey in handbook.journeys
    )
    assert handbook.named["persona", "hr-director"] in handbook.personas
