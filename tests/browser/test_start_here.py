"""Start here in a browser: what was done is remembered there; without script nothing is lost."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from .conftest import Visit

PAGE = "start.html"


def said(page: Page) -> str:
    return page.locator(".jn-start__progress [role=status]").inner_text()


def test_progress_survives_leaving_the_page_and_can_be_reset(site: Visit) -> None:
    page = site.open(PAGE)
    boxes = page.get_by_role("checkbox", name="Done")
    expect(boxes).to_have_count(5)
    assert said(page) == "0 of 5 done"
    expect(page.get_by_role("button", name="Start over")).to_be_hidden()
    boxes.nth(0).focus()
    page.keyboard.press("Space")
    boxes.nth(2).check()
    assert said(page) == "2 of 5 done"
    page.reload()
    assert [box.is_checked() for box in boxes.all()] == [True, False, True, False, False]
    assert said(page) == "2 of 5 done"
    site.open("index.html")
    site.open(PAGE)
    assert said(page) == "2 of 5 done"
    page.get_by_role("button", name="Start over").click()
    assert said(page) == "0 of 5 done"
    expect(boxes.nth(0)).to_be_focused()
    page.reload()
    assert said(page) == "0 of 5 done"
    assert site.strangers == []
    assert site.errors == []


def test_what_is_not_ours_in_the_browser_s_storage_does_no_harm(site: Visit) -> None:
    page = site.open(PAGE)
    for kept in ("{", "7", '{"a": 1}', "null"):
        page.evaluate(
            """kept => {
                localStorage.clear()
                localStorage.setItem(`journeys:start:${new URL("./", location).pathname}`, kept)
            }""",
            kept,
        )
        page.reload()
        assert said(page) == "0 of 5 done"
    assert site.errors == []


def test_it_is_a_plain_reading_list_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/{PAGE}")
        expect(page.locator("article h2")).to_have_count(5)
        expect(page.locator("input[data-lesson]").first).to_be_hidden()
        expect(page.locator(".jn-start__progress")).to_be_hidden()
        answer = page.locator(".jn-check__answer").first
        expect(answer.locator("p")).to_be_hidden()
        answer.locator("summary").click()
        expect(answer.locator("p")).to_be_visible()
    finally:
        context.close()


def test_every_answer_opens_by_the_keyboard(site: Visit) -> None:
    page = site.open(PAGE)
    for answer in page.locator(".jn-check__answer").all():
        answer.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(answer.locator("p")).to_be_visible()
