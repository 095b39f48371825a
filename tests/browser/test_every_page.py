"""What holds for a page of every kind: silent, at home, and no wider than its window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.support.driving import KINDS

from .conftest import PATIENCE, Visit, visit

DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}

SIDEWAYS = """() => {
    const wide = document.documentElement.clientWidth
    const inFrame = element => {
        for (let at = element.parentElement; at; at = at.parentElement) {
            const flow = getComputedStyle(at).overflowX
            if (flow === 'auto' || flow === 'scroll' || flow === 'hidden' || flow === 'clip')
                return true
        }
        return false
    }
    return [...document.querySelectorAll('article *')]
        .filter(element => element.getBoundingClientRect().right > wide + 1 && !inFrame(element))
        .map(element => `${element.tagName} ${element.getAttribute('class')}`)
}"""
"""The elements of a page's own part that stick out of the window and of every scrolling frame."""


ADDED = ".jn-sheet__tools, .md-clipboard, .jn-start__progress, .jn-lesson__done"
"""What scripts add to a page: tools, and nothing that it says."""


@contextmanager
def tabs(browser: Browser, size: ViewportSize, **options: Any) -> Iterator[BrowserContext]:
    """Open a window whose tabs share what they have loaded."""
    context = browser.new_context(viewport=size, reduced_motion="reduce", **options)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Visit]:
    """Open a tab as wide as a desk's that goes from page to page, as a reader's does."""
    with tabs(browser, DESK, color_scheme="light") as context:
        yield visit(context.new_page(), address)


@pytest.fixture(scope="module")
def scriptless(browser: Browser) -> Iterator[Page]:
    """Open a tab in which no script runs."""
    with tabs(browser, DESK, java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture(scope="module", params=KINDS)
def desk(request: pytest.FixtureRequest, tab: Visit) -> Visit:
    """Open a page of each kind on a desk, once for all tests that only look at it."""
    tab.errors.clear()
    tab.requests.clear()
    tab.open(KINDS[request.param])
    return tab


def test_a_page_has_no_errors_and_asks_no_other_host(desk: Visit) -> None:
    desk.page.wait_for_load_state("networkidle")
    assert desk.errors == []
    assert desk.strangers == []


def test_a_page_on_a_phone_does_not_scroll_sideways(desk: Visit) -> None:
    """The window is made narrow: what asks how wide it is are styles, and they ask again."""
    desk.page.set_viewport_size(PHONE)
    try:
        assert_no_wider_than_its_window(desk.page)
        assert desk.errors == []
    finally:
        desk.page.set_viewport_size(DESK)


def test_a_page_on_a_desk_does_not_scroll_sideways(desk: Visit) -> None:
    assert_no_wider_than_its_window(desk.page)


def assert_no_wider_than_its_window(page: Page) -> None:
    """Make sure that only frames made for it scroll sideways."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    width: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 0
    assert page.evaluate(SIDEWAYS) == []


def test_a_page_has_one_title_and_no_level_of_headings_left_out(desk: Visit) -> None:
    levels: list[int] = desk.page.evaluate(
        "[...document.querySelectorAll('article :is(h1, h2, h3, h4, h5, h6)')]"
        ".map(heading => Number(heading.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_every_link_and_picture_of_a_page_has_a_name(desk: Visit) -> None:
    nameless: list[str] = desk.page.evaluate("""() =>
        [...document.querySelectorAll('article a[href], article img, article [role=img]')]
        .filter(element => !(element.textContent.trim() || element.getAttribute('aria-label')
            || element.getAttribute('aria-labelledby') || element.title
            || element.hasAttribute('alt')))
        .map(element => element.outerHTML)""")
    assert nameless == []


SHOWN_WITHOUT = """added => {
    const tools = [...document.querySelectorAll(added)]
    const styles = tools.map(tool => tool.style.display)
    tools.forEach(tool => { tool.style.display = 'none' })
    const said = document.querySelector('article').innerText
    tools.forEach((tool, number) => { tool.style.display = styles[number] })
    return said
}"""
"""What a page says but for some of its parts; it is left as it was."""


def test_a_page_says_the_same_without_scripts(desk: Visit, scriptless: Page) -> None:
    with_scripts: str = desk.page.evaluate(SHOWN_WITHOUT, ADDED)
    scriptless.goto(desk.page.url)
    without = scriptless.locator("article").inner_text()
    lines = {line.strip() for line in without.splitlines()}
    assert len(lines) > 3
    assert [line for line in with_scripts.splitlines() if line.strip() not in lines] == []
