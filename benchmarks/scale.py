"""`python -m benchmarks scale`: the page on size among the documentation, with what was measured.

Its sentences are in `scale.md` beside this file, its numbers are those of `RESULTS.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from . import results

PAGE = Path(__file__).parents[1] / "content" / "for-authors" / "scale.md"
_TEMPLATE = Path(__file__).with_suffix(".md")

_COLD, _WARM = "mkdocs-journeys, cold", "mkdocs-journeys, warm"
_RIVALS = {
    "by hand, Material as it is": "Material for MkDocs",
    "by hand, Material with `navigation.prune`": "Material with `navigation.prune`",
    "by hand, Zensical": "Zensical",
    "by hand, Hugo with a theme of its own": "Hugo, with a small theme",
}
"""What the page calls the others, by what the results call them."""

_MEASURES = (
    *("first build, seconds", "next build, seconds", "an edit in the preview, seconds"),
    *("memory, MB", "the site, MB", "its search index, MB"),
    *("a stage's page, KB", "the largest page, MB"),
)
"""The rows of the first table."""


def run(arguments: list[str]) -> int:
    """Write the page."""
    PAGE.write_text(page(results.RESULTS.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


def page(measured: str) -> str:
    """Return the page, with the numbers that were measured."""
    sections = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n?)*)", measured, re.MULTILINE))
    builds = {
        title.split()[3]: text for title, text in sections.items() if "Whole builds of" in title
    }
    previews = {
        title.split()[0]: row["median"]
        for title, row in table_of(sections["From saving a stage to its page in the preview"])
    }
    machine = builds[max(builds, key=_number)].strip().rsplit("\n", 1)[-1].split(";")[0]
    return _TEMPLATE.read_text(encoding="utf-8").format(
        machine=machine,
        builds="\n".join(_builds(builds, previews)),
        rivals="\n".join(_rivals(builds)),
        parallel=_parallel(sections),
    )


def table_of(section: str, number: int = 0) -> list[tuple[str, dict[str, str]]]:
    """Return the rows of a section's table by their first cell."""
    found = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)[number].splitlines()
    heads, _, *rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in found]
    return [(row[0], dict(zip(heads[1:], row[1:], strict=True))) for row in rows]


def _builds(builds: dict[str, str], previews: dict[str, str]) -> Iterable[str]:
    of_pages = ("site, MB", "search index, MB", "a stage page, KB", "largest page, MB")
    rows: dict[str, list[str]] = {name: [] for name in _MEASURES}
    for size, section in builds.items():
        table = dict(table_of(section))
        cold = table[_COLD]
        near = [seconds for pages, seconds in previews.items() if _is_near(pages, size)]
        cells = [cold["median"], table[_WARM]["median"], near[0] if near else "–"]
        cells += [cold["memory, MB"], *(cold[name] for name in of_pages)]
        for row, cell in zip(rows.values(), cells, strict=True):
            row.append(cell)
    yield f"| stage pages | {' | '.join(builds)} |"
    yield "|---" + "|---:" * len(builds) + "|"
    for name, cells in rows.items():
        yield f"| {name} | {' | '.join(cells)} |"


def _rivals(builds: dict[str, str]) -> Iterable[str]:
    compared = {size: text for size, text in builds.items() if any(of in text for of in _RIVALS)}
    yield f"| the same words by hand, with | {' | '.join(f'at {size}' for size in compared)} |"
    yield "|---" * (len(compared) + 1) + "|"
    for rival, name in _RIVALS.items():
        cells = [name]
        for text in compared.values():
            ours, theirs = dict(table_of(text))[_COLD], dict(table_of(text)).get(rival)
            part = float(theirs["median"]) / float(ours["median"]) if theirs else None
            cells.append(f"{part:.2f} ×" if part else "–")
        yield f"| {' | '.join(cells)} |"


def _parallel(sections: dict[str, str]) -> str:
    told = (text for title, text in sections.items() if "written by two processes" in title)
    found = [re.search(r"\*\*([\d.]+)\*\* of one.*\*\*([\d.]+)\*\*", text) for text in told]
    clock, spent = max(match.groups() for match in found if match)
    return f"{clock} of the time on the clock and {spent} of the processor's"


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def _is_near(pages: str, size: str) -> bool:
    return abs(_number(pages) / _number(size) - 1) < 0.2
