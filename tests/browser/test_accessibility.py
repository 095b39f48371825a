"""axe-core finds nothing against WCAG 2.2 AA on a page of any kind, in every setting."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from playwright.sync_api import Browser

from tests.support.driving import KINDS, served
from tests.support.node import installed
from tests.support.projects import Built

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

ABOUT_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer a colour scheme can change: names and sizes are the same in both."""

RUN = """async only => (await axe.run(document, {runOnly: only, resultTypes: ['violations']}))
    .violations.map(fault => ({
        rule: fault.id,
        help: fault.help,
        places: fault.nodes.map(node => `${node.target.join(' ')}: ${node.failureSummary}`),
    }))"""


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the script of axe-core, to be run in a page."""
    return (installed("axe-core") / "axe.min.js").read_text(encoding="utf-8")


def faults_of(page: Any, axe: str, *, rules: list[str] | None = None) -> list[Any]:
    """Return what axe-core has to say against a page, by all rules of WCAG 2.2 AA or some."""
    page.evaluate(axe)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found: list[Any] = page.evaluate(RUN, only)
    return found


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_shuts_nobody_out(
    browser: Browser,
    address: str,
    axe: str,
    kind: str,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    try:
        page = context.new_page()
        page.goto(f"{address}/{KINDS[kind]}")
        rules = ABOUT_COLOURS if scheme == "dark" else None
        assert faults_of(page, axe, rules=rules) == []
    finally:
        context.close()


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
