"""A change under review on the pages that lay things side by side: each says where it is felt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.review.repositories import repository
from tests.support.projects import MKDOCS, Built, build
from tests.support.trees import Element, content_of

ROW = "row: {name: Row, text: A line.}\n"
BASE = {
    "mkdocs.yml": MKDOCS,
    "content/personas/ada.yml": "name: Ada\n",
    "content/personas/bob.yml": "name: Bob\n",
    "content/personas/cyd.yml": "name: Cyd\nstory: He waits by the same window.\n",
    "content/personas/eve.yml": "name: Eve\n",
    "content/library/glossary.yml": "seat: {name: Seat, text: A place.}\n" + ROW,
    "content/library/touchpoints.yml": "post: {name: Our post}\nshop: {name: Our shop}\n",
    "content/journeys/all-buy.yml": """\
title: All buy
stages:
  - id: first
    name: First look
    goal: To know
    aida: {attention: Be seen}
    emotion: {score: -1, feeling: unsure}
    messages:
      - {id: hello, text: Hello., aida: attention}
      - {id: soon, text: See you., aida: action}
    touchpoints: [{touchpoint: post}]
  - {id: second, name: Second thoughts, goal: To be sure}
""",
    "content/journeys/ada-buys.yml": """\
title: Ada buys
persona: ada
extends: all-buy
stages:
  - {id: first, goal: To know it all}
""",
    "content/journeys/bob-buys.yml": """\
title: Bob buys
persona: bob
extends: all-buy
stages:
  - {id: first, emotion: {score: 2, feeling: glad}}
""",
    "content/journeys/waits.yml": """\
title: Cyd waits
persona: cyd
stages: [{id: only, name: The only one}]
""",
    "content/journeys/rests.yml": """\
title: Eve rests
persona: eve
stages:
  - {id: only, name: The last one, steps: [{id: looks, name: Looks, touchpoint: shop}]}
""",
}
AFTER = {
    "content/library/glossary.yml": "seat: {name: Chair, text: A seat.}\n" + ROW,
    "content/library/touchpoints.yml": "post: {name: Our letter}\nshop: {name: Our shop}\n",
    "content/personas/dee.yml": "name: Dee\narchetype: A curious newcomer\n",
    "content/journeys/looks.yml": """\
title: Dee looks
persona: dee
stages:
  - {id: one, name: She looks}
  - {id: two, name: She stays}
""",
    "content/journeys/all-buy.yml": BASE["content/journeys/all-buy.yml"]
    .replace("score: -1", "score: 1")
    .replace("      - {id: hello, text: Hello., aida: attention}\n", "")
    .replace("See you.", "See you soon."),
    "content/journeys/ada-buys.yml": BASE["content/journeys/ada-buys.yml"].replace(
        "goal: To know it all", "name: First sight"
    ),
    "content/journeys/bob-buys.yml": BASE["content/journeys/bob-buys.yml"]
    + "  - {id: second, goal: To be glad}\n",
}
GONE = ("content/journeys/waits.yml", "content/personas/cyd.yml")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site that compares the two."""
    made = repository(tmp_path_factory.mktemp("overviews"), BASE)
    made.write(AFTER)
    for name in GONE:
        (made.folder / name).unlink()
    return build(made.folder, JOURNEYS_COMPARE_TO="main")


def said(mark: Element) -> str:
    """Return what a mark says before it is opened."""
    return (mark.one("summary") if mark.tag == "details" else mark).text


def marks(place: Element) -> list[str]:
    """Return what the marks in a place say before they are opened."""
    return [said(one) for one in place.all(cls="jn-was")]


def test_the_build_is_in_order(preview: Built) -> None:
    assert preview.code == 0, preview.log


# --- pages that compare


def rows(preview: Built) -> Iterator[tuple[str, str, list[list[str]]]]:
    """Yield the rows of the table of differences: what each is of, and the marks of its cells."""
    page = preview.page("compare/all-buy/index.html")
    body = page.one(cls="jn-compare").one("tbody")
    stage = ""
    for row in body.all("tr"):
        head = row.one("th")
        if "jn-compare__stage" in row.classes:
            stage = head.text
        yield stage, head.text, [marks(cell) for cell in row.all("td")]


def test_a_change_of_a_base_map_is_marked_in_its_own_column_alone(preview: Built) -> None:
    found = {(stage, name): cells for stage, name, cells in rows(preview)}
    assert found["First look", "Emotion"] == [["● changed : First look, emotion score"], [], []]


def test_what_a_variation_says_anew_is_marked_there(preview: Built) -> None:
    found = {(stage, name): cells for stage, name, cells in rows(preview)}
    cells = found["Second thoughts", "Goal + new difference"]
    assert cells == [[], [], ["● changed : Second thoughts, goal"]]


def test_the_name_of_a_stage_is_marked_at_the_head_of_its_column(preview: Built) -> None:
    heads = [cells for stage, name, cells in rows(preview) if name == stage]
    assert heads[0] == [[], ["● changed : First sight, name"], []]


def test_the_head_counts_the_differences_that_came_and_went(preview: Built) -> None:
    page = preview.page("compare/all-buy/index.html")
    (told,) = page.all(cls="jn-compared__said")
    assert marks(told) == ["+ 2 new differences", "− 1 former difference is gone"]


# --- the glossary


def test_a_term_is_marked_where_it_is_explained(preview: Built) -> None:
    page = preview.page("glossary/index.html")
    entries = {entry.one("h3").attributes["id"]: entry for entry in page.all(cls="jn-entry")}
    assert marks(entries["term:seat"]) == ["● 2 changes : Chair, name; Chair, text"]
    assert [one.text for one in entries["term:seat"].all("del")] == ["Seat", "A place."]
    assert not marks(entries["term:row"])


def test_the_changes_page_leads_to_the_term(preview: Built) -> None:
    page = preview.page("changes/index.html")
    ways = {link.attributes["href"] for link in page.all("a") if link.text == "Chair"}
    assert ways == {"../glossary/#term:seat"}


def test_a_term_alone_counts_as_a_page(tmp_path: Path) -> None:
    made = repository(tmp_path, BASE)
    made.write({name: AFTER[name] for name in ("content/library/glossary.yml",)})
    built = build(made.folder, JOURNEYS_COMPARE_TO="main")
    (verdict,) = built.page("changes/index.html").all(cls="jn-verdict")
    assert verdict.text.endswith("1 page")
    links = {
        link.text
        for nav in built.page("index.html").all("nav")
        for link in nav.all("a")
        if link.all(cls="jn-changed")
    }
    assert links == {"Glossary ● changed"}


# --- cards


@pytest.mark.parametrize("page", ["personas/index.html", "index.html"])
def test_cards_of_personas_say_what_their_pages_do(preview: Built, page: str) -> None:
    cards = preview.page(page).all("li", cls="jn-card--persona")
    found = {card.one(cls="jn-card__title").text: marks(card) for card in cards}
    assert found == {
        "Ada": ["○ reached : Ada"],
        "Bob": ["○ reached : Bob"],
        "Dee": ["+ new : Dee"],
        "Eve": [],
    }


def test_cards_of_journeys_say_what_their_pages_do(preview: Built) -> None:
    page = preview.page("journeys/index.html")
    found = {card.one(cls="jn-card__title").text: card for card in page.all("li", cls="jn-card")}
    assert {name: marks(card) for name, card in found.items()} == {
        "All buy": ["● 3 changes : All buy"],
        "Ada buys": ["● 2 changes : Ada buys"],
        "Bob buys": ["● 1 change : Bob buys"],
        "Dee looks": ["+ new : Dee looks"],
        "Eve rests": [],
    }
    (mark,) = found["Ada buys"].all(cls="jn-was")
    assert mark.attributes["href"] == "ada-buys/"


def test_no_link_is_in_a_link(preview: Built) -> None:
    assert preview.pages
    for name, page in preview.pages.items():
        for link in page.all("a"):
            assert not [one for one in link.all("a") if one is not link], name


def test_what_has_gone_is_named_below_the_cards(preview: Built) -> None:
    for page, name in (("personas/index.html", "Cyd"), ("journeys/index.html", "Cyd waits")):
        (line,) = preview.page(page).all(cls="jn-leavers")
        assert marks(line) == [f"− {name} : removed"]
        assert line.one("a").attributes["href"] == "../changes/"


# --- messages


def test_the_matrix_says_where_a_message_came_or_went(preview: Built) -> None:
    page = preview.page("messages/index.html")
    body = page.one("tbody", cls="jn-matrix")
    found = {
        (row.all("td")[1].text, row.one("th").text): [
            (cell.attributes["data-state"], marks(cell)) for cell in row.all("td")[2:]
        ]
        for row in body.all("tr")
    }
    assert found["Bob buys", "First look"] == [
        ("silent", ["− 1 : messages that went"]),
        ("none", []),
        ("none", []),
        ("said", ["● : other messages than before"]),
    ]
    assert not any(told for _, told in found["Bob buys", "Second thoughts"])
    links = body.all("a", cls="jn-was")
    assert {link.attributes["href"] for link in links} == {
        f"../journeys/{name}-buys/first/#section:tell" for name in ("ada", "bob")
    }


# --- new pages, and the navigation


def test_every_page_of_a_new_map_says_that_it_is_new(preview: Built) -> None:
    new = {name for name in preview.pages if preview.page(name).all(cls="jn-preview__new")}
    assert new == {
        "personas/dee/index.html",
        "journeys/looks/index.html",
        "journeys/looks/one/index.html",
        "journeys/looks/two/index.html",
    }


def test_the_navigation_tells_what_changed_from_what_is_only_reached(preview: Built) -> None:
    def signs(name: str) -> set[str]:
        navigation = preview.page(name).all("nav")
        return {link.text for nav in navigation for link in nav.all("a")}

    said = signs("journeys/bob-buys/first/index.html")
    assert {"First look ○ reached by a change", "Second thoughts ● changed"} <= said
    assert "She looks ● changed" in signs("journeys/looks/one/index.html")
    assert "The last one" in signs("journeys/rests/only/index.html")


def test_the_search_reads_none_of_it(preview: Built) -> None:
    index = (preview.site / "search" / "search_index.json").read_text(encoding="utf-8")
    for word in ("new difference", "Cyd", "reached", "A place."):
        assert word not in index
    assert content_of(preview.page("personas/index.html")).all(cls="jn-was")
