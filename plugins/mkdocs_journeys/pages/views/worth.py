"""Impact against effort: what an opportunity promises beside what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from markupsafe import Markup

from ...insight.actions import OPEN, STATUSES, Actions
from ...insight.folding import Folded
from ...model import Opportunity
from .. import words
from ..viewing import a_view
from ..writer import Link, Writer
from .parts import Badge, badge

_LEVELS = (1, 2, 3, 4, 5)


@a_view
class OpportunityLine:
    """An opportunity in short; `number` is that of its row, of which `id` is the anchor.

    One of another page has no number; `url` leads to it.
    """

    number: int | None
    id: str
    url: str
    text: Markup | None
    status: Badge
    owner: Link | None
    ownerless: bool
    due: str | None
    due_day: str
    late: bool


@a_view
class Dot:
    """An opportunity in the matrix: its number, and where its row is."""

    number: int | None
    url: str
    title: str
    status: str


@a_view
class MatrixCell:
    """The opportunities of one impact and effort; `corner` names what a corner stands for."""

    dots: tuple[Dot, ...]
    corner: str
    worth: str


@a_view
class MatrixView:
    """Impact against effort: a row for each impact, the highest first.

    `statuses` are those that occur, for the key; `unrated` lack one of the two.
    """

    efforts: tuple[int, ...]
    rows: tuple[tuple[int, tuple[MatrixCell, ...]], ...]
    statuses: tuple[Badge, ...]
    unrated: tuple[Dot, ...]
    dropped: bool


@a_view
class CountedCell:
    """How many opportunities have one impact and effort, "" for none.

    `corner` names what a corner stands for.
    """

    count: str
    corner: str
    worth: str


@a_view
class CountedMatrix:
    """Impact against effort in counts: a row for each impact, the highest first."""

    efforts: tuple[int, ...]
    rows: tuple[tuple[int, tuple[CountedCell, ...]], ...]
    unrated: str | None


def matrix(
    writer: Writer, lines: Mapping[Folded[Opportunity], OpportunityLine]
) -> MatrixView | None:
    """Return the matrix of what is not dropped; a rating between two levels takes the nearer."""
    cells: dict[tuple[int, int], list[Dot]] = {}
    unrated = []
    for group, line in lines.items():
        impact, effort = group.record.impact, group.record.effort
        if group.record.status == "dropped":
            continue
        dot = Dot(
            number=line.number,
            url=line.url,
            title=f"{plain(writer, group.record.text)} · {line.status.word}",
            status=line.status.value,
        )
        if impact is None or effort is None:
            unrated.append(dot)
        else:
            cells.setdefault((int(impact + 0.5), int(effort + 0.5)), []).append(dot)
    if not cells:
        return None
    corners = _corners(writer)
    found = {dot.status for dots in (*cells.values(), unrated) for dot in dots}
    return MatrixView(
        efforts=_LEVELS,
        rows=tuple(
            (
                impact,
                tuple(
                    MatrixCell(
                        dots=tuple(cells.get((impact, effort), ())),
                        corner=corners.get((impact, effort), ""),
                        worth=_worth(impact - effort),
                    )
                    for effort in _LEVELS
                ),
            )
            for impact in reversed(_LEVELS)
        ),
        statuses=tuple(
            badge(writer, words.STATUSES, status) for status in STATUSES if status in found
        ),
        unrated=tuple(unrated),
        dropped=any(group.record.status == "dropped" for group in lines),
    )


def counted_matrix(writer: Writer, of: Actions) -> CountedMatrix | None:
    """Return the matrix of what waits to be done, with counts; None where nothing is rated."""
    waiting = [group.record for group in of.opportunities if group.record.status in OPEN]
    counts = Counter(
        (int(chance.impact + 0.5), int(chance.effort + 0.5))
        for chance in waiting
        if chance.impact is not None and chance.effort is not None
    )
    if not counts:
        return None
    language, corners = writer.language, _corners(writer)
    unrated = len(waiting) - counts.total()
    return CountedMatrix(
        efforts=_LEVELS,
        rows=tuple(
            (
                impact,
                tuple(
                    CountedCell(
                        count=language.number(number) if number else "",
                        corner=corners.get((impact, effort), ""),
                        worth=_worth(impact - effort),
                    )
                    for effort in _LEVELS
                    for number in (counts[impact, effort],)
                ),
            )
            for impact in reversed(_LEVELS)
        ),
        unrated=language.words("{count} without a rating", "{count} without a rating", unrated)
        if unrated
        else None,
    )


def _corners(writer: Writer) -> dict[tuple[int, int], str]:
    """Return what the corners of the matrix stand for, by impact and effort."""
    word = writer.language.word
    return {
        (5, 1): word("Quick wins"),
        (5, 5): word("Big projects"),
        (1, 1): word("Small gains"),
        (1, 5): word("Not worth it"),
    }


def _worth(gain: int) -> str:
    return "more" if gain >= 2 else "even" if gain >= 0 else "less"


def plain(writer: Writer, text: str) -> str:
    """Return a text without its marks, for a title or a link."""
    html = writer.inline(text)
    return html.striptags() if html else ""
