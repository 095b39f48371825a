"""Diagnostics as text: one line each, and for a terminal the line that each stands in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, Severity
from .report import Report, counts_of, harmless, message_of

MAX_WIDTH = 100
"""How much of a source line is shown, in columns of a terminal, the marks of a cut not counted."""
_TAB = " " * 4
_ELLIPSIS = "…"

_RESET, _BOLD, _DIM = "\x1b[0m", "\x1b[1m", "\x1b[2m"
_SEVERITIES = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}


def as_line(diagnostic: Diagnostic) -> str:
    """Return `path:line:column: severity[code] headline; help`, on one line."""
    return _line(diagnostic, colour=False)


def as_summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many faults there are, as in `2 errors, 1 warning`."""
    counts = counts_of(diagnostics)
    parts = [count_of(count, severity) for severity, count in counts.items() if count]
    return ", ".join(parts) or "no faults"


def count_of(count: int, noun: str) -> str:
    """Return a count with its noun, as in `1 file` or `2 files`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def as_text(report: Report, *, excerpts: bool = False, colour: bool = False) -> str:
    """Return a line for every diagnostic, as `as_line` does.

    With `excerpts` the source line follows where there is one, and a caret below it. With
    `colour` both are dressed for a terminal; without the colours the texts are the same.
    """
    lines = []
    for diagnostic in report.diagnostics:
        lines.append(_line(diagnostic, colour=colour))
        if excerpts:
            lines += _with_caret(diagnostic, report.lines.at(diagnostic.position), colour=colour)
    return "".join(f"{line}\n" for line in lines)


def excerpt(line: str, column: int) -> tuple[str, int]:
    """Return a source line as a terminal may show it, and how wide it is before a column.

    A long line is cut on both sides of the column, tabs become blanks, wide characters count
    twice and accents not at all. A column behind the line's end counts as its end.
    """
    at = min(column - 1, len(line))
    # A line may have a million characters, and a file thousands of faults: look only around it.
    before = harmless(line[max(0, at - MAX_WIDTH) : at].replace("\t", _TAB))
    after = harmless(line[at : at + MAX_WIDTH].replace("\t", _TAB)).rstrip()
    room = MAX_WIDTH - min(_width(before), MAX_WIDTH // 2)
    shown_after = _fitting(after, room)
    room = MAX_WIDTH - _width(shown_after)
    shown_before = _fitting(before[::-1], room)[::-1]
    if shown_before != before or at > MAX_WIDTH:
        shown_before = _ELLIPSIS + shown_before
    cut = shown_after != after or line[at + MAX_WIDTH :].strip()
    shown_after = shown_after.rstrip() + (_ELLIPSIS if cut else "")
    return shown_before + shown_after, _width(shown_before)


def _line(diagnostic: Diagnostic, *, colour: bool) -> str:
    place = harmless(str(diagnostic.position))
    kind = f"{diagnostic.severity}[{diagnostic.code}]"
    if colour:
        place = f"{_BOLD}{place}{_RESET}"
        kind = f"{_SEVERITIES[diagnostic.severity]}{kind}{_RESET}"
    return f"{place}: {kind} {harmless(message_of(diagnostic))}"


def _with_caret(diagnostic: Diagnostic, line: str, *, colour: bool) -> Iterator[str]:
    if not line.strip():
        return
    shown, width = excerpt(line, diagnostic.position.column)
    number = str(diagnostic.position.line)
    margin, below, caret = f"{number:>5} |", f"{'':{max(5, len(number))}} |", "^"
    if colour:
        margin, below = f"{_DIM}{margin}{_RESET}", f"{_DIM}{below}{_RESET}"
        caret = f"{_SEVERITIES[diagnostic.severity]}{caret}{_RESET}"
    yield f"{margin} {shown}"
    yield f"{below} {' ' * width}{caret}"


def _width(text: str) -> int:
    return sum(_columns(c) for c in text)


def _columns(character: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fitting(text: str, room: int) -> str:
    """Return the start of a text that fits into so many columns."""
    for number, character in enumerate(text):
        room -= _columns(character)
        if room < 0:
            return text[:number]
    return text
