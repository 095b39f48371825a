"""What is announced and can be clicked: an area round each point, with its words."""

from collections.abc import Sequence
from itertools import groupby

from .curve import Curve, Point, Words
from .plot import Dot, Plot
from .smooth import Spot
from .svg import Drawn, enclose, node

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


def draw_links(curve: Curve, plot: Plot) -> tuple[tuple[Dot, Drawn], ...]:
    """Draw `<a>` elements of the linked points, series by series."""
    made = []
    for dot, centre in _areas(plot, linked=True):
        words = say_point(curve, dot)
        area = _draw_area(centre, words)
        made.append((dot, enclose("a", "", [area], href=dot.point.url, aria_label=words)))
    return tuple(made)


def draw_tooltips(curve: Curve, plot: Plot) -> tuple[Drawn, ...]:
    """Draw areas of the points without a link: they only answer the mouse."""
    areas = _areas(plot, linked=False)
    return tuple(_draw_area(centre, say_point(curve, dot)) for dot, centre in areas)


def _draw_area(centre: Spot, words: str) -> Drawn:
    # Hidden from assistive technology: the link has said it.
    return enclose(
        "rect",
        "jn-chart-hit",
        [node("title", "", words)],
        x=centre.x - _HIT / 2,
        y=centre.y - _HIT / 2,
        width=_HIT,
        height=_HIT,
        aria_hidden="true",
    )


def _areas(plot: Plot, *, linked: bool) -> list[tuple[Dot, Spot]]:
    """Choose the centres of the areas of those points that have a link, or of the others."""
    dots = [dot for of_series in plot.dots for dot in of_series]
    if not any(bool(dot.point.url) is linked for dot in dots):
        return []
    spread = zip(dots, _spread(dots, plot), strict=True)
    return [(dot, centre) for dot, centre in spread if bool(dot.point.url) is linked]


def _spread(dots: Sequence[Dot], plot: Plot) -> list[Spot]:
    """Choose centres: at the points, or above each other where those of several series meet."""
    ordered = sorted(
        range(len(dots)),
        key=lambda i: (round(dots[i].spot.x), dots[i].spot.y, dots[i].series),
    )
    centres = [dot.spot for dot in dots]
    for _, group in groupby(ordered, key=lambda i: round(dots[i].spot.x)):
        members = list(group)
        heights = _push_apart([dots[i].spot.y for i in members], _HIT, plot.height)
        for i, y in zip(members, heights, strict=True):
            centres[i] = Spot(min(max(dots[i].spot.x, _HIT / 2), plot.width - _HIT / 2), y)
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
