"""What authors wrote is on the pages: the sample's YAML, read on its own, against its site."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from babel.numbers import format_decimal

from tests.support.links import target_of
from tests.support.projects import Built
from tests.support.reading import Handbook, Record, as_record, plain, stages_of
from tests.support.trees import Element, content_of, says

JOURNEYS = (
    "b2b-buying",
    "employee-activation",
    "employee-activation-target",
    "finance-checks",
    "gym-owner-onboarding",
    "hr-subscribes",
    "it-validates",
)
"""Named here so that each is a test of its own; the first test keeps the list whole."""

TEXTS = ("name", "goal", "mindset", "summary", "duration")
LISTS = ("questions", "seeks", "motivations", "actions", "backstage")
RECORDS = {
    "steps": ("name",),
    "messages": ("text",),
    "pain_points": ("text", "symptom"),
    "opportunities": ("text",),
    "experiments": ("hypothesis", "result", "learning"),
}
FIGURES = ("baseline", "target", "current", "alert")


def test_every_journey_of_the_sample_is_tested_here(written: Handbook) -> None:
    assert sorted(written.journeys) == sorted(JOURNEYS)


def test_there_is_one_page_for_each_persona_journey_and_stage(
    sample: Built, written: Handbook
) -> None:
    expected = {"index.html", "personas/index.html", "journeys/index.html"}
    expected |= {f"personas/{name}.html" for name in written.personas}
    for name, journey in written.journeys.items():
        expected.add(f"journeys/{name}/index.html")
        expected |= {f"journeys/{name}/{stage['id']}.html" for stage in stages_of(journey)}
    ours = {name for name in sample.pages if name.startswith(("personas/", "journeys/"))}
    assert ours | {"index.html"} == expected


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_columns_of_a_map_are_the_stages_of_its_journey(
    sample: Built, written: Handbook, name: str
) -> None:
    page = f"journeys/{name}/index.html"
    head = content_of(sample.pages[page]).one(cls="jn-map").one("thead")
    columns = [
        (target_of(page, link.attributes["href"]), link.text)
        for cell in head.all("th", scope="col")
        for link in cell.all("a")
    ]
    stages = stages_of(written.journeys[name])
    assert [target for target, _ in columns] == [
        f"journeys/{name}/{stage['id']}.html" for stage in stages
    ]
    assert all(says(text, stage["name"]) for (_, text), stage in zip(columns, stages, strict=True))


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_curve_of_a_map_has_a_point_for_each_stage_or_step(
    sample: Built, written: Handbook, name: str
) -> None:
    page = f"journeys/{name}/index.html"
    chart = content_of(sample.pages[page]).one(cls="jn-map").one(cls="jn-map__curves")
    expected = list(_points(written.journeys[name]))
    links = chart.all("a")
    assert len(links) == len(expected)
    for link, (stage, record) in zip(links, expected, strict=True):
        assert says(link.attributes["aria-label"], record["name"])
        target = target_of(page, link.attributes["href"])
        assert target == f"journeys/{name}/{stage['id']}.html"
        feeling = as_record(record.get("emotion", {}), "feeling").get("feeling", "")
        assert says(link.attributes["aria-label"], feeling)


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_stage_shows_all_that_is_written_of_it(
    sample: Built, written: Handbook, name: str
) -> None:
    for stage in stages_of(written.journeys[name]):
        page = _stage_page(sample, name, stage)
        missing = [text for text in _texts(stage) if not says(page, plain(text))]
        assert missing == [], stage["id"]


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_stage_shows_each_message_with_its_proof_or_its_gap(
    sample: Built, written: Handbook, name: str
) -> None:
    proofs = written.libraries["content"]
    for stage in stages_of(written.journeys[name]):
        page = _stage_page(sample, name, stage)
        for message in stage.get("messages", []):
            assert says(page, plain(message["text"]))
            proof = message.get("content")
            if isinstance(proof, dict):
                assert says(page, plain(proof["gap"]))
            elif proof:
                assert says(page, proofs[proof]["name"])


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_stage_shows_every_figure_of_its_kpis(
    sample: Built, written: Handbook, name: str
) -> None:
    kpis = written.libraries["kpis"]
    for stage in stages_of(written.journeys[name]):
        page = _stage_page(sample, name, stage)
        for use in stage.get("kpis", []):
            row = page.one(id=f"kpi:{use['kpi']}")
            assert says(row, kpis[use["kpi"]]["name"])
            for figure in FIGURES:
                if figure in use:
                    assert says(row, format_decimal(Decimal(use[figure]), locale="en")), use


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_map_shows_messages_and_pain_points_of_all_its_stages(
    sample: Built, written: Handbook, name: str
) -> None:
    page = content_of(sample.pages[f"journeys/{name}/index.html"]).one(cls="jn-map")
    for stage in stages_of(written.journeys[name]):
        for field in ("messages", "pain_points", "opportunities"):
            for item in stage.get(field, []):
                assert says(page, plain(as_record(item, "text")["text"]))


def test_a_persona_page_shows_objections_and_what_moves_her(
    sample: Built, written: Handbook
) -> None:
    for name, persona in written.personas.items():
        page = content_of(sample.pages[f"personas/{name}.html"])
        texts = [persona.get("quote", ""), persona.get("archetype", "")]
        for field in ("fears", "frustrations", "needs", "expectations", "decision_criteria"):
            texts += [as_record(item, "text")["text"] for item in persona.get(field, [])]
        for objection in persona["objections"]:
            texts += [objection["says"], objection.get("answer", "")]
        assert [text for text in texts if not says(page, plain(text))] == [], name


def test_a_persona_page_leads_to_each_of_her_journeys(sample: Built, written: Handbook) -> None:
    for name in written.personas:
        page = f"personas/{name}.html"
        targets = {
            target_of(page, link.attributes["href"])
            for link in content_of(sample.pages[page]).all("a")
            if ":" not in link.attributes["href"].split("#")[0]
        }
        hers = [
            journey
            for journey, record in written.journeys.items()
            if name in (record.get("persona"), *record.get("personas", ()))
        ]
        assert {f"journeys/{journey}/index.html" for journey in hers} <= targets


def _stage_page(sample: Built, journey: str, stage: Record) -> Element:
    return content_of(sample.pages[f"journeys/{journey}/{stage['id']}.html"])


def _points(journey: Record) -> Iterator[tuple[Record, Record]]:
    """Yield stage and stage, or stage and step where steps have emotions."""
    for stage in stages_of(journey):
        steps = stage.get("steps", [])
        if any("emotion" in step for step in steps):
            yield from ((stage, step) for step in steps)
        else:
            yield stage, stage


def _texts(stage: Record) -> Iterator[str]:
    for field in TEXTS:
        if field in stage:
            # A summary is Markdown of several paragraphs.
            yield from stage[field].split("\n\n")
    for field in LISTS:
        for item in stage.get(field, []):
            yield as_record(item, "text")["text"]
    yield from stage.get("aida", {}).values()
    emotion = stage.get("emotion", {})
    yield from (emotion[key] for key in ("feeling", "why", "quote") if key in emotion)
    for field, keys in RECORDS.items():
        for item in stage.get(field, []):
            record = as_record(item, keys[0])
            yield from (record[key] for key in keys if key in record)
    for way in stage.get("next", []):
        yield from (way[key] for key in ("exit", "when", "share") if key in way)
