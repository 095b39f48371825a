"""The persona's page: the reader's order, every message once, nothing that was written lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.support.links import target_of
from tests.support.projects import HANDBOOK, Built, build_well
from tests.support.reading import Handbook, Record, as_record, plain, stages_of
from tests.support.trees import Element, content_of, parse, says

PERSONAS = ("employee", "finance-analyst", "gym-owner", "hr-director", "it-lead")
"""Named here so that each is a test of its own; the first test keeps the list whole."""

ORDER = ("before", "told", "objections", "decision", "profile", "journeys")
LISTS = (
    *("ambitions", "fears", "habits", "needs", "expectations", "frustrations"),
    *("sources", "influencers", "decision_criteria"),
)
FACTS = ("demographics", "psychographics", "digital")


def page_of(sample: Built, name: str) -> Element:
    return content_of(sample.pages[f"personas/{name}.html"])


def journeys_of(written: Handbook, name: str) -> dict[str, Record]:
    return {
        journey: record
        for journey, record in written.journeys.items()
        if name in (record.get("persona"), *record.get("personas", ()))
    }


def test_every_persona_of_the_sample_is_tested_here(written: Handbook) -> None:
    assert sorted(written.personas) == sorted(PERSONAS)


@pytest.mark.parametrize("name", PERSONAS)
def test_the_parts_come_in_the_reader_s_order(sample: Built, name: str) -> None:
    page = page_of(sample, name)
    ids = [element.attributes.get("id", "") for element in page.walk()]
    places = [place.removeprefix("part:") for place in ids if place.startswith("part:")]
    assert tuple(places) == ORDER
    within = [element.classes for element in page.one(cls="jn-hero").walk()]
    quote = next(at for at, classes in enumerate(within) if "jn-quote" in classes)
    story = next(at for at, classes in enumerate(within) if "jn-story" in classes)
    glance = next(at for at, classes in enumerate(within) if "jn-hero__glance" in classes)
    assert quote < story < glance


@pytest.mark.parametrize("name", PERSONAS)
def test_the_head_leads_to_each_part(sample: Built, name: str) -> None:
    jumps = page_of(sample, name).one(cls="jn-jumps").all("a")
    assert [jump.attributes["href"] for jump in jumps] == [f"#part:{place}" for place in ORDER]


@pytest.mark.parametrize("name", PERSONAS)
def test_the_page_shows_all_that_is_written_of_a_persona(
    sample: Built, written: Handbook, name: str
) -> None:
    page = page_of(sample, name)
    missing = [text for text in _texts(written.personas[name]) if not says(page, plain(text))]
    assert missing == []


@pytest.mark.parametrize("name", PERSONAS)
def test_the_page_says_every_message_of_the_journeys_once(
    sample: Built, written: Handbook, name: str
) -> None:
    told = page_of(sample, name).one(id="part:told")
    shown = [item.text for item in told.all(cls="jn-told__text")]
    for journey in journeys_of(written, name).values():
        for stage in stages_of(journey):
            for message in stage.get("messages", []):
                text = " ".join(plain(message["text"]).split())
                assert sum(said.startswith(text) for said in shown) == 1, text


@pytest.mark.parametrize("name", PERSONAS)
def test_a_message_stands_under_its_letter_with_its_stage(
    sample: Built, written: Handbook, name: str
) -> None:
    page = f"personas/{name}.html"
    told = page_of(sample, name).one(id="part:told")
    for journey, record in journeys_of(written, name).items():
        if record.get("state") == "target":
            continue
        for stage in stages_of(record):
            for message in stage.get("messages", []):
                row = next(
                    row
                    for row in told.all(cls="jn-brief__row")
                    if says(row.one("h3"), message["aida"].capitalize())
                )
                item = next(of for of in row.all("li") if says(of, plain(message["text"])))
                stages = item.one(cls="jn-told__stage").all("a")
                targets = {target_of(page, link.attributes["href"]) for link in stages}
                assert f"journeys/{journey}/{stage['id']}.html" in targets


def test_what_only_a_target_map_says_is_told_apart(sample: Built, written: Handbook) -> None:
    told = page_of(sample, "employee").one(id="part:told")
    today = {
        plain(message["text"])
        for journey in journeys_of(written, "employee").values()
        if journey.get("state") != "target"
        for stage in stages_of(journey)
        for message in stage.get("messages", [])
    }
    marked = [text for text in told.all(cls="jn-told__text") if text.all(cls="jn-badge")]
    assert marked
    for text in told.all(cls="jn-told__text"):
        assert (text in marked) != (text.without(cls="jn-badge").text in today)


@pytest.mark.parametrize("name", PERSONAS)
def test_the_page_asks_the_questions_of_each_stage_once(
    sample: Built, written: Handbook, name: str
) -> None:
    asked = ["".join(item.without(cls="jn-cites").text.split()) for item in _asked(sample, name)]
    expected = {
        "".join(plain(as_record(question, "text")["text"]).split())
        for journey in journeys_of(written, name).values()
        for stage in stages_of(journey)
        for question in stage.get("questions", [])
    }
    assert sorted(asked) == sorted(expected)


@pytest.mark.parametrize("name", PERSONAS)
def test_each_journey_names_its_highest_and_lowest_moment(
    sample: Built, written: Handbook, name: str
) -> None:
    page = f"personas/{name}.html"
    walks = page_of(sample, name).all("li", cls="jn-walk")
    journeys = journeys_of(written, name)
    assert len(walks) == len(journeys)
    for walk in walks:
        way = target_of(page, walk.one(cls="jn-walk__title").one("a").attributes["href"])
        journey = journeys[way.split("/")[1]]
        scores = {
            (stage["id"], float(record["emotion"]["score"]))
            for stage in stages_of(journey)
            for record in _feeling(stage)
        }
        high, low = (line.one("a") for line in walk.one(cls="jn-turns").all("dd"))
        at = {stage: target_of(page, stage.attributes["href"]) for stage in (high, low)}
        best, worst = max(score for _, score in scores), min(score for _, score in scores)
        assert any(at[high].endswith(f"/{of}.html") for of, score in scores if score == best)
        assert any(at[low].endswith(f"/{of}.html") for of, score in scores if score == worst)


@pytest.mark.parametrize("name", PERSONAS)
def test_values_of_small_charts_are_text(sample: Built, written: Handbook, name: str) -> None:
    page, persona = page_of(sample, name), written.personas[name]
    traits = page.one(cls="jn-traits").all("li")
    for item, trait in zip(traits, persona["traits"], strict=True):
        assert says(item.one(cls="jn-traits__low"), trait["low"])
        assert says(item.one(cls="jn-traits__high"), trait["high"])
        assert item.one(cls="jn-traits__value").text == f"{trait['value']} of 5"
    channels = {
        item.one("a").text: item.one(cls="jn-bars__value").text
        for item in page.one(cls="jn-bars").all("li")
    }
    named = written.libraries["channels"]
    assert channels == {
        named[channel]["name"]: f"{value} of 5" for channel, value in persona["channels"].items()
    }


def test_the_page_says_in_whose_decisions_a_persona_has_a_part(
    sample: Built, written: Handbook
) -> None:
    found = 0
    for other, persona in written.personas.items():
        for role in persona["decision_process"]["roles"]:
            name = role.get("persona")
            if name and name != other:
                found += 1
                decision = page_of(sample, name).one(id="part:decision")
                assert says(decision, role["role"])
                assert says(decision, persona["name"])
    assert found > 0


@pytest.mark.parametrize("name", PERSONAS)
def test_an_objection_is_found_by_its_own_words(
    sample: Built, written: Handbook, name: str
) -> None:
    index = (sample.site / "search" / "search_index.json").read_text(encoding="utf-8")
    sections = {
        entry["location"]: entry
        for entry in json.loads(index)["docs"]
        if entry["location"].startswith(f"personas/{name}.html#objection:")
    }
    objections = written.personas[name]["objections"]
    assert len(sections) == len(objections)
    for entry, objection in zip(sections.values(), objections, strict=True):
        assert says(unescape(entry["title"]), objection["says"])
        assert says(parse(entry["text"]), objection["answer"])


@pytest.mark.parametrize("name", PERSONAS)
def test_nothing_of_small_charts_is_in_the_index(sample: Built, name: str) -> None:
    index = (sample.site / "search" / "search_index.json").read_text(encoding="utf-8")
    texts = [
        entry["text"]
        for entry in json.loads(index)["docs"]
        if entry["location"].startswith(f"personas/{name}.html")
    ]
    assert texts
    assert not any("of 5" in text or "touchpoints" in text for text in texts)


def test_emblems_differ_from_persona_to_persona(sample: Built) -> None:
    cards = content_of(sample.pages["personas/index.html"]).all(cls="jn-card--persona")
    drawn = [
        tuple(path.attributes["d"] + path.attributes["transform"] for path in card.all("path"))
        for card in cards
    ]
    assert len(set(drawn)) == len(PERSONAS)


def test_a_persona_of_a_name_alone_has_a_tidy_page(tmp_path: Path) -> None:
    files = {**HANDBOOK, "content/personas/eve.yml": "name: Eve\npriority: secondary\n"}
    page = content_of(build_well(tmp_path, files).page("personas/eve/index.html"))
    assert page.all("h2") == []
    assert page.all("h3") == []
    assert page.all(cls="jn-hero__glance") == []
    assert page.all(cls="jn-jumps") == []
    assert says(page.one(cls="jn-hero__badges"), "Secondary persona")
    assert page.one(cls="jn-hero__assumed")
    assert [element for element in page.all("ul") if not element.all("li")] == []


def test_only_a_persona_without_any_evidence_is_marked_as_an_assumption(tmp_path: Path) -> None:
    eve = "name: Eve\nfears:\n  - text: Being late\n    evidence: [talks]\n"
    talks = "talks: {name: Nine talks, kind: interview, date: 2026-10-01}\n"
    files = {
        **HANDBOOK,
        "content/personas/eve.yml": eve,
        "content/library/evidence.yml": talks,
    }
    built = build_well(tmp_path, files)
    assumed = {
        name: bool(
            content_of(built.page(f"personas/{name}/index.html")).all(cls="jn-hero--assumed")
        )
        for name in ("ada", "eve")
    }
    assert assumed == {"ada": True, "eve": False}


def test_a_portrait_takes_the_place_of_the_emblem(tmp_path: Path) -> None:
    files = {
        **HANDBOOK,
        "content/personas/ada.yml": "name: Ada\nportrait: faces/ada.svg\n",
        "content/faces/ada.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    }
    built = build_well(tmp_path, files)
    page = content_of(built.page("personas/ada/index.html"))
    picture = page.one("img")
    assert picture.attributes["src"] == "../../faces/ada.svg"
    assert picture.attributes["alt"] == "Portrait of Ada"
    assert page.all(cls="jn-emblem") == []


def test_what_several_stages_say_alike_is_one_message_with_all_its_stages(tmp_path: Path) -> None:
    said = "messages: [{text: We call you back., aida: action}]"
    journey = (
        "title: Ada buys\npersona: ada\nstages:\n"
        f"  - {{id: first, name: First look, {said}}}\n"
        f"  - {{id: second, name: Second thoughts, {said}}}\n"
        "  - {id: third, name: Third, messages: [{text: At any hour.}]}\n"
    )
    files = {**HANDBOOK, "content/journeys/buys.yml": journey}
    built = build_well(tmp_path, files)
    told = content_of(built.page("personas/ada/index.html")).one(id="part:told")
    first, second = told.all("li")
    assert [link.text for link in first.all("a")] == ["First look", "Second thoughts"]
    assert says(second, "At any hour.")
    heads = [row.one("h3").text for row in told.all(cls="jn-brief__row")]
    assert heads == ["Ac Action", "At any time"]


def _asked(sample: Built, name: str) -> list[Element]:
    return page_of(sample, name).one(cls="jn-asks").all("li")


def _feeling(stage: Record) -> Iterator[Record]:
    """Yield the steps with an emotion, or the stage where no step has one."""
    steps = [step for step in stage.get("steps", []) if "emotion" in step]
    if steps:
        yield from steps
    elif "emotion" in stage:
        yield stage


def _texts(persona: Record) -> Iterator[str]:
    yield from (persona[key] for key in ("name", "archetype", "quote"))
    yield from persona["story"].replace("*", "").split("\n\n")
    for goals in persona["goals"].values():
        yield from (as_record(goal, "text")["text"] for goal in goals)
    for field in LISTS:
        yield from (as_record(item, "text")["text"] for item in persona.get(field, []))
    for field in FACTS:
        for name, value in persona[field].items():
            yield name
            yield from value if isinstance(value, list) else [value]
    for objection in persona["objections"]:
        yield from (objection["says"], objection["answer"])
    yield persona["decision_process"]["summary"]
    yield from (role["role"] for role in persona["decision_process"]["roles"])
    yield from persona["tags"]
