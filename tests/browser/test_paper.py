"""Single pages as Chromium prints them: what a reader of the sheets can still tell."""

from __future__ import annotations

import io

import pypdf
import pytest
from playwright.sync_api import Page, expect

from .conftest import Visit

LONG = ("kpis/index.html", "messages.html", "content-plan.html")
"""Pages whose tables go on for several sheets."""

SIZES = """of => [...new Set([...document.querySelectorAll(of)].map(element =>
    parseFloat(getComputedStyle(element).fontSize)))]"""
"""The sizes of the letters of some elements, in px."""


def printed(page: Page, paper: str = "A4") -> list[str]:
    """Return the text of each sheet of a page."""
    pdf = page.pdf(format=paper, prefer_css_page_size=True, print_background=True)
    sheets = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [" ".join(sheet.extract_text().split()) for sheet in sheets]


@pytest.mark.parametrize("path", LONG)
def test_the_heads_of_a_table_stand_on_each_of_its_sheets(site: Visit, path: str) -> None:
    page = site.open(path)
    tables: list[list[str]] = page.locator(".jn-sheet table").evaluate_all(
        "all => all.map(table => [...table.tHead.rows[0].cells].map(of => of.textContent.trim()))"
    )
    lines = [" ".join(heads) for heads in tables]
    sheets = printed(page)
    # A sheet that begins within a table begins with its heads.
    begun = [sheet for sheet in sheets[1:] if any(sheet.startswith(line) for line in lines)]
    assert begun
    if len(lines) == 1:
        assert begun == sheets[1:]


def test_the_notes_of_a_message_are_no_larger_than_the_message(site: Visit) -> None:
    page = site.open("messages.html")
    page.emulate_media(media="print")
    said = page.evaluate(SIZES, ".jn-sheet--cards .jn-table td")
    notes = page.evaluate(SIZES, ".jn-sheet--cards .jn-table .jn-table__note")
    assert notes
    assert max(notes) <= min(said)


def test_a_heading_on_paper_stays_with_its_part(site: Visit) -> None:
    page = site.open("personas/hr-director.html")
    heads = page.locator(".jn-brief__row > :first-child").all_inner_texts()
    heads = [" ".join(head.split()) for head in heads]
    assert len(heads) >= 3
    sheets = printed(page)
    assert [head for head in heads if any(sheet.endswith(head) for sheet in sheets)] == []
    page.emulate_media(media="print")
    style = page.locator(".jn-brief__row > :first-child").first.evaluate(
        "head => [getComputedStyle(head).breakInside, getComputedStyle(head).breakAfter]"
    )
    assert style == ["avoid", "avoid"]


def test_the_way_to_other_overviews_is_not_printed(site: Visit) -> None:
    page = site.open("actions/index.html")
    expect(page.locator(".jn-sisters")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".jn-sisters")).to_be_hidden()
