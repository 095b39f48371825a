"""Where points and lines are drawn: in line with the columns, and never beyond what was said."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_journeys.charts import FIGURE, Curve, Size, frame

from .examples import COLUMNS, SIZES, any_curve, curve, point, through
from .picture import centre, draw, falls, numbers

SCORES = [half / 2 for half in range(-4, 5)]
KNOWN = st.sampled_from(SCORES)


@pytest.mark.parametrize("columns", [1, 3, 8])
def test_a_stage_stands_in_the_middle_of_its_column_of_the_map(columns: int) -> None:
    picture = draw(curve(through(*[1] * columns), columns=columns), COLUMNS)
    for n, spot in enumerate(picture.spots()):
        assert spot.x == pytest.approx((n + 0.5) / columns * picture.width, abs=0.1)


@pytest.mark.parametrize("columns", [1, 3, 8])
@pytest.mark.parametrize("steps", [1, 2, 3, 5, 7])
def test_steps_spread_within_the_column_of_their_stage(columns: int, steps: int) -> None:
    places = [stage + (n + 0.5) / steps for stage in range(columns) for n in range(steps)]
    picture = draw(curve([point(x, -1) for x in places], columns=columns), COLUMNS)
    drawn = [spot.x for spot in picture.spots()]
    assert drawn == pytest.approx([x / columns * picture.width for x in places], abs=0.1)


@pytest.mark.parametrize("scores", [(2, 2), (-2, 0, 2), (None, 1, None), (1.5, -0.5)])
def test_columns_do_not_move_with_the_scores(scores: tuple[float | None, ...]) -> None:
    picture = draw(curve(through(*scores), columns=4), COLUMNS)
    known = [n for n, score in enumerate(scores) if score is not None]
    assert [spot.x for spot in picture.spots()] == pytest.approx(
        [(n + 0.5) / 4 * picture.width for n in known], abs=0.1
    )


def test_separators_stand_between_the_columns_of_the_map() -> None:
    picture = draw(curve(through(1, 2, 1), columns=5), COLUMNS)
    (path,) = picture.all("jn-chart-column")
    lines = [numbers(line)[0] for line in path.get("d", "").split("M")[1:]]
    assert lines == pytest.approx([picture.width * n / 5 for n in (1, 2, 3, 4)], abs=0.1)


def test_a_series_longer_than_the_heads_still_has_columns() -> None:
    picture = draw(curve(through(1, 2, 1, 0), columns=2), COLUMNS)
    assert [spot.x / picture.width for spot in picture.spots()] == pytest.approx(
        [1 / 8, 3 / 8, 5 / 8, 7 / 8]
    )


def test_curves_over_as_many_columns_share_what_pygal_draws(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = []
    real = frame._ExactXY.setup

    def count(chart: object) -> None:
        drawn.append(chart)
        real(chart)

    monkeypatch.setattr(frame._ExactXY, "setup", count)
    size = replace(COLUMNS, height=261)  # no other test's
    low, high = (draw(curve(through(*scores), columns=3), size) for scores in ((-2, -1), (1, 2)))
    assert len(drawn) == 1
    assert low.heights == high.heights
    assert low.spots() != high.spots()


@pytest.mark.parametrize("size", SIZES)
def test_a_higher_score_is_drawn_higher_and_an_equal_one_at_the_same_height(size: Size) -> None:
    scores = [0.0, *SCORES, *reversed(SCORES)]
    spots = draw(curve(through(*scores)), size).spots()
    by_score = dict(zip(scores, (spot.y for spot in spots), strict=True))
    assert [by_score[score] for score in scores] == [spot.y for spot in spots]
    heights = [by_score[score] for score in SCORES]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == len(SCORES)


@pytest.mark.parametrize("size", SIZES)
def test_whole_scores_stand_on_the_grid_lines(size: Size) -> None:
    picture = draw(curve(through(-2, -1, 0, 1, 2)), size)
    assert [s.y for s in picture.spots()] == pytest.approx(picture.heights, abs=0.1)
    (zero,) = picture.all("jn-chart-zero")
    assert numbers(zero.get("d", ""))[1] == pytest.approx(picture.spots()[2].y, abs=0.1)


@pytest.mark.parametrize("others", [(0,), (2, 2), (-2,), (1, None)])
def test_the_scale_is_the_same_whatever_is_drawn(others: tuple[float | None, ...]) -> None:
    assert draw(curve(through(*others)), COLUMNS).heights == draw(curve(), COLUMNS).heights


def test_points_are_drawn_from_left_to_right_whatever_their_order() -> None:
    ordered = [point(0.5, 1), point(1.5, -1), point(2.5, 2)]
    shuffled = [ordered[2], ordered[0], ordered[1]]
    first, second = (draw(curve(points), COLUMNS) for points in (ordered, shuffled))
    assert second.lines() == first.lines()
    assert second.spots() == first.spots()


def test_an_unknown_score_is_a_gap() -> None:
    picture = draw(curve(through(1, 2, None, -1, 1), columns=5), COLUMNS)
    gap = (1.5 / 5 * picture.width, 3.5 / 5 * picture.width)
    (before, after) = picture.lines()
    assert before[-1].x == pytest.approx(gap[0], abs=0.1)
    assert after[0].x == pytest.approx(gap[1], abs=0.1)
    assert len(picture.dots()) == 4
    (fill,) = picture.all("jn-chart-fill")
    for path in fill.get("d", "").removesuffix("Z").split("Z"):
        xs = [*numbers(path.split("V")[0])[::2], *numbers(path.split("H")[1])]
        assert max(xs) <= gap[0] + 0.1 or min(xs) >= gap[1] - 0.1


@pytest.mark.parametrize("scores", [(None, 1, 2), (1, 2, None), (None, 1, 2, None, None)])
def test_an_unknown_score_at_an_end_draws_nothing(scores: tuple[float | None, ...]) -> None:
    picture = draw(curve(through(*scores)), COLUMNS)
    (line,) = picture.lines()
    assert (line[0], line[-1]) == (picture.spots()[0], picture.spots()[1])
    assert len(picture.dots()) == 2


@pytest.mark.parametrize("size", SIZES)
def test_a_known_score_between_two_unknown_is_a_dot_alone(size: Size) -> None:
    picture = draw(curve(through(None, 1, None)), size)
    assert len(picture.dots()) == 1
    assert picture.lines() == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("points", [[], through(None), through(None, None, None)])
def test_nothing_known_is_no_line_and_no_dot(points: list[object], size: Size) -> None:
    picture = draw(curve(through(*[None] * len(points))), size)
    assert picture.lines() == []
    assert picture.dots() == []
    assert "unknown" in picture.texts or not points


def test_a_gap_is_named_once() -> None:
    picture = draw(curve(through(1, None, None, 2, None), columns=5), COLUMNS)
    assert picture.texts.count("unknown") == 2


def test_segments_at_an_assumption_are_dashed_and_the_others_are_not() -> None:
    points = [point(n + 0.5, n % 3 - 1, assumed=n == 2) for n in range(5)]
    picture = draw(curve(points), COLUMNS)
    xs = [spot.x for spot in picture.spots()]
    stretches = []
    for path in picture.all("jn-chart-line", under=picture.series[0]):
        values = numbers(path.get("d", ""))
        stretches.append(((values[0], values[-2]), "jn-chart-assumed" in path.get("class", "")))
    assert stretches == [
        ((xs[0], xs[1]), False),
        ((xs[1], xs[3]), True),
        ((xs[3], xs[4]), False),
    ]


def test_the_dot_of_an_assumption_is_hollow_and_the_others_are_not() -> None:
    points = [point(n + 0.5, 1, assumed=n == 1) for n in range(3)]
    dots = draw(curve(points), COLUMNS).dots()
    assert ["jn-chart-assumed" in dot.get("class", "") for dot in dots] == [False, True, False]


@pytest.mark.parametrize("size", SIZES)
def test_moments_of_truth_are_marked_round_their_dots(size: Size) -> None:
    points = [point(n + 0.5, n - 2, truth=n in (1, 3)) for n in range(5)]
    picture = draw(curve(points), size)
    marks = [centre(mark) for mark in picture.all("jn-chart-truth", under=picture.series[0])]
    spots = picture.spots()
    assert [mark.x for mark in marks] == pytest.approx([spots[1].x, spots[3].x], abs=0.1)
    assert [mark.y for mark in marks] == pytest.approx([spots[1].y, spots[3].y], abs=0.1)
    assert any("Moment of truth" in text for text in picture.texts)


def test_without_a_moment_of_truth_there_is_neither_mark_nor_word() -> None:
    picture = draw(curve(through(1, -1)), COLUMNS)
    assert picture.all("jn-chart-truth") == []
    assert not any("Moment of truth" in text for text in picture.texts)


@settings(max_examples=60)
@given(st.lists(KNOWN, min_size=2, max_size=12), st.sampled_from(SIZES))
def test_the_drawn_line_never_rises_above_or_sinks_below_its_points(
    scores: list[float], size: Size
) -> None:
    picture = draw(curve(through(*scores)), size)
    (line,) = picture.lines()
    for (a, b), at in zip(pairwise(picture.spots()), range(0, len(line) - 1, 16), strict=True):
        heights = [place.y for place in line[at : at + 17]]
        assert (heights[0], heights[-1]) == pytest.approx((a.y, b.y), abs=0.1)
        assert falls(heights, by=0.06) or falls(heights[::-1], by=0.06)


@settings(max_examples=80)
@given(any_curve, st.sampled_from(SIZES))
def test_every_curve_is_drawn_inside_its_view_box(wild: Curve, size: Size) -> None:
    picture = draw(wild, size)
    assert len(picture.series) == len(wild.series)
    for number, series in enumerate(wild.series):
        spots = picture.spots(number)
        assert len(spots) == sum(p.score is not None for p in series.points)
        for place in [*spots, *(place for line in picture.lines(number) for place in line)]:
            assert -0.1 <= place.x <= picture.width + 0.1
            assert min(picture.heights) - 0.1 <= place.y <= max(picture.heights) + 0.1
    assert picture.heights == sorted(picture.heights, reverse=True)
    # A key of many rows does not press the curve flat.
    assert picture.heights[0] - picture.heights[4] > 0.4 * min(size.height, 300)
    for word in picture.words():
        assert word.baseline <= picture.height
        assert word.baseline - 0.8 * word.size >= 0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [13, 40, 100])
def test_a_key_of_many_rows_makes_the_picture_higher_instead_of_the_curve_flat(
    count: int, size: Size
) -> None:
    few = draw(curve(through(-2, 2)), size)
    many = draw(curve(*[through(-2, 2)] * count), size)
    spans = [p.heights[0] - p.heights[4] for p in (few, many)]
    assert spans[1] >= spans[0] * 0.8
    assert many.height > few.height


@pytest.mark.parametrize(
    "xs",
    [(0.5, 0.5, 0.5), (0.0, 0.0), (0.0, 1.0), (0.5, 0.5 + 1e-9, 0.5 + 2e-9), (0.0, 5e-324, 1.0)],
)
@pytest.mark.parametrize("size", SIZES)
def test_points_in_nearly_the_same_place_are_drawn(xs: tuple[float, ...], size: Size) -> None:
    picture = draw(curve([point(x, 2 - n) for n, x in enumerate(xs)]), size)
    assert len(picture.dots()) == len(xs)
    (line,) = picture.lines()
    assert all(0 <= place.x <= picture.width for place in line)


@pytest.mark.parametrize("score", [-2, -0.5, 0, 1.5, 2])
def test_a_curve_that_never_moves_is_level(score: float) -> None:
    picture = draw(curve(through(*[score] * 6)), COLUMNS)
    (line,) = picture.lines()
    level = picture.spots()[0].y
    assert [place.y for place in line] == pytest.approx([level] * len(line), abs=0.05)


def test_forty_points_are_all_drawn() -> None:
    points = [point((n + 0.5) / 5, SCORES[n * 4 % 9]) for n in range(40)]
    picture = draw(curve(points, columns=8), COLUMNS)
    assert len({spot.x for spot in picture.spots()}) == 40


def test_one_column_shares_no_width() -> None:
    picture = draw(curve([point(0.25, 1), point(0.75, -1)], columns=1), FIGURE)
    left, right = picture.spots()
    gutter = picture.width - 2 * (right.x - left.x)
    assert left.x == pytest.approx(gutter + (picture.width - gutter) / 4, abs=0.2)
    assert picture.all("jn-chart-column")


@pytest.mark.parametrize("x", [-0.1, float("nan"), float("inf"), 1e300, 20_000])
def test_what_is_no_place_on_the_axis_is_refused(x: float) -> None:
    with pytest.raises(ValueError, match="place on the axis"):
        point(x)


@pytest.mark.parametrize("score", [2.1, -2.01, float("nan"), float("inf")])
def test_a_score_beyond_the_axis_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match="a score lies between"):
        point(score=score)
