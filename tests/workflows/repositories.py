"""A repository with a pull request from a fork, as a pipeline finds it; and our scripts, run in it.

`origin.git` has the default branch, which went on after the fork left it. The fork's commit is
there under `refs/pull/7/head`, where GitHub keeps it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.projects import HANDBOOK, ROOT, environment, write

CI = ROOT / "ci"
NUMBER = 7
REPOSITORY = "volanta/handbook"
FORK = "mallory/handbook"
JOURNEY = "content/journeys/buys.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Where everything is: the folder, the repository, and the commits of the request."""

    folder: Path
    origin: Path
    left: str
    base: str
    head: str

    def clone(self, name: str, *options: str, branch: str = "main") -> Path:
        """Return a new clone, as a pipeline's check-out makes it."""
        place = self.folder / name
        address = self.origin.as_uri()
        git(self.folder, "clone", "-q", *options, "--branch", branch, address, str(place))
        return place

    def checked_out(self, name: str = "work") -> Path:
        """Return a clone with all history that stands at the fork's commit."""
        place = self.clone(name)
        git(place, "fetch", "-q", "origin", self.head)
        git(place, "checkout", "-q", "--detach", self.head)
        return place

    def merged(self, name: str = "work") -> Path:
        """Return a clone that stands at the fork's commit merged with the default branch."""
        place = self.checked_out(name)
        git(place, "checkout", "-q", "--detach", self.base)
        git(place, "merge", "-q", "--no-ff", "-m", "Merge", self.head)
        return place

    def request(self, **more: Any) -> dict[str, Any]:
        """Return the pull request as GitHub's API tells it, and as GitLab's does."""
        owner = FORK.partition("/")[0]
        return {
            "number": NUMBER,
            "state": "open",
            "head": {"sha": self.head, "label": f"{owner}:better", "repo": {"full_name": FORK}},
            "base": {"sha": self.base, "ref": "main", "repo": {"full_name": REPOSITORY}},
            "sha": self.head,
            "target_project_id": 42,
            **more,
        }

    def event(self, **more: Any) -> dict[str, Any]:
        """Return the event that a finished run ends with."""
        run = {
            "id": 4711,
            "event": "pull_request",
            "head_sha": self.head,
            "head_branch": "better",
            "head_repository": {"full_name": FORK},
            **more,
        }
        return {"workflow_run": run, "repository": {"default_branch": "main"}}


def git(place: Path, *arguments: str) -> str:
    """Run Git as somebody, and return what it printed."""
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *who, *arguments], cwd=place, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.strip()


def commit(place: Path, files: Mapping[str, str], message: str) -> str:
    """Commit files and return the commit."""
    write(place, files)
    git(place, "add", "--all")
    git(place, "commit", "-q", "-m", message)
    return git(place, "rev-parse", "HEAD")


def make_change(folder: Path, changed: Mapping[str, str]) -> Change:
    """Make the repository, the fork and its commit, in which these files changed."""
    work = folder / "author"
    work.mkdir(parents=True)
    git(work, "init", "-q", "-b", "main")
    left = commit(work, HANDBOOK, "A handbook")
    git(work, "checkout", "-q", "-b", "better")
    head = commit(work, changed, "A change")
    git(work, "checkout", "-q", "main")
    base = commit(work, {"content/personas/ben.yml": "name: Ben\n"}, "Meanwhile")
    origin = folder / "origin.git"
    git(folder, "clone", "-q", "--bare", "--single-branch", "-b", "main", str(work), str(origin))
    git(work, "push", "-q", str(origin), f"{head}:refs/pull/{NUMBER}/head")
    return Change(folder=folder, origin=origin, left=left, base=base, head=head)


def run(
    script: str, *arguments: str, at: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a script of `ci/` in a folder, with nothing of our own pipeline in its environment."""
    command = [sys.executable] if script.endswith(".py") else ["bash"]
    ours = ("GITHUB_", "CI_", "HANDBOOK_", "COMMENT_", "GIT_")
    clean = {name: value for name, value in environment().items() if not name.startswith(ours)}
    return subprocess.run(
        [*command, str(CI / script), *arguments],
        cwd=at,
        env={**clean, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )


def outputs(file: Path) -> dict[str, str]:
    """Read a step's outputs as GitHub does."""
    found: dict[str, str] = {}
    lines = iter(file.read_text("utf-8").splitlines())
    for line in lines:
        name, mark, end = line.partition("<<")
        if mark and "=" not in name:
            value = []
            for following in lines:
                if following == end:
                    break
                value.append(following)
            found[name] = "\n".join(value)
        else:
            name, _, value_of = line.partition("=")
            found[name] = value_of
    return found
