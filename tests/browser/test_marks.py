"""The marks of a change under review in a real browser: at hand for all, and out of the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import (
    ABOUT_COLOURS,
    ABOUT_WIDTH,
    DESK,
    PHONE,
    darken,
    faults_of,
)
from tests.support.driving import served
from tests.support.reviewing import Reviewed

MAP = "journeys/b2b-buying/index.html"
STAGE = "journeys/b2b-buying/doubt.html"

KINDS = {
    "home": "index.html",
    "changes": "changes.html",
    "persona": "personas/hr-director.html",
    "map": MAP,
    "stage": STAGE,
    "touchpoints": "touchpoints.html",
    "messages": "messages.html",
    "content plan": "content-plan.html",
    "kpis": "kpis/index.html",
    "actions": "actions/index.html",
    "comparison": "compare/b2b-buying/index.html",
    "cards": "journeys/index.html",
}
"""A page of every kind that marks something, and the one that tells all of it."""

WHOLE = ("home", "changes")
"""The pages of which all is looked at: what a preview adds to one is a part or the whole of it."""

OPEN = "() => document.querySelectorAll('details.jn-was').forEach(mark => { mark.open = true })"
MARKED = ":is(.jn-was, .jn-preview, .jn-preview__here, .jn-changed, .jn-map__felt)"
"""What a preview adds to a page, and `MARKED_PLACES` the cells and items that it stands in."""

MARKED_PLACES = f"{MARKED}, :is(td, th, li, dd, p):has(> {MARKED})"

CUT = """() => [...document.querySelectorAll('.jn-was')].filter(mark => {
    const box = mark.getBoundingClientRect()
    const frame = mark.parentElement.getBoundingClientRect()
    return box.width && (box.right > frame.right + 1 || box.bottom > frame.bottom + 1)
}).map(mark => mark.textContent)"""
"""The marks that reach out of the cell or the item that they stand in."""


@pytest.fixture(scope="session")
def preview_address(preview_of_sample: Reviewed) -> Iterator[str]:
    """Serve the preview on this machine, and say where."""
    with served(preview_of_sample.built.site) as at:
        yield at


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """Open a fresh tab on a desk."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_with_its_marks_open_shuts_nobody_out(
    warm_tab: Page, axe: str, preview_address: str, kind: str
) -> None:
    """By all rules on a desk; on a phone and in the dark what is seen, where the preview adds.

    What it adds is looked at, and the whole of a page that is there for it. The rest is that of the
    pages without marks, which their test looks at in every setting.
    """
    page = warm_tab
    page.set_viewport_size(DESK)
    page.goto(f"{preview_address}/{KINDS[kind]}")
    page.evaluate(OPEN)
    assert page.locator(MARKED).count() > 0
    assert faults_of(page, axe, where="" if kind in WHOLE else MARKED_PLACES) == []
    assert reaching_out(page) == []
    page.set_viewport_size(PHONE)
    assert faults_of(page, rules=ABOUT_COLOURS + ABOUT_WIDTH, where=MARKED_PLACES) == []
    assert reaching_out(page) == []
    darken(page)
    assert faults_of(page, rules=ABOUT_COLOURS, where=MARKED_PLACES) == []
    page.set_viewport_size(DESK)
    assert faults_of(page, rules=ABOUT_COLOURS, where=MARKED_PLACES) == []


def test_a_mark_that_shuts_somebody_out_is_seen(tab: Page, axe: str, preview_address: str) -> None:
    tab.goto(f"{preview_address}/{KINDS['kpis']}")
    tab.evaluate(OPEN)
    tab.add_style_tag(content=".jn-was li { color: #bbb !important; background: #fff !important }")
    faults = faults_of(tab, axe, rules=ABOUT_COLOURS, where=MARKED_PLACES)
    assert {fault["rule"] for fault in faults} == {"color-contrast"}


def reaching_out(page: Page) -> list[str]:
    """Return the marks that reach out of their place, and the page where it is too wide."""
    cut: list[str] = page.evaluate(CUT)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*cut, "the page is wider than the window"] if wide else cut


def mark_of(page: Page, lane: str) -> Any:
    """Return the first mark in a lane of the map."""
    return page.locator(f'[data-lane="{lane}"] td details.jn-was').first


@pytest.mark.parametrize("scripts", [True, False])
def test_a_former_value_is_at_hand_by_mouse(
    browser: Browser, preview_address: str, scripts: bool
) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(f"{preview_address}/{MAP}")
    mark = mark_of(page, "kpis")
    former = mark.locator("del")
    expect(former).to_be_hidden()
    mark.locator("summary").click()
    expect(former).to_be_visible()
    expect(former).to_have_text("40,000")
    mark.locator("summary").click()
    expect(former).to_be_hidden()
    context.close()


def test_a_former_value_is_at_hand_by_keyboard(tab: Page, preview_address: str) -> None:
    tab.goto(f"{preview_address}/{MAP}")
    mark = mark_of(tab, "kpis")
    # The link before it, and on by the key that leads from one thing to the next.
    tab.locator('[data-lane="kpis"] td a').nth(2).focus()
    tab.keyboard.press("Tab")
    summary = mark.locator("summary")
    expect(summary).to_be_focused()
    tab.keyboard.press("Enter")
    expect(mark.locator("del")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(mark.locator("del")).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_mark_says_what_it_is_of_to_a_screen_reader(tab: Page, preview_address: str) -> None:
    tab.goto(f"{preview_address}/{MAP}")
    mark_of(tab, "kpis").locator("summary").click()
    client = tab.context.new_cdp_session(tab)
    nodes: list[dict[str, Any]] = client.send("Accessibility.getFullAXTree")["nodes"]
    found = [
        node
        for node in nodes
        if node["role"]["value"] == "DisclosureTriangle"
        and " ".join(node["name"]["value"].split())
        == "changed : Something is off, KPI Unique reach, target"
    ]
    assert len(found) == 1
    states = {one["name"]: one["value"].get("value") for one in found[0]["properties"]}
    assert states["focusable"] is True
    assert states["expanded"] is True
    said = mark_of(tab, "kpis").locator("li").inner_text()
    assert " ".join(said.split()) == (
        "KPI Unique reach, target 40,000 → is now 30,000 (lower aim; Behind → On target)"
    )


def test_the_switch_hides_every_mark_and_they_stay_hidden(tab: Page, preview_address: str) -> None:
    for path in (MAP, STAGE, "kpis/index.html", "personas/index.html"):
        tab.goto(f"{preview_address}/{path}", wait_until="networkidle")
        tab.evaluate("localStorage.clear()")
        tab.reload(wait_until="networkidle")
        assert tab.locator(".jn-was:visible").count() > 0, path
        tab.get_by_label("Show the marks").uncheck()
        assert tab.locator(".jn-was:visible, .jn-preview__here:visible").count() == 0, path
        assert tab.locator(".jn-map__felt:visible").count() == 0
        tab.reload(wait_until="networkidle")
        assert tab.locator(".jn-was:visible").count() == 0, path


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_while_a_preview_arrives(
    browser: Browser, preview_address: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{preview_address}/kpis/index.html", wait_until="networkidle")
    moved: float = page.evaluate("""() => new Promise(done => {
        let sum = 0
        new PerformanceObserver(list => {
            for (const shift of list.getEntries()) {
                const ours = shift.sources.some(one => one.node?.parentElement?.closest(
                    '.jn-preview') || one.node?.previousElementSibling?.matches('.jn-preview'))
                if (ours) sum += shift.value
            }
        }).observe({type: 'layout-shift', buffered: true})
        setTimeout(() => done(sum), 300)
    })""")
    assert moved <= 0.01
    page.close()


def test_paper_shows_no_mark(tab: Page, preview_address: str) -> None:
    tab.goto(f"{preview_address}/{MAP}")
    tab.evaluate(OPEN)
    tab.emulate_media(media="print")
    assert tab.locator(".jn-was:visible, .jn-preview:visible").count() == 0


def test_a_table_is_taken_along_without_its_marks(tab: Page, preview_address: str) -> None:
    tab.goto(f"{preview_address}/kpis/index.html", wait_until="networkidle")
    assert tab.locator(".jn-sheet .jn-was").count() == 2
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download as CSV").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert "Unique reach" in text
    assert "40,000" not in text
    assert "changed" not in text
