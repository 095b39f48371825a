"""The stylesheet: colours that can be read, classes that exist on both sides."""

from __future__ import annotations

import colorsys
import re
from pathlib import Path

import pytest

import mkdocs_journeys.charts as charts
from mkdocs_journeys.charts import (
    ACCENTS,
    FIGURE,
    IN_MAP,
    Route,
    Series,
    Way,
    draw_curve,
    draw_route,
    draw_sparkline,
)

from .charting import curve, point, read, series
from .examples import COLUMNS

CSS = Path(charts.__file__).with_name("charts.css").read_text(encoding="utf-8")

Colour = tuple[float, float, float]

WHITE: Colour = (1.0, 1.0, 1.0)
# Material's dark background, hsla(232, 15%, 14%, 1).
SLATE: Colour = colorsys.hls_to_rgb(232 / 360, 0.14, 0.15)


def accents(selector: str) -> list[Colour]:
    """Return the accents that a rule sets, in order."""
    (rule,) = re.findall(re.escape(selector) + r"\s*\{([^}]*)\}", CSS)
    found = dict(re.findall(r"--jn-accent-(\d): #([0-9a-f]{6});", rule))
    assert sorted(found) == [str(i) for i in range(ACCENTS)]
    return [
        (int(h[:2], 16) / 255, int(h[2:4], 16) / 255, int(h[4:], 16) / 255)
        for h in (found[str(i)] for i in range(ACCENTS))
    ]


SLATE_SELECTOR = '[data-md-color-scheme="slate"]'
LIGHT = accents('[data-md-color-scheme="default"]')
DARK = accents(SLATE_SELECTOR)


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of WCAG 2."""
    bright, dark = sorted(
        (
            sum(w * linear(v) for w, v in zip((0.2126, 0.7152, 0.0722), c, strict=True))
            for c in (one, other)
        ),
        reverse=True,
    )
    return (bright + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_is_wcags() -> None:
    assert contrast(WHITE, (0, 0, 0)) == pytest.approx(21)
    assert contrast((0x77 / 255,) * 3, WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("number", range(ACCENTS))
@pytest.mark.parametrize(
    ("palette", "page"), [(LIGHT, WHITE), (DARK, SLATE)], ids=["light", "dark"]
)
def test_an_accent_can_be_read_as_text(palette: list[Colour], page: Colour, number: int) -> None:
    assert contrast(palette[number], page) >= 4.5


def neutral(selector: str) -> Colour:
    """Return the ink of a series that belongs to no persona."""
    (rule,) = re.findall(re.escape(selector) + r"\s*\{([^}]*)\}", CSS)
    (found,) = re.findall(r"--jn-neutral: #([0-9a-f]{6});", rule)
    return int(found[:2], 16) / 255, int(found[2:4], 16) / 255, int(found[4:], 16) / 255


def test_neutral_ink_can_be_read_as_text_and_is_almost_grey() -> None:
    light, dark = neutral('[data-md-color-scheme="default"]'), neutral(SLATE_SELECTOR)
    assert contrast(light, WHITE) >= 4.5
    assert contrast(dark, SLATE) >= 4.5
    assert max(max(ink) - min(ink) for ink in (light, dark)) < 0.08


def test_a_chart_is_in_neutral_ink_until_a_series_lends_its_own() -> None:
    (rule,) = re.findall(r"\n\.jn-chart \{([^}]*)\}", CSS)
    assert "--jn-accent: var(--jn-neutral);" in rule


# Machado, Oliveira and Fernandes 2009, full severity, for linear values.
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def to_lab(colour: Colour, blindness: str) -> Colour:
    """Return CIE L*a*b* of what an eye sees."""
    values = [linear(v) for v in colour]
    red, green, blue = (
        min(1, max(0, sum(m * v for m, v in zip(row, values, strict=True))))
        for row in BLINDNESS[blindness]
    )

    def curve_of(t: float) -> float:
        return t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116

    x = curve_of((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = curve_of(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = curve_of((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_accents_differ_also_for_colour_blind_eyes(palette: list[Colour], blindness: str) -> None:
    """By 15 units of L*a*b* at least: a hardly noticeable difference is about 2."""
    seen = [to_lab(c, blindness) for c in palette]
    for i, one in enumerate(seen):
        for other in seen[i + 1 :]:
            apart = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
            assert apart >= 15


def drawn_classes() -> set[str]:
    rich = tuple(
        point(i + 0.5, s, moment_of_truth=i in (1, 2), assumed=i == 1)
        for i, s in enumerate((2, -2, 1, None, 0))
    )
    row = Series(name="Anna", points=rich)
    others = [series(1, 2, accent=n) for n in range(ACCENTS)]
    ways = [(0, 1), (0, 2), (1, 0), (1, None)]
    route = Route(
        id="route",
        title="Route",
        description="Three stages",
        stages=("A", "B", "C"),
        ways=tuple(Way(start=at, end=to, share=20, said="20%", text="so") for at, to in ways),
    )
    drawings = [
        draw_curve(curve(row), size=IN_MAP),
        draw_curve(curve(row), size=COLUMNS),
        draw_curve(curve(row, *others), size=FIGURE),
        draw_curve(curve(Series(name="At the edge", points=(point(0, 1),))), size=IN_MAP),
        draw_sparkline(curve(row), marked=1),
        draw_route(route),
    ]
    return {
        cls
        for markup in drawings
        for element in read(markup).iter()
        for cls in (element.get("class") or "").split()
    }


def test_every_class_of_a_drawing_is_styled() -> None:
    # Groups that exist for reading the markup, and widths that only a frame asks for.
    unstyled = {"jn-chart-series", "jn-chart-key"}
    styled = set(re.findall(r"\.(jn-[a-z0-9-]+)", CSS))
    missing = {c for c in drawn_classes() - styled - unstyled if not c.startswith("jn-chart-w")}
    assert not missing


def test_every_styled_class_is_drawn() -> None:
    styled = set(re.findall(r"\.(jn-[a-z0-9-]+)", CSS))
    given_by_the_page = {"jn-chart-frame"}
    stale = styled - drawn_classes() - given_by_the_page
    assert not {c for c in stale if not re.fullmatch(r"jn-chart-w\d", c)}


def test_every_width_of_a_figure_has_a_least_width_on_screen() -> None:
    for columns in (1, 9, 15, 20, 25, 30, 35, 40, 44, 90):
        root = read(draw_curve(curve(columns=columns), size=FIGURE))
        (cls,) = (c for c in root.attrib["class"].split() if c.startswith("jn-chart-w"))
        assert f".{cls} {{ min-width:" in CSS


def test_the_sheet_minds_forced_colours_paper_and_the_keyboard() -> None:
    for part in ("forced-colors: active", "@media print", ":focus-visible", "CanvasText"):
        assert part in CSS
    for remote in ("@import", "url(", "http"):
        assert remote not in CSS
