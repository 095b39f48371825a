"""A stage's page in a browser: the point of it in one screen, tables as cards on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.support.driving import KINDS, served
from tests.support.projects import Built

from .conftest import Visit


def test_one_screen_says_where_this_is_how_it_feels_and_what_we_say(site: Visit) -> None:
    site.page.set_viewport_size({"width": 1280, "height": 900})
    page = site.open(KINDS["stage"])
    for part in (".jn-where", ".jn-feeling", ".jn-message__text >> nth=0"):
        box = page.locator(part).bounding_box()
        assert box
        assert box["y"] + box["height"] <= 900, part


@pytest.mark.parametrize("name", ["Touchpoints", "KPIs"])
def test_a_table_is_cards_on_a_phone_and_still_a_table_to_listeners(
    phone: Visit, name: str
) -> None:
    page = phone.open(KINDS["stage"])
    table = page.get_by_role("table", name=name)
    row = table.get_by_role("row").nth(1)
    expect(table.get_by_role("columnheader").first).to_be_attached()
    head = row.get_by_role("rowheader").bounding_box()
    cells = [cell.bounding_box() for cell in row.get_by_role("cell").all()]
    assert head
    lowest = head["y"] + head["height"]
    for box in cells:
        assert box
        assert box["x"] == head["x"]
        assert box["y"] >= lowest
        lowest = box["y"] + box["height"]


def test_the_name_of_a_source_comes_with_the_keyboard(site: Visit) -> None:
    page = site.open(KINDS["stage"])
    source = page.locator(".jn-cites a").first
    before = source.bounding_box()
    page.keyboard.press("Tab")
    source.focus()
    after = source.bounding_box()
    assert before
    assert after
    assert after["width"] > before["width"] + 50


@pytest.fixture(scope="module")
def abroad(french: Built) -> Iterator[str]:
    """Serve the handbook in French, and say where."""
    with served(french.site) as at:
        yield at


def test_the_number_of_a_source_stands_beside_what_a_stage_rests_on(
    site: Visit, abroad: str
) -> None:
    site.page.goto(f"{abroad}/journeys/essai/essai/")
    grade = site.page.locator(".jn-feeling .jn-badge--grade").bounding_box()
    number = site.page.locator(".jn-feeling__words .jn-cites").bounding_box()
    assert grade
    assert number
    assert number["height"] > 0
    assert number["x"] >= grade["x"] + grade["width"]


@pytest.mark.parametrize(
    ("path", "place"),
    [("essai/essai/", ".jn-timeline__quote"), ("essai/", "[data-lane=mindset] .jn-cell > li")],
    ids=["step", "map"],
)
def test_french_quotation_marks_keep_their_narrow_spaces(
    site: Visit, abroad: str, path: str, place: str
) -> None:
    site.page.goto(f"{abroad}/journeys/{path}")
    said = site.page.locator(place).first.evaluate("""of => [
        getComputedStyle(of).quotes,
        getComputedStyle(of, '::before').content,
        getComputedStyle(of, '::after').content,
    ]""")
    quotes = '"«\N{NARROW NO-BREAK SPACE}" "\N{NARROW NO-BREAK SPACE}»" "“" "”"'
    assert said == [quotes, "open-quote", "close-quote"]


def test_the_curve_stands_over_the_names_of_its_stages(site: Visit) -> None:
    page = site.open(KINDS["stage"])
    here = page.locator(".jn-where .jn-chart-here").bounding_box()
    name = page.locator(".jn-stations [aria-current]").bounding_box()
    assert here
    assert name
    assert abs(here["x"] + here["width"] / 2 - name["x"] - name["width"] / 2) <= 2
