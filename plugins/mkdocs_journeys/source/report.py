"""Diagnostics as text for people and editors."""

from collections.abc import Iterable

from .diagnostics import Diagnostic, Severity


def as_line(diagnostic: Diagnostic) -> str:
    """Return `path:line:column: severity[code] headline; help`, on one line."""
    line = f"{diagnostic.position}: {diagnostic.severity}[{diagnostic.code}] {diagnostic.headline}"
    parts = [line, diagnostic.help]
    if diagnostic.reaches:
        parts.append(f"inherited by {', '.join(diagnostic.reaches)}")
    return "; ".join(filter(None, parts))


def as_summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many faults there are, as in `2 errors, 1 warning`."""
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    parts = [count_of(count, severity) for severity, count in counts.items() if count]
    return ", ".join(parts) or "no faults"


def count_of(count: int, noun: str) -> str:
    """Return a count with its noun, as in `1 file` or `2 files`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
