"""axe-core finds nothing against WCAG 2.2 AA on a page of any kind, in every setting."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.driving import KINDS, served
from tests.support.projects import Built

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 900}

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

ABOUT_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer a colour scheme can change: names and sizes are the same in both."""

ABOUT_WIDTH = ["target-size", "scrollable-region-focusable"]
"""The rules whose answer a width can change, for what is shown at both."""

NOTE_UNSEEN = """() => {
    const looks = element => {
        const style = getComputedStyle(element)
        const size = parseFloat(style.fontSize)
        const large = size >= 24 || size >= 18.66 && style.fontWeight >= 700
        return [style.color, style.backgroundColor, style.backgroundImage, style.opacity, large]
            .join()
    }
    window.seen ??= new Map()
    const covered = new Set()
    window.unseen = [...document.body.querySelectorAll('*')].filter(element => {
        if (!element.checkVisibility({visibilityProperty: true})) return false
        const before = seen.get(element) ?? new Set()
        const now = looks(element)
        const isNew = !before.has(now)
        seen.set(element, before.add(now))
        const within = covered.has(element.parentElement)
        if (isNew || within) covered.add(element)
        return isNew && !within
    })
    return unseen.length
}"""
"""Note which parts of a page are shown, and in which colours: `unseen` are those that never were.

Of text it matters besides whether it is large: less contrast is asked of it.
"""

RUN = """async ([only, where]) => (await axe.run(
        where === 'unseen' ? {include: unseen} : where ? {include: [where]} : document, {
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
    page that are looked at, all of it by default, or `unseen` those that `NOTE_UNSEEN` noted last.
    """
    if axe:
        page.evaluate(axe)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found: list[Any] = page.evaluate(RUN, [only, where])
    return found


def faults_of_unseen(page: Page) -> list[Any]:
    """Return what axe-core has to say, by all rules, against what is shown for the first time."""
    return faults_of(page, where="unseen") if page.evaluate(NOTE_UNSEEN) else []


def darken(page: Page) -> None:
    """Switch a page to dark colours at once, and have the theme remember it for this page only."""
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
    page.get_by_title("Switch to dark colours").click()
    # The theme remembers the choice, for all tabs.
    page.evaluate("localStorage.clear()")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_shuts_nobody_out(warm_tab: Page, address: str, axe: str, kind: str) -> None:
    """By all rules on a desk, by those of sizes on a phone, by those of colours in the dark.

    What is shown on a phone and not on a desk, or in other colours, is looked at by all rules too.
    A page is loaded once: none of our scripts asks how wide it is, styles alone answer to that.
    """
    warm_tab.set_viewport_size(DESK)
    warm_tab.goto(f"{address}/{KINDS[kind]}")
    assert warm_tab.evaluate(NOTE_UNSEEN) > 0
    assert faults_of(warm_tab, axe) == []
    warm_tab.set_viewport_size(PHONE)
    assert faults_of(warm_tab, rules=ABOUT_WIDTH) == []
    assert faults_of_unseen(warm_tab) == []
    warm_tab.set_viewport_size(DESK)
    darken(warm_tab)
    assert warm_tab.evaluate(NOTE_UNSEEN) > 0
    assert faults_of(warm_tab, rules=ABOUT_COLOURS) == []
    warm_tab.set_viewport_size(PHONE)
    assert faults_of_unseen(warm_tab) == []


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_what_is_faint_on_a_phone_alone_is_seen(
    warm_tab: Page, address: str, axe: str, scheme: str
) -> None:
    warm_tab.set_viewport_size(DESK)
    warm_tab.goto(f"{address}/{KINDS['stage']}")
    faint = "article p { color: #bbb !important; background: #fff !important }"
    warm_tab.add_style_tag(
        content=f"@media (width < 600px) {{ [data-md-color-scheme={scheme}] {faint} }}"
    )
    if scheme == "slate":
        darken(warm_tab)
    warm_tab.evaluate(NOTE_UNSEEN)
    assert faults_of(warm_tab, axe, rules=ABOUT_COLOURS) == []
    warm_tab.set_viewport_size(PHONE)
    assert {fault["rule"] for fault in faults_of_unseen(warm_tab)} == {"color-contrast"}


@pytest.mark.parametrize(
    "path", ["print/", "journeys/essai/", "journeys/essai/essai/", "personas/aurelie/"]
)
def test_a_page_in_french_shuts_nobody_out(
    warm_tab: Page, axe: str, french: Built, path: str
) -> None:
    with served(french.site) as address:
        warm_tab.set_viewport_size(DESK)
        warm_tab.goto(f"{address}/{path}")
        assert faults_of(warm_tab, axe) == []


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
