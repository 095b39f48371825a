"""A review as the preview of a handbook shows it, on the Changes page and on those that changed."""

from __future__ import annotations

from ..model import Handbook, Journey
from ..pages.languages import Language
from ..pages.preview import ChangedPart, CurveChange, Preview
from ..pages.preview import Row as ShownRow
from ..source.git import SHORT
from .comparing import CurveMove, Review
from .escaping import cut_around
from .telling import Row, Section, heading, moved, sections

_ROOM = 600
"""Characters of a value that are shown beside the other one."""


def preview_of(review: Review, spoken: Language) -> Preview:
    """Return what the pages say of a review, in their language."""
    base = review.compared[0]
    return Preview(
        base=base.name,
        commit=base.commit[:SHORT] if base.commit else "",
        is_merge_base=base.is_merge_base,
        parts=tuple(_part(one, review, spoken) for one in sections(review, spoken)),
        pages=frozenset((page.kind, page.id) for page in review.pages),
        unread=tuple((one.side == "before", one.file, len(one.faults)) for one in review.unread),
        withheld=review.withheld,
        existed=review.exists[0],
    )


def _part(section: Section, review: Review, spoken: Language) -> ChangedPart:
    return ChangedPart(
        name=section.name,
        heading=heading(section, spoken, section.name),
        curve=_curve(section.curve, review, spoken) if section.curve else None,
        rows=tuple(_row(row) for row in section.rows),
    )


def _row(row: Row) -> ShownRow:
    before, after = cut_around(row.before, row.after, _ROOM)
    return ShownRow(
        change=row.change,
        where=row.where,
        what=row.what,
        before=before,
        after=after,
        anchor=row.path.partition("#")[2],
        place=row.place,
        is_former=row.is_former,
        note=row.note,
        reach=row.reach,
        said=row.said,
    )


def _curve(move: CurveMove, review: Review, spoken: Language) -> CurveChange | None:
    after = _journey(review.head, move.journey.id)
    former = move.before[0].stage.partition("/")[0] if move.before else ""
    before = _journey(review.base, former)
    if before is None or after is None:
        return None
    return CurveChange(before=before, after=after, moved=moved(move, spoken))


def _journey(handbook: Handbook, name: str) -> Journey | None:
    return next((journey for journey in handbook.journeys if journey.id == name), None)
