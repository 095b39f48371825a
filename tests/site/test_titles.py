"""The title of a page of ours says what the page is, and what other plugins said of it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.projects import HANDBOOK, MKDOCS, Built, build_well
from tests.support.trees import content_of


def classes(built: Built, page: str) -> str:
    """Return the classes of a page's title."""
    return content_of(built.pages[page]).one("h1").attributes.get("class", "")


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("index.html", "home"),
        ("personas/ada/index.html", "persona"),
        ("journeys/buys/index.html", "journey"),
        ("journeys/buys/second/index.html", "stage"),
        ("glossary/index.html", "glossary"),
        ("health/index.html", "health"),
    ],
)
def test_a_title_says_of_what_kind_its_page_is(bare: Built, page: str, kind: str) -> None:
    assert classes(bare, page) == f"jn-title jn-title--{kind}"


def test_a_title_keeps_the_classes_that_another_plugin_gave_it(tmp_path: Path) -> None:
    hook = (
        "def on_page_content(html, **names):\n"
        "    return html.replace('<h1 ', '<h1 data-a=\"b\" class=\"theirs\" ', 1)\n"
    )
    files = {**HANDBOOK, "mkdocs.yml": f"{MKDOCS}hooks: [hook.py]\n", "hook.py": hook}
    built = build_well(tmp_path, files)
    assert classes(built, "personas/ada/index.html") == "jn-title jn-title--persona theirs"


def test_the_title_of_a_page_by_hand_is_not_ours(tmp_path: Path) -> None:
    built = build_well(tmp_path, {**HANDBOOK, "content/glossary.md": "# Words\n\nBy hand.\n"})
    assert classes(built, "glossary/index.html") == ""
