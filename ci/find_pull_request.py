"""Finds the pull request of a finished run, and brings its commits here as data.

A run for a fork ends without a token that may write, so a second workflow tells what changed. It
believes nothing that the first one left behind: the commit comes from GitHub's own event, the pull
request from GitHub's API, and what changed from Git. Nothing is checked out.

Reads `GITHUB_EVENT_PATH`, `GITHUB_REPOSITORY`, `GITHUB_API_URL`, `GITHUB_SERVER_URL` and
`GITHUB_TOKEN`; writes `number`, `base`, `head` and `run` to `GITHUB_OUTPUT`, or nothing where no
open pull request stands at that commit. `HANDBOOK_REMOTE` is what to fetch from, `origin` unless
set. Exits with 0, or with 1 where the event is not of the right kind or GitHub does not answer.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from api import ApiError, github

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")

_AS_DATA = ("--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head")


class NotOursError(Exception):
    """The event is not that of a finished run for a pull request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An open pull request: its number, the two commits, and the run that checked it."""

    number: int
    base: str
    head: str
    run: int


def main() -> int:
    """Find the pull request and fetch its commits. Returns the exit code."""
    environment = os.environ
    try:
        event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text("utf-8"))
        found = find(event, environment)
    except (NotOursError, ApiError, KeyError, TypeError, ValueError) as error:
        print(f"No pull request: {error}.", file=sys.stderr)
        return 1
    if found is None:
        print("No open pull request stands at this commit.")
        return 0
    fetched = fetch(found, environment)
    if not fetched:
        print("The commits of the pull request cannot be fetched.", file=sys.stderr)
        return 1
    with Path(environment["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.write(f"number={found.number}\nbase={found.base}\n")
        file.write(f"head={found.head}\nrun={found.run}\n")
    print(f"Pull request {found.number}.")
    return 0


def find(event: Mapping[str, Any], environment: Mapping[str, str]) -> Found | None:
    """Return the pull request that an event is about, None where it has moved on.

    Raises `NotOursError` and `ApiError`.
    """
    run = event["workflow_run"]
    repository = environment["GITHUB_REPOSITORY"]
    if run["event"] != "pull_request":
        raise NotOursError("the run was for something else")
    head = str(run["head_sha"])
    source = str(run["head_repository"]["full_name"])
    if not _COMMIT.fullmatch(head) or not _REPOSITORY.fullmatch(source):
        raise NotOursError("the event names no commit or no repository")
    branch = f"{source.partition('/')[0]}:{run['head_branch']}"
    api = github(environment["GITHUB_API_URL"], environment["GITHUB_TOKEN"])
    listed = api.every(f"/repos/{repository}/pulls?state=open&head={quote(branch, safe='')}")
    fitting = [one for one in listed if _fits(one, head=head, source=source, target=repository)]
    if len(fitting) > 1:  # one branch, offered to several
        default = event["repository"]["default_branch"]
        fitting = [one for one in fitting if one["base"]["ref"] == default]
    if len(fitting) != 1:
        return None
    base = str(fitting[0]["base"]["sha"])
    if not _COMMIT.fullmatch(base):
        raise NotOursError("the pull request has no base")
    return Found(number=int(fitting[0]["number"]), base=base, head=head, run=int(run["id"]))


def _fits(request: Mapping[str, Any], *, head: str, source: str, target: str) -> bool:
    """Whether a pull request stands at a commit of one repository and is for another."""
    theirs = request["head"]["repo"] or {}  # a fork may have been deleted
    return bool(
        request["state"] == "open"
        and request["head"]["sha"] == head
        and str(theirs.get("full_name", "")).lower() == source.lower()
        and request["base"]["repo"]["full_name"].lower() == target.lower()
    )


def fetch(found: Found, environment: Mapping[str, str]) -> bool:
    """Fetch both commits, and check nothing out. Returns whether both are here."""
    remote = environment.get("HANDBOOK_REMOTE") or "origin"
    secret = base64.b64encode(f"x-access-token:{environment['GITHUB_TOKEN']}".encode()).decode()
    authorised = {
        **environment,
        # By environment: what is on a command line can be read by every process.
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{environment['GITHUB_SERVER_URL']}/.extraheader",
        "GIT_CONFIG_VALUE_0": f"Authorization: Basic {secret}",
        "GIT_TERMINAL_PROMPT": "0",
    }
    done = subprocess.run(
        ["git", "fetch", *_AS_DATA, remote, found.base, found.head],
        env=authorised,
        check=False,
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
