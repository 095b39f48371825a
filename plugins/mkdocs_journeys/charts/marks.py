"""Shapes of dots: series are told apart without colour."""

from math import cos, pi, sin

from .smooth import Spot
from .svg import Drawn, node, number

# (corners, turn in degrees, size against the circle's); 0 corners: the circle. No diamond: that
# one is the moment of truth.
_SHAPES = (
    (0, 0.0, 1.0),
    (4, 45.0, 1.3),
    (3, 0.0, 1.5),
    (3, 180.0, 1.5),
    (6, 30.0, 1.2),
    (5, 0.0, 1.25),
)
SHAPES = len(_SHAPES)


DASHES = 3


def name_dash(series: int) -> str:
    """Name the class that dashes the line of a series; the first is drawn in full."""
    return f"jn-chart-dash-{series % DASHES}" if series % DASHES else ""


def draw_mark(shape: int, spot: Spot, radius: float, cls: str) -> Drawn:
    """Draw the dot of the series number `shape`; numbers beyond the last shape start again."""
    corners, turn, growth = _SHAPES[shape % SHAPES]
    if not corners:
        return node("circle", cls, cx=spot.x, cy=spot.y, r=radius)
    return node("path", cls, d=_draw_polygon(spot, radius * growth, corners, turn))


def draw_diamond(spot: Spot, radius: float, cls: str) -> Drawn:
    """Draw the frame round a moment of truth."""
    return node("path", cls, d=_draw_polygon(spot, radius, 4, 0))


def _draw_polygon(spot: Spot, radius: float, corners: int, turn: float) -> str:
    angles = [2 * pi * i / corners + pi * turn / 180 for i in range(corners)]
    points = [
        f"{number(spot.x + radius * sin(a))} {number(spot.y - radius * cos(a))}" for a in angles
    ]
    return "M" + "L".join(points) + "Z"
