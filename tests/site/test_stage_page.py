"""A stage's page: every record once and whole, figures told right, light, tidy with little."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.projects import HANDBOOK, Built, build_well
from tests.support.reading import Handbook, Record, as_record, plain, stages_of
from tests.support.trees import Element, content_of, says

MOST_BYTES = 40_000
"""Of the page's own part, without the theme."""


@pytest.fixture(scope="session")
def stages(sample: Built, written: Handbook) -> list[tuple[str, Record, Element]]:
    """Return every stage of the sample by its address, with its page."""
    return [
        (
            f"{name}/{stage['id']}",
            stage,
            content_of(sample.pages[f"journeys/{name}/{stage['id']}.html"]),
        )
        for name, journey in written.journeys.items()
        for stage in stages_of(journey)
    ]


@pytest.mark.parametrize(
    ("field", "key", "place"),
    [
        ("messages", "text", "jn-message__text"),
        ("pain_points", "text", "jn-pair__pain"),
        ("opportunities", "text", "jn-answer"),
        ("experiments", "hypothesis", "jn-trials__head"),
        ("steps", "name", "jn-timeline__head"),
        ("backstage", "text", "jn-list"),
    ],
)
def test_every_record_of_a_stage_is_told_once(
    stages: list[tuple[str, Record, Element]], field: str, key: str, place: str
) -> None:
    told = 0
    for name, stage, page in stages:
        places = [
            element for element in page.all(cls=place) if "jn-answer--told" not in element.classes
        ]
        for item in stage.get(field, []):
            text = plain(as_record(item, key)[key])
            assert sum(says(element, text) for element in places) == 1, f"{name}: {text}"
            told += 1
    assert told > 0


def test_every_touchpoint_and_kpi_of_a_stage_has_one_row(
    stages: list[tuple[str, Record, Element]], written: Handbook
) -> None:
    for _, stage, page in stages:
        for use in stage.get("touchpoints", []):
            record = as_record(use, "touchpoint")
            row = page.one(id=f"touchpoint:{record['touchpoint']}", role="row")
            assert says(row, written.libraries["touchpoints"][record["touchpoint"]]["name"])
            for rating in ("importance", "satisfaction"):
                if rating in record:
                    assert says(row, f"{rating.capitalize()} {record[rating]} of 5")
        for use in stage.get("kpis", []):
            kpi = written.libraries["kpis"][use["kpi"]]
            row = page.one(id=f"kpi:{use['kpi']}", role="row")
            assert all(says(row, kpi[key]) for key in ("formula", "source"))


def test_every_source_of_a_stage_is_explained_on_its_page(
    stages: list[tuple[str, Record, Element]],
) -> None:
    for name, stage, page in stages:
        for source in set(_sources(stage)):
            page.one(id=f"evidence:{source}")
            assert page.all("a", href=f"#evidence:{source}"), name


def test_what_matters_much_and_does_badly_is_said_in_words(
    stages: list[tuple[str, Record, Element]],
) -> None:
    found = 0
    for _, stage, page in stages:
        for use in stage.get("touchpoints", []):
            if isinstance(use, dict) and {"importance", "satisfaction"} <= use.keys():
                weak = int(use["importance"]) >= 4 and int(use["satisfaction"]) <= 2
                row = page.one(id=f"touchpoint:{use['touchpoint']}")
                assert says(row, "Matters much, does badly") == weak
                found += weak
    assert found > 0


def test_the_map_says_the_same_of_a_touchpoint_as_the_stage(
    sample: Built, stages: list[tuple[str, Record, Element]]
) -> None:
    found = {"Importance": 0, "Satisfaction": 0, "Matters much, does badly": 0}
    for name, stage, page in stages:
        journey = content_of(sample.pages[f"journeys/{name.partition('/')[0]}/index.html"])
        for use in stage.get("touchpoints", []):
            place = f"touchpoint:{as_record(use, 'touchpoint')['touchpoint']}"
            (in_map,) = (
                met
                for met in journey.all("li", cls="jn-met")
                if met.all("a", href=f"{stage['id']}.html#{place}")
            )
            for words in found:
                assert says(in_map, words) == says(page.one(id=place), words), (name, place)
                found[words] += says(in_map, words)
    assert all(found.values())


def test_a_letter_looks_the_same_on_every_page(sample: Built) -> None:
    shown: dict[str, set[str]] = {}
    for page in sample.pages.values():
        for letter in content_of(page).all(cls="jn-letter"):
            if letter.tag != "b":  # a count in the shade of its letter
                shown.setdefault(letter.attributes["data-value"], set()).add(letter.text)
    assert shown == {"attention": {"At"}, "interest": {"In"}, "desire": {"De"}, "action": {"Ac"}}


def test_what_somebody_says_is_quoted_without_the_number_of_its_source(french: Built) -> None:
    page = content_of(french.page("journeys/essai/essai/index.html"))
    quote = page.one("q", cls="jn-timeline__quote")
    assert quote.tight_text == "J'ai failli le laisser là."
    assert quote.all(cls="jn-cites") == []
    said = next(of for of in page.one(cls="jn-timeline").all("p") if quote in of.children)
    assert [of.text for of in said.all(cls="jn-cites")] == ["1"]


def test_the_page_of_a_variation_says_what_is_its_own(sample: Built) -> None:
    page = content_of(sample.pages["journeys/hr-subscribes/signature.html"])
    origin = page.one(cls="jn-origin")
    assert says(origin, "Comes from How an employer buys")
    assert origin.one("a").attributes["href"] == "../b2b-buying/signature.html"
    assert says(origin.one(cls="jn-origin__own"), "Own here: Emotion · Goal · Mindset · Questions")
    assert content_of(sample.pages["journeys/b2b-buying/signature.html"]).all(cls="jn-origin") == []
    added = content_of(sample.pages["journeys/it-validates/data-review.html"])
    assert says(added.one(cls="jn-origin"), "Only in this map, not in How an employer buys")


def test_a_stage_page_is_light(sample: Built) -> None:
    for name in sample.pages:
        if name.startswith("journeys/") and not name.endswith("index.html"):
            html = (sample.site / name).read_text(encoding="utf-8")
            own = html[html.index("<article") : html.index("</article>")]
            assert len(own.encode()) <= MOST_BYTES, name


KPIS = {
    "to-go": ("up", "%", "baseline: 10, current: 16, target: 20, alert: 8", "4 points to go"),
    "one": ("up", "%", "baseline: 10, current: 19, target: 20", "1 point to go"),
    "part": ("up", "%", "baseline: 1, current: 2.1, target: 2.4", "0.3 points to go"),
    "down": ("down", "days", "baseline: 20, current: 13, target: 10, alert: 25", "3 days to go"),
    "reached": ("down", "days", "baseline: 20, current: 10, target: 10", "Target reached"),
    "beyond": ("up", "€", "baseline: 10, current: 25, target: 20", "€5 beyond the target"),
    "below": ("down", "%", "baseline: 8, current: 6, target: 7", "1 point beyond the target"),
    "worse": ("up", "count", "baseline: 10, current: 5, target: 20, alert: 8", "15 to go"),
    "aim": ("up", "%", "target: 20", ""),
    "figure": ("up", "%", "current: 20", ""),
    "none": ("up", "%", "", ""),
    "flat": ("up", "%", "baseline: 5, current: 5, target: 5", "Target reached"),
}
"""By id: what is better, the unit, the figures, and the distance that a reader wants to read."""

PLACES = {
    "to-go": {"baseline": 17, "current": 67, "target": 100, "alert": 0},
    "down": {"baseline": 33, "current": 80, "target": 100, "alert": 0},
    "reached": {"baseline": 0, "current": 100, "target": 100},
    "beyond": {"baseline": 0, "current": 100, "target": 67},
    "below": {"baseline": 0, "current": 100, "target": 50},
    "worse": {"baseline": 33, "current": 0, "target": 100, "alert": 20},
    "aim": {},
    "figure": {},
    "none": {},
    "flat": {},
}
"""Where the figures stand in the chart, in per cent: better is to the right."""


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Element:
    """Return the page of a stage that has a KPI of every kind."""
    uses = "".join(
        f"      - {{kpi: {name}{', ' if figures else ''}{figures}}}\n"
        for name, (_, _, figures, _) in KPIS.items()
    )
    journey = f"title: T\npersona: ada\nstages:\n  - id: a\n    name: A\n    kpis:\n{uses}"
    kpis = "".join(
        f"{name}: {{name: {name}, better: {better}, unit: '{unit}'}}\n"
        for name, (better, unit, _, _) in KPIS.items()
    )
    files = {**HANDBOOK, "content/journeys/buys.yml": journey, "content/library/kpis.yml": kpis}
    return content_of(
        build_well(tmp_path_factory.mktemp("kpis"), files).page("journeys/buys/a/index.html")
    )


@pytest.mark.parametrize("name", KPIS)
def test_the_distance_to_a_target_is_told_in_words(measured: Element, name: str) -> None:
    said = KPIS[name][3]
    status = measured.one(id=f"kpi:{name}").one(cls="jn-kpis__status")
    spans = [span.text for span in status.all("span") if not span.classes]
    assert spans == ([said] if said else [])


def test_a_figure_past_its_alert_is_told_in_words(measured: Element) -> None:
    assert says(measured.one(id="kpi:worse"), "3 past the alert")
    assert len(measured.all(cls="jn-kpis__past")) == 1


@pytest.mark.parametrize("name", PLACES)
def test_the_chart_of_a_kpi_puts_better_to_the_right(measured: Element, name: str) -> None:
    row = measured.one(id=f"kpi:{name}")
    places = {
        mark.attributes["class"].removeprefix("jn-bullet__"): mark.attributes["style"]
        for chart in row.all(cls="jn-bullet")
        for mark in chart.all("i")
    }
    stretches = {places.pop(kind, None) for kind in ("way", "gone")}
    assert places == {kind: f"left:{at}%" for kind, at in PLACES[name].items()}
    assert (stretches == {None}) == ("baseline" not in PLACES[name])


def test_the_chart_of_a_kpi_says_nothing_that_its_figures_do_not_say(measured: Element) -> None:
    charts = measured.all(cls="jn-bullet")
    assert charts
    assert all(chart.text == "" and chart.attributes["aria-hidden"] for chart in charts)


def test_a_stage_of_a_name_alone_is_a_tidy_page(bare: Built) -> None:
    page = content_of(bare.page("journeys/buys/second/index.html"))
    assert [heading.text for heading in page.all("h2")] == ["What comes next"]
    assert says(page.one(cls="jn-where"), "Stage 2 of 3")
    assert page.one("a", rel="prev").text.endswith("First look")
    assert page.one("a", rel="next").text.endswith("Third time lucky")
    assert page.all("dl") + page.all(role="table") + page.all("svg", cls="jn-chart") == []


def _sources(item: object) -> Iterator[str]:
    """Yield the ids of all evidence that a record cites, however deep."""
    if isinstance(item, dict):
        for key, value in item.items():
            yield from value if key == "evidence" else _sources(value)
    elif isinstance(item, list):
        for value in item:
            yield from _sources(value)
