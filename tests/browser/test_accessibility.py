"""axe-core finds nothing against WCAG 2.2 AA on a page of any kind, in every setting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.support.driving import KINDS, served
from tests.support.projects import Built

from .conftest import PATIENCE

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 900}

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

ABOUT_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer a colour scheme can change: names and sizes are the same in both."""

ABOUT_WIDTH = ["target-size", "scrollable-region-focusable"]
"""The rules besides whose answer a width can change, for what is shown at both."""

RUN = """async ([only, where]) => (await axe.run(where ? {include: [where]} : document, {
        runOnly: only,
        resultTypes: ['violations'],
        preload: {assets: ['media']},  // stylesheets are asked for by no rule of these
    }))
    .violations.map(fault => ({
        rule: fault.id,
        help: fault.help,
        places: fault.nodes.map(node => `${node.target.join(' ')}: ${node.failureSummary}`),
    }))"""


def faults_of(
    page: Page, axe: str = "", *, rules: list[str] | None = None, where: str = ""
) -> list[Any]:
    """Return what axe-core has to say against a page, by all rules of WCAG 2.2 AA or some.

    `axe` is its script, for a page that does not have it yet; `where` selects the parts of the
    page that are looked at, all of it by default.
    """
    if axe:
        page.evaluate(axe)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found: list[Any] = page.evaluate(RUN, [only, where])
    return found


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """Open a window whose tabs share what they have loaded."""
    context = browser.new_context(color_scheme="light", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def darken(page: Page) -> None:
    """Switch a page to dark colours at once, and have the theme remember it for this page only."""
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
    page.get_by_title("Switch to dark colours").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    # The theme remembers the choice, for all tabs.
    page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_shuts_nobody_out(window: BrowserContext, address: str, axe: str, kind: str) -> None:
    """By all rules on a desk and on a phone, and once more what is seen when it is dark.

    A page is loaded once: none of our scripts asks how wide it is, styles alone answer to that.
    """
    page = window.new_page()
    try:
        page.set_viewport_size(DESK)
        page.goto(f"{address}/{KINDS[kind]}")
        assert faults_of(page, axe) == []
        page.set_viewport_size(PHONE)
        assert faults_of(page) == []
        darken(page)
        assert faults_of(page, rules=ABOUT_COLOURS) == []
        page.set_viewport_size(DESK)
        assert faults_of(page, rules=ABOUT_COLOURS) == []
    finally:
        page.close()


@pytest.mark.parametrize(
    "path", ["print/", "journeys/essai/", "journeys/essai/essai/", "personas/aurelie/"]
)
def test_a_page_in_french_shuts_nobody_out(
    browser: Browser, axe: str, french: Built, path: str
) -> None:
    with served(french.site) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        try:
            page.goto(f"{address}/{path}")
            assert faults_of(page, axe) == []
        finally:
            page.close()


def test_what_shuts_somebody_out_is_seen(browser: Browser, axe: str) -> None:
    page = browser.new_page()
    try:
        page.set_content(
            "<html lang=en><title>T</title><main><h1>T</h1>"
            "<p style='color: #bbb; background: #fff'>faint</p><img src=''></main>"
        )
        assert {fault["rule"] for fault in faults_of(page, axe)} == {"color-contrast", "image-alt"}
    finally:
        page.close()
