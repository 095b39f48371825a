"""Times of several commands in turn, each round in a process of its own, and their ratio."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROUNDS = 7


def in_turn(benchmark: str, whats: Iterable[str], folder: Path) -> dict[str, list[float]]:
    """Return the seconds of each round of each of a benchmark's parts.

    A part is measured by `python -m benchmarks BENCHMARK WHAT FOLDER`, which prints its seconds.
    """
    times: dict[str, list[float]] = {what: [] for what in whats}
    for _ in range(ROUNDS):
        for what, measured in times.items():
            command = [sys.executable, "-m", "benchmarks", benchmark, what, str(folder)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            measured.append(float(done.stdout))
    return times


def ratio_of(ours: list[float], theirs: list[float]) -> float:
    """Return the median of the ratios that the rounds gave."""
    return statistics.median(our / their for our, their in zip(ours, theirs, strict=True))


def table(named: dict[str, list[float]]) -> list[str]:
    """Return a Markdown table of the seconds of each part, by its name."""
    head = ["| | median | least | most |", "|---|---|---|---|"]
    return head + [_row(name, seconds) for name, seconds in named.items()]


def _row(name: str, seconds: list[float]) -> str:
    figures = (statistics.median(seconds), min(seconds), max(seconds))
    return f"| {name} | {' | '.join(f'{figure:.2f}' for figure in figures)} |"
