"""A review as text for a terminal: the verdict, then each change on a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from ..insight.changes import ChangeClass
from ..source.reports import count_of
from ..source.reports.report import harmless
from .comparing import Review, Unread
from .escaping import cut_around
from .telling import NOTHING, Row, Section, moved, sections, sparkline, told_of, verdict

_RESET, _BOLD, _DIM = "\x1b[0m", "\x1b[1m", "\x1b[2m"
_COLOURS = {
    ChangeClass.BREAKING: "\x1b[1;31m",
    ChangeClass.NOTABLE: "\x1b[1;33m",
    ChangeClass.EDITORIAL: _DIM,
}
_MARGIN = " " * 13
_ROOM = 300
"""Characters of a value that are shown."""


def as_text(review: Review, *, colour: bool = False) -> str:
    """Return a review for a terminal; without the colours the texts are the same."""
    lines = list(_lines(review, _Dress(colour)))
    return "".join(f"{line}\n" for line in lines)


class _Dress:
    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if self._colour and text else text


def _lines(review: Review, dress: _Dress) -> Iterator[str]:
    found = verdict(review)
    yield dress(_BOLD, " · ".join(found) or "no change")
    yield dress(_DIM, harmless(told_of(review.compared)))
    yield from _remarks(review)
    for section in sections(review):
        yield ""
        yield from _section(section, dress)
    if review.unread:
        yield ""
        yield from _unread(review, dress)


def _remarks(review: Review) -> Iterator[str]:
    if not review.exists[0]:
        yield "There was no handbook: all of it is new."
    if not review.exists[1]:
        yield "There is no handbook any more."


def _section(section: Section, dress: _Dress) -> Iterator[str]:
    title = f"{section.kind}: {section.name}" if section.name else section.kind
    yield dress(_BOLD, harmless(" ".join(title.split())))
    if move := section.curve:
        yield f"  {'curve':<11}{sparkline(move.before)} → {sparkline(move.after)}"
        for name, before, after in moved(move)[:8]:
            yield f"{_MARGIN}{harmless(' '.join(name.split()))}: {before} → {after}"
    for row in section.rows:
        yield from _row(row, section, dress)


def _row(row: Row, section: Section, dress: _Dress) -> Iterator[str]:
    word = row.change.change_class.value
    parts = [part for part in (row.where, row.what) if part and part != section.name]
    head = harmless(" · ".join(" ".join(part.split()) for part in parts) or row.what)
    yield f"  {dress(_COLOURS[row.change.change_class], word)}{'':{11 - len(word)}}{head}"
    before, after = (harmless(text) for text in cut_around(row.before, row.after, _ROOM))
    note = f" ({row.note})" if row.note else ""
    if len(before) + len(after) > 70 and NOTHING not in (before, after):
        yield f"{_MARGIN}{before}"
        yield f"{_MARGIN}→ {after}{note}"
    elif after == NOTHING:
        yield f"{_MARGIN}− {before}{note}"
    elif before == NOTHING:
        yield f"{_MARGIN}+ {after}{note}"
    else:
        yield f"{_MARGIN}{before} → {after}{note}"
    if row.reach:
        yield f"{_MARGIN}{row.reach}"
    if row.place:
        former = " (before)" if row.is_former else ""
        yield f"{_MARGIN}{dress(_DIM, harmless(row.place) + former)}"


def _unread(review: Review, dress: _Dress) -> Iterator[str]:
    yield dress(_BOLD, "Compared only as far as they can be read, for they have faults")
    for one in review.unread:
        yield f"  {_side(one):<7}{_told(one)}"
    if review.withheld:
        these = count_of(review.withheld, "more difference")
        yield f"  {these} may come of these faults alone and {_is(review.withheld)} left out."


def _side(one: Unread) -> str:
    return one.side


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _told(one: Unread) -> str:
    first = one.faults[0]
    place = f"{one.file}:{first.position.line}"
    more = f" (and {len(one.faults) - 1} more)" if len(one.faults) > 1 else ""
    return harmless(f"{place}: {first.headline}{more}")
