"""More of a newcomer's questions: each takes three clicks from home at most, or one search."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.reading import Handbook, Record, plain, stages_of

from .conftest import Visit
from .test_reading import arrive, found, search

ACTIVATION = "employee-activation"


def assert_decides(page: Page, written: Handbook) -> None:
    """Make sure that the page says who decides about data protection."""
    (role,) = [
        role["role"]
        for role in written.personas["it-lead"]["decision_process"]["roles"]
        if role["persona"] == "it-lead"
    ]
    assert "data protection" in role
    expect(page.get_by_text(role).first).to_be_visible()


def test_who_decides_about_data_protection_is_a_click_away(site: Visit, written: Handbook) -> None:
    persona = written.personas["it-lead"]
    page = site.open("index.html")
    card = page.locator(".jn-cards--people .jn-card", has_text=persona["archetype"])
    card.get_by_role("link", name=persona["name"], exact=True).click()
    arrive(page, persona["name"])
    assert_decides(page, written)


def test_who_decides_about_data_protection_is_a_search_away(site: Visit, written: Handbook) -> None:
    page = site.open("index.html")
    search(page, "decides data protection")
    found(page, "personas/it-lead.html").click()
    arrive(page, written.personas["it-lead"]["name"])
    assert_decides(page, written)


@pytest.fixture
def hardest(written: Handbook) -> Record:
    """Return the stage of the employee's activation that hurts most."""
    stages = stages_of(written.journeys[ACTIVATION])
    return min(stages, key=lambda stage: float(stage["emotion"]["score"]))


def planned_in(stage: Record) -> list[str]:
    return [
        plain(chance["text"])
        for chance in stage["opportunities"]
        if chance["status"] in ("planned", "in-progress")
    ]


def test_what_hurts_most_in_the_activation_and_what_is_planned_is_a_click_away(
    site: Visit, written: Handbook, hardest: Record
) -> None:
    page = site.open("index.html")
    row = page.locator(".jn-grid tbody tr", has_text=written.personas["employee"]["name"])
    moods = row.locator(".jn-felt")
    scores = [float(score.replace("−", "-")) for score in moods.locator("b").all_text_contents()]
    worst = scores.index(min(scores))
    expect(moods.nth(worst)).to_contain_text(hardest["name"])
    moods.nth(worst).click()
    arrive(page, hardest["name"])
    for text in planned_in(hardest):
        expect(page.get_by_text(text).first).to_be_visible()


def test_what_hurts_most_in_the_activation_and_what_is_planned_is_a_search_away(
    site: Visit, hardest: Record
) -> None:
    page = site.open("index.html")
    search(page, "hardest planned")
    found(page, "start.html").click()
    arrive(page, "Start here")
    expect(page.get_by_role("heading", name=hardest["name"]).first).to_be_visible()
    for text in planned_in(hardest):
        expect(page.get_by_text(text).first).to_be_visible()


def assert_lead_rate_is_told(page: Page, written: Handbook) -> None:
    """Make sure that the lead rate, its target and how it stands are on the page."""
    (use,) = [
        use
        for stage in stages_of(written.journeys["b2b-buying"])
        for use in stage.get("kpis", [])
        if use["kpi"] == "lead-rate"
    ]
    row = page.locator("[id='kpi:lead-rate']")
    row.scroll_into_view_if_needed()
    expect(row).to_contain_text(use["current"])
    expect(row).to_contain_text(f"{use['target']}%")
    behind = float(use["current"]) < float(use["target"])
    expect(row).to_contain_text("Behind" if behind else "On target")


def test_whether_the_lead_rate_is_on_target_is_a_click_away(site: Visit, written: Handbook) -> None:
    (stage,) = [
        stage
        for stage in stages_of(written.journeys["hr-subscribes"])
        if any(use["kpi"] == "lead-rate" for use in stage.get("kpis", []))
    ]
    page = site.open("index.html")
    row = page.locator(".jn-grid tbody tr", has_text=written.personas["hr-director"]["name"])
    row.locator(".jn-felt", has_text=stage["name"]).click()
    arrive(page, stage["name"])
    assert_lead_rate_is_told(page, written)


def test_whether_the_lead_rate_is_on_target_is_a_search_away(
    site: Visit, written: Handbook
) -> None:
    page = site.open("index.html")
    search(page, "lead rate")
    found(page, "kpis").or_(found(page, "explore.html")).first.click()
    page.wait_for_load_state("load")
    assert_lead_rate_is_told(page, written)
