"""The format sarif, by the schema of SARIF 2.1.0."""

from __future__ import annotations

from importlib.metadata import version
from urllib.parse import unquote, urlsplit

import pytest

from mkdocs_journeys.source.diagnostics import CODES, FAULTS, RULES, Severity
from mkdocs_journeys.source.explaining import as_plain_text, explanations
from mkdocs_journeys.source.positions import Position
from mkdocs_journeys.source.reports.fingerprints import fingerprints_of
from mkdocs_journeys.source.reports.sarif import as_sarif
from tests.reports.reporting import HOSTILE, diagnostic, hostile_report, report_of, valid


def test_a_log_of_one_run_in_unicode_columns() -> None:
    log = valid("sarif", as_sarif(report_of()))
    (run,) = log.pop("runs")
    assert log == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
        "sarif-schema-2.1.0.json",
        "version": "2.1.0",
    }
    rules = run["tool"]["driver"].pop("rules")
    assert rules
    assert run == {
        "tool": {"driver": {"name": "mkdocs-journeys", "version": version("mkdocs-journeys")}},
        "columnKind": "unicodeCodePoints",
        "results": [],
    }


def test_every_code_is_a_rule_with_its_meaning_and_level() -> None:
    (run,) = valid("sarif", as_sarif(report_of()))["runs"]
    assert run["tool"]["driver"]["rules"] == [
        {
            "id": code,
            "shortDescription": {"text": meaning},
            "fullDescription": {"text": explanations()[code].why},
            "help": {"text": as_plain_text(explanations()[code])},
            "defaultConfiguration": {"level": level},
        }
        for codes, level in ((FAULTS, "error"), (RULES, "warning"))
        for code, meaning in codes.items()
    ]


def test_a_diagnostic_is_a_result() -> None:
    fault = diagnostic(
        'no "x"',
        help="write y",
        code="kpi-past-alert",
        severity=Severity.ERROR,
        position=Position("content/journeys/buy.yml", 3, 14),
        reaches=("a", "b"),
    )
    report = report_of(fault)
    (run,) = valid("sarif", as_sarif(report))["runs"]
    assert run["results"] == [
        {
            "ruleId": "kpi-past-alert",
            "ruleIndex": list(CODES).index("kpi-past-alert"),
            "level": "error",
            "message": {"text": 'no "x"; write y; inherited by a, b'},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "content/journeys/buy.yml"},
                        "region": {"startLine": 3, "startColumn": 14},
                    }
                }
            ],
            "partialFingerprints": {"journeysDiagnostic/v1": fingerprints_of(report)[0]},
            "properties": {"reaches": ["a", "b"]},
        }
    ]


def test_a_result_is_as_severe_as_its_diagnostic_whatever_its_rule() -> None:
    found = [diagnostic(code=code, severity=of) for code in CODES for of in Severity]
    (run,) = valid("sarif", as_sarif(report_of(*found)))["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "warning"] * len(CODES)


def test_only_what_is_inherited_has_properties() -> None:
    (run,) = valid("sarif", as_sarif(report_of(diagnostic())))["runs"]
    assert "properties" not in run["results"][0]


@pytest.mark.parametrize("code", CODES)
def test_a_rule_is_found_by_its_index(code: str) -> None:
    (run,) = valid("sarif", as_sarif(report_of(diagnostic(code=code))))["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == code


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("content/personas/ada.yml", "content/personas/ada.yml"),
        ("my büch/a b.yml", "my%20b%C3%BCch/a%20b.yml"),
        ("a:b/c.yml", "a%3Ab/c.yml"),
        ("100%/#1?.yml", "100%25/%231%3F.yml"),
        ("a\\b.yml", "a%5Cb.yml"),
        (".", "."),
    ],
)
def test_a_path_is_a_relative_reference(path: str, uri: str) -> None:
    log = valid("sarif", as_sarif(report_of(diagnostic(position=Position(path)))))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": uri}
    split = urlsplit(uri)
    assert (split.scheme, split.netloc, split.query, split.fragment) == ("", "", "", "")
    assert unquote(split.path) == path


def test_hostile_texts_arrive_without_links() -> None:
    (run,) = valid("sarif", as_sarif(hostile_report()))["runs"]
    texts = [result["message"]["text"] for result in run["results"]]
    assert len(texts) == 2 * len(HOSTILE)
    for text, said in zip([*HOSTILE.values()] * 2, texts, strict=True):
        said = said.replace("\\](", "](")
        assert said.startswith(text.replace("\ud800", "?") + "; ")
    assert [text for text in texts if "](" in text.replace("\\](", "")] == []
    assert "[click\\](https://evil.example) [1\\](2)" in "".join(texts)
