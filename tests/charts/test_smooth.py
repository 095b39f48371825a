"""The line through the points, before it is drawn."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_journeys.charts.smooth import Piece, Spot, smooth

from .picture import falls

_steps = st.floats(0, 500, allow_subnormal=False) | st.just(0.0)
_heights = st.floats(0, 400)


@st.composite
def runs(draw: st.DrawFn) -> list[Spot]:
    """Make spots whose x never falls, rounded as those of a plot."""
    x, spots = 0.0, []
    for _ in range(draw(st.integers(2, 12))):
        x += draw(_steps)
        spots.append(Spot(round(x, 2), draw(_heights)))
    return spots


def bend(piece: Piece, part: int) -> list[float]:
    """Return x (0) or y (1) along a piece."""
    a, b, c, d = (spot[part] for spot in piece)
    steps = [n / 24 for n in range(25)]
    return [
        (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t**3 * d
        for t in steps
    ]


@given(runs())
def test_pieces_join_all_spots_in_order(spots: list[Spot]) -> None:
    pieces = smooth(spots)
    assert [(piece.start, piece.end) for piece in pieces] == list(pairwise(spots))


@given(runs())
def test_a_piece_never_leaves_the_heights_of_its_ends(spots: list[Spot]) -> None:
    for piece in smooth(spots):
        low, high = sorted((piece.start.y, piece.end.y))
        for handle in (piece.handle_out, piece.handle_in):
            assert low - 1e-6 <= handle.y <= high + 1e-6
        heights = bend(piece, 1)
        assert falls(heights, by=1e-6) or falls(heights[::-1], by=1e-6)


@given(runs())
def test_a_line_never_turns_back(spots: list[Spot]) -> None:
    for piece in smooth(spots):
        assert falls(bend(piece, 0)[::-1], by=1e-6)


@given(runs())
def test_the_line_has_no_kink_where_the_places_differ(spots: list[Spot]) -> None:
    for before, after in pairwise(smooth(spots)):
        step_in = before.end.x - before.handle_in.x
        step_out = after.handle_out.x - after.start.x
        if step_in > 0.01 and step_out > 0.01:
            slope_in = (before.end.y - before.handle_in.y) / step_in
            slope_out = (after.handle_out.y - after.start.y) / step_out
            assert slope_in == pytest.approx(slope_out, abs=1e-3, rel=1e-3)


def test_peaks_and_valleys_are_level() -> None:
    spots = [Spot(0, 50), Spot(100, 10), Spot(200, 90), Spot(300, 90), Spot(400, 20)]
    pieces = smooth(spots)
    for before, after in pairwise(pieces):
        assert before.handle_in.y == before.end.y == after.handle_out.y


@pytest.mark.parametrize("spots", [[], [Spot(3, 4)]])
def test_fewer_than_two_spots_are_no_line(spots: list[Spot]) -> None:
    assert smooth(spots) == ()
