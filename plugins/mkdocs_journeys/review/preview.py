"""A review as the preview of a handbook shows it, on the Changes page and on those that changed.

Whoever opens a pull request writes the texts: none of them may turn round what stands beside it.
"""

from __future__ import annotations

from ..model import Handbook, Journey
from ..pages.languages import Language
from ..pages.preview import ChangedPart, CurveChange, Preview, Said
from ..pages.preview import Row as ShownRow
from ..source.git import SHORT
from ..source.reports.report import harmless
from .comparing import CurveMove, Review
from .escaping import cut, cut_around
from .telling import Row, Section, heading, moved, sections, short_name

_ROOM = 600
"""Characters of a value that are shown beside the other one."""


def preview_of(review: Review, spoken: Language) -> Preview:
    """Return what the pages say of a review, in their language."""
    base = review.compared[0]
    return Preview(
        base=short_name(base),
        commit=base.commit[:SHORT] if base.commit else "",
        is_merge_base=base.is_merge_base,
        parts=tuple(_part(one, review, spoken) for one in sections(review, spoken)),
        pages=frozenset((page.kind, page.id) for page in review.pages),
        unread=tuple((one.side == "before", one.file, len(one.faults)) for one in review.unread),
        withheld=review.withheld,
        existed=review.exists[0],
        former=review.base,
    )


def _part(section: Section, review: Review, spoken: Language) -> ChangedPart:
    return ChangedPart(
        name=harmless(section.name),
        heading=harmless(heading(section, spoken, section.name)),
        curve=_curve(section.curve, review, spoken) if section.curve else None,
        rows=tuple(_row(row) for row in section.rows),
    )


def _row(row: Row) -> ShownRow:
    before, after = cut_around(row.before, row.after, _ROOM)
    if row.said and row.change.before:  # what else it said is told by itself
        before = cut(row.change.before.item or row.change.before.subject.name, _ROOM)
    return ShownRow(
        change=row.change,
        where=harmless(row.where),
        what=harmless(row.what),
        before=harmless(before),
        after=harmless(after),
        anchor=row.path.partition("#")[2],
        place=harmless(row.place),
        is_former=row.is_former,
        note=harmless(row.note),
        reach=harmless(row.reach),
        said=_harmless(row.said) if row.said else None,
    )


def _harmless(said: Said) -> Said:
    """Return what a record said without characters that steer; its lines stay."""
    return Said(
        text="\n".join(map(harmless, said.text.splitlines())),
        facts=tuple((harmless(name), _harmless(fact)) for name, fact in said.facts),
        items=tuple(map(_harmless, said.items)),
    )


def _curve(move: CurveMove, review: Review, spoken: Language) -> CurveChange | None:
    after = _journey(review.head, move.journey.id)
    former = move.before[0].stage.partition("/")[0] if move.before else ""
    before = _journey(review.base, former)
    if before is None or after is None:
        return None
    shown = tuple((harmless(name), was, now) for name, was, now in moved(move, spoken))
    return CurveChange(before=before, after=after, moved=shown)


def _journey(handbook: Handbook, name: str) -> Journey | None:
    return next((journey for journey in handbook.journeys if journey.id == name), None)
