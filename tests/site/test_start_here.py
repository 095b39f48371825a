"""Start here: every fact and every right answer of the first hour, against the YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.links import target_of
from tests.support.projects import HANDBOOK, JOURNEY, ROOT, Built, write
from tests.support.reading import Handbook, Record, as_record, plain, stages_of
from tests.support.trees import Element, content_of, says
from tests.support.written import lay_out, overview

JOURNEY_ID = "employee-activation"
"""The map of the first strategic persona."""


@pytest.fixture(scope="session")
def start(sample: Built) -> Element:
    return content_of(sample.pages["start.html"])


@pytest.fixture(scope="session")
def lessons(start: Element) -> dict[str, Element]:
    """Return the steps by what the browser remembers them by."""
    return {
        step.one("input").attributes["data-lesson"]: step for step in start.all(cls="jn-lesson")
    }


@pytest.fixture(scope="session")
def journey(written: Handbook) -> Record:
    return written.journeys[JOURNEY_ID]


@pytest.fixture(scope="session")
def hardest(journey: Record) -> Record:
    """Return the stage of the lowest score; of equals, the one with most grave pain points."""

    def hardship(stage: Record) -> tuple[float, int]:
        grave = [p for p in stage.get("pain_points", []) if p.get("severity") == "high"]
        return float(stage["emotion"]["score"]), -len(grave)

    return min(stages_of(journey), key=hardship)


def options_of(step: Element) -> list[str]:
    return [
        " ".join(item.tight_text.split())
        for item in step.one("ol", cls="jn-check__options").all("li")
    ]


def answer_of(step: Element) -> str:
    return " ".join(step.one("details").one("strong").tight_text.split())


def test_the_hour_is_that_of_the_first_strategic_persona(
    lessons: dict[str, Element], written: Handbook
) -> None:
    first = next(
        who for _, who in sorted(written.personas.items()) if who["priority"] == "strategic"
    )
    step = lessons["persona"]
    assert says(step, plain(first["quote"]))
    assert says(step, first["archetype"])
    criteria = [plain(as_record(each, "text")["text"]) for each in first["decision_criteria"]]
    assert answer_of(step) == criteria[0]
    assert set(options_of(step)) <= set(criteria)


def test_the_stations_are_the_stages_of_the_map(
    lessons: dict[str, Element], journey: Record
) -> None:
    links = lessons["map"].one(cls="jn-lesson__stations").all("a")
    assert [target_of("start.html", link.attributes["href"]) for link in links] == [
        f"journeys/{JOURNEY_ID}/{stage['id']}.html" for stage in stages_of(journey)
    ]


def test_only_one_choice_is_where_it_feels_best(
    lessons: dict[str, Element], journey: Record
) -> None:
    scores = {stage["name"]: float(stage["emotion"]["score"]) for stage in stages_of(journey)}
    step = lessons["map"]
    options = options_of(step)
    assert scores[answer_of(step)] == max(scores.values())
    assert [scores[name] for name in options].count(max(scores.values())) == 1


def test_the_hour_stops_at_the_hardest_stage(
    start: Element, lessons: dict[str, Element], hardest: Record
) -> None:
    step = lessons["hardest"]
    assert says(start, f"Stop where it is hardest: {hardest['name']}")
    assert says(step, plain(hardest["emotion"]["why"]))
    assert says(step, hardest["emotion"]["feeling"])
    for chance in hardest["opportunities"]:
        planned = chance["status"] in ("planned", "in-progress")
        assert says(step, plain(chance["text"])) == planned


def test_the_pain_to_choose_is_the_gravest_of_that_stage_alone(
    lessons: dict[str, Element], journey: Record, hardest: Record
) -> None:
    step = lessons["hardest"]
    here = {plain(point["text"]): point["severity"] for point in hardest["pain_points"]}
    order = ("high", "medium", "low")
    assert here[answer_of(step)] == min(here.values(), key=order.index)
    assert set(options_of(step)) & here.keys() == {answer_of(step)}
    everywhere = {
        plain(point["text"])
        for stage in stages_of(journey)
        for point in stage.get("pain_points", [])
    }
    assert set(options_of(step)) <= everywhere


def test_what_we_say_there_and_what_proves_it(
    lessons: dict[str, Element], written: Handbook, hardest: Record
) -> None:
    step = lessons["messages"]
    shown = [
        item.one(cls="jn-message__text") for item in step.one(cls="jn-lesson__messages").all("li")
    ]
    assert [" ".join(text.tight_text.split()) for text in shown] == [
        plain(message["text"]) for message in hardest["messages"][:4]
    ]
    question = step.one(cls="jn-check__question")
    (asked,) = [m for m in hardest["messages"] if says(question, plain(m["text"]))]
    assert answer_of(step) == written.libraries["content"][asked["content"]]["name"]


def test_the_figures_there_and_where_the_first_stands(
    lessons: dict[str, Element], written: Handbook, hardest: Record
) -> None:
    step = lessons["kpis"]
    rows = step.one(cls="jn-lesson__kpis").all("li")
    for row, use in zip(rows, hardest["kpis"][:4], strict=True):
        assert says(row, written.libraries["kpis"][use["kpi"]]["name"])
        for figure in ("baseline", "current", "target", "alert"):
            assert (use[figure] in row.text) if figure in use else True
    first = next(use for use in hardest["kpis"] if "current" in use)
    sign = -1 if written.libraries["kpis"][first["kpi"]].get("better") == "down" else 1
    current, target, alert = (sign * float(first[name]) for name in ("current", "target", "alert"))
    stands = "Alert" if current < alert else "On target" if current >= target else "Behind"
    assert answer_of(step) == stands
    assert stands in options_of(step)


def test_every_answer_is_one_of_its_choices_and_folded_away(lessons: dict[str, Element]) -> None:
    assert len(lessons) == 5
    for step in lessons.values():
        options = options_of(step)
        assert answer_of(step) in options
        assert len(options) == len(set(options)) > 1
        assert "open" not in step.one("details").attributes


def test_minutes_add_up_to_the_hour_that_is_promised(
    start: Element, lessons: dict[str, Element]
) -> None:
    each = [
        int(step.one(cls="jn-lesson__meta").all("span")[0].text.split()[0])
        for step in lessons.values()
    ]
    assert says(start.one(cls="jn-lead"), f"about {sum(each)} minutes")
    assert sum(each) <= 75


def test_what_needs_a_script_is_hidden_without_one(start: Element) -> None:
    assert "hidden" in start.one(cls="jn-start__progress").attributes
    assert all("hidden" in label.attributes for label in start.all("label"))


BARE = {name.removeprefix("content/"): text for name, text in HANDBOOK.items() if "content" in name}
FELT = JOURNEY.replace("name: First look", "name: First look, emotion: {score: -1}")

CASES: dict[str, tuple[dict[str, str], list[str]]] = {
    "three bare stages": (BARE, ["map"]),
    "one stage": (
        {**BARE, "journeys/buys.yml": "title: T\npersona: ada\nstages: [{id: a, name: A}]\n"},
        ["map"],
    ),
    "a mood and nothing else": ({**BARE, "journeys/buys.yml": FELT}, ["map", "hardest"]),
    "a story and no map": ({"personas/ada.yml": "name: Ada\nquote: Hello.\n"}, ["persona"]),
}


@pytest.mark.parametrize("case", CASES)
def test_a_poor_handbook_has_a_shorter_hour(tmp_path: Path, case: str) -> None:
    files, expected = CASES[case]
    page = overview(lay_out(write(tmp_path, files)), "start")
    assert page
    assert [box.attributes["data-lesson"] for box in page.all("input")] == expected
    for step in page.all(cls="jn-lesson"):
        if step.all(cls="jn-check"):
            assert answer_of(step) in options_of(step)
        assert "None" not in step.text


@pytest.mark.parametrize(
    "files",
    [
        {"personas/ada.yml": "name: Ada\n"},
        {"journeys/j.yml": "title: T\nstages: [{id: a, name: A}]\n"},
    ],
    ids=["nobody with anything to say", "no persona"],
)
def test_there_is_no_hour_where_there_is_nothing_to_learn(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert overview(lay_out(write(tmp_path, files)), "start") is None


def test_the_hour_is_the_same_in_every_build() -> None:
    def once() -> str:
        page = overview(lay_out(ROOT / "content"), "start")
        assert page
        return page.text

    assert once() == once()
