"""What a caller may hand over."""

from __future__ import annotations

import math

import pytest

from mkdocs_journeys.charts import Curve, Point

from .charting import WORDS, curve, series


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " \x01java\tscript\n:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "\u200bjavascript:alert(1)",
    ],
)
def test_an_address_that_could_run_a_script_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Point(x=0.5, score=1, label="Stage", url=url)


@pytest.mark.parametrize(
    "url", ["", "../stage/", "stage/#step-2:b", "https://example.org/a:b", "mailto:a@example.org"]
)
def test_ordinary_addresses_are_taken(url: str) -> None:
    assert Point(x=0.5, score=1, label="Stage", url=url).url == url


@pytest.mark.parametrize("score", [-2.01, 3, math.nan, math.inf])
def test_a_score_beyond_the_scale_is_a_bug(score: float) -> None:
    with pytest.raises(ValueError, match="score"):
        Point(x=0.5, score=score, label="Stage")


@pytest.mark.parametrize("x", [-0.1, math.nan, math.inf])
def test_a_point_outside_the_columns_is_a_bug(x: float) -> None:
    with pytest.raises(ValueError, match="axis"):
        Point(x=x, score=0, label="Stage")


@pytest.mark.parametrize("name", ["", "1st", "a b", 'a"b', "é"])
def test_an_id_that_a_page_could_not_carry_is_a_bug(name: str) -> None:
    with pytest.raises(ValueError, match="id"):
        Curve(id=name, title="", description="", columns=(), series=(), words=WORDS)


def test_a_series_longer_than_the_heads_adds_columns() -> None:
    assert curve(series(1, 1, 1), series(0, 0, 0, 0, 0), columns=3).count_columns() == 5


def test_a_curve_without_heads_has_one_column() -> None:
    assert curve(columns=0).count_columns() == 1
