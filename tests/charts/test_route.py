"""The diagram of a route: what its lines say, and that nothing is cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

import pytest

from mkdocs_journeys.charts import Route, Way, draw_route
from mkdocs_journeys.charts.lettering import fold, measure_text

from .charting import numbers, read, view_box, with_class

STAGES = ("Something is off", "What do others do?", "Who could do this?", "Getting to yes")


def drawn(*ways: Way, stages: Sequence[str] = STAGES) -> Element:
    """Draw a route."""
    return read(
        draw_route(
            Route(
                id="route", title="The way", description="In short", stages=tuple(stages), ways=ways
            )
        )
    )


def way(start: int, end: int | None, share: float | None = None, text: str = "") -> Way:
    """Return a way; its share is said in figures."""
    return Way(
        start=start, end=end, share=share, said="" if share is None else f"{share}%", text=text
    )


def words(root: Element) -> str:
    """Return all texts in order, the lines of one text joined."""
    return re.sub(r"\s+", " ", " ".join(text.strip() for text in root.itertext() if text.strip()))


def test_a_larger_share_has_a_thicker_line() -> None:
    root = drawn(way(0, 1, 90), way(1, 2, 30), way(2, 3))
    thick = [float(line.get("stroke-width") or 0) for line in with_class(root, "jn-route-on")[::2]]
    assert thick[0] > thick[1] > thick[2] > 0


@pytest.mark.parametrize(
    ("of", "cls"),
    [
        (way(0, 1, 50), "jn-route-on"),
        (way(2, 0, 50), "jn-route-back"),
        (way(1, 1, 50), "jn-route-back"),
        (way(0, 3, 50), "jn-route-skip"),
        (way(1, None, 50), "jn-route-exit"),
    ],
)
def test_every_kind_of_way_has_a_line_an_arrow_and_its_share(of: Way, cls: str) -> None:
    root = drawn(of)
    line, head = with_class(root, cls)
    assert "jn-route-way" in (line.get("class") or "")
    assert "jn-route-head" in (head.get("class") or "")
    assert "50%" in words(root)


def test_no_word_is_left_out_however_long() -> None:
    text = "A change of management stops it all and nobody ever speaks of it again, not once"
    name = "Signing without a single surprise for anybody who has a say in it"
    root = drawn(way(0, None, 6, text), way(1, 0, 4, text), stages=(name, "B"))
    assert words(root).count(text) == 2
    assert name in words(root)


def test_ways_that_would_meet_run_on_floors_of_their_own() -> None:
    root = drawn(way(1, 0, 1), way(2, 0, 1), way(3, 0, 1), way(2, 1, 1), way(0, 3, 1))
    lines = [
        line
        for line in with_class(root, "jn-route-way")
        if "jn-route-back" in (line.get("class") or "")
        or "jn-route-skip" in (line.get("class") or "")
    ]
    spans = []
    for line in lines:
        x, _, _, _, y, *_ = numbers(line)
        spans.append((y, *sorted((x, numbers(line)[-3]))))
    for i, (y, left, right) in enumerate(spans):
        for other_y, other_left, other_right in spans[i + 1 :]:
            assert y != other_y or right <= other_left or other_right <= left


def test_everything_is_inside_the_picture() -> None:
    ways = [way(n, n - 1, 10, "Once more") for n in range(1, 4)]
    root = drawn(
        *ways, way(3, 0, 5, "All over"), way(3, None, 60, "Leaves"), way(3, None, 9, "Dies")
    )
    width, height = view_box(root)
    for text in root.iter("text"):
        for line in [text, *text.iter("tspan")]:
            assert 0 <= float(line.get("x") or 0) <= width
        below = float(text.get("y") or 0) + sum(
            float(line.get("dy") or 0) for line in text.iter("tspan")
        )
        assert 8 <= below <= height


def test_the_picture_says_what_it_is() -> None:
    root = drawn(way(0, 1))
    assert root.get("role") == "img"
    ids = (root.get("aria-labelledby") or "").split()
    assert [element.text for element in root.iter() if element.get("id") in ids] == [
        "The way",
        "In short",
    ]


@pytest.mark.parametrize(("start", "end"), [(4, None), (0, 4), (-1, 0)])
def test_a_way_of_a_stage_that_is_not_there_is_a_mistake(start: int, end: int | None) -> None:
    with pytest.raises(ValueError, match="not there"):
        drawn(way(start, end))


@pytest.mark.parametrize("text", ["", "one", "Donaudampfschifffahrtsgesellschaft fährt", "a b c d"])
def test_folded_lines_fit_and_keep_every_letter(text: str) -> None:
    lines = fold(text, 60, 12)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure_text(line, 12) <= 60 for line in lines)
