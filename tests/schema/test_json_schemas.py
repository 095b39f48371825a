"""The JSON Schemas accept what authors may write, and refuse what `journeys check` would."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from mkdocs_journeys.source.diagnostics import FAULTS
from mkdocs_journeys.source.json_schema import json_schemas
from mkdocs_journeys.source.schema import (
    LIBRARIES,
    Draft,
    HandbookDraft,
    JourneyDraft,
    PersonaDraft,
)
from tests.cases import CASES, RULE_CASES, Case, code_of
from tests.schema.editing import ROOT, VALIDATORS, marks, read, schema_for

CONTENT = ROOT / "content"
SAMPLE = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.yml"))
OF_SHAPE = {
    *("unknown-field", "missing-field", "wrong-type", "unknown-choice", "out-of-range"),
    *("invalid-date", "invalid-share", "invalid-period", "invalid-id"),
}
"""The codes of faults that can be seen in one file."""

_NAME = "the name of the file is at fault, and a schema sees only what is in it"
_HEX = "YAML 1.2 has hexadecimal numbers; we take none"
_NO_NUMBER = "YAML 1.2 counts .inf and .nan as numbers"
_BASE = "whether the base map says it is not to be seen in this file"
NOT_SEEN = {
    "keys-without-a-value personas/ada.yml:6:16": "a fact may have any key, and no value",
    "id-index personas/index.yml:1:1": _NAME,
    "id-index journeys/index.yml:4:10": "which words are addresses of ours is no matter of shape",
    "not-kebab-case personas/Ada Byron.yml:1:1": _NAME,
    "inherited-lack journeys/buys.yml:2:43": _BASE,
    "invalid-truth-value journeys/buys.yml:8:51": "YAML 1.2 reads True as true",
    "number-with-unit journeys/buys.yml:6:77": _HEX,
    "number-without-end journeys/buys.yml:6:62": _NO_NUMBER,
}
"""Faults of shape that `journeys check` alone finds, by case and place, and why."""


def faults_of_shape() -> Iterator[tuple[str, Case, str]]:
    """Yield every fault of shape in the cases: its name, its case and its line of output."""
    for case in CASES:
        for line in case.expected:
            file, row, column, _ = line.removeprefix("content/").split(":", 3)
            # Other files may be bombs of aliases, which our reader defuses and this one does not.
            of_shape = code_of(line) in OF_SHAPE and file in case.files
            if of_shape and read(case.files[file]) is not None:
                yield f"{case.name} {file}:{row}:{column}", case, line


FAULTS_OF_SHAPE = {name: (case, line) for name, case, line in faults_of_shape()}


def drafts() -> set[type[Draft]]:
    """Return every draft there is."""
    found: set[type[Draft]] = set()

    def visit(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, Draft):
            if annotation not in found:
                found.add(annotation)
                for info in annotation.model_fields.values():
                    visit(info.annotation)
        else:
            for argument in get_args(annotation):
                visit(argument)

    for model in (HandbookDraft, PersonaDraft, JourneyDraft, *(m for _, m in LIBRARIES.values())):
        visit(model)
    return found


def accepts(file: str, text: str) -> bool:
    """Return whether an editor marks nothing in a file of the handbook."""
    edited = read(text)
    assert edited is not None
    return not marks(file, edited.value)


def persona(line: str) -> bool:
    """Return whether a persona with one more line is accepted."""
    return accepts("personas/ada.yml", f"name: Ada\n{line}\n")


def stage(line: str) -> bool:
    """Return whether a stage with one more line, in a journey of its own, is accepted."""
    text = f"title: T\nstages:\n  - id: a\n    name: A\n    {line}\n"
    return accepts("journeys/buys.yml", text)


@pytest.mark.parametrize("name", VALIDATORS)
def test_a_schema_is_valid_itself(name: str) -> None:
    content = json.loads(json_schemas()[name])
    assert content["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(content)


def test_the_schemas_are_the_same_whenever_they_are_made() -> None:
    assert list(json_schemas().items()) == list(json_schemas().items())
    assert all(text.endswith("}\n") for text in json_schemas().values())


@pytest.mark.parametrize("draft", sorted(drafts(), key=str), ids=lambda draft: str(draft.__name__))
def test_every_record_and_each_of_its_fields_is_explained(draft: type[Draft]) -> None:
    assert draft.__doc__
    assert [name for name, info in draft.model_fields.items() if not info.description] == []


def descriptions(schema: Any) -> Iterator[tuple[str, str]]:
    """Yield each field of a schema with what is said of it, "" where there is nothing."""
    if isinstance(schema, list):
        for item in schema:
            yield from descriptions(item)
    elif isinstance(schema, dict):
        if schema.get("additionalProperties") is False:
            for name, field in schema.get("properties", {}).items():
                yield name, field.get("description", "")
        for value in schema.values():
            yield from descriptions(value)


def test_an_editor_explains_every_field() -> None:
    chosen = {"attention", "interest", "desire", "action"}
    text = json_schemas()
    for name in ("persona", "journey"):
        found = list(descriptions(json.loads(text[f"{name}.schema.json"])))
        assert len(found) > 30
        assert {field for field, said in found if not said} - chosen == set()


@pytest.mark.parametrize("file", SAMPLE)
def test_the_sample_is_accepted(file: str) -> None:
    assert schema_for(file)
    assert accepts(file, (CONTENT / file).read_text(encoding="utf-8"))


def test_every_schema_has_a_file_of_the_sample() -> None:
    assert {schema_for(file) for file in SAMPLE} == set(VALIDATORS)


@pytest.mark.parametrize(
    "case", [case for case in RULE_CASES if not case.codes & set(FAULTS)], ids=lambda c: c.name
)
def test_what_merely_falls_short_is_accepted(case: Case) -> None:
    for file, text in case.files.items():
        assert accepts(file, text), file


@pytest.mark.parametrize("name", FAULTS_OF_SHAPE)
def test_a_fault_of_shape_is_marked_where_it_stands(name: str) -> None:
    case, line = FAULTS_OF_SHAPE[name]
    file, row, column, _ = line.removeprefix("content/").split(":", 3)
    edited = read(case.files[file])
    assert edited is not None
    seen = bool(edited.places.get((int(row), int(column)), set()) & marks(file, edited.value))
    assert seen == (name not in NOT_SEEN)


def test_every_exception_is_a_fault_in_a_case() -> None:
    assert len(FAULTS_OF_SHAPE) > 80
    assert set(NOT_SEEN) <= set(FAULTS_OF_SHAPE)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "quote: 42",
            "quote: true",
            "quote: no",
            "quote: 1e3",
            "quote: 2026-09-01",
            "quote: 0x1F",
        ),
        *("quote:", "needs:", "goals:", "priority: ~", "reviewed: null", "channels:", "x-note:"),
        *("needs: [42, true, Sleep]", "needs: [{text: 42}]", "goals: {personal: }", "owner: 42"),
        *("demographics: {Age: 42, City: [Rome, 7], Role: }", "channels: {phone: 2.5, mail: }"),
        *("x-note: 42", "x-note: [a, 1]", "reviewed: 2026-09-01", 'reviewed: "2026-09-01"'),
        *("review_every: 6 months", "review_every: 1 day", "reviewed: 2024-02-29"),
    ],
)
def test_what_authors_write_in_a_persona_is_accepted(line: str) -> None:
    assert persona(line)


@pytest.mark.parametrize(
    "line",
    [
        *("qoute: Hm", "x-: a", "quote: ' '", "quote: [a]", "quote: {a: b}", "needs: Sleep"),
        *("needs: [~]", "needs: [{}]", "priority: high", "priority: 1", "reviewed: 2026-02-30"),
        *("reviewed: 2026-9-1", "reviewed: 2026", "review_every: 0 days", "review_every: 6"),
        *("channels: {phone: '2'}", "channels: {phone: 6}", "channels: {Phone: 2}"),
        *(
            "owner: Growth",
            f"owner: {'a' * 101}",
            "owner: -1",
            "owner: 1.5",
            "demographics: {'': a}",
        ),
    ],
)
def test_what_is_wrong_in_a_persona_is_marked(line: str) -> None:
    assert not persona(line)


@pytest.mark.parametrize(
    "line",
    [
        *("kpis: [leads, {kpi: leads, target: 1e3, current: }]", "kpis: [{kpi: 12}]"),
        *("next: [{stage: a, share: 60%}]", "next: [{exit: Out, share: 33.3 %}]"),
        *("next: [{stage: a, exit: }]", "next: [{exit: 42, share: 100%}]", "aida: {desire: See}"),
        *("messages: [Buy, {text: B, content: {gap: Film}}, {text: C, content: study}]",),
        *("steps: [{id: s, name: S, moment_of_truth: true}]", "emotion: {score: -2}"),
        *("opportunities: [{text: Cut, answers: [dear, b/dear]}]", "emotion:"),
    ],
)
def test_what_authors_write_in_a_stage_is_accepted(line: str) -> None:
    assert stage(line)


@pytest.mark.parametrize(
    "line",
    [
        *("kpis: [Lead rate]", "kpis: [{target: 1}]", "kpis: [{kpi: a, target: '1'}]"),
        *("next: [{stage: a, exit: Out}]", "next: [{share: 60%}]", "next: [{stage: }]"),
        *("next: [{exit: Out, share: 60}]", "next: [{exit: Out, share: 100.1%}]"),
        *("aida: {trust: a}", "messages: [{text: A, content: {owner: b}}]", "emotion: {why: Sun}"),
        *("steps: [{id: s, name: S, moment_of_truth: yes}]", "emotion: {score: 2.1}"),
        *("remove: true", "after: b", "before: b", "messages: [{text: A, remove: true}]"),
    ],
)
def test_what_is_wrong_in_a_stage_is_marked(line: str) -> None:
    assert not stage(line)


@pytest.mark.parametrize(
    ("rest", "accepted"),
    [
        ("title:\n", True),
        ("stages:\n", True),
        ("stages: []\n", False),
        ("stages: [{id: a}]\n", True),
        ("stages: [{id: a, name: }]\n", True),
        ("stages: [{name: A}]\n", False),
        ("stages: [{id: a, remove: true}, {id: b, name: B, after: a}]\n", True),
        ("stages: [{id: a, emotion: {why: Sun}}]\n", True),
        ("stages: [{id: a, emotion: {score: 3}}]\n", False),
        (
            "stages: [{id: a, messages: [{id: m, remove: true}, {id: n, content: {owner: t}}]}]\n",
            True,
        ),
        ("stages: [{id: a, messages: [{aida: desire}]}]\n", False),
        ("stages: [{id: a, questions: [Why, {id: q, evidence: [calls]}]}]\n", True),
        ("stages: [{id: a, steps: [{id: s, actions: [{id: q, evidence: [e]}]}]}]\n", True),
        ("stages: [{id: a, kpis: [{target: 1}]}]\n", False),
        ("stages: [{id: a, next: [{share: 60%}]}]\n", False),
        ("stages: [{id: a, mood: bad}]\n", False),
        ("mood: bad\n", False),
    ],
)
def test_a_variation_may_leave_out_what_its_base_says(rest: str, accepted: bool) -> None:
    assert accepts("journeys/buys.yml", f"extends: base\n{rest}") == accepted


@pytest.mark.parametrize("rest", ["", "title: T\n", "stages: [{id: a, name: A}]\n"])
def test_a_journey_that_extends_none_must_say_all(rest: str) -> None:
    for extends in ("", "extends:\n", "extends: ~\n"):
        assert not accepts("journeys/buys.yml", extends + rest + "type: b2b\n")
    assert accepts("journeys/buys.yml", f"extends: base\n{rest}")


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("leads: {name: Leads}", True),
        ("42: {name: Leads, unit: 1}", True),
        ("leads:", False),
        ("leads: Leads", False),
        ("Leads: {name: Leads}", False),
        ("leads: {nmae: Leads}", False),
    ],
)
def test_a_library_file_holds_records_by_id(text: str, accepted: bool) -> None:
    assert accepts("library/kpis.yml", text) == accepted


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("title: 42\nlocale: no\nevidence_age: 1 year", True),
        ("rules: {unused-record: off, stale-evidence: error}", True),
        ("rules: {unused-recrod: off}", False),
        ("rules: {unused-record: no}", False),
        ("lanes: [goal, next]", True),
        ("lanes: [gaol]", False),
        ("phases: [{id: early}]", False),
    ],
)
def test_the_settings_have_their_words(text: str, accepted: bool) -> None:
    assert accepts("handbook.yml", text) == accepted


def test_an_editor_offers_the_words_of_a_field() -> None:
    handbook = json.loads(json_schemas()["handbook.schema.json"])
    assert "unused-record" in handbook["properties"]["rules"]["anyOf"][0]["properties"]
    assert handbook["properties"]["evidence_age"]["default"] == "18 months"
    persona = json.loads(json_schemas()["persona.schema.json"])["properties"]["priority"]
    assert persona["anyOf"][0]["enum"] == ["strategic", "secondary"]


def test_no_schema_names_null_which_an_editor_would_offer() -> None:
    named = re.compile(r"\bnull\b")
    seen = {name: len(named.findall(text)) for name, text in json_schemas().items()}
    # A way is no way where its `stage` is null; an `extends` that is null extends nothing.
    assert {name for name, count in seen.items() if count} == {"journey.schema.json"}
