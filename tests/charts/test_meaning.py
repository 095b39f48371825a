"""What a reader sees: gaps, assumptions, moments of truth, labels, several series."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from mkdocs_journeys.charts import FIGURE, Point, Series, Size, draw_curve
from mkdocs_journeys.charts.lettering import measure_text

from .charting import (
    WORDS,
    curve,
    middle,
    numbers,
    pieces,
    point,
    read,
    series,
    tell,
    view_box,
    with_class,
)
from .examples import COLUMNS


def lines(*points: Point) -> list[tuple[float, float, bool]]:
    """Return start, end and dashing of each part of the line."""
    drawn = curve(Series(name="Anna", points=points))
    found = []
    for line in with_class(read(draw_curve(drawn, size=COLUMNS)), "jn-chart-line"):
        if line.attrib["d"].count("C"):  # the key's dash is straight
            all_of = list(pieces(line))
            dashed = "jn-chart-assumed" in line.attrib["class"]
            found.append((all_of[0][0][0], all_of[-1][3][0], dashed))
    return found


def test_unknown_is_a_gap_and_never_zero() -> None:
    known = [point(i + 0.5, s) for i, s in enumerate((1, 2, None, -1, -2))]
    assert lines(*known) == [(100, 300, False), (700, 900, False)]
    root = read(draw_curve(curve(series(1, 2, None, -1, -2)), size=COLUMNS))
    assert [middle(d)[0] for d in with_class(root, "jn-chart-dot")] == [100, 300, 700, 900]
    word = next(e for e in with_class(root, "jn-chart-word") if tell(e) == "unknown")
    assert float(word.attrib["x"]) == 500


def test_a_known_point_between_gaps_is_a_dot_without_line() -> None:
    assert lines(point(0.5, None), point(1.5, 2), point(2.5, None)) == []


def test_segments_that_touch_an_assumption_are_dashed() -> None:
    points = [point(i + 0.5, 1, assumed=i == 2) for i in range(5)]
    assert lines(*points) == [(100, 300, False), (300, 700, True), (700, 900, False)]


def test_an_assumed_dot_is_hollow_and_the_key_says_why() -> None:
    row = Series(name="Anna", points=(point(0.5, 1, assumed=True), point(1.5, 2)))
    root = read(draw_curve(curve(row), size=COLUMNS))
    (group,) = with_class(root, "jn-chart-series")
    hollow = ["jn-chart-assumed" in d.attrib["class"] for d in with_class(group, "jn-chart-dot")]
    assert hollow == [True, False]
    assert [tell(e) for e in with_class(root, "jn-chart-name")] == ["Assumption"]


def test_there_is_no_key_where_nothing_needs_explaining() -> None:
    assert not with_class(read(draw_curve(curve(series(1, 2)), size=FIGURE)), "jn-chart-key")


@pytest.mark.parametrize("size", [COLUMNS, FIGURE], ids=["map", "figure"])
def test_a_moment_of_truth_is_framed_and_named(size: Size) -> None:
    row = Series(name="Anna", points=(point(0.5, 0), point(1.5, 1, moment_of_truth=True)))
    root = read(draw_curve(curve(row), size=size))
    (group,) = with_class(root, "jn-chart-series")
    (frame,) = with_class(group, "jn-chart-truth")
    assert middle(frame) == pytest.approx(middle(with_class(group, "jn-chart-dot")[1]), abs=0.1)
    words = with_class(root, "jn-chart-note") + with_class(root, "jn-chart-name")
    assert [tell(e) for e in words] == ["Moment of truth"]


def test_the_axis_speaks_in_words_beside_its_lines() -> None:
    root = read(draw_curve(curve(series(2)), size=FIGURE))
    words = with_class(root, "jn-chart-word")
    assert [tell(e) for e in words] == list(WORDS.levels)
    paths = with_class(root, "jn-chart-level") + with_class(root, "jn-chart-zero")
    levels = sorted((y for path in paths for y in numbers(path)[1::3]), reverse=True)
    for word, level in zip(words, levels, strict=True):
        assert abs(float(word.attrib["y"]) - level) < 16


def test_an_axis_word_gives_way_to_the_curve() -> None:
    at_rest = read(draw_curve(curve(series(0, 0)), size=COLUMNS))
    row = Series(name="Anna", points=tuple(point(x, 0) for x in (0.05, 0.4)))
    crossed = read(draw_curve(curve(row), size=COLUMNS))
    before, after = (
        next(float(e.attrib["y"]) for e in with_class(r, "jn-chart-word") if tell(e) == "Neutral")
        for r in (at_rest, crossed)
    )
    assert before != after


def label_texts(root: Element) -> list[Element]:
    """Return the text elements at the points."""
    return [text for group in with_class(root, "jn-chart-labels") for text in group]


def labels(root_of: str) -> dict[str, tuple[float, float]]:
    """Return words and place of all labels."""
    return {
        tell(e): (float(e.attrib["x"]), float(e.attrib["y"])) for e in label_texts(read(root_of))
    }


def test_peaks_are_labelled_above_and_valleys_below() -> None:
    markup = draw_curve(curve(series(0, 1, 0, -1, 0, 0.5, 1)), size=COLUMNS)
    found = labels(markup)
    assert list(found) == ["Mood 0", "Mood 1", "Mood 3", "Mood 6"]
    heights = [middle(d)[1] for d in with_class(read(markup), "jn-chart-dot")]
    assert found["Mood 1"] == pytest.approx((300, heights[1] - 11 - 4))
    assert found["Mood 3"][1] > heights[3] + 11
    assert found["Mood 3"][0] == 700
    assert found["Mood 6"][1] < heights[6]


@pytest.mark.parametrize(("score", "above"), [(1, True), (0, True), (-1, False)])
def test_a_curve_that_never_moves_has_one_label(score: float, above: bool) -> None:
    markup = draw_curve(curve(series(*[score] * 6)), size=COLUMNS)
    ((_, y),) = labels(markup).values()
    assert (y < middle(with_class(read(markup), "jn-chart-dot")[0])[1]) is above


def test_a_long_feeling_is_broken_or_cut_and_the_link_says_it_all() -> None:
    feeling = "Overwhelmed by the number of vendors that all promise the very same thing"
    long = replace(point(0.5, -2), feeling=feeling)
    row = Series(name="Anna", points=(long, point(1.5, 2)))
    root = read(draw_curve(curve(row, columns=2), size=FIGURE))
    label = next(e for e in label_texts(root) if "Overwhelmed" in tell(e))
    assert len(label) <= 1
    assert tell(label).endswith("…")
    assert feeling in next(root.iter("a")).attrib["aria-label"]


def test_labels_of_neighbours_do_not_cover_each_other() -> None:
    row = Series(
        name="Anna",
        points=tuple(
            replace(point((i + 0.5) / 4, (-1) ** i), feeling=f"Rather worried {i}")
            for i in range(16)
        ),
    )
    root = read(draw_curve(curve(row, columns=4), size=COLUMNS))
    boxes = []
    for label in label_texts(root):
        wide = max(measure_text(e.text or "", 13) for e in (label, *label))
        share = {"jn-chart-start": 0.0, "jn-chart-end": 1.0}.get(label.get("class", ""), 0.5)
        left = float(label.attrib["x"]) - wide * share
        first = float(label.attrib["y"])
        top, bottom = first - 11, first + sum(float(e.attrib["dy"]) for e in label) + 4
        boxes.append((left, top, left + wide, bottom))
    assert len(boxes) >= 8
    for i, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart = other[0] >= right or other[2] <= left or other[1] >= bottom or other[3] <= top
            assert apart


def test_series_differ_in_shape_as_well_as_in_colour() -> None:
    rows = [series(1, 2, name=f"Persona {i}", accent=0) for i in range(6)]
    root = read(draw_curve(curve(*rows), size=FIGURE))
    shapes = set()
    for group in with_class(root, "jn-chart-series"):
        dot = with_class(group, "jn-chart-dot")[0]
        x, y = middle(dot)
        corners = numbers(dot) if dot.tag == "path" else []
        turned = tuple(
            round((a - b) / 3) for a, b in zip(corners, (x, y) * (len(corners) // 2), strict=True)
        )
        shapes.add((dot.tag, len(corners), turned if len(corners) == 6 else ()))
    assert len(shapes) == 6


def test_the_key_names_every_series_with_its_shape_and_accent() -> None:
    rows = [series(1, name="Anna", accent=3), series(2, name="Bo", accent=11)]
    root = read(draw_curve(curve(*rows), size=FIGURE))
    entries = with_class(root, "jn-chart-key")
    assert [tell(e) for e in entries] == ["Anna", "Bo"]
    assert [e.attrib["class"].split()[1] for e in entries] == ["jn-accent-3", "jn-accent-3"]
    assert [with_class(e, "jn-chart-dot")[0].tag for e in entries] == ["circle", "path"]


def test_a_dot_behind_another_can_still_be_seen() -> None:
    root = read(draw_curve(curve(series(1), series(1)), size=FIGURE))
    behind = with_class(with_class(root, "jn-chart-series")[0], "jn-chart-dot")[0]
    alone = read(draw_curve(curve(series(1), series(2)), size=FIGURE))
    usual = with_class(with_class(alone, "jn-chart-series")[0], "jn-chart-dot")[0]
    assert float(behind.attrib["r"]) > 1.5 * float(usual.attrib["r"])


def test_heads_stand_under_their_columns_in_a_figure_only() -> None:
    names = ("Awareness", "Evaluation and shortlisting", "Supercalifragilistic", "", "E", "F", "G")
    root = read(draw_curve(curve(series(1), columns=names), size=FIGURE))
    (group,) = with_class(root, "jn-chart-heads")
    heads = list(group)
    assert [tell(e) for e in heads] == [
        *("Awareness", "Evaluationand shortlist…", "Supercalifr…", "E", "F", "G")
    ] or all(len(e) <= 1 for e in heads)
    width = (view_box(root)[0] - FIGURE.gutter) / 7
    assert [float(e.attrib["x"]) for e in heads] == [
        pytest.approx(FIGURE.gutter + (i + 0.5) * width, abs=0.06) for i in (0, 1, 2, 4, 5, 6)
    ]
    assert not with_class(
        read(draw_curve(curve(series(1), columns=names), size=COLUMNS)), "jn-chart-heads"
    )


@pytest.mark.parametrize("size", [COLUMNS, FIGURE], ids=["map", "figure"])
def test_without_a_score_the_axis_is_drawn_all_the_same(size: Size) -> None:
    for drawn in (curve(), curve(series()), curve(series(None, None))):
        root = read(draw_curve(drawn, size=size))
        (levels,) = with_class(root, "jn-chart-level")
        assert levels.attrib["d"].count("M") == 4
        assert len(with_class(root, "jn-chart-zero")) == 1
        assert not with_class(root, "jn-chart-dot")
        assert not with_class(root, "jn-chart-line")
