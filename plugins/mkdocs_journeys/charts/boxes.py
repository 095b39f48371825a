"""Room in the picture: what stands where, and how much of it something else would cover."""

from collections.abc import Iterable
from functools import lru_cache
from math import inf
from typing import NamedTuple

from .smooth import Piece


class Box(NamedTuple):
    """A rectangle in user units."""

    left: float
    top: float
    right: float
    bottom: float


class Obstacle(NamedTuple):
    """Something that should not be covered, and how much that would hurt."""

    box: Box
    weight: float


_STEPS = 8
"""Boxes that cover a piece of a line."""

_WEIGHTS = tuple(
    ((1 - t) ** 3, 3 * (1 - t) * (1 - t) * t, 3 * (1 - t) * t * t, t**3)
    for t in (i / _STEPS for i in range(1, _STEPS + 1))
)
"""Of the four points of a piece, at the end of each box."""


@lru_cache(maxsize=1024)  # several labels of a chart come near the same pieces
def cover(piece: Piece) -> tuple[Obstacle, ...]:
    """Cover a piece of a line with small boxes."""
    (left, height), (x1, y1), (x2, y2), (x3, y3) = piece
    x0, y0 = left, height
    boxes = []
    for a, b, c, d in _WEIGHTS:
        x, y = a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
        boxes.append(Obstacle(Box(left, min(height, y) - 1, x, max(height, y) + 1), 0.7))
        left, height = x, y
    return tuple(boxes)


_ROOM = 2.0
"""Beside a piece, which stays between its ends: enough for the boxes that cover it."""


def reached(box: Box, line: Iterable[Piece], obstacles: Iterable[Obstacle]) -> list[Obstacle]:
    """Return the boxes that cover a line, and those of `obstacles`, that a box covers a part of."""
    left, top, right, bottom = box
    near: list[Obstacle] = []
    for piece in line:
        (start, height), _, _, (end, other) = piece
        if (
            start - _ROOM < right
            and left < end + _ROOM
            and min(height, other) - _ROOM < bottom
            and top < max(height, other) + _ROOM
        ):
            near += cover(piece)
    near += obstacles
    return [
        obstacle
        for obstacle in near
        if obstacle[0][0] < right
        and left < obstacle[0][2]
        and obstacle[0][1] < bottom
        and top < obstacle[0][3]
    ]


def weigh(box: Box, obstacles: Iterable[Obstacle], *, most: float = inf) -> float:
    """Return how much of `obstacles` the box covers, weighed; at least `most` where it is more."""
    left, top, right, bottom = box
    covered = 0.0
    # Written out, as it is the innermost loop of placing words.
    for (other_left, other_top, other_right, other_bottom), weight in obstacles:
        if other_left < right and left < other_right and other_top < bottom and top < other_bottom:
            width = min(right, other_right) - max(left, other_left)
            covered += weight * width * (min(bottom, other_bottom) - max(top, other_top))
            if covered >= most:
                break
    return covered
