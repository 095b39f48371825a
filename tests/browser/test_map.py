"""The map in a real browser: its geometry, its tools, by keyboard, on a phone and on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.driving import served
from tests.support.maps import PATH, STAGES, large_map, last_words
from tests.support.projects import Built, build_well
from tests.support.sharing import shared

STEPPED = "journeys/employee-activation/index.html"
MIXED = "journeys/hr-subscribes/index.html"

OFF_CENTRE = """() => {
    const middle = element => {
        const box = element.getBoundingClientRect()
        return box.x + box.width / 2
    }
    const map = document.querySelector('.jn-map')
    return [...map.querySelectorAll('.jn-map__curve .jn-chart a')].map(point => {
        const same = link => link.getAttribute('href') === point.getAttribute('href')
        const step = [...map.querySelectorAll('.jn-steps a')].find(same)
        const stage = [...map.querySelectorAll('.jn-map__stages a')].find(same)
        const column = step ? step.closest('li') : stage.closest('th')
        return Math.abs(middle(point) - middle(column))
    })
}"""
"""How far each point of the curve is from the middle of its step's or stage's column, in px."""

OUTSIDE_ITS_COLUMN = """() => {
    const map = document.querySelector('.jn-map')
    const heads = [...map.querySelectorAll('.jn-map__stages a')]
    return [...map.querySelectorAll('.jn-map__curve .jn-chart a')].filter(point => {
        const href = point.getAttribute('href').split('#')[0]
        const column = heads.find(head => head.getAttribute('href') === href)
            .closest('th').getBoundingClientRect()
        const box = point.getBoundingClientRect()
        const x = box.x + box.width / 2
        return x < column.x - 1 || x > column.right + 1
    }).map(point => point.getAttribute('href'))
}"""
"""The points of the curve that are not over the column of their stage."""

CUT = """() => [...document.querySelectorAll('.jn-map :is(td, th)')]
    .filter(cell => cell.scrollWidth > cell.clientWidth + 1)
    .map(cell => cell.textContent.trim().slice(0, 40))"""
"""The cells whose content is wider than they are."""

SHEETS = {"A4": 842, "A3": 1191}
"""Papers, and how wide each is in points when it lies on its side."""

SCROLL = """(map, left) => new Promise(done => {
    map.addEventListener('scrollend', done, {once: true})
    map.scrollTo(left, 0)
})"""
"""Scroll a map sideways, and wait until it has come to rest at a stage."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a map of 8 stages with 5 steps each."""
    built: Built = shared(
        tmp_path_factory, "large-map", lambda folder: build_well(folder, large_map())
    )
    with served(built.site) as at:
        yield at


@contextmanager
def opened(browser: Browser, url: str, **options: Any) -> Iterator[Page]:
    """Open an address in a tab of its own."""
    context = browser.new_context(color_scheme="light", reduced_motion="reduce", **options)
    context.set_default_timeout(60_000)
    try:
        page = context.new_page()
        page.goto(url)
        yield page
    finally:
        context.close()


def viewport(width: int, height: int = 900) -> dict[str, int]:
    """Return the size of a window."""
    return {"width": width, "height": height}


@pytest.mark.parametrize("zoom", [1, 1.5])
@pytest.mark.parametrize("kind", ["stepped", "mixed", "large"])
def test_points_of_the_curve_stand_over_the_middles_of_their_columns(
    browser: Browser, address: str, large: str, kind: str, zoom: float
) -> None:
    """A map is loaded once for all widths: no script of it asks how wide it is."""
    sample = {"stepped": f"{address}/{STEPPED}", "mixed": f"{address}/{MIXED}"}
    url = sample.get(kind, f"{large}/{PATH}")
    with opened(browser, url, device_scale_factor=zoom) as page:
        for width in (1024, 1280, 1920):
            shown = round(width / zoom)
            page.set_viewport_size({"width": shown, "height": round(900 / zoom)})
            off = page.evaluate(OFF_CENTRE)
            assert len(off) >= 7
            assert max(off) <= 2, width
            page.get_by_label("Fit to width").check()
            frame = page.locator(".jn-map").bounding_box()
            assert frame
            assert frame["x"] + frame["width"] <= shown
            # At each width it is looked at as a reader finds it first.
            page.get_by_label("Fit to width").uncheck()


def test_fitted_a_map_has_no_need_to_scroll_sideways(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/{STEPPED}", viewport=viewport(1280)) as page:
        frame = page.locator(".jn-map")
        wider = "map => map.scrollWidth - map.clientWidth"
        assert frame.evaluate(wider) > 200
        page.get_by_label("Fit to width").check()
        assert frame.evaluate(wider) <= 1


def test_heads_and_lane_names_stay_in_view(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/{STEPPED}", viewport=viewport(1280)) as page:
        frame = page.locator(".jn-map")
        frame.evaluate("map => map.scrollTo(500, 700)")
        at = frame.bounding_box()
        head = page.locator(".jn-map__stages th").nth(3).bounding_box()
        lane = page.locator("tr[data-lane=touchpoints] th").bounding_box()
        assert at
        assert head
        assert lane
        assert at["y"] <= head["y"] < at["y"] + 60
        assert abs(lane["x"] - at["x"]) <= 2


def test_by_keyboard_alone_the_map_scrolls_and_lanes_are_hidden(
    browser: Browser, address: str
) -> None:
    with opened(browser, f"{address}/{STEPPED}", viewport=viewport(1280)) as page:
        page.get_by_label("Fit to width").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_label("Goal", exact=True)).to_be_focused()
        page.keyboard.press("Space")
        expect(page.locator("tr[data-lane=goal]")).to_be_hidden()
        page.keyboard.press("Escape")
        expect(page.locator(".jn-lanes > ul")).to_be_hidden()
        expect(page.locator(".jn-lanes summary")).to_be_focused()
        page.keyboard.press("Tab")
        frame = page.locator(".jn-map")
        expect(frame).to_be_focused()
        for key, axis in (("ArrowRight", "scrollLeft"), ("ArrowDown", "scrollTop")):
            page.keyboard.press(key)
            page.wait_for_function(f"document.querySelector('.jn-map').{axis} > 0")
        page.keyboard.press("Tab")
        expect(page.locator(".jn-map__stages a").first).to_be_focused()


def test_hidden_lanes_are_remembered_on_every_map(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/{STEPPED}", viewport=viewport(1280)) as page:
        page.get_by_text("Lanes", exact=True).click()
        page.get_by_label("KPIs", exact=True).uncheck()
        expect(page.locator("tr[data-lane=kpis]")).to_be_hidden()
        page.goto(f"{address}/{MIXED}")
        expect(page.locator("tr[data-lane=kpis]")).to_be_hidden()
        expect(page.locator("tr[data-lane=goal]")).to_be_visible()


def test_tools_work_without_scripts(browser: Browser, address: str) -> None:
    url = f"{address}/{STEPPED}"
    with opened(browser, url, viewport=viewport(1280), java_script_enabled=False) as page:
        page.get_by_text("Lanes", exact=True).click()
        page.get_by_label("KPIs", exact=True).uncheck()
        expect(page.locator("tr[data-lane=kpis]")).to_be_hidden()
        expect(page.locator("tr[data-lane=messages]")).to_be_visible()


def test_a_phone_shows_a_stage_at_a_time_and_stays_a_table(browser: Browser, address: str) -> None:
    url = f"{address}/{STEPPED}"
    with opened(browser, url, viewport=viewport(390, 844), has_touch=True) as page:
        frame = page.locator(".jn-map").bounding_box()
        stages = page.locator(".jn-map__stages th[scope=col]").filter(has=page.locator("a"))
        assert frame
        for number in range(stages.count()):
            stage = stages.nth(number).bounding_box()
            assert stage
            assert 0.85 * frame["width"] <= stage["width"] <= frame["width"]
        page.locator(".jn-map").evaluate(SCROLL, 500)
        lefts = [
            box["x"] - frame["x"]
            for number in range(stages.count())
            if (box := stages.nth(number).bounding_box())
        ]
        assert min(abs(left) for left in lefts) <= 2
        expect(page.locator("tr[data-lane=goal] .jn-map__word")).to_be_visible()
        expect(page.get_by_role("rowheader", name="Goal")).to_have_count(1)
        assert page.get_by_role("cell").count() > 50


@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("size", ["sample", "large"])
def test_a_printed_map_is_whole(
    browser: Browser, address: str, large: str, paper: str, size: str
) -> None:
    url = f"{address}/{STEPPED}" if size == "sample" else f"{large}/{PATH}"
    with opened(browser, url, viewport=viewport(1280)) as page:
        stages = texts_of(page, ".jn-map__stages a")
        lanes = texts_of(page, ".jn-map tbody .jn-map__word")
        printed = page.pdf(format=paper, prefer_css_page_size=True, print_background=True)
    sheets = pypdf.PdfReader(io.BytesIO(printed)).pages
    for sheet in sheets:
        assert float(sheet.mediabox.width) == pytest.approx(SHEETS[paper], abs=2)
        assert sheet.mediabox.width > sheet.mediabox.height
    texts = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    mapped = [text for text in texts if text.startswith("Phase") or " The map " in f" {text} "]
    assert len(mapped) >= 2
    for text in mapped:
        assert [stage for stage in stages if stage not in text] == []
    whole = " ".join(mapped)
    assert [lane for lane in lanes if lane not in whole] == []
    if size == "large":
        joined = "".join(mapped).replace(" ", "")  # a line may end at a hyphen
        missing = [n for n in range(1, STAGES + 1) if last_words(n) not in joined]
        assert missing == []


@pytest.mark.parametrize("path", [STEPPED, MIXED])
def test_on_paper_the_map_is_as_wide_as_the_sheet_and_its_points_in_their_columns(
    browser: Browser, address: str, path: str
) -> None:
    with opened(browser, f"{address}/{path}", viewport=viewport(1047)) as page:
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert page.evaluate(OUTSIDE_ITS_COLUMN) == []
        cut: list[str] = page.evaluate(CUT)
        assert cut == []


@pytest.mark.parametrize("kind", ["stepped", "mixed", "large"])
def test_the_words_of_a_map_can_be_read_on_paper(
    browser: Browser, address: str, large: str, kind: str
) -> None:
    sample = {"stepped": f"{address}/{STEPPED}", "mixed": f"{address}/{MIXED}"}
    with opened(browser, sample.get(kind, f"{large}/{PATH}"), viewport=viewport(1047)) as page:
        page.emulate_media(media="print")
        size = page.locator(".jn-map__table").evaluate("of => getComputedStyle(of).fontSize")
    # In px, of which 96 are 72 points.
    assert float(size.removesuffix("px")) * 72 / 96 >= 6.5


def test_on_paper_nothing_is_said_twice_and_sources_need_no_sheet(
    browser: Browser, address: str
) -> None:
    with opened(browser, f"{address}/{STEPPED}", viewport=viewport(1280)) as page:
        legs = texts_of(page, ".jn-legs > li > a")
        printed = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
        page.emulate_media(media="print")
        expect(page.locator(".jn-route-frame .jn-chart-frame")).to_be_visible()
        expect(page.locator(".jn-legs")).to_be_hidden()
    assert len(legs) > 3
    sheets = pypdf.PdfReader(io.BytesIO(printed)).pages
    texts = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    assert len(texts) <= 6
    assert [text for text in texts if text.startswith("Sources and terms")] == []


def texts_of(page: Page, selector: str) -> list[str]:
    """Return the texts of elements, each on one line and without a stage's number."""
    found: list[str] = page.locator(selector).evaluate_all(
        "all => all.map(element => element.lastChild.textContent.trim())"
    )
    return [" ".join(text.split()) for text in found]
