"""A review in words, before any format: sections of rows, the gravest first.

All of it is in the language that the caller asks for; `language_of` says which is the handbook's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
from ..pages import words
from ..pages.languages import Language, language
from ..pages.preview import Said, counted
from ..source.git import SHORT
from .comparing import Compared, CurveMove, Point, Review, Unread
from .wording import NOTHING, Wording, key_of

_LEVELS = "▁▂▃▅▇"
"""From −2 to 2; what is between two of them is shown as the nearer one."""
_UNKNOWN = "·"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The changes of a journey, of a persona, or of the records of one library."""

    kind: str
    name: str
    path: str
    curve: CurveMove | None
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
            curve=curves.get(name) if kind == "journey" else None,
            rows=tuple(telling.row(change) for change in changes),
        )
        for (kind, name), changes in found.items()
    ]
    return tuple(sorted(made, key=_gravity))


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
        return one.name[:12] if one.commit else one.name
    text = spoken.word("{name} at {commit}")
    if one.is_merge_base:
        text = spoken.word("{name} at {commit} (merge base)")
    return text.format(name=one.name, commit=one.commit[:SHORT])


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
            return word("another order")
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

    def _reach(self, change: Change) -> str:
        """Return whom a change touches beside the place it was made in; "" where nobody else."""
        reach = change.reach
        if change.subject.kind in ("stage", "journey") and not reach.variations:
            own = change.side.journey
            if not set(reach.journeys) - {own.id if own else ""}:
                return ""
        return reach_in_words(reach, self.wording.language)


def reach_in_words(reach: Reach, spoken: Language) -> str:
    """Return how many maps, stages, personas and records something reaches."""
    journeys, stages = len(reach.journeys), len(reach.stages)
    personas, records = len(reach.personas), len(reach.records)
    counts = (
        (journeys, spoken.words("{count} map", "{count} maps", journeys)),
        (stages, spoken.words("{count} stage", "{count} stages", stages)),
        (personas, spoken.words("{count} persona", "{count} personas", personas)),
        (records, spoken.words("{count} library record", "{count} library records", records)),
    )
    return ", ".join(text for count, text in counts if count)
