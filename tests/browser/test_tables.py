"""Tables across the handbook in a browser: narrowed, sorted, and cards on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import Visit

WIDE = ("kpis", "actions", "health")


def shown(page: Page, table: str) -> int:
    """Return how many rows of a table are seen."""
    return page.locator(f"#table-{table} tbody tr:visible").count()


def test_a_count_leads_to_what_it_counts_and_to_no_more(site: Visit) -> None:
    page = site.open("kpis/index.html")
    every = shown(page, "kpis")
    count = page.locator(".jn-tallies a[data-choice='On target']")
    number = int(count.locator("strong").inner_text())
    assert 0 < number < every
    count.click()
    assert shown(page, "kpis") == number
    expect(page.locator("#table-kpis")).to_be_in_viewport()
    assert all(
        "On target" in text
        for text in page.locator("#table-kpis tbody tr:visible .jn-badge").all_inner_texts()
    )
    page.get_by_label("Status").select_option("")
    assert shown(page, "kpis") == every
    assert site.errors == []


def test_an_opportunity_of_the_matrix_is_one_key_away(site: Visit) -> None:
    page = site.open("actions/index.html")
    dot = page.locator(".jn-worth a.jn-dot").first
    dot.focus()
    page.keyboard.press("Enter")
    row = page.locator(f"[id='{(dot.get_attribute('href') or '')[1:]}']")
    expect(row).to_be_in_viewport()


def test_due_dates_sort_by_the_day_and_not_by_the_word(site: Visit) -> None:
    page = site.open("actions/index.html")
    page.locator("#table-opportunities").get_by_role("button", name="Due").click()
    days: list[str] = page.locator("#table-opportunities tbody tr").evaluate_all(
        "rows => rows.map(row => row.lastElementChild.dataset.sort)"
    )
    known = [day for day in days if day]
    assert known == sorted(known)
    assert days == known + [""] * (len(days) - len(known))


@pytest.mark.parametrize("table", ["content-to-make", "content"])
def test_a_date_of_the_content_plan_is_one_line_in_its_own_cell(site: Visit, table: str) -> None:
    page = site.open("content-plan.html")
    days: list[tuple[int, int, int]] = page.locator(f"#table-{table} .jn-day").evaluate_all(
        """cells => cells.filter(cell => cell.innerText).map(cell => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return [range.getClientRects().length, cell.scrollWidth, cell.clientWidth];
        })"""
    )
    assert len(days) > 1
    assert all(lines == 1 and needed <= room for lines, needed, room in days)


@pytest.mark.parametrize("name", WIDE)
def test_on_a_phone_no_table_scrolls_sideways(phone: Visit, name: str) -> None:
    page = phone.open(f"{name}/index.html")
    beyond: list[int] = page.locator("article .jn-scroll").evaluate_all(
        "frames => frames.map(frame => frame.scrollWidth - frame.clientWidth)"
    )
    assert len(beyond) > 0
    assert max(beyond) <= 0
