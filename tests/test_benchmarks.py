"""The handbooks that benchmarks measure on: without faults, of the size asked for, always the same.

How fast anything is, no test asks: that depends on the machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from benchmarks import results, scale
from benchmarks.handbooks import DAY, STAGES, handbook, write
from mkdocs_journeys.site import Loaded, load
from mkdocs_journeys.source.schema import Draft, JourneyDraft, PersonaDraft
from mkdocs_journeys.source.schema.library import LIBRARIES


def test_the_page_on_scale_says_what_was_measured() -> None:
    measured = results.RESULTS.read_text(encoding="utf-8")
    assert scale.PAGE.read_text(encoding="utf-8") == scale.page(measured)
    at_500 = dict(scale.table_of(measured.partition("## Whole builds of 500 ")[2]))
    for build in ("mkdocs-journeys, cold", "mkdocs-journeys, warm"):
        assert f"| {at_500[build]['median']} |" in scale.PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Make a handbook of 30 journeys that say all they can."""
    return handbook(30)


@pytest.fixture(scope="module")
def folder(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write it."""
    place = tmp_path_factory.mktemp("made-up")
    write(place, files)
    return place


@pytest.fixture(scope="module")
def loaded(folder: Path) -> Loaded:
    """Load it."""
    return load(folder, day=DAY)


def test_a_made_up_handbook_has_no_fault_and_no_finding(loaded: Loaded) -> None:
    assert loaded.diagnostics == ()


def test_it_has_the_journeys_asked_for_and_eight_stages_in_each(loaded: Loaded) -> None:
    journeys = loaded.handbook.journeys
    assert len(journeys) == 30
    assert {len(journey.stages) for journey in journeys} == {STAGES} == {8}
    assert any(journey.base for journey in journeys)
    assert any(journey.compare_to for journey in journeys)


def keys_in(value: Any) -> set[str]:
    """Return every key in some YAML."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_in, value.values()))
    return set().union(*map(keys_in, value)) if isinstance(value, list) else set()


def fields_of(annotation: Any) -> set[str]:
    """Return every field of a draft and of those it holds, as authors write them."""
    if isinstance(annotation, type) and issubclass(annotation, Draft):
        fields = annotation.model_fields.items()
        own = {info.alias or name for name, info in fields}
        return own.union(*(fields_of(info.annotation) for _, info in fields))
    return set().union(*map(fields_of, get_args(annotation)))


def test_every_field_of_the_format_is_written_somewhere(files: dict[str, str]) -> None:
    texts = [text for name, text in files.items() if name.endswith(".yml")]
    written = keys_in([yaml.load(text, Loader=yaml.CSafeLoader) for text in texts])
    known = set().union(*map(fields_of, (PersonaDraft, JourneyDraft)))
    known |= set().union(*(fields_of(draft) for _, draft in LIBRARIES.values()))
    assert known - written == set()


def test_routes_lead_back_and_stages_of_a_base_map_are_replaced(loaded: Loaded) -> None:
    journeys = loaded.handbook.journeys
    for journey in journeys:
        places = {stage.id: number for number, stage in enumerate(journey.stages)}
        ways = [
            (places[stage.id], places[way.stage.id])
            for stage in journey.stages
            for way in stage.next
            if way.stage
        ]
        assert any(onto < begin for begin, onto in ways), journey.id
    first = {journey.stages[0].id for journey in journeys}
    last = {journey.stages[-1].id for journey in journeys}
    assert (first, last) == ({"stage-0", "stage-1"}, {"stage-8", "stage-9"})


def test_every_persona_has_a_portrait(files: dict[str, str], loaded: Loaded) -> None:
    portraits = [persona.portrait for persona in loaded.handbook.personas]
    assert portraits
    assert all(portrait and files[portrait].startswith("<svg ") for portrait in portraits)


def test_the_texts_vary(files: dict[str, str]) -> None:
    journeys = [text for name, text in files.items() if name.startswith("journeys/")]
    lines = [line.strip() for text in journeys for line in text.splitlines() if len(line) > 60]
    assert len(set(lines)) > 0.9 * len(lines)


@pytest.mark.parametrize("size", [None, 6_000])
def test_the_same_arguments_make_the_same_bytes(size: int | None) -> None:
    made = [handbook(5, size=size, seed=seed) for seed in (1, 1, 2)]
    assert made[0] == made[1]
    assert list(made[0]) == list(made[1])
    assert made[0] != made[2]


@pytest.mark.parametrize("size", [5_000, 6_000, 9_000])
def test_files_have_the_size_asked_for(size: int, tmp_path: Path) -> None:
    files = handbook(24, size=size)
    sizes = [len(text.encode()) for name, text in files.items() if name.startswith("journeys/")]
    assert sizes
    assert all(size <= found < 1.15 * size for found in sizes)
    assert write(tmp_path, files) == sum(len(text.encode()) for text in files.values())
    assert not load(tmp_path, day=DAY).has_errors
