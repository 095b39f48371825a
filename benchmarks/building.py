"""`python -m benchmarks build`: whole builds, ours against the same pages written by hand.

For each size a handbook is made up, built by our plugin, and its pages are written as Markdown;
then all are built in turn, round after round. `--sizes`, `--rivals` and `--rounds` choose.
"""

from __future__ import annotations

import argparse
import calendar
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .handbooks import DAY, STAGES
from .machine import machine, versions
from .measuring import Cost, alone, cost_of, ratio_of, table
from .pages import PICTURES, pages_of
from .projects import write_hugo, write_mkdocs, write_ours
from .results import note
from .rivals import OURS, RIVALS, forget

SIZES = (50, 500, 2_000, 5_000)
ALONE_FROM = 5_000
"""From this size on the pages by hand are left out: most of them would take too long."""

ROUNDS = 3

TARGETS = {
    50: (("cold", "zensical", 1.0),),
    500: (("cold", "material", 0.20), ("warm", "material", 0.08), ("cold", "zensical", 1.0)),
    2_000: (("cold", "material", 0.05), ("cold", "pruned", 0.20), ("cold", "zensical", 1.0)),
}
"""The most that a ratio of ours to another's may be, by the size."""

MEMORY = 1_000_000_000
"""The most bytes that our largest build may take at its peak."""

COST_A_PAGE = 1.3
"""How many times the cost of a page may be that in a handbook of the second size."""

PAGE_SIZE = 1.10
"""How many times the size of a stage page may be that in the smallest handbook."""

ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": str(calendar.timegm(DAY.timetuple())),
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    # What is installed is compiled once, ours like the others.
    "PYTHONDONTWRITEBYTECODE": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A build: what it cost, and the bytes of what it made."""

    cost: Cost
    site: int
    index: int
    page: int
    """Of a stage page, the median."""
    largest: int
    """Of the largest page."""


Rounds = dict[str, list[Built]]


def run(arguments: list[str]) -> int:
    """Measure, print and note it; with `prepare STAGES FOLDER NAMES` only write the projects."""
    if arguments[:1] == ["prepare"]:
        prepare(int(arguments[1]), Path(arguments[2]), arguments[3:])
        return 0
    chosen = _parser().parse_args(arguments)
    names = [name for name in chosen.rivals if RIVALS[name].is_installed]
    for name in set(chosen.rivals) - set(names):
        _say(f"{name} is left out: the package {RIVALS[name].package} is not installed")
    met = True
    of_sizes: dict[int, Rounds] = {}
    for size in chosen.sizes:
        these = [name for name in names if size < ALONE_FROM or name in OURS]
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            _say(f"{size} stage pages: writing the projects")
            alone("build", "prepare", str(size), str(folder), *these)
            rounds, failures = build_in_turn(folder, these, chosen.rounds)
        of_sizes[size] = rounds
        lines, good = told(size, rounds, failures)
        met = met and good
        print("\n".join([f"{size} stage pages", "", *lines, ""]))
        note("build", f"Whole builds of {size:,} stage pages", lines)
    if len(of_sizes) > 1 and "cold" in names:
        lines, good = growth(of_sizes)
        met = met and good
        print("\n".join(lines))
        note("build", "Whole builds as a handbook grows", lines)
    return 0 if met else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks build")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="stage pages")
    parser.add_argument("--rivals", nargs="+", default=list(RIVALS), choices=list(RIVALS))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    return parser


def journeys_for(stages: int) -> int:
    """Return how many journeys have at least so many stages."""
    return -(-stages // STAGES)


def prepare(stages: int, folder: Path, names: Iterable[str]) -> None:
    """Write the projects of a size; those by hand from what ours builds."""
    ours = folder / "ours"
    write_ours(ours, journeys_for(stages))
    cost_of(RIVALS["cold"].command(), ours, ENVIRONMENT)
    projects = {RIVALS[name].project for name in names if name not in OURS}
    if not projects:
        return
    pages = list(pages_of(ours / "site"))
    for project in projects:
        if project == "hugo":
            write_hugo(folder / project, pages)
        else:
            write_mkdocs(folder / project, pages, pruned=project == "pruned")
        pictures = folder / project / ("static" if project == "hugo" else "docs") / PICTURES
        shutil.copytree(ours / "content" / PICTURES, pictures)


def build_in_turn(folder: Path, names: Iterable[str], rounds: int) -> tuple[Rounds, dict[str, str]]:
    """Build every project in turn, so many times; return what those said that cannot build it."""
    built: Rounds = defaultdict(list)
    failures: dict[str, str] = {}
    for number in range(1, rounds + 1):
        for name in names:
            if name in failures:
                continue
            rival = RIVALS[name]
            project = folder / rival.project
            forget(rival, project)
            try:
                cost = cost_of(rival.command(), project, ENVIRONMENT)
            except RuntimeError as error:
                if name in OURS:
                    raise
                failures[name] = str(error).strip().splitlines()[-1]
                _say(f"  round {number}: {rival.title}: {failures[name]}")
                continue
            _say(f"  round {number}: {rival.title}: {cost.seconds:.2f} s")
            site = project / rival.site
            pages = sorted(path.stat().st_size for path in _stage_pages(site))
            files = (path for path in site.rglob("*") if path.is_file())
            built[name].append(
                Built(
                    cost=cost,
                    site=sum(path.stat().st_size for path in files),
                    index=(site / rival.index).stat().st_size,
                    page=int(statistics.median(pages)),
                    largest=max(path.stat().st_size for path in site.rglob("*.html")),
                )
            )
    return dict(built), failures


def _stage_pages(site: Path) -> Iterable[Path]:
    return site.glob("journeys/*/stage-*/index.html")


def told(
    size: int, rounds: Rounds, failures: Mapping[str, str] | None = None
) -> tuple[list[str], bool]:
    """Return the section of a size, and whether its targets are met.

    `failures` are what those said that cannot build it.
    """
    pages = journeys_for(size) * STAGES
    least = min(map(len, rounds.values()))
    title = {name: RIVALS[name].title for name in rounds}
    last = {title[name]: builds[-1] for name, builds in rounds.items()}
    seconds = {title[name]: _seconds(builds) for name, builds in rounds.items()}
    peak = {title[name]: max(b.cost.memory for b in builds) for name, builds in rounds.items()}
    wall = {
        title[name]: statistics.median(b.cost.wall for b in builds)
        for name, builds in rounds.items()
    }
    more = {
        "ms a page": {
            name: f"{1000 * statistics.median(of) / pages:.1f}" for name, of in seconds.items()
        },
        "on the clock": {name: f"{of:.2f}" for name, of in wall.items()},
        "memory, MB": {name: f"{of / 1e6:,.0f}" for name, of in peak.items()},
        "site, MB": {name: f"{of.site / 1e6:,.1f}" for name, of in last.items()},
        "search index, MB": {name: f"{of.index / 1e6:.2f}" for name, of in last.items()},
        "a stage page, KB": {name: f"{of.page / 1e3:.1f}" for name, of in last.items()},
        "largest page, MB": {name: f"{of.largest / 1e6:.2f}" for name, of in last.items()},
    }
    ratios, met = _ratios(size, rounds)
    lines = [
        f"{journeys_for(size):,} journeys, {pages:,} stage pages among all others, {least} rounds "
        "in turn. By hand are the same words, tables and charts in Markdown, made from our built "
        "pages; nobody has the page for printing that small handbooks get. User and system time "
        "in seconds, with all that a command starts; a page's share counts stage pages only. "
        "Cold is without a cache, warm the second build in the same folder.",
        "",
        *table(seconds, more),
        "",
        *(f"{RIVALS[name].title} stops: {said}\n" for name, said in (failures or {}).items()),
        *ratios,
    ]
    packages = {RIVALS[name].package for name in rounds} | {"mkdocs", "mkdocs-material"}
    return [*lines, f"{machine()}; {versions(*sorted(packages))}"], met


def _ratios(size: int, rounds: Rounds) -> tuple[list[str], bool]:
    """Return the table of our time in parts of others', and whether the targets are met."""
    ours = [name for name in OURS if name in rounds]
    others = [name for name in rounds if name not in OURS]
    if not ours or not others:
        return [], True
    targets = {(our, their): most for our, their, most in TARGETS.get(size, ())}
    met = True
    rows: list[str] = []
    for their in others:
        cells = [RIVALS[their].title]
        for our in ours:
            ratio = ratio_of(_seconds(rounds[our]), _seconds(rounds[their]))
            most = targets.get((our, their))
            met = met and (most is None or ratio <= most)
            cells.append(f"**{ratio:.3f}**" + (f", target {most:g}" if most else ""))
        rows.append(f"| {' | '.join(cells)} |")
    heads = " | ".join(f"{RIVALS[our].title} ÷" for our in ours)
    lines = [
        "The ratios of a round's two times, median; a target is the most that it may be.",
        "",
        f"| | {heads} |",
        "|---" * (1 + len(ours)) + "|",
        *rows,
        "",
    ]
    return lines, met


def growth(of_sizes: dict[int, Rounds]) -> tuple[list[str], bool]:
    """Return what a page costs as a handbook grows, and whether the targets are met."""
    sizes = sorted(of_sizes)
    cold = {size: of_sizes[size]["cold"] for size in sizes}
    rows = [
        f"| {size:,} | {_a_page(size, cold[size]):.1f} "
        f"| {max(build.cost.memory for build in cold[size]) / 1e6:,.0f} "
        f"| {cold[size][-1].page / 1e3:.1f} |"
        for size in sizes
    ]
    lines = [
        "Cold builds of ours from the sections above.",
        "",
        "| stage pages | ms a page, median | memory, MB | a stage page, KB |",
        "|---|---|---|---|",
        *rows,
        "",
    ]
    met = True
    if 500 in cold and 5_000 in cold:
        ratio = _a_page(5_000, cold[5_000]) / _a_page(500, cold[500])
        met = met and ratio <= COST_A_PAGE
        lines.append(
            f"- a page's cost at 5,000 ÷ at 500: **{ratio:.2f}** (target: at most {COST_A_PAGE})"
        )
        memory = max(build.cost.memory for build in cold[5_000])
        met = met and memory < MEMORY
        lines.append(
            f"- memory at 5,000: **{memory / 1e6:,.0f} MB** (target: less than {MEMORY / 1e6:,.0f})"
        )
    if 50 in cold and 2_000 in cold:
        ratio = cold[2_000][-1].page / cold[50][-1].page
        met = met and 2 - PAGE_SIZE <= ratio <= PAGE_SIZE
        lines.append(
            f"- a stage page's size at 2,000 ÷ at 50: **{ratio:.3f}** "
            f"(target: within {PAGE_SIZE - 1:.0%})"
        )
    return lines, met


def _a_page(size: int, builds: list[Built]) -> float:
    """Return the milliseconds of a stage page's share in a build."""
    pages = journeys_for(size) * STAGES
    return 1000 * statistics.median(_seconds(builds)) / pages


def _seconds(builds: list[Built]) -> list[float]:
    return [build.cost.seconds for build in builds]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
