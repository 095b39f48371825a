"""Handbooks of other sizes than the sample: the least, and more than anyone should have."""

from __future__ import annotations

import pytest

from tests.support.links import broken
from tests.support.projects import MKDOCS, Built, build_well
from tests.support.sharing import shared
from tests.support.trees import content_of

PERSONAS, JOURNEYS = 30, 100

STAGE = """\
  - id: {id}
    name: Stage {id} of {number}
    phase: {phase}
    emotion: {{score: {score}, feeling: curiosity}}
    aida: {{interest: Show {number}}}
    touchpoints: [{{touchpoint: letter, importance: 5, satisfaction: 2}}]
    messages:
      - {{text: Letter {number} says {id}, aida: interest, touchpoint: letter, content: guide}}
    kpis: [{{kpi: answers, baseline: 1, target: 9, current: {number}}}]
    pain_points: [{{id: slow, text: Slow in {number}, severity: high}}]
    opportunities:
      - {{text: Faster in {number}, answers: [slow], impact: 4, effort: 2, owner: team}}
"""


def large_handbook() -> dict[str, str]:
    """Return a handbook of 30 personas and 100 journeys, every tenth of which varies another."""
    files = {
        "mkdocs.yml": MKDOCS,
        "content/library/touchpoints.yml": "letter: {name: Letter, channel: post}\n",
        "content/library/channels.yml": "post: {name: Post}\n",
        "content/library/kpis.yml": "answers: {name: Answers, unit: count, better: up}\n",
        "content/library/content.yml": "guide: {name: Guide}\n",
        "content/library/teams.yml": "team: {name: Team}\n",
    }
    for number in range(PERSONAS):
        text = f"name: Persona {number}\nchannels: {{post: {number % 6}}}\n"
        files[f"content/personas/p{number}.yml"] = text
    for number in range(JOURNEYS):
        head = f"title: Journey {number}\npersona: p{number % PERSONAS}\n"
        if number % 10:
            body = "stages:\n" + "".join(
                STAGE.format(id=name, number=number, phase=phase, score=(number + at) % 5 - 2)
                for at, (name, phase) in enumerate(
                    [("first", "awareness"), ("second", "decision"), ("third", "purchase")]
                )
            )
        else:
            body = f"extends: j{number + 1}\nstages:\n  - {{id: first, goal: Another one}}\n"
        files[f"content/journeys/j{number}.yml"] = head + body
    return files


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the large handbook, strictly."""
    return shared(tmp_path_factory, "large", lambda folder: build_well(folder, large_handbook()))


def test_a_large_handbook_has_every_page_and_no_broken_link(large: Built) -> None:
    stages = [name for name in large.files if name.startswith("journeys/") and name.count("/") == 3]
    assert len(stages) == 3 * JOURNEYS
    assert broken(large) == []


def test_a_page_of_a_large_handbook_is_no_heavier_than_its_rows(large: Built) -> None:
    for name in large.pages:
        html = (large.site / name).read_text(encoding="utf-8")
        article = html[html.index("<article") : html.index("</article>")]
        entries = article.count("<tr") + article.count("<li") + article.count("<dt")
        assert len(article.encode()) <= 40_000 + 1_500 * entries, name


def test_every_persona_and_journey_of_a_large_handbook_is_reached_from_its_index(
    large: Built,
) -> None:
    for folder, count in (("personas", PERSONAS), ("journeys", JOURNEYS)):
        index = content_of(large.page(f"{folder}/index.html"))
        links = {link.attributes.get("href", "") for link in index.all("a")}
        assert len({link for link in links if "/" not in link.strip("/")}) >= count


def test_the_least_handbook_has_no_page_without_content(bare: Built) -> None:
    pages = {name.split("/")[0] for name in bare.pages}
    assert pages <= {"index.html", "start", "personas", "journeys", "health", "glossary", "print"}
    assert broken(bare) == []
    for name, page in bare.pages.items():
        assert content_of(page).text.strip(), name
        assert [sheet for sheet in page.all(cls="jn-sheet") if not sheet.all("td")] == [], name
