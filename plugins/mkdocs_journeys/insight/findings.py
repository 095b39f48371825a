"""Running the rules: what they find, as diagnostics, each once and where its author can mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from ..model import Handbook, Journey, Record
from ..source.diagnostics import Diagnostic, Severity
from ..source.nodes import walk
from ..source.positions import Position
from .rules import FINDERS, Context, Finding

_OTHER_FILES = frozenset(
    {
        "persona-without-journey",
        "persona-on-assumption",
        "lane-missing",
        "stage-without-kpi",
        "stage-without-touchpoint",
        "opportunity-without-owner",
        "message-without-content",
        "unused-record",
    }
)
"""Rules that miss something which may well stand in another file, one that cannot be read."""


def findings(
    handbook: Handbook, *, today: dt.date, faults: Iterable[Diagnostic] = ()
) -> list[Diagnostic]:
    """Return what the rules find, with the severity that the handbook gives each.

    `faults` are those of its sources. Where there are any, the handbook is not whole: files with
    a fault and the variations that inherit from them get no findings, nor does anything that may
    stand in another file.
    """
    faulty = {fault.position.path for fault in faults}
    unsure = {journey for journey in handbook.journeys if faulty & _files_of(journey, faulty)}
    context = Context(handbook, today)
    found = []
    for code, rule in FINDERS.items():
        severity = handbook.rules.get(code, "warning")
        if severity == "off" or (faulty and code in _OTHER_FILES):
            continue
        found += [
            Diagnostic(
                position=place,
                severity=Severity(severity),
                code=code,
                headline=finding.headline,
                help=finding.help,
                reaches=reaches,
            )
            for finding, reaches in _once(rule(context))
            if (place := _place(finding)).path not in faulty
            and _journey_of(finding.record) not in unsure
        ]
    return found


def _once(found: Iterable[Finding]) -> Iterator[tuple[Finding, tuple[str, ...]]]:
    """Yield the findings that are not inherited, each with the journeys that inherit it."""
    by_key = {_key(finding.record): finding for finding in found}
    reaches: dict[Finding, list[str]] = {finding: [] for finding in by_key.values()}
    for finding in by_key.values():
        root = finding
        while above := _above(root, by_key):
            root = above
        journey = _journey_of(finding.record)
        if root is not finding and journey:
            reaches.pop(finding)
            reaches.setdefault(root, []).append(journey.id)
    return ((finding, tuple(sorted(journeys))) for finding, journeys in reaches.items())


_Key: TypeAlias = tuple[object, ...]


def _above(finding: Finding, found: dict[_Key, Finding]) -> Finding | None:
    """Return the finding of the base map that this one only repeats."""
    journey = _journey_of(finding.record)
    if journey is None or journey.base is None:
        return None
    if finding.value and not finding.record.origin.inherited(*finding.value):
        return None  # the wrong value is written here
    return found.get((journey.base, *_key(finding.record)[1:]))


def _key(record: Record) -> _Key:
    """Return what tells a record from others, the journey first.

    The rest is the same for a record of a base map and for what a variation makes of it.
    """
    journey = _journey_of(record)
    if journey is None or record is journey:
        return (journey or record,)
    name = getattr(record, "id", None) or id(record.origin.node)
    return (journey, *_key(record.parent)[1:], type(record), name) if record.parent else (journey,)


def _place(finding: Finding) -> Position:
    """Return where a finding is shown: at its value, or at what is nearest in the record's file.

    A value that is inherited and wrong only in the variation is none of the base map's business.
    """
    record: Record | None = finding.record
    places = [finding.record.origin.position(*(finding.value or finding.shown))]
    while record is not None:
        places.append(record.origin.position())
        record = record.parent
    return next(place for place in places if place.path == finding.record.origin.file)


def _files_of(journey: Journey, faulty: set[str]) -> set[str]:
    """Return the files that a journey was written in; not looked for where none is faulty."""
    if not faulty:
        return set()
    return {node.position.path for node in walk(journey.origin.node)}


def _journey_of(record: Record) -> Journey | None:
    above: Record | None = record
    while above is not None and not isinstance(above, Journey):
        above = above.parent
    return above
