"""The markup fits inline into any page: nothing of pygal's, nothing remote, nothing unescaped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from mkdocs_journeys.charts import (
    FIGURE,
    IN_MAP,
    Curve,
    Point,
    Series,
    Size,
    draw_curve,
    draw_sparkline,
)

from .charting import curve, curves, point, read, series, tell, with_class

TWELVE = curve(
    series(-1, 0.5, 1, -2, 1.5, 2, None, 1, -1, 0, 1, 2),
    columns=12,
)
TAGS = {"svg", "g", "title", "desc", "rect", "path", "circle", "text", "tspan", "a"}
_SHAPE = {"d", "x", "y", "cx", "cy", "r", "rx", "width", "height", "viewBox", "direction"}
_SPEECH = {"id", "href", "role", "aria-label", "aria-labelledby", "aria-hidden", "aria-current"}
ATTRIBUTES = {"class"} | _SHAPE | _SPEECH

DRAWINGS = {
    "map": draw_curve(TWELVE, size=IN_MAP),
    "figure": draw_curve(TWELVE, size=FIGURE),
    "overlay": draw_curve(curve(series(1, 2), series(2, 1)), size=FIGURE),
    "sparkline": draw_sparkline(TWELVE, marked=3),
}


@pytest.mark.parametrize("markup", DRAWINGS.values(), ids=DRAWINGS)
class TestEveryDrawing:
    def test_holds_no_script_style_comment_or_declaration(self, markup: str) -> None:
        assert {e.tag for e in read(markup).iter()} <= TAGS
        assert "<!--" not in markup
        assert "<?" not in markup

    def test_names_no_namespace_and_nothing_remote(self, markup: str) -> None:
        for trace in ("xmlns", "xlink", "ns0:", "svg:", "http", "pygal", "url("):
            assert trace not in markup

    def test_is_styled_by_our_classes_alone(self, markup: str) -> None:
        for element in read(markup).iter():
            assert set(element.attrib) <= ATTRIBUTES
            assert all(c.startswith("jn-") for c in (element.get("class") or "").split())

    def test_has_a_view_box_and_no_size_of_its_own(self, markup: str) -> None:
        root = read(markup)
        assert "jn-chart" in root.attrib["class"].split()
        assert root.get("viewBox")
        assert root.get("width") is None
        assert root.get("height") is None

    def test_derives_its_ids_from_the_curve(self, markup: str) -> None:
        ids = [e.attrib["id"] for e in read(markup).iter() if "id" in e.attrib]
        assert ids == ["curve-title", "curve-desc"]

    def test_rounds_coordinates(self, markup: str) -> None:
        for element in read(markup).iter():
            for name in ("d", "x", "y", "cx", "cy", "r", "width", "height"):
                fractions = [n.partition(".")[2] for n in element.get(name, "").split()]
                assert all(len(f.rstrip("CVHZLMahvmq")) <= 2 for f in fractions if f.isdigit())


@pytest.mark.parametrize("size", [IN_MAP, FIGURE], ids=["map", "figure"])
def test_twelve_points_take_less_than_8_kilobytes(size: Size) -> None:
    """With long names, feelings and addresses, as a handbook has them."""
    points = tuple(
        Point(
            x=i + 0.5,
            score=(i * 5 % 9 - 4) / 2,
            label=f"Compare the vendors, {i}",
            feeling="Worried about the cost",
            url=f"../compare-the-vendors/#step-{i}",
            moment_of_truth=i == 5,
            assumed=i in (2, 3),
        )
        for i in range(12)
    )
    drawn = curve(Series(name="Anna", points=points), columns=12)
    assert len(draw_curve(drawn, size=size).encode()) < 8_000


def test_four_series_take_less_than_24_kilobytes() -> None:
    rows = [series(*((i * n % 9 - 4) / 2 for i in range(12))) for n in (2, 4, 5, 7)]
    assert len(draw_curve(curve(*rows, columns=12), size=FIGURE).encode()) < 24_000


HOSTILE = "<script>alert('1')</script>&\"' ]]> --> \x00\x08\x1b\ud800\ufffe Ω"


def test_hostile_texts_arrive_as_text() -> None:
    words = curve().words
    drawn = Curve(
        id="curve",
        title=HOSTILE,
        description=HOSTILE,
        columns=(HOSTILE,),
        series=tuple(
            Series(
                name=HOSTILE,
                points=(Point(x=0.5, score=1, label=HOSTILE, feeling=HOSTILE, url='a"><b>/'),),
            )
            for _ in range(2)
        ),
        words=words,
    )
    markup = draw_curve(drawn, size=FIGURE) + draw_sparkline(drawn, marked=0)
    markup.encode()  # no lone surrogate is left
    assert "<script" not in markup
    assert "<b>" not in markup
    root = read(draw_curve(drawn, size=FIGURE))
    said = "<script>alert('1')</script>&\"' ]]> --> Ω"
    title = next(e for e in root.iter("title") if e.get("id"))
    assert title.text == said
    link = next(root.iter("a"))
    assert link.attrib["href"] == 'a"><b>/'
    assert link.attrib["aria-label"] == f"{said} – {said}: {said}, +1"


@given(curves())
@settings(max_examples=60)
def test_any_curve_gives_markup_that_parses(drawn: Curve) -> None:
    for markup in (
        draw_curve(drawn, size=IN_MAP),
        draw_curve(drawn, size=FIGURE),
        draw_sparkline(drawn, marked=0),
    ):
        root = read(markup)
        known = sum(p.score is not None for s in drawn.series for p in s.points)
        shown = with_class(root, "jn-chart-series")
        assert sum(len(with_class(g, "jn-chart-dot")) for g in shown) == known


_DRAW = """
import sys
from tests.charts.charting import curve, series
from mkdocs_journeys.charts import FIGURE, IN_MAP, draw_curve, draw_sparkline
drawn = curve(series(-1, 2, None, 1, -2), series(2, 2, 0, 1, 1), series(0, -2, -2, 1, 1))
both = draw_curve(drawn, size=IN_MAP), draw_curve(drawn, size=FIGURE)
sys.stdout.write("".join(both) + draw_sparkline(drawn, marked=2))
"""


def test_every_process_draws_the_same_bytes() -> None:
    root = Path(__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _DRAW],
            check=True,
            capture_output=True,
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert b"curve-title" in outputs.pop()


def test_the_page_cannot_turn_the_texts_round() -> None:
    """Anchors follow the direction: a page in Arabic would push words out of the picture."""
    row = Series(name="دينا", points=(point(0.5, 1), point(1.5, 2)))
    root = read(draw_curve(curve(row, series(1), columns=2), size=FIGURE))
    assert root.attrib["direction"] == "ltr"
    assert "دينا" in [tell(e) for e in with_class(root, "jn-chart-name")]
