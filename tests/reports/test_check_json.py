"""The format json, and the JSON Schema that describes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema.exceptions import ValidationError

from mkdocs_journeys.source import reports
from mkdocs_journeys.source.diagnostics import CODES, Severity
from mkdocs_journeys.source.positions import Position
from mkdocs_journeys.source.reports.check_json import as_json
from tests.reports.reporting import (
    HOSTILE,
    VALIDATORS,
    diagnostic,
    hostile_report,
    report_of,
    valid,
)

SCHEMA = json.loads(
    Path(reports.__file__).with_name("check.schema.json").read_text(encoding="utf-8")
)


def test_a_diagnostic_is_given_with_all_its_fields() -> None:
    warning = diagnostic(
        "“késő”",
        code="review-overdue",
        severity=Severity.WARNING,
        position=Position("my büch/handbook.yml", 3, 14),
        reaches=("a", "b"),
    )
    text = as_json(report_of(diagnostic(help="mend it"), warning))
    assert text == (
        "{\n"
        '  "version": 1,\n'
        '  "counts": {\n'
        '    "errors": 1,\n'
        '    "warnings": 1\n'
        "  },\n"
        '  "diagnostics": [\n'
        "    {\n"
        '      "path": "content/personas/ada.yml",\n'
        '      "line": 2,\n'
        '      "column": 1,\n'
        '      "severity": "error",\n'
        '      "code": "unknown-field",\n'
        '      "headline": "it is wrong",\n'
        '      "help": "mend it",\n'
        '      "reaches": []\n'
        "    },\n"
        "    {\n"
        '      "path": "my büch/handbook.yml",\n'
        '      "line": 3,\n'
        '      "column": 14,\n'
        '      "severity": "warning",\n'
        '      "code": "review-overdue",\n'
        '      "headline": "“késő”",\n'
        '      "help": "",\n'
        '      "reaches": [\n'
        '        "a",\n'
        '        "b"\n'
        "      ]\n"
        "    }\n"
        "  ]\n"
        "}\n"
    )
    valid("json", text)


def test_without_faults_everything_is_zero_or_empty() -> None:
    assert valid("json", as_json(report_of())) == {
        "version": 1,
        "counts": {"errors": 0, "warnings": 0},
        "diagnostics": [],
    }


def test_hostile_texts_come_back_as_they_were() -> None:
    value = valid("json", as_json(hostile_report()))
    headlines = [record["headline"] for record in value["diagnostics"]]
    # Half a surrogate pair is no character: no UTF-8 can hold it.
    assert headlines == [text.replace("\ud800", "?") for text in HOSTILE.values()] * 2


def test_the_schema_describes_every_field_and_no_other() -> None:
    value = json.loads(as_json(report_of(diagnostic())))
    record = SCHEMA["$defs"]["diagnostic"]
    assert list(SCHEMA["properties"]) == SCHEMA["required"] == list(value)
    assert list(SCHEMA["properties"]["counts"]["properties"]) == list(value["counts"])
    assert list(record["properties"]) == record["required"] == list(value["diagnostics"][0])
    assert record["properties"]["severity"]["enum"] == list(Severity)


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_valid(code: str) -> None:
    valid("json", as_json(report_of(diagnostic(code=code))))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("line", 0),
        ("column", -1),
        ("line", "2"),
        ("severity", "info"),
        ("code", "Unknown Field"),
        ("headline", ""),
        ("path", ""),
        ("help", None),
        ("reaches", ["a", "a"]),
    ],
)
def test_the_schema_refuses_what_no_report_says(field: str, value: object) -> None:
    report = json.loads(as_json(report_of(diagnostic())))
    report["diagnostics"][0][field] = value
    with pytest.raises(ValidationError):
        VALIDATORS["json"].validate(report)


@pytest.mark.parametrize("field", ["version", "counts", "diagnostics"])
def test_the_schema_refuses_a_report_without_a_part(field: str) -> None:
    report = json.loads(as_json(report_of()))
    del report[field]
    with pytest.raises(ValidationError):
        VALIDATORS["json"].validate(report)
