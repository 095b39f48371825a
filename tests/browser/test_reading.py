"""Reading the handbook as people do: by links, by search, by a chart, from disk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.driving import KINDS
from tests.support.projects import Built
from tests.support.reading import Handbook, plain, stages_of

from .conftest import Visit

JOURNEY = "hr-subscribes"

SEARCHED = {
    "gym-owner-onboarding/does-sums": "owners wrote month",
    "it-validates/data-review": "peers twelve clauses",
}
"""Stages, and words of a message of theirs; the theme finds none of the commonest words."""


def arrive(page: Page, title: str) -> None:
    """Wait for a page and its scripts."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    page.wait_for_load_state("load")


def walk_from_home_to_a_second_stage(page: Page, written: Handbook) -> None:
    """Click from home to a persona, her journey, its first stage and the next one."""
    article = page.get_by_role("article")
    persona = written.personas["hr-director"]
    journey = written.journeys[JOURNEY]
    first, second = stages_of(journey)[:2]
    article.get_by_role("link", name=persona["name"], exact=True).first.click()
    arrive(page, persona["name"])
    article.get_by_role("link", name=journey["title"], exact=True).first.click()
    arrive(page, journey["title"])
    article.locator(".jn-map thead").get_by_role("link", name=first["name"]).click()
    arrive(page, first["name"])
    article.get_by_role("link", name=second["name"]).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(second["name"])
    expect(page).to_have_url(re.compile(rf"/journeys/{JOURNEY}/{second['id']}\.html"))


def search(page: Page, words: str) -> None:
    """Type words into the search, in quotes: all of them are wanted."""
    field = page.get_by_role("textbox", name="Search")
    field.click()
    # Key by key: the theme listens to keys, not to the field's value.
    field.press_sequentially(f'"{words}"')


def found(page: Page, place: str) -> Locator:
    """Return the first result of the search that leads to a page."""
    return page.locator(f'.md-search-result__item a[href*="{place}"]').first


def test_from_home_to_the_second_stage_by_clicking(site: Visit, written: Handbook) -> None:
    walk_from_home_to_a_second_stage(site.open("index.html"), written)
    assert site.errors == []
    assert site.strangers == []


@pytest.mark.parametrize("stage", SEARCHED)
def test_the_words_of_a_message_find_its_stage(site: Visit, written: Handbook, stage: str) -> None:
    page = site.open("index.html")
    search(page, SEARCHED[stage])
    found(page, f"journeys/{stage}.html").click()
    assert_message_is_shown(page, written, stage)


def test_a_point_of_the_curve_leads_to_its_stage(site: Visit, written: Handbook) -> None:
    stage = stages_of(written.journeys[JOURNEY])[4]
    page = site.open(KINDS["map"])
    page.locator(".jn-map .jn-chart").get_by_role("link", name=stage["name"]).click()
    expect(page).to_have_url(re.compile(rf"/journeys/{JOURNEY}/{stage['id']}\.html"))


def test_a_point_of_the_curve_stands_in_the_column_of_its_stage(site: Visit) -> None:
    page = site.open("journeys/gym-owner-onboarding/index.html")
    points = page.locator(".jn-map .jn-chart a")
    heads = page.locator(".jn-map thead th[scope=col]").filter(has=page.get_by_role("link"))
    columns = [heads.nth(number).bounding_box() for number in range(heads.count())]
    for number in range(points.count()):
        spot = points.nth(number).bounding_box()
        href = points.nth(number).get_attribute("href") or ""
        ends = [
            box
            for box, at in zip(columns, range(heads.count()), strict=True)
            if (heads.nth(at).get_by_role("link").first.get_attribute("href") or "")
            == href.split("#")[0]
        ]
        assert spot
        assert len(ends) == 1
        assert ends[0]
        middle = spot["x"] + spot["width"] / 2
        assert ends[0]["x"] - 4 <= middle <= ends[0]["x"] + ends[0]["width"] + 4


def test_dark_colours_recolour_the_charts(site: Visit) -> None:
    page = site.open(KINDS["map"])
    line = page.locator(".jn-chart-line").first
    word = page.locator(".jn-chart-word").first
    colours = "element => [getComputedStyle(element).stroke, getComputedStyle(element).fill]"
    light = [line.evaluate(colours), word.evaluate(colours)]
    page.get_by_title("Switch to dark colours").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark = [line.evaluate(colours), word.evaluate(colours)]
    assert light[0] != dark[0]
    assert light[1] != dark[1]


def test_the_folder_opens_from_disk(disk: Visit, written: Handbook) -> None:
    page = disk.open("index.html")
    assert ours_are_applied(page)
    walk_from_home_to_a_second_stage(page, written)
    assert ours_are_applied(page)
    assert disk.errors == []
    assert disk.strangers == []


def test_the_search_works_from_disk(disk: Visit, written: Handbook) -> None:
    stage, words = next(iter(SEARCHED.items()))
    page = disk.open(KINDS["persona"])
    search(page, words)
    found(page, f"journeys/{stage}.html").click()
    assert_message_is_shown(page, written, stage)
    assert disk.strangers == []


def assert_message_is_shown(page: Page, written: Handbook, stage: str) -> None:
    """Make sure that a page shows the message of its stage that has the words searched for."""
    journey, own = stage.split("/")
    record = next(of for of in stages_of(written.journeys[journey]) if of["id"] == own)
    texts = [plain(message["text"]) for message in record["messages"]]
    text = next(text for text in texts if set(SEARCHED[stage].split()) <= set(text.split()))
    expect(page).to_have_url(re.compile(rf"/journeys/{stage}\.html"))
    expect(page.get_by_text(text).first).to_be_visible()


def ours_are_applied(page: Page) -> bool:
    """Return whether the theme's, the site's and the handbook's stylesheets are all at work."""
    found: list[str] = page.evaluate("""() => [
        getComputedStyle(document.querySelector('.md-header')).position,
        getComputedStyle(document.body).getPropertyValue('--md-primary-fg-color').trim(),
        ...[...document.styleSheets].map(sheet => sheet.href || ''),
    ]""")
    names = {Path(address).name for address in found}
    return found[0] == "sticky" and bool(found[1]) and {"journeys.css", "site.css"} <= names


def test_a_stage_is_complete_without_scripts(site: Visit, sample: Built, written: Handbook) -> None:
    browser = site.page.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/{KINDS['stage']}")
    stage = next(of for of in stages_of(written.journeys[JOURNEY]) if of["id"] == "committee")
    for message in stage["messages"]:
        expect(page.get_by_text(plain(message["text"])).first).to_be_visible()
    expect(page.locator(".jn-chart").first).to_be_visible()
    context.close()
