"""The line through the points.

Monotone cubic pieces, so that a curve never claims more joy or more grief than was measured.

Tangents after M. Steffen, "A simple method for monotonic interpolation in one dimension",
Astronomy and Astrophysics 239 (1990).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Spot(NamedTuple):
    """A place in user units; y grows downwards."""

    x: float
    y: float


class Piece(NamedTuple):
    """A cubic Bezier piece. Both handles lie between the heights of its ends."""

    start: Spot
    handle_out: Spot
    handle_in: Spot
    end: Spot


def smooth(spots: Sequence[Spot]) -> tuple[Piece, ...]:
    """Join `spots`, whose x never falls; none for fewer than two.

    Each piece is monotone, hence no overshoot; spots at one x are joined by a straight line.
    """
    slopes = [_measure_slope(a, b) for a, b in pairwise(spots)]
    tangents = [_choose_tangent(spots, slopes, i) for i in range(len(spots))] if slopes else []
    pieces = []
    for i, (start, end) in enumerate(pairwise(spots)):
        third = (end.x - start.x) / 3
        rise_out, rise_in = tangents[i] * third, tangents[i + 1] * third
        if not third:
            rise_out = rise_in = (end.y - start.y) / 3
        pieces.append(
            Piece(
                start,
                Spot(start.x + third, start.y + rise_out),
                Spot(end.x - third, end.y - rise_in),
                end,
            )
        )
    return tuple(pieces)


def _measure_slope(a: Spot, b: Spot) -> float:
    return (b.y - a.y) / (b.x - a.x) if b.x > a.x else 0.0


def _choose_tangent(spots: Sequence[Spot], slopes: Sequence[float], i: int) -> float:
    if i in (0, len(slopes)):
        return _choose_end_tangent(spots, slopes, i)
    before, after = slopes[i - 1], slopes[i]
    if before * after <= 0:
        return 0.0
    step_before, step_after = spots[i].x - spots[i - 1].x, spots[i + 1].x - spots[i].x
    mean = (before * step_after + after * step_before) / (step_before + step_after)
    steepest = 2 * min(abs(before), abs(after), abs(mean) / 2)
    return steepest if before > 0 else -steepest


def _choose_end_tangent(spots: Sequence[Spot], slopes: Sequence[float], i: int) -> float:
    """Leave the end without a kink: half as steep again as the piece at most."""
    slope = slopes[0] if i == 0 else slopes[-1]
    if len(slopes) == 1:
        return 0.0  # a lone piece is drawn as an S, like the others
    inner = _choose_tangent(spots, slopes, 1 if i == 0 else len(slopes) - 1)
    return (3 * slope - inner) / 2
