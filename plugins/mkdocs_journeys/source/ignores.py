"""Comments that silence a finding at one place: `# journeys: ignore[code]`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .diagnostics import FAULTS, RULES, Diagnostic, Severity, quoted
from .nodes import texts_in
from .positions import LINE_BREAK, Position
from .suggestions import did_you_mean

IGNORE = re.compile(r"(?:^|\s)(?P<sign>#)\s*journeys:\s*ignore\[(?P<codes>[^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that silences one code.

    `line` is the line it holds for: its own, or the next that holds something where the comment
    stands alone.
    """

    position: Position
    code: str
    line: int


def ignores_in(text: str, path: str) -> list[Ignore]:
    """Return the comments of a YAML file that silence something; `path` is as in diagnostics.

    The text is known to be YAML. What looks like a comment inside a text is none.
    """
    if "journeys:" not in text:
        return []  # nearly every file
    found = []
    lines = LINE_BREAK.split(text)
    texts = texts_in(text, path)
    for number, line in enumerate(lines, start=1):
        for match in IGNORE.finditer(line):
            sign = Position(path, number, match.start("sign") + 1)
            if any(start <= sign < end for start, end in texts):
                continue
            alone = line.lstrip().startswith("#")
            for code in re.finditer(r"[^,\s]+", match["codes"]):
                place = Position(path, number, match.start("codes") + code.start() + 1)
                below = _line_below(lines, number) if alone else number
                found.append(Ignore(place, code[0], below))
    return found


def _line_below(lines: list[str], number: int) -> int:
    """Return the number of the next line that is neither empty nor a comment."""
    for below, line in enumerate(lines[number:], start=number + 1):
        if line.strip() and not line.lstrip().startswith("#"):
            return below
    return number + 1


def silence(
    diagnostics: Iterable[Diagnostic],
    ignores: Iterable[Ignore],
    house_codes: Collection[str] = (),
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the diagnostics that no comment silences, and the comments that silence nothing.

    Only findings of rules can be silenced: a fault is no matter of opinion. `house_codes` are
    those of rules that packages add.
    """
    waiting = {(mark.position.path, mark.line, mark.code): mark for mark in ignores}
    used = set()
    kept = []
    for diagnostic in diagnostics:
        key = (diagnostic.position.path, diagnostic.position.line, diagnostic.code)
        if diagnostic.code not in FAULTS and key in waiting:
            used.add(key)
        else:
            kept.append(diagnostic)
    rules = {*RULES, *house_codes}
    return kept, [_useless(mark, rules) for key, mark in waiting.items() if key not in used]


def _useless(mark: Ignore, rules: Collection[str]) -> Diagnostic:
    if mark.code in rules:
        headline = f"line {mark.line} has no finding {quoted(mark.code)} to ignore"
        help_ = "take the comment away"
    elif mark.code in FAULTS:
        headline = f"{quoted(mark.code)} is a fault, and faults cannot be ignored"
        help_ = "take the comment away"
    else:
        headline = f"no rule {quoted(mark.code)}"
        help_ = did_you_mean(mark.code, rules) or "write the word in square brackets of a warning"
    return Diagnostic(
        position=mark.position,
        severity=Severity.WARNING,
        code="useless-ignore",
        headline=headline,
        help=help_,
    )
