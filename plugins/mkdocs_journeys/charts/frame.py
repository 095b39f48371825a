"""pygal lays out and draws; what is worth keeping of its tree is taken over, cleaned.

Left behind: script, style, comments and ids that differ from run to run, a title at every tick,
straight lines. A chart's frame depends on its size and ranges alone: pygal draws each once, and
its projection puts the dots of any curve in their places. Nothing outside this file knows pygal.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pygal  # type: ignore[import-untyped]  # ships neither stubs nor annotations

from .curve import LEVELS
from .svg import number

_FRAMES = 256
"""Journeys of as many stages share one; each takes a kilobyte."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """pygal's chart of a size and of ranges, to put any curve into."""

    levels: tuple[str, ...]
    level_heights: tuple[float, ...]
    separators: tuple[str, ...]
    view: Callable[[tuple[float, float | None]], tuple[float, float | None]]
    """pygal's projection, from values to user units."""


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


@lru_cache(maxsize=_FRAMES)
def draw_frame(
    width: float,
    height: float,
    xrange: tuple[float, float],
    yrange: tuple[float, float],
    separators: tuple[float, ...],
) -> Frame:
    """Let pygal draw a chart with its guides; `separators` are places on the axis."""
    chart = _ExactXY(
        width=width,
        height=height,
        margin=0,
        xrange=xrange,
        range=yrange,
        title=None,
        js=(),
        css=(),
        no_prefix=True,
        show_legend=False,
        include_x_axis=False,
        truncate_label=-1,
    )
    chart.y_labels = [{"value": level, "label": str(level)} for level in LEVELS]
    chart.x_labels = [{"value": place, "label": str(i)} for i, place in enumerate(separators)]
    # Without a single value pygal draws no axis.
    chart.add("", [(0, 0)], stroke=False, show_dots=False)
    chart.setup()
    tree = chart.svg.root
    levels = _take_guides(tree, "axis y")
    return Frame(
        levels=levels,
        level_heights=tuple(_read_height(level) for level in levels),
        separators=_take_guides(tree, "axis x") if separators else (),
        view=chart.view,
    )


def _take_guides(tree: Any, axis: str) -> tuple[str, ...]:
    """Take the paths of pygal's guide lines of an axis, in the order of its labels.

    The tree may be lxml's.
    """
    (group,) = (g for g in tree.iter("g") if (g.get("class") or "").startswith(axis))
    return tuple(
        _shorten(path.get("d"))
        for guides in group.iter("g")
        if guides.get("class") == "guides"
        for path in guides.iter("path")
    )


def _shorten(path: str) -> str:
    return _NUMBER.sub(lambda found: number(float(found[0])), re.sub(" (?=[hv])", "", path))


def _read_height(level: str) -> float:
    return float(_NUMBER.findall(level)[1])
