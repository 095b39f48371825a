"""How large a chart is, in user units. Widths on screen are the stylesheet's affair."""

from dataclasses import dataclass

_WIDTH_STEP = 320
"""Figures are multiples of this wide, so that a class can give each its least width on screen."""

_MOST_STEPS = 9
"""The stylesheet knows no wider class: 44 columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Measures of one use of the chart; change one with `dataclasses.replace`."""

    height: float
    column_width: float | None
    """Exact width of a column; None: the columns share `width`."""
    width: float = 2.0 * _WIDTH_STEP
    """Least width where columns share it; it grows by steps when there are many columns."""
    least_column: float = 62.0
    gutter: float = 0.0
    """Room at the left for the axis words, before the first column."""
    heads: bool = False
    """Column heads under the curve."""
    head_room: float = 48.0
    """Above +2, for the label of a peak."""
    foot_room: float = 48.0
    """Below −2, for the label of a valley."""
    lettered: bool = True
    """False: no word anywhere in the picture (sparkline)."""
    axis: bool = True
    """Faces and words at the left. False: `draw_scale` sets them beside the picture."""
    key: bool = True
    """What marks mean, above the curve. False: the page around the picture says it."""
    dot: float = 5.0
    """Radius of an ordinary dot."""

    def measure_column(self, columns: float) -> float:
        """Return the width of an ordinary one of so many columns."""
        if self.column_width is not None:
            return self.column_width
        needed = self.gutter + columns * self.least_column
        steps = -(-max(self.width, needed) // _WIDTH_STEP)
        width = self.width if needed <= self.width else steps * _WIDTH_STEP
        return (width - self.gutter) / columns

    def measure_width(self, columns: float) -> float:
        """Return the width of the viewBox."""
        return self.gutter + columns * self.measure_column(columns)

    def count_steps(self, columns: float) -> int:
        """Return the N of `jn-chart-wN`, which gives the chart a least width on screen."""
        return min(max(1, round(self.measure_width(columns) / _WIDTH_STEP)), _MOST_STEPS)


IN_MAP = Size(height=240, column_width=250, head_room=42, foot_room=42, axis=False, key=False)
"""Inside a journey's map, across its columns: no margin left or right. What does not scroll away
with the columns stands beside them: the axis in the lane's own cell, the key above the map."""

FIGURE = Size(height=320, column_width=None, gutter=96, heads=True)
"""A figure of its own, with words in a gutter and column heads."""

COMPARED = Size(
    height=340, column_width=None, width=4.0 * _WIDTH_STEP, least_column=110, gutter=96, heads=True
)
"""Two curves over one another, as wide as a map's page."""

SPARKLINE = Size(
    height=64,
    column_width=None,
    width=_WIDTH_STEP,
    least_column=28,
    head_room=12,
    foot_room=12,
    lettered=False,
    dot=3.5,
)
