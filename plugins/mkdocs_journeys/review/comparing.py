"""Two revisions of a handbook → a review: what changed, which curves moved, on which pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from ..insight.changes import (
    Change,
    Changes,
    ItemAdded,
    ItemRemoved,
    Label,
    RecordAdded,
    RecordRemoved,
    RecordRenamed,
    Side,
    ValueChanged,
    changes_between,
)
from ..insight.changes.fields import pointed_at, referred_kind
from ..model import Handbook, Journey
from ..pages.addresses import GLOSSARY, HOME, Addresses
from ..pages.curves import moments
from ..site import Revision, nothing_collected
from ..source.diagnostics import Diagnostic

Kind: TypeAlias = Literal["commit", "folder", "working-tree"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One of the two that are compared, as it was asked for.

    `commit` is the full name of the commit that was read, None where files were read as they lie
    there. `is_merge_base` says that it is not `name` itself, but where the other side left it.
    """

    name: str
    kind: Kind
    commit: str | None = None
    is_merge_base: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of a curve: a stage, or a step of one; a score of None is unknown."""

    stage: str
    step: str | None
    name: str
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveMove:
    """A journey's emotion curve that has another course than before.

    `moved` are the points that feel otherwise, as they were and as they are; None where there was
    or is none.
    """

    journey: Label
    before: tuple[Point, ...]
    after: tuple[Point, ...]
    moved: tuple[tuple[Point | None, Point | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the handbook that a change is on; `path` is relative to the handbook's home."""

    kind: str
    id: str
    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file with faults: what could be read of it was compared, the rest was not."""

    side: Literal["before", "after"]
    file: str
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that there is to tell of a change.

    `withheld` counts what seems to have come or gone only because the other side has faults. Of
    `base` and `head` nothing is told but units of figures and the way to pages.
    """

    compared: tuple[Compared, Compared]
    exists: tuple[bool, bool]
    changes: Changes
    withheld: int
    curves: tuple[CurveMove, ...]
    pages: tuple[Page, ...]
    unread: tuple[Unread, ...]
    base: Handbook
    head: Handbook


def review_of(
    base: Revision,
    head: Revision,
    compared: tuple[Compared, Compared],
    *,
    directory_urls: bool = True,
) -> Review:
    """Compare two revisions of a handbook; pages have addresses of one form or the other."""
    with nothing_collected():
        found = changes_between(base.handbook, head.handbook)
        told = tuple(change for change in found if not _is_doubtful(change, base, head))
        changes = replace(found, changes=told)
        return Review(
            compared=compared,
            exists=(base.exists, head.exists),
            changes=changes,
            withheld=len(found) - len(told),
            curves=tuple(_curves(base, head, changes)),
            pages=tuple(_pages(Addresses(head.handbook, "", directory_urls), changes)),
            unread=(*_unread("before", base), *_unread("after", head)),
            base=base.handbook,
            head=head.handbook,
        )


def _unread(side: Literal["before", "after"], revision: Revision) -> Iterator[Unread]:
    files: dict[str, list[Diagnostic]] = {}
    for fault in revision.faults:
        files.setdefault(fault.position.path, []).append(fault)
    for file, faults in files.items():
        yield Unread(side=side, file=file, faults=tuple(faults))


def _is_doubtful(change: Change, base: Revision, head: Revision) -> bool:
    """Whether something may be there on both sides, and could not be read on one of them."""
    for side, revision in ((change.before, base), (change.after, head)):
        if _stands_in(side, revision) or _is_only_default(side, revision):
            return True
    if isinstance(change, RecordRenamed):
        return False
    went = isinstance(change, RecordRemoved | ItemRemoved)
    came = isinstance(change, RecordAdded | ItemAdded)
    if isinstance(change, ValueChanged) and change.before and change.after:
        went, came = change.after.value is None, change.before.value is None
    return (went and _hidden(change, change.before, base, head)) or (
        came and _hidden(change, change.after, head, base)
    )


_ALL_IS_READ = frozenset(
    {"unknown-reference", "unsafe-link", "nothing-to-change", "broken-rule", "conflicting-fields"}
)
"""Codes of faults that hide nothing else: what is wrong leads nowhere, and all the rest is read."""
_SETTINGS = "phase"
"""The kind of records that `handbook.yml` holds, beside the settings."""


def _hidden(change: Change, side: Side | None, here: Revision, there: Revision) -> bool:
    """Whether what one revision says is in a file, or refers to a record, unread in the other."""
    if side is None or not there.faults:
        return False
    file = _within(side.place.path, here.root) if side.place else ""
    return file in _hiding(there) or any(
        kind in there.unread_kinds or (kind, name) in there.unread
        for kind, name in _needed(change, side)
    )


def _needed(change: Change, side: Side) -> Iterator[tuple[str, str]]:
    """Yield the records that must be read for a change to be seen, by kind and id."""
    if isinstance(change, RecordAdded | RecordRemoved):
        yield change.record, side.path[-1]
        if pointed := pointed_at(change.record, side.value):
            yield pointed
    elif kind := referred_kind(change.record, side.path):
        yield kind, side.value if isinstance(side.value, str) else side.path[-1]


def _hiding(revision: Revision) -> frozenset[str]:
    """Return the files of which something could not be read."""
    return frozenset(
        _within(fault.position.path, revision.root)
        for fault in revision.faults
        if fault.code not in _ALL_IS_READ
    )


def _stands_in(side: Side | None, revision: Revision) -> bool:
    return side is not None and side.place in revision.stand_ins


def _is_only_default(side: Side | None, revision: Revision) -> bool:
    """Whether a setting is ours, because nobody could read the authors' own."""
    return side is not None and side.place is None and _SETTINGS in revision.unread_kinds


def _within(file: str, root: str) -> str:
    return file.removeprefix(f"{root}/") if root else file


def _curves(base: Revision, head: Revision, changes: Changes) -> Iterator[CurveMove]:
    """Yield the curves of journeys that both revisions tell in full, and that differ."""
    former = {journey.id: journey for journey in base.handbook.journeys}
    hiding = _hiding(base), _hiding(head)
    journeys, stages = _renamed(changes, "journey"), _renamed(changes, "stage")
    for journey in head.handbook.journeys:
        was = former.get(journeys.get(journey.id, journey.id))
        if was is None or _is_in(hiding[0], was, base) or _is_in(hiding[1], journey, head):
            continue
        before, after = _points(was), _points(journey)
        known = {_key(point): point for point in before}
        pairs: list[tuple[Point | None, Point | None]] = []
        for point in after:
            stage = point.stage.partition("/")[2]
            # A renamed stage is the same point; a variation inherits the new id from its base map.
            old = known.get(_key(point)) or known.get(_key(point, stages.get(stage, stage)))
            pairs.append((old, point))
        met = {id(old) for old, _ in pairs}
        pairs += [(old, None) for old in before if id(old) not in met]
        moved = tuple(pair for pair in pairs if _score(pair[0]) != _score(pair[1]))
        order = [id(old) for old, _ in pairs if id(old) in map(id, before)]
        if moved or order != list(map(id, before)):
            label = Label(kind="journey", id=journey.id, name=journey.name)
            yield CurveMove(journey=label, before=before, after=after, moved=moved)


def _is_in(files: frozenset[str], journey: Journey, revision: Revision) -> bool:
    """Whether a journey or a base map of it is written in one of some files."""
    above: Journey | None = journey
    while above is not None and files:
        if _within(above.origin.file, revision.root) in files:
            return True
        above = above.base
    return False


def _renamed(changes: Changes, record: str) -> dict[str, str]:
    """Return the former ids of what was renamed, by the new ones; of stages without the journey."""
    return {
        change.after.value: change.before.value
        for change in changes
        if isinstance(change, RecordRenamed)
        and change.record == record
        and change.before
        and change.after
    }


def _key(point: Point, stage: str = "") -> tuple[str, str]:
    """Return what a point is told by within its journey."""
    return stage or point.stage.partition("/")[2], point.step or ""


def _score(point: Point | None) -> float | None:
    return point.score if point else None


def _points(journey: Journey) -> tuple[Point, ...]:
    return tuple(
        Point(
            stage=moment.stage.address,
            step=moment.step.id if moment.step else None,
            name=moment.name,
            score=moment.emotion.score if moment.emotion else None,
        )
        for moment in moments(journey)
    )


def _pages(addresses: Addresses, changes: Changes) -> Iterator[Page]:
    """Yield the pages that something changed on, in the order of the handbook."""
    found: Counter[tuple[str, str]] = Counter()
    for change in changes:
        found[change.subject.kind, change.subject.id] += 1
        found.update(("persona", name) for name in change.reach.personas)
        found.update(("journey", name) for name in change.reach.journeys)
        found.update(("stage", name) for name in change.reach.stages)
        if change.subject.kind == "term":
            found["glossary", "glossary"] += 1
    head = addresses.handbook
    if ("handbook", "handbook") in found:
        yield Page(kind="handbook", id="handbook", name=head.title, path=addresses.url(HOME))
    for persona in head.personas:
        if ("persona", persona.id) in found:
            yield _page("persona", persona.id, persona.name, addresses.source(persona), addresses)
    for journey in head.journeys:
        if ("journey", journey.id) in found:
            yield _page("journey", journey.id, journey.name, addresses.source(journey), addresses)
        for stage in journey.stages:
            if ("stage", stage.address) in found:
                yield _page("stage", stage.address, stage.name, addresses.source(stage), addresses)
    called = head.views.get("glossary", "Glossary")
    if ("glossary", "glossary") in found and called != "off":
        path = addresses.url(GLOSSARY)
        yield Page(kind="glossary", id="glossary", name=called, path=path)


def _page(kind: str, name: str, title: str, source: str, addresses: Addresses) -> Page:
    return Page(kind=kind, id=name, name=title, path=addresses.url(source))
