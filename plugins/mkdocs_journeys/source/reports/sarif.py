"""Diagnostics as SARIF 2.1.0, the format of code scanning.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from ..diagnostics import Diagnostic, Severity
from ..explaining import Explanation, as_plain_text, explanations
from .fingerprints import fingerprints_of
from .report import Report, as_json_text, message_of

TOOL = "mkdocs-journeys"
FINGERPRINT = "journeysDiagnostic/v1"
"""The name that our fingerprints go by; its version is that of the way they are made."""

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_sarif(report: Report) -> str:
    """Return a log of one run with every code as a rule, whether it was broken or not."""
    fingerprints = fingerprints_of(report)
    rules = {**explanations(), **{house.code: house for house in report.house}}
    index = {code: number for number, code in enumerate(rules)}
    driver = {"name": TOOL, "version": version(TOOL), "rules": [*map(_rule, rules.values())]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(diagnostic, index[diagnostic.code], fingerprint)
            for diagnostic, fingerprint in zip(report.diagnostics, fingerprints, strict=True)
        ],
    }
    return as_json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(explanation: Explanation) -> dict[str, Any]:
    level = Severity.ERROR if explanation.is_fault else Severity.WARNING
    return {
        "id": explanation.code,
        "shortDescription": {"text": explanation.meaning},
        "fullDescription": {"text": explanation.why},
        "help": {"text": as_plain_text(explanation)},
        "defaultConfiguration": {"level": level},
    }


def _result(diagnostic: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    place = diagnostic.position
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": diagnostic.severity,
        "message": {"text": _without_links(message_of(diagnostic))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(place.path)},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if diagnostic.reaches:
        result["properties"] = {"reaches": diagnostic.reaches}
    return result


def _uri(path: str) -> str:
    """Return a path as a relative reference; an encoded colon is not taken for a scheme's."""
    return quote(path, errors="replace")


def _without_links(text: str) -> str:
    """Return a message in which an author's `[text](target)` is no link (section 3.11.6).

    Braces stay single: without `arguments` readers replace no placeholders, and show both.
    """
    return text.replace("](", "\\](")
