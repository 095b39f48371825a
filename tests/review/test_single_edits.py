"""Single edits in a real repository: each is told with class, values, lines and reach, alone."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from mkdocs_journeys.insight.house_rules import HouseRules
from mkdocs_journeys.review import as_json
from mkdocs_journeys.review.revisions import compare
from tests.insight.changes.casing import CASES, Case, told
from tests.insight.changes.editing import FILES
from tests.review.repositories import Repository, repository


def committed(folder: Path) -> Repository:
    """Commit the small handbook."""
    files: dict[str, str | bytes] = {f"content/{name}": text for name, text in FILES.items()}
    return repository(folder, {**files, "content/images/ada.jpg": b"a picture"})


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return a repository for edits that nobody commits."""
    return committed(tmp_path_factory.mktemp("edits"))


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edit_of_the_files_is_told_and_nothing_else(repo: Repository, case: Case) -> None:
    content = repo.folder / "content"
    for name in FILES:
        (content / name).unlink(missing_ok=True)
    repo.write({f"content/{name}": text for name, text in case.files.items()})
    try:
        review = compare("main", folder=Path("content"), here=repo.folder, house=HouseRules())
    finally:
        for name in {*case.files} - {*FILES}:
            (content / name).unlink()
    assert told(review.changes) == case.expected, case.purpose
    assert review.unread == ()
    assert review.withheld == 0


def test_committed_edits_are_told_as_those_that_lie_there(tmp_path: Path) -> None:
    repo = committed(tmp_path)
    compared = partial(compare, folder=Path("content"), here=repo.folder, house=HouseRules())
    everything: dict[str, str | bytes] = {"content/images/ada.jpg": b"a picture"}
    repo.git("switch", "--quiet", "--create", "edits")
    for case in CASES[::8]:
        files = {f"content/{name}": text for name, text in case.files.items()}
        shutil.rmtree(repo.folder / "content", ignore_errors=True)
        repo.commit({**everything, **files})
        stored = json.loads(as_json(compared("main", "edits")))
        lying = json.loads(as_json(compared("main")))
        assert stored["changes"] == lying["changes"]
        assert told(compared("main", "edits").changes) == case.expected
