"""A review in words, before any format: sections of rows, the gravest first.

All of it is in the language that the caller asks for; `language_of` says which is the handbook's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..insight.changes import (
    Aim,
    Change,
    ChangeClass,
    Reach,
    RecordRenamed,
    Reordered,
    Trend,
    ValueChanged,
)
from ..insight.rising import longest_rise
from ..model import Journey
from ..pages import words
from ..pages.languages import Language, language
from ..pages.preview import Said, counted
from ..source.git import SHORT
from .comparing import Compared, CurveMove, Point, Review, Unread
from .escaping import cut
from .wording import LONGEST_NAME, NOTHING, Wording, key_of

_LEVELS = "▁▂▃▅▇"
"""From −2 to 2; what is between two of them is shown as the nearer one."""
_UNKNOWN = "·"
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_DIGITS = 12
"""Of a commit's name, enough to know it by in any repository."""
_ = words.mark

_SECTIONS = {
    "persona": _("Persona"),
    "journey": _("Journey"),
    "touchpoint": _("Touchpoints"),
    "channel": _("Channels"),
    "kpi": _("KPIs"),
    "content": _("Content"),
    "evidence": _("Evidence"),
    "team": _("Teams"),
    "term": _("Glossary"),
    "handbook": _("Settings"),
}
_MOST_MOVED = 6
"""Stages whose former and present place are told."""
_PAGED = ("persona", "journey")
"""Kinds of records of which each has a section of its own."""

_TRENDS = {Trend.BETTER: _("better"), Trend.WORSE: _("worse")}
_AIMS = {Aim.HIGHER: _("higher aim"), Aim.LOWER: _("lower aim")}
_ANCHORS = {"kpi-use": "kpi", "touchpoint-use": "touchpoint", "step": "step"}
"""What the place on a stage's page begins with that explains such a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A change in words; nothing in them is escaped.

    `where` is the page that it is on, `path` its address from the handbook's home ("" where it has
    none), `note` what follows from it, `reach` whom else it touches ("" for nobody). `place` are
    file and line, of the base where `is_former`; `said` is what a record said that is gone.
    """

    change: Change
    where: str
    path: str
    what: str
    before: str
    after: str
    note: str
    place: str
    is_former: bool
    reach: str
    said: Said | None


Moved: TypeAlias = tuple[str, str, str]
"""A stage that stands elsewhere in its journey: its name, its former place and its present one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The changes of a journey, of a persona, or of the records of one library.

    `moved` are the stages of a curve that has another course only for their order.
    """

    kind: str
    name: str
    path: str
    curve: CurveMove | None
    moved: tuple[Moved, ...]
    rows: tuple[Row, ...]


def language_of(review: Review) -> Language:
    """Return the language that a handbook names as its own; English where it names none."""
    book = review.head if review.exists[1] else review.base
    return language(book.locale or "en")


def verdict(review: Review, spoken: Language) -> tuple[str, ...]:
    """Return how many changes there are of each class, none of no change, and on how many pages."""
    counts = [(name, len(review.changes.of(name))) for name in ChangeClass]
    parts = [counted(name, count, spoken) for name, count in counts if count]
    pages = spoken.words("{count} page", "{count} pages", len(review.pages))
    return (*parts, pages) if parts else ()


def sections(review: Review, spoken: Language) -> tuple[Section, ...]:
    """Return every change, section by section: first those with something breaking."""
    paths = {(page.kind, page.id): page.path for page in review.pages}
    curves = {move.journey.id: move for move in review.curves}
    telling = _Telling(Wording(spoken, (review.base, review.head)), paths)
    found: dict[tuple[str, str], list[Change]] = {}
    for change in review.changes:
        found.setdefault(_section_of(change), []).append(change)
    for name in curves:
        found.setdefault(("journey", name), [])
    made = [
        Section(
            kind=spoken.word(_SECTIONS[kind]),
            name=_name_of(kind, name, changes, curves),
            path=paths.get((kind, name), ""),
            curve=(curve := curves.get(name) if kind == "journey" else None),
            moved=_moved_in(curve, telling.wording) if curve else (),
            rows=tuple(telling.row(change) for change in changes),
        )
        for (kind, name), changes in found.items()
    ]
    return tuple(sorted(made, key=_gravity))


def _moved_in(move: CurveMove, wording: Wording) -> tuple[Moved, ...]:
    if move.moved or not move.before:
        return ()
    former = move.before[0].stage.partition("/")[0]
    return _moved_stages(former, move.journey.id, wording)


def _moved_stages(former: str, now: str, wording: Wording) -> tuple[Moved, ...]:
    """Return the stages that stand elsewhere, as few as can have moved, by their ids."""
    before, after = wording.books[0].named.get(("journey", former)), wording.named("journey", now)
    if not isinstance(before, Journey) or not isinstance(after, Journey):
        return ()
    places = {stage.id: stage.number for stage in before.stages}
    stayed = [stage for stage in after.stages if stage.id in places]
    kept = longest_rise([places[stage.id] for stage in stayed])
    number = wording.language.number
    return tuple(
        (cut(stage.name, LONGEST_NAME), number(places[stage.id]), number(stage.number))
        for place, stage in enumerate(stayed)
        if place not in kept
    )


def in_other_order(moved: Sequence[Moved], spoken: Language) -> str:
    """Say that a list has another order, and where what moved was and is."""
    text = spoken.word("another order")
    if not moved:
        return text
    told = "; ".join(f"{name} {was} → {now}" for name, was, now in moved[:_MOST_MOVED])
    more = len(moved) - _MOST_MOVED
    told += f" {and_more(more, spoken)}" if more > 0 else ""
    return spoken.word("{kind}: {name}").format(kind=text, name=told)


def heading(section: Section, spoken: Language, name: str) -> str:
    """Return what a section is called; `name` is its name as the format writes it."""
    if not name:
        return section.kind
    return spoken.word("{kind}: {name}").format(kind=section.kind, name=name)


def sparkline(points: Iterable[Point]) -> str:
    """Return a curve as a character a point."""
    return "".join(
        _UNKNOWN
        if point.score is None
        else _LEVELS[min(4, max(0, round(point.score + 2 + (1e-9 if point.score > 0 else 0))))]
        for point in points
    )


def moved(move: CurveMove, spoken: Language) -> tuple[tuple[str, str, str], ...]:
    """Return the points that feel otherwise: name, former and new score in words."""
    return tuple(
        (_name(before, after), _felt(before, spoken), _felt(after, spoken))
        for before, after in move.moved
    )


def _name(before: Point | None, after: Point | None) -> str:
    point = after or before
    return point.name if point else ""


def _felt(point: Point | None, spoken: Language) -> str:
    return NOTHING if point is None or point.score is None else spoken.signed(point.score)


def told_of(compared: tuple[Compared, Compared], spoken: Language) -> str:
    """Say in a few words what was compared with what."""
    base, head = compared
    return f"{_side(base, spoken)} → {_side(head, spoken)}"


def _side(one: Compared, spoken: Language) -> str:
    if one.kind == "working-tree":
        return spoken.word("working tree")
    if one.commit is None or one.commit.startswith(one.name):
        return short_name(one)
    text = spoken.word("{name} at {commit}")
    if one.is_merge_base:
        text = spoken.word("{name} at {commit} (merge base)")
    return text.format(name=short_name(one), commit=one.commit[:SHORT])


def is_commit(one: Compared) -> bool:
    """Whether what is compared was named as Git names a commit, by digits alone."""
    return one.commit is not None and _COMMIT.fullmatch(one.name) is not None


def short_name(one: Compared) -> str:
    """Return the name of what is compared; that of a commit by its first digits."""
    return one.name[:_DIGITS] if is_commit(one) else one.name


def side_of(one: Unread, spoken: Language) -> str:
    """Say which of the two revisions a file is of."""
    return spoken.word("before") if one.side == "before" else spoken.word("after")


def more_faults(one: Unread, spoken: Language) -> str:
    """Say how many faults a file has beside its first."""
    more = len(one.faults) - 1
    return f" ({and_more(more, spoken)})" if more else ""


def and_more(count: int, spoken: Language) -> str:
    """Say how many others there are."""
    return spoken.word("and {count} more").format(count=spoken.number(count))


def left_out(review: Review, spoken: Language) -> str:
    """Say how many differences may come of faults alone."""
    return spoken.words(
        "{count} more difference may come of these faults alone and is left out.",
        "{count} more differences may come of these faults alone and are left out.",
        review.withheld,
    )


def _gravity(section: Section) -> int:
    ranks = [list(ChangeClass).index(row.change.change_class) for row in section.rows]
    return min(ranks, default=1)


def _section_of(change: Change) -> tuple[str, str]:
    journey = change.side.journey
    if journey is not None:
        return "journey", journey.id
    subject = change.subject
    return subject.kind, subject.id if subject.kind in _PAGED else ""


def _name_of(kind: str, name: str, changes: list[Change], curves: dict[str, CurveMove]) -> str:
    if kind not in _PAGED:
        return ""
    if changes:
        side = changes[0].side
        return (side.journey or side.subject).name
    return curves[name].journey.name


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells changes as rows; `paths` are those of pages, by kind and id."""

    wording: Wording
    paths: Mapping[tuple[str, str], str]

    def row(self, change: Change) -> Row:
        side = change.side
        before, after = self.wording.values(change)
        path = self.paths.get((side.subject.kind, side.subject.id), "")
        anchor, key = _ANCHORS.get(change.record), key_of(side)
        if path and anchor and key and change.after:
            path += f"#{anchor}:{key}"
        return Row(
            change=change,
            where=side.subject.name,
            path=path,
            what=self.wording.what(change),
            before=before,
            after=after,
            note=self._note(change),
            place=f"{side.place.path}:{side.place.line}" if side.place else "",
            is_former=change.after is None,
            reach=self._reach(change),
            said=self.wording.said(change),
        )

    def _note(self, change: Change) -> str:
        """Say what follows from a change: better or worse, what is aimed at, where a KPI stands."""
        word = self.wording.language.word
        if isinstance(change, RecordRenamed):
            return word("renamed")
        if isinstance(change, Reordered):
            return in_other_order(self._moved(change), self.wording.language)
        if not isinstance(change, ValueChanged) or change.comparison is None:
            return ""
        trend, aim = change.comparison.trend, change.comparison.aim
        standing = change.comparison.standing
        told = word(_TRENDS[trend]) if trend else word(_AIMS[aim]) if aim else ""
        if standing is None or standing[0] == standing[1]:
            return told
        was, now = (word(words.KPI_STATUSES[status]) for status in standing)
        stands = f"{was} → {now}"
        return word("{trend}; {standing}").format(trend=told, standing=stands) if told else stands

    def _moved(self, change: Reordered) -> tuple[Moved, ...]:
        if change.record != "journey" or change.before is None or change.after is None:
            return ()
        return _moved_stages(change.before.subject.id, change.after.subject.id, self.wording)

    def _reach(self, change: Change) -> str:
        """Return whom a change touches beside the place it was made in; "" where nobody else."""
        own, subject = change.side.journey, change.subject
        journey = own.id if own else ""
        reach = change.reach
        is_own = not reach.variations and not set(reach.journeys) - {journey}
        if subject.kind in ("stage", "journey") and is_own:
            return ""
        return reach_in_words(change.reach_elsewhere, self.wording)


def reach_in_words(reach: Reach, wording: Wording) -> str:
    """Return what something reaches, as in `maps “A”, “B” and 2 more · 4 stages · persona Ada`.

    Up to two maps and two personas are named, in the order of the handbook; stages and records of
    the library are counted. The names are the authors' own, and nothing in them is escaped.
    """
    spoken = wording.language
    one_map, one_persona = len(reach.journeys) == 1, len(reach.personas) == 1
    maps = spoken.word("map {names}") if one_map else spoken.word("maps {names}")
    people = spoken.word("persona {names}") if one_persona else spoken.word("personas {names}")
    parts = (
        maps.format(names=_names("journey", reach.journeys, wording)),
        spoken.words("{count} stage", "{count} stages", len(reach.stages)),
        people.format(names=_names("persona", reach.personas, wording)),
        spoken.words("{count} library record", "{count} library records", len(reach.records)),
    )
    counts = reach.journeys, reach.stages, reach.personas, reach.records
    return " · ".join(part for part, found in zip(parts, counts, strict=True) if found)


_NAMED = 2
"""Maps and personas that are named; the others are counted."""


def _names(kind: str, ids: Sequence[str], wording: Wording) -> str:
    found = (wording.named(kind, name) for name in ids[:_NAMED])
    # A map's title is a sentence as often as not.
    in_quotes = wording.language.word("“{name}”") if kind == "journey" else "{name}"
    names = ", ".join(in_quotes.format(name=cut(one.name, LONGEST_NAME)) for one in found if one)
    more = len(ids) - _NAMED
    return f"{names} {and_more(more, wording.language)}" if more > 0 else names
