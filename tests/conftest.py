"""The sample handbook, made once for all tests, and a browser for each process that runs them."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from mkdocs_journeys.insight import house_rules
from tests.support.driving import driven
from tests.support.projects import FRENCH, HANDBOOK, ROOT, Built, build, build_well
from tests.support.reading import Handbook, read_handbook
from tests.support.reviewing import Reviewed, reviewed
from tests.support.sharing import shared

# Pages as trees are a million objects, none of them in a circle: to look for circles among them
# again and again takes a third of the time.
gc.set_threshold(200_000, 50, 100)

# A machine that has other things to do is slow, which is no fault; and what a server refuses, it
# must be possible to see again.
settings.register_profile("ours", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("ours")

LONGEST = (
    "test_edits_while_serving.py",
    "test_benchmark_builds.py",
    "test_divided_overviews.py",
    "test_script_in_every_field.py",
    "test_house_rules.py",
    "test_skeletons.py",
)
LONG = ("browser", "site", "workflows")
"""The files with tests of ten seconds and more, and the folders with most of those of seconds."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: a process that is at its end then takes short tests from others.

    A long test that is begun last leaves all processes but its own without work.
    """
    items.sort(key=lambda item: (item.path.name not in LONGEST, item.path.parent.name not in LONG))


@pytest.fixture(scope="session", autouse=True)
def _packages_are_listed_once() -> Iterator[None]:
    """Look once for packages with rules: a third of loading a small handbook goes there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{house_rules.__name__}.entry_points", cache(entry_points))
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a headless Chromium for all tests of this process."""
    with driven() as started:
        yield started


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site of the sample handbook, strictly and by the real command."""
    built = shared(tmp_path_factory, "sample", lambda folder: build(ROOT, folder / "site"))
    assert built.code == 0, built.log
    return built


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a handbook of one persona and one journey of three bare stages, strictly."""
    return shared(tmp_path_factory, "bare", lambda folder: build_well(folder, HANDBOOK))


@pytest.fixture(scope="session")
def written() -> Handbook:
    """Return the sample handbook as its authors wrote it, read without the product."""
    return read_handbook(ROOT / "content")


@pytest.fixture(scope="session")
def french(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the handbook in French, strictly."""
    built = shared(tmp_path_factory, "french", lambda folder: build(FRENCH, folder / "site"))
    assert built.code == 0, built.log
    return built


@pytest.fixture(scope="session")
def preview_of_sample(tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    """Build the site of the sample handbook with a change of it under review, strictly."""
    made = shared(tmp_path_factory, "reviewed", reviewed)
    assert made.built.code == 0, made.built.log
    return made
