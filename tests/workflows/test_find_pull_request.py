"""Which pull request a finished run was for, and its commits as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.support.projects import HANDBOOK
from tests.workflows.repositories import (
    JOURNEY,
    NUMBER,
    REPOSITORY,
    Change,
    git,
    make_change,
    outputs,
    run,
)
from tests.workflows.servers import TOKEN, Api, served


@pytest.fixture
def change(tmp_path: Path) -> Change:
    return make_change(
        tmp_path, {JOURNEY: HANDBOOK[JOURNEY].replace("Second thoughts", "Compares")}
    )


@pytest.fixture
def api(change: Change) -> Iterator[Api]:
    with served() as api:
        api.requests[NUMBER] = change.request()
        yield api


def find(api: Api, change: Change, event: Any, place: Path, **more: str) -> CompletedProcess[str]:
    """Run the script as the workflow does."""
    (change.folder / "event.json").write_text(json.dumps(event))
    (change.folder / "outputs").touch()
    variables = {
        "GITHUB_EVENT_PATH": str(change.folder / "event.json"),
        "GITHUB_OUTPUT": str(change.folder / "outputs"),
        "GITHUB_API_URL": api.address,
        "GITHUB_SERVER_URL": "https://github.example.com",
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_TOKEN": TOKEN,
    }
    return run("find_pull_request.py", at=place, **{**variables, **more})


def test_the_request_is_found_and_its_commits_are_here_but_not_checked_out(
    api: Api, change: Change
) -> None:
    place = change.clone("work")
    done = find(api, change, change.event(), place)
    assert done.returncode == 0, done.stderr
    assert outputs(change.folder / "outputs") == {
        "number": str(NUMBER),
        "base": change.base,
        "head": change.head,
        "run": "4711",
    }
    assert git(place, "cat-file", "-t", change.head) == "commit"
    assert git(place, "rev-parse", "HEAD") == change.base
    assert git(place, "status", "--porcelain") == ""
    assert TOKEN not in (place / ".git" / "config").read_text()
    told = run(
        "review.py", at=place, HANDBOOK_CHECK="false", HANDBOOK_BASE=change.base,
        HANDBOOK_HEAD=change.head,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert "Compares" in (place / "handbook-review" / "review.md").read_text("utf-8")


OTHERS: dict[str, dict[str, Any]] = {
    "another commit": {"head_sha": "b" * 40},
    "another branch": {"head_branch": "other"},
    "another fork": {"head_repository": {"full_name": "eve/handbook"}},
    "another repository of the same owner": {"head_repository": {"full_name": "mallory/other"}},
}


@pytest.mark.parametrize("run_of", OTHERS.values(), ids=list(OTHERS))
def test_a_run_for_something_else_finds_nothing(
    run_of: dict[str, Any], api: Api, change: Change
) -> None:
    done = find(api, change, change.event(**run_of), change.clone("work"))
    assert done.returncode == 0, done.stderr
    assert outputs(change.folder / "outputs") == {}


HOSTILE: dict[str, dict[str, Any]] = {
    "a push": {"event": "push"},
    "an option for a commit": {"head_sha": "--upload-pack=touch owned"},
    "a path for a repository": {"head_repository": {"full_name": "../../user"}},
    "no repository": {"head_repository": None},
    "no number": {"id": "4711\nnumber=8"},
}


@pytest.mark.parametrize("run_of", HOSTILE.values(), ids=list(HOSTILE))
def test_an_event_that_is_none_is_refused(run_of: dict[str, Any], api: Api, change: Change) -> None:
    place = change.clone("work")
    done = find(api, change, change.event(**run_of), place)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert outputs(change.folder / "outputs") == {}
    assert not (place / "owned").exists()


def test_of_two_requests_the_one_for_the_default_branch_is_meant(api: Api, change: Change) -> None:
    other = change.request(number=8)
    other["base"] = {**other["base"], "ref": "old", "sha": change.left}
    api.requests[8] = other
    find(api, change, change.event(), change.clone("work"))
    assert outputs(change.folder / "outputs")["number"] == str(NUMBER)


def test_a_request_whose_fork_was_deleted_finds_nothing(api: Api, change: Change) -> None:
    api.requests[NUMBER]["head"]["repo"] = None
    assert find(api, change, change.event(), change.clone("work")).returncode == 0
    assert outputs(change.folder / "outputs") == {}


def test_a_branch_with_a_strange_name_stays_a_name(api: Api, change: Change) -> None:
    name = "x&state=closed#$(touch owned)"
    api.requests[NUMBER]["head"]["label"] = f"mallory:{name}"
    place = change.clone("work")
    done = find(api, change, change.event(head_branch=name), place)
    assert done.returncode == 0, done.stderr
    assert outputs(change.folder / "outputs")["number"] == str(NUMBER)
    assert not (place / "owned").exists()
