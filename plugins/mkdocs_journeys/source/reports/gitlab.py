"""Diagnostics as a Code Quality report of GitLab, which shows what a merge request changes in it.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from ..diagnostics import Severity
from .fingerprints import fingerprints_of
from .report import Report, as_json_text, message_of

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def as_gitlab(report: Report) -> str:
    """Return a list with a violation for each diagnostic."""
    return as_json_text(
        [
            {
                "description": message_of(diagnostic),
                "check_name": diagnostic.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[diagnostic.severity],
                "location": {
                    "path": diagnostic.position.path,
                    "lines": {"begin": diagnostic.position.line},
                },
            }
            for diagnostic, fingerprint in zip(
                report.diagnostics, fingerprints_of(report), strict=True
            )
        ]
    )
