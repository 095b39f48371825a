"""Diagnostics as workflow commands of GitHub Actions, which shows them beside the changed lines.

The escapes are those of its own toolkit:
https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ..diagnostics import Severity
from .report import Report, counts_of, harmless, message_of
from .text import count_of

MAX_OF_A_KIND = 10
"""How many errors, and how many warnings, GitHub shows of one step; it drops the rest unsaid."""

_ESCAPES = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_PROPERTY_ESCAPES = {**_ESCAPES, ord(":"): "%3A", ord(","): "%2C"}


def as_github(report: Report) -> str:
    """Return an `::error` or `::warning` a line, and a `::notice` of how many were left out."""
    given: Counter[Severity] = Counter()
    lines = []
    for diagnostic in report.diagnostics:
        severity = diagnostic.severity
        given[severity] += 1
        if given[severity] <= MAX_OF_A_KIND:
            place = diagnostic.position
            properties = {
                "file": place.path,
                "line": place.line,
                "col": place.column,
                "title": diagnostic.code,
            }
            lines.append(_command(severity, properties, message_of(diagnostic)))
    rest = [
        count_of(count - MAX_OF_A_KIND, f"more {severity}")
        for severity, count in counts_of(report.diagnostics).items()
        if count > MAX_OF_A_KIND
    ]
    if rest:
        message = (
            f"{' and '.join(rest)}: GitHub shows {MAX_OF_A_KIND} of a kind; "
            "`journeys check` prints all"
        )
        lines.append(_command("notice", {"title": "journeys check"}, message))
    return "".join(f"{line}\n" for line in lines)


def _command(name: str, properties: Mapping[str, object], message: str) -> str:
    written = ",".join(
        f"{key}={harmless(str(value).translate(_PROPERTY_ESCAPES))}"
        for key, value in properties.items()
    )
    return f"::{name} {written}::{harmless(message.translate(_ESCAPES))}"
