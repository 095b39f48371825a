"""What is announced and can be clicked: an area round each point, with its words."""

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from .curve import Curve, Point, Words
from .plot import Dot, Plot
from .smooth import Spot
from .svg import node

_HIT = 28.0
"""Side of an area: 24 px still where the chart is drawn at 86 % of its size."""


def say_point(curve: Curve, dot: Dot) -> str:
    """Say `Name – Stage: feeling, +1, moment of truth, assumption`, in a link and its tooltip.

    The name only where there are several series.
    """
    point, words = dot.point, curve.words
    name = f"{curve.series[dot.series].name} – " if len(curve.series) > 1 else ""
    parts = [point.feeling, say_score(point, words)]
    if point.moment_of_truth:
        parts.append(words.moment_of_truth)
    if point.assumed:
        parts.append(words.assumption)
    return f"{name}{point.label}: " + ", ".join(part for part in parts if part)


def say_score(point: Point, words: Words) -> str:
    """Say `+1`, `−0.5`, `0`, or the word for unknown."""
    if point.score is None:
        return words.unknown
    text = f"{abs(point.score):.1f}".removesuffix(".0").replace(".", words.decimal_mark)
    return text if text == "0" else ("+" if point.score > 0 else "−") + text


def draw_links(curve: Curve, plot: Plot) -> tuple[tuple[Dot, Element], ...]:
    """Make `<a>` elements of the linked points, series by series."""
    areas = _spread(plot)
    made = []
    for dots in plot.dots:
        for dot in dots:
            if dot.point.url:
                words = say_point(curve, dot)
                link = node("a", href=dot.point.url, aria_label=words)
                link.append(_draw_area(areas[dot], words))
                made.append((dot, link))
    return tuple(made)


def draw_tooltips(curve: Curve, plot: Plot) -> tuple[Element, ...]:
    """Make areas of the points without a link: they only answer the mouse."""
    areas = _spread(plot)
    return tuple(
        _draw_area(areas[dot], say_point(curve, dot))
        for dots in plot.dots
        for dot in dots
        if not dot.point.url
    )


def _draw_area(centre: Spot, words: str) -> Element:
    # Hidden from assistive technology: the link has said it.
    area = node(
        "rect",
        "jn-chart-hit",
        x=centre.x - _HIT / 2,
        y=centre.y - _HIT / 2,
        width=_HIT,
        height=_HIT,
        aria_hidden="true",
    )
    area.append(node("title", "", words))
    return area


def _spread(plot: Plot) -> dict[Dot, Spot]:
    """Choose centres: at the points, or above each other where those of several series meet."""
    ordered = sorted(
        (dot for dots in plot.dots for dot in dots),
        key=lambda d: (round(d.spot.x), d.spot.y, d.series),
    )
    centres = {}
    for _, group in groupby(ordered, key=lambda d: round(d.spot.x)):
        dots = list(group)
        heights = _push_apart([d.spot.y for d in dots], _HIT, plot.height)
        for dot, y in zip(dots, heights, strict=True):
            centres[dot] = Spot(min(max(dot.spot.x, _HIT / 2), plot.width - _HIT / 2), y)
    return centres


def _push_apart(heights: Sequence[float], gap: float, limit: float) -> list[float]:
    """Return heights at least `gap` apart, each as near to its own as the others allow.

    `heights` rise. Where 0 … `limit` is too small for all, they are closer but evenly.
    """
    margin = gap / 2  # an area as high as the gap stays inside
    gap = min(gap, (limit - gap) / max(1, len(heights) - 1))
    blocks: list[tuple[float, int]] = []  # mean of (height − n · gap), members
    for n, height in enumerate(heights):
        mean, members = height - n * gap, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean = (before * count + mean * members) / (count + members)
            members += count
        blocks.append((mean, members))
    low, high = margin, limit - margin - (len(heights) - 1) * gap
    means = [min(max(mean, low), high) for mean, members in blocks for _ in range(members)]
    return [mean + n * gap for n, mean in enumerate(means)]
