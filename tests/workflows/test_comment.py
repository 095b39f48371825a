"""The one comment: made, kept up to date, and refused where it could do harm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import TypeAlias

import pytest

from mkdocs_journeys.review import MARKER
from tests.support.projects import HANDBOOK
from tests.workflows.repositories import (
    CI,
    JOURNEY,
    NUMBER,
    REPOSITORY,
    Change,
    make_change,
    run,
)
from tests.workflows.servers import BOT, STRANGER, TOKEN, Api, served

HEAD = "a" * 40
Posting: TypeAlias = Callable[..., CompletedProcess[str]]
TEXT = (
    f"{MARKER}\n### 1 breaking\n\n| Class | What |\n|---|---|\n| **breaking** | <code>x</code> |\n"
)


@pytest.fixture
def api() -> Iterator[Api]:
    with served() as api:
        api.requests[NUMBER] = request()
        yield api


def request() -> dict[str, object]:
    """Return the request as both servers tell it."""
    repository = {"full_name": REPOSITORY}
    return {
        "state": "open",
        "head": {"sha": HEAD},
        "base": {"repo": repository},
        "sha": HEAD,
        "target_project_id": 42,
    }


def comment(api: Api, tmp_path: Path, text: str = TEXT, **more: str) -> CompletedProcess[str]:
    """Post a text as the workflow does."""
    file = tmp_path / "review.md"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    variables = {
        "COMMENT_SERVER": "github",
        "COMMENT_FILE": str(file),
        "COMMENT_TOKEN": TOKEN,
        "COMMENT_NUMBER": str(NUMBER),
        "COMMENT_HEAD": HEAD,
        "COMMENT_RUN": "4711",
        "GITHUB_API_URL": api.address,
        "GITHUB_SERVER_URL": "https://github.example.com",
        "GITHUB_REPOSITORY": REPOSITORY,
    }
    return run("comment.py", at=tmp_path, **{**variables, **more})


def on_gitlab(api: Api, tmp_path: Path, text: str = TEXT, **more: str) -> CompletedProcess[str]:
    """Post a text as GitLab's job does."""
    api.requests[NUMBER]["state"] = "opened"
    gitlab = {
        "COMMENT_SERVER": "gitlab",
        "CI_API_V4_URL": api.address,
        "CI_PROJECT_ID": "42",
        "CI_PROJECT_URL": "https://gitlab.example.com/volanta/handbook",
        "HANDBOOK_JOB": "12",
    }
    return comment(api, tmp_path, text, **{**gitlab, **more})


@pytest.mark.parametrize("posting", [comment, on_gitlab], ids=["github", "gitlab"])
def test_one_comment_is_posted_and_then_updated(posting: Posting, api: Api, tmp_path: Path) -> None:
    assert "posted" in posting(api, tmp_path).stdout
    assert [one["body"].startswith(TEXT) for one in api.comments] == [True]
    assert "up to date" in posting(api, tmp_path).stdout
    assert len(api.written) == 1
    other = TEXT.replace("1 breaking", "2 breaking")
    assert "updated" in posting(api, tmp_path, other).stdout
    assert len(api.comments) == 1
    assert api.comments[0]["body"].startswith(other)


def test_the_marker_is_the_one_that_the_review_begins_with() -> None:
    assert f'MARKER = "{MARKER}"' in (CI / "comment.py").read_text("utf-8")


def test_the_comment_is_found_among_hundreds(api: Api, tmp_path: Path) -> None:
    for at in range(230):
        api.comment(f"Comment {at}", STRANGER)
    api.comment(f"{MARKER}\nolder")
    comment(api, tmp_path)
    assert len(api.comments) == 231
    assert api.comments[-1]["body"].startswith(TEXT)


@pytest.mark.parametrize("posting", [comment, on_gitlab], ids=["github", "gitlab"])
def test_a_strangers_comment_with_our_marker_is_left_alone(
    posting: Posting, api: Api, tmp_path: Path
) -> None:
    api.comment(f"{MARKER}\nmine", STRANGER)
    api.comment(f"See {MARKER}", BOT)
    posting(api, tmp_path)
    assert [one["body"][-4:] for one in api.comments[:1]] == ["mine"]
    assert len(api.comments) == 3


def test_no_change_makes_no_comment_but_updates_the_one_there_is(api: Api, tmp_path: Path) -> None:
    text = f"{MARKER}\n### No change to the handbook\n"
    assert comment(api, tmp_path, text, COMMENT_CHANGED="false").returncode == 0
    assert api.comments == []
    comment(api, tmp_path)
    comment(api, tmp_path, text, COMMENT_CHANGED="false")
    assert api.comments[0]["body"].startswith(text)


def test_the_way_to_the_preview_is_told(api: Api, tmp_path: Path) -> None:
    comment(api, tmp_path)
    address = f"https://github.example.com/{REPOSITORY}/actions/runs/4711#artifacts"
    assert f"(<{address}>)" in api.comments[0]["body"]
    api.comments.clear()
    comment(api, tmp_path, COMMENT_RUN="4711>) [x](<https://evil.example.com")
    assert "evil" not in api.comments[0]["body"]


REFUSED = {
    "no marker": TEXT.removeprefix(MARKER),
    "nothing": "",
    "too long": TEXT + "x" * 64_000,
    "far too long": TEXT + "x" * 5_000_000,
    "no text": TEXT + "\udcff",
    "script": TEXT + "<script>alert(1)</script>\n",
    "picture tag": TEXT + '<img src="https://evil.example.com/x.png">\n',
    "hidden text": TEXT + "<!-- unseen -->\n",
    "attribute": TEXT + '<details open onclick="x">\n',
    "picture": TEXT + "![x](https://evil.example.com/x.png)\n",
    "link": TEXT + "[click](https://evil.example.com)\n",
    "script link": TEXT + "[click](<javascript:alert(1)>)\n",
    "reference": TEXT + "[x]: https://evil.example.com\n",
    "escaped backslash before a link": TEXT + "[click\\\\](https://evil.example.com)\n",
    "address": TEXT + "https://evil.example.com\n",
    "address without a scheme": TEXT + "www.evil.example.com\n",
    "another request": TEXT + "see #12\n",
    "mention": TEXT + "@everyone\n",
    "command": TEXT + "/close\n",
    "written right to left": TEXT + "abc\u202egnp.exe\n",
    "control character": TEXT + "\x1b[31m\n",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=list(REFUSED))
def test_a_text_that_could_do_more_than_be_read_is_refused(
    text: str, api: Api, tmp_path: Path
) -> None:
    done = comment(api, tmp_path, text)
    assert done.returncode == 1
    assert done.stderr.startswith("No comment: ")
    assert api.calls == []


@pytest.mark.parametrize("posting", [comment, on_gitlab], ids=["github", "gitlab"])
@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"COMMENT_HEAD": "b" * 40}, 0),
        ({"COMMENT_HEAD": "main"}, 1),
        ({"COMMENT_NUMBER": "8"}, 1),
        ({"COMMENT_NUMBER": "7/../8"}, 1),
        ({"COMMENT_NUMBER": "-7"}, 1),
        ({"COMMENT_TOKEN": "another"}, 1),
        ({"COMMENT_TOKEN": ""}, 1),
        ({"GITHUB_REPOSITORY": "other/handbook", "CI_PROJECT_ID": "43"}, 1),
        ({"COMMENT_SERVER": "elsewhere"}, 1),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_the_wrong_request_is_refused(
    posting: Posting,
    variables: dict[str, str],
    code: int,
    api: Api,
    tmp_path: Path,
) -> None:
    done = posting(api, tmp_path, **variables)
    assert done.returncode == code, done.stderr
    assert api.written == []
    assert "Traceback" not in done.stderr


def test_a_closed_request_gets_no_comment(api: Api, tmp_path: Path) -> None:
    api.requests[NUMBER]["state"] = "closed"
    assert comment(api, tmp_path).returncode == 0
    assert api.written == []


def test_the_token_follows_no_redirect(api: Api, tmp_path: Path) -> None:
    with served() as other:
        api.redirect_to = f"{other.address}/user"
        assert comment(api, tmp_path).returncode == 1
        assert other.calls == []


HOSTILE = (
    "<img src=x onerror=alert(1)> @everyone | `x` [a](javascript:alert(1)) "
    "![p](https://evil.example.com/x.png) <!-- \u202e --> https://evil.example.com #1 /close"
)


def test_hostile_words_in_a_handbook_pass_as_words(api: Api, tmp_path: Path) -> None:
    """From the fork's YAML to the comment, by the very scripts of the workflow."""
    words = HOSTILE.replace("\u202e", "\\u202e")
    text = HANDBOOK[JOURNEY].replace("name: First look", f'name: "{words}"')
    change: Change = make_change(tmp_path / "git", {JOURNEY: text})
    place = change.checked_out()
    told = run(
        "review.py", at=place, HANDBOOK_CI="github", HANDBOOK_BASE=change.base,
        HANDBOOK_HEAD=change.head, HANDBOOK_PREVIEW_URL="https://previews.example.com/7/",
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    markdown = (place / "handbook-review" / "review.md").read_text("utf-8")
    assert "onerror" in markdown
    done = comment(api, tmp_path, markdown)
    assert done.returncode == 0, done.stderr
    body = api.comments[0]["body"]
    assert not re.search(r"<img|@everyone|!\[|javascript:|<!--.*<!--", body, re.DOTALL)
