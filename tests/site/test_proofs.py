"""The name of a piece of content opens it, wherever it is named; one without an address is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.links import broken
from tests.support.projects import HANDBOOK, Built, build_well
from tests.support.sharing import shared
from tests.support.trees import Element, content_of

STUDY, LEAFLET, SPOKEN = "https://www.example.org/study?a=1&b=2", "files/leaflet.pdf", "Spoken"

TOLD = {
    **HANDBOOK,
    "content/files/leaflet.pdf": "%PDF-1.4\n",
    "content/library/content.yml": (
        f"study: {{name: The study, format: Report, url: '{STUDY}'}}\n"
        f"leaflet: {{name: The leaflet, url: {LEAFLET}}}\n"
        "spoken: {name: What we say on the phone}\n"
        "idle: {name: Nobody's}\n"
    ),
    "content/personas/ada.yml": (
        "name: Ada\n"
        "objections:\n"
        "  - {says: Too dear, answer: It pays, content: study}\n"
        "  - {says: Too new, answer: It is not, content: leaflet}\n"
        "  - {says: Too far, answer: We call, content: spoken}\n"
    ),
    "content/personas/bea.yml": "name: Bea\n",
    "content/journeys/base.yml": (
        "title: Anybody buys\n"
        "stages:\n"
        "  - id: first\n"
        "    name: First look\n"
        "    messages:\n"
        "      - {text: It pays, aida: attention, content: study}\n"
        "      - {text: It pays back, aida: attention, content: study}\n"
        "      - {text: Read this, aida: interest, content: leaflet}\n"
        "      - {text: Call us, content: spoken}\n"
        "  - {id: second, name: Second thoughts}\n"
    ),
    "content/journeys/buys.yml": "title: Ada buys\npersona: ada\nextends: base\n",
    "content/journeys/other.yml": "title: Bea buys\npersona: bea\nextends: base\n",
}
"""A base map that two personas' journeys follow, and content of each kind of address."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build it."""
    return shared(tmp_path_factory, "proofs", lambda folder: build_well(folder, TOLD))


def ways(page: Element, name: str) -> set[str]:
    """Return where the links with a name lead, but for those of explanations at a page's end."""
    explained = {id(link) for part in page.all(cls="jn-explained") for link in part.all("a")}
    return {
        link.attributes.get("href", "")
        for link in page.all("a")
        if link.text == name and id(link) not in explained
    }


PAGES = {
    "personas/ada": "../..",
    "messages": "..",
    "journeys/buys": "../..",
    "journeys/base": "../..",
    "journeys/buys/first": "../../..",
    "content-plan": "..",
    "print": "..",
}
"""Pages that name content, and the way from each to the site's root."""


@pytest.mark.parametrize("page", PAGES)
def test_content_with_an_address_opens_there(told: Built, page: str) -> None:
    found = content_of(told.page(f"{page}/index.html"))
    assert ways(found, "The study") == {STUDY}
    assert ways(found, "The leaflet") == {f"{PAGES[page]}/{LEAFLET}"}


@pytest.mark.parametrize("page", ["personas/ada", "messages", "journeys/buys"])
def test_content_without_an_address_leads_to_its_row_of_the_plan(told: Built, page: str) -> None:
    found = content_of(told.page(f"{page}/index.html"))
    assert ways(found, "What we say on the phone") == {
        f"{PAGES[page]}/content-plan/#planned:spoken"
    }


def test_each_piece_of_content_has_a_row_in_the_plan_to_lead_to(told: Built) -> None:
    plan = content_of(told.page("content-plan/index.html"))
    rows = {row.attributes["id"] for row in plan.all("tr") if "id" in row.attributes}
    assert rows == {f"planned:{name}" for name in ("study", "leaflet", "spoken", "idle")}
    assert broken(told) == []


def test_on_paper_it_leads_to_a_stage_of_the_same_persona(told: Built) -> None:
    """There is no content plan in the whole handbook."""
    paper = content_of(told.page("print/index.html"))
    own = "#stage:buys.first--content:spoken"
    (objected,) = [
        part for part in paper.all(cls="jn-objection__proof") if "on the phone" in part.text
    ]
    assert [link.attributes["href"] for link in objected.all("a")] == [own]


def test_without_a_plan_it_leads_to_a_stage_of_the_same_persona(tmp_path: Path) -> None:
    files = {**TOLD, "content/handbook.yml": "title: Us\nviews: {content-plan: off}\n"}
    built = build_well(tmp_path, files)
    persona = content_of(built.page("personas/ada/index.html"))
    own = "../../journeys/buys/first/#content:spoken"
    assert ways(persona, "What we say on the phone") == {own}
    map_ = content_of(built.page("journeys/other/index.html"))
    assert ways(map_, "What we say on the phone") == {"first/#content:spoken"}
    assert ways(persona, "The study") == {STUDY}
    assert broken(built) == []
