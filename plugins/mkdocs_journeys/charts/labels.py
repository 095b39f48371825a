"""Which points are labelled, and where the words find room.

Peaks and valleys carry their feeling, moments of truth theirs and their name. Of several places
for a label the one that covers least wins; a label that finds none is left out: the same words
are in the link and in the table beside the chart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from .boxes import Box, Obstacle, reached, weigh
from .lettering import measure_text, truncate, wrap
from .plot import Dot
from .smooth import Piece, Spot

FEELING_SIZE, NOTE_SIZE = 13.0, 11.0
_FEELING_HEIGHT, _NOTE_HEIGHT = 15.0, 14.0
_EDGE = 6.0
_REACH, _REACH_OF_TRUTH = 11.0, 15.0
_APART = 5.0
_FURTHEST = 90.0
_ENOUGH_ROOM = 60.0
"""Square units of other things that a label may cover at most, weighed."""


class Line(NamedTuple):
    """One line of a label."""

    text: str
    note: bool
    """Small: the word for a moment of truth."""

    @property
    def size(self) -> float:
        return NOTE_SIZE if self.note else FEELING_SIZE

    @property
    def height(self) -> float:
        return _NOTE_HEIGHT if self.note else _FEELING_HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words in their place."""

    dot: Dot
    lines: tuple[Line, ...]
    x: float
    anchor: str
    """`start`, `middle` or `end`, of `x`."""
    box: Box


def find_extremes(dots: Sequence[Dot]) -> dict[int, bool]:
    """Find positions of local peaks (True) and valleys (False) among `dots`, unknowns skipped.

    Of a level stretch the first point with a feeling counts. A curve that never moves is a peak
    at or above zero, a valley below.
    """
    known = [(i, d) for i, d in enumerate(dots) if d.known]
    stretches = [
        (score, list(members)) for score, members in groupby(known, lambda e: e[1].point.score or 0)
    ]
    extremes = {}
    for n, (score, members) in enumerate(stretches):
        beside = [stretches[m][0] for m in (n - 1, n + 1) if 0 <= m < len(stretches)]
        higher = [score > other for other in beside] or [score >= 0]
        if all(higher) or not any(higher):
            position = next((i for i, d in members if d.point.feeling), members[0][0])
            extremes[position] = higher[0]
    return extremes


def place_labels(
    dots: Sequence[Sequence[Dot]],
    line: Sequence[Piece],
    obstacles: Sequence[Obstacle],
    field: Box,
    *,
    line_width: float,
    note: str,
) -> tuple[Label, ...]:
    """Place labels inside `field` that keep clear of each other, of dots, line and `obstacles`.

    `note` is the word for a moment of truth; empty where a key explains its mark.
    """
    note = truncate(note, line_width * 1.25, NOTE_SIZE)
    wanted = []
    for of_series in dots:
        extremes = find_extremes(of_series)
        for i, dot in enumerate(of_series):
            truth = dot.point.moment_of_truth
            if dot.point.score is None or (i not in extremes and not truth):
                continue
            above = extremes.get(i, dot.point.score >= 0)
            wanted.append((not truth, -abs(dot.point.score), dot.spot.x, dot.series, above, dot))
    taken = [*obstacles, *(Obstacle(surround(d), 4.0) for row in dots for d in row)]
    placed = []
    for *_, above, dot in sorted(wanted, key=lambda w: w[:4]):
        label = _place(dot, above, line, taken, field, line_width, note)
        if label:
            placed.append(label)
            left, top, right, bottom = label.box
            taken.append(Obstacle(Box(left - _APART, top, right + _APART, bottom), 10.0))
    return tuple(sorted(placed, key=lambda label: (label.dot.series, label.dot.spot.x)))


def surround(dot: Dot) -> Box:
    """Return the room that a dot takes, with its mark."""
    r = 12.0 if dot.point.moment_of_truth else 7.0
    return Box(dot.spot.x - r, dot.spot.y - r, dot.spot.x + r, dot.spot.y + r)


def _place(
    dot: Dot,
    above: bool,
    line: Sequence[Piece],
    taken: Sequence[Obstacle],
    field: Box,
    line_width: float,
    note: str,
) -> Label | None:
    best, least = None, _ENOUGH_ROOM
    x, y = dot.spot
    reachable = Box(x - line_width * 1.4, y - _FURTHEST, x + line_width * 1.4, y + _FURTHEST)
    near = reached(reachable, line, taken)
    for proposal in _propose(dot, above, field, line_width, note):
        if proposal.penalty >= least:
            continue
        x, anchor, box = _anchor(proposal, field)
        cost = proposal.penalty + weigh(box, near, most=least - proposal.penalty)
        if cost < least:
            best, least = (proposal.lines, x, anchor, box), cost
        if not least:
            break  # none can cover less
    if best is None:
        return None
    lines, x, anchor, box = best
    return Label(dot=dot, lines=lines, x=x, anchor=anchor, box=box)


class _Proposal(NamedTuple):
    """A place for a label, and what speaks against it before it is known what stands there."""

    penalty: float
    lines: tuple[Line, ...]
    anchor: str
    place: Spot
    width: float
    height: float


def _propose(
    dot: Dot, above: bool, field: Box, line_width: float, note: str
) -> Iterator[_Proposal]:
    """Yield places for a label, the most natural first."""
    feelings = _break_feeling(dot.point.feeling, line_width)
    notes = (Line(note, note=True),) if note and dot.point.moment_of_truth else ()
    variants = [(lines, notes) for lines in feelings]
    if notes:
        variants.append(((), notes))
    reach = _REACH_OF_TRUTH if dot.point.moment_of_truth else _REACH
    for shortening, (feeling, noted) in enumerate(variants):
        lines = (*noted, *feeling)
        height = sum(line.height for line in lines)
        width = max(measure_text(line.text, line.size) for line in lines)
        for upwards in (above, not above):
            for lift in (0.0, 8.0, 16.0):
                top = dot.spot.y - reach - lift - height if upwards else dot.spot.y + reach + lift
                if top < field.top or top + height > field.bottom:
                    continue
                # The feeling stands nearer to the dot.
                ordered = lines if upwards else (*feeling, *noted)
                for anchor, shift in (("middle", 0.0), ("start", -4.0), ("end", 4.0)):
                    place = Spot(dot.spot.x + shift, top)
                    penalty = 6.0 * shortening + lift / 2 + (anchor != "middle") * 5
                    penalty += (upwards != above) * 25
                    yield _Proposal(penalty, ordered, anchor, place, width, height)
        # Beside the dot, turned away from the curve.
        top = dot.spot.y - height + 7 if above else dot.spot.y - 7
        if field.top <= top <= field.bottom - height:
            for anchor, x in (("start", dot.spot.x + reach), ("end", dot.spot.x - reach)):
                place = Spot(x, top)
                yield _Proposal(6.0 * shortening + 12, lines, anchor, place, width, height)


def _break_feeling(feeling: str, line_width: float) -> list[tuple[Line, ...]]:
    """Break it in full, then shorter."""
    if not feeling:
        return []
    broken = [wrap(feeling, line_width, FEELING_SIZE)]
    if len(broken[0]) > 1:
        broken.append((truncate(feeling, line_width * 1.25, FEELING_SIZE),))
    return [tuple(Line(text, note=False) for text in lines) for lines in broken]


def _anchor(proposal: _Proposal, field: Box) -> tuple[float, str, Box]:
    """Set a label at its place, or at an edge where that would cut the words."""
    _, _, anchor, (x, top), width, height = proposal
    left = x - width / 2 if anchor == "middle" else x - width if anchor == "end" else x
    if left < field.left + _EDGE:
        anchor, x, left = "start", field.left + _EDGE, field.left + _EDGE
    elif left + width > field.right - _EDGE:
        anchor, x, left = "end", field.right - _EDGE, field.right - _EDGE - width
    return x, anchor, Box(left, top, left + width, top + height)
