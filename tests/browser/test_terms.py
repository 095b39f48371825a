"""What a term means, by mouse, by keyboard and to assistive technology, and away with Escape."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from .conftest import Visit

STAGE = "journeys/employee-activation/first-visit.html"

MEANING = """async element => {
    // It comes and goes a moment later than the mouse.
    const painted = () => new Promise(
        then => requestAnimationFrame(() => requestAnimationFrame(then)))
    await painted()
    await Promise.allSettled(element.getAnimations({subtree: true}).map(moving => moving.finished))
    await painted()
    const tip = getComputedStyle(element, "::after")
    return tip.visibility === "visible" ? tip.content : ""
}"""


def shown(term: Locator) -> str:
    """Return the meaning that is seen beside a term, "" where none is."""
    said: str = term.evaluate(MEANING)
    return said


def term_of(page: Page, name: str) -> Locator:
    return page.locator("article a.jn-term", has_text=name)


def test_the_meaning_of_a_term_comes_with_the_mouse_and_stays_under_it(site: Visit) -> None:
    term = term_of(site.open(STAGE), "check-in")
    assert shown(term) == ""
    term.hover()
    assert "The code shown at a gym" in shown(term)
    box = term.bounding_box()
    assert box
    # Into the box that opened below: it is there to be read, magnified and pointed at.
    left = term.evaluate("e => e.parentElement.getBoundingClientRect().left")
    site.page.mouse.move(max(left + 20, box["x"]), box["y"] + box["height"] + 12, steps=8)
    assert "The code shown at a gym" in shown(term)
    site.page.mouse.move(5, 5)
    assert shown(term) == ""


def test_the_meaning_of_a_term_comes_with_the_keyboard_and_goes_with_escape(site: Visit) -> None:
    page = site.open(STAGE)
    term = term_of(page, "Moment of truth")
    before = page.locator("article a", has_text="Push notification").first
    before.focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if term.evaluate("element => element === document.activeElement"):
            break
    expect(term).to_be_focused()
    assert "decides whether somebody goes on" in shown(term)
    page.keyboard.press("Escape")
    assert shown(term) == ""
    expect(term).to_be_focused()
    page.keyboard.press("Tab")
    term.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert "decides whether somebody goes on" in shown(term)
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#term:moment-of-truth")
    expect(page.locator("[id='term:moment-of-truth']")).to_be_in_viewport()


def test_the_meaning_of_a_term_is_its_description_and_not_its_name(site: Visit) -> None:
    term = term_of(site.open(STAGE), "Moment of truth")
    expect(term).to_have_accessible_name("Moment of truth")
    term.focus()
    expect(term).to_have_accessible_name("Moment of truth")
    said = term.get_attribute("aria-description")
    assert said
    assert said.startswith("A moment that decides")


def test_no_open_meaning_makes_a_phone_scroll_sideways(phone: Visit) -> None:
    page = phone.open(STAGE)
    for term in page.locator("article a.jn-term").all():
        term.focus()
        page.keyboard.press("Shift")  # the keyboard is in use: focus is to be seen
        assert shown(term)
        wide: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, term.inner_text()
