"""What little room must not do: break words, cut them off, hide the way down a long page."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.support.driving import served
from tests.support.projects import Built

from .conftest import Visit

PHONES = (390, 320)

BROKEN = """of => [...document.querySelectorAll(of)].flatMap(element => {
    const found = []
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    while (texts.nextNode())
        for (const word of texts.currentNode.data.matchAll(/[^\\s\\u2019'-]+/g)) {
            const range = document.createRange()
            range.setStart(texts.currentNode, word.index)
            range.setEnd(texts.currentNode, word.index + word[0].length)
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)))
            if (lines.size > 1) found.push(word[0])
        }
    return found
})"""
"""The words of some elements that stand on two lines."""

CUT_OFF = """of => [...document.querySelectorAll(of)].filter(note => {
    const cell = note.closest('td').getBoundingClientRect()
    return note.getBoundingClientRect().right > cell.right + 1
}).map(note => note.textContent)"""
"""The notes that reach beyond their cell."""

BESIDE_THE_PAGE = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def en_francais(french: Built) -> Iterator[str]:
    """Serve the French handbook."""
    with served(french.site) as at:
        yield at


def with_width(page: Page, width: int) -> Page:
    page.set_viewport_size({"width": width, "height": 844})
    return page


@pytest.mark.parametrize("width", PHONES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_of_the_counts_is_broken_on_a_phone(
    phone: Visit, en_francais: str, language: str, width: int
) -> None:
    page = with_width(phone.page, width)
    address = phone.address if language == "en" else en_francais
    page.goto(f"{address}/kpis/index.html")
    assert page.locator(".jn-group th").count() > 8
    broken: list[str] = page.evaluate(BROKEN, ".jn-group :is(th, td)")
    assert broken == []
    assert page.evaluate(BESIDE_THE_PAGE) <= 0


def test_the_sign_of_a_figure_stands_beside_its_word(site: Visit) -> None:
    heads = site.open("kpis/index.html").locator("th[data-figure]")
    assert heads.count() == 4
    # One line of its letters, and the padding above and below.
    assert heads.evaluate_all("all => all.every(of => of.offsetHeight < 50)")


@pytest.mark.parametrize("width", [1280, 970])
def test_no_note_of_the_matrix_of_messages_is_cut_off(site: Visit, width: int) -> None:
    page = with_width(site.page, width)
    site.open("messages.html")
    notes = ".jn-matrix td[data-state] .jn-table__note"
    assert page.locator(notes).count() > 0
    # As with more messages than the sample has.
    page.locator(notes).evaluate_all("all => all.forEach(note => note.prepend('10'))")
    assert page.evaluate(CUT_OFF, notes) == []


def test_on_a_phone_a_stage_leads_down_to_each_of_its_parts(phone: Visit) -> None:
    page = phone.open("journeys/hr-subscribes/committee.html")
    jumps = page.locator(".jn-jumps a")
    headings = page.locator(".md-content h2").evaluate_all(
        "all => all.map(of => of.firstChild.textContent.trim())"
    )
    assert jumps.all_inner_texts() == [of for of in headings if of != "Sources and terms"]
    # In one row, of which the rest is a swipe away: how it feels and what we say come first.
    assert page.locator(".jn-jumps").evaluate("row => row.clientHeight") < 50
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    jumps.get_by_text("Pain points and answers", exact=True).click()
    page.wait_for_function("scrollY > 2000")
    expect(page.get_by_role("heading", name="Pain points and answers")).to_be_in_viewport()


def test_where_the_contents_stand_beside_a_stage_it_needs_no_other_way_down(site: Visit) -> None:
    page = site.open("journeys/hr-subscribes/committee.html")
    expect(page.locator(".jn-jumps")).to_be_hidden()


def test_few_personas_take_all_the_room_and_say_all_they_say(site: Visit, en_francais: str) -> None:
    site.page.goto(f"{en_francais}/index.html")
    cards = site.page.locator(".jn-cards--people")
    room = cards.bounding_box()
    last = cards.locator("> li").last.bounding_box()
    assert room
    assert last
    assert abs((room["x"] + room["width"]) - (last["x"] + last["width"])) <= 2
    assert (
        cards.locator(".jn-card__quote").evaluate_all(
            "all => all.filter(of => of.scrollHeight > of.clientHeight + 1).length"
        )
        == 0
    )


def test_on_a_phone_the_words_of_a_curve_are_large_enough_to_read(phone: Visit) -> None:
    page = phone.open("journeys/employee-activation/index.html")
    sizes = page.locator(".jn-map__curves svg").evaluate(
        """svg => [...svg.querySelectorAll("text")].map(text =>
            parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a)"""
    )
    assert sizes
    assert statistics.median(sizes) >= 12  # feelings; a few notes are smaller
