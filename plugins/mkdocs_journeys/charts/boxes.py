"""Room in the picture: what stands where, and how much of it something else would cover."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .smooth import Piece, Spot


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


def cover(pieces: Iterable[Piece]) -> Iterator[Obstacle]:
    """Cover a line with small boxes."""
    for start, out, into, end in pieces:
        before: Spot = start
        for i in range(1, 9):
            t, u = i / 8, 1 - i / 8
            x, y = (
                u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d
                for a, b, c, d in zip(start, out, into, end, strict=True)
            )
            box = Box(before.x, min(before.y, y) - 1, x, max(before.y, y) + 1)
            yield Obstacle(box, 0.7)
            before = Spot(x, y)


def reached(box: Box, obstacles: Iterable[Obstacle]) -> list[Obstacle]:
    """Return those of `obstacles` that the box covers a part of."""
    left, top, right, bottom = box
    return [
        obstacle
        for obstacle in obstacles
        if obstacle[0][0] < right
        and left < obstacle[0][2]
        and obstacle[0][1] < bottom
        and top < obstacle[0][3]
    ]


def weigh(box: Box, obstacles: Iterable[Obstacle]) -> float:
    """Return how much of `obstacles` the box covers, weighed."""
    left, top, right, bottom = box
    covered = 0.0
    # Written out, as it is the innermost loop of placing words.
    for (other_left, other_top, other_right, other_bottom), weight in obstacles:
        if other_left < right and left < other_right and other_top < bottom and top < other_bottom:
            width = min(right, other_right) - max(left, other_left)
            covered += weight * width * (min(bottom, other_bottom) - max(top, other_top))
    return covered
