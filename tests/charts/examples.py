"""Curves to draw. Run as a module it prints some, for other processes to compare."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from mkdocs_journeys.charts import (
    FIGURE,
    Curve,
    Point,
    Series,
    Size,
    Words,
    draw_curve,
    draw_sparkline,
)

WORDS = Words(
    levels=("Miserable", "Unhappy", "Neutral", "Pleased", "Delighted"),
    unknown="unknown",
    moment_of_truth="Moment of truth",
    assumption="Assumption",
)

COLUMNS = Size(height=260, column_width=200, head_room=50)
"""Columns of a width of their own, with everything in the picture itself."""

SIZES: tuple[Size, ...] = (COLUMNS, FIGURE)

FEELINGS = (
    "lost in the options",
    "curious",
    "annoyed by the wait",
    "relieved",
    "proud of the choice",
    "anxious about the cost",
)


def point(
    x: float = 0.5,
    score: float | None = 0,
    *,
    label: str = "Stage",
    feeling: str = "",
    url: str = "",
    truth: bool = False,
    assumed: bool = False,
) -> Point:
    """Make a point; in short, because tests make many."""
    return Point(
        x=x,
        score=score,
        label=label,
        feeling=feeling,
        url=url,
        moment_of_truth=truth,
        assumed=assumed,
    )


def curve(
    *series: Series | Sequence[Point],
    columns: int | Sequence[str] = 0,
    name: str = "curve",
    words: Words = WORDS,
) -> Curve:
    """Make a curve of series, or of the points of series named Journey 1, Journey 2 and so on."""
    made = tuple(
        given
        if isinstance(given, Series)
        else Series(name=f"Journey {number}", points=tuple(given), accent=number - 1)
        for number, given in enumerate(series, 1)
    )
    heads = [f"Stage {n + 1}" for n in range(columns)] if isinstance(columns, int) else columns
    return Curve(
        id=name,
        title="Emotion curve: Choosing a plan",
        description="Highest at “Signing up” (+2), lowest at “Waiting” (−2), from −2 to +2.",
        columns=tuple(heads),
        series=made,
        words=words,
    )


def through(*scores: float | None) -> list[Point]:
    """Make points in the middle of one column each."""
    return [point(n + 0.5, score, label=f"Stage {n + 1}") for n, score in enumerate(scores)]


def journey(points: int, *, offset: int = 0, columns: int | None = None) -> list[Point]:
    """Make points as a handbook has them: names, feelings, addresses of 40 characters."""
    width = (columns or points) / points
    return [
        point(
            (n + 0.5) * width,
            ((n * 5 + offset) % 9 - 4) / 2,
            label=f"Compare plans at home {n + 1}",
            feeling=FEELINGS[(n + offset) % len(FEELINGS)],
            url=f"../journeys/choosing-a-plan/compare-{n:02}/#"[:40].ljust(40, "s"),
            truth=n % 5 == 3,
            assumed=n % 6 == 1,
        )
        for n in range(points)
    ]


def zoo() -> list[str]:
    """Draw charts that together hold every kind of mark, word and link."""
    curves = [
        curve(journey(12)),
        curve(journey(4), columns=4),
        curve(journey(5), journey(7, offset=3), through(1, None, -1), columns=8),
        curve(through(1, None, None, 2), columns=4),
        curve([point(assumed=True, truth=True)]),
        curve(Series(name="Base", points=tuple(journey(6)), accent=None)),
        curve(*(journey(3, offset=n) for n in range(8))),
        curve(),
    ]
    curves += [curve(through(1), columns=n) for n in (1, 11, 14, 20, 25, 30, 35, 40, 60)]
    drawn = [draw_curve(each, size=size) for each in curves for size in SIZES]
    return drawn + [draw_sparkline(each, marked=0) for each in curves]


_text = st.text(max_size=30) | st.sampled_from(FEELINGS)

_points = st.builds(
    Point,
    x=st.integers(0, 20).map(lambda half: half / 2) | st.floats(0, 10),
    score=st.none() | st.integers(-4, 4).map(lambda half: half / 2),
    label=_text,
    feeling=_text,
    url=st.sampled_from(("", "../stage/", "#step")),
    moment_of_truth=st.booleans(),
    assumed=st.booleans(),
)

_series = st.builds(
    Series,
    name=_text,
    points=st.lists(_points, max_size=15).map(tuple),
    accent=st.none() | st.integers(0, 20),
)

any_curve: st.SearchStrategy[Curve] = st.builds(
    Curve,
    id=st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True),
    title=_text,
    description=_text,
    columns=st.lists(_text, max_size=10).map(tuple),
    series=st.lists(_series, max_size=12).map(tuple),
    words=st.just(WORDS),
)
"""Curves as wild as the types allow, within what a page may hold."""


if __name__ == "__main__":
    print(*zoo(), sep="\n")  # noqa: T201 - what it is run for
