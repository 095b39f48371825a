"""pygal lays out and draws; what is worth keeping of its tree is taken over, cleaned.

Left behind: script, style, comments and ids that differ from run to run, coordinates as hidden
text, a title at every tick, straight lines. Nothing outside this file knows pygal.
"""

import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import pygal  # type: ignore[import-untyped]  # ships neither stubs nor annotations

from .curve import HIGHEST, LEVELS, LOWEST, Curve, Point
from .size import Size
from .smooth import Spot
from .svg import node, number

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A point in the place pygal gave it; an unknown stands at the bottom of the plot."""

    point: Point
    series: int
    spot: Spot

    @property
    def known(self) -> bool:
        return self.point.score is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """pygal's drawing of a curve, in user units of the viewBox."""

    width: float
    height: float
    head_line: float
    """Bottom of the plot; column heads are below."""
    columns: int
    column_width: float
    """Of an ordinary column."""
    levels: tuple[Element, ...]
    """Grid lines from −2 to +2."""
    level_heights: tuple[float, ...]
    separators: tuple[Element, ...]
    dots: tuple[tuple[Dot, ...], ...]
    """Of each series, from left to right."""

    @property
    def zero(self) -> float:
        return self.level_heights[-LOWEST]


class _ExactXY(pygal.XY):  # type: ignore[misc]  # pygal is untyped
    """pygal's chart without the margins it adds round the plot: a map's columns depend on it."""

    def _compute_margin(self) -> None:
        super()._compute_margin()
        # pygal made room for labels, which are set elsewhere.
        box = self.margin_box
        box.top = box.right = box.bottom = box.left = 0

    def _set_view(self) -> None:
        self._box.margin = 0  # otherwise 2 % of the ranges on every side
        super()._set_view()


def draw_plot(curve: Curve, size: Size, *, key_height: float, head_height: float) -> Plot:
    """Draw grid, separators and dots. `key_height` and `head_height` are kept free."""
    columns = curve.count_columns()
    length = curve.measure_length()
    column_width = size.measure_column(length)
    width = size.measure_width(length)
    # A key of many rows makes the picture higher, not the curve flat.
    height = size.height + key_height
    above = size.head_room + key_height
    below = size.foot_room + head_height
    unit = (height - above - below) / (HIGHEST - LOWEST)
    chart = _ExactXY(
        width=width,
        height=height,
        margin=0,
        # The ranges span the whole viewBox, so that every position comes from one projection.
        xrange=(-size.gutter / column_width, length),
        range=(LOWEST - below / unit, HIGHEST + above / unit),
        title=None,
        js=(),
        css=(),
        no_prefix=True,
        show_legend=False,
        include_x_axis=False,
        truncate_label=-1,
    )
    chart.y_labels = [{"value": level, "label": str(level)} for level in LEVELS]
    first_separator = 0 if size.gutter else 1
    chart.x_labels = [
        {"value": curve.place(i), "label": str(i)} for i in range(first_separator, columns)
    ]
    ordered = [tuple(sorted(series.points, key=lambda p: p.x)) for series in curve.series]
    for points in ordered:
        chart.add("", [_give_value(i, curve, p) for i, p in enumerate(points)], stroke=False)
    # Without a single value pygal draws no axis: the last series is never seen.
    chart.add("", [(0, 0)], stroke=False, show_dots=False)
    tree = chart.render_tree()

    head_line = height - head_height
    level_lines = _take_guides(tree, "axis y", "jn-chart-level")
    separators = _take_guides(tree, "axis x", "jn-chart-column") if chart.x_labels else ()
    circles = _take_circles(tree)
    return Plot(
        width=width,
        height=height,
        head_line=head_line,
        columns=columns,
        column_width=column_width,
        levels=level_lines,
        level_heights=tuple(_read_height(line) for line in level_lines),
        separators=separators,
        dots=tuple(
            tuple(
                Dot(
                    point=point,
                    series=i,
                    spot=circles.get((i, j))
                    or Spot(size.gutter + curve.place(point.x) * column_width, head_line - 14),
                )
                for j, point in enumerate(points)
            )
            for i, points in enumerate(ordered)
        ),
    )


def _give_value(position: int, curve: Curve, point: Point) -> dict[str, object]:
    """Give a point to pygal, which copies `node` onto its circle: so a circle is found again."""
    return {"value": (curve.place(point.x), point.score), "node": {"data-point": position}}


def _find(tree: Any, cls: str) -> list[Any]:
    """Find groups of one class, in drawing order, in a tree that may be lxml's."""
    return [g for g in tree.iter("g") if (g.get("class") or "").startswith(cls)]


def _take_guides(tree: Any, axis: str, cls: str) -> tuple[Element, ...]:
    """Take pygal's guide lines of an axis, in the order of its labels."""
    (group,) = _find(tree, axis)
    return tuple(
        node(
            "path",
            cls,
            d=_shorten(path.get("d")),
        )
        for guides in group.iter("g")
        if guides.get("class") == "guides"
        for path in guides.iter("path")
    )


def _shorten(path: str) -> str:
    return _NUMBER.sub(lambda found: number(float(found[0])), re.sub(" (?=[hv])", "", path))


def _take_circles(tree: Any) -> dict[tuple[int, int], Spot]:
    """Read where pygal put its dots, by number of series and of point."""
    (overlay,) = (g for g in _find(tree, "plot overlay"))
    found = {}
    for group in _find(overlay, "series serie-"):
        series = int(group.get("class").split()[1].removeprefix("serie-"))
        for circle in group.iter("circle"):
            # Rounded, lest slopes between points at nearly one x grow beyond all numbers.
            spot = Spot(round(float(circle.get("cx")), 2), round(float(circle.get("cy")), 2))
            found[series, int(circle.get("data-point"))] = spot
    return found


def _read_height(level: Element) -> float:
    return float(_NUMBER.findall(level.get("d", ""))[1])
