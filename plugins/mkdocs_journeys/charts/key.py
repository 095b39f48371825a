"""The key above a curve: names of several series with their shapes, and what marks mean.

There is none where nothing needs explaining.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from .boxes import Box
from .curve import Curve
from .lettering import measure_text, truncate
from .marks import draw_diamond, draw_mark, name_dash
from .smooth import Spot
from .svg import Drawn, clean_text, enclose, node, number
from .unknowns import QUESTION

_SIZE = 12.0
_ROW = 20.0
_INDENT = 8.0
_SWATCH = 24.0
_GAP = 20.0
_WIDEST_NAME = 200.0


class _Entry(NamedTuple):
    text: str
    cls: str
    draw: Callable[[Spot], list[Drawn]]
    """The swatch, from its middle."""


def measure_key(curve: Curve, width: float, notes: bool, unknowns: bool) -> float:
    """Return the height that the key adds: its first row stands beside the labels of peaks.

    `notes`: it explains the mark of a moment of truth. `unknowns`: there is a `?` to explain.
    """
    rows = {row for _, row, _ in _lay_out(curve, width, notes, unknowns)}
    return _ROW * max(0, len(rows) - 1)


def draw_key(curve: Curve, width: float, notes: bool, unknowns: bool) -> list[tuple[Drawn, Box]]:
    """Draw swatches with their words, each with the room it takes."""
    drawn = []
    for entry, row, left in _lay_out(curve, width, notes, unknowns):
        middle = Spot(left + _SWATCH / 2 - 2, _ROW * row + 14)
        name = node("text", "jn-chart-name", entry.text, x=left + _SWATCH, y=middle.y + 4)
        group = enclose("g", f"jn-chart-key {entry.cls}", [*entry.draw(middle), name])
        right = left + _SWATCH + measure_text(entry.text, _SIZE)
        drawn.append((group, Box(left, middle.y - 9, right, middle.y + 9)))
    return drawn


def _lay_out(
    curve: Curve, width: float, notes: bool, unknowns: bool
) -> Iterator[tuple[_Entry, int, float]]:
    """Give entries a row and a left edge."""
    row, left = 0, _INDENT
    for entry in _list_entries(curve, notes, unknowns):
        needed = _SWATCH + measure_text(entry.text, _SIZE)
        if left > _INDENT and left + needed > width - _INDENT:
            row, left = row + 1, _INDENT
        yield entry, row, left
        left += needed + _GAP


def _list_entries(curve: Curve, notes: bool, unknowns: bool) -> Iterator[_Entry]:
    if len(curve.series) > 1:
        for i, series in enumerate(curve.series):
            name = truncate(clean_text(series.name), _WIDEST_NAME, _SIZE)
            yield _Entry(name, curve.name_accent(i), _make_swatch(i))
    points = [point for series in curve.series for point in series.points]
    if notes and any(p.moment_of_truth and p.score is not None for p in points):
        word = truncate(curve.words.moment_of_truth, _WIDEST_NAME, _SIZE)
        yield _Entry(word, "", lambda spot: [draw_diamond(spot, 8, "jn-chart-truth")])
    if any(p.assumed and p.score is not None for p in points):
        word = truncate(curve.words.assumption, _WIDEST_NAME, _SIZE)
        yield _Entry(word, "", _draw_assumption)
    if unknowns:
        word = curve.words.unknown[:1].upper() + curve.words.unknown[1:]
        yield _Entry(truncate(word, _WIDEST_NAME, _SIZE), "", _draw_question)


def _make_swatch(series: int) -> Callable[[Spot], list[Drawn]]:
    def draw(spot: Spot) -> list[Drawn]:
        line = f"jn-chart-line {name_dash(series)}"
        return [_draw_dash(spot, line), draw_mark(series, spot, 4.5, "jn-chart-dot")]

    return draw


def _draw_assumption(spot: Spot) -> list[Drawn]:
    return [
        _draw_dash(spot, "jn-chart-line jn-chart-assumed"),
        draw_mark(0, spot, 4, "jn-chart-dot jn-chart-assumed"),
    ]


def _draw_question(spot: Spot) -> list[Drawn]:
    return [node("text", "jn-chart-word jn-chart-middle", QUESTION, x=spot.x, y=spot.y + 4)]


def _draw_dash(spot: Spot, cls: str) -> Drawn:
    return node("path", cls, d=f"M{number(spot.x - 9)} {number(spot.y)}h18")
