"""Diagnostics as JSON of our own; `check.schema.json` beside this file describes it."""

from __future__ import annotations

from typing import Any

from ..diagnostics import Diagnostic, Severity
from .report import Report, as_json_text, counts_of

VERSION = 1
"""Goes up where a reader of the version before would be misled, not where a field is added."""


def as_json(report: Report) -> str:
    """Return the version, the counts and every diagnostic with all its fields."""
    counts = counts_of(report.diagnostics)
    return as_json_text(
        {
            "version": VERSION,
            "counts": {"errors": counts[Severity.ERROR], "warnings": counts[Severity.WARNING]},
            "diagnostics": [_record(diagnostic) for diagnostic in report.diagnostics],
        }
    )


def _record(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "path": diagnostic.position.path,
        "line": diagnostic.position.line,
        "column": diagnostic.position.column,
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "headline": diagnostic.headline,
        "help": diagnostic.help,
        "reaches": diagnostic.reaches,
    }
