"""What a fault is recognised by from one run to the next, wherever its line has moved to."""

from __future__ import annotations

import hashlib
from collections import Counter

from .report import Report


def fingerprints_of(report: Report) -> list[str]:
    """Return a fingerprint for each diagnostic, no two alike, as hexadecimal digits.

    It is made of the code, the path and what the source line says, whatever its indentation, and
    not of its number: it stays when lines are written above. Where all three are the same for
    several diagnostics, their order tells them apart.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    place, said = ("", 0), ""
    for diagnostic in report.diagnostics:
        position = diagnostic.position
        if (position.path, position.line) != place:  # a long line is read once, not for each fault
            place = (position.path, position.line)
            said = _digest(report.lines.at(position).strip())
        key = (diagnostic.code, position.path, said)
        made.append(_digest("\0".join([*key, str(seen[key])])))
        seen[key] += 1
    return made


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
