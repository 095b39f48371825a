"""Pages that compare, cell by cell against the YAML read on its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.numbers import format_decimal

from tests.support.links import broken, target_of
from tests.support.projects import HANDBOOK, ROOT, Built, build_well
from tests.support.reading import Handbook, Record, as_record, plain, stages_of
from tests.support.trees import Element, content_of, says

FAMILY = "compare/b2b-buying/index.html"
PAIR = "compare/employee-activation/employee-activation-target/index.html"
PERSONAS = "compare/index.html"
COMPARED = {
    FAMILY: ("b2b-buying", "hr-subscribes", "it-validates", "finance-checks"),
    PAIR: ("employee-activation", "employee-activation-target"),
}
"""The journeys of each page in the order of its columns."""
PHASES = ("awareness", "consideration", "decision", "purchase", "after-purchase")
TEXTS = {"goal": "Goal", "mindset": "Mindset", "duration": "Duration"}
LISTS = {
    "questions": "Questions",
    "seeks": "Content sought",
    "motivations": "Motivations",
    "actions": "Actions",
    "backstage": "Backstage",
}
FIGURES = ("baseline", "target", "current", "alert")
SAME = "as in the base map"

Rows = dict[str, dict[str, list[list[Element]]]]
"""By the name of the stage in its first journey, by what differs: the cells of each such row."""


def rows_of(page: Element) -> tuple[Rows, dict[str, list[Element]]]:
    """Return the rows of a table by stage, and the cells at the head of each stage."""
    rows: Rows = {}
    heads: dict[str, list[Element]] = {}
    stage = ""
    for row in page.one(cls="jn-compare").one("tbody").all("tr"):
        (head,) = row.all("th", scope="row")
        cells = row.all("td")
        if "jn-compare__stage" in row.classes:
            stage = head.text
            heads[stage] = cells
            rows[stage] = {}
        else:
            word = head.tight_text.split("\n")[0].strip()
            notes = head.all(cls="jn-table__note")
            word = word[: -len(notes[0].tight_text)] if notes else word
            rows[stage].setdefault(word, []).append(cells)
    return rows, heads


def by_id(written: Handbook, page: str) -> dict[str, list[Record | None]]:
    """Return the stages of each journey by their id, None where a journey has none."""
    lists = [stages_of(written.journeys[name]) for name in COMPARED[page]]
    names = dict.fromkeys(stage["id"] for stages in lists for stage in stages)
    return {
        name: [next((s for s in stages if s["id"] == name), None) for stages in lists]
        for name in names
    }


def own(journey: str, stage: str) -> Record:
    """Return what a journey's own file writes of a stage."""
    text = (ROOT / f"content/journeys/{journey}.yml").read_text(encoding="utf-8")
    stages: list[Record] = yaml.load(text, Loader=yaml.BaseLoader)["stages"]  # noqa: S506 - texts only
    return next((of for of in stages if of["id"] == stage), {})


def first_name(stages: list[Record | None]) -> str:
    name: str = next(stage["name"] for stage in stages if stage)
    return name


@pytest.mark.parametrize("page", COMPARED)
def test_the_head_of_each_stage_leads_to_it_in_every_journey(
    sample: Built, written: Handbook, page: str
) -> None:
    _, heads = rows_of(content_of(sample.pages[page]))
    for stages in by_id(written, page).values():
        cells = heads[first_name(stages)]
        for name, stage, cell in zip(COMPARED[page], stages, cells, strict=True):
            if stage is None:
                assert cell.text == "no such stage"
            else:
                (link,) = cell.all("a")
                assert link.text == stage["name"]
                expected = f"journeys/{name}/{stage['id']}.html"
                assert target_of(page, link.attributes["href"]) == expected


@pytest.mark.parametrize("page", COMPARED)
@pytest.mark.parametrize("field", TEXTS)
def test_a_text_is_shown_where_it_differs_and_only_there(
    sample: Built, written: Handbook, page: str, field: str
) -> None:
    rows, _ = rows_of(content_of(sample.pages[page]))
    for name, stages in by_id(written, page).items():
        said = [stage.get(field) for stage in stages if stage]
        found = rows[first_name(stages)].get(TEXTS[field], [])
        if len(set(said)) < 2:
            assert found == [], (name, field)
            continue
        (cells,) = found
        for journey, stage, cell in zip(COMPARED[page], stages, cells, strict=True):
            if stage is None:
                assert cell.text == "no such stage"
            elif field not in stage:
                assert cell.attributes["data-state"] == "nothing"
            elif field not in own(journey, name):
                assert cell.text.endswith(SAME), (name, journey)
            else:
                assert says(cell, plain(stage[field]))
                assert not cell.all(cls="jn-inherited")


@pytest.mark.parametrize("page", COMPARED)
@pytest.mark.parametrize("field", LISTS)
def test_a_list_is_shown_where_it_differs_less_what_all_have(
    sample: Built, written: Handbook, page: str, field: str
) -> None:
    rows, _ = rows_of(content_of(sample.pages[page]))
    for name, stages in by_id(written, page).items():
        lists = [
            [plain(as_record(item, "text")["text"]) for item in stage.get(field, [])]
            for stage in stages
            if stage
        ]
        found = rows[first_name(stages)].get(LISTS[field], [])
        if all(of == lists[0] for of in lists):
            assert found == [], (name, field)
            continue
        (cells,) = found
        shown = iter(lists)
        for journey, stage, cell in zip(COMPARED[page], stages, cells, strict=True):
            if stage is None:
                continue
            texts = next(shown)
            if field not in own(journey, name):
                assert cell.text.endswith(SAME), (name, journey)
                continue
            common = [text for text in texts if all(text in of for of in lists)]
            assert [says(cell, text) for text in texts] == [text not in common for text in texts]


@pytest.mark.parametrize("page", COMPARED)
def test_feelings_that_differ_are_shown_with_their_scores(
    sample: Built, written: Handbook, page: str
) -> None:
    rows, _ = rows_of(content_of(sample.pages[page]))
    for stages in by_id(written, page).values():
        felt = [stage["emotion"] for stage in stages if stage]
        if all(of == felt[0] for of in felt):
            assert "Emotion" not in rows[first_name(stages)]
            continue
        (cells,) = rows[first_name(stages)]["Emotion"]
        for stage, cell in zip(stages, cells, strict=True):
            if stage and cell.attributes["data-state"] == "said":
                score = signed(stage["emotion"]["score"])
                assert says(cell.one(cls="jn-mood"), f"{score} {stage['emotion']['feeling']}")
                assert says(cell, plain(stage["emotion"].get("quote", "")))


@pytest.mark.parametrize("page", COMPARED)
def test_messages_and_pain_points_are_told_where_they_are_not_the_same(
    sample: Built, written: Handbook, page: str
) -> None:
    rows, _ = rows_of(content_of(sample.pages[page]))
    for field, word in (("messages", "Messages"), ("pain_points", "Pain points")):
        for stages in by_id(written, page).values():
            there = [stage for stage in stages if stage]
            lists = [{item["id"]: item for item in stage.get(field, [])} for stage in there]
            ids = dict.fromkeys(name for of in lists for name in of)
            differ = [
                name for name in ids if any(of.get(name) != lists[0].get(name) for of in lists)
            ]
            found = rows[first_name(stages)].get(word, [])
            assert len(found) == len(differ), (field, first_name(stages))
            left = list(found)
            for name in differ:
                items = [
                    stage and {i["id"]: i for i in stage.get(field, [])}.get(name)
                    for stage in stages
                ]
                # Each is in a row of its own, in which every cell is as its journey has it.
                (row, *_) = [cells for cells in left if _fits(cells, stages, items)]
                left.remove(row)


def _item(stage: Record | None, field: str, name: str) -> Record | None:
    items = stage.get(field, []) if stage else []
    return next((item for item in items if item["id"] == name), None)


def _fits(cells: list[Element], stages: list[Record | None], items: list[Record | None]) -> bool:
    texts = {item["text"] for item in items if item}
    for cell, stage, item in zip(cells, stages, items, strict=True):
        state = cell.attributes["data-state"]
        if stage is None or item is None:
            if state != ("no-stage" if stage is None else "nothing"):
                return False
        elif state == "nothing" or (
            state == "said" and len(texts) > 1 and not says(cell, plain(item["text"]))
        ):
            return False
    return True


def test_figures_of_a_target_stand_beside_those_of_today(sample: Built, written: Handbook) -> None:
    rows, _ = rows_of(content_of(sample.pages[PAIR]))
    kpis = written.libraries["kpis"]
    seen = 0
    for stages in by_id(written, PAIR).values():
        one, other = (
            {use["kpi"]: use for use in stage["kpis"]} for stage in stages if stage is not None
        )
        found = rows[first_name(stages)].get("KPIs", [])
        differ = [name for name in {**one, **other} if one.get(name) != other.get(name)]
        assert len(found) == len(differ)
        for name, cells in zip(differ, found, strict=True):
            if name not in one or name not in other:
                continue
            for figure in FIGURES:
                values = one[name].get(figure), other[name].get(figure)
                for value, cell in zip(values, cells, strict=True):
                    if values[0] != values[1] and value is not None:
                        assert says(cell, format_decimal(float(value), locale="en")), kpis[name]
                        seen += 1
    assert seen


def test_personas_are_compared_phase_by_phase(sample: Built, written: Handbook) -> None:
    page = content_of(sample.pages[PERSONAS])
    found = {}
    for row in page.one(cls="jn-compare").one("tbody").all("tr"):
        (head,) = row.all("th")
        (link,) = [a for a in head.all("a") if "/journeys/" in f"/{target(a)}"]
        found[Path(target(link)).parent.name] = row.all("td")
    expected = [
        name
        for name, journey in written.journeys.items()
        if journey.get("state", "current") == "current" and {"persona", "personas"} & journey.keys()
    ]
    assert sorted(found) == sorted(expected)
    for name, cells in found.items():
        stages = stages_of(written.journeys[name])
        for phase, cell in zip(PHASES, cells[:5], strict=True):
            here = [stage for stage in stages if stage["phase"] == phase]
            assert [a.text for a in cell.all("a")] == [stage["name"] for stage in here]
            moods = [mood.text for mood in cell.all(cls="jn-mood")]
            assert moods == [
                f"{signed(stage['emotion']['score'])} {stage['emotion']['feeling']}"
                for stage in here
            ]
        assert cells[7].text == str(sum(len(stage.get("messages", [])) for stage in stages))
        scores = [float(point["emotion"]["score"]) for point in _points(stages)]
        assert cells[5].one(cls="jn-mood__score").text == signed(str(min(scores)))
        pains = [(stage, p) for stage in stages for p in stage.get("pain_points", [])]
        worst = min(
            pains,
            key=lambda one: (
                ["high", "medium", "low"].index(one[1]["severity"]),
                float(one[0]["emotion"]["score"]),
            ),
        )
        assert says(cells[6], plain(worst[1]["text"]))
        assert says(cells[6], worst[0]["name"])


def test_the_head_says_where_curves_part_most_and_which_is_lowest(
    sample: Built, written: Handbook
) -> None:
    said = content_of(sample.pages[FAMILY]).one(cls="jn-compared__said").text
    widest = max(by_id(written, FAMILY).values(), key=_spread)
    assert f"differ most at {first_name(widest)} :" in said
    scores = {
        float(p["emotion"]["score"])
        for s in COMPARED[FAMILY]
        for p in _points(stages_of(written.journeys[s]))
    }
    assert signed(str(min(scores))) in said.split("lowest moment of all:")[1]


def test_maps_lead_to_the_pages_that_compare_them(sample: Built) -> None:
    for page, journeys in COMPARED.items():
        for name in journeys:
            here = f"journeys/{name}/index.html"
            links = content_of(sample.pages[here]).one(cls="jn-head").all("a")
            assert page in {target_of(here, a.attributes["href"]) for a in links}


def test_nothing_to_compare_gives_no_page(bare: Built) -> None:
    assert [name for name in bare.pages if name.startswith("compare")] == []


BASE = """\
title: Base
stages: [{id: a, name: A, phase: awareness, emotion: {score: 1}}, {id: b, name: B}]
"""


def test_many_variations_come_in_parts_that_can_be_told_apart(tmp_path: Path) -> None:
    files = dict(HANDBOOK, **{"content/journeys/base.yml": BASE})
    for number in range(1, 13):
        files[f"content/personas/p{number}.yml"] = f"name: Person {number}\n"
        files[f"content/journeys/v{number}.yml"] = (
            f"extends: base\ntitle: Variation {number}\npersona: p{number}\n"
            f"stages: [{{id: b, goal: Goal {number}}}]\n"
        )
    built = build_well(tmp_path, files)
    page = content_of(built.page("compare/base/index.html"))
    tables = page.all(cls="jn-compare")
    assert [len(table.one("thead").all("th")) for table in tables] == [7, 7, 4]
    cells = [cell.text for table in tables for cell in table.all("td", **{"data-state": "said"})]
    assert sorted(cells) == sorted(f"Goal {number}" for number in range(1, 13))
    assert broken(built) == []


def test_facts_of_several_values_are_shown_whole(tmp_path: Path) -> None:
    stage = "stages: [{{id: a, name: A, x-colours: [Red, {}]}}]\n"
    files = dict(
        HANDBOOK,
        **{
            "content/journeys/one.yml": "title: One\ncompare_to: two\n" + stage.format("Blue"),
            "content/journeys/two.yml": "title: Two\n" + stage.format("Green"),
        },
    )
    built = build_well(tmp_path, files)
    rows, _ = rows_of(content_of(built.page("compare/one/two/index.html")))
    (cells,) = rows["A"]["More facts"]
    assert [cell.text for cell in cells] == ["Colours Red, Blue", "Colours Red, Green"]


def test_a_handbook_can_leave_comparisons_out(tmp_path: Path) -> None:
    varied = "extends: base\ntitle: Varied\ncompare_to: base\nstate: target\n"
    files = dict(
        HANDBOOK,
        **{
            "content/journeys/base.yml": BASE,
            "content/journeys/varied.yml": varied,
            "content/handbook.yml": "title: H\nviews: {compare: 'off'}\n",
        },
    )
    built = build_well(tmp_path, files)
    assert [name for name in built.pages if name.startswith("compare")] == []
    assert broken(built) == []


def target(link: Element) -> str:
    return target_of(PERSONAS, link.attributes["href"])


def signed(score: str) -> str:
    """Return a score as it is shown."""
    number = float(score)
    return f"{number:+g}".replace("-", "−") if number else "0"


def _spread(stages: list[Record | None]) -> float:
    scores = [float(stage["emotion"]["score"]) for stage in stages if stage]
    return max(scores) - min(scores)


def _points(stages: list[Record]) -> list[dict[str, Any]]:
    """Return steps where a stage has feelings at any of them, else the stage."""
    found = []
    for stage in stages:
        steps = [step for step in stage.get("steps", []) if "emotion" in step]
        found += steps or [stage]
    return found
