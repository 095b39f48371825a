"""A chart read back from its markup, without the code that drew it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from mkdocs_journeys.charts import Curve, Size, draw_curve
from mkdocs_journeys.charts.lettering import measure_text

_NUMBER = re.compile(r"-?\d*\.?\d+(?:e[+-]?\d+)?")

FONT_SIZES = {
    "jn-chart-word": 12,
    "jn-chart-heads": 11.5,
    "jn-chart-name": 12,
    "jn-chart-labels": 13,
    "jn-chart-note": 11,
}
"""As in the stylesheet, which another test compares."""


class Place(NamedTuple):
    """A place in user units."""

    x: float
    y: float


class Word(NamedTuple):
    """A line of text with its estimated room."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True)
class Picture:
    """A parsed chart."""

    root: Element

    def all(self, cls: str, *, under: Element | None = None) -> list[Element]:
        """Return the elements of a class, in drawing order."""
        found = (self.root if under is None else under).iter()
        return [e for e in found if cls in e.get("class", "").split()]

    @cached_property
    def width(self) -> float:
        return self._view[2]

    @cached_property
    def height(self) -> float:
        return self._view[3]

    @cached_property
    def _view(self) -> tuple[float, ...]:
        return tuple(map(float, self.root.get("viewBox", "").split()))

    @cached_property
    def series(self) -> list[Element]:
        return self.all("jn-chart-series")

    def dots(self, series: int = 0) -> list[Element]:
        return self.all("jn-chart-dot", under=self.series[series])

    def spots(self, series: int = 0) -> list[Place]:
        """Return the centres of a series' dots."""
        return [centre(dot) for dot in self.dots(series)]

    def lines(self, series: int = 0) -> list[list[Place]]:
        """Return samples of each drawn stretch of a series' line."""
        paths = self.all("jn-chart-line", under=self.series[series])
        return [sample(path.get("d", "")) for path in paths]

    @cached_property
    def heights(self) -> list[float]:
        """Return the heights of the grid lines, from −2 to +2."""
        paths = self.all("jn-chart-level") + self.all("jn-chart-zero")
        lines = [line for path in paths for line in path.get("d", "").split("M")[1:]]
        return sorted((numbers(line)[1] for line in lines), reverse=True)

    @cached_property
    def links(self) -> list[Element]:
        return list(self.root.iter("a"))

    @cached_property
    def texts(self) -> list[str]:
        """Return the text of every text element, lines joined."""
        return [" ".join(e.itertext()) for e in self.root.iter("text")]

    @cached_property
    def labels(self) -> list[str]:
        """Return the words at the points."""
        groups = self.all("jn-chart-labels")
        return [" ".join(text.itertext()) for group in groups for text in group]

    def words(self) -> Iterator[Word]:
        """Return every line of text, with an estimate of where it is."""
        parents = {child: parent for parent in self.root.iter() for child in parent}
        for text in self.root.iter("text"):
            classes = [*text.get("class", "").split(), *parents[text].get("class", "").split()]
            left, baseline = float(text.get("x", "")), float(text.get("y", ""))
            for line in [text, *text]:
                baseline += float(line.get("dy", "0"))
                if line.text:
                    yield _measure(line.text, [line.get("class", ""), *classes], left, baseline)


def _measure(text: str, classes: Sequence[str], x: float, baseline: float) -> Word:
    size = next(FONT_SIZES[cls] for cls in classes if cls in FONT_SIZES)
    width = measure_text(text, size)
    if "jn-chart-end" in classes:
        x -= width
    elif {"jn-chart-middle", "jn-chart-heads", "jn-chart-labels"} & {*classes} and (
        "jn-chart-start" not in classes
    ):
        x -= width / 2
    return Word(text, x, x + width, baseline, size)


def read(markup: str) -> Picture:
    """Parse a chart; fails on anything that is not well-formed."""
    return Picture(ElementTree.fromstring(markup))  # noqa: S314 - our own output


def draw(curve: Curve, size: Size) -> Picture:
    """Draw and read back."""
    return read(draw_curve(curve, size=size))


def numbers(path: str) -> list[float]:
    return [float(n) for n in _NUMBER.findall(path)]


def pairs(values: Sequence[float]) -> list[Place]:
    return [Place(x, y) for x, y in zip(values[::2], values[1::2], strict=True)]


def centre(mark: Element) -> Place:
    """Return the middle of a circle or of a regular polygon."""
    if mark.tag == "circle":
        return Place(float(mark.get("cx", "")), float(mark.get("cy", "")))
    corners = pairs(numbers(mark.get("d", "")))
    return Place(sum(c.x for c in corners) / len(corners), sum(c.y for c in corners) / len(corners))


def outline(mark: Element) -> tuple[tuple[int, int], ...]:
    """Return a dot's shape, whatever its place and size: directions from the middle."""
    if mark.tag == "circle":
        return ()
    corners, middle = pairs(numbers(mark.get("d", ""))), centre(mark)
    radius = max(abs(c.x - middle.x) + abs(c.y - middle.y) for c in corners)
    return tuple(
        (round(4 * (c.x - middle.x) / radius), round(4 * (c.y - middle.y) / radius))
        for c in corners
    )


def sample(path: str) -> list[Place]:
    """Follow a path of cubic Beziers in steps, its ends included."""
    assert re.fullmatch(r"M[-\d. ]+C[-\d. ]+", path), path
    places = pairs(numbers(path))
    found = [places[0]]
    for at in range(0, len(places) - 1, 3):
        a, b, c, d = places[at : at + 4]
        for step in range(1, 17):
            t, u = step / 16, 1 - step / 16
            weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            found.append(
                Place(
                    sum(w * p.x for w, p in zip(weights, (a, b, c, d), strict=True)),
                    sum(w * p.y for w, p in zip(weights, (a, b, c, d), strict=True)),
                )
            )
    return found


def falls(values: Sequence[float], by: float = 0.0) -> bool:
    """Return whether no value is above the one before it, by more than `by`."""
    return all(after <= before + by for before, after in pairwise(values))
