"""What is wrong with the authors' files: a diagnostic, and the closed table of its codes.

A diagnostic knows no output format; `reports/` renders it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .positions import Position


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


FAULTS: dict[str, str] = {
    # Files
    "empty-handbook": "The folder holds neither a persona nor a journey.",
    "unexpected-file": "A file lies where the handbook expects another name, ending or place.",
    "invalid-id": "A file name or a key that serves as an id is not lowercase kebab-case.",
    "unreadable-file": "A file cannot be opened, or is not text in UTF-8.",
    "limit-exceeded": "A file is too large, too deeply nested, or multiplies itself by aliases.",
    # YAML
    "yaml-syntax": "A file is not YAML.",
    "duplicate-key": "A mapping says the same key twice; YAML would drop the first one.",
    "invalid-key": "A key is not a plain text.",
    "unknown-tag": "A value carries a YAML tag; the handbook knows none.",
    # Shape
    "unknown-field": "A record has a field that the format does not know.",
    "missing-field": "A record lacks a field that it must have.",
    "conflicting-fields": "Two fields of a record exclude each other, or one needs another.",
    "wrong-type": "A value is of another kind than its field takes: text, number, list, record.",
    "unknown-choice": "A value is not among the choices of its field.",
    "out-of-range": "A number lies outside the range of its field.",
    "invalid-date": "A date is not written as 2026-12-31, or does not exist.",
    "invalid-period": "A span of time is not written as `6 months`.",
    "invalid-share": "A share is not written as `60%`, from 0 to 100.",
    "invalid-text": "A text is empty, or has several lines where one is needed.",
    "invalid-locale": "A locale is not one of those that dates and numbers can be written in.",
    "unsafe-link": "A link or a path has a scheme that is not allowed, or leaves the handbook.",
    # References
    "unknown-reference": "A reference names a record that does not exist.",
    "duplicate-id": "Two records that are told apart by their id have the same one.",
    "extends-cycle": "Journeys extend one another in a circle.",
    "nothing-to-change": "A variation removes or moves a record that its base map does not have.",
    # House rules
    "broken-rule": "A rule that an installed package adds cannot be run.",
}
"""What makes a handbook unfit to be published, by code: always an error."""

RULES: dict[str, str] = {
    # Personas
    "persona-without-journey": "A persona has no journey.",
    "too-many-strategic-personas": "More than five personas are strategic.",
    "persona-on-assumption": "Nothing that is said of a persona cites evidence.",
    # Maps
    "lane-missing": "A strategic persona's map leaves a whole lane empty.",
    "stage-without-emotion": "Nobody says how a stage feels.",
    "stage-without-kpi": "A stage has no KPI.",
    "stage-without-objective": "A stage has no AIDA objective.",
    "stage-without-touchpoint": "A stage has no touchpoint.",
    "unreachable-stage": "No way leads to a stage.",
    "shares-over-100": "The shares of the ways out of a stage add up to more than 100%.",
    # What we do and say
    "kpi-without-target": "A KPI of a stage has no target.",
    "kpi-past-alert": "A KPI's current figure is past its alert.",
    "pain-point-without-opportunity": "No opportunity answers a pain point.",
    "opportunity-without-owner": "An open opportunity has no owner.",
    "opportunity-past-due": "A planned opportunity is past its due date.",
    "message-without-content": "A message has neither content that proves it nor a gap to fill.",
    # Upkeep
    "review-overdue": "A persona or a journey was to be reviewed before today.",
    "stale-evidence": "Evidence that something rests on is older than the handbook allows.",
    "unused-record": "A record of the library is used nowhere.",
    "useless-ignore": "A comment silences a finding that is not there.",
}
"""Where a handbook falls short of a good one, by code: a warning, unless `handbook.yml` says else.

`source/ignores.py` finds useless-ignore, `insight/rules.py` all others.
"""

HOUSE_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
"""What the code of a rule looks like that an installed package adds: `package/rule`."""

CODES = {**FAULTS, **RULES}
"""Every code of ours, with what it means. Closed: `Diagnostic` refuses others but house rules'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One fault in the authors' files: where, which, and a way out.

    `headline` says what is wrong, `help` how to mend it ("" where the headline says it all).
    `reaches` are the journeys that inherit what is wrong, beside the one it was written in.
    """

    position: Position
    severity: Severity = Severity.ERROR
    code: str
    headline: str
    help: str = ""
    reaches: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if self.code not in CODES and not HOUSE_CODE.fullmatch(self.code):
            raise ValueError(f"no such diagnostic code: {self.code}")


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, each fault once.

    A fault in a base map shows up again in every variation of it; it is still one fault, and
    reaches all of them.
    """
    reached: dict[Diagnostic, dict[str, None]] = {}
    for diagnostic in diagnostics:
        reached.setdefault(diagnostic, {}).update(dict.fromkeys(diagnostic.reaches))
    merged = (
        replace(diagnostic, reaches=tuple(sorted(journeys)))
        for diagnostic, journeys in reached.items()
    )
    return tuple(sorted(merged, key=lambda fault: (fault.position, fault.code, fault.headline)))


def quoted(text: str, limit: int = 60) -> str:
    """Return an author's text as it may stand in a headline: in quotes, on one line, not long."""
    short = shortened(text, limit)
    return '"' + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short) + '"'


def shortened(text: str, limit: int = 60) -> str:
    """Return a text that is at most this long."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
