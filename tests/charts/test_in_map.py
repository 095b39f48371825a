"""A curve inside a map: over columns of unlike widths, its axis beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_journeys.charts import IN_MAP, Curve, draw_curve, draw_scale
from mkdocs_journeys.charts.curve import LEVELS

from .charting import curve, middle, numbers, point, read, series, view_box, with_class
from .examples import WORDS

WIDTHS = (1.0, 2.0, 1.2)


def over_widths(widths: tuple[float, ...]) -> Curve:
    """Return a curve with a point in the middle of each column."""
    return replace(curve(series(*([1] * len(widths))), columns=len(widths)), widths=widths)


def test_points_stand_over_the_middles_of_columns_of_unlike_widths() -> None:
    root = read(draw_curve(over_widths(WIDTHS), size=IN_MAP))
    unit = IN_MAP.column_width
    assert unit
    width, _ = view_box(root)
    assert width == pytest.approx(unit * sum(WIDTHS))
    places = [middle(dot)[0] for dot in with_class(root, "jn-chart-dot")]
    assert places == pytest.approx([0.5 * unit, 2 * unit, 3.6 * unit], abs=0.1)


def test_lines_between_columns_stand_where_the_columns_meet() -> None:
    root = read(draw_curve(over_widths(WIDTHS), size=IN_MAP))
    (path,) = with_class(root, "jn-chart-column")
    unit = IN_MAP.column_width
    assert unit
    assert numbers(path)[::3] == pytest.approx([unit, 3 * unit], abs=0.1)


def test_the_axis_stands_beside_the_curve_at_the_same_heights() -> None:
    chart, scale = (
        read(draw_curve(curve(series(1)), size=IN_MAP)),
        read(draw_scale(WORDS, size=IN_MAP)),
    )
    assert view_box(chart)[1] == view_box(scale)[1]
    (levels,) = with_class(chart, "jn-chart-level")
    (zero,) = with_class(chart, "jn-chart-zero")
    heights = sorted([*numbers(levels)[1::3], *numbers(zero)[1::3]])
    words = sorted(float(word.get("y") or 0) - 4 for word in with_class(scale, "jn-chart-word"))
    assert len(words) == len(LEVELS)
    assert words == pytest.approx(heights, abs=0.2)
    assert scale.get("aria-hidden") == "true"


def test_what_stands_beside_a_map_is_not_in_the_picture_too() -> None:
    drawn = draw_curve(curve(series(1, -1)), size=IN_MAP)
    assert not any(word in drawn for word in WORDS.levels)
    assert not with_class(read(drawn), "jn-chart-key")


@pytest.mark.parametrize("width", [0, -1, float("nan"), float("inf")])
def test_a_column_without_a_width_is_a_mistake(width: float) -> None:
    with pytest.raises(ValueError, match="width"):
        replace(curve(series(1)), widths=(width,))


def test_the_lines_of_two_series_differ_without_colour() -> None:
    first, second = (
        with_class(group, "jn-chart-line")[0].get("class")
        for group in with_class(
            read(draw_curve(curve(series(1, 2), series(0, -1)), size=IN_MAP)), "jn-chart-series"
        )
    )
    assert first != second


def test_an_assumption_stays_dotted_in_a_dashed_series() -> None:
    assumed = replace(series(0, 1), points=(point(0.5, 0, assumed=True), point(1.5, 1)))
    group = with_class(
        read(draw_curve(curve(series(1, 2), assumed), size=IN_MAP)), "jn-chart-series"
    )[1]
    assert {line.get("class") for line in with_class(group, "jn-chart-line")} == {
        "jn-chart-line jn-chart-assumed"
    }
