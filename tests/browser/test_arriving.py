"""A page that arrives in pieces, as on a slow line: what is there already stays where it is.

Pieces are written into an empty page at the same address, each once the browser has painted the
one before: how fast the machine is makes no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.support.driving import KINDS
from tests.support.projects import Built

EMPTY = "<!doctype html><title>Empty</title>"

OURS = {kind: path for kind, path in KINDS.items() if not path.startswith("for-authors/")} | {
    "map with steps": "journeys/employee-activation/index.html"
}
"""The pages that are ours: tables of plain Markdown are the theme's."""

STARTS = re.compile(r"<(?=(?:h[1-6]|p|div|ul|ol|li|dl|table|thead|tbody|tr|section|svg)\b)")
"""Where a piece may end."""

AT_FIRST = 60
"""Starts of elements that are about as many as the first screen shows."""

BY_ONE = 6
"""How many of them come one by one: a title must not wait for what makes it look as it does."""

MOST = 0.002
"""How much may move in all, as browsers count it: a line of a hundredth of the screen, once."""

WATCH = """() => {
    window.moves = []
    new PerformanceObserver(list => {
        for (const shift of list.getEntries())
            for (const {node, previousRect: from, currentRect: to} of shift.sources) {
                const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node
                if (!element?.closest('article')) continue
                window.moves.push([shift.startTime, shift.value,
                    `${element.outerHTML.slice(0, 80)} ${from.x},${from.y} to ${to.x},${to.y}`])
            }
    }).observe({type: 'layout-shift', buffered: true})
}"""
"""Begin to note what moves in the page's own part, by its moment and how much it is in all."""

WRITE = """async pieces => {
    const painted = () => new Promise(
        then => requestAnimationFrame(() => requestAnimationFrame(then)))
    document.open()
    for (const piece of pieces) {
        document.write(piece)
        await painted()
    }
    document.close()
    if (document.readyState !== 'complete')
        await new Promise(then => addEventListener('load', then))
    await painted()
    await painted()
    return window.moves
}"""


@pytest.fixture(scope="module", params=[1280, 390])
def line(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Open a tab as wide as a desk's or a phone's."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 800}, reduced_motion="reduce"
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def pieces_of(html: str) -> list[str]:
    """Return a page in pieces, small ones where its own part begins."""
    starts = [start.start() for start in STARTS.finditer(html, html.index("<article"))]
    small = [*starts[:BY_ONE], *starts[BY_ONE:AT_FIRST:3]]
    large = starts[AT_FIRST :: len(starts) // 3 + 1]
    return [html[begin:end] for begin, end in pairwise([0, *small, *large, len(html)])]


def moves_of(page: Page, address: str, html: str) -> list[str]:
    """Let a page arrive in pieces; return what moved where that was much, in words."""

    def answer(route: Route) -> None:
        route.fulfill(body=EMPTY, content_type="text/html")

    page.route(address, answer)
    page.goto(address)
    page.evaluate(WATCH)
    moves: list[tuple[float, float, str]] = page.evaluate(WRITE, pieces_of(html))
    page.unroute(address)
    moved = sum({moment: value for moment, value, _ in moves}.values())
    return [said for _, _, said in moves] if moved > MOST else []


@pytest.mark.parametrize("kind", OURS)
def test_nothing_moves_while_a_page_arrives(
    line: Page, address: str, sample: Built, kind: str
) -> None:
    html = (sample.site / OURS[kind]).read_text(encoding="utf-8")
    assert moves_of(line, f"{address}/{OURS[kind]}", html) == []


def test_what_moves_is_seen(line: Page, address: str) -> None:
    late = "<p style='order: -1; height: 3em'>late</p>"
    html = f"<article style='display: grid'><h1>Title</h1><p>a</p><p>b</p>{late}<p>c</p></article>"
    moves = moves_of(line, f"{address}/moving.html", html)
    assert any("Title" in move for move in moves), moves
