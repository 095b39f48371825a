"""`python -m benchmarks check`: `journeys check` against PyYAML's C loader on the same files.

The loader merely turns the text into dicts and lists. We also remember where each value stands,
check every field, every reference and every rule, and build the handbook.
"""

from __future__ import annotations

import math
import tempfile
import time
from pathlib import Path

import yaml

from mkdocs_journeys.site import load

from .handbooks import DAY, JOURNEYS_A_PERSONA, handbook, write
from .machine import machine, versions
from .measuring import ROUNDS, in_turn, ratio_of, table
from .results import note

FILES = 1_000
BYTES = 6_000
TARGET = 3.0
"""How many times as long as the loader a check may take."""

_LIBRARIES = 8
"""Files of a handbook that are neither a persona nor a journey."""


def run(arguments: list[str]) -> int:
    """Measure, print and note it; with `loading FOLDER` or `checking FOLDER` measure one once."""
    if arguments:
        what, place = arguments
        print(_WHAT[what](Path(place)))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "content"
        files = _a_thousand()
        size = write(folder, files)
        times = in_turn("check", _WHAT, folder)
    loading, checking = times["loading"], times["checking"]
    ratio = ratio_of(checking, loading)
    said = [
        f"{len(files):,} files of {size / len(files) / 1000:.1f} KB on average "
        f"({size / 1e6:.1f} MB), {ROUNDS} rounds in turn, each in a process of its own. "
        "User and system time in seconds, without starting Python.",
        "",
        *table({"PyYAML's C loader, merely loading": loading, "`journeys check`": checking}),
        "",
        f"Ratio of a round's two times, median: **{ratio:.2f}** (target: at most {TARGET:.0f})",
        "",
        f"{machine()}; {versions('pyyaml', 'pydantic')}",
    ]
    print("\n".join(said))
    note("check", "`journeys check` on a thousand files", said)
    return 0 if ratio <= TARGET else 1


def _a_thousand() -> dict[str, str]:
    """Return a handbook of as many files as we want, most of them journeys."""
    personas_and_journeys = FILES - _LIBRARIES
    journeys = math.ceil(personas_and_journeys * JOURNEYS_A_PERSONA / (JOURNEYS_A_PERSONA + 1))
    return handbook(journeys, size=BYTES)


def _load_all(folder: Path) -> float:
    start = time.process_time()
    for path in sorted(folder.rglob("*.yml")):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return time.process_time() - start


def _check_all(folder: Path) -> float:
    start = time.process_time()
    loaded = load(folder, day=DAY)
    spent = time.process_time() - start
    if loaded.has_errors:
        raise ValueError("the handbook is meant to be without faults")
    return spent


_WHAT = {"loading": _load_all, "checking": _check_all}
