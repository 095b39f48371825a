"""What holds for a page of every kind: silent, at home, and no wider than its window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.driving import KINDS

from .conftest import Visit, visit

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


@pytest.fixture(scope="module", params=KINDS)
def desk(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    """Open a page of each kind on a desk, once for all tests that only look at it."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(30_000)
    of = visit(context.new_page(), address)
    of.open(KINDS[request.param])
    yield of
    context.close()


def test_a_page_has_no_errors_and_asks_no_other_host(desk: Visit) -> None:
    desk.page.wait_for_load_state("networkidle")
    assert desk.errors == []
    assert desk.strangers == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_on_a_phone_does_not_scroll_sideways(phone: Visit, kind: str) -> None:
    assert_no_wider_than_its_window(phone.open(KINDS[kind]))
    assert phone.errors == []


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


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_the_same_without_scripts(site: Visit, kind: str) -> None:
    page = site.open(KINDS[kind])
    with_scripts: str = page.evaluate(
        """added => {
            document.querySelectorAll(added).forEach(element => element.remove())
            return document.querySelector('article').innerText
        }""",
        ADDED,
    )
    browser = site.page.context.browser
    assert browser
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, java_script_enabled=False
    )
    try:
        page = context.new_page()
        page.goto(f"{site.address}/{KINDS[kind]}")
        without: str = page.locator("article").inner_text()
    finally:
        context.close()
    lines = {line.strip() for line in without.splitlines()}
    assert [line for line in with_scripts.splitlines() if line.strip() not in lines] == []
