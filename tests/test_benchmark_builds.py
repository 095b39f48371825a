"""What whole builds are measured on: our pages written by hand, for others to build.

How fast anything is, no test asks: that depends on the machine.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks import results
from benchmarks.__main__ import main
from benchmarks.building import Built, Rounds, build_in_turn, growth, prepare, told
from benchmarks.by_hand import as_markdown
from benchmarks.elements import content_of, visible_words
from benchmarks.handbooks import STAGES, handbook
from benchmarks.measuring import Cost, cost_of, table
from benchmarks.rivals import RIVALS
from benchmarks.serving import edited

BY_HAND = ("material", "pruned", "zensical", "hugo")
BUILT = ("cold", "warm", "material")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a handbook of one journey as every project."""
    place = tmp_path_factory.mktemp("projects")
    prepare(1, place, ["cold", *BY_HAND])
    return place


@pytest.fixture(scope="module")
def rounds(folder: Path) -> Rounds:
    """Build those for which nothing else has to be installed."""
    built, failures = build_in_turn(folder, BUILT, 1)
    assert failures == {}
    return built


# --- an article as Markdown

ARTICLES = {
    "a heading": ("<h2 id='x'>What <em>we</em> say</h2>", "## What *we* say"),
    "a paragraph": ("<p>One <b>two</b>\n three</p>", "One **two** three"),
    "badges beside each other": ("<p><span>One</span><span>two</span></p>", "One two"),
    "text without a paragraph": ("<div>One<p>two</p>three</div>", "One\n\ntwo\n\nthree"),
    "a list": ("<ul><li>One</li><li><p>two</p></li></ul>", "- One\n- two"),
    "a list in a list": ("<ol><li>One<ul><li>two</li></ul></li></ol>", "1. One\n\n    - two"),
    "terms": ("<dl><div><dt>One</dt><dd>two</dd></div></dl>", "- **One** two"),
    "a quote": ("<blockquote><p>One</p><p>two</p></blockquote>", "> One\n>\n> two"),
    "a link to a page": ("<p><a href='../x/#y'>One</a></p>", "[One](to:../x/#y)"),
    "a link that leads nowhere": ("<p><a href='#y'>One</a></p>", "One"),
    "a table": (
        "<table><thead><tr><th>One</th><th>two</th></tr></thead>"
        "<tbody><tr><td colspan='2'>a|b</td></tr></tbody></table>",
        "| One | two |\n| --- | --- |\n| a&#124;b |  |",
    ),
    "several things in a cell": (
        "<table><tr><th>One</th></tr><tr><td><ul><li>a</li><li>b</li></ul></td></tr></table>",
        "| One |\n| --- |\n| • a<br>• b |",
    ),
    "rows that are no table in HTML": (
        "<div role='table'><div role='row'><span role='columnheader'>One</span></div>"
        "<div role='row'><div role='cell'>a</div></div></div>",
        "| One |\n| --- |\n| a |",
    ),
    "a chart": (
        '<div><svg class="jn-chart"><a href="../x/#y"/></svg></div>',
        '<svg class="jn-chart"><a href="../x/"/></svg>',
    ),
    "an icon": ('<p><svg class="jn-icon"></svg>One</p>', "One"),
    "what a page is operated with": ("<p>One<label><input> two</label></p>", "One"),
    "what is like markup": (
        "<p>1. *a* [b] &lt;c&gt; &amp;d</p>",
        "1\\. \\*a\\* \\[b\\] &lt;c&gt; &amp;d",
    ),
}


@pytest.mark.parametrize(("html", "markdown"), ARTICLES.values(), ids=ARTICLES)
def test_an_article_becomes_the_markdown_that_a_person_would_write(
    html: str, markdown: str
) -> None:
    content = content_of(f"<article>{html}</article>")
    found = as_markdown(content, lambda href: None if href.startswith("#") else f"to:{href}")
    assert found == f"{markdown}\n"


def test_words_are_those_that_are_seen_charts_included() -> None:
    page = (
        "<nav>No</nav><article><h1>One<a class='headerlink'>¶</a></h1>"
        "<p hidden>no</p><p><span class='jn-x__hidden'>no <b>no</b></span>two</p>"
        '<svg class="jn-chart"><text>three &amp; four</text></svg></article>'
    )
    assert visible_words(page) == ["One", "two", "three", "four"]


# --- the projects


def sources(project: Path, folder: str) -> dict[str, str]:
    """Return the Markdown files of a project."""
    root = project / folder
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*.md"))
    }


def named(nav: list[Any]) -> Iterator[str]:
    """Yield the files that a `nav` names."""
    for entry in nav:
        for value in entry.values() if isinstance(entry, dict) else [entry]:
            yield from named(value) if isinstance(value, list) else [value]


def test_every_page_of_ours_is_written_for_everyone(folder: Path) -> None:
    built = {path.parent for path in (folder / "ours" / "site").rglob("index.html")}
    by_hand = [sources(folder / name, "docs") for name in ("material", "pruned", "zensical")]
    assert len(by_hand[0]) == len(built) > STAGES
    assert by_hand[0] == by_hand[1] == by_hand[2]
    assert len(sources(folder / "hugo", "content")) == len(built)


@pytest.mark.parametrize("name", ["material", "pruned", "zensical"])
def test_the_navigation_names_every_page_once(name: str, folder: Path) -> None:
    settings = yaml.safe_load((folder / name / "mkdocs.yml").read_text(encoding="utf-8"))
    files = list(named(settings["nav"]))
    assert sorted(files) == sorted(sources(folder / name, "docs"))
    assert [file for file in files if "stage-" in file] == [
        f"journeys/journey-1/stage-{number}.md" for number in range(1, STAGES + 1)
    ]


def test_links_lead_to_pages_that_are_there(folder: Path) -> None:
    pages = sources(folder / "material", "docs")
    links = [
        posixpath.normpath(posixpath.join(posixpath.dirname(name), link))
        for name, text in pages.items()
        for link in re.findall(r"\]\(([^):]+)\)", text)
    ]
    assert set(links) - set(pages) == {"images/persona-1.svg"}
    assert len(set(links)) > STAGES
    assert (folder / "material" / "docs" / "images" / "persona-1.svg").is_file()


def test_a_page_for_hugo_has_its_title_in_front(folder: Path) -> None:
    page = sources(folder / "hugo", "content")["journeys/journey-1/stage-1.md"]
    title = sources(folder / "material", "docs")["journeys/journey-1/stage-1.md"].splitlines()[0]
    assert page.startswith(f'{{"title": "{title.removeprefix("# ")}", "weight": ')
    assert title not in page.splitlines()
    assert "](../)" in page


# --- the builds


@pytest.mark.parametrize(
    "page", ["journeys/journey-1/stage-3", "journeys/journey-1", "personas/persona-1", "kpis"]
)
@pytest.mark.usefixtures("rounds")
def test_pages_by_hand_say_the_same(page: str, folder: Path) -> None:
    ours, theirs = (
        Counter(visible_words((folder / name / "site" / page / "index.html").read_text("utf-8")))
        for name in ("ours", "material")
    )
    assert ours.total() > 200
    assert (ours - theirs).total() <= 0.05 * ours.total()
    assert theirs.total() == pytest.approx(ours.total(), rel=0.15)


def test_builds_are_measured(rounds: Rounds) -> None:
    assert list(rounds) == list(BUILT)
    for builds in rounds.values():
        (build,) = builds
        assert build.cost.seconds > 0
        assert build.cost.memory > 1_000_000
        assert build.site > build.index > build.page > 1_000


def built(seconds: float, memory: int = 50_000_000, page: int = 30_000) -> Built:
    """Return a build that cost so much."""
    cost = Cost(seconds=seconds, wall=2 * seconds, memory=memory)
    return Built(cost=cost, site=9_000_000, index=1_000_000, page=page, largest=2_000_000)


def test_the_table_of_a_size_has_ratios_of_rounds_and_targets() -> None:
    rounds = {
        "cold": [built(1), built(3), built(2)],
        "warm": [built(0.5)] * 3,
        "material": [built(10), built(10), built(40)],
    }
    lines, met = told(500, rounds)
    cold, _, by_hand = (RIVALS[name].title for name in rounds)
    assert f"| {cold} | 2.00 | 1.00 | 3.00 | 4.0 | 4.00 | 50 | 9.0 | 1.00 | 30.0 | 2.00 |" in lines
    assert f"| {by_hand} | **0.100**, target 0.2 | **0.050**, target 0.08 |" in lines
    assert met
    assert not told(500, {**rounds, "material": [built(9)] * 3})[1]
    assert "63 journeys, 504 stage pages" in lines[0]


def test_one_that_cannot_build_a_size_is_told_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stops = (sys.executable, "-c", "raise SystemExit('too much')")
    monkeypatch.setitem(RIVALS, "hugo", replace(RIVALS["hugo"], command=lambda: stops))
    (tmp_path / RIVALS["hugo"].project).mkdir()
    made = built(1)
    rounds, failures = build_in_turn(tmp_path, ["hugo"], 2)
    assert (rounds, failures) == ({}, {"hugo": "too much"})
    lines, met = told(2_000, {"cold": [made] * 3}, failures)
    assert f"{RIVALS['hugo'].title} stops: too much\n" in lines
    assert met


@pytest.mark.parametrize(
    ("sizes", "met"),
    [
        ({500: built(5.04), 5_000: built(50)}, True),
        ({500: built(5.04), 5_000: built(66)}, False),
        ({500: built(5.04), 5_000: built(50, memory=1_000_000_000)}, False),
        ({50: built(1), 2_000: built(9, page=32_900)}, True),
        ({50: built(1), 2_000: built(9, page=33_100)}, False),
    ],
)
def test_what_must_not_grow_is_told(sizes: dict[int, Built], met: bool) -> None:
    lines, found = growth({size: {"cold": [build]} for size, build in sizes.items()})
    assert found is met
    assert any("target" in line for line in lines)


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "raise SystemExit('no such thing')")
    with pytest.raises(RuntimeError, match="no such thing"):
        cost_of(command, tmp_path, {})


def test_a_table_has_a_column_for_everything_more() -> None:
    assert table({"one": [1.0, 3.0, 2.0]}, {"MB": {"one": "7"}}) == [
        "| | median | least | most | MB |",
        "|---|---|---|---|---|",
        "| one | 2.00 | 1.00 | 3.00 | 7 |",
    ]


# --- the preview and the parts


def test_an_edit_is_in_the_summary_of_its_stage() -> None:
    text = handbook(1)["journeys/journey-1.yml"]
    new = edited(text, 3, "Edited")
    before, after = new.split("Edited ")
    assert before + after == text
    assert yaml.safe_load(new)["stages"][2]["summary"].startswith("Edited ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serve", "--sizes", "1", "--edits", "1"], ["| 8 stage pages | "]),
        (
            ["parts", "--sizes", "1", "--rounds", "1"],
            ["| reading | ", "| checking | ", "| charts | ", "| search | ", "| diffing | "],
        ),
        (
            ["parallel", "--sizes", "1", "--rounds", "1"],
            ["| one process | ", "| two processes | "],
        ),
    ],
    ids=["serve", "parts", "parallel"],
)
def test_the_smallest_handbook_can_be_measured(
    arguments: list[str], said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "RESULTS", tmp_path / "RESULTS.md")
    assert main(arguments) == 0
    noted = results.RESULTS.read_text(encoding="utf-8")
    assert [words for words in said if words not in noted] == []


def test_a_benchmark_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing"]) == 2
    assert "usage:" in capsys.readouterr().err
