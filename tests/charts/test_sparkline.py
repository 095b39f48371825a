"""The small curve: drawn once for a journey, marked for each stage."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from mkdocs_journeys.charts import Series, draw_silent_sparkline, draw_sparkline, drawing
from mkdocs_journeys.charts import sparkline as module

from .charting import curve, middle, point, read, series, view_box, with_class

EIGHT = curve(series(1, 2, None, -1, -2, 0, 1, 2))


def test_it_has_no_words_but_all_links() -> None:
    root = read(draw_sparkline(EIGHT))
    assert not list(root.iter("text"))
    assert len(list(root.iter("a"))) == 8
    assert not with_class(root, "jn-chart-here")


@pytest.mark.parametrize("column", range(8))
def test_the_marked_column_has_a_band_and_its_link_is_current(column: int) -> None:
    root = read(draw_sparkline(EIGHT, marked=column))
    (band,) = with_class(root, "jn-chart-here")
    width, height = view_box(root)
    assert float(band.get("x", "0")) == column * width / 8
    assert float(band.attrib["width"]) == width / 8
    assert float(band.attrib["height"]) == height
    current = [a.attrib["href"] for a in root.iter("a") if a.get("aria-current") == "true"]
    assert current == [f"stage-{column}/"]
    halos = [middle(h)[0] for h in with_class(root, "jn-chart-halo")]
    assert halos == ([] if column == 2 else [(column + 0.5) * width / 8])


def test_all_steps_of_the_marked_stage_are_current() -> None:
    row = Series(
        name="Anna", points=tuple(point(x, 1, number=i) for i, x in enumerate((0.5, 1.2, 1.8, 3)))
    )
    root = read(draw_sparkline(curve(row, columns=3), marked=1))
    current = [a.attrib["href"] for a in root.iter("a") if a.get("aria-current")]
    assert current == ["stage-1/", "stage-2/"]


def test_marking_changes_nothing_else() -> None:
    plain, marked = draw_sparkline(EIGHT), draw_sparkline(EIGHT, marked=4)
    root = read(marked)
    for parent in root.iter():
        for child in list(parent):
            if (child.get("class") or "").startswith(("jn-chart-here", "jn-chart-halo")):
                parent.remove(child)
        parent.attrib.pop("aria-current", None)
    assert [(e.tag, e.attrib, e.text) for e in root.iter()] == [
        (e.tag, e.attrib, e.text) for e in read(plain).iter()
    ]


def test_a_journey_is_drawn_once_for_all_its_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    real = drawing.draw_picture

    def count(*args: object) -> object:
        drawn.append(args)
        return real(*args)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(module, "draw_picture", count)
    once = curve(series(1, -1, 1, -1), columns=4)
    pages = [draw_sparkline(once, marked=i) for i in range(4)]
    assert len(drawn) == 1
    assert len(set(pages)) == 4


def test_the_silent_one_is_the_same_picture_without_links_under_ids_of_its_own() -> None:
    linked, silent = read(draw_sparkline(EIGHT)), read(draw_silent_sparkline(EIGHT, name="other"))
    (links,) = with_class(linked, "jn-chart-links")
    linked.remove(links)
    (drawing,) = with_class(silent, "jn-chart-drawing")
    assert drawing.get("aria-labelledby") == "other-title other-desc"
    assert [e.get("id") for e in silent.iter() if e.get("id")] == ["other-title", "other-desc"]

    def told(root: Element) -> list[object]:
        named = ("id", "aria-labelledby")
        return [
            (e.tag, e.text, {k: v for k, v in e.attrib.items() if k not in named})
            for e in root.iter()
        ]

    assert told(silent) == told(linked)


@pytest.mark.parametrize("column", [-1, 8])
def test_a_column_that_is_not_there_is_a_bug(column: int) -> None:
    with pytest.raises(IndexError):
        draw_sparkline(EIGHT, marked=column)


def test_links_of_several_series_keep_their_accents() -> None:
    root = read(draw_sparkline(curve(series(1, 2, accent=2), series(2, 1, accent=5)), marked=0))
    (links,) = with_class(root, "jn-chart-links")
    assert [(g.attrib["class"], len(g)) for g in links] == [("jn-accent-2", 2), ("jn-accent-5", 2)]


def test_it_stays_small() -> None:
    assert len(draw_sparkline(EIGHT, marked=3).encode()) < 5_000
