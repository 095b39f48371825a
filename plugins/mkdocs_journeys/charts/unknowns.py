"""Where a curve has gaps: the word for unknown where it fits, else a `?` that the key explains."""

from itertools import groupby

from .curve import Curve
from .lettering import measure_text

WORD_SIZE = 12.0
QUESTION = "?"


def find_unknowns(curve: Curve, column_width: float) -> list[tuple[float, str]]:
    """Return what is said of gaps, each with its place on the axis, in ordinary columns.

    The gap of a lone series takes the word where it is wide enough; each of several takes a `?`.
    """
    found = set()
    for series in curve.series:
        points = sorted(series.points, key=lambda p: p.x)
        for known, members in groupby(points, key=lambda p: p.score is not None):
            if known:
                continue
            gap = [curve.place(point.x) for point in members]
            room = column_width * (0.9 + gap[-1] - gap[0])
            fits = measure_text(curve.words.unknown, WORD_SIZE) <= room
            if fits and len(curve.series) == 1:
                found.add(((gap[0] + gap[-1]) / 2, curve.words.unknown))
            else:
                found.update((place, QUESTION) for place in gap)
    return sorted(found)
