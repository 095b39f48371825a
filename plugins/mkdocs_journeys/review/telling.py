"""A review in words, before any format: sections of rows, the gravest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..insight.changes import (
    Change,
    ChangeClass,
    ItemAdded,
    ItemRemoved,
    Plain,
    Reach,
    RecordAdded,
    RecordRemoved,
    RecordRenamed,
    Reordered,
    Side,
    ValueChanged,
)
from ..pages.languages import language
from ..source.git import SHORT
from ..source.reports import count_of
from .comparing import Compared, CurveMove, Point, Review
from .escaping import cut

NOTHING = "–"
"""What stands for a value that nobody wrote."""

_LEVELS = "▁▂▃▅▇"
"""From −2 to 2; what is between two of them is shown as the nearer one."""
_UNKNOWN = "·"
_LONGEST_NAME = 60
_SHORT_NAME = 4
"""Words of a name; what has more is a sentence, and quoted."""
_LONGEST_LIST = 8
_LONGEST_VALUE = 2_000

_SECTIONS = {
    "persona": "Persona",
    "journey": "Journey",
    "touchpoint": "Touchpoints",
    "channel": "Channels",
    "kpi": "KPIs",
    "content": "Content",
    "evidence": "Evidence",
    "team": "Teams",
    "term": "Glossary",
    "handbook": "Settings",
}
_PAGED = ("persona", "journey")
"""Kinds of records of which each has a section of its own."""

_ONE_OF = {
    "kpis": "KPI",
    "aida": "AIDA",
    "stages": "stage",
    "steps": "step",
    "pain_points": "pain point",
    "opportunities": "opportunity",
    "next": "way",
    "roles": "role",
    "fears": "fear",
    "phases": "phase",
    "influencers": "influencer",
}
_ENGLISH = language("en")
"""Reviews are told in English, as the command speaks."""

_WORDS = {"kpi-use": "KPI", "touchpoint-use": "touchpoint", "kpi": "KPI", "way": "way"}
_SEGMENT = re.compile(r'([^.\[\]]+)(?:\[("?)(.*?)\2\](?=\.|$))?')
_STANDINGS = {
    "on-target": "on target",
    "behind": "behind its target",
    "alert": "past its alert",
    "unknown": "not to be judged",
}
_ANCHORS = {"kpi-use": "kpi", "touchpoint-use": "touchpoint", "step": "step"}
"""What the place on a stage's page begins with that explains such a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A change in words; nothing in them is escaped.

    `where` is the page that it is on, `path` its address from the handbook's home ("" where it has
    none), `note` what follows from it, `reach` whom else it touches. `place` are file and line, of
    the base where `is_former`.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The changes of a journey, of a persona, or of the records of one library."""

    kind: str
    name: str
    path: str
    curve: CurveMove | None
    rows: tuple[Row, ...]


def verdict(review: Review) -> tuple[str, ...]:
    """Return how many changes there are of each class, none of no change, and on how many pages."""
    counts = [(len(review.changes.of(name)), name.value) for name in ChangeClass]
    parts = [f"{count} {name}" for count, name in counts if count]
    return (*parts, count_of(len(review.pages), "page")) if parts else ()


def sections(review: Review) -> tuple[Section, ...]:
    """Return every change, section by section: first those with something breaking."""
    paths = {(page.kind, page.id): page.path for page in review.pages}
    curves = {move.journey.id: move for move in review.curves}
    units = {kpi.id: kpi.unit for book in (review.base, review.head) for kpi in book.kpis}
    found: dict[tuple[str, str], list[Change]] = {}
    for change in review.changes:
        found.setdefault(_section_of(change), []).append(change)
    for name in curves:
        found.setdefault(("journey", name), [])
    made = []
    for (kind, name), changes in found.items():
        title = _name_of(kind, name, changes, curves)
        rows = tuple(_row(change, paths, units) for change in changes)
        curve = curves.get(name) if kind == "journey" else None
        made.append(
            Section(
                kind=_SECTIONS.get(kind, kind),
                name=title,
                path=paths.get((kind, name), ""),
                curve=curve,
                rows=rows,
            )
        )
    return tuple(sorted(made, key=_gravity))


def sparkline(points: Iterable[Point]) -> str:
    """Return a curve as a character a point."""
    return "".join(
        _UNKNOWN
        if point.score is None
        else _LEVELS[min(4, max(0, round(point.score + 2 + (1e-9 if point.score > 0 else 0))))]
        for point in points
    )


def moved(move: CurveMove) -> tuple[tuple[str, str, str], ...]:
    """Return the points that feel otherwise: name, former and new score in words."""
    return tuple(
        (_name(before, after), _felt(before), _felt(after)) for before, after in move.moved
    )


def _name(before: Point | None, after: Point | None) -> str:
    point = after or before
    return point.name if point else ""


def _felt(point: Point | None) -> str:
    return NOTHING if point is None or point.score is None else signed(point.score)


def signed(number: float) -> str:
    """Return a score with its sign, as the pages show it."""
    return _ENGLISH.signed(number)


def told_of(compared: tuple[Compared, Compared]) -> str:
    """Say in a few words what was compared with what."""
    base, head = compared
    return f"{_side(base)} → {_side(head)}"


def _side(one: Compared) -> str:
    if one.kind == "working-tree":
        return "working tree"
    if one.commit is None or one.commit.startswith(one.name):
        return one.name[:12] if one.commit else one.name
    where = " (merge base)" if one.is_merge_base else ""
    return f"{one.name} at {one.commit[:SHORT]}{where}"


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


def _row(change: Change, paths: dict[tuple[str, str], str], units: dict[str, str | None]) -> Row:
    side = change.side
    before, after = _values(change, units)
    place = side.place
    path = paths.get((side.subject.kind, side.subject.id), "")
    anchor = _ANCHORS.get(change.record)
    if path and anchor and change.after:
        key = _key_of(side)
        path += f"#{anchor}:{key}" if key else ""
    return Row(
        change=change,
        where=side.subject.name,
        path=path,
        what=_what(change),
        before=before,
        after=after,
        note=_note(change),
        place=f"{place.path}:{place.line}" if place else "",
        is_former=change.after is None,
        reach=_reach(change),
    )


def _key_of(side: Side) -> str:
    keys = [key for _, _, key in _SEGMENT.findall(side.field) if key]
    return keys[-1] if keys and re.fullmatch("[a-z0-9-]+", keys[-1]) else ""


def _what(change: Change) -> str:
    """Return what changed, as in `KPI Lead rate, target`."""
    side = change.side
    words = [name for name in (_segments(side, change.record)) if name]
    subject = side.subject.kind
    if not words and isinstance(change, RecordAdded | RecordRemoved | RecordRenamed):
        words = [_WORDS.get(subject, subject)]
    return ", ".join(words)


def _segments(side: Side, record: str) -> list[str]:
    found = _SEGMENT.findall(side.field)
    last = max((at for at, (_, _, key) in enumerate(found) if key), default=-1)
    words: list[str] = []
    plain: list[str] = []
    for at, (name, _, key) in enumerate(found):
        if not key:
            plain.append(_ONE_OF["aida"] if name == "aida" else name.replace("_", " "))
            continue
        if plain:
            words.append(" ".join(plain))
            plain = []
        is_named = at == last and side.item and record not in ("emotion", "gap")
        called = _called(side, key, found[-1][0]) if is_named else key
        words.append(f"{_one(name)} {called}".rstrip())
    if plain:
        words.append(" ".join(plain))
    return words


def _one(name: str) -> str:
    """Return what one item of a list is called."""
    return _ONE_OF.get(name, name.replace("_", " ").removesuffix("s"))


def _called(side: Side, key: str, field: str) -> str:
    """Return what an item of a list is called beside its values."""
    if isinstance(side.value, dict) and "name" not in side.value:
        return ""  # what came or went says it itself
    if field in _CALLED:
        return key if re.fullmatch("[a-z0-9-]+", key) else ""
    name = cut(side.item, _LONGEST_NAME)
    return f"“{name}”" if len(name.split()) > _SHORT_NAME else name


def _values(change: Change, units: dict[str, str | None]) -> tuple[str, str]:
    match change:
        case Reordered(before=Side() as old, after=Side() as new):
            return _in_order(old), _in_order(new)
        case RecordRenamed(before=Side() as old, after=Side() as new):
            return f"{old.value}", f"{new.value}"
        case ItemAdded(after=Side() as new):
            return NOTHING, _named(new)
        case ItemRemoved(before=Side() as old):
            return _named(old), NOTHING
        case RecordAdded(after=Side() as new):
            return NOTHING, _record(new)
        case RecordRemoved(before=Side() as old):
            return _record(old), NOTHING
    return _value(change, change.before, units), _value(change, change.after, units)


def _named(side: Side) -> str:
    return ", ".join(side.names) or str(side.value)


def _in_order(side: Side) -> str:
    names = [cut(name, _LONGEST_NAME) for name in side.names or side.value]
    more = len(names) - _LONGEST_LIST
    return ", ".join(names[:_LONGEST_LIST]) + (f" and {more} more" if more > 0 else "")


def _value(change: Change, side: Side | None, units: dict[str, str | None]) -> str:
    if side is None or side.value is None:
        return NOTHING
    value = side.value
    if side.names:
        return _plain(value) if isinstance(value, int | float) else ", ".join(side.names)
    if change.record == "emotion" and side.field.endswith("score"):
        return signed(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _figure(value, units.get(_key_of(side)) if change.record == "kpi-use" else None)
    return _plain(value)


def _figure(number: float, unit: str | None) -> str:
    """Return a number with its unit as the pages show it, but with every decimal."""
    if round(number, 2) == number:
        return _ENGLISH.quantity(number, unit)
    return f"{number} {unit}" if unit else f"{number}"


def _plain(value: Plain) -> str:
    """Return any value on one line: of a record what it is called, then what else it says."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return _figure(value, None)
    if isinstance(value, list):
        return cut("; ".join(_plain(item) for item in value[:50]), _LONGEST_VALUE)
    if isinstance(value, dict):
        return _facts(value)
    return str(value)[: 50 * _LONGEST_VALUE]


_CALLED = (
    "name",
    "title",
    "text",
    "says",
    "hypothesis",
    "role",
    "kpi",
    "touchpoint",
    "stage",
    "gap",
)
_SILENT = ("id", "evidence")


def _record(side: Side) -> str:
    """Return what a record that came or went says."""
    if not isinstance(side.value, dict):
        return _plain(side.value)
    facts = _facts({key: said for key, said in side.value.items() if key not in _CALLED})
    called = cut(side.item, _LONGEST_NAME * 2)
    return f"{called} ({facts})" if called and facts else called or facts


def _facts(value: dict[str, Plain]) -> str:
    parts = []
    for key, said in value.items():
        if key in _SILENT or said is None:
            continue
        name = key.removeprefix("x-").replace("_", " ")
        if isinstance(said, list):
            parts.append(f"{len(said)} {name if len(said) != 1 else _one(key)}")
        elif isinstance(said, dict):
            inner = [_plain(said[known]) for known in ("score", "feeling", "gap") if known in said]
            parts.append(f"{name} {', '.join(inner)}" if inner else name)
        else:
            parts.append(f"{name} {cut(_plain(said), _LONGEST_NAME)}")
    return ", ".join(parts)


def _note(change: Change) -> str:
    """Return what follows from a change: better or worse, and where the KPI stands."""
    parts = []
    if isinstance(change, ValueChanged) and (found := change.comparison):
        parts += [found.trend.value] if found.trend else []
        if found.standing and found.standing[0] != found.standing[1]:
            was, now = (_STANDINGS[status.value] for status in found.standing)
            parts.append(f"was {was}, is {now}")
    elif isinstance(change, RecordRenamed):
        parts.append("renamed")
    elif isinstance(change, Reordered):
        parts.append("another order")
    return "; ".join(parts)


def _reach(change: Change) -> str:
    """Return whom a change touches beside the place it was made in; "" where nobody else."""
    reach = change.reach
    if change.subject.kind in ("stage", "journey") and not reach.variations:
        others = set(reach.journeys) - {change.side.journey.id if change.side.journey else ""}
        if not others:
            return ""
    return reach_in_words(reach)


def reach_in_words(reach: Reach) -> str:
    """Return how many maps, stages, personas and records something reaches."""
    counts = (
        (len(reach.journeys), "map"),
        (len(reach.stages), "stage"),
        (len(reach.personas), "persona"),
        (len(reach.records), "library record"),
    )
    parts = [count_of(count, noun) for count, noun in counts if count]
    return f"reaches {', '.join(parts)}" if parts else ""
