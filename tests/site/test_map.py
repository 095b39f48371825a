"""The map and the route of a journey, as they are written into its page."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from mkdocs_journeys.pages.assets import SCRIPT
from tests.support.links import ids_of, target_of
from tests.support.maps import PATH, STAGES, STEPS, large_map
from tests.support.projects import HANDBOOK, Built, build_well
from tests.support.reading import Handbook, plain, stages_of
from tests.support.sharing import shared
from tests.support.trees import Element, content_of, says

BASE = """\
title: How people buy
stages:
  - id: first
    name: First look
    goal: Know what it costs
    mindset: Another one of these.
    emotion: {score: -1, feeling: doubt}
    pain_points:
      - {id: price, text: The price is hidden, severity: high}
      - {id: noise, text: Everything blinks}
    opportunities:
      - {id: show, text: Show the price, answers: [price], status: planned}
      - {id: later, text: Write to her later}
    backstage: [Somebody keeps the list of prices]
    next:
      - {stage: second, share: 60%}
      - {exit: Walks away, share: 40%}
  - id: second
    name: Second thoughts
    goal: Sleep over it
    emotion: {score: 1, feeling: hope}
    next: [{stage: first, when: The budget is gone, share: 20%}, {exit: Buys, share: 80%}]
"""
VARIATION = """\
extends: base
title: Ada buys
persona: ada
stages:
  - id: first
    goal: Have an answer for Monday
    opportunities:
      - {id: show, status: done}
"""


@dataclass(frozen=True, slots=True)
class Maps:
    """A base map and one that varies it."""

    base: Element
    variation: Element


@pytest.fixture(scope="module")
def maps(tmp_path_factory: pytest.TempPathFactory) -> Maps:
    """Build a base map and a variation."""
    files = HANDBOOK | {"content/journeys/buys.yml": VARIATION, "content/journeys/base.yml": BASE}
    built = shared(tmp_path_factory, "maps", lambda folder: build_well(folder, files))
    return Maps(*(content_of(built.page(f"journeys/{j}/index.html")) for j in ("base", "buys")))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a map of 8 stages with 5 steps each."""
    return shared(tmp_path_factory, "large-map", lambda folder: build_well(folder, large_map()))


def lane(page: Element, name: str) -> Element:
    """Return a row of the map."""
    return page.one(cls="jn-map").one("tr", **{"data-lane": name})


def lanes(page: Element) -> list[str]:
    """Return the names of the map's rows, in their order."""
    rows = page.one(cls="jn-map").all("tr")
    return [row.attributes["data-lane"] for row in rows if "data-lane" in row.attributes]


def test_lanes_stand_in_order_and_empty_ones_are_left_out(maps: Maps) -> None:
    expected = ["curve", "goal", "mindset", "pain_points", "backstage", "next"]
    assert lanes(maps.base) == expected


def test_a_lane_can_be_hidden_by_the_box_of_its_name(maps: Maps) -> None:
    boxes = maps.base.one(cls="jn-lanes").all("input", type="checkbox")
    assert [box.attributes["data-tool"] for box in boxes] == lanes(maps.base)
    assert all("checked" in box.attributes for box in boxes)


def test_a_pain_point_is_read_with_what_answers_it(maps: Maps) -> None:
    first, second, other = lane(maps.base, "pain_points").all("li", cls="jn-hurt")
    assert says(first, "The price is hidden")
    assert says(first, "Show the price")
    assert says(second, "Nothing answers this yet.")
    assert says(other, "Write to her later")


def test_what_she_never_sees_is_below_the_line_of_visibility(maps: Maps) -> None:
    assert says(lane(maps.base, "backstage"), "line of visibility")


def test_what_a_variation_wrote_itself_is_marked_cell_by_cell(maps: Maps) -> None:
    own = {
        name: [bool(cell.all(cls="jn-own")) for cell in lane(maps.variation, name).all("td")]
        for name in ("goal", "mindset", "pain_points", "backstage", "next")
    }
    assert own == {
        "goal": [True, False],
        "mindset": [False, False],
        "pain_points": [True, False],
        "backstage": [False, False],
        "next": [False, False],
    }


def test_the_mark_of_what_is_own_has_words(maps: Maps) -> None:
    marks = maps.variation.one(cls="jn-map").all(cls="jn-own")
    assert marks
    assert {mark.attributes["aria-label"] for mark in marks} == {"Own to this map"}
    assert says(maps.variation.one(cls="jn-board"), "the rest comes from How people buy")


def test_a_base_map_marks_nothing_and_says_who_varies_it(maps: Maps) -> None:
    assert maps.base.all(cls="jn-own") == []
    assert says(maps.base.one(cls="jn-head"), "Varied by: Ada buys ( Ada )")


def test_the_lowest_and_the_highest_point_are_named(maps: Maps) -> None:
    summary = maps.base.one(cls="jn-extremes")
    assert says(summary, "Lowest: −1 doubt at First look")
    assert says(summary, "Highest: +1 hope at Second thoughts")


def test_the_axis_is_in_the_lanes_own_cell_and_not_in_the_picture(maps: Maps) -> None:
    row = lane(maps.base, "curve")
    assert says(row.one("th"), "Delighted")
    assert not says(row.one("td"), "Delighted")


def test_the_route_is_a_picture_and_the_same_as_a_list(maps: Maps) -> None:
    frame = maps.base.one(cls="jn-route-frame")
    picture, listed = frame.one("svg", role="img"), frame.one(cls="jn-legs")
    for text in ("60%", "40%", "Walks away", "The budget is gone", "20%", "Buys", "80%"):
        assert says(picture, text), text
        assert says(listed, text), text


def test_a_journey_that_only_goes_on_has_no_route(bare: Built) -> None:
    page = content_of(bare.page("journeys/buys/index.html"))
    assert page.all(cls="jn-map")
    assert page.all(cls="jn-route-frame") == []


@pytest.mark.parametrize("journey", ["hr-subscribes", "employee-activation", "b2b-buying"])
def test_every_cell_leads_to_the_same_on_its_stages_page(
    sample: Built, written: Handbook, journey: str
) -> None:
    name = f"journeys/{journey}/index.html"
    stages = [stage["id"] for stage in stages_of(written.journeys[journey])]
    rows = content_of(sample.pages[name]).one(cls="jn-map").one("tbody").all("tr")
    links = [
        (column, link)
        for row in rows
        for column, cell in enumerate(row.all("td"))
        for link in cell.all("a", cls="jn-go")
    ]
    assert len(links) > 10 * len(stages)
    for column, link in links:
        address, _, place = link.attributes["href"].partition("#")
        page = target_of(name, address)
        assert page == f"journeys/{journey}/{stages[column]}.html"
        assert place in ids_of(sample.pages[page])
        assert link.attributes["aria-label"]


def test_a_map_shows_the_steps_with_their_touchpoints_and_moments_of_truth(
    sample: Built, written: Handbook
) -> None:
    journey = written.journeys["employee-activation"]
    page = content_of(sample.pages["journeys/employee-activation/index.html"])
    cells = lane(page, "steps").all("td")
    for cell, stage in zip(cells, stages_of(journey), strict=True):
        shown = cell.all("li")
        assert len(shown) == len(stage["steps"])
        for item, step in zip(shown, stage["steps"], strict=True):
            assert says(item, plain(step["name"]))
            assert says(item, written.libraries["touchpoints"][step["touchpoint"]]["name"])
            assert says(item, "Moment of truth") == (step["moment_of_truth"] == "true")


def test_a_map_that_is_compared_lays_both_curves_over_one_another(sample: Built) -> None:
    page = content_of(sample.pages["journeys/employee-activation-target/index.html"])
    figure = page.one("figure", cls="jn-figure")
    series = figure.all(cls="jn-chart-series")
    assert len(series) == 2
    assert says(figure, "As it should be")
    assert says(figure, "As it is today")
    assert any(a.text == "Maya starts to train" for a in page.all("a"))


def test_the_map_stays_out_of_the_search(sample: Built) -> None:
    index = (sample.site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "line of visibility" not in index
    assert "Fit to width" not in index


def test_a_map_of_8_stages_with_5_steps_weighs_at_most_150_kb(large: Built) -> None:
    html = (large.site / PATH).read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    page = content_of(large.page(PATH))
    assert len(lane(page, "steps").all("li")) == STAGES * STEPS
    assert len(article.encode()) <= 150 * 1024


def test_a_stage_of_that_map_weighs_at_most_40_kb(large: Built) -> None:
    stages = [name for name in large.files if name.startswith(PATH.removesuffix("index.html"))]
    assert len(stages) == STAGES + 1
    for name in stages:
        if name != PATH:
            html = (large.site / name).read_text(encoding="utf-8")
            article = html[html.index("<article") : html.index("</article>")]
            assert len(article.encode()) <= 40 * 1024, name


def test_our_script_is_small_and_asks_for_nothing(large: Built) -> None:
    text = (large.site / SCRIPT).read_text(encoding="utf-8")
    assert len(text.encode()) < 10 * 1024
    assert not any(word in text for word in ("http:", "https:", "fetch", "XMLHttp", "sendBeacon"))
