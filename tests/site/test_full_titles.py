"""Stages of one base map are called alike: a search and a window's title say whose each is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.projects import HANDBOOK, MKDOCS, Built, build, build_well, write
from tests.support.sharing import shared
from tests.support.trees import content_of

FAMILY = {
    **HANDBOOK,
    "content/journeys/online.yml": "title: Online & <b>alone</b>\nextends: buys\n",
    "content/journeys/shop.yml": "title: In the shop\nextends: buys\n",
}
"""A base map and two variations, which have its stages as they are."""

MAPS = {"buys": "Ada buys", "online": "Online & <b>alone</b>", "shop": "In the shop"}

OTHERS = {
    "Material, with a plugin that has a say in pages": {
        "mkdocs.yml": f"{MKDOCS}hooks: [hook.py]\n",
        "hook.py": "def on_page_content(html, **more):\n    return html\n",
    },
    "the theme of MkDocs": {"mkdocs.yml": MKDOCS.replace("name: material", "name: mkdocs")},
    "Read the Docs": {"mkdocs.yml": MKDOCS.replace("name: material", "name: readthedocs")},
}
"""What makes pages otherwise than Material alone does."""


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the family under Material alone, so that pages wait until they are asked for."""
    return shared(tmp_path_factory, "family", lambda folder: build_well(folder, FAMILY))


def titles_found(built: Built) -> dict[str, str]:
    """Return the title of each entry of the search index, by where it leads."""
    index = json.loads((built.site / "search/search_index.json").read_text("utf-8"))
    return {entry["location"]: entry["title"] for entry in index["docs"]}


def window_title(built: Built, page: str) -> str:
    """Return the title of a page's window."""
    return built.page(page).one("head").one("title").text.strip()


@pytest.mark.parametrize("others", OTHERS, ids=[name.replace(" ", "-") for name in OTHERS])
def test_a_stage_s_window_names_its_journey_under_any_theme(tmp_path: Path, others: str) -> None:
    built = build_well(tmp_path, {**FAMILY, **OTHERS[others]})
    for map_, name in MAPS.items():
        title = window_title(built, f"journeys/{map_}/second/index.html")
        assert title == f"Second thoughts – {name} - A small site"


def test_a_stage_s_window_names_its_journey(family: Built) -> None:
    for map_, name in MAPS.items():
        title = window_title(family, f"journeys/{map_}/second/index.html")
        assert title == f"Second thoughts – {name} - A small site"


def test_a_search_tells_the_stages_of_a_family_apart(family: Built) -> None:
    found = titles_found(family)
    assert found["journeys/buys/second/"] == "Second thoughts – Ada buys"
    assert found["journeys/shop/second/"] == "Second thoughts – In the shop"
    online = "Second thoughts – Online &amp; &lt;b&gt;alone&lt;/b&gt;"  # Material's titles are HTML
    assert found["journeys/online/second/"] == online


def test_a_search_by_other_plugins_tells_them_apart_too(tmp_path: Path) -> None:
    """That of MkDocs has an entry for a page, and one for its first heading, as plain text."""
    built = build_well(tmp_path, {**FAMILY, **OTHERS["the theme of MkDocs"]})
    found = titles_found(built)
    for map_, name in MAPS.items():
        at = f"journeys/{map_}/second/"
        assert found[at] == found[f"{at}#second-thoughts"] == f"Second thoughts – {name}"


@pytest.mark.parametrize("others", [None, "Material, with a plugin that has a say in pages"])
def test_parts_of_a_stage_are_found_by_their_headings(
    family: Built, others: str | None, tmp_path: Path
) -> None:
    built = build_well(tmp_path, {**FAMILY, **OTHERS[others]}) if others else family
    found = titles_found(built)
    assert found["journeys/buys/second/"] == "Second thoughts – Ada buys"
    assert found["journeys/shop/second/#what-comes-next"] == "What comes next"
    assert found["journeys/shop/second/#the-same-stage-for-others"] == "The same stage for others"


def test_pages_of_other_kinds_keep_their_names(family: Built) -> None:
    found = titles_found(family)
    assert found["journeys/shop/"] == "In the shop"
    assert found["personas/ada/"] == "Ada"
    assert window_title(family, "journeys/shop/index.html") == "In the shop - A small site"
    assert window_title(family, "personas/ada/index.html") == "Ada - A small site"


def test_no_other_place_has_the_longer_title(family: Built) -> None:
    """Not the heading, the theme's bar, the navigation, or the ways to the neighbours."""
    for name, page in family.pages.items():
        assert " – In the shop" not in page.one("body").text, name
        assert " – In the shop" not in " ".join(
            value for element in page.walk() for value in element.attributes.values()
        ), name
    stage = family.page("journeys/shop/second/index.html")
    assert content_of(stage).one("h1").text.strip() == "Second thoughts"
    assert " – In the shop" not in (family.site / "sitemap.xml").read_text("utf-8")


def test_a_page_whose_theme_writes_titles_of_its_own_is_left_alone(tmp_path: Path) -> None:
    template = '{% extends "base.html" %}{% block htmltitle %}<title>TITLE</title>{% endblock %}'
    custom = MKDOCS.replace("  font: false\n", "  font: false\n  custom_dir: theme\n")
    files = {**FAMILY, "mkdocs.yml": custom}
    said = {
        "A site: {{ page.title }}": "A site: Second thoughts – In the shop",
        "Ours": "Ours",
    }
    for title, expected in said.items():
        main = template.replace("TITLE", title)
        built = build_well(tmp_path, {**files, "theme/main.html": main})
        assert window_title(built, "journeys/shop/second/index.html") == expected


def test_a_journey_s_new_name_is_in_the_titles_of_its_stages(tmp_path: Path) -> None:
    """With what was kept before at hand, as in all builds but the first."""
    build_well(tmp_path, FAMILY)
    renamed = {"content/journeys/shop.yml": "title: At the counter\nextends: buys\n"}
    built = build(write(tmp_path, renamed))
    assert built.code == 0, built.log
    stage = "journeys/shop/second/"
    assert titles_found(built)[stage] == "Second thoughts – At the counter"
    title = window_title(built, f"{stage}index.html")
    assert title == "Second thoughts – At the counter - A small site"
    assert titles_found(built)["journeys/buys/second/"] == "Second thoughts – Ada buys"
