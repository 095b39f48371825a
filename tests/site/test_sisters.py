"""Wide overviews have no navigation beside them: a line leads to the others of their group."""

from __future__ import annotations

import pytest

from tests.support.links import target_of
from tests.support.projects import Built
from tests.support.trees import content_of

ALL = [
    "Touchpoints",
    "Messages",
    "Content plan",
    "KPIs",
    "Actions",
    "Health",
    "Compare",
]

WIDE = {
    "kpis/index.html": "KPIs",
    "actions/index.html": "Actions",
    "health/index.html": "Health",
    "compare/index.html": "Compare",
}


@pytest.mark.parametrize("page", WIDE)
def test_a_wide_overview_leads_to_all_of_its_group(sample: Built, page: str) -> None:
    line = content_of(sample.pages[page]).one("nav", cls="jn-sisters")
    assert line.attributes["aria-label"] == "Insights"
    (here,) = line.all("span")
    assert here.attributes["aria-current"] == "page"
    assert here.text == WIDE[page]
    assert [of.text for of in line.all("a")] == [name for name in ALL if name != WIDE[page]]
    for of in line.all("a"):
        assert target_of(page, of.attributes["href"]) in sample.pages


def test_a_comparison_leads_to_the_first_of_them_too(sample: Built) -> None:
    page = "compare/b2b-buying/index.html"
    line = content_of(sample.pages[page]).one("nav", cls="jn-sisters")
    assert [of.text for of in line.all("a")] == ALL


@pytest.mark.parametrize("page", ["messages.html", "touchpoints.html", "content-plan.html"])
def test_a_page_with_its_navigation_beside_it_has_no_such_line(sample: Built, page: str) -> None:
    assert content_of(sample.pages[page]).all("nav", cls="jn-sisters") == []
