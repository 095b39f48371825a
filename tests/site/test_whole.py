"""The page with the whole handbook on it: everything once, and links that stay on it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mkdocs_journeys.pages.addresses import PRINT, Addresses
from mkdocs_journeys.pages.overviews import AFTER_HOME, AT_THE_END, INSIGHTS
from mkdocs_journeys.pages.page import Overview
from mkdocs_journeys.pages.printing import MOST_PRINTED
from mkdocs_journeys.site import build, load
from tests.support.projects import HANDBOOK, ROOT, Built, build_well, write
from tests.support.reading import Handbook
from tests.support.trees import Element, content_of
from tests.support.written import written as page_written


def whole(built: Built) -> Element:
    return content_of(built.page("print.html"))


def test_every_persona_journey_and_stage_is_on_it_once(sample: Built, written: Handbook) -> None:
    ids = [of.attributes["id"] for of in whole(sample).walk() if "id" in of.attributes]
    pages = [name for name in ids if "--" not in name and name.startswith(("persona:", "journey:"))]
    stages = [name for name in ids if "--" not in name and name.startswith("stage:")]
    records = [f"persona:{name}" for name in written.personas]
    records += [f"journey:{name}" for name in written.journeys]
    assert sorted(pages) == sorted(records)
    count = sum(1 for name in sample.files if name.startswith("journeys/") and name.count("/") == 2)
    assert len(stages) == count - len(written.journeys)


def test_no_id_is_there_twice(sample: Built) -> None:
    ids = Counter(of.attributes["id"] for of in whole(sample).walk() if "id" in of.attributes)
    assert [name for name, count in ids.items() if count > 1] == []


def test_links_to_the_handbook_s_own_pages_stay_on_it(sample: Built) -> None:
    page = sample.page("print.html")
    ids = {of.attributes["id"] for of in page.walk() if "id" in of.attributes}
    links = [of.attributes["href"] for of in whole(sample).walk() if of.attributes.get("href")]
    inside = [link for link in links if link.startswith("#")]
    assert len(inside) > 1_000
    assert [link for link in inside if link[1:] not in ids] == []
    assert [link for link in links if not link.startswith(("#", "https:", "mailto:", "tel:"))] == []


@pytest.mark.parametrize("directory_urls", [True, False])
def test_what_leads_to_a_page_that_is_not_on_it_is_words(
    tmp_path: Path, *, directory_urls: bool
) -> None:
    loaded = load(ROOT / "content")
    own = tmp_path / "journey" / "head.html"
    own.parent.mkdir()
    pages = build(loaded.handbook, directory_urls=directory_urls).pages
    addresses = Addresses(loaded.handbook, directory_urls=directory_urls)
    ways = {
        page.source: addresses.relative(PRINT, page.source)
        for page in pages
        if isinstance(page.subject, Overview)
    }
    kinds = {kind.name for kind in (*AFTER_HOME, *INSIGHTS, *AT_THE_END)}
    names = {page.subject.name for page in pages if isinstance(page.subject, Overview)}
    assert names == kinds | {"home", "personas", "journeys"}
    own.write_text("".join(f'<a href="{way}#there">{way}</a>' for way in ways.values()))
    site = build(loaded.handbook, directory_urls=directory_urls, overrides=(tmp_path,))
    page = page_written(site, PRINT)
    for way in ways.values():
        found = [link for link in page.all("a") if link.text == way]
        assert found
        assert {link.attributes.get("href", "") for link in found} == {""}, way


def test_it_does_not_offer_to_compare_where_nothing_can_be_opened(sample: Built) -> None:
    offers = ("All variations side by side", "Both side by side")
    said = whole(sample).text
    assert [offer for offer in offers if offer in said] == []
    maps = [of.text for name, of in sample.pages.items() if name.startswith("journeys/")]
    assert [offer for offer in offers if not any(offer in text for text in maps)] == []


def test_it_says_what_the_pages_say(sample: Built) -> None:
    said = whole(sample).text
    for name in ("journeys/hr-subscribes/committee.html", "personas/hr-director.html"):
        own = content_of(sample.pages[name])
        for quote in (of for of in own.walk() if of.tag == "blockquote"):
            assert quote.text in said


def test_it_is_not_in_the_search_index(sample: Built) -> None:
    index = (sample.site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert '"location":"print.html' not in index.replace(" ", "")


def test_a_handbook_may_leave_it_out_or_name_it(tmp_path: Path) -> None:
    without = HANDBOOK | {"content/handbook.yml": 'views: {print: "off"}\n'}
    assert "print/index.html" not in build_well(tmp_path / "without", without).files
    named = HANDBOOK | {"content/handbook.yml": "views: {print: All of it}\n"}
    assert "All of it" in build_well(tmp_path / "named", named).page("index.html").text


@pytest.mark.parametrize(("stages", "is_there"), [(MOST_PRINTED - 2, True), (MOST_PRINTED, False)])
def test_what_nobody_would_print_has_none(tmp_path: Path, stages: int, is_there: bool) -> None:
    many = "".join(f"  - {{id: s{n}, name: S{n}}}\n" for n in range(stages))
    journey = {"journeys/long.yml": f"title: Long\nstages:\n{many}", "personas/a.yml": "name: A\n"}
    pages = build(load(write(tmp_path, journey)).handbook).pages
    assert ("print.md" in {page.source for page in pages}) is is_there
