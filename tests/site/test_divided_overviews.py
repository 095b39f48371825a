"""Overviews with more rows than a page should have: a page for each persona takes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_journeys.cache import Cache
from mkdocs_journeys.model import Stage
from mkdocs_journeys.pages import dividing
from mkdocs_journeys.pages.addresses import section
from mkdocs_journeys.pages.dividing import LINES_OF_ROW, MOST_IN_PART, MOST_ROWS, Part, divided
from mkdocs_journeys.pages.page import NavigationItem, every_item
from mkdocs_journeys.pages.views.divided import MOST_PRESSING
from mkdocs_journeys.site import load
from mkdocs_journeys.writing import Writing
from tests.support.links import broken, ids_of, reachable
from tests.support.projects import MKDOCS, Built, build_well, write
from tests.support.sharing import shared
from tests.support.trees import Element, content_of, says
from tests.support.written import lay_out, written

from .test_edits_while_serving import Preview, differing
from .test_finished import site_of

LIBRARY = {
    "content/library/kpis.yml": "".join(
        f"rate-{at}: {{name: Rate {at}, unit: count}}\n" for at in range(310)
    ),
    "content/library/touchpoints.yml": "letter: {name: Letter}\ncall: {name: Call}\n",
}
PEOPLE = {
    "content/personas/ada.yml": "name: Ada\narchetype: The engineer\n",
    "content/personas/ben.yml": "name: Ben\n",
    "content/personas/carl.yml": "name: Carl\n",
}
MOST_LINES = LINES_OF_ROW * MOST_ROWS
DIVIDED = ("messages", "kpis", "actions", "touchpoints")


def stage(name: str, rows: int, unanswered: str = "") -> str:
    """Return a stage with so many messages, KPIs, and pain points, all but one of them answered."""
    numbers = range(rows)
    lines = [
        f"  - id: {name}",
        f"    name: Stage {name}",
        "    touchpoints: [{touchpoint: letter, importance: 5, satisfaction: 1}]",
        "    messages:",
        *(f"      - {{id: m{at}, text: Message {name} {at}.}}" for at in numbers),
        "    kpis:",
        *(
            f"      - {{kpi: rate-{at}, target: {at + 2}, current: 1, alert: {at}}}"
            for at in numbers
        ),
        "    pain_points:",
        *(f"      - {{id: p{at}, text: Pain {name} {at}.}}" for at in numbers),
        *([f"      - {unanswered}"] if unanswered else []),
        "    opportunities:",
        *(
            f"      - {{text: Chance {name} {at}., answers: [p{at}], impact: 3, effort: 2}}"
            for at in numbers
        ),
    ]
    return "\n".join(lines) + "\n"


def journey(title: str, *stages: str, persona: str = "", extends: str = "") -> str:
    """Return a journey, of nobody where no persona is given."""
    return (
        f"title: {title}\n"
        + (f"persona: {persona}\n" if persona else "")
        + (f"extends: {extends}\n" if extends else "")
        + "stages:\n"
        + "".join(stages)
    )


def large(rows: int = 100) -> dict[str, str]:
    """Return a handbook of Ada, Ben and Carl, who takes no journey.

    Ada and Ben share what a base map says, in which Ben answers a pain point that Ada has; another
    journey is nobody's.
    """
    answer = "  - id: shared\n    opportunities: [{id: own, text: Ben does more., answers: [p1]}]\n"
    return {
        "mkdocs.yml": MKDOCS,
        **LIBRARY,
        **PEOPLE,
        "content/journeys/ada-buys.yml": journey("Ada buys", stage("look", rows), persona="ada"),
        "content/journeys/ben-buys.yml": journey("Ben buys", stage("look", rows), persona="ben"),
        "content/journeys/base.yml": journey("All pay", stage("shared", 3)),
        "content/journeys/ada-pays.yml": "title: Ada pays\npersona: ada\nextends: base\n",
        "content/journeys/ben-pays.yml": journey("Ben pays", answer, persona="ben", extends="base"),
        "content/journeys/nobody.yml": journey(
            "Somebody asks", stage("ask", rows + 200, "Nobody hears this.")
        ),
    }


def met_often(journeys: int) -> dict[str, str]:
    """Return journeys in which Ada meets us at as many stages as there may be lines on a page."""
    stages = "".join(
        f"  - {{id: s{at}, name: Stage {at}, touchpoints: [letter, call]}}\n"
        for at in range(MOST_LINES // 20)
    )
    return {
        f"content/journeys/j{at}.yml": journey(f"Journey {at}", stages, persona="ada")
        for at in range(journeys)
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the large handbook."""
    return shared(tmp_path_factory, "divided", lambda folder: build_well(folder, large()))


def rows_of(page: Element, table: str) -> list[str]:
    """Return what the heads of a table's rows say."""
    body = page.one(id=f"table-{table}").one("tbody")
    return [cell.text for cell in body.all("th")]


def tables_of(page: Element) -> set[str]:
    """Return the names of a page's tables."""
    return {id_[len("table-") :] for id_ in ids_of(page) if id_.startswith("table-")}


def heading(built: Built, name: str) -> str:
    """Return the title on a page."""
    return content_of(built.page(name)).one("h1").text.removesuffix("¶").strip()


@pytest.mark.parametrize(("more", "is_divided"), [(0, False), (1, True)])
def test_one_row_more_than_the_limit_divides_an_overview(
    tmp_path: Path, more: int, is_divided: bool
) -> None:
    messages = [f"{{text: Message {at}.}}" for at in range(MOST_ROWS - 1 + more)]
    said = f"  - {{id: look, name: Look, messages: [{', '.join(messages)}]}}\n"
    files = {**PEOPLE, "content/journeys/a.yml": journey("A", said, persona="ada")}
    site = lay_out(write(tmp_path, files) / "content")
    # The matrix has a row for the one stage.
    parts = [page.source for page in site.pages if page.source.startswith("messages/")]
    assert parts == (["messages/ada.md"] if is_divided else [])
    whole = written(site, "messages.md")
    assert ("messages" in tables_of(whole)) is not is_divided
    table = rows_of(written(site, parts[0]) if is_divided else whole, "messages")
    assert table == [f"Message {at}." for at in range(MOST_ROWS - 1 + more)]


def test_what_variations_inherit_counts_once(tmp_path: Path) -> None:
    files = {**PEOPLE, **LIBRARY, "content/journeys/base.yml": journey("B", stage("s", 300))}
    for name in ("ada", "ben"):
        files[f"content/journeys/{name}.yml"] = f"title: T\npersona: {name}\nextends: base\n"
    site = lay_out(write(tmp_path, files) / "content")
    assert "kpis/ada.md" not in site.by_source
    assert "actions/ada.md" in site.by_source  # 300 pain points and as many opportunities


@pytest.mark.parametrize("name", DIVIDED[:3])
def test_an_overview_of_many_rows_leads_to_a_page_for_each_persona(site: Built, name: str) -> None:
    pages = {page for page in site.pages if page.startswith(f"{name}/")}
    people = ("ada", "ben", "no_persona")  # and none of Carl, who has no rows
    assert pages == {
        f"{name}/index.html",
        *(f"{name}/{each}/index.html" for each in people),
    }
    whole = content_of(site.page(f"{name}/index.html"))
    listed = rows_of(whole, f"{name}-parts")
    assert listed == ["Ada The engineer", "Ben", "No persona"]


def test_rows_stand_on_the_pages_of_their_personas_and_on_no_other(site: Built) -> None:
    def texts(persona: str) -> list[str]:
        return rows_of(site.page(f"messages/{persona}/index.html"), "messages")

    shared = [f"Message shared {at}." for at in range(3)]
    own = [f"Message look {at}." for at in range(100)]
    for name in ("ada", "ben"):
        assert sorted(texts(name)) == sorted([*own, *shared])
    assert texts("no_persona") == [f"Message ask {at}." for at in range(300)]


def test_the_list_counts_what_is_on_each_page(site: Built) -> None:
    whole = content_of(site.page("kpis/index.html"))
    (ada,) = (row for row in whole.one(id="table-kpis-parts").all("tr") if says(row, "engineer"))
    cells = [cell.attributes["data-sort"] for cell in ada.all("td")]
    # All, past the alert, behind, no figure, on target.
    assert cells[0] == "103"
    assert sum(map(int, cells[1:])) == 103
    assert len(rows_of(site.page("kpis/ada/index.html"), "kpis")) == 103


def test_the_worst_stands_on_the_overview_itself(site: Built) -> None:
    worst = content_of(site.page("kpis/index.html")).one(id="table-kpis").one("tbody").all("tr")
    assert len(worst) == MOST_PRESSING
    assert all(says(row, "past the alert") for row in worst)
    pains = rows_of(content_of(site.page("actions/index.html")), "pain-points")
    assert pains == ["Nobody hears this."]  # all others are answered, and none of them is severe


def test_titles_of_the_pages_are_clear_alone(site: Built) -> None:
    assert heading(site, "messages/ada/index.html") == "Messages: Ada"
    assert heading(site, "actions/no_persona/index.html") == "Actions: No persona"
    assert site.page("kpis/ben/index.html").all("title")[0].text == "KPIs: Ben - A small site"


def test_all_pages_are_reached_and_no_link_leads_nowhere(site: Built) -> None:
    assert broken(site) == []
    assert set(site.pages) <= reachable(site)
    for name in ("actions/ada", "actions/ben", "messages/ada"):
        ids = ids_of(site.page(f"{name}/index.html"))
        assert len(ids) == len(set(ids))


def test_a_page_leads_to_its_neighbours_its_overview_and_its_persona(site: Built) -> None:
    page = content_of(site.page("kpis/ben/index.html"))
    assert [way.attributes["href"] for way in page.one("nav").all("a")] == [
        "../",
        "../ada/",
        "../no_persona/",
        "../../personas/ben/",
    ]


def test_what_answers_on_another_page_leads_to_the_stage_where_it_does(site: Built) -> None:
    page = content_of(site.page("actions/ada/index.html"))
    (cell,) = (cell for cell in page.all(cls="jn-answers") if says(cell, "Ben does more."))
    ways = [way.attributes["href"] for way in cell.all("a")]
    assert f"../../journeys/ben-pays/shared/#{section('improve')}" in ways
    assert "Ben does more." in rows_of(site.page("actions/ben/index.html"), "opportunities")
    assert "Ben does more." not in rows_of(site.page("actions/ada/index.html"), "opportunities")


def test_touchpoints_that_are_met_often_are_told_by_persona(tmp_path: Path) -> None:
    files = {**LIBRARY, **PEOPLE, **met_often(11)}
    site = lay_out(write(tmp_path, files) / "content")
    parts = [page for page in site.pages if page.source.startswith("touchpoints/")]
    assert [page.title for page in parts] == [
        "Touchpoints: Ada, part 1 of 2",
        "Touchpoints: Ada, part 2 of 2",
    ]
    whole = written(site, "touchpoints.md")
    assert rows_of(whole, "touchpoints") == ["Call direct: our own", "Letter direct: our own"]
    (letter,) = (row for row in whole.all("tr") if says(row, "Letter"))
    assert letter.one("a").attributes["href"] == "ada/#met:letter"
    lines = [len(written(site, page.source).one("table").all("li")) for page in parts]
    assert sum(lines) == 11 * 2 * (MOST_LINES // 20)
    assert max(lines) <= LINES_OF_ROW * MOST_IN_PART


def test_one_meeting_less_leaves_touchpoints_on_one_page(tmp_path: Path) -> None:
    files = {**LIBRARY, **PEOPLE, **met_often(10)}
    site = lay_out(write(tmp_path, files) / "content")
    assert [page for page in site.pages if page.source.startswith("touchpoints/")] == []


def test_a_long_content_plan_tells_what_is_urgent_and_leads_to_the_rest(tmp_path: Path) -> None:
    files = dict(PEOPLE)
    files["content/library/content.yml"] = "guide: {name: Guide}\nold: {name: Old}\n"
    for name, rows in (("ada", 400), ("ben", 101)):
        lines = "".join(
            f"      - {{text: M {at}., content: {content}}}\n"
            for at in range(rows)
            for gap in (f"{{gap: G {name} {at}, due: 2027-01-{at % 28 + 1:02}}}",)
            for content in (gap if at % 2 else "guide",)
        )
        text = f"  - id: s\n    name: S\n    messages:\n{lines}      - Bare of {name}\n"
        files[f"content/journeys/{name}.yml"] = journey(name, text, persona=name)
    site = lay_out(write(tmp_path, files) / "content")
    whole = written(site, "content-plan.md")
    urgent = whole.one(id="table-content-to-make").one("tbody").all("tr")
    assert len(urgent) == MOST_PRESSING
    assert urgent[0].one("th").text == "G ada 1"  # the first of those that are due first
    guide = whole.one(id="table-content").one("tbody").one("tr")
    assert says(guide, "251 messages Ada, Ben")
    assert [way.attributes["href"] for way in guide.all("a")] == ["ada/", "ben/"]
    assert rows_of(whole, "content-unused") == ["Old"]
    ben = written(site, "content-plan/ben.md")
    assert rows_of(ben, "content-to-make") == sorted(
        rows_of(ben, "content-to-make"), key=lambda said: int(said.split()[-1]) % 28
    )
    assert len(rows_of(ben, "content-to-make")) == 50
    assert rows_of(ben, "messages-without-proof") == ["Bare of ben"]
    assert len(ben.one(id="table-content").one("tbody").all("li")) == 51


def test_pages_of_an_overview_that_is_off_are_off(tmp_path: Path) -> None:
    views = "views: {messages: off, kpis: Figures}\n"
    files = {**large(), "content/handbook.yml": f"title: All\n{views}"}
    site = lay_out(write(tmp_path, files) / "content")
    sources = [page.source for page in site.pages]
    assert not [source for source in sources if source.startswith("messages")]
    assert site.by_source["kpis/ada.md"].title == "Figures: Ada"
    assert "Figures: all personas" in written(site, "kpis/ada.md").text


def test_titles_are_in_the_language_of_the_handbook(tmp_path: Path) -> None:
    site = lay_out(write(tmp_path, large()) / "content", locale="fr")
    assert site.by_source["messages/ada.md"].title == "Messages\N{NO-BREAK SPACE}: Ada"


def test_pages_stand_below_the_entry_of_their_overview(tmp_path: Path) -> None:
    site = lay_out(write(tmp_path, large()) / "content")
    (entry,) = (
        item
        for item in every_item(site.navigation)
        if item.page and item.page.source == "messages.md"
    )
    assert _names(entry) == ["Ada", "Ben", "No persona"]
    assert entry.listing
    assert entry.listing.title == "All 3 pages"


def _names(item: NavigationItem) -> list[str]:
    return [child.title for child in item.children]


def test_a_build_with_a_cache_follows_a_row_across_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dividing, "MOST_ROWS", 30)
    asked = journey("Somebody asks", stage("ask", 15))
    project = write(tmp_path / "project", {**large(4), "content/journeys/nobody.yml": asked})
    file = "content/journeys/ben-buys.yml"
    few = journey("Ben buys", stage("look", 1), persona="ben")
    found: list[bool] = []
    for text in (large(4)[file], few, large(8)[file], large(4)[file]):
        write(project, {file: text})
        built = site_of(project, monkeypatch, cached=True)
        assert built == site_of(project, monkeypatch, cached=False)
        found.append("messages/ben/index.html" in built)
    assert found == [True, False, True, True]


def test_an_edit_of_one_persona_leaves_the_pages_of_others_as_they_are(tmp_path: Path) -> None:
    cache = Cache()
    before = lay_out(write(tmp_path, large()) / "content")
    for page in before.pages:
        Writing(before, cache).page(page)
    file = "content/journeys/nobody.yml"
    write(tmp_path, {file: large()[file].replace("Message ask 0.", "Another one.")})
    after = lay_out(tmp_path / "content")
    writing = Writing(after, cache)
    others = {page.source for page in after.pages if not writing.is_current(page)}
    assert {source for source in others if "messages" in source} == {
        "messages.md",
        "messages/no_persona.md",
    }
    assert {source for source in others if "kpis" in source or "actions" in source} == set()


def test_serving_builds_all_where_pages_come_and_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    monkeypatch.setenv("JOURNEYS_CACHE", "off")
    monkeypatch.setattr(dividing, "MOST_ROWS", 30)
    preview = Preview(write(tmp_path / "project", large(4)), tmp_path / "served")
    file = "content/journeys/nobody.yml"
    for number, (rows, builds) in enumerate(((203, 1), (1, 2), (20, 3))):
        text = journey("Somebody asks", stage("ask", rows, "Nobody hears this."))
        write(preview.project, {file: text})
        served = preview.edited()
        assert preview.full_builds == builds
        assert differing(served, preview.clean(tmp_path / f"clean{number}")) == []
    preview.plugin.on_shutdown()


@pytest.mark.parametrize("most", [40, 70, 1000])
def test_parts_have_whole_journeys_and_as_many_rows_as_they_may(tmp_path: Path, most: int) -> None:
    files = dict(PEOPLE)
    for at in range(9):
        said = "".join(f"      - Message {number}\n" for number in range(5 + 3 * at))
        text = f"  - id: s\n    name: S\n    messages:\n{said}"
        files[f"content/journeys/j{at}.yml"] = journey(f"J{at}", text, persona="ada")
    handbook = load(write(tmp_path, files) / "content").handbook
    rows = tuple(
        _Row(stages=(stage,))
        for journey in handbook.journeys
        for stage in journey.stages
        for _ in stage.messages
    )
    parts = divided(handbook, rows, most=most, most_in_part=most)
    if most == 1000:
        assert parts == ()
        return
    assert [row for part in parts for row in part.rows] == list(rows)
    assert max(len(part.rows) for part in parts) <= most
    assert len(parts) <= -(-len(rows) // most) + 1
    assert [journey for part in parts for journey in part.journeys] == list(handbook.journeys)
    assert [part.place for part in parts] == [
        "ada",
        *(f"ada/{number}" for number in range(2, len(parts) + 1)),
    ]


@pytest.mark.parametrize(
    ("sizes", "parts"),
    [
        ([2] * 5 + [30] + [2] * 5, [10, 30, 10]),
        ([30] + [2] * 8, [30, 8, 8]),
        ([2] * 8 + [30], [8, 8, 30]),
        ([6] * 4, [6] * 4),
        ([1, 9] * 4, [10] * 4),
    ],
)
def test_a_journey_with_more_rows_than_a_part_may_have_divides_no_other(
    tmp_path: Path, sizes: list[int], parts: list[int]
) -> None:
    files = dict(PEOPLE)
    for at, size in enumerate(sizes):
        text = f"  - id: s\n    name: S\n    messages: [{', '.join(['M'] * size)}]\n"
        files[f"content/journeys/j{at:02}.yml"] = journey(f"J{at}", text, persona="ada")
    handbook = load(write(tmp_path, files) / "content").handbook
    rows = [
        _Row(stages=(stage,))
        for of in handbook.journeys
        for stage in of.stages
        for _ in stage.messages
    ]
    found = divided(handbook, rows, most=1, most_in_part=10)
    assert [len(part.rows) for part in found] == parts


class _Row:
    def __init__(self, stages: tuple[Stage, ...]) -> None:
        self.stages = stages


def test_a_part_is_named_as_no_persona_can_be() -> None:
    nobody: Part[_Row] = Part(persona=None, journeys=(), rows=())
    assert not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", nobody.place)
