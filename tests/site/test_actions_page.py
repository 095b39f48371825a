"""The actions: what hurts, what answers it, by whom and when, and what was tried; each once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.projects import Built
from tests.support.reading import Handbook, Record, plain
from tests.support.trees import Element, content_of, says

from .counting import Told, maps_in, page_of, records_of, rows_of, tallies_of, titles

DAY = dt.date(2026, 11, 22)
OPEN = ("idea", "planned", "in-progress")

BASE = """\
title: All buy
stages:
  - id: first
    name: First look
    pain_points:
      - {id: slow, text: It is slow, severity: low}
      - {id: dear, text: It is dear, severity: high}
      - {id: dull, text: It is dull, severity: high}
      - {id: grey, text: It is grey}
    opportunities:
      - text: Make it fast
        answers: [slow]
        impact: 5
        effort: 1
        status: planned
        owner: us
        due: 2026-11-21
      - {text: Make it cheap, answers: [dear], impact: 4, effort: 5, status: dropped}
      - {text: Paint it, answers: [grey], impact: 2.5, effort: 3.4}
      - {text: Sell it, status: done, due: 2026-01-01}
    experiments:
      - {id: red, hypothesis: Red sells, status: done, result: It did, learning: Paint more}
      - {id: blue, hypothesis: Blue sells, status: running}
"""
OWN = """\
title: Ada buys
persona: ada
extends: all-buy
stages:
  - id: first
    experiments: [{id: red, learning: Ada likes red}]
    opportunities:
      - {text: Make it cheap, answers: [dear], impact: 4, effort: 5, status: dropped}
      - {text: Give her a voucher, answers: [dear], impact: 4, effort: 2, owner: us}
"""
FILES = {
    "library/teams.yml": "us: {name: Us all}\n",
    "personas/ada.yml": "name: Ada\n",
    "journeys/all-buy.yml": BASE,
    "journeys/buys.yml": OWN,
}


@pytest.fixture(scope="session")
def page(sample: Built) -> Element:
    """Return the sample's actions."""
    return content_of(sample.pages["actions/index.html"])


@pytest.fixture
def small(tmp_path: Path) -> Element:
    """Return the actions of a small handbook with every kind of trouble."""
    page = page_of(tmp_path, FILES, "actions", day=DAY)
    assert page
    return page


@pytest.mark.parametrize(
    ("table", "field", "key", "also"),
    [
        ("pain-points", "pain_points", "text", ("symptom",)),
        ("opportunities", "opportunities", "text", ("impact", "effort")),
        ("experiments", "experiments", "hypothesis", ("result", "learning")),
    ],
)
def test_every_record_of_the_sample_has_one_row(
    page: Element, written: Handbook, table: str, field: str, key: str, also: tuple[str, ...]
) -> None:
    expected = records_of(written, field, key)
    rows = rows_of(page, table)
    assert len(rows) == len(expected) > 0
    for told in expected:
        row = row_of(rows, told, key, written)
        for name in also:
            assert says(row, plain(told.record.get(name, ""))), (name, told)


def row_of(rows: list[Element], told: Told, key: str, written: Handbook) -> Element:
    """Return the only row that tells of a record."""
    text = plain(told.record[key])
    (row,) = (
        row
        for row in rows
        if says(row.one("th"), text)
        and row.one(cls="jn-spot__stage").text == plain(told.stage["name"])
        and maps_in(row) == titles(written, told)
    )
    return row


def test_every_opportunity_of_the_sample_says_who_does_it_by_when(
    page: Element, written: Handbook
) -> None:
    rows = rows_of(page, "opportunities")
    for told in records_of(written, "opportunities", "text"):
        row = row_of(rows, told, "text", written)
        *_, status, owner, due = row.all("td")
        words = told.record.get("status", "idea").replace("-", " ").capitalize()
        assert status.text == words
        team = told.record.get("owner")
        assert owner.text == (written.libraries["teams"][team]["name"] if team else "")
        assert due.attributes["data-sort"] == told.record.get("due", "")


def test_every_pain_point_of_the_sample_names_what_answers_it(
    page: Element, written: Handbook
) -> None:
    rows = rows_of(page, "pain-points")
    for told in records_of(written, "pain_points", "text"):
        cell = row_of(rows, told, "text", written).one(cls="jn-answers")
        texts = set(answers_to(told, written))
        assert len(cell.all("li")) == len(texts)
        assert all(says(cell, text) for text in texts)


def answers_to(told: Told, written: Handbook) -> Iterator[str]:
    """Yield the texts of the opportunities that answer a pain point on any of its maps."""
    for name in told.journeys:
        for stage in written.journeys[name]["stages"]:
            for chance in stage.get("opportunities", []):
                for answer in chance.get("answers", []):
                    *at, point = answer.split("/")
                    here = at[0] if at else stage["id"]
                    if point == told.record.get("id") and here == told.stage["id"]:
                        yield plain(chance["text"])


def test_the_matrix_holds_every_rated_opportunity_where_it_belongs(
    page: Element, written: Handbook
) -> None:
    expected = Counter(
        (int(told.record["impact"]), int(told.record["effort"]))
        for told in records_of(written, "opportunities", "text")
        if {"impact", "effort"} <= told.record.keys() and told.record.get("status") != "dropped"
    )
    assert {at: len(numbers) for at, numbers in matrix(page).items()} == dict(expected)


def matrix(page: Element) -> dict[tuple[int, int], list[str]]:
    """Return the numbers in the matrix by impact and effort."""
    rows = page.one(cls="jn-worth").one("tbody").all("tr")
    return {
        (5 - high, 1 + wide): [dot.text for dot in cell.all("a")]
        for high, row in enumerate(rows)
        for wide, cell in enumerate(row.all("td"))
        if cell.all("a")
    }


def test_a_dot_leads_to_the_row_of_its_opportunity(page: Element) -> None:
    rows = {row.attributes["id"]: row for row in rows_of(page, "opportunities")}
    dots = page.one(cls="jn-worth").all("a", cls="jn-dot")
    assert len(dots) > 0
    for dot in dots:
        row = rows[dot.attributes["href"].removeprefix("#")]
        impact, effort = (cell.text for cell in row.all("td", cls="jn-number"))
        assert dot.text in matrix(page)[int(impact), int(effort)]
        assert row.one(cls="jn-dot").text == dot.text


def test_the_counts_at_the_top_are_those_of_the_yaml(page: Element, written: Handbook) -> None:
    chances: list[Record] = [told.record for told in records_of(written, "opportunities", "text")]
    running = sum(
        told.record.get("status") == "running"
        for told in records_of(written, "experiments", "hypothesis")
    )
    shown = tallies_of(page)
    assert int(shown["Open opportunities"]) == sum(
        chance.get("status", "idea") in OPEN for chance in chances
    )
    assert int(shown["Experiments running"]) == running


def test_pain_points_without_an_answer_come_first_then_the_worst(small: Element) -> None:
    found = [row.one("th").text for row in rows_of(small, "pain-points")]
    # Nothing answers "dull" anywhere, "dear" in the base map, and "slow" and "grey" in Ada's.
    assert found == ["It is dear", "It is dull", "It is slow", "It is grey"]


def test_what_answers_a_pain_point_on_some_of_its_maps_only_is_said(small: Element) -> None:
    dear, dull, slow, _ = (row.one(cls="jn-answers") for row in rows_of(small, "pain-points"))
    assert says(dear, "Without an answer in: All buy")
    assert says(dear, "Give her a voucher")
    assert says(dear, "Make it cheap")
    assert says(dull, "Nothing answers this yet.")
    assert says(slow, "Without an answer in: Ada buys")


def test_what_is_overdue_or_has_no_owner_says_so(small: Element) -> None:
    rows = {row.one("th").text: row for row in rows_of(small, "opportunities")}
    assert rows["Make it fast"].one("td", cls="jn-day").text == "Nov 21, 2026 Overdue"
    assert says(rows["Paint it"], "No owner yet")
    assert not says(rows["Make it cheap"], "No owner yet")
    assert not says(rows["Sell it"], "Overdue")
    assert tallies_of(small) == {
        "Pain points without an answer": "4",
        "Opportunities overdue": "1",
        "Opportunities without an owner": "1",
        "Open opportunities": "3",
        "Experiments running": "1",
    }


def test_the_most_worthwhile_comes_first_and_what_is_over_last(small: Element) -> None:
    found = [row.one("th").text for row in rows_of(small, "opportunities")]
    assert found == ["Make it fast", "Give her a voucher", "Paint it", "Make it cheap", "Sell it"]


def test_the_matrix_rounds_halves_up_and_leaves_out_what_is_dropped(small: Element) -> None:
    assert matrix(small) == {(5, 1): ["1"], (4, 2): ["2"], (3, 3): ["3"]}
    assert says(small.one(cls="jn-worth__key"), "Without a rating: 5")
    assert says(small.one(cls="jn-worth__key"), "What is dropped stands in the table only.")


def test_an_experiment_that_a_variation_learns_from_is_told_twice(small: Element) -> None:
    found = [(row.one("th").text, maps_in(row)) for row in rows_of(small, "experiments")]
    assert found == [
        ("Blue sells", ["Ada buys", "All buy"]),
        ("Red sells", ["All buy"]),
        ("Red sells", ["Ada buys"]),
    ]


def test_a_handbook_with_nothing_to_do_has_no_actions(tmp_path: Path) -> None:
    bare = {
        "personas/ada.yml": "name: Ada\n",
        "journeys/buys.yml": "title: B\npersona: ada\nstages: [{id: a, name: A}]\n",
    }
    assert page_of(tmp_path, bare, "actions", day=DAY) is None
