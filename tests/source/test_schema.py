"""The schema: shorthands, empty values, the author's own fields, and how values are written."""

from __future__ import annotations

import math

import pytest

from mkdocs_journeys.source.nodes import is_as_written, read_yaml
from mkdocs_journeys.source.schema import (
    Draft,
    HandbookDraft,
    JourneyDraft,
    PersonaDraft,
    Reference,
    StageDraft,
    references_in,
    texts_in,
)
from mkdocs_journeys.source.schema.drafts import ClosedDraft, Found
from mkdocs_journeys.source.validating import draft_of
from tests.source.drafting import codes, draft, stage

PERSONA = "name: Ada\n"


@pytest.mark.parametrize(
    ("shorthand", "record"),
    [
        ("questions: [Why?]", "questions: [{text: Why?}]"),
        ("touchpoints: [call]", "touchpoints: [{touchpoint: call}]"),
        ("messages: [Buy]", "messages: [{text: Buy}]"),
        ("kpis: [leads]", "kpis: [{kpi: leads}]"),
        ("pain_points: [Dear]", "pain_points: [{text: Dear}]"),
        ("opportunities: [Cut]", "opportunities: [{text: Cut}]"),
        ("experiments: [Red]", "experiments: [{hypothesis: Red}]"),
        (
            "steps: [{id: a, name: A, actions: [Go]}]",
            "steps: [{id: a, name: A, actions: [{text: Go}]}]",
        ),
        ("x-note: One", "x-note: [One]"),
    ],
)
def test_a_text_stands_for_the_record_that_says_nothing_else(shorthand: str, record: str) -> None:
    assert stage(shorthand) == stage(record)
    assert stage(shorthand) != stage("")


@pytest.mark.parametrize(
    ("shorthand", "record"),
    [
        ("fears: [Rain]", "fears: [{text: Rain}]"),
        ("goals: {personal: [Rest]}", "goals: {personal: [{text: Rest}]}"),
        ("decision_process: {roles: [Signs]}", "decision_process: {roles: [{role: Signs}]}"),
        ("demographics: {Age: 40}", "demographics: {Age: [40]}"),
    ],
)
def test_shorthands_of_personas_equal_their_records(shorthand: str, record: str) -> None:
    assert draft(PersonaDraft, PERSONA + shorthand) == draft(PersonaDraft, PERSONA + record)
    assert draft(PersonaDraft, PERSONA + shorthand) != draft(PersonaDraft, PERSONA)


@pytest.mark.parametrize("nothing", ["", " ~", " null"])
def test_a_field_with_nothing_written_is_as_good_as_absent(nothing: str) -> None:
    written = [name for name in PersonaDraft.model_fields if name != "name"]
    text = PERSONA + "".join(f"{name}:{nothing}\n" for name in written)
    assert draft(PersonaDraft, text) == draft(PersonaDraft, PERSONA)
    fields = [info.alias or name for name, info in StageDraft.model_fields.items()]
    text = "".join(f"{name}:{nothing}\n" for name in fields if name not in ("id", "name"))
    assert stage(text) == stage("")


def test_fields_of_the_authors_own_are_kept_as_facts() -> None:
    assert stage("x-budget: 3 000\nx-who: [Eve, Joy]").extra == {
        "x-budget": ("3 000",),
        "x-who": ("Eve", "Joy"),
    }
    assert stage("").extra == {}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("0", 0), ("-0.5", -0.5), ("+3", 3), ("26500", 26500), ("1.", 1), (".5", 0.5)),
        *(("010", 10), ("1e3", 1000), ("2.5E-1", 0.25)),
    ],
)
def test_numbers_are_written_as_yaml_1_2_writes_them(written: str, value: float) -> None:
    assert stage(f"kpis: [{{kpi: a, current: {written}}}]").kpis[0].current == value


@pytest.mark.parametrize(
    "written",
    [
        *(
            '"1"',
            "'1'",
            "1_000",
            "1 000",
            "1,5",
            "0x1F",
            "0o7",
            "12:30",
            ".inf",
            ".nan",
            "1%",
            "--1",
        ),
        *("yes", ".", "e3", "٣", "½", "\uff11"),
    ],
)
def test_other_texts_are_no_numbers(written: str) -> None:
    text = f"id: a\nname: A\nkpis:\n  - kpi: a\n    current: {written}\n"
    assert codes(StageDraft, text) == ["wrong-type"]


@pytest.mark.parametrize(
    ("written", "value"), [("60%", 60), ("60 %", 60), ('"0%"', 0), ("100%", 100), ("33.3%", 33.3)]
)
def test_shares_are_percentages(written: str, value: float) -> None:
    share = stage(f"next: [{{exit: Out, share: {written}}}]").next[0].share
    assert share is not None
    assert math.isclose(share, value)


@pytest.mark.parametrize("written", ["0.6", "60", "101%", "100.1%", "-1%", "60 percent", "٦0%"])
def test_other_texts_are_no_shares(written: str) -> None:
    assert codes(StageDraft, f"id: a\nname: A\nnext: [{{exit: Out, share: {written}}}]") == [
        "invalid-share"
    ]


@pytest.mark.parametrize(
    ("field", "low", "high"),
    [("emotion: {score: %s}", -2, 2), ("touchpoints: [{touchpoint: a, importance: %s}]", 1, 5)],
)
def test_scales_include_their_ends(field: str, low: int, high: int) -> None:
    for inside in (low, low + 0.5, high):
        assert stage(field % inside)
    for outside in (low - 0.1, low - 1, high + 0.1, high + 1):
        assert codes(StageDraft, f"id: a\nname: A\n{field % outside}") == ["out-of-range"]


@pytest.mark.parametrize(
    "text", ["no", "on", "12:30", "010", "1_000", "yes", "0x1F", "2026-01-01", "true", "1e3"]
)
def test_a_text_field_takes_what_the_author_sees(text: str) -> None:
    made = draft(PersonaDraft, f"name: {text}\nfears: [{text}]\ndemographics: {{{text}: {text}}}\n")
    assert (made.name, made.fears[0].text) == (text, text)
    assert made.demographics == {text: (text,)}


def test_texts_lose_the_space_around_them() -> None:
    made = draft(PersonaDraft, 'name: " Ada "\nstory: |\n\n  One\n\n  Two\n\n')
    assert (made.name, made.story) == ("Ada", "One\n\nTwo")


@pytest.mark.parametrize(
    ("written", "locale"),
    [("en", "en"), ("fr-CA", "fr_CA"), ("pt_BR", "pt_BR"), ("EN-gb", "en_GB")],
)
def test_locales_take_a_hyphen_or_a_low_line(written: str, locale: str) -> None:
    assert draft(HandbookDraft, f"locale: {written}").locale == locale


def test_content_is_an_asset_or_a_gap() -> None:
    asset, gap = stage(
        "messages: [{text: A, content: study}, {text: B, content: {gap: Film}}]"
    ).messages
    assert asset.content == "study"
    assert getattr(gap.content, "gap", "") == "Film"


def test_a_faulty_part_does_not_take_the_rest_with_it() -> None:
    text = (
        "title: T\npersona: ada\nstages:\n"
        "  - {id: a, name: A, emotion: {score: 9, feeling: joy}, goal: Go, kpis: [{current: x}]}\n"
        "  - {name: No id}\n"
    )
    node, _ = read_yaml(text, "a.yml")
    assert node is not None
    made, _, faults = draft_of(node, JourneyDraft)
    assert sorted(fault.code for fault in faults) == [
        "missing-field",
        "missing-field",
        "out-of-range",
        "wrong-type",
    ]
    assert made is not None
    assert made.persona == "ada"
    assert [(stage.id, stage.goal) for stage in made.stages][:1] == [("a", "Go")]
    assert [len(stage.kpis) for stage in made.stages] == [1, 0]


NEEDED = [
    (model, info.alias or name)
    for model in (*Draft.__subclasses__(), *ClosedDraft.__subclasses__())
    for name, info in model.model_fields.items()
    if info.is_required()
]
"""Every field that its record cannot do without."""


@pytest.mark.parametrize("wrong", ["missing", "{a: b}", "[[a]]", "[]", '""', "~"])
@pytest.mark.parametrize(
    ("model", "field"), NEEDED, ids=lambda part: getattr(part, "__name__", part)
)
def test_a_record_is_read_without_any_field_it_needs(
    model: type[Draft], field: str, wrong: str
) -> None:
    text = "{}\n" if wrong == "missing" else f"{field}: {wrong}\n"
    node, _ = read_yaml(text, "a.yml")
    assert node is not None
    made, mended, faults = draft_of(node, model)
    assert made is not None
    assert not is_as_written(mended)
    assert len(faults) == sum(needed is model for needed, _ in NEEDED)


def test_every_reference_and_text_of_a_stage_is_found_with_its_path() -> None:
    made = stage(
        "phase: early\ngoal: Go\nteams: [t]\naida: {desire: See}\nkpis: [k]\n"
        "messages: [{text: Buy, content: {gap: Film, owner: o}}, {text: C, content: study}]\n"
        "steps: [{id: s, name: S, emotion: {score: 1, why: Sun, evidence: [e]}}]\n"
        "next: [{stage: b}]\n"
    )
    assert {(found.path, found.text) for found in references_in(made)} == {
        (("phase",), "early"),
        (("teams", 0), "t"),
        (("kpis", 0, "kpi"), "k"),
        (("messages", 0, "content", "owner"), "o"),
        (("messages", 1, "content"), "study"),
        (("steps", 0, "emotion", "evidence", 0), "e"),
        (("next", 0, "stage"), "b"),
    }
    assert {(found.path, found.text) for found in texts_in(made)} == {
        (("goal",), "Go"),
        (("aida", "desire"), "See"),
        (("messages", 0, "text"), "Buy"),
        (("messages", 0, "content", "gap"), "Film"),
        (("messages", 1, "text"), "C"),
        (("steps", 0, "emotion", "why"), "Sun"),
    }


def test_keys_can_be_references_too() -> None:
    made = draft(PersonaDraft, "name: Ada\nchannels: {phone: 3}")
    (found,) = references_in(made)
    assert found == Found(Reference("channel"), ("channels", "phone"), "phone", is_key=True)
