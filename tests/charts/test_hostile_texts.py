"""Whatever authors write comes out as text, and only as text."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_journeys.charts import (
    FIGURE,
    IN_MAP,
    Curve,
    Point,
    Series,
    Words,
    draw_curve,
    draw_sparkline,
)

from .examples import WORDS
from .picture import Picture, read

TAGS = {"svg", "g", "title", "desc", "rect", "circle", "path", "text", "tspan", "a"}
ATTRIBUTES = {
    *("class", "id", "role", "href", "viewBox", "direction", "d", "x", "y", "width", "height"),
    *("rx", "dy", "cx", "cy", "r"),
    *("aria-labelledby", "aria-label", "aria-hidden", "aria-current"),
}
"""All that a chart is made of."""

HOSTILE = [
    "<script>alert(1)</script>",
    "</title></svg><img src=x onerror=alert(1)>",
    '" onload="alert(1)',
    "' onload='alert(1)",
    "]]>",
    "<![CDATA[x",
    "<!-- x",
    "--><b>",
    "&amp;&lt;&#106;",
    "a\x00b\x08c\x1bd\x7fe",
    "line\nbreak\ttab\r\nend",
    "\u202eevil\u202c abc",
    "שלום עולם",
    "مرحبا بالعالم",
    "x" * 300,
    "w " * 149 + "w",
    "👩🏽\u200d🚀 happy 🎉🎉",
    "e\u0301" * 40,
    "漢字" * 40,
    "\ud800 lone",
    "\ufffe\uffff",
    "/>",
    " />",
    "",
    " ",
]


def fill(text: str) -> Curve:
    """Make a curve that has `text` wherever it can."""
    points = tuple(
        Point(x=n + 0.5, score=score, label=text, feeling=text, url="a/", moment_of_truth=n == 1)
        for n, score in enumerate((1, -2, None, 2))
    )
    series = (Series(name=text, points=points), Series(name=text, points=points[:2], accent=1))
    words = Words(
        levels=(text, text, text, text, text),
        unknown=text,
        moment_of_truth=text,
        assumption=text,
        decimal_mark=text,
    )
    return Curve(
        id="c", title=text, description=text, columns=(text,) * 4, series=series, words=words
    )


def drawings(text: str) -> list[Picture]:
    curve = fill(text)
    drawn = [draw_curve(curve, size=IN_MAP), draw_curve(curve, size=FIGURE)]
    return [read(markup) for markup in [*drawn, draw_sparkline(curve, marked=1)]]


def check(text: str) -> None:
    plain = [Counter(e.tag for e in p.root.iter()) for p in drawings("plain")]
    for picture, usual in zip(drawings(text), plain, strict=True):
        tags = Counter(e.tag for e in picture.root.iter())
        assert {*tags} <= TAGS
        for tag in ("svg", "a", "circle", "rect", "title", "desc"):
            assert tags[tag] == usual[tag], tag
        assert {name for e in picture.root.iter() for name in e.attrib} <= ATTRIBUTES
        assert {link.get("href") for link in picture.links} == {"a/"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_add_no_element_and_no_attribute(text: str) -> None:
    check(text)


@settings(max_examples=40)
@given(st.text(st.characters(codec=None), max_size=60))
def test_no_text_at_all_adds_an_element_or_an_attribute(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", [t for t in HOSTILE if t.isprintable() and t.strip()])
def test_printable_texts_are_said_as_they_were_written(text: str) -> None:
    for picture in drawings(text):
        first = picture.links[0].get("aria-label", "")
        written = " ".join(text.split())
        assert first.startswith(f"{written} – {written}: {written}, ")
        assert picture.root[0][0].text == written


def test_control_characters_and_breaks_are_left_out() -> None:
    (picture, *_) = drawings("a\x00b\x1b\nc")
    assert picture.root[0][0].text == "ab c"


def test_the_direction_of_a_page_does_not_turn_the_picture() -> None:
    assert drawings("שלום")[0].root.get("direction") == "ltr"


def test_wide_and_combined_characters_are_not_torn() -> None:
    family = "👩🏽\u200d🚀"
    curve = Curve(
        id="c",
        title="t",
        description="d",
        columns=("a",),
        series=(Series(name="n", points=(Point(x=0.5, score=2, label="l", feeling=family * 30),)),),
        words=WORDS,
    )
    (label,) = read(draw_curve(curve, size=IN_MAP)).labels
    assert label.endswith("…")
    assert label.removesuffix("…").replace(family, "") == ""
