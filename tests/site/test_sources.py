"""What a claim rests on: a small number beside it, the source itself at the page's end."""

from __future__ import annotations

import json
import re
from html import unescape

from tests.support.projects import Built
from tests.support.trees import Element, content_of, says


def test_a_number_leads_to_the_source_of_that_number(sample: Built) -> None:
    cited = 0
    for name, page in sample.pages.items():
        content = content_of(page)
        # Each id is on a page once; and to walk all of it again for each link takes long.
        places = {one.attributes["id"]: one for one in content.walk() if "id" in one.attributes}
        for link in _citations(content):
            cited += 1
            place = places[link.attributes["href"].removeprefix("#")].one("dt")
            source = place.text.removeprefix(place.one(cls="jn-cited").text).strip()
            assert place.one(cls="jn-cited").text == link.text, name
            assert link.attributes["aria-label"] == f"Source {link.text}: {source}"
            assert link.attributes["title"].startswith(f"{source}, ")
    assert cited > 100


def test_the_sources_of_a_page_are_numbered_from_1_without_a_hole(sample: Built) -> None:
    for name, page in sample.pages.items():
        numbers = [int(number.text) for number in content_of(page).all(cls="jn-cited")]
        assert numbers == list(range(1, len(numbers) + 1)), name


def test_numbers_of_sources_are_no_words_to_search_for(sample: Built) -> None:
    index = (sample.site / "search" / "search_index.json").read_text(encoding="utf-8")
    said: dict[str, str] = {}
    for entry in json.loads(index)["docs"]:
        page = entry["location"].split("#")[0]
        said[page] = said.get(page, "") + unescape(re.sub(r"<[^>]*>", "", entry["text"]))
    for name in said:
        for claim in content_of(sample.pages[name]).walk():
            if any(
                "jn-cites" in child.classes
                for child in claim.children
                if isinstance(child, Element)
            ):
                assert says(said[name], claim.without(cls="jn-cites").tight_text), name
                assert not says(said[name], claim.tight_text), name


def _citations(content: Element) -> list[Element]:
    return [link for group in content.all(cls="jn-cites") for link in group.all("a")]
