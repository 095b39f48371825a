"""The search index: what authors wrote is in it, what charts are drawn with is not."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search import plugin as material  # type: ignore[import-untyped]  # has none

from mkdocs_journeys.pages.searching import searched
from mkdocs_journeys.plugin.search import sections_of
from tests.support.projects import Built
from tests.support.reading import Handbook, plain, stages_of
from tests.support.trees import says

_COORDINATES = re.compile(r"\d+\.\d+[ ,]\d+\.\d+|M\d+(\.\d+)? \d+")


@pytest.fixture(scope="session")
def index(sample: Built) -> dict[str, str]:
    """Return the text that the index holds for each page, titles included."""
    path = sample.site / "search" / "search_index.json"
    texts: dict[str, str] = {}
    for entry in json.loads(path.read_text(encoding="utf-8"))["docs"]:
        page = entry["location"].split("#")[0] or "index.html"
        text = unescape(re.sub(r"<[^>]*>", "", f"{entry['title']} {entry['text']}"))
        texts[page] = f"{texts.get(page, '')} {text}"
    return texts


def test_every_page_is_in_the_index_but_overviews(sample: Built, index: dict[str, str]) -> None:
    """What an overview says is said on the pages it leads to, and found there."""
    overviews = {"index.html", "print.html", "personas/index.html", "journeys/index.html"}
    overviews |= {"touchpoints.html", "messages.html", "content-plan.html"}
    overviews |= {name for name in sample.pages if name.startswith("compare/")}
    overviews |= {"kpis/index.html", "actions/index.html", "health/index.html"}
    assert index.keys() == sample.pages.keys() - overviews


def test_a_message_is_in_the_index_under_its_stages_alone(
    index: dict[str, str], written: Handbook
) -> None:
    stages = {
        f"journeys/{name}/{stage['id']}.html"
        for name, journey in written.journeys.items()
        for stage in stages_of(journey)
    }
    for journey in written.journeys.values():
        for stage in stages_of(journey):
            for message in stage.get("messages", []):
                text = plain(message["text"])
                found = {page for page, said in index.items() if says(said, text)}
                assert found <= stages, text


def test_every_message_is_found_under_its_stage(index: dict[str, str], written: Handbook) -> None:
    for name, journey in written.journeys.items():
        for stage in stages_of(journey):
            entry = index[f"journeys/{name}/{stage['id']}.html"]
            for message in stage.get("messages", []):
                assert says(entry, plain(message["text"])), message


def test_no_coordinate_of_a_chart_is_in_the_index(index: dict[str, str]) -> None:
    ours = {page: text for page, text in index.items() if not page.startswith("for-authors/")}
    assert [page for page, text in ours.items() if _COORDINATES.search(text)] == []


def test_no_words_of_a_chart_are_in_the_index(sample: Built, index: dict[str, str]) -> None:
    charts = 0
    for name, page in sample.pages.items():
        for chart in page.all("svg", cls="jn-chart"):
            charts += 1
            axis = [element.text for element in chart.all("text", cls="jn-chart-word")]
            words = [element.text for tag in ("title", "desc") for element in chart.all(tag)]
            words += [link.attributes["aria-label"] for link in chart.all("a")]
            words += [" ".join(axis)] if len(axis) > 1 else []
            assert [text for text in words if says(index.get(name, ""), text)] == [], name
    assert charts > 0


def test_a_chart_s_table_is_not_in_the_index(sample: Built, index: dict[str, str]) -> None:
    tables = 0
    for name, page in sample.pages.items():
        for table in page.all(cls="jn-chart-data"):
            tables += 1
            assert not says(index.get(name, ""), table.one("tbody").tight_text), name
    assert tables > 0


def test_the_index_stays_small(sample: Built) -> None:
    """It is fetched by whoever searches: 10 KB a page, a fifth of that when compressed."""
    size = (sample.site / "search" / "search_index.json").stat().st_size
    assert size <= 10_000 * len(sample.pages)


def entries(words: str, *, whole: bool) -> list[dict[str, str]]:
    """Return what Material's search makes of words: of their `whole`, or of sections we found."""
    index = material.SearchIndex(lang=["en"], separator=" ", pipeline=[], fields={})
    page = SimpleNamespace(
        meta={"tags": ["persona: Ada"]}, toc=[], url="ada/", title="Ada", content=words
    )
    if whole:
        index.add_entry_from_context(page)
    else:
        for section in sections_of(material, words):
            index.create_entry_for_section(section, page.toc, page.url, page)
    found: list[dict[str, str]] = index.entries
    return found


def test_material_s_search_gets_the_sections_that_it_would_find(sample: Built) -> None:
    for name in sample.pages:
        html = (sample.site / name).read_text("utf-8")
        words = searched(html[html.index("<article") : html.index("</article>")])
        begin = max(words.find("<h1 "), 0)
        assert entries(words[begin:], whole=False) == entries(words[begin:], whole=True), name


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["h2", "h3", "h6"]),
            st.text("aé&<>\"' \n", max_size=8).map(escape),
            st.lists(
                st.tuples(
                    st.sampled_from(["", "p", "li", "code", "pre"]),
                    st.text("aé&<>\"' \n", max_size=8).map(escape),
                )
            ),
        )
    )
)
def test_any_words_are_found_as_material_s_search_would_find_them(
    told: list[tuple[str, str, list[tuple[str, str]]]],
) -> None:
    html = '<h1 id="ada">Ada</h1>'
    for number, (tag, title, texts) in enumerate(told):
        html += f'<{tag} id="s{number}">{title}</{tag}>'
        html += "".join(f"<{name}>{text}</{name}>" if name else text for name, text in texts)
    words = searched(html)
    assert entries(words, whole=False) == entries(words, whole=True)
