"""Running the rules: what they find, as diagnostics, each once and where its author can mend it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

from ..model import Handbook, Journey, Record
from ..source.diagnostics import Diagnostic, Severity
from ..source.nodes import walk
from ..source.positions import Position
from .house_rules import BrokenRuleError, InstalledRule, broken_rule, run
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
    handbook: Handbook,
    *,
    today: dt.date,
    faults: Iterable[Diagnostic] = (),
    house: Iterable[InstalledRule] = (),
    root: str = "",
) -> list[Diagnostic]:
    """Return what the rules find, with the severity that the handbook gives each.

    `faults` are those of its sources. Where there are any, the handbook is not whole: files with
    a fault and the variations that inherit from them get no findings, nor does anything that may
    stand in another file. `house` are the rules that packages add: they find nothing in a
    handbook that is not whole. `root` is its folder as people see it, where a finding without a
    file is shown.
    """
    faulty = {fault.position.path for fault in faults}
    unsure = {journey for journey in handbook.journeys if faulty & _files_of(journey, faulty)}
    context = Context(handbook, today)
    runs: list[tuple[str, Callable[[Context], Iterable[Finding]]]] = [
        (code, finder) for code, finder in FINDERS.items() if not (faulty and code in _OTHER_FILES)
    ]
    if not faulty:
        runs += [(installed.code, partial(run, installed)) for installed in house]
    found = []
    for code, find in runs:
        severity = handbook.rules.get(code, "warning")
        if severity == "off":
            continue
        try:
            seen = _once(find(context))
        except BrokenRuleError as error:
            found.append(broken_rule(str(error), root))
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
            for finding, reaches in seen
            if (place := _place(finding, root)).path not in faulty
            and _journey_of(finding.record) not in unsure
        ]
    return found


def _once(found: Iterable[Finding]) -> list[tuple[Finding, tuple[str, ...]]]:
    """Return the findings that are not inherited, each with the journeys that inherit it."""
    keys = dict(_keyed(found))
    by_key = {key: finding for finding, key in keys.items()}
    reaches: dict[Finding, list[str]] = {finding: [] for finding in keys}
    for finding in keys:
        root = finding
        while above := _above(root, keys, by_key):
            root = above
        journey = _journey_of(finding.record)
        if root is not finding and journey:
            reaches.pop(finding)
            reaches.setdefault(root, []).append(journey.id)
    return [(finding, tuple(sorted(journeys))) for finding, journeys in reaches.items()]


_Key: TypeAlias = tuple[object, ...]


def _keyed(found: Iterable[Finding]) -> Iterator[tuple[Finding, _Key]]:
    """Yield each finding once, with its key.

    A rule may find several things at the same place: the first of the base map is then the first
    of the variation.
    """
    seen: Counter[_Key] = Counter()
    for finding in dict.fromkeys(found):
        key = (*_key(finding.record), finding.value, finding.shown)
        yield finding, (*key, seen[key])
        seen[key] += 1


def _above(
    finding: Finding, keys: dict[Finding, _Key], by_key: dict[_Key, Finding]
) -> Finding | None:
    """Return the finding of the base map that this one only repeats."""
    journey = _journey_of(finding.record)
    if journey is None or journey.base is None:
        return None
    if finding.value and not finding.record.origin.inherited(*finding.value):
        return None  # the wrong value is written here
    return by_key.get((journey.base, *keys[finding][1:]))


def _key(record: Record) -> _Key:
    """Return what tells a record from others, the journey first.

    The rest is the same for a record of a base map and for what a variation makes of it.
    """
    journey = _journey_of(record)
    if journey is None or record is journey:
        return (journey or record,)
    name = getattr(record, "id", None) or id(record.origin.node)
    return (journey, *_key(record.parent)[1:], type(record), name) if record.parent else (journey,)


def _place(finding: Finding, root: str) -> Position:
    """Return where a finding is shown: at its value, or at what is nearest in the record's file.

    A value that is inherited and wrong only in the variation is none of the base map's business.
    """
    record: Record | None = finding.record
    places = [finding.record.origin.position(*(finding.value or finding.shown))]
    while record is not None:
        places.append(record.origin.position())
        record = record.parent
    own = (place for place in places if place.path and place.path == finding.record.origin.file)
    return next(own, Position(root))  # what is built in was written in no file


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
