"""A site that shows a change under review: what is marked, what is told, and what never is."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_accessibility import DESK, PHONE, faults_of
from tests.review.repositories import Repository, repository
from tests.support.driving import served
from tests.support.node import installed
from tests.support.projects import MKDOCS, Built, build
from tests.support.trees import Element

EVIL = "<img src=x onerror=alert(1)>javascript:alert(1) **b** {{ 7*7 }} &amp; </script>"
BASE = {
    "mkdocs.yml": MKDOCS,
    "content/personas/ada.yml": "name: Ada\n",
    "content/personas/bob.yml": "name: Bob\nstory: He waits.\n",
    "content/library/kpis.yml": (
        "leads: {name: Leads, unit: count, better: up}\n"
        "calls: {name: Calls, unit: count, better: down}\n"
    ),
    "content/journeys/buys.yml": """\
title: Ada buys
persona: ada
stages:
  - id: first
    name: First look
    emotion: {score: -1, feeling: unsure}
    kpis:
      - {kpi: leads, baseline: 1, current: 4, target: 5}
  - id: second
    name: Second thoughts
    emotion: {score: 1, feeling: hopeful}
    messages:
      - {id: calm, text: We wait., aida: desire}
  - id: third
    name: Third time lucky
    goal: To be remembered
    emotion: {score: 0, feeling: tired}
""",
    "content/journeys/stays.yml": """\
title: Bob stays
persona: bob
stages:
  - {id: only, name: The only one, goal: Rest}
""",
}


def edited(**more: str) -> dict[str, str]:
    """Return the handbook after one change with several edits."""
    journey = BASE["content/journeys/buys.yml"]
    journey = journey.replace("score: -1", "score: 1.5").replace("target: 5", "target: 3")
    journey = journey.replace("We wait.", f"'{EVIL}'")
    return {"content/journeys/buys.yml": journey[: journey.index("  - id: third")], **more}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make a repository whose work tree differs from `main`."""
    made = repository(tmp_path_factory.mktemp("changed"), BASE)
    made.write(edited())
    return made


@pytest.fixture(scope="module")
def preview(changed: Repository) -> Built:
    """Build the site that compares it with `main`."""
    return build(changed.folder, JOURNEYS_COMPARE_TO="main")


def note_of(built: Built, name: str) -> Element:
    """Return the note under a page's title."""
    (note,) = built.page(name).all(cls="jn-preview")
    return note


def test_the_build_is_in_order(preview: Built) -> None:
    assert preview.code == 0, preview.log


def test_the_changes_page_begins_with_the_verdict(preview: Built) -> None:
    page = preview.page("changes/index.html")
    (verdict,) = page.all(cls="jn-verdict")
    assert verdict.text == "✕ 1 breaking · ● 3 notable · 4 pages"


def test_every_page_says_what_it_is_compared_with(preview: Built, changed: Repository) -> None:
    commit = changed.git("rev-parse", "HEAD")[:8]
    for name in preview.pages:
        note = note_of(preview, name)
        assert note.attributes["role"] == "note"
        assert f"Preview : compared with main at {commit} · 4 changes" in note.text


def test_pages_are_marked_exactly_where_the_diff_says(preview: Built) -> None:
    marked = {name for name in preview.pages if note_of(preview, name).all(cls="jn-preview__marks")}
    assert marked == {
        "personas/ada/index.html",
        "journeys/buys/index.html",
        "journeys/buys/first/index.html",
        "journeys/buys/second/index.html",
    }


def test_the_navigation_marks_what_changed_and_titles_stay(preview: Built) -> None:
    page = preview.page("journeys/buys/second/index.html")
    links = {
        link.text: bool(link.all(cls="jn-changed"))
        for nav in page.all("nav")
        for link in nav.all("a")
    }
    assert links["First look ● changed"]
    assert not any(marks for text, marks in links.items() if text.startswith("Bob"))
    title = page.all("title")[0]
    assert "changed" not in title.text


def test_a_changed_page_says_what_was_and_leads_to_it(preview: Built) -> None:
    note = note_of(preview, "journeys/buys/first/index.html")
    said = [item.text for item in note.all("li")]
    assert "● notable emotion score : −1 → is now +1.5 (better)" in said
    assert "● notable KPI Leads, target : 5 → is now 3 (lower aim; Behind → On target)" in said
    ids = {one.attributes.get("id") for one in preview.page("journeys/buys/first/index.html").all()}
    for link in note.all("a"):
        page, _, place = link.attributes["href"].partition("#")
        assert page in ("./", "../../../changes/")
        assert not place or place in ids


def test_what_changed_has_its_former_values_at_hand(preview: Built) -> None:
    page = preview.page("journeys/buys/first/index.html")
    marks = page.all("details", cls="jn-was")
    said = [(mark.one("summary").text, mark.one("del").text) for mark in marks]
    assert said == [("● changed : emotion score", "−1"), ("● changed : KPI Leads, target", "5")]
    assert not page.all(cls="jn-preview__here"), "what has a mark is not told once more"
    untouched = preview.page("journeys/stays/only/index.html")
    assert not untouched.all(cls="jn-was")


def test_what_is_gone_is_told_with_what_it_said(preview: Built) -> None:
    page = preview.page("changes/index.html")
    (gone,) = [row for row in page.all("tr") if "removed" in row.text]
    assert "Third time lucky" in gone.text
    assert "To be remembered" in gone.text


def test_two_curves_are_told_apart_by_more_than_colour(preview: Built) -> None:
    html = (preview.site / "changes" / "index.html").read_text(encoding="utf-8")
    assert "jn-chart" in html
    page = preview.page("changes/index.html")
    assert {"Now", "Before"} <= {cell.text for cell in page.all("td")}
    assert 'href="../journeys/buys/second/"' in html
    assert "journeys/buys/third" not in html, "a page that is gone is not linked to"


def test_words_of_authors_stay_words(preview: Built) -> None:
    for name in preview.pages:
        html = (preview.site / name).read_text(encoding="utf-8")
        assert "<img src=x" not in html
        assert 'href="javascript:' not in html
    page = preview.page("changes/index.html")
    assert EVIL in page.text


def test_the_search_does_not_read_it(preview: Built) -> None:
    index = (preview.site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "compared with main" not in index
    assert '"changes/' not in index


def test_without_a_revision_nothing_of_it_is_built(changed: Repository, tmp_path: Path) -> None:
    plain = build(changed.folder, tmp_path / "plain", JOURNEYS_COMPARE_TO="")
    assert plain.code == 0
    assert not [name for name in plain.files if "changes" in name or "preview" in name]
    for name, data in plain.bytes_by_name().items():
        assert b"jn-preview" not in data, name
        assert b"jn-changed" not in data, name
        assert b"jn-was" not in data, name
        assert b"journeys-changed" not in data, name
    bare = repository(tmp_path / "bare", BASE)
    bare.write(edited())
    same = build(bare.folder, tmp_path / "same")
    gone = {"sitemap.xml", "sitemap.xml.gz"}
    one, other = plain.bytes_by_name(), same.bytes_by_name()
    assert {k: v for k, v in one.items() if k not in gone} == {
        k: v for k, v in other.items() if k not in gone
    }


def test_the_option_does_the_same_as_the_variable(tmp_path: Path) -> None:
    made = repository(
        tmp_path / "one",
        {**BASE, "mkdocs.yml": MKDOCS + "      compare_to: main\n"}
        if MKDOCS.endswith(":\n")
        else {**BASE, "mkdocs.yml": MKDOCS.replace("- journeys", "- journeys: {compare_to: main}")},
    )
    built = build(made.folder)
    assert built.code == 0, built.log
    page = built.page("changes/index.html")
    assert "No change: both say the same." in page.text
    other = build(made.folder, JOURNEYS_COMPARE_TO="nowhere")
    assert other.code == 1


def test_a_folder_can_be_compared_with(tmp_path: Path) -> None:
    made = repository(tmp_path / "one", BASE)
    made.write({f"old/{name.removeprefix('content/')}": text for name, text in BASE.items()})
    made.write(edited())
    built = build(made.folder, JOURNEYS_COMPARE_TO="./old")
    assert built.code == 0, built.log
    assert "compared with ./old · 4 changes" in note_of(built, "index.html").text


def test_an_unknown_revision_stops_the_build_as_it_stops_the_command(changed: Repository) -> None:
    built = build(changed.folder, JOURNEYS_COMPARE_TO="mian")
    assert built.code == 1
    said = changed.diff("mian").err.removeprefix("journeys diff: ").strip()
    assert said in built.log


@pytest.mark.parametrize("path", ["changes/", "journeys/buys/first/"])
def test_a_preview_shuts_nobody_out(browser: Browser, preview: Built, path: str) -> None:
    axe = (installed("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    page = browser.new_page(reduced_motion="reduce")
    with served(preview.site) as address:
        page.goto(f"{address}/{path}")
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            assert faults_of(page, axe) == [], size
            wider = "document.documentElement.scrollWidth - window.innerWidth"
            assert page.evaluate(wider) <= 0, size
    page.close()


def test_the_marks_can_be_hidden_and_stay_hidden(browser: Browser, preview: Built) -> None:
    with served(preview.site) as address:
        page = browser.new_page()
        page.goto(f"{address}/journeys/buys/first/")
        marks = page.locator(".jn-preview__marks").first
        assert marks.is_visible()
        page.get_by_label("Show the marks").uncheck()
        assert not marks.is_visible()
        page.goto(f"{address}/journeys/buys/second/")
        assert not page.locator(".jn-preview__marks").first.is_visible()
        page.close()


MOVED = """\
title: Ada moves
persona: ada
stages:
  - {id: one, name: The first, emotion: {score: 1, feeling: glad}}
  - {id: two, name: The second, emotion: {score: -1, feeling: sad}}
  - {id: three, name: The third, emotion: {score: 2, feeling: proud}}
"""
SAME = "title: As Ada moves\nextends: moves\npersona: bob\n"


def test_stages_in_another_order_are_told_with_a_curve_in_each_order(tmp_path: Path) -> None:
    lines = MOVED.splitlines(keepends=True)
    made = repository(
        tmp_path, {**BASE, "content/journeys/moves.yml": MOVED, "content/journeys/same.yml": SAME}
    )
    made.write({"content/journeys/moves.yml": "".join([*lines[:3], lines[5], *lines[3:5]])})
    built = build(made.folder, JOURNEYS_COMPARE_TO="main")
    assert built.code == 0, built.log
    page = built.page("changes/index.html")
    told = [one.text for one in page.all("li") if ": place" in one.text]
    # The variation inherits the order, and has no change of its own.
    assert told == ["The third: place 3 → is now place 1"] * 2
    orders = [
        [row.all("td")[0].text for row in table.one("tbody").all("tr")]
        for table in page.all("table")
        if "jn-changes" not in table.classes
    ]
    now, before = ["The third", "The first", "The second"], ["The first", "The second", "The third"]
    assert orders == [now, before] * 2


def test_the_one_page_that_a_change_reaches_is_led_to_at_once(tmp_path: Path) -> None:
    made = repository(tmp_path, BASE)
    made.write({"content/personas/ada.yml": "name: Ada\ndemographics: {Age: '44'}\n"})
    page = build(made.folder, JOURNEYS_COMPARE_TO="main").page("changes/index.html")
    assert not page.all("details", cls="jn-reached")
    (link,) = [one for one in page.all("a") if one.text == "map “Ada buys”"]
    assert link.attributes["href"] == "../journeys/buys/"


def test_what_a_change_reaches_is_named_and_leads_there(tmp_path: Path) -> None:
    made = repository(tmp_path, BASE)
    kpis = BASE["content/library/kpis.yml"].replace("name: Leads", "name: Names")
    made.write({"content/library/kpis.yml": kpis})
    built = build(made.folder, JOURNEYS_COMPARE_TO="main")
    (reached,) = built.page("changes/index.html").all("details", cls="jn-reached")
    assert reached.one("summary").text == "map “Ada buys” · 1 stage · persona Ada"
    found = {link.text: link.attributes["href"] for link in reached.all("a")}
    assert found == {
        "Ada": "../personas/ada/",
        "Ada buys": "../journeys/buys/",
        "Ada buys: First look": "../journeys/buys/first/",
    }
