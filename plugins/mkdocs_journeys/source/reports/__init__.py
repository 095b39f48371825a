"""Diagnostics as reports: one module a format, each a function from a `Report` to a text."""

from collections.abc import Callable

from .check_json import as_json
from .github import as_github
from .gitlab import as_gitlab
from .report import Report
from .sarif import as_sarif
from .source_lines import SourceLines
from .text import as_line, as_summary, as_text, count_of

__all__ = [
    "FORMATS",
    "Report",
    "SourceLines",
    "as_line",
    "as_summary",
    "as_text",
    "count_of",
]

FORMATS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "gitlab": as_gitlab,
}
"""The formats of a report by name. Each ends its last line, and is "" or valid without faults."""
