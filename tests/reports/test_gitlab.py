"""The format gitlab, by the fields that GitLab documents for Code Quality."""

from __future__ import annotations

from mkdocs_journeys.source.diagnostics import Severity
from mkdocs_journeys.source.positions import Position
from mkdocs_journeys.source.reports.fingerprints import fingerprints_of
from mkdocs_journeys.source.reports.gitlab import as_gitlab
from tests.reports.reporting import HOSTILE, diagnostic, hostile_report, report_of, valid


def test_a_diagnostic_is_a_violation() -> None:
    warning = diagnostic(
        "too late",
        code="review-overdue",
        severity=Severity.WARNING,
        position=Position("my büch/ada.yml", 3, 14),
        reaches=("a",),
    )
    report = report_of(diagnostic(help="mend it"), warning)
    first, second = fingerprints_of(report)
    assert valid("gitlab", as_gitlab(report)) == [
        {
            "description": "it is wrong; mend it",
            "check_name": "unknown-field",
            "fingerprint": first,
            "severity": "major",
            "location": {"path": "content/personas/ada.yml", "lines": {"begin": 2}},
        },
        {
            "description": "too late; inherited by a",
            "check_name": "review-overdue",
            "fingerprint": second,
            "severity": "minor",
            "location": {"path": "my büch/ada.yml", "lines": {"begin": 3}},
        },
    ]


def test_without_faults_the_list_is_empty() -> None:
    text = as_gitlab(report_of())
    assert text == "[]\n"
    valid("gitlab", text)


def test_hostile_texts_arrive_and_no_fingerprint_is_there_twice() -> None:
    violations = valid("gitlab", as_gitlab(hostile_report()))
    texts = [text.replace("\ud800", "?") for text in HOSTILE.values()] * 2
    for text, violation in zip(texts, violations, strict=True):
        assert violation["description"] == f"{text}; {text}; inherited by {text}"
    assert len({violation["fingerprint"] for violation in violations}) == 2 * len(HOSTILE)
