"""Curves to draw, and what the tests read back from a drawing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from hypothesis import strategies as st

from mkdocs_journeys.charts import Curve, Point, Series, Words

WORDS = Words(
    levels=("Frustrated", "Doubtful", "Neutral", "Hopeful", "Delighted"),
    unknown="unknown",
    moment_of_truth="Moment of truth",
    assumption="Assumption",
)

Place = tuple[float, float]


def series(*scores: float | None, name: str = "Anna", accent: int = 0) -> Series:
    """Return a series of one point a column, each with a feeling and a link."""
    points = (point(i + 0.5, score, number=i) for i, score in enumerate(scores))
    return Series(name=name, points=tuple(points), accent=accent)


def point(
    x: float,
    score: float | None,
    *,
    number: int = 0,
    moment_of_truth: bool = False,
    assumed: bool = False,
) -> Point:
    """Return a point with words that name its number."""
    return Point(
        x=x,
        score=score,
        label=f"Stage {number}",
        feeling=f"Mood {number}",
        url=f"stage-{number}/",
        moment_of_truth=moment_of_truth,
        assumed=assumed,
    )


def curve(*drawn: Series, columns: int | Iterable[str] = 8, words: Words = WORDS) -> Curve:
    """Return a curve named `curve`."""
    heads = tuple(f"Head {i}" for i in range(columns)) if isinstance(columns, int) else columns
    return Curve(
        id="curve",
        title="How Anna feels",
        description="Highest at the end.",
        columns=tuple(heads),
        series=drawn,
        words=words,
    )


def read(markup: str) -> Element:
    """Parse a drawing. An unbound prefix or an unescaped text would fail here."""
    return ElementTree.fromstring(markup)  # noqa: S314 - our own output


def with_class(root: Element, cls: str) -> list[Element]:
    """Return the nodes of a class, in drawing order."""
    return [e for e in root.iter() if cls in (e.get("class") or "").split()]


def view_box(root: Element) -> Place:
    """Return width and height."""
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    return width, height


def numbers(path: Element) -> list[float]:
    """Return all numbers of a path."""
    return [float(n) for n in re.findall(r"-?[\d.]+", path.attrib["d"])]


def middle(mark: Element) -> Place:
    """Return where a dot stands: a circle's centre, the middle of a polygon's corners."""
    if mark.tag == "circle":
        return float(mark.attrib["cx"]), float(mark.attrib["cy"])
    found = numbers(mark)
    xs, ys = found[::2], found[1::2]
    return sum(xs) / len(xs), sum(ys) / len(ys)


def pieces(path: Element) -> Iterator[tuple[Place, Place, Place, Place]]:
    """Yield the Bezier pieces of a line."""
    assert re.fullmatch(r"M[\d. ]+C[\d. ]+", path.attrib["d"])
    found = numbers(path)
    places = list(zip(found[::2], found[1::2], strict=True))
    for i in range(0, len(places) - 1, 3):
        yield places[i], places[i + 1], places[i + 2], places[i + 3]


def tell(element: Element) -> str:
    """Return all text in an element."""
    return " ".join("".join(element.itertext()).split())


texts = st.text(max_size=40)
scores = st.one_of(st.none(), st.sampled_from((-2.0, 2.0, 0.0)), st.floats(-2, 2))


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    """Return any curve a caller could make: some series over some columns, any texts."""
    columns = draw(st.integers(1, 12))
    lines = draw(st.integers(0, 4))
    return Curve(
        id="any",
        title=draw(texts),
        description=draw(texts),
        columns=tuple(draw(texts) for _ in range(columns)),
        series=tuple(
            Series(
                name=draw(texts),
                accent=draw(st.integers(0, 20)),
                points=tuple(
                    draw(
                        st.lists(
                            st.builds(
                                Point,
                                x=st.floats(0, columns),
                                score=scores,
                                label=texts,
                                feeling=texts,
                                url=st.sampled_from(("", "../a/", "b/#c")),
                                moment_of_truth=st.booleans(),
                                assumed=st.booleans(),
                            ),
                            max_size=10,
                        )
                    )
                ),
            )
            for _ in range(lines)
        ),
        words=WORDS,
    )
