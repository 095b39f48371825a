"""What every format of a report is made from."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..diagnostics import Diagnostic, Severity
from ..explaining import Explanation
from .source_lines import SourceLines

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Format characters that belong to words and emoji, and turn nothing around."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The diagnostics of one run, in their order, and the lines that they stand in.

    `house` explains the codes that installed packages add.
    """

    diagnostics: tuple[Diagnostic, ...]
    lines: SourceLines
    house: tuple[Explanation, ...] = ()


_MOST_NAMED = 8
"""Journeys that are named where many inherit a fault."""


def message_of(diagnostic: Diagnostic) -> str:
    """Return what is wrong, how to mend it and what inherits it, without place and code."""
    parts = [diagnostic.headline, diagnostic.help]
    if diagnostic.reaches:
        named = diagnostic.reaches[:_MOST_NAMED]
        more = len(diagnostic.reaches) - len(named)
        rest = f" and {more} more" if more else ""
        parts.append(f"inherited by {', '.join(named)}{rest}")
    return "; ".join(filter(None, parts))


def counts_of(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """Return how many diagnostics there are of every severity, none left out."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return {severity: counts[severity] for severity in Severity}


def harmless(text: str) -> str:
    """Return a text without characters that steer a terminal: it stays on its line, left to right.

    Each is replaced by one character, so that columns stay what they are.
    """
    if text.isascii() and text.isprintable():
        return text  # nearly every text
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(c) else c for c in text)


def _steers(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("Zl", "Zp") or (category.startswith("C") and character not in _JOINERS)


def as_json_text(value: Any) -> str:
    """Return a value as indented JSON that ends its last line and can be written as UTF-8."""
    text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    return text.encode(errors="replace").decode()  # half a surrogate pair has no UTF-8
