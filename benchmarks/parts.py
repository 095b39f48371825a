"""`python -m benchmarks parts`: what a build does, part by part, each by itself.

Each part is measured in a process that has done all before it outside the clock, without caches.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from mkdocs_journeys.insight.changes import changes_between
from mkdocs_journeys.insight.findings import findings
from mkdocs_journeys.model import Handbook, resolve
from mkdocs_journeys.pages.building import Site
from mkdocs_journeys.site import build, load, nothing_collected
from mkdocs_journeys.source.folder import Sources, read_folder

from .building import ENVIRONMENT, journeys_for
from .comparing import changed
from .handbooks import DAY, STAGES, handbook, write
from .machine import machine, versions
from .measuring import in_turn, table
from .projects import write_ours
from .results import note

SIZES = (500, 2_000)
ROUNDS = 3


def run(arguments: list[str]) -> int:
    """Measure, print and note it; with `PART FOLDER` measure one once."""
    if arguments and arguments[0] in _PARTS:
        part, place = arguments
        print(_PARTS[part](Path(place)))
        return 0
    parser = argparse.ArgumentParser(prog="python -m benchmarks parts")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="stage pages")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args(arguments)
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            prepare(size, folder)
            times = in_turn("parts", _PARTS, folder, rounds=chosen.rounds)
            index = (folder / "site/search/search_index.json").read_bytes()
        lines = told(size, times, index)
        print("\n".join([f"{size} stage pages", "", *lines, ""]))
        note("parts", f"The parts of a build of {size:,} stage pages", lines)
    return 0


def prepare(size: int, folder: Path) -> None:
    """Write a project of a size, and beside it its handbook with twenty journeys changed."""
    write_ours(folder, journeys_for(size))
    before = handbook(journeys_for(size))
    write(folder / "changed", {**before, **changed(before)})


def told(size: int, times: dict[str, list[float]], index: bytes) -> list[str]:
    """Return the section of a size."""
    pages = journeys_for(size) * STAGES
    rounds = len(times["reading"])
    entries = len(json.loads(index)["docs"])
    a_page = {
        part: f"{1000 * statistics.median(seconds) / pages:.2f}" for part, seconds in times.items()
    }
    return [
        f"{pages:,} stage pages among all others, {rounds} rounds in turn, each part in a "
        "process of its own. User and system time in seconds; a page's share counts stage pages "
        "only. Reading parses the YAML, checking validates, resolves and applies the rules, "
        "writing fills the templates of all pages, search is what the search plugin does in a "
        "whole build, diffing finds what changed in twenty journeys.",
        "",
        *table(times, {"ms a page": a_page}),
        "",
        f"The search index: {entries:,} entries, {len(index) / 1e6:.2f} MB, "
        f"{len(index) / pages / 1000:.2f} KB a page.",
        "",
        f"{machine()}; {versions('mkdocs-material', 'pygal', 'pydantic', 'pyyaml')}",
    ]


def _reading(folder: Path) -> float:
    with nothing_collected():
        return _timed(lambda: read_folder(folder / "content"))


def _checking(folder: Path) -> float:
    with nothing_collected():
        sources = read_folder(folder / "content")
        return _timed(lambda: _checked(sources))


def _checked(sources: Sources) -> None:
    resolved = resolve(sources)
    root = sources.shown("")
    findings(resolved.handbook, today=DAY, faults=resolved.diagnostics, house=(), root=root)


def _writing(folder: Path) -> float:
    read = _read(folder)

    def written() -> None:
        site = _laid_out(read)
        for page in site.pages:
            site.write(page)

    return _timed(written)


def _drawing(folder: Path) -> float:
    site = _laid_out(_read(folder))
    return _timed(lambda: [site.draw(page) for page in site.pages])


def _searching(folder: Path) -> float:
    """Return the time that the search plugin spends in its events, in a whole build."""
    os.environ.update(ENVIRONMENT)
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    config = load_config(str(folder / "mkdocs.yml"))
    search = next(plugin for name, plugin in config.plugins.items() if name.endswith("search"))
    spent: list[float] = []
    for methods in config.plugins.events.values():
        methods[:] = [
            _counted(method, spent) if getattr(method, "__self__", None) is search else method
            for method in methods
        ]
    build_site(config)
    return sum(spent)


def _comparing(folder: Path) -> float:
    before, after = (load(folder / name, day=DAY).handbook for name in ("content", "changed"))
    return _timed(lambda: changes_between(before, after))


def _read(folder: Path) -> Handbook:
    return resolve(read_folder(folder / "content")).handbook


def _laid_out(read: Handbook) -> Site:
    return build(read, day=DAY)


def _timed(do: Callable[[], object]) -> float:
    start = time.process_time()
    do()
    return time.process_time() - start


def _counted(method: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    def counted(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return method(*arguments, **named)
        finally:
            spent.append(time.process_time() - start)

    return counted


_PARTS: dict[str, Callable[[Path], float]] = {
    "reading": _reading,
    "checking": _checking,
    "writing": _writing,
    "charts": _drawing,
    "search": _searching,
    "diffing": _comparing,
}
