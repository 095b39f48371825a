"""The marks of a change under review: in every place that changed, and in no other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.reviewing import Reviewed
from tests.support.trees import Element, says

WHOLE_PAGES = ("personas/", "journeys/")
EXPLAINED = ("touchpoints/", "kpis/", "content/", "evidence/", "channels/", "teams/", "terms/")
"""Records of the library, which a stage's page explains beside its own."""

OVERVIEWS = {
    "kpis/index.html": {"kpi", "kpi-use"},
    "touchpoints.html": {"touchpoint", "touchpoint-use"},
    "messages.html": {"message"},
    "content-plan.html": {"content", "message"},
    "actions/index.html": {"pain-point", "opportunity", "experiment"},
}
"""The kinds of records that an overview has rows for."""

HOME = {"journeys/gym-owner-onboarding/stages/reads-a-poster"}
"""The stages of the grid of moods that came, or feel otherwise; steps where a stage is silent."""

LIKED = "personas/hr-director/channels/phone"


def side_of(change: dict[str, Any]) -> dict[str, Any]:
    """Return a change as it is now, or as it was where nothing is left."""
    side: dict[str, Any] = change["after"] or change["before"]
    return side


def address(change: dict[str, Any]) -> str:
    """Return the path of a change as one text."""
    return "/".join(side_of(change)["path"])


def pages_of(change: dict[str, Any]) -> Iterator[str]:
    """Yield the pages about what changed: a persona's; a map's and its stage's, as inherited."""
    side = side_of(change)
    subject = side["subject"]
    if subject["kind"] == "persona":
        yield f"personas/{subject['id']}.html"
    if side["journey"]:
        for journey in (side["journey"]["id"], *change["reach"]["variations"]):
            yield f"journeys/{journey}/index.html"
            if subject["kind"] == "stage":
                yield f"journeys/{journey}/{subject['id'].partition('/')[2]}.html"


def marks_on(page: Element) -> set[str]:
    """Return what a page marks, by the paths of the changes."""
    name = "data-journeys-changed"
    return {one.attributes[name] for one in page.all() if name in one.attributes}


@pytest.fixture(scope="module")
def expected(preview_of_sample: Reviewed) -> dict[str, set[str]]:
    """Return what the diff says of each page's own record."""
    found: dict[str, set[str]] = {}
    for change in preview_of_sample.diff["changes"]:
        for page in pages_of(change):
            found.setdefault(page, set()).add(address(change))
    return found


def test_a_page_marks_all_that_the_diff_says_of_it_and_nothing_else(
    preview_of_sample: Reviewed, expected: dict[str, set[str]]
) -> None:
    pages = preview_of_sample.built.pages
    shown = {name: wanted for name, wanted in expected.items() if name in pages}
    assert len(shown) > 15
    assert expected.keys() - shown.keys() == {"journeys/gym-owner-onboarding/shows-floor.html"}
    for name, page in pages.items():
        if not name.startswith(WHOLE_PAGES):
            continue
        marked = marks_on(page)
        if name.startswith("personas/"):  # she is shown what her journeys ask and tell, too
            marked = {one for one in marked if one.startswith("personas/")}
        else:
            marked = {one for one in marked if not one.startswith(EXPLAINED)}
        assert marked == shown.get(name, set()), name


def test_a_new_name_of_a_touchpoint_is_marked_in_the_lane_that_shows_it(
    preview_of_sample: Reviewed,
) -> None:
    maps = {
        name: page
        for name, page in preview_of_sample.built.pages.items()
        if name.startswith("journeys/") and name.endswith("/index.html") and name.count("/") > 1
    }
    named = "touchpoints/linkedin-post/name"
    tables = {name: page.one("table", cls="jn-map__table") for name, page in maps.items()}
    shown = {name for name, table in tables.items() if says(table, "Our post")}
    assert {name for name, page in maps.items() if named in marks_on(page)} == shown
    assert len(shown) > 2
    for page in maps.values():
        explained = {one for one in marks_on(page) if one.startswith(EXPLAINED)}
        assert explained <= {named}


def test_what_a_stage_explains_is_marked_where_the_change_reaches_it(
    preview_of_sample: Reviewed,
) -> None:
    found = 0
    for change in preview_of_sample.diff["changes"]:
        if not address(change).startswith(EXPLAINED):
            continue
        for name, page in preview_of_sample.built.pages.items():
            is_stage = name.startswith("journeys/") and not name.endswith("index.html")
            if is_stage and address(change) in marks_on(page):
                assert name.removeprefix("journeys/")[:-5] in change["reach"]["stages"]
                found += 1
    assert found > 5


@pytest.mark.parametrize("name", OVERVIEWS)
def test_an_overview_marks_the_rows_that_changed(preview_of_sample: Reviewed, name: str) -> None:
    wanted = {
        address(change)
        for change in preview_of_sample.diff["changes"]
        if change["record"] in OVERVIEWS[name] and change["after"]
    }
    assert wanted
    marked = marks_on(preview_of_sample.built.page(name))
    assert marked - {LIKED} == wanted
    assert (LIKED in marked) is (name == "touchpoints.html")


def test_pages_that_compare_mark_what_differs_in_the_maps_beside_each_other(
    preview_of_sample: Reviewed,
) -> None:
    compared = {
        "compare/b2b-buying/index.html": {"b2b-buying", "hr-subscribes"},
        "compare/index.html": {"gym-owner-onboarding"},
    }
    for name, journeys in compared.items():
        marked = marks_on(preview_of_sample.built.page(name))
        own = {one for one in marked if one.startswith("journeys/")}
        assert {one.split("/")[1] for one in own} == journeys
        assert {one.rsplit("/")[-1] for one in marked - own} <= {"name"}, "of touchpoints and so on"
        assert marked <= {address(change) for change in preview_of_sample.diff["changes"]}


def test_no_other_page_marks_anything(preview_of_sample: Reviewed) -> None:
    told = (*WHOLE_PAGES, "compare/")
    for name, page in preview_of_sample.built.pages.items():
        if not name.startswith(told) and name not in OVERVIEWS:
            assert marks_on(page) == (HOME if name == "index.html" else set()), name


def test_a_cell_of_the_map_says_what_was_and_what_is(preview_of_sample: Reviewed) -> None:
    page = preview_of_sample.built.page("journeys/b2b-buying/index.html")
    (lane,) = [row for row in page.all("tr") if row.attributes.get("data-lane") == "kpis"]
    first, second = [cell.all("details", cls="jn-was") for cell in lane.all("td")][:2]
    (mark,) = first
    assert mark.one("summary").text == "● changed : Something is off, KPI Unique reach, target"
    assert (mark.one("del").text, mark.one("ins").text) == ("40,000", "30,000")
    (mark,) = second
    assert mark.one("summary").text == "− removed : What do others do?, KPI"
    assert "Demo rate" in mark.one("del").text


def test_the_map_marks_a_stage_that_came_and_one_that_went(preview_of_sample: Reviewed) -> None:
    page = preview_of_sample.built.page("journeys/gym-owner-onboarding/index.html")
    (heads,) = page.all("tr", cls="jn-map__stages")
    corner, first, *others = heads.all("th")
    assert corner.one("summary").text == "− removed : Come and see my floor, stage"
    assert [mark.text for mark in first.all(cls="jn-was")] == ["+ new"]
    assert not any(head.all(cls="jn-was") for head in others)


def test_the_map_marks_each_point_that_feels_otherwise(preview_of_sample: Reviewed) -> None:
    page = preview_of_sample.built.page("journeys/b2b-buying/index.html")
    (row,) = page.all("tr", cls="jn-map__felt")
    cells = [[one.text for one in cell.all("del")] for cell in row.all("td")]
    assert cells[0] == ["−1", "unease"]
    assert not any(cells[1:])


def test_a_part_that_lost_all_it_had_says_what_that_was(preview_of_sample: Reviewed) -> None:
    page = preview_of_sample.built.page("journeys/b2b-buying/explore.html")
    (block,) = [one for one in page.all(cls="jn-preview__here") if "raises trust" in one.text]
    (gone,) = block.all("li")
    assert gone.one("ins").text == "removed"
    assert "Experiments" in [heading.tight_text.rstrip("¶") for heading in page.all("h2")]


def test_the_search_reads_no_former_value(preview_of_sample: Reviewed) -> None:
    site = preview_of_sample.built.site
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    for former in ("A peer who had the same curve", "Close one project", "raises trust more"):
        assert former not in index
    for word in ("jn-was", "journeys-changed", "journeys:chart", "Ask later. changed"):
        assert word not in index


def test_no_place_of_a_mark_is_left_open(preview_of_sample: Reviewed) -> None:
    for name in preview_of_sample.built.pages:
        html = (preview_of_sample.built.site / name).read_text(encoding="utf-8")
        assert "<!-- journeys:" not in html, name
