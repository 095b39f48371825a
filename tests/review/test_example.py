"""The review that the documentation shows is what the product makes of that change."""

from __future__ import annotations

import json
import re

import pytest

from mkdocs_journeys.review import MARKER
from tests.browser.screenshots import REVIEW
from tests.review import example
from tests.review.repositories import Repository, diff
from tests.support.projects import ROOT

PAGE = example.PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return example.make(tmp_path_factory.mktemp("example") / "handbook")


def test_the_page_shows_the_comment_that_the_product_writes(made: Repository) -> None:
    comment = example.comment(made)
    assert comment.startswith(f"{MARKER}\n### ")
    assert example.with_comment(PAGE, comment) == PAGE, "run `python -m tests.review.example`"
    for commit in example.COMMITS.values():
        assert commit in example.shown(PAGE)


def test_the_page_names_no_commit_that_changes_with_the_sample(made: Repository) -> None:
    assert set(re.findall(r"\b[0-9a-f]{7,40}\b", PAGE)) == set(example.COMMITS.values())
    assert made.git("rev-parse", "main")[:7] not in PAGE


def test_the_change_is_one_that_reviewers_have_something_to_say_about(made: Repository) -> None:
    told = json.loads(diff(made.folder, "main", example.BRANCH, "--format", "json").out)
    assert all(told["counts"].values())
    assert {"record-renamed", "record-added", "value-changed"} <= {
        change["change"] for change in told["changes"]
    }
    assert told["unread"] == []
    assert told["curves"]


def test_the_page_leads_to_what_it_is_about() -> None:
    patch = example.PATCH.relative_to(ROOT).as_posix()
    assert patch in PAGE
    assert patch in (example.PATCH.parent / "README.md").read_text(encoding="utf-8")
    picture = ROOT / REVIEW
    assert f"]({picture.name})" in PAGE
    assert picture.parent == example.PAGE.parent
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 300_000
    for name in ("README.md", "content/for-authors/index.md"):
        assert example.PAGE.name in (ROOT / name).read_text(encoding="utf-8")
