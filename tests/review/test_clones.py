"""Clones, work trees and places as they occur: all is read, or there is a way out."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from mkdocs_journeys.review.revisions import compare
from mkdocs_journeys.site import load
from mkdocs_journeys.source import git
from mkdocs_journeys.source.diagnostics import Diagnostic
from mkdocs_journeys.source.nodes import Node, read_yaml
from tests.review.repositories import (
    HANDBOOK,
    HAPPIER,
    JOURNEY,
    PERSONA,
    Outcome,
    Repository,
    diff,
    repository,
)
from tests.support.projects import MKDOCS, build
from tests.support.trees import read_page

BUYS = "content/journeys/buys.yml"


def counts(done: Outcome) -> dict[str, int]:
    """Return how many changes there are of each class."""
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert found["unread"] == []
    return {name: count for name, count in found["counts"].items() if count}


ONE = {"notable": 1}


def changed(folder: Path, files: Mapping[str, str | bytes] = HANDBOOK) -> Repository:
    """Make a repository whose last commit makes the journey happier."""
    made = repository(folder, files)
    made.commit({name: HAPPIER for name in files if name.endswith("buys.yml")})
    return made


def partial_clone(of: Repository, to: Path, what: str) -> Repository:
    """Clone without what a filter leaves out, as large repositories are."""
    of.git("config", "uploadpack.allowFilter", "true")
    of.git("config", "uploadpack.allowAnySHA1InWant", "true")
    options = ["--quiet", "--no-checkout", f"--filter={what}"]
    of.git("clone", *options, f"file://{of.folder}", str(to))
    return Repository(to)


@pytest.mark.parametrize("what", ["blob:none", "tree:0"])
def test_a_partial_clone_gets_what_it_needs_from_its_remote(tmp_path: Path, what: str) -> None:
    clone = partial_clone(changed(tmp_path / "origin"), tmp_path / "clone", what)
    assert counts(clone.diff("HEAD~1", "HEAD", "--format", "json")) == ONE


@pytest.mark.parametrize("what", ["blob:none", "tree:0"])
def test_a_partial_clone_without_its_remote_says_what_to_do(tmp_path: Path, what: str) -> None:
    clone = partial_clone(changed(tmp_path / "origin"), tmp_path / "clone", what)
    shutil.rmtree(tmp_path / "origin")
    done = clone.diff("HEAD~1", "HEAD", "--format", "json")
    assert (done.code, done.out) == (2, "")
    assert "this clone is partial" in done.err
    assert "git fetch --refetch --no-filter" in done.err
    assert done.err.count("\n") == 1


def test_a_partial_clone_that_was_filled_needs_no_remote(tmp_path: Path) -> None:
    clone = partial_clone(changed(tmp_path / "origin"), tmp_path / "clone", "blob:none")
    clone.git("fetch", "--quiet", "--refetch", "--no-filter")
    shutil.rmtree(tmp_path / "origin")
    assert counts(clone.diff("HEAD~1", "HEAD", "--format", "json")) == ONE


def test_a_repository_of_somebody_else_says_how_to_trust_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = changed(tmp_path / "shared repo")
    settings = tmp_path / "settings"
    settings.write_text("")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    ours = git._environment
    # Git's own way to test this without another account.
    monkeypatch.setattr(
        git, "_environment", lambda known: {**ours(known), "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    )
    done = repo.diff("HEAD~1")
    assert (done.code, done.out) == (2, "")
    assert "belongs to somebody else" in done.err
    command = shlex.split(done.err.partition("if you trust it: ")[2])
    assert command == [*["git", "config", "--global", "--add", "safe.directory"], str(repo.folder)]
    subprocess.run(command, check=True)
    assert counts(repo.diff("HEAD~1", "--format", "json")) == ONE


@pytest.mark.parametrize("here", [".", "sub folder/Händbuch – für alle", "sub folder"])
def test_a_handbook_may_lie_deep_and_have_any_name(tmp_path: Path, here: str) -> None:
    place = "sub folder/Händbuch – für alle/ça va"
    files = {f"{place}/{name}": text for name, text in HANDBOOK.items()}
    repo = changed(tmp_path / "a repo, ünd mehr", files)
    folder = str(Path(place, "content").relative_to(here))
    assert counts(repo.diff("HEAD~1", "--folder", folder, "--format", "json", here=here)) == ONE
    told = repo.diff("HEAD~1", "--folder", folder, "--format", "json", here=here).out
    (change,) = json.loads(told)["changes"]
    assert change["after"]["place"]["path"] == f"{place}/{BUYS}"


def test_a_second_work_tree_has_its_own_files_and_the_same_commits(tmp_path: Path) -> None:
    repo = changed(tmp_path / "repo")
    repo.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "other"), "HEAD~1")
    other = Repository(tmp_path / "other")
    assert counts(other.diff("main", "--direct", "--format", "json")) == ONE
    assert counts(other.diff("main", "--format", "json")) == {}
    other.write({"content/personas/bob.yml": "name: Bob\n"})
    assert counts(other.diff("HEAD", "--format", "json")) == ONE
    assert counts(repo.diff("HEAD", "--format", "json")) == {}


def test_a_handbook_that_is_a_submodule_is_compared_within_it(tmp_path: Path) -> None:
    book = changed(tmp_path / "book", {"personas/ada.yml": PERSONA, "journeys/buys.yml": JOURNEY})
    repo = repository(tmp_path / "repo", {"README.md": "x"})
    repo.git("submodule", "--quiet", "add", f"file://{book.folder}", "content")
    repo.commit()
    within = repo.folder / "content"
    assert counts(diff(within, "HEAD", "--folder", ".", "--format", "json")) == {}
    assert counts(diff(within, "HEAD~1", "--folder", ".", "--format", "json")) == ONE


def test_repositories_with_long_hashes_are_read_too(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    repo.git("init", "--quiet", "--initial-branch=main", "--object-format=sha256")
    first = repo.commit(dict(HANDBOOK))
    repo.commit({BUYS: HAPPIER})
    assert len(first) == 64
    for name in ("HEAD~1", first, first[:10]):
        assert counts(repo.diff(name, "--format", "json")) == ONE
    assert f"### 1 notable · 3 pages\n\nSince {first[:8]}" in (
        repo.diff(first[:8], "--format", "markdown").out
    )


def test_names_that_only_git_writes_otherwise_are_told_as_they_are(tmp_path: Path) -> None:
    repo = changed(tmp_path / "repo", {**HANDBOOK, "content/images/Ada's büro, 2.jpg": b"x"})
    portrait = 'name: Ada\nportrait: "images/Ada\'s büro, 2.jpg"\n'
    repo.write({"content/personas/ada.yml": portrait})
    told = json.loads(repo.diff("HEAD", "--format", "json").out)
    assert told["unread"] == []
    assert told["changes"][0]["after"]["value"] == "images/Ada's büro, 2.jpg"


def test_the_site_of_a_subfolder_shows_both_sides_by_the_same_paths(tmp_path: Path) -> None:
    files = {f"docs/{name}": text for name, text in HANDBOOK.items()}
    repo = repository(tmp_path / "repo", {**files, "docs/mkdocs.yml": MKDOCS})
    gone = HAPPIER[: HAPPIER.index("  - id: second")]
    repo.write({f"docs/{BUYS}": gone})
    built = build(repo.folder / "docs", JOURNEYS_COMPARE_TO="main")
    assert built.code == 0, built.log
    page = read_page(built.site / "changes" / "index.html")
    places = {code.text.rpartition(":")[0] for code in page.all("code")}
    assert places == {BUYS}


def test_what_the_site_has_read_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = repository(tmp_path)
    repo.write({BUYS: HAPPIER})
    read: list[str] = []

    def noting(text: str, path: str) -> tuple[Node | None, list[Diagnostic]]:
        read.append(path)
        return read_yaml(text, path)

    monkeypatch.setattr("mkdocs_journeys.source.folder.read_yaml", noting)
    now = load(tmp_path / "content", project=tmp_path)
    assert sorted(read) == [BUYS, "content/personas/ada.yml"]
    told = compare("main", folder=Path("content"), here=tmp_path, now=now)
    assert len(told.changes) == 1
    assert told.head is now.handbook
    assert sorted(read) == [BUYS, BUYS, "content/personas/ada.yml"]
