"""The small curve of a stage page. A journey's is drawn once; a page only marks its column."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from .curve import Curve
from .drawing import Picture, draw_picture
from .size import SPARKLINE
from .svg import node, open_node

_CACHED = 256
"""Journeys whose stages are built in turn; each takes some kilobytes."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """A drawn sparkline, cut where a mark may be put in."""

    head: str
    marks: tuple[str, ...]
    """Of each column, put in after `head`."""
    body: str
    links: tuple[tuple[int, str, str], ...]
    """Column, markup up to the link's attributes, the rest of it."""
    tail: str


def draw_sparkline(curve: Curve, *, marked: int | None = None) -> str:
    """Return a small chart without words; `marked` is a 0-based column, None for no mark.

    The links of the marked column carry `aria-current`. Raises IndexError for a column that the
    curve does not have.
    """
    parts = _draw_parts(curve)
    if marked is not None and not 0 <= marked < len(parts.marks):
        raise IndexError(f"column {marked} of {len(parts.marks)}")
    links = (
        start + (' aria-current="true"' if column == marked else "") + rest
        for column, start, rest in parts.links
    )
    mark = "" if marked is None else parts.marks[marked]
    return "".join((parts.head, mark, parts.body, *links, parts.tail))


@lru_cache(maxsize=_CACHED)
def _draw_parts(curve: Curve) -> _Parts:
    picture = draw_picture(curve, SPARKLINE, "jn-chart-spark")
    links = _cut_links(curve, picture)
    return _Parts(
        head=picture.opened + picture.title,
        marks=tuple(_draw_marks(curve, picture)),
        # Points without a link answer the mouse in larger charts; here they are too close.
        body=f"{picture.drawing}</g>" + ('<g class="jn-chart-links">' if links else ""),
        links=links,
        tail=("</g>" if links else "") + "</svg>",
    )


def _cut_links(curve: Curve, picture: Picture) -> tuple[tuple[int, str, str], ...]:
    cut = []
    last = picture.plot.columns - 1
    for series, members in groupby(picture.links, key=lambda e: e[0].series):
        opened = open_node("g", curve.name_accent(series)) + ">"
        entries = [(min(int(dot.point.x), last), link) for dot, link in members]
        for i, (column, markup) in enumerate(entries):
            before = opened if i == 0 else ""
            after = "</g>" if i == len(entries) - 1 else ""
            cut.append((column, before + "<a", markup.removeprefix("<a") + after))
    return tuple(cut)


def _draw_marks(curve: Curve, picture: Picture) -> list[str]:
    """Draw for each column a band and a halo round its dots."""
    plot = picture.plot
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
