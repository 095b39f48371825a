"""`python -m benchmarks diff`: `journeys diff` against loading the two revisions it compares.

A repository with a handbook of 500 journeys, of which a commit changed 20. Loading is what
`journeys check` and the build do with a folder: read, resolve, judge.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import tempfile
import time
from pathlib import Path

from mkdocs_journeys.review import as_markdown
from mkdocs_journeys.review.revisions import compare
from mkdocs_journeys.site import load

from .handbooks import DAY, handbook, write
from .machine import machine, versions
from .measuring import ROUNDS, in_turn, ratio_of, table
from .results import note

JOURNEYS = 500
CHANGED = 20
BYTES = 6_000
TARGET = 2.5
"""How many times as long as loading the two revisions a comparison may take."""


def run(arguments: list[str]) -> int:
    """Measure, print and note it; with `loading FOLDER` or `comparing FOLDER` measure one once."""
    if arguments:
        what, place = arguments
        print(_WHAT[what](Path(place)))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        files = _prepare(folder)
        times = in_turn("diff", _WHAT, folder)
    loading, comparing = times["loading"], times["comparing"]
    ratio = ratio_of(comparing, loading)
    said = [
        f"{JOURNEYS} journeys, {files:,} files in all, {CHANGED} of them changed; {ROUNDS} rounds "
        "in turn, each in a process of its own. User and system time in seconds, Git's included, "
        "without starting Python.",
        "",
        *table(
            {
                "loading the two revisions from folders": loading,
                "`journeys diff` of the two commits, the comment written": comparing,
            }
        ),
        "",
        f"Ratio of a round's two times, median: **{ratio:.2f}** (target: at most {TARGET})",
        "",
        f"{machine()}; {versions('pyyaml', 'pydantic')}, {_git('--version').strip()}",
    ]
    print("\n".join(said))
    note("diff", "`journeys diff` of twenty journeys among 500", said)
    return 0 if ratio <= TARGET else 1


def _prepare(folder: Path) -> int:
    """Write both revisions as folders, and commit them; return the number of files."""
    before = handbook(JOURNEYS, size=BYTES)
    after = {**before, **changed(before)}
    for name, files in (("before", before), ("after", after), ("repository/content", before)):
        write(folder / name, files)
    repository = folder / "repository"
    _git("init", "--quiet", cwd=repository)
    _commit(repository)
    write(repository / "content", after)
    _commit(repository)
    return len(before)


def changed(files: dict[str, str]) -> dict[str, str]:
    """Return twenty journeys that differ: what is felt, what is said, what is measured."""
    names = [name for name in files if name.startswith("journeys/")]
    step = max(1, len(names) // CHANGED)
    changed = {}
    for name in names[::step][:CHANGED]:
        text = re.sub(r"(?m)^title: (.*)$", r"title: \1 anew", files[name], count=1)
        text = re.sub(r"(\bgoal: )\S+", r"\1Something", text, count=2)
        text = re.sub(r"(\bscore: )-?\d+(\.\d+)?", r"\g<1>2", text, count=2)
        changed[name] = re.sub(r"(\btarget: )\d+(\.\d+)?", r"\g<1>77", text, count=2)
    return changed


def _commit(repository: Path) -> None:
    _git("add", "--all", cwd=repository)
    name = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    _git(*name, "commit", "--quiet", "--message", "x", cwd=repository)


def _git(*arguments: str, cwd: Path | None = None) -> str:
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True)
    return done.stdout


def _load_both(folder: Path) -> float:
    start = _spent()
    for name in ("before", "after"):
        if load(folder / name, day=DAY).has_errors:
            raise ValueError("the handbook is meant to be without faults")
    return _spent() - start


def _compare(folder: Path) -> float:
    repository = folder / "repository"
    os.chdir(repository)
    start = _spent()
    review = compare("HEAD~1", "HEAD", folder=Path("content"), here=repository)
    as_markdown(review)
    spent = _spent() - start
    if not CHANGED <= len(review.changes) <= 10 * CHANGED:
        raise ValueError(f"{len(review.changes)} changes in {CHANGED} journeys")
    return spent


def _spent() -> float:
    """Return the time that this process and those it started and ended have taken so far."""
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


_WHAT = {"loading": _load_both, "comparing": _compare}
