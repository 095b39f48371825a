"""Words in the picture: axis, feelings, key, heads; all of them inside it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_journeys.charts import COMPARED, FIGURE, Series, Size, Words

from .examples import COLUMNS, FEELINGS, SIZES, WORDS, curve, journey, point, through
from .picture import Picture, Word, draw, numbers, outline

LEVELS = st.integers(-4, 4).map(lambda half: half / 2)


def feel(*feelings: tuple[float, str]) -> Picture:
    points = [point(n + 0.5, score, feeling=word) for n, (score, word) in enumerate(feelings)]
    return draw(curve(points), COLUMNS)


@pytest.mark.parametrize("size", SIZES)
def test_the_axis_has_words_from_the_highest_down(size: Size) -> None:
    picture = draw(curve(journey(6)), size)
    heights = {word.text: word.baseline for word in picture.words()}
    levels = [heights[word] for word in WORDS.levels]
    assert levels == sorted(levels, reverse=True)
    for baseline, height in zip(levels, picture.heights, strict=True):
        assert abs(baseline - height) < 25, "beside its grid line"


def test_the_axis_has_words_without_a_single_point() -> None:
    assert {*WORDS.levels} <= {*draw(curve(), COLUMNS).texts}


LONG = Words(
    levels=("Au plus mal", "Mécontent", "Neutre", "Content", "Enthousiaste"),
    unknown="inconnu",
    moment_of_truth="Moment de vérité",
    assumption="Hypothèse",
)


@pytest.mark.parametrize("words", [WORDS, LONG], ids=["short", "long"])
@pytest.mark.parametrize("size", [FIGURE, COMPARED], ids=["figure", "compared"])
def test_the_grid_of_a_figure_begins_right_of_the_whole_words_of_its_axis(
    size: Size, words: Words
) -> None:
    picture = draw(curve(journey(6), words=words), size)
    axis = [word for word in picture.words() if word.text in words.levels]
    assert [word.text for word in axis] == list(words.levels)
    paths = picture.all("jn-chart-level") + picture.all("jn-chart-zero")
    starts = {x for path in paths for x in numbers(path.get("d", ""))[::3]}
    (low,) = picture.all("jn-chart-low")
    assert starts == {float(low.get("x", ""))}
    assert min(starts) >= max(word.right for word in axis)
    ends = {x for path in paths for x in numbers(path.get("d", ""))[2::3]}
    assert ends == {picture.width - min(starts)}


def test_words_of_the_axis_that_are_longer_than_any_are_cut_and_leave_room_for_the_curve() -> None:
    endless = replace(WORDS, levels=("Word " * 40,) * 5)
    picture = draw(curve(journey(6), words=endless), FIGURE)
    (low,) = picture.all("jn-chart-low")
    assert float(low.get("x", "")) < picture.width / 3


@pytest.mark.parametrize("words", [WORDS, LONG], ids=["short", "long"])
def test_a_question_mark_is_explained_by_the_key(words: Words) -> None:
    picture = draw(curve(through(1, None, 0), through(0, 1, -1), words=words), FIGURE)
    keys = ["".join(key.itertext()) for key in picture.all("jn-chart-key")]
    assert keys == ["Journey 1", "Journey 2", f"?{words.unknown.capitalize()}"]
    assert picture.texts.count("?") == 2


def test_where_no_question_mark_stands_the_key_explains_none() -> None:
    alone = draw(curve(through(1, None, 0)), FIGURE)
    assert "unknown" in alone.texts
    both = draw(curve(through(1, 0), through(0, 1)), FIGURE)
    for picture in (alone, both):
        assert not any("?" in text for text in picture.texts)


def test_peaks_and_valleys_are_labelled_with_the_feeling() -> None:
    picture = feel((0, "wary"), (2, "thrilled"), (-2, "betrayed"), (1, "calm"))
    assert {"thrilled", "betrayed", "wary", "calm"} == {*picture.labels}


def test_points_on_the_way_up_or_down_are_not_labelled() -> None:
    picture = feel((-2, "low"), (-1, "better"), (1, "good"), (2, "high"), (0, "so-so"), (-1, "end"))
    assert {*picture.labels} == {"low", "high", "end"}


def test_of_a_level_stretch_the_first_feeling_is_shown_once() -> None:
    picture = feel((0, "a"), (2, ""), (2, "happy"), (2, "glad"), (0, "z"))
    assert "happy" in picture.labels
    assert "glad" not in picture.labels


def test_peaks_of_every_series_are_looked_for_by_themselves() -> None:
    first = [point(0.5, 0), point(1.5, 2, feeling="thrilled"), point(2.5, 0)]
    second = [point(0.5, 0), point(1.5, -2, feeling="betrayed"), point(2.5, 0)]
    assert {*draw(curve(first, second), FIGURE).labels} == {"thrilled", "betrayed"}


def test_a_moment_of_truth_is_named_beside_its_mark_in_wide_columns() -> None:
    picture = draw(
        curve([point(0.5, 0), point(1.5, 1, feeling="sure", truth=True), point(2.5, 2)]), COLUMNS
    )
    assert any("Moment of truth" in label and "sure" in label for label in picture.labels)


def test_a_moment_of_truth_is_explained_by_the_key_in_narrow_columns() -> None:
    points = [point(n + 0.5, n % 2, truth=True) for n in range(12)]
    picture = draw(curve(points), FIGURE)
    assert picture.texts.count("Moment of truth") == 1
    (key,) = picture.all("jn-chart-key")
    assert picture.all("jn-chart-truth", under=key)


def test_dashes_are_explained_by_the_key() -> None:
    picture = draw(curve([point(0.5, 1, assumed=True), point(1.5, 0)]), COLUMNS)
    (key,) = picture.all("jn-chart-key")
    assert "".join(key.itertext()) == "Assumption"
    assert picture.all("jn-chart-assumed", under=key)


def test_where_nothing_needs_explaining_there_is_no_key() -> None:
    assert draw(curve(through(1, 0, None)), COLUMNS).all("jn-chart-key") == []


def test_several_series_are_told_apart_without_colour() -> None:
    names = [f"Persona {letter}" for letter in "ABCDEF"]
    series = [
        Series(name=name, points=tuple(through(n / 4, -n / 4, 1)), accent=0)
        for n, name in enumerate(names)
    ]
    picture = draw(curve(*series), FIGURE)
    shapes = [{outline(dot) for dot in picture.dots(n)} for n in range(6)]
    assert all(len(of_series) == 1 for of_series in shapes), "a series keeps to one shape"
    assert all(a != b for a, b in combinations(shapes, 2))
    keys = picture.all("jn-chart-key")
    assert ["".join(key.itertext()) for key in keys] == names
    assert [
        {outline(mark) for mark in picture.all("jn-chart-dot", under=k)} for k in keys
    ] == shapes


def test_a_lone_series_needs_no_name() -> None:
    assert "Journey 1" not in draw(curve(through(1, 2)), FIGURE).texts


def test_a_series_without_an_accent_is_drawn_in_neutral_ink() -> None:
    neutral = Series(name="Base", points=tuple(journey(5)), accent=None)
    coloured = Series(name="Ada", points=tuple(journey(5)), accent=3)
    for size in SIZES:
        lone = draw(curve(neutral), size)
        assert not any("jn-accent" in e.get("class", "") for e in lone.root.iter())
        assert [e.get("class") for e in lone.series] == ["jn-chart-series"]
        both = draw(curve(neutral, coloured), size)
        assert [e.get("class") for e in both.series] == [
            "jn-chart-series",
            "jn-chart-series jn-accent-3",
        ]


@pytest.mark.parametrize(("accent", "cls"), [(0, 0), (7, 7), (8, 0), (21, 5)])
def test_accents_start_again_after_the_last(accent: int, cls: int) -> None:
    picture = draw(curve(Series(name="Ada", points=tuple(journey(3)), accent=accent)), COLUMNS)
    named = {c for e in picture.root.iter() for c in e.get("class", "").split() if "accent" in c}
    assert named == {f"jn-accent-{cls}"}


def test_a_figure_has_its_column_heads_in_line_with_the_points() -> None:
    heads = ["Aware", "Consider the options", "Decide"]
    picture = draw(curve(through(1, 0, 1), columns=heads), FIGURE)
    found = [w for w in picture.words() if w.text in ("Aware", "Decide")]
    spots = picture.spots()
    assert [(w.left + w.right) / 2 for w in found] == pytest.approx(
        [spots[0].x, spots[2].x], abs=0.1
    )
    assert all(w.baseline > max(picture.heights) for w in found)
    assert "Consider the options" in picture.texts


def test_a_map_repeats_no_heads() -> None:
    assert "Aware" not in draw(curve(through(1), columns=["Aware"]), COLUMNS).texts


def inside(picture: Picture, word: Word) -> bool:
    return (
        word.left >= -0.1
        and word.right <= picture.width + 0.1
        and word.baseline - 0.75 * word.size >= 0
        and word.baseline + 0.25 * word.size <= picture.height + 0.1
    )


_said = st.builds(
    lambda x, score, feeling, truth: point(x, score, feeling=feeling, truth=truth),
    st.integers(0, 16).map(lambda n: n / 4),
    LEVELS,
    st.sampled_from(FEELINGS) | st.text("abm W", max_size=80),
    st.booleans(),
)


@settings(max_examples=60)
@given(st.lists(st.lists(_said, max_size=10), max_size=3), st.sampled_from(SIZES))
def test_all_words_are_inside_the_view_box(series: list[list[object]], size: Size) -> None:
    picture = draw(curve(*series, columns=4), size)  # type: ignore[arg-type]  # points or nothing
    assert [word for word in picture.words() if not inside(picture, word)] == []


@settings(max_examples=60)
@given(st.lists(_said, max_size=10), st.sampled_from(SIZES))
def test_labels_do_not_cover_each_other_or_the_axis_words(points: list[object], size: Size) -> None:
    picture = draw(curve(points, columns=4), size)  # type: ignore[arg-type]  # points or nothing
    words = [w for w in picture.words() if w.text not in ("unknown", "?")]
    for a, b in combinations(words, 2):
        width = min(a.right, b.right) - max(a.left, b.left)
        height = min(a.baseline, b.baseline) - max(
            a.baseline - 0.7 * a.size, b.baseline - 0.7 * b.size
        )
        if width > 0 and height > 0:
            assert width * height < 40, (a, b)


def test_long_words_are_cut_with_an_ellipsis_and_said_in_full_by_the_link() -> None:
    feeling = "so relieved that she tells all of her colleagues about it " * 5
    picture = draw(curve([point(0.5, 2, feeling=feeling, url="../stage/")]), COLUMNS)
    (label,) = picture.labels
    assert label.endswith("…")
    (link,) = picture.links
    assert feeling.strip() in link.get("aria-label", "")


def test_words_of_the_interface_come_from_the_caller() -> None:
    french = Words(
        levels=("Malheureux", "Mécontent", "Neutre", "Content", "Ravi"),
        unknown="inconnu",
        moment_of_truth="Moment de vérité",
        assumption="Hypothèse",
        decimal_mark=",",
    )
    points = [
        point(0.5, 1.5, label="Choisir", truth=True, assumed=True, url="a/"),
        point(1.5, None, url="b/"),
    ]
    picture = draw(curve(points, words=french), COLUMNS)
    assert {*french.levels, "inconnu", "Hypothèse"} <= {*picture.texts}
    assert [link.get("aria-label") for link in picture.links] == [
        "Choisir: +1,5, Moment de vérité, Hypothèse",
        "Stage: inconnu",
    ]
