"""What assistive technology, keyboard and mouse meet."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from mkdocs_journeys.charts import FIGURE, IN_MAP, Point, Series, draw_curve

from .charting import WORDS, curve, middle, point, read, series, tell, with_class


def drawing_of(root: Element) -> Element:
    (drawing,) = (e for e in root.iter() if e.get("role") == "img")
    return drawing


def test_the_drawing_is_one_image_with_title_and_description() -> None:
    root = read(draw_curve(curve(series(1, 2)), size=IN_MAP))
    drawing = drawing_of(root)
    assert drawing in list(root)
    named = {e.attrib["id"]: e for e in drawing if "id" in e.attrib}
    title, desc = (named[i] for i in drawing.attrib["aria-labelledby"].split())
    assert (title.tag, title.text) == ("title", "How Anna feels")
    assert (desc.tag, desc.text) == ("desc", "Highest at the end.")


def test_links_stand_beside_the_image_because_inside_they_would_be_presentational() -> None:
    root = read(draw_curve(curve(series(1, 2)), size=IN_MAP))
    assert not list(drawing_of(root).iter("a"))
    (links,) = with_class(root, "jn-chart-links")
    assert links in list(root)
    assert [a.attrib["href"] for a in links.iter("a")] == ["stage-0/", "stage-1/"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (point(0.5, 1), "Stage 0: Mood 0, +1"),
        (point(0.5, -1.5), "Stage 0: Mood 0, −1,5"),
        (point(0.5, 0), "Stage 0: Mood 0, 0"),
        (point(0.5, -0.01), "Stage 0: Mood 0, 0"),
        (replace(point(0.5, 2), feeling=""), "Stage 0: +2"),
        (replace(point(0.5, None), feeling=""), "Stage 0: unknown"),
        (
            point(0.5, 1, moment_of_truth=True, assumed=True),
            "Stage 0: Mood 0, +1, Moment of truth, Assumption",
        ),
    ],
)
def test_a_link_says_stage_feeling_and_score(changed: Point, said: str) -> None:
    drawn = curve(Series(name="Anna", points=(changed,)), words=replace(WORDS, decimal_mark=","))
    (link,) = read(draw_curve(drawn, size=IN_MAP)).iter("a")
    assert link.attrib["aria-label"] == said


def test_with_several_series_a_link_also_says_whose_it_is() -> None:
    root = read(draw_curve(curve(series(1, name="Anna"), series(2, name="Bo")), size=FIGURE))
    said = [a.attrib["aria-label"] for a in root.iter("a")]
    assert said == ["Anna – Stage 0: Mood 0, +1", "Bo – Stage 0: Mood 0, +2"]


def test_the_mouse_meets_words_on_linked_and_unlinked_points() -> None:
    row = Series(name="Anna", points=(point(0.5, 1), replace(point(1.5, 2), url="")))
    root = read(draw_curve(curve(row), size=IN_MAP))
    areas = with_class(root, "jn-chart-hit")
    assert sorted(tell(e) for e in areas) == ["Stage 0: Mood 0, +1"] * 1 + ["Stage 0: Mood 0, +2"]
    assert len(list(root.iter("a"))) == 1
    # The link has said it already: nothing is announced twice.
    assert all(e.attrib["aria-hidden"] == "true" for e in areas)
    assert all(a.find("title") is None for a in root.iter("a"))


def areas_of(root: Element) -> list[tuple[float, float, float, float]]:
    found = []
    for area in with_class(root, "jn-chart-hit"):
        x, y, width, height = (float(area.attrib[k]) for k in ("x", "y", "width", "height"))
        found.append((x, y, x + width, y + height))
    return found


def test_areas_are_large_enough_to_hit_and_lie_round_their_point() -> None:
    root = read(draw_curve(curve(series(-2, 2, 0, None)), size=FIGURE))
    dots = [middle(d) for d in with_class(root, "jn-chart-dot")]
    for (x, y), (left, top, right, bottom) in zip(dots, areas_of(root), strict=False):
        assert right - left >= 24
        assert bottom - top >= 24
        assert (left + right) / 2 == pytest.approx(x, abs=0.1)
        assert (top + bottom) / 2 == pytest.approx(y, abs=0.1)
    assert len(areas_of(root)) == 4


def test_areas_of_points_that_meet_do_not_cover_each_other() -> None:
    rows = [series(1, 2, name="A"), series(1, 2, name="B"), series(1.25, -1, name="C")]
    areas = areas_of(read(draw_curve(curve(*rows), size=FIGURE)))
    assert len(areas) == 6
    for i, one in enumerate(areas):
        for other in areas[i + 1 :]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            along = min(one[3], other[3]) - max(one[1], other[1])
            assert across <= 0.1 or along <= 0.11


def test_a_point_without_address_makes_no_group_of_links() -> None:
    row = Series(name="Anna", points=(replace(point(0.5, 1), url=""),))
    assert not with_class(read(draw_curve(curve(row), size=IN_MAP)), "jn-chart-links")
