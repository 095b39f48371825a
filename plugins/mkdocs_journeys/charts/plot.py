"""A curve in its chart: the frame that pygal drew, and the dots where its projection puts them."""

from dataclasses import dataclass

from .curve import HIGHEST, LOWEST, Curve, Point
from .size import Size
from .smooth import Spot
from .svg import number


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
    levels: tuple[str, ...]
    """Paths of the grid lines from −2 to +2, over all columns."""
    level_heights: tuple[float, ...]
    separators: tuple[str, ...]
    """Paths of the lines between columns."""
    dots: tuple[tuple[Dot, ...], ...]
    """Of each series, from left to right."""

    @property
    def zero(self) -> float:
        return self.level_heights[-LOWEST]


def draw_plot(curve: Curve, size: Size, *, key_height: float, head_height: float) -> Plot:
    """Draw grid and separators, place the dots. `key_height` and `head_height` are kept free."""
    columns = curve.count_columns()
    length = curve.measure_length()
    column_width = size.measure_column(length)
    width = size.measure_width(length)
    # A key of many rows makes the picture higher, not the curve flat.
    height = size.height + key_height
    above = size.head_room + key_height
    below = size.foot_room + head_height
    unit = (height - above - below) / (HIGHEST - LOWEST)
    first_separator = 0 if size.gutter else 1
    # Only here, as pygal takes a while to load: a build whose pages are all kept draws nothing.
    from .frame import draw_frame

    frame = draw_frame(
        width,
        height,
        # The ranges span the whole viewBox, so that every position comes from one projection.
        (-size.gutter / column_width, length),
        (LOWEST - below / unit, HIGHEST + above / unit),
        tuple(curve.place(i) for i in range(first_separator, columns)),
    )
    head_line = height - head_height

    def place(point: Point) -> Spot:
        x, y = frame.view((curve.place(point.x), point.score))
        if y is None:
            return Spot(size.gutter + curve.place(point.x) * column_width, head_line - 14)
        # Rounded, lest slopes between points at nearly one x grow beyond all numbers.
        return Spot(round(x, 2), round(y, 2))

    return Plot(
        width=width,
        height=height,
        head_line=head_line,
        columns=columns,
        column_width=column_width,
        # Beside the words in the gutter, not through them.
        levels=tuple(
            f"M{number(size.gutter)} {number(height)}h{number(width - size.gutter)}"
            for height in frame.level_heights
        )
        if size.gutter
        else frame.levels,
        level_heights=frame.level_heights,
        separators=frame.separators,
        dots=tuple(
            tuple(
                Dot(point=point, series=i, spot=place(point))
                for point in sorted(series.points, key=lambda p: p.x)
            )
            for i, series in enumerate(curve.series)
        ),
    )
