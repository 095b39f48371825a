"""What several commands cost, in turn, each round in a process of its own, and their ratio."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took, with all processes that it started and waited for.

    `seconds` are those of user and system on all cores, `wall` those on the clock, `memory` are
    the bytes of the largest process at its peak.
    """

    seconds: float
    wall: float
    memory: int


def cost_of(command: Sequence[str], folder: Path, environment: dict[str, str]) -> Cost:
    """Run a command in a folder and return what it took.

    Memory counts from that of this process, which a new one starts as a copy of: it must be small.
    Raises RuntimeError with what the command printed where it fails.
    """
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        start = time.perf_counter()
        assert process.stderr is not None  # noqa: S101 - it is a pipe
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{said}")
    kilobytes = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds=used.ru_utime + used.ru_stime, wall=wall, memory=used.ru_maxrss * kilobytes)


def in_turn(
    benchmark: str, whats: Iterable[str], folder: Path, *, rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """Return the seconds of each round of each of a benchmark's parts.

    A part is measured by `python -m benchmarks BENCHMARK WHAT FOLDER`, which prints its seconds.
    """
    times: dict[str, list[float]] = {what: [] for what in whats}
    for _ in range(rounds):
        for what, measured in times.items():
            measured.append(float(alone(benchmark, what, str(folder))))
    return times


def alone(benchmark: str, *arguments: str) -> str:
    """Return what a benchmark prints when it is run with these arguments by itself."""
    command = [sys.executable, "-m", "benchmarks", benchmark, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def ratio_of(ours: list[float], theirs: list[float]) -> float:
    """Return the median of the ratios that the rounds gave."""
    return statistics.median(our / their for our, their in zip(ours, theirs, strict=True))


def table(
    named: dict[str, list[float]], more: dict[str, dict[str, str]] | None = None
) -> list[str]:
    """Return a Markdown table of the seconds of each part, by its name.

    `more` are further columns by their headings: the text of each part by its name.
    """
    columns = more or {}
    headings = ["", "median", "least", "most", *columns]
    rows = [
        [name, *_seconds(measured), *(column[name] for column in columns.values())]
        for name, measured in named.items()
    ]
    return [_row(headings), "|---" * len(headings) + "|", *map(_row, rows)]


def _seconds(measured: list[float]) -> list[str]:
    figures = (statistics.median(measured), min(measured), max(measured))
    return [f"{figure:.2f}" for figure in figures]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")
