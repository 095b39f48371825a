"""The sample handbook and a browser, made once by each process that runs tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.driving import driven
from tests.support.projects import FRENCH, ROOT, Built, build
from tests.support.reading import Handbook, read_handbook
from tests.support.reviewing import Reviewed, reviewed


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a headless Chromium for all tests of this process."""
    with driven() as started:
        yield started


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site of the sample handbook, strictly and by the real command.

    Every worker builds its own: three seconds, and nothing to lock.
    """
    built = build(ROOT, tmp_path_factory.mktemp("sample") / "site")
    assert built.code == 0, built.log
    return built


@pytest.fixture(scope="session")
def written() -> Handbook:
    """Return the sample handbook as its authors wrote it, read without the product."""
    return read_handbook(ROOT / "content")


@pytest.fixture(scope="session")
def french(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the handbook in French, strictly."""
    built = build(FRENCH, tmp_path_factory.mktemp("french") / "site")
    assert built.code == 0, built.log
    return built


@pytest.fixture(scope="session")
def preview_of_sample(tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    """Build the site of the sample handbook with a change of it under review, strictly."""
    made = reviewed(tmp_path_factory.mktemp("reviewed"))
    assert made.built.code == 0, made.built.log
    return made
