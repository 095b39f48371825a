"""The health of a handbook: evidence, reviews, lanes and findings, each as it is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mkdocs_journeys.site import load
from tests.support.projects import HANDBOOK, MKDOCS, ROOT, build, complaints, write
from tests.support.reading import Handbook, Record, as_record, stages_of
from tests.support.trees import Element, content_of, says

from .counting import page_of, rows_of, sample_page, tallies_of

DAY = dt.date(2026, 11, 22)
LATER = dt.date(2027, 7, 25)
"""A day on which some reviews of the sample are overdue, some are near and some are not."""

MUCH_LATER = dt.date(2028, 3, 1)
"""A day on which some evidence of the sample is older than eighteen months, and some is not."""

GRADES = {
    "Supported": "Stages supported by evidence",
    "Getting old": "Stages with evidence getting old",
    "Assumption": "Stages on assumption",
}
LANES = {
    "Goal": ("goal",),
    "Mindset": ("mindset",),
    "Questions": ("questions",),
    "Content sought": ("seeks",),
    "Motivations": ("motivations",),
    "Actions": ("actions",),
    "Touchpoints": ("touchpoints",),
    "Our objectives": ("aida",),
    "Messages": ("messages",),
    "Pain points": ("pain_points",),
    "Opportunities": ("opportunities",),
    "KPIs": ("kpis",),
    "Experiments": ("experiments",),
    "Teams": ("teams",),
    "Backstage": ("backstage",),
}


def grade_of(stage: Record, evidence: dict[str, Record], oldest: str) -> str:
    """Return what a stage rests on, by the dates of what it cites."""

    def supports(sources: list[str], since: str) -> bool:
        return any(evidence[source]["date"] >= since for source in sources)

    emotion = stage.get("emotion", {}).get("evidence", [])
    points = [as_record(point, "text") for point in stage.get("pain_points", [])]
    for since, grade in ((oldest, "Supported"), ("", "Getting old")):
        cited = sum(supports(point.get("evidence", []), since) for point in points)
        if supports(emotion, since) and 2 * cited >= len(points):
            return grade
    return "Assumption"


@pytest.mark.parametrize(("day", "oldest"), [(DAY, "2025-05-22"), (MUCH_LATER, "2026-09-01")])
def test_every_stage_of_the_sample_says_what_it_rests_on(
    written: Handbook, day: dt.date, oldest: str
) -> None:
    page = sample_page("health", day=day)
    rows = {row.one("th").all("a")[0].text: row for row in rows_of(page, "evidence")}
    assert len(rows) == len(written.journeys)
    found: list[str] = []
    for journey in written.journeys.values():
        row = rows[journey["title"]]
        shown = sorted((a.one("span").text, a.one("b").text) for a in graded(row))
        expected = sorted(
            (stage["name"], grade_of(stage, written.libraries["evidence"], oldest))
            for stage in stages_of(journey)
        )
        assert shown == expected
        grades = [grade for _, grade in expected]
        found += grades
        assert row.all("td")[-1].text == f"{grades.count('Supported')} of {len(grades)}"
    tallies = tallies_of(page)
    assert {word: int(tallies[said]) for word, said in GRADES.items()} == {
        word: found.count(word) for word in GRADES
    }


def graded(row: Element) -> list[Element]:
    """Return the stages of a map in the table of grades."""
    return [link for cell in row.all("td", cls="jn-graded") for link in cell.all("a")]


def test_a_stage_stands_under_its_phase(written: Handbook) -> None:
    page = sample_page("health", day=DAY)
    columns = [cell.text for cell in page.one(id="table-evidence").one("thead").all("th")[2:-1]]
    ids = [name.lower().replace(" ", "-") for name in columns]
    for row in rows_of(page, "evidence"):
        title = row.one("th").all("a")[0].text
        (journey,) = (j for j in written.journeys.values() if j["title"] == title)
        shown = [[a.one("span").text for a in cell.all("a")] for cell in row.all(cls="jn-graded")]
        assert shown == [
            [stage["name"] for stage in stages_of(journey) if stage.get("phase") == phase]
            for phase in ids
        ]


def due(record: Record) -> str:
    """Return the day of a record's next review."""
    year, month, day = (int(part) for part in record["reviewed"].split("-"))
    count, unit = record["review_every"].split()
    months = year * 12 + month - 1 + int(count) * {"month": 1, "year": 12}[unit.rstrip("s")]
    return dt.date(months // 12, months % 12 + 1, day).isoformat()


def test_every_review_of_the_sample_has_its_day_and_says_whether_it_is_overdue(
    written: Handbook,
) -> None:
    page = sample_page("health", day=LATER)
    records = {record["name"]: record for record in written.personas.values()}
    records |= {journey["title"]: journey for journey in written.journeys.values()}
    rows = rows_of(page, "reviews")
    assert {row.one("th").text for row in rows} == records.keys()
    assert len(rows) == len(records)
    days = []
    for row in rows:
        record = records[row.one("th").text]
        day = dt.date.fromisoformat(due(record))
        days.append(day)
        left = (day - LATER).days
        state = "Overdue" if left < 0 else "Due soon" if left <= 30 else "Up to date"
        assert row.one(cls="jn-badge").text == state
        assert says(row, f"by {-left} day" if left < 0 else f"in {left} day")
        assert [cell.attributes["data-sort"] for cell in row.all(cls="jn-day")] == [
            record["reviewed"],
            day.isoformat(),
        ]
        assert says(row, written.libraries["teams"][record["owner"]]["name"])
    assert days == sorted(days)
    late = sum(day < LATER for day in days)
    assert 0 < late < len(days)
    assert tallies_of(page)["Reviews overdue"] == str(late)


def test_a_lane_counts_the_stages_that_fill_it(written: Handbook) -> None:
    page = sample_page("health", day=DAY)
    lanes = [cell.text for cell in page.one(id="table-coverage").all("th", cls="jn-upright")]
    assert sorted(lanes) == sorted(LANES)
    rows = {row.one("th").all("a")[0].text: row for row in rows_of(page, "coverage")}
    assert len(rows) == len(written.journeys)
    for journey in written.journeys.values():
        stages = stages_of(journey)
        cells = rows[journey["title"]].all("td", cls="jn-full")
        shown = dict(zip(lanes, (cell.text for cell in cells), strict=True))
        assert shown == {
            word: f"{sum(any(stage.get(key) for key in keys) for stage in stages)}/{len(stages)}"
            for word, keys in LANES.items()
        }


THIN = {
    "handbook.yml": "lanes: [goal, actions, touchpoints, next]\n",
    "library/touchpoints.yml": "desk: {name: Desk}\n",
    "personas/ada.yml": "name: Ada\nreviewed: 2026-11-01\nreview_every: 3 weeks\n",
    "journeys/buys.yml": """\
title: Ada buys
persona: ada
stages:
  - {id: a, name: A, goal: G, steps: [{id: s, name: S, actions: [Act], touchpoint: desk}]}
  - {id: b, name: B, messages: [{text: M, touchpoint: desk}]}
  - {id: c, name: C}
""",
}


def test_steps_and_messages_fill_lanes_too_and_the_way_on_needs_no_words(tmp_path: Path) -> None:
    page = page_of(tmp_path, THIN, "health", day=DAY)
    assert page
    heads = [cell.text for cell in page.one(id="table-coverage").all("th", cls="jn-upright")]
    cells = [cell.text for cell in page.one(id="table-coverage").all("td", cls="jn-full")]
    assert dict(zip(heads, cells, strict=True)) == {
        "Goal": "1/3",
        "Actions": "1/3",
        "Touchpoints": "2/3",
    }


def test_a_review_of_today_is_not_overdue_and_one_without_a_date_is_last(tmp_path: Path) -> None:
    page = page_of(tmp_path, THIN, "health", day=DAY)
    assert page
    ada, buys = rows_of(page, "reviews")
    assert says(ada, "Due soon today")
    assert says(buys, "No date")


def test_every_finding_of_the_check_is_told_once_with_its_place() -> None:
    page = sample_page("health", day=LATER)
    findings = load(ROOT / "content", project=ROOT, day=LATER).findings
    assert len(findings) > 0
    assert [
        (row.one("code").text, row.one(cls="jn-file").text) for row in rows_of(page, "findings")
    ] == [(of.code, f"{of.position.path}:{of.position.line}") for of in findings]
    for row, of in zip(rows_of(page, "findings"), findings, strict=True):
        assert says(row.one("th"), of.headline + of.help)
        assert says(row.all("td")[-1], ", ".join(of.reaches))
    assert tallies_of(page)["Open findings"] == str(len(findings))


def test_a_finding_leads_to_its_file_and_to_what_its_rule_means(tmp_path: Path) -> None:
    page = page_of(tmp_path, THIN, "health", day=DAY)
    assert page
    rows = rows_of(page, "findings")
    assert {row.one(cls="jn-file").one("a").attributes["href"] for row in rows} == {
        "https://example.com/edit/journeys/buys.yml",
        "https://example.com/edit/personas/ada.yml",
    }
    for row in rows:
        rule = row.all("td")[0].one("a").attributes["href"].removeprefix("#")
        assert page.one(id=rule).one("dd").text


REPO = "repo_url: https://git.example.com/us/book\nedit_uri: edit/main/content/\n"
RULES = "# Rules\n\n## `stage-without-kpi`\n\nWhy.\n"


@pytest.mark.parametrize("path", ["", "book"])
def test_a_site_leads_from_a_finding_to_its_repository_and_its_reference(
    tmp_path: Path, path: str
) -> None:
    folder = f"content/{path}" if path else "content"
    files = {
        name.replace("content", folder, 1): text
        for name, text in HANDBOOK.items()
        if name != "mkdocs.yml"
    }
    files["mkdocs.yml"] = REPO + MKDOCS.replace(
        "  - journeys\n", f"  - journeys: {{path: '{path}'}}\n"
    )
    files[f"{folder}/for-authors/rules.md"] = RULES
    built = build(write(tmp_path, files))
    assert built.code == 0, built.log
    assert complaints(built.log) == []
    page = content_of(built.page(f"{path}/health/index.html".lstrip("/")))
    places = {row.one(cls="jn-file").one("a") for row in rows_of(page, "findings")}
    address = f"https://git.example.com/us/book/edit/main/{folder}/journeys/buys.yml"
    assert address in {place.attributes["href"] for place in places}
    assert all(says(place, folder) for place in places)
    rule = page.one(id="rule:stage-without-kpi").one("dt").one("a")
    assert rule.attributes["href"] == "../for-authors/rules/#stage-without-kpi"


def test_three_bare_stages_give_a_tidy_page_and_no_other(tmp_path: Path) -> None:
    files = {
        name.removeprefix("content/"): text
        for name, text in HANDBOOK.items()
        if name.startswith("content/")
    }
    page = page_of(tmp_path, files, "health", day=DAY)
    assert page
    assert tallies_of(page)["Stages on assumption"] == "3"
    assert not page.all(id="table-reviews")
    assert page_of(tmp_path, files, "kpis", day=DAY) is None
    assert page_of(tmp_path, files, "actions", day=DAY) is None
