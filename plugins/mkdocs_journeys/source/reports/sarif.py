"""Diagnostics as SARIF 2.1.0, the format of code scanning.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from ..diagnostics import CODES, FAULTS, Diagnostic, Severity
from .fingerprints import fingerprints_of
from .report import Report, as_json_text, message_of

TOOL = "mkdocs-journeys"
FINGERPRINT = "journeysDiagnostic/v1"
"""The name that our fingerprints go by; its version is that of the way they are made."""

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_INDEX = {code: index for index, code in enumerate(CODES)}


def as_sarif(report: Report) -> str:
    """Return a log of one run with every code as a rule, whether it was broken or not."""
    fingerprints = fingerprints_of(report)
    driver = {"name": TOOL, "version": version(TOOL), "rules": [_rule(code) for code in CODES]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(diagnostic, fingerprint)
            for diagnostic, fingerprint in zip(report.diagnostics, fingerprints, strict=True)
        ],
    }
    return as_json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, Any]:
    level = Severity.ERROR if code in FAULTS else Severity.WARNING
    return {
        "id": code,
        "shortDescription": {"text": CODES[code]},
        "defaultConfiguration": {"level": level},
    }


def _result(diagnostic: Diagnostic, fingerprint: str) -> dict[str, Any]:
    place = diagnostic.position
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": _INDEX[diagnostic.code],
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
