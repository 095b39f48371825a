"""Where things stand: a map's columns and the curve above them must agree to the unit."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_journeys.charts import FIGURE, Curve, Series, draw_curve
from mkdocs_journeys.charts.lettering import measure_text
from mkdocs_journeys.charts.smooth import Spot, smooth

from .charting import (
    curve,
    curves,
    middle,
    numbers,
    pieces,
    point,
    read,
    series,
    view_box,
    with_class,
)
from .examples import COLUMNS


@pytest.mark.parametrize("columns", [1, 2, 7, 8, 40])
def test_in_a_map_every_column_is_as_wide_as_asked(columns: int) -> None:
    row = series(*(i % 5 - 2 for i in range(columns)))
    root = read(draw_curve(curve(row, columns=columns), size=COLUMNS))
    width, _ = view_box(root)
    assert width == columns * 200
    places = [middle(dot)[0] for dot in with_class(root, "jn-chart-dot")]
    assert places == pytest.approx([(i + 0.5) / columns * width for i in range(columns)])
    paths = with_class(root, "jn-chart-column")
    separators = [x for path in paths for x in numbers(path)[::3]]
    assert separators == [i * 200 for i in range(1, columns)]


def test_steps_stand_inside_their_stages_column() -> None:
    row = Series(name="Anna", points=tuple(point(x, 1) for x in (0.25, 0.75, 1.1)))
    root = read(draw_curve(curve(row, columns=2), size=COLUMNS))
    assert [middle(dot)[0] for dot in with_class(root, "jn-chart-dot")] == [50, 150, 220]


def test_dots_stand_on_the_grid_line_of_their_score() -> None:
    root = read(draw_curve(curve(series(-2, -1, 0, 1, 2)), size=COLUMNS))
    (levels,) = with_class(root, "jn-chart-level")
    (zero,) = with_class(root, "jn-chart-zero")
    found = numbers(levels) + numbers(zero)
    heights = sorted(found[1::3], reverse=True)
    assert [middle(dot)[1] for dot in with_class(root, "jn-chart-dot")] == heights
    assert numbers(zero) == [0, heights[2], 1600]
    assert (set(found[::3]), set(found[2::3])) == ({0}, {1600})


def test_a_figure_grows_with_its_columns_so_that_heads_stay_readable() -> None:
    for columns, width in ((1, 640), (8, 640), (9, 960), (40, 2880)):
        root = read(draw_curve(curve(series(1), columns=columns), size=FIGURE))
        assert view_box(root)[0] == width
        assert f"jn-chart-w{width // 320}" in root.attrib["class"].split()


def test_points_may_come_in_any_order() -> None:
    ordered = tuple(point(i + 0.5, score, number=i) for i, score in enumerate((1, -1, 2)))
    turned = Series(name="Anna", points=ordered[::-1])
    straight = Series(name="Anna", points=ordered)
    assert draw_curve(curve(turned), size=COLUMNS) == draw_curve(curve(straight), size=COLUMNS)


@given(curves(), st.sampled_from((COLUMNS, FIGURE)))
@settings(max_examples=80)
def test_nothing_leaves_the_view_box(drawn: Curve, size: object) -> None:
    root = read(draw_curve(drawn, size=COLUMNS if size is COLUMNS else FIGURE))
    width, height = view_box(root)
    for group in with_class(root, "jn-chart-series"):
        for dot in with_class(group, "jn-chart-dot"):
            x, y = middle(dot)
            assert -0.1 <= x <= width + 0.1
            assert 0 <= y <= height
    for label in (text for group in with_class(root, "jn-chart-labels") for text in group):
        small = {id(e) for e in with_class(label, "jn-chart-note")}
        share = {"jn-chart-start": 0.0, "jn-chart-end": 1.0}.get(label.get("class", ""), 0.5)
        baseline = float(label.attrib["y"])
        for line in label.iter():
            baseline += float(line.get("dy", "0"))
            wide = measure_text(line.text or "", 11 if id(line) in small else 13)
            left = float(label.attrib["x"]) - wide * share
            assert left >= -0.1
            assert left + wide <= width + 0.1
            assert 9 <= baseline <= height - 3
    for area in with_class(root, "jn-chart-hit"):
        left, top = float(area.attrib["x"]), float(area.attrib["y"])
        assert left >= 0
        assert top >= 0
        assert left + float(area.attrib["width"]) <= width
        assert top + float(area.attrib["height"]) <= height


@given(curves())
@settings(max_examples=80)
def test_the_line_never_overshoots_its_points(drawn: Curve) -> None:
    root = read(draw_curve(drawn, size=COLUMNS))
    for group in with_class(root, "jn-chart-series"):
        dots = with_class(group, "jn-chart-dot")
        for line in with_class(group, "jn-chart-line"):
            for start, out, into, end in pieces(line):
                low, high = sorted((start[1], end[1]))
                assert low <= out[1] <= high
                assert low <= into[1] <= high
                assert start[0] <= out[0] <= into[0] <= end[0]
        assert len(dots) >= sum(
            len(list(pieces(line))) for line in with_class(group, "jn-chart-line")
        )


places = st.lists(
    st.tuples(st.integers(0, 10_000).map(lambda n: n / 10), st.floats(0, 200)),
    min_size=2,
    max_size=12,
    unique_by=lambda p: p,
)


@given(places)
def test_pieces_join_all_spots_in_one_direction(found: list[tuple[float, float]]) -> None:
    spots = [Spot(x, y) for x, y in sorted(found)]
    joined = smooth(spots)
    assert [piece.start for piece in joined] == spots[:-1]
    assert [piece.end for piece in joined] == spots[1:]
    for piece in joined:
        low, high = sorted((piece.start.y, piece.end.y))
        for handle in (piece.handle_out, piece.handle_in):
            assert low - 1e-6 <= handle.y <= high + 1e-6


def test_the_line_is_smooth_where_it_rises_on() -> None:
    joined = smooth([Spot(0, 0), Spot(10, 10), Spot(30, 50), Spot(40, 90)])
    for before, after in pairwise(joined):
        arriving = (before.end.y - before.handle_in.y) / (before.end.x - before.handle_in.x)
        leaving = (after.handle_out.y - after.start.y) / (after.handle_out.x - after.start.x)
        assert arriving == pytest.approx(leaving)
        assert arriving > 0


def test_one_spot_is_no_line() -> None:
    assert smooth([Spot(1, 1)]) == ()
