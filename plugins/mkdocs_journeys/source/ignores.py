"""Comments that silence a finding at one place: `# journeys: ignore[code]`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .diagnostics import RULES, Diagnostic, Severity, quoted
from .positions import Position
from .suggestions import did_you_mean

_COMMENT = re.compile(r"(?:^|\s)#\s*journeys:\s*ignore\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that silences one code.

    `line` is the line it holds for: its own, or the next where it stands alone on its line.
    """

    position: Position
    code: str
    line: int


def ignores_in(text: str, path: str) -> list[Ignore]:
    """Return the comments of a YAML file that silence something; `path` is as in diagnostics."""
    if "journeys:" not in text:
        return []  # nearly every file
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        for match in _COMMENT.finditer(line):
            alone = not line[: match.start()].strip()
            for code in re.finditer(r"[^,\s]+", match[1]):
                column = match.start(1) + code.start() + 1
                place = Position(path, number, column)
                found.append(Ignore(place, code[0], number + 1 if alone else number))
    return found


def silence(diagnostics: Iterable[Diagnostic], ignores: Iterable[Ignore]) -> list[Diagnostic]:
    """Leave out what comments silence, and add a finding for each comment that silences nothing.

    Only findings of rules can be silenced: a fault is no matter of opinion.
    """
    waiting = {(mark.position.path, mark.line, mark.code): mark for mark in ignores}
    used = set()
    kept = []
    for diagnostic in diagnostics:
        key = (diagnostic.position.path, diagnostic.position.line, diagnostic.code)
        if diagnostic.code in RULES and key in waiting:
            used.add(key)
        else:
            kept.append(diagnostic)
    kept += [_useless(mark) for key, mark in waiting.items() if key not in used]
    return kept


def _useless(mark: Ignore) -> Diagnostic:
    if mark.code in RULES:
        headline = f"there is no {mark.code} in line {mark.line}"
        help_ = "take the comment away"
    else:
        headline = f"no rule {quoted(mark.code)}"
        help_ = did_you_mean(mark.code, RULES) or "only findings of rules can be ignored"
    return Diagnostic(
        position=mark.position,
        severity=Severity.WARNING,
        code="useless-ignore",
        headline=headline,
        help=help_,
    )
