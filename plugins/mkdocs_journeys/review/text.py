"""A review as text for a terminal: the verdict, then each change on a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..insight.changes import ChangeClass
from ..pages.languages import Language
from ..pages.preview import CLASSES
from ..source.reports.report import harmless
from .comparing import Review, Unread
from .escaping import cut_around
from .telling import (
    Row,
    Section,
    heading,
    in_other_order,
    language_of,
    left_out,
    more_faults,
    moved,
    sections,
    side_of,
    sparkline,
    told_of,
    verdict,
)
from .wording import NOTHING

_RESET, _BOLD, _DIM = "\x1b[0m", "\x1b[1m", "\x1b[2m"
_COLOURS = {
    ChangeClass.BREAKING: "\x1b[1;31m",
    ChangeClass.NOTABLE: "\x1b[1;33m",
    ChangeClass.EDITORIAL: _DIM,
}
_ROOM = 300
"""Characters of a value that are shown."""


def as_text(review: Review, *, colour: bool = False) -> str:
    """Return a review for a terminal; without the colours the texts are the same."""
    lines = list(_Telling(language_of(review), colour).lines(review))
    return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells a review in a language."""

    spoken: Language
    colour: bool

    @property
    def column(self) -> int:
        """The width of the column with the classes, in characters."""
        return max(len(self.spoken.word(word)) for word in CLASSES.values()) + 2

    @property
    def margin(self) -> str:
        """What stands before a line that goes on below a change."""
        return " " * (self.column + 2)

    def lines(self, review: Review) -> Iterator[str]:
        word = self.spoken.word
        yield self._dressed(_BOLD, " · ".join(verdict(review, self.spoken)) or word("no change"))
        yield self._dressed(_DIM, harmless(told_of(review.compared, self.spoken)))
        if not review.exists[0]:
            yield word("There was no handbook: all of it is new.")
        if not review.exists[1]:
            yield word("There is no handbook any more.")
        for section in sections(review, self.spoken):
            yield ""
            yield from self._section(section)
        if review.unread:
            yield ""
            yield from self._unread(review)

    def _dressed(self, code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if self.colour and text else text

    def _section(self, section: Section) -> Iterator[str]:
        title = heading(section, self.spoken, section.name)
        yield self._dressed(_BOLD, harmless(" ".join(title.split())))
        if move := section.curve:
            word = self.spoken.word("curve")
            yield f"  {word:<{self.column}}{sparkline(move.before)} → {sparkline(move.after)}"
            for name, before, after in moved(move, self.spoken)[:8]:
                point = self.spoken.word("{kind}: {name}").format(
                    kind=harmless(" ".join(name.split())), name=f"{before} → {after}"
                )
                yield f"{self.margin}{point}"
            if not move.moved:
                yield self.margin + harmless(in_other_order(section.moved, self.spoken))
        for row in section.rows:
            yield from self._row(row, section)

    def _row(self, row: Row, section: Section) -> Iterator[str]:
        of = row.change.change_class
        word = self.spoken.word(CLASSES[of])
        parts = [part for part in (row.where, row.what) if part and part != section.name]
        head = harmless(" · ".join(" ".join(part.split()) for part in parts) or row.what)
        gap = " " * (self.column - len(word))
        yield f"  {self._dressed(_COLOURS[of], word)}{gap}{head}"
        before, after = (harmless(text) for text in cut_around(row.before, row.after, _ROOM))
        note = f" ({harmless(row.note)})" if row.note else ""
        if len(before) + len(after) > 70 and NOTHING not in (before, after):
            yield f"{self.margin}{before}"
            yield f"{self.margin}→ {after}{note}"
        elif after == NOTHING:
            yield f"{self.margin}− {before}{note}"
        elif before == NOTHING:
            yield f"{self.margin}+ {after}{note}"
        else:
            yield f"{self.margin}{before} → {after}{note}"
        if row.reach:
            yield self.margin + self.spoken.word("reaches {what}").format(what=harmless(row.reach))
        if row.place:
            place = harmless(row.place)
            if row.is_former:
                place = self.spoken.word("{place}, before").format(place=place)
            yield self.margin + self._dressed(_DIM, place)

    def _unread(self, review: Review) -> Iterator[str]:
        word = self.spoken.word
        yield self._dressed(
            _BOLD, word("Compared only as far as they can be read, for they have faults")
        )
        for one in review.unread:
            yield f"  {side_of(one, self.spoken):<6} {self._told(one)}"
        if review.withheld:
            yield f"  {left_out(review, self.spoken)}"

    def _told(self, one: Unread) -> str:
        first = one.faults[0]
        text = f"{one.file}:{first.position.line}: {first.headline}"
        return harmless(f"{text}{more_faults(one, self.spoken)}")
