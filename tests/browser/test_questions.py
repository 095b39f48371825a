"""A newcomer's questions to the sample: each takes three clicks from home at most, or a search."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.support.reading import Handbook, Record

from .conftest import Visit
from .test_reading import arrive, found, search


def objection_of(written: Handbook) -> tuple[Record, Record]:
    """Return the HR director and what she says who already pays for a gym, with our answer."""
    persona = written.personas["hr-director"]
    (objection,) = [of for of in persona["objections"] if "already pay for a gym" in of["says"]]
    return persona, objection


def assert_answered(page: Page, written: Handbook, objection: Record) -> None:
    """Make sure that what to say, and what proves it, stand on the page beside the objection."""
    place = page.locator(".jn-objection").filter(has_text=objection["says"])
    place.scroll_into_view_if_needed()
    expect(place).to_contain_text(objection["answer"])
    expect(place).to_contain_text(written.libraries["content"][objection["content"]]["name"])
    expect(place).to_be_in_viewport()


def test_what_to_say_to_an_hr_director_who_already_pays_for_a_gym_is_a_click_away(
    site: Visit, written: Handbook
) -> None:
    persona, objection = objection_of(written)
    page = site.open("index.html")
    page.get_by_role("article").get_by_role("link", name=persona["name"], exact=True).first.click()
    arrive(page, persona["name"])
    contents = page.get_by_role("navigation", name="Table of contents")
    contents.get_by_role("link", name=f"What {persona['name']} objects").click()
    assert_answered(page, written, objection)


def test_what_to_say_to_an_hr_director_who_already_pays_for_a_gym_is_a_search_away(
    site: Visit, written: Handbook
) -> None:
    persona, objection = objection_of(written)
    page = site.open("index.html")
    search(page, "already pay gym nobody")
    found(page, "personas/hr-director.html").click()
    arrive(page, persona["name"])
    assert_answered(page, written, objection)


def test_the_proof_of_what_we_say_of_the_gym_is_three_clicks_away(
    site: Visit, written: Handbook
) -> None:
    """In the content plan, which says of each proof what it supports, and opens it."""
    _, objection = objection_of(written)
    proof = written.libraries["content"][objection["content"]]
    page = site.open("index.html")
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Insights").click()
    arrive(page, "Touchpoints")
    page.get_by_role("link", name="Content plan").first.click()
    arrive(page, "Content plan")
    row = page.get_by_role("row").filter(has_text=objection["says"])
    expect(row.get_by_role("rowheader")).to_have_text(proof["name"])
    expect(row.get_by_role("link", name=proof["name"])).to_have_attribute("href", proof["url"])


def test_the_proof_of_what_we_say_of_the_gym_is_a_search_away(
    site: Visit, written: Handbook
) -> None:
    persona, objection = objection_of(written)
    page = site.open("index.html")
    search(page, "pay gym nobody proof")
    found(page, "personas/hr-director.html").click()
    arrive(page, persona["name"])
    assert_answered(page, written, objection)
