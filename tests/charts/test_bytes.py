"""The bytes of a chart: always the same, few, and nothing in them that a page must not hold."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mkdocs_journeys.charts import (
    FIGURE,
    IN_MAP,
    Curve,
    Size,
    draw_curve,
    draw_sparkline,
)

from .examples import SIZES, curve, journey, point, through, zoo
from .picture import draw, read
from .test_hostile_texts import ATTRIBUTES, TAGS

ROOT = Path(__file__).parents[2]


def test_pygal_is_not_loaded_before_something_is_drawn() -> None:
    code = "import sys, mkdocs_journeys.charts; sys.exit('pygal' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0


def test_other_processes_give_the_same_bytes() -> None:
    def draw_elsewhere(seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "tests.charts.examples"],
            check=True,
            capture_output=True,
            cwd=ROOT,
            encoding="utf-8",
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        )
        return done.stdout

    expected = "\n".join(zoo()) + "\n"
    assert draw_elsewhere("1") == expected
    assert draw_elsewhere("77") == expected


def test_only_known_elements_and_attributes_occur() -> None:
    elements = [element for markup in zoo() for element in read(markup).root.iter()]
    assert {element.tag for element in elements} == TAGS
    assert {name for element in elements for name in element.attrib} <= ATTRIBUTES


@pytest.mark.parametrize(
    "unwanted",
    ["<script", "<style", "style=", "<!", "<?", "xlink:", "xmlns", "http:", "https:", "//", "url("],
)
def test_nothing_remote_scripted_or_styled_occurs(unwanted: str) -> None:
    assert [markup for markup in zoo() if unwanted in markup] == []


def test_html_parsers_see_the_same_elements_as_xml_parsers() -> None:
    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tags: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags.append(tag)

    for markup in zoo():
        reader = Reader()
        reader.feed(markup)
        reader.close()
        assert reader.tags == [element.tag for element in read(markup).root.iter()]


def draw_all(each: Curve) -> list[str]:
    return [*(draw_curve(each, size=size) for size in SIZES), draw_sparkline(each, marked=1)]


def ids_of(markup: str) -> list[str]:
    return [element.attrib["id"] for element in read(markup).root.iter() if "id" in element.attrib]


def test_ids_are_unique_and_begin_with_the_id_of_the_curve() -> None:
    for markup in draw_all(curve(journey(5), journey(5), name="mood-7")):
        ids = ids_of(markup)
        assert ids
        assert len(set(ids)) == len(ids)
        assert all(re.match(r"mood-7\b", each) for each in ids)


def test_charts_of_different_ids_share_none_and_differ_in_nothing_else() -> None:
    first, second = (curve(journey(5), name=name) for name in ("one", "two"))
    for a, b in zip(draw_all(first), draw_all(second), strict=True):
        assert not {*ids_of(a)} & {*ids_of(b)}
        assert re.sub(r'(?<=[" ])one-', "two-", a) == b


def test_no_class_is_empty_or_said_twice() -> None:
    for markup in zoo():
        for element in read(markup).root.iter():
            if "class" in element.attrib:
                classes = element.attrib["class"].split(" ")
                assert all(classes)
                assert len(set(classes)) == len(classes)


@pytest.mark.parametrize("size", SIZES)
def test_twelve_points_take_less_than_8_kb(size: Size) -> None:
    four = [journey(12, offset=n) for n in range(4)]
    many = len(draw_curve(curve(*four, columns=12), size=size).encode())
    one = len(draw_curve(curve(journey(12), columns=12), size=size).encode())
    assert one < 8192, f"four series take {many} bytes"


def test_a_figure_is_as_wide_as_its_class_says() -> None:
    for columns in range(1, 40):
        picture = draw(curve(columns=columns), FIGURE)
        steps = round(picture.width / 320)
        assert f"jn-chart-w{min(steps, 9)}" in picture.root.get("class", "").split()


@pytest.mark.parametrize(
    "url",
    [
        "java\ufffescript:alert(1)",
        "java\uffffscript:alert(1)",
        "\ufdd0javascript:alert(1)",
        "java\ud800script:alert(1)",
        "java\x85script:alert(1)",
        "javascript\x7f:alert(1)",
        " data :text/html,x",
        "file:///etc/passwd",
    ],
)
def test_what_is_left_out_of_an_address_cannot_make_it_a_script(url: str) -> None:
    with pytest.raises(ValueError, match="not an address to link to"):
        point(url=url)


def test_links_are_outside_the_image_that_hides_its_content() -> None:
    for markup in draw_all(curve(journey(5))):
        picture = read(markup)
        (image,) = (e for e in picture.root.iter("g") if e.get("role") == "img")
        assert len(picture.links) == 5
        assert list(image.iter("a")) == []


@pytest.mark.parametrize("score", [-2, 0, 2, None])
def test_a_link_can_be_hit_where_points_meet_at_an_edge(score: float | None) -> None:
    picture = draw(curve(*([point(0, score, url=f"{n}/")] for n in range(4))), IN_MAP)
    tops = []
    for link in picture.links:
        x, y, width, height = (
            float(link[0].get(name, "")) for name in ("x", "y", "width", "height")
        )
        assert min(width, height) >= 24
        assert 0 <= x <= picture.width - width
        assert 0 <= y <= picture.height - height
        tops.append(y)
    assert all(b - a >= 24 for a, b in zip(sorted(tops), sorted(tops)[1:], strict=False))


@pytest.mark.parametrize("points", [journey(6), through(1, None, 2, -2, None, 0)])
def test_another_mark_changes_the_mark_and_not_a_byte_more(points: list[object]) -> None:
    example = curve(points, journey(6))  # type: ignore[arg-type]  # points or nothing
    unmarked = draw_sparkline(example)
    marked = [draw_sparkline(example, marked=n) for n in range(6)]
    assert len({*marked, unmarked}) == 7
    mark = re.compile(r'<(?:rect|circle) class="jn-chart-(?:here|halo)[^>]*/>| aria-current="true"')
    assert {mark.sub("", markup) for markup in marked} == {unmarked}


@pytest.mark.parametrize("count", [9, 10, 15, 40])
@pytest.mark.parametrize("score", [-2, 2, None])
def test_areas_stay_inside_where_more_points_meet_than_find_room(
    count: int, score: float | None
) -> None:
    picture = draw(
        curve([point(0.5, score, url=f"{n}/", label=f"{n}") for n in range(count)]), IN_MAP
    )
    tops = [float(link[0].get("y", "")) for link in picture.links]
    assert len(set(tops)) == count
    assert min(tops) >= 0
    assert max(tops) <= picture.height - 28
