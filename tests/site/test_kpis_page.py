"""The scoreboard: every KPI of every stage once, with its figures, its status and its counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.projects import Built
from tests.support.reading import Handbook, Record, plain
from tests.support.trees import Element, content_of, says

from .counting import Told, maps_in, page_of, personas_of, records_of, rows_of, tallies_of, titles

DAY = dt.date(2026, 11, 22)
FIGURES = ("baseline", "current", "target", "alert")
PHASES = ["Awareness", "Consideration", "Decision", "Purchase", "After purchase"]

LIBRARY = """\
lead-rate: {name: Lead rate, formula: leads ÷ visitors, unit: "%", source: CRM, x-seen: Mondays}
delay: {name: Delay, unit: days, better: down}
"""
BASE = """\
title: All buy
stages:
  - id: first
    name: First look
    phase: awareness
    kpis:
      - {kpi: lead-rate, baseline: 2, current: 4, target: 4, alert: 1}
      - {kpi: delay, baseline: 9, current: 8, target: 3, alert: 7}
  - {id: second, name: Second thoughts, kpis: [{kpi: delay, current: 5}]}
"""
OWN = """\
title: Ada buys
persona: ada
extends: all-buy
stages:
  - id: second
    kpis: [{kpi: delay, current: 5, target: 4}]
"""
FILES = {
    "library/kpis.yml": LIBRARY,
    "personas/ada.yml": "name: Ada\n",
    "journeys/all-buy.yml": BASE,
    "journeys/buys.yml": OWN,
}


@pytest.fixture(scope="session")
def page(sample: Built) -> Element:
    """Return the sample's scoreboard."""
    return content_of(sample.pages["kpis/index.html"])


@pytest.fixture(scope="session")
def uses(written: Handbook) -> list[Told]:
    """Return the KPIs of the sample's stages."""
    return records_of(written, "kpis", "kpi")


def status_of(use: Record, kpi: Record) -> str:
    """Return where a KPI stands, from its figures alone."""
    sign = -1 if kpi.get("better") == "down" else 1
    figures = {name: sign * Decimal(use[name]) for name in FIGURES if name in use}
    if "current" not in figures:
        return "No figure yet"
    if "alert" in figures and figures["current"] < figures["alert"]:
        return "Alert"
    if "target" not in figures:
        return "No figure yet"
    return "On target" if figures["current"] >= figures["target"] else "Behind"


def test_every_kpi_of_every_stage_has_one_row_and_all_that_is_written(
    page: Element, uses: list[Told], written: Handbook
) -> None:
    kpis = written.libraries["kpis"]
    rows = rows_of(page, "kpis")
    assert len(rows) == len(uses) > 0
    for told in uses:
        kpi = kpis[told.record["kpi"]]
        (row,) = (
            row
            for row in rows
            if row.one("th").all("a")[0].text == kpi["name"]
            and row.one(cls="jn-spot__stage").text == plain(told.stage["name"])
            and maps_in(row) == titles(written, told)
        )
        head = row.one("th")
        assert says(head, kpi["formula"])
        assert says(head, kpi["source"])
        assert says(head, written.libraries["teams"][kpi["owner"]]["name"])
        for name in FIGURES:
            cell = row.one("td", **{"data-figure": name})
            shown = cell.attributes["data-sort"]
            assert (Decimal(shown) if shown else None) == (
                Decimal(told.record[name]) if name in told.record else None
            )
            assert bool(cell.text) == (name in told.record)
        assert row.one(cls="jn-badge").text == status_of(told.record, kpi)
        personas = {written.personas[name]["name"] for name in personas_of(written, told)}
        assert {link.text for link in row.all("a", cls="jn-persona")} == personas


def test_the_counts_at_the_top_are_those_of_the_rows(
    page: Element, uses: list[Told], written: Handbook
) -> None:
    kpis = written.libraries["kpis"]
    expected = Counter(status_of(told.record, kpis[told.record["kpi"]]) for told in uses)
    shown = tallies_of(page)
    assert {word: int(count) for word, count in shown.items() if count != "0"} == dict(expected)
    assert says(page, f"{len(uses)} KPIs are measured")


def test_the_worst_stand_first(page: Element) -> None:
    found = [row.one(cls="jn-badge").text for row in rows_of(page, "kpis")]
    order = ["Alert", "Behind", "No figure yet", "On target"]
    assert found == sorted(found, key=order.index)


def test_kpis_are_counted_by_phase(page: Element, uses: list[Told], written: Handbook) -> None:
    ids = ["awareness", "consideration", "decision", "purchase", "after-purchase"]
    names = dict(zip(ids, PHASES, strict=True))
    groups = [(names[told.stage["phase"]], told) for told in uses]
    assert table(page, 0) == counted(groups, written)


def test_kpis_are_counted_once_for_each_persona(
    page: Element, uses: list[Told], written: Handbook
) -> None:
    groups = [
        (written.personas[persona]["name"], told)
        for told in uses
        for persona in personas_of(written, told)
    ]
    found = table(page, 1)
    found.pop("No persona", None)
    assert found == counted(groups, written)


def table(page: Element, number: int) -> dict[str, list[int]]:
    """Return a table of groups: all, past the alert, behind, without a figure, on target."""
    rows = page.all("table", cls="jn-group")[number].one("tbody").all("tr")
    return {row.one("th").text: [int(cell.text) for cell in row.all("td")] for row in rows}


def counted(groups: list[tuple[str, Told]], written: Handbook) -> dict[str, list[int]]:
    """Return what such a table should hold."""
    kpis = written.libraries["kpis"]
    order = ["Alert", "Behind", "No figure yet", "On target"]
    found: dict[str, list[int]] = {}
    for name, told in groups:
        row = found.setdefault(name, [0] * 5)
        row[0] += 1
        row[1 + order.index(status_of(told.record, kpis[told.record["kpi"]]))] += 1
    return found


def test_what_a_variation_inherits_is_one_row_and_what_it_changes_another(tmp_path: Path) -> None:
    page = page_of(tmp_path, FILES, "kpis", day=DAY)
    assert page
    found = [
        (row.one("th").all("a")[0].text, row.one(cls="jn-badge").text, maps_in(row))
        for row in rows_of(page, "kpis")
    ]
    assert found == [
        ("Delay", "Alert", ["Ada buys", "All buy"]),
        ("Delay", "Behind", ["Ada buys"]),
        ("Delay", "No figure yet", ["All buy"]),
        ("Lead rate", "On target", ["Ada buys", "All buy"]),
    ]
    assert table(page, 0) == {"Awareness": [2, 1, 0, 0, 1], "No phase": [2, 0, 1, 1, 0]}
    assert table(page, 1) == {"Ada": [3, 1, 1, 0, 1], "No persona": [1, 0, 0, 1, 0]}


def test_a_kpi_says_which_side_of_its_alert_is_bad_and_how_far_it_is(tmp_path: Path) -> None:
    page = page_of(tmp_path, FILES, "kpis", day=DAY)
    assert page
    alert, *_, done = rows_of(page, "kpis")
    assert says(alert, "above 7 days")
    assert says(alert, "5 days to go")
    assert says(alert, "past the alert")
    assert says(done, "below 1%")
    assert says(done, "Seen: Mondays")


def test_a_handbook_without_a_kpi_has_no_scoreboard(tmp_path: Path) -> None:
    bare = {**FILES, "journeys/all-buy.yml": "title: All buy\nstages: [{id: second, name: S}]\n"}
    bare["journeys/buys.yml"] = "title: Ada buys\npersona: ada\nextends: all-buy\n"
    assert page_of(tmp_path, bare, "kpis", day=DAY) is None
