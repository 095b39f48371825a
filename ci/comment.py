"""Posts what changed as one comment under a pull or merge request, and keeps that one up to date.

Runs with a token that may write, so it runs nothing else: no package, no program, Python alone.
The text was made of what strangers wrote. It was made harmless when it was made; here it is
checked again, and a text that could do anything but be read is not posted.

- `COMMENT_SERVER`: `github` or `gitlab`. `COMMENT_TOKEN`: who may write.
- `COMMENT_FILE`: the text. `COMMENT_CHANGED`: `false` posts no new comment.
- `COMMENT_NUMBER`, `COMMENT_HEAD`: the request, and the commit that the text is about. Where the
  request has moved on meanwhile, nothing is posted: its next run will.
- `COMMENT_RUN`: on GitHub, the number of the run that keeps the preview.
- `COMMENT_AUTHOR`: on GitHub, the account whose token it is; GitHub's own unless set.

Exits with 0, also where there was nothing to post; with 1 where the text or the request is refused.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from api import Api, ApiError, github, gitlab

MARKER = "<!-- mkdocs-journeys: review of the handbook -->"
LONGEST = 64_000
"""Characters of a comment; GitHub takes 65,536."""
_MOST_BYTES = 4 * LONGEST

_MARKUP = re.compile(r"</?(?:code|details|summary)>|<br>")
_LINK = re.compile(r"\]\(<https?://[^\s<>\"'`\\]*>\)")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_FORBIDDEN = (
    (re.compile(r"<"), "markup"),
    (re.compile(r"!\["), "a picture"),
    (re.compile(r"\]\s*\(|\]:"), "a link that is none of ours"),
    (re.compile(r"(?i)\b(?:https?|ftp)://|\bwww\."), "an address"),
    (re.compile(r"@(?=\w)"), "a mention"),
    (re.compile(r"(?<![&\w])#(?=\d)"), "a reference"),
    (re.compile(r"(?m)^[ \t]*/\w"), "a command"),
    (
        re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
        "a control character",
    ),
)
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")


class RefusedError(Exception):
    """The text or the request is not what it should be; nothing was posted."""


class OutdatedError(Exception):
    """The request has moved on or is closed: there is nothing to post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A request's comments: where they are listed, made and changed, and whose are ours."""

    api: Api
    comments: str
    update: Callable[[Any], tuple[str, str]]
    is_ours: Callable[[Mapping[str, Any]], bool]
    footer: str = ""


def main() -> int:
    """Post or update the comment. Returns the exit code."""
    try:
        text = checked(read(Path(os.environ["COMMENT_FILE"])))
        thread = thread_of(os.environ)
        print(post(thread, text, new=os.environ.get("COMMENT_CHANGED") != "false"))
    except OutdatedError as error:
        print(f"No comment: {error}.")
    except (RefusedError, ApiError) as error:
        print(f"No comment: {error}.", file=sys.stderr)
        return 1
    return 0


def read(path: Path) -> str:
    """Return a file's text. Raises `RefusedError` where it is none, or too large to be one."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        text = content.decode("utf-8")
    except (OSError, ValueError) as error:
        raise RefusedError("the text cannot be read") from error
    if len(content) > _MOST_BYTES or len(text) > LONGEST:
        raise RefusedError(f"the text is longer than {LONGEST} characters")
    return text


def checked(text: str) -> str:
    """Return a text that can only be read. Raises `RefusedError` where it could do more."""
    first, _, rest = text.partition("\n")
    if first != MARKER:
        raise RefusedError("the text does not start with our marker")
    bare = _ESCAPE.sub(" ", _LINK.sub("", _MARKUP.sub("", rest)))
    for pattern, what in _FORBIDDEN:
        if pattern.search(bare):
            raise RefusedError(f"the text has {what}")
    return text


def thread_of(environment: Mapping[str, str]) -> Thread:
    """Return the comments of the request, once it is known to be the right one.

    Raises `RefusedError`, `OutdatedError` and `ApiError`.
    """
    head = environment.get("COMMENT_HEAD", "")
    number = environment.get("COMMENT_NUMBER", "")
    if not _COMMIT.fullmatch(head):
        raise RefusedError("COMMENT_HEAD is not a commit")
    if not re.fullmatch(r"[1-9][0-9]{0,9}", number):
        raise RefusedError("COMMENT_NUMBER is not a number")
    server = environment.get("COMMENT_SERVER", "")
    token = environment.get("COMMENT_TOKEN", "")
    if not token:
        raise RefusedError("there is no token")
    if server == "github":
        return _on_github(environment, number, head, token)
    if server == "gitlab":
        return _on_gitlab(environment, number, head, token)
    raise RefusedError("COMMENT_SERVER is neither github nor gitlab")


def _on_github(environment: Mapping[str, str], number: str, head: str, token: str) -> Thread:
    repository = environment["GITHUB_REPOSITORY"]
    if not _REPOSITORY.fullmatch(repository):
        raise RefusedError("GITHUB_REPOSITORY is not a repository")
    api = github(environment["GITHUB_API_URL"], token)
    request = api.ask("GET", f"/repos/{repository}/pulls/{number}")
    if request["base"]["repo"]["full_name"].lower() != repository.lower():
        raise RefusedError("the pull request is another repository's")
    _still(request["state"] == "open", request["head"]["sha"] == head)
    author = environment.get("COMMENT_AUTHOR") or "github-actions[bot]"
    run = environment.get("COMMENT_RUN", "")
    footer = ""
    if re.fullmatch(r"[1-9][0-9]{0,19}", run):
        address = f"{environment['GITHUB_SERVER_URL']}/{repository}/actions/runs/{run}#artifacts"
        footer = f"\nPreview: download it from [the run that built it](<{address}>), unpack it "
        footer += "and open `index.html`.\n"
    return Thread(
        api=api,
        comments=f"/repos/{repository}/issues/{number}/comments",
        update=lambda known: ("PATCH", f"/repos/{repository}/issues/comments/{int(known)}"),
        is_ours=lambda comment: (comment.get("user") or {}).get("login") == author,
        footer=footer,
    )


def _on_gitlab(environment: Mapping[str, str], number: str, head: str, token: str) -> Thread:
    project = quote(environment["CI_PROJECT_ID"], safe="")
    api = gitlab(environment["CI_API_V4_URL"], token)
    place = f"/projects/{project}/merge_requests/{number}"
    request = api.ask("GET", place)
    if str(request["target_project_id"]) != environment["CI_PROJECT_ID"]:
        raise RefusedError("the merge request is another project's")
    _still(request["state"] == "opened", request["sha"] == head)
    me = api.ask("GET", "/user")["id"]
    return Thread(
        api=api,
        comments=f"{place}/notes",
        update=lambda known: ("PUT", f"{place}/notes/{int(known)}"),
        is_ours=lambda note: (note.get("author") or {}).get("id") == me,
        footer=_gitlab_preview(environment),
    )


def _gitlab_preview(environment: Mapping[str, str]) -> str:
    job = environment.get("HANDBOOK_JOB", "")
    if not re.fullmatch(r"[1-9][0-9]{0,19}", job):
        return ""
    address = f"{environment['CI_PROJECT_URL']}/-/jobs/{job}/artifacts/browse"
    return f"\nPreview: [the files of the job that built it](<{address}>).\n"


def _still(is_open: bool, is_head: bool) -> None:
    if not is_open:
        raise OutdatedError("the request is closed")
    if not is_head:
        raise OutdatedError("the request has moved on to another commit")


def post(thread: Thread, text: str, *, new: bool) -> str:
    """Update our comment, or make it where there is none. Returns what was done, in words."""
    body = f"{text}{thread.footer}"
    for comment in thread.api.every(thread.comments):
        known = comment.get("body") or ""
        if not (thread.is_ours(comment) and known.startswith(MARKER)):
            continue  # a stranger may quote the marker; we change nobody else's words
        if known.strip() == body.strip():
            return "The comment is up to date."
        method, path = thread.update(comment["id"])
        thread.api.ask(method, path, {"body": body})
        return "The comment was updated."
    if not new:
        return "No comment: the handbook has not changed."
    thread.api.ask("POST", thread.comments, {"body": body})
    return "The comment was posted."


if __name__ == "__main__":
    sys.exit(main())
