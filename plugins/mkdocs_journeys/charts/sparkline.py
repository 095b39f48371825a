"""The small curve of a stage page. A journey's is drawn once; a page only marks its column."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from .curve import Curve
from .drawing import draw_picture, open_chart
from .links import draw_links
from .plot import Plot
from .size import SPARKLINE
from .svg import node, open_node

_CACHED = 256
"""Journeys whose stages are built in turn; each takes some kilobytes."""

_CLASS = "jn-chart-spark"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """A drawn sparkline, cut where a mark may be put in."""

    plot: Plot
    opened: str
    marks: tuple[str, ...]
    """Of each column, put in before `drawing`."""
    drawing: str
    links: tuple[tuple[int, str, str], ...]
    """Column, markup up to the link's attributes, the rest of it."""


def draw_sparkline(curve: Curve, *, marked: int | None = None) -> str:
    """Return a small chart without words; `marked` is a 0-based column, None for no mark.

    The links of the marked column carry `aria-current`. Raises IndexError for a column that the
    curve does not have.
    """
    parts = _draw_parts(curve)
    if marked is not None and not 0 <= marked < len(parts.marks):
        raise IndexError(f"column {marked} of {len(parts.marks)}")
    mark = "" if marked is None else parts.marks[marked]
    links = "".join(
        start + (' aria-current="true"' if column == marked else "") + rest
        for column, start, rest in parts.links
    )
    group = f'<g class="jn-chart-links">{links}</g>' if links else ""
    return f"{parts.opened}{mark}{parts.drawing}</g>{group}</svg>"


def draw_silent_sparkline(curve: Curve, *, name: str) -> str:
    """Return the same chart without links and marks; its ids begin with `name`."""
    parts = _draw_parts(curve)
    return f"{open_chart(curve, parts.plot, _CLASS, name=name)}{parts.drawing}</g></svg>"


@lru_cache(maxsize=_CACHED)
def _draw_parts(curve: Curve) -> _Parts:
    picture = draw_picture(curve, SPARKLINE)
    # Points without a link answer the mouse in larger charts; here they are too close together.
    return _Parts(
        plot=picture.plot,
        opened=open_chart(curve, picture.plot, _CLASS),
        marks=tuple(_draw_marks(curve, picture.plot)),
        drawing=picture.drawing,
        links=_cut_links(curve, picture.plot),
    )


def _cut_links(curve: Curve, plot: Plot) -> tuple[tuple[int, str, str], ...]:
    cut = []
    last = plot.columns - 1
    for series, members in groupby(draw_links(curve, plot), key=lambda e: e[0].series):
        opened = open_node("g", curve.name_accent(series)) + ">"
        entries = [(min(int(dot.point.x), last), link) for dot, link in members]
        for i, (column, markup) in enumerate(entries):
            before = opened if i == 0 else ""
            after = "</g>" if i == len(entries) - 1 else ""
            cut.append((column, before + "<a", markup.removeprefix("<a") + after))
    return tuple(cut)


def _draw_marks(curve: Curve, plot: Plot) -> list[str]:
    """Draw for each column a band and a halo round its dots."""
    last = plot.columns - 1
    marks: list[str] = [
        node(
            "rect",
            "jn-chart-here",
            x=curve.place(i) * plot.column_width,
            width=(curve.place(i + 1) - curve.place(i)) * plot.column_width,
            height=plot.height,
            rx=6,
        )
        for i in range(plot.columns)
    ]
    for dots in plot.dots:
        for dot in dots:
            if dot.known:
                cls = f"jn-chart-halo {curve.name_accent(dot.series)}"
                marks[min(int(dot.point.x), last)] += node(
                    "circle", cls, cx=dot.spot.x, cy=dot.spot.y, r=9
                )
    return marks
