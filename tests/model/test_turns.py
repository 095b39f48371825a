"""The order of journeys: that of their personas, and a base map before what varies it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_journeys.insight.folding import folded
from mkdocs_journeys.model import Handbook
from tests.model.loading import handbook_of, journey_of

STAGES = "stages: [{id: one, name: One, pain_points: [It hurts]}]\n"

FILES = {
    "personas/ada.yml": "name: Ada\npriority: secondary\n",
    "personas/bob.yml": "name: Bob\npriority: strategic\n",
    "personas/cyd.yml": "name: Cyd\npriority: secondary\n",
    "journeys/a-base.yml": f"title: Base\n{STAGES}",
    "journeys/b-cyds.yml": "title: Cyd's\npersona: cyd\nextends: a-base\n",
    "journeys/c-bobs.yml": "title: Bob's\npersona: bob\nextends: a-base\n",
    "journeys/d-adas.yml": "title: Ada's\npersona: ada\nextends: a-base\n",
    "journeys/e-nobodys.yml": f"title: Nobody's\n{STAGES}",
    "journeys/f-bobs.yml": f"title: Bob's own\npersona: bob\n{STAGES}",
}


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    return handbook_of(tmp_path_factory.mktemp("turns"), FILES)


def test_journeys_come_as_their_personas_do_and_those_of_nobody_last(handbook: Handbook) -> None:
    assert [persona.name for persona in handbook.personas] == ["Bob", "Ada", "Cyd"]
    assert [journey.id for journey in handbook.journeys] == [
        "a-base",  # before the first that varies it
        "c-bobs",
        "f-bobs",
        "d-adas",
        "b-cyds",
        "e-nobodys",
    ]


def test_variations_come_as_their_personas_do(handbook: Handbook) -> None:
    varied = journey_of(handbook, "a-base").variations
    assert [journey.id for journey in varied] == ["c-bobs", "d-adas", "b-cyds"]


def test_what_several_share_names_them_in_the_same_order(handbook: Handbook) -> None:
    first, *_ = folded(handbook, lambda stage: stage.pain_points)
    assert [persona.name for persona in first.personas] == ["Bob", "Ada", "Cyd"]


def test_a_base_map_comes_before_a_variation_whose_persona_comes_first(tmp_path: Path) -> None:
    files = {
        "personas/ada.yml": "name: Ada\n",
        "personas/bob.yml": "name: Bob\n",
        "journeys/bobs.yml": f"title: Bob's\npersona: bob\n{STAGES}",
        "journeys/adas.yml": "title: Ada's\npersona: ada\nextends: bobs\n",
        "journeys/adas-own.yml": f"title: Ada's own\npersona: ada\n{STAGES}",
    }
    found = [journey.id for journey in handbook_of(tmp_path, files).journeys]
    assert found.index("bobs") < found.index("adas")
