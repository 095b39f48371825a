"""Whatever an author writes is text on the page: no markup, no script, no template, no placeholder.

The same handbook is built twice, with tame and with hostile texts. The pages of the second say
what was written, and hold no kind of element or attribute that those of the first do not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.links import broken
from tests.support.projects import MKDOCS, Built, build, build_well, write
from tests.support.reading import Record
from tests.support.sharing import shared
from tests.support.trees import content_of, says

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</div></article><h1>Out</h1>",
    "</title></head><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# note #}",
    "<!-- journeys:0 -->",
    "<!-- journeys:chart:curve -->",
    "<!--",
    "]]> & &amp; &lt;b&gt;",
    "\\u0026 \\n %s {0} {name}",
    "# one ## two",
    "| a | b |",
    "W" + "o" * 300 + "rd",
)
"""Each is a name and a text."""

IN_MARKDOWN = (
    "**bold** _it_ `code`",
    "[a](b)",
    "![a](b)",
    "1. one",
    "[^1]",
    "*[HTML]: x",
    "{.cls}",
)
"""Markup where Markdown is taken, so that only names must show it as it is."""


def records(key: str, text: str, prose: str) -> dict[str, Record]:
    """Return a persona, her journey and all they refer to, with a text in every kind of place.

    The ids begin with `key`, so that several such sets make one handbook.
    """
    stage: Record = {
        "id": "first",
        "name": text,
        "summary": prose,
        "duration": text,
        "goal": prose,
        "mindset": prose,
        "questions": [prose],
        "aida": {"attention": prose},
        "emotion": {"score": 1, "feeling": text, "why": prose, "quote": prose, "evidence": [key]},
        "steps": [
            {"id": "s", "name": text, "touchpoint": key, "emotion": {"score": 2, "feeling": text}},
            {"id": "r", "name": text, "emotion": {"score": -2, "feeling": text, "quote": prose}},
        ],
        "touchpoints": [{"touchpoint": key, "note": prose}],
        "messages": [
            {"text": prose, "aida": "attention", "content": key},
            {"text": prose, "content": {"gap": prose, "owner": key, "due": "2027-01-01"}},
        ],
        "kpis": [{"kpi": key, "current": 1, "target": 2}],
        "pain_points": [{"id": "p", "text": prose, "symptom": prose}],
        "opportunities": [{"id": "o", "text": prose, "answers": ["p"], "owner": key}],
        "experiments": [{"id": "x", "hypothesis": prose, "status": "done", "result": prose}],
        "teams": [key],
        "backstage": [prose],
        "next": [{"stage": "second", "when": prose}, {"exit": prose}],
    }
    journey: Record = {
        "title": text,
        "persona": key,
        "summary": prose,
        "objective": text,
        "scope": {"from": prose, "to": prose},
        "type": text,
        "stages": [stage, {"id": "second", "name": text}],
    }
    persona: Record = {
        "name": text,
        "archetype": text,
        "quote": prose,
        "story": prose,
        "demographics": {"Age": text},
        "fears": [prose],
        "goals": {"personal": [prose]},
        "objections": [{"says": prose, "answer": prose}],
        "decision_process": {"summary": prose, "roles": [{"role": text}]},
        "traits": [{"low": text, "high": text, "value": 2}],
        "channels": {key: 5},
        "tags": ["one"],
    }
    return {
        f"personas/{key}": persona,
        f"journeys/{key}": journey,
        "library/touchpoints": {key: {"name": text, "channel": key}},
        "library/channels": {key: {"name": text}},
        "library/kpis": {key: {"name": text, "formula": prose, "unit": "%"}},
        "library/content": {key: {"name": text, "format": text}},
        "library/evidence": {key: {"name": text, "kind": "survey", "date": "2026-10-01"}},
        "library/teams": {key: {"name": text, "contact": text}},
    }


def handbook(texts: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return a handbook with a persona and a journey for each name and prose."""
    title, summary = texts[0]
    files: dict[str, Record] = {"handbook": {"title": title, "summary": summary}}
    for number, (text, prose) in enumerate(texts):
        for name, more in records(f"r{number}", text, prose).items():
            files[name] = {**files.get(name, {}), **more}
    return {
        "mkdocs.yml": MKDOCS,
        # JSON is YAML.
        **{
            f"content/{name}.yml": json.dumps(record, ensure_ascii=False)
            for name, record in files.items()
        },
    }


def kinds(built: Built) -> set[tuple[str, str]]:
    """Return every element of the pages with each of its attributes, by their names."""
    return {
        (element.tag, attribute)
        for page in built.pages.values()
        for element in page.walk()
        for attribute in ("", *element.attributes)
    }


@pytest.fixture(scope="session")
def tame(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the same handbook with plain words, few and many."""
    many = "Plain words that take more than one line in a chart " * 4
    texts = [("Plain", "Words"), (many.strip(), many), ("P" + "l" * 300 + "ain", "Words")]
    return shared(
        tmp_path_factory, "texts-tame", lambda folder: build_well(folder, handbook(texts))
    )


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a handbook of hostile texts."""
    texts = [(text, text.removeprefix("# ")) for text in HOSTILE]
    return shared(
        tmp_path_factory, "texts-hostile", lambda folder: build_well(folder, handbook(texts))
    )


@pytest.fixture(scope="session")
def marked_up(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a handbook whose names look like Markdown."""
    texts = [(text, "Words") for text in IN_MARKDOWN]
    return shared(
        tmp_path_factory, "texts-marked-up", lambda folder: build_well(folder, handbook(texts))
    )


def test_hostile_texts_make_no_markup(hostile: Built, tame: Built) -> None:
    assert kinds(hostile) <= kinds(tame)
    assert broken(hostile) == []
    for name, page in hostile.pages.items():
        like = "r0".join(re.split(r"r\d+", name))
        assert len(page.all("script")) == len(tame.pages[like].all("script")), name


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=map(repr, HOSTILE))
def test_a_hostile_text_is_shown_as_it_was_written(hostile: Built, number: int) -> None:
    text = HOSTILE[number]
    for name in (f"personas/r{number}", f"journeys/r{number}", f"journeys/r{number}/first"):
        page = hostile.page(f"{name}/index.html")
        assert says(content_of(page).one("h1"), text)
        assert says(page.one("head").one("title"), text)
    # By name and in prose, in each part of the page.
    stage = content_of(hostile.page(f"journeys/r{number}/first/index.html"))
    assert stage.tight_text.count(text.removeprefix("# ")) >= 20
    for name in ("index.html", "personas/index.html", "journeys/index.html"):
        assert says(content_of(hostile.page(name)), text)


@pytest.mark.parametrize("number", range(len(IN_MARKDOWN)), ids=map(repr, IN_MARKDOWN))
def test_names_are_not_read_as_markdown(marked_up: Built, tame: Built, number: int) -> None:
    assert kinds(marked_up) <= kinds(tame)
    for name in (f"personas/r{number}", f"journeys/r{number}", f"journeys/r{number}/first"):
        page = marked_up.page(f"{name}/index.html")
        assert says(content_of(page).one("h1"), IN_MARKDOWN[number])
        assert says(page.one("nav", cls="md-nav--primary"), IN_MARKDOWN[number])


def test_markdown_in_prose_is_markup_and_html_in_it_is_not(tmp_path: Path) -> None:
    built = build_well(tmp_path, handbook([("Plain", "A **bold** <b>word</b>")]))
    page = content_of(built.page("journeys/r0/first/index.html"))
    assert page.one("h1").text.startswith("Plain")
    assert "bold" in {element.text for element in page.all("strong")}
    assert page.all("b") == []
    assert says(page, "A bold <b>word</b>")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc"])
def test_a_link_with_a_dangerous_address_stops_the_build(tmp_path: Path, address: str) -> None:
    built = build(write(tmp_path, handbook([("Plain", f"[word]({address})")])))
    assert built.code == 1
    assert "error[unsafe-link]" in built.log
    assert not built.site.exists()
