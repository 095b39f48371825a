"""`python -m benchmarks parallel`: pages written by one process, and shared out between two.

The two start as copies of the one that has read the handbook, and hand back what the one needs to
go on: texts, charts, and what each page shows. All else of a build is the theme's and MkDocs' own,
one page after the other.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from mkdocs_journeys.model.reads import Digests
from mkdocs_journeys.pages.building import Site
from mkdocs_journeys.site import build, load

from .building import journeys_for
from .handbooks import DAY, STAGES
from .machine import machine, versions
from .measuring import alone, ratio_of, table
from .projects import write_ours
from .results import note

SIZES = (500, 2_000)
ROUNDS = 5
PROCESSES = 2
_ONE, _TWO = "one process", "two processes"
_WHATS = {"one": _ONE, "two": _TWO}
_AT_ONCE = 16
"""Pages that a process gets at a time: neighbours share what is made once for a journey."""

_laid_out: list[Site] = []
"""What the copies find when they start; nothing else would reach them unpacked."""


def run(arguments: list[str]) -> int:
    """Measure, print and note it; with `WHAT FOLDER` measure one once."""
    if arguments and arguments[0] in _WHATS:
        print(json.dumps(measured(arguments[0], Path(arguments[1]))))
        return 0
    parser = argparse.ArgumentParser(prog="python -m benchmarks parallel")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="stage pages")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args(arguments)
    if "fork" not in multiprocessing.get_all_start_methods():
        print("no process can be a copy of another here", file=sys.stderr)
        return 2
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as temporary:
            write_ours(Path(temporary), journeys_for(size))
            rounds = [
                {_WHATS[what]: json.loads(alone("parallel", what, temporary)) for what in _WHATS}
                for _ in range(chosen.rounds)
            ]
        lines = told(size, rounds)
        print("\n".join([f"{size} stage pages", "", *lines, ""]))
        note("parallel", f"Pages of {size:,} stages written by two processes", lines)
    return 0


def measured(what: str, folder: Path) -> dict[str, float]:
    """Write all pages; return the seconds on the clock, and those of user and system."""
    site = build(load(folder / "content", day=DAY).handbook, day=DAY)
    _laid_out.append(site)
    start, before = time.perf_counter(), _spent()
    count = len(site.pages)
    if what == "one":
        written = [_written(number) for number in range(count)]
    else:
        copies = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(PROCESSES, mp_context=copies) as pool:
            written = list(pool.map(_written, range(count), chunksize=_AT_ONCE))
    assert len(written) == count  # noqa: S101 - none is lost on the way
    return {"clock": time.perf_counter() - start, "seconds": _spent() - before}


def told(size: int, rounds: list[dict[str, dict[str, float]]]) -> list[str]:
    """Return the section of a size."""
    clock = {what: [each[what]["clock"] for each in rounds] for what in (_ONE, _TWO)}
    spent = {what: [each[what]["seconds"] for each in rounds] for what in (_ONE, _TWO)}
    more = {what: f"{statistics.median(spent[what]):.2f}" for what in spent}
    return [
        f"{journeys_for(size) * STAGES:,} stage pages among all others, {len(rounds)} rounds in "
        "turn. Seconds on the clock until all pages are written, without putting them into the "
        "theme.",
        "",
        *table(clock, {"user and system": more}),
        "",
        f"On the clock, two processes take **{ratio_of(clock[_TWO], clock[_ONE]):.2f}** of one, of "
        f"user and system time **{ratio_of(spent[_TWO], spent[_ONE]):.2f}**.",
        "",
        f"{machine()}; {versions('jinja2', 'pygal')}",
    ]


def _written(number: int) -> tuple[str, dict[str, str], dict[str, str], tuple[str, ...]]:
    site = _laid_out[0]
    made = site.written(site.pages[number])
    reads = Digests(site.handbook, site.derived).names(made.reads)
    return made.body.markdown, dict(made.body.fragments), dict(made.charts), reads


def _spent() -> float:
    return sum(os.times()[:4])
