"""What of the navigation a page carries where journeys are many: little, yet all is reached."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.browser.test_accessibility import faults_of
from tests.support.driving import served
from tests.support.links import broken, reachable, target_of
from tests.support.node import installed
from tests.support.projects import MKDOCS, Built, build_well
from tests.support.sharing import shared
from tests.support.trees import Element, content_of, read_page

STAGES = tuple(
    f"  - {{id: s{at}, name: Stage {at}, emotion: {{score: {at - 1}, feeling: hope}}}}\n"
    for at in range(3)
)
SCHEMES = MKDOCS.replace(
    "  font: false\n",
    """\
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
""",
)
WIDEST = 1.10
"""How much larger a page may be than the same page of a handbook of few journeys."""


def many(
    journeys: int,
    personas: int,
    *,
    settings: str = MKDOCS,
    bases: int = 0,
    pairs: int = 0,
    stages: int = len(STAGES),
) -> dict[str, str]:
    """Return a handbook of bare journeys, shared out among personas in turn.

    The first `bases` are base maps of nobody, each with one variation; the last `pairs` are
    compared with the ones before them.
    """
    files = {"mkdocs.yml": settings}
    for number in range(personas):
        files[f"content/personas/p{number:03}.yml"] = f"name: Persona {number:03}\n"
    for number in range(journeys):
        text = f"title: Journey {number:03}\n"
        if number >= bases:
            text += f"persona: p{number % personas:03}\n"
        if bases <= number < 2 * bases:
            text += f"extends: j{number - bases:03}\n"
        else:
            text += "stages:\n" + "".join(STAGES[:stages])
        if number >= journeys - pairs:
            text += f"compare_to: j{number - pairs:03}\n"
        files[f"content/journeys/j{number:03}.yml"] = text
    return files


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a handbook of 48 journeys: 16 personas with two or three each, and base maps."""
    files = many(48, 16, settings=SCHEMES, bases=14, pairs=2)
    return shared(tmp_path_factory, "grouped", lambda folder: build_well(folder, files))


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a handbook of six journeys."""
    files = many(6, 3, settings=SCHEMES)
    return shared(tmp_path_factory, "few", lambda folder: build_well(folder, files))


class Entry(NamedTuple):
    """A link of the navigation: its words, and where it leads."""

    text: str
    address: str


def navigation(page: Element) -> list[Entry]:
    """Return the links of a page's primary navigation, without the page's own contents."""
    primary = page.one("nav", cls="md-nav--primary").without(cls="md-nav--secondary")
    links = primary.all("a", cls="md-nav__link")
    return [Entry(link.text, link.attributes["href"]) for link in links]


def bytes_of(built: Built, name: str) -> int:
    return len((built.site / name).read_bytes())


def test_every_page_is_reached_and_no_link_is_broken(grouped: Built) -> None:
    assert grouped.pages.keys() - reachable(grouped) == set()
    assert broken(grouped) == []


@pytest.mark.parametrize("page", ["s1/index.html", "index.html"])
def test_a_page_is_hardly_larger_than_in_a_handbook_of_few_journeys(
    grouped: Built, few: Built, page: str
) -> None:
    here = bytes_of(grouped, f"journeys/j030/{page}")
    assert here <= WIDEST * bytes_of(few, f"journeys/j003/{page}")


def test_a_page_that_does_not_exist_leads_home_and_to_the_sections_alone(
    grouped: Built, few: Built
) -> None:
    entries = navigation(read_page(grouped.site / "404.html"))
    words = ["Home", "Start here", "Personas", "Journeys", "Insights", "Glossary"]
    words += ["Whole handbook"]
    assert [entry.text for entry in entries] == words
    assert bytes_of(grouped, "404.html") <= bytes_of(few, "404.html") + 200


def test_few_journeys_are_one_list(few: Built) -> None:
    entries = navigation(few.page("journeys/j003/s1/index.html"))
    # Those of a persona after one another, as the personas stand.
    words = [f"Journey {number:03}" for number in (0, 3, 1, 4, 2, 5)]
    assert [entry.text for entry in entries if entry.text.startswith("Journey 0")] == words


def test_many_journeys_are_grouped_by_persona_and_what_is_far_is_left_out(grouped: Built) -> None:
    entries = navigation(grouped.page("journeys/j040/s1/index.html"))
    assert [entry.text for entry in entries[3:]] == [
        "Journeys",
        *(f"Persona {number:03}" for number in (5, 6, 7)),
        "Journey 024",
        "Journey 040",
        *("Stage 0", "Stage 1", "Stage 2"),
        *(f"Persona {number:03}" for number in (9, 10, 11)),
        "All 48 journeys",
        *("Insights", "Glossary", "Whole handbook"),
    ]


def test_a_closed_group_leads_to_where_the_index_begins_with_it(grouped: Built) -> None:
    index = grouped.page("journeys/index.html")
    closed = {entry.text: entry.address for entry in navigation(index)}
    assert closed["Persona 007"] == "#persona:p007"
    assert closed["Base maps"] == "#journeys:base"
    rows = content_of(index).one("tbody").all("tr")
    begins = [row.text for row in rows if row.attributes.get("id") == "persona:p007"]
    assert [text.split(" P0")[0] for text in begins] == ["Journey 023"]
    assert len(rows) == 48


def test_the_page_that_lists_a_section_has_all_of_it_in_its_navigation(grouped: Built) -> None:
    entries = navigation(grouped.page("personas/index.html"))
    names = {f"Persona {number:03}" for number in range(16)}
    assert names <= {entry.text for entry in entries}
    beside = navigation(grouped.page("personas/p015/index.html"))
    shown = [entry.text for entry in beside if entry.text.startswith("Persona 0")]
    assert shown == [f"Persona {number:03}" for number in range(9, 16)]
    assert Entry("All 16 personas", "../") in beside


def test_the_first_comparison_lists_the_others(grouped: Built) -> None:
    comparisons = [name for name in grouped.pages if name.startswith("compare/")]
    assert len(comparisons) == 16  # of base maps with their variations, and of pairs
    (first,) = [
        name for name in comparisons if content_of(grouped.page(name)).all("ul", id="comparisons")
    ]
    others = [name for name in comparisons if name != first]
    listed = content_of(grouped.page(first)).one("ul", id="comparisons").all("a")
    assert {target_of(first, link.attributes["href"]) for link in listed} == set(others)
    entries = navigation(grouped.page(others[8]))
    (listing,) = [entry for entry in entries if entry.text == "All 16 comparisons"]
    assert target_of(others[8], listing.address) == first
    assert listing.address.endswith("#comparisons")


def test_previous_and_next_follow_a_journey_and_end_with_it(grouped: Built) -> None:
    pages = ["index.html", *(f"s{at}/index.html" for at in range(3))]
    for number in (13, 14, 47):
        names = [f"journeys/j{number:03}/{page}" for page in pages]
        for way, expected in (("next", [*names[1:], None]), ("prev", [None, *names[:-1]])):
            assert [led_to(grouped, name, way) for name in names] == expected


def led_to(built: Built, name: str, way: str) -> str | None:
    """Return the page that is said to come before or after a page."""
    links = built.page(name).all("link", rel=way)
    return target_of(name, links[0].attributes["href"]) if links else None


def test_a_journey_among_many_of_a_persona_leads_to_all_of_hers(tmp_path: Path) -> None:
    built = build_well(tmp_path, many(26, 2, stages=1))
    entries = navigation(built.page("journeys/j025/s0/index.html"))
    shown = [entry.text for entry in entries if entry.text.startswith("Journey 0")]
    assert shown == [f"Journey {number:03}" for number in range(13, 27, 2)]
    assert Entry("All 13 journeys", "../../#persona:p001") in entries


BY_HAND = """\
nav:
  - By hand:
{pages}
  - The handbook:
      - journeys
"""

THEMES = {
    "tabs": ("material", "navigation.tabs, navigation.indexes, navigation.prune"),
    "sections": ("material", "navigation.sections, navigation.path"),
    "expanded": ("material", "navigation.expand, toc.integrate"),
    "mkdocs": ("mkdocs", ""),
    "readthedocs": ("readthedocs", ""),
}


@pytest.mark.parametrize(("theme", "features"), THEMES.values(), ids=THEMES)
def test_with_any_theme_and_its_features_the_navigation_leads_on(
    tmp_path: Path, theme: str, features: str
) -> None:
    head = f"""\
site_name: A small site
docs_dir: content
use_directory_urls: {str(not features).lower()}
theme: {{name: {theme}, features: [{features}]}}
plugins: [journeys]
"""
    built = build_well(tmp_path, many(26, 13, settings=head, stages=2))
    assert built.pages.keys() - reachable(built) == set()
    name = next(name for name in built.pages if name.startswith("journeys/j006/s1"))
    ways = {
        (link.text, target_of(name, link.attributes["href"]))
        for nav in built.page(name).all()
        if nav.tag == "nav" or "navbar" in nav.classes or "wy-menu" in nav.classes
        for link in nav.all("a")
        if "href" in link.attributes  # some open a menu by script
    }
    index = "journeys/index.html"
    assert {(f"Persona {number:03}", index) for number in (3, 4, 5, 7, 8, 9)} <= ways
    assert ("All 26 journeys", index) in ways
    assert not any(text == "Persona 001" for text, _ in ways)


def test_a_section_by_hand_is_left_as_it_is(tmp_path: Path) -> None:
    pages = [f"hand{number:02}.md" for number in range(15)]
    nav = BY_HAND.format(pages="\n".join(f"      - {name}" for name in pages))
    files = {f"content/{name}": f"# Hand {name[4:6]}\n" for name in pages}
    built = build_well(tmp_path, {**many(26, 13, settings=MKDOCS + nav, stages=1), **files})
    entries = navigation(built.page("hand07/index.html"))
    assert [entry.text for entry in entries if entry.text.startswith("Hand")] == [
        f"Hand {number:02}" for number in range(15)
    ]
    beside = navigation(built.page("journeys/j001/s0/index.html"))
    assert Entry("All 26 journeys", "../../") in beside
    assert built.pages.keys() - reachable(built) <= {"index.html"}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_indexes_of_many_shut_nobody_out(
    browser: Browser, grouped: Built, scheme: Literal["light", "dark"], width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    axe = (installed("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    with served(grouped.site) as address:
        page = context.new_page()
        for path in ("journeys/", "personas/", "compare/j000/"):
            page.goto(f"{address}/{path}", wait_until="networkidle")
            assert faults_of(page, axe) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_a_reader_finds_a_journey_among_many_by_a_word(browser: Browser, grouped: Built) -> None:
    with served(grouped.site) as address:
        page = browser.new_page()
        page.goto(f"{address}/journeys/")
        page.get_by_role("searchbox", name="Filter").fill("journey 037")
        rows = page.locator("#table-journeys tbody tr:visible")
        assert rows.all_inner_texts()[0].startswith("Journey 037")
        assert rows.count() == 1
        page.close()


@pytest.mark.parametrize("name", ["kpis/index.html", "health/index.html"])
def test_a_view_is_an_entry_of_its_own_beside_the_others(sample: Built, name: str) -> None:
    """The theme takes an index among a section's pages for the section's own page."""
    section, *_ = sample.page(name).all("li", cls="md-nav__item--active")
    pages = [link for link in section.all("a") if link.attributes["href"].endswith("index.html")]
    assert {page.text for page in pages} >= {"KPIs", "Actions", "Health"}
