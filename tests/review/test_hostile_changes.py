"""Hostile values in a change: the comment may be posted, and the preview shows mere words."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mkdocs_journeys.pages.addresses import CHANGES
from mkdocs_journeys.pages.languages import language
from mkdocs_journeys.review import Review, as_markdown, preview_of
from mkdocs_journeys.review.markdown import LONGEST
from mkdocs_journeys.review.revisions import compare
from mkdocs_journeys.site import build
from tests.review.repositories import Repository
from tests.review.test_escaping import HOSTILE
from tests.support.projects import ROOT

TEXTS = [text for text in HOSTILE if "\ud800" not in text]  # no file of UTF-8 can say that
STEERING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]")
INERT = {
    *("a", "b", "br", "code", "dd", "del", "details", "div", "dl", "dt", "ins", "li", "p"),
    *("span", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
"""What the tables of the Changes page are made of."""

BEFORE = {
    "personas/ada.yml": {"name": "Ada", "story": "A story", "needs": ["Rest"], "x-car": "Red"},
    "library/kpis.yml": {"leads": {"name": "Leads", "unit": "count", "better": "up"}},
    "journeys/buys.yml": {
        "title": "Ada buys",
        "persona": "ada",
        "stages": [
            {
                "id": "first",
                "name": "First",
                "goal": "A goal",
                "emotion": {"score": -1, "feeling": "unsure", "why": "Why"},
                "messages": [{"id": "calm", "text": "We wait.", "aida": "desire"}],
                "kpis": [{"kpi": "leads", "target": 5, "current": 4}],
            },
            {"id": "gone", "name": "Gone", "goal": "To be remembered"},
        ],
    },
}


def after(text: str) -> str:
    """Return the handbook's files with every text replaced but ids, and one of its stages gone."""
    said = json.dumps(BEFORE)
    for old in ("Ada", "A story", "Rest", "Red", "Leads", "Ada buys", "First", "A goal", "unsure"):
        said = said.replace(json.dumps(old), json.dumps(text))
    return said.replace('"We wait."', json.dumps(text)).replace('"Why"', json.dumps(text))


def reviewed(folder: Path, text: str, *, was_hostile: bool) -> Review:
    """Compare the handbook with that of hostile words, or the other way round."""
    hostile = json.loads(after(text))
    hostile["journeys/buys.yml"]["stages"].pop()
    for name, files in (("plain", BEFORE), ("hostile", hostile)):
        Repository(folder / name).write(
            {file: json.dumps(record) + "\n" for file, record in files.items()}
        )
    sides = ("./hostile", "./plain") if was_hostile else ("./plain", "./hostile")
    return compare(*sides, folder=Path("content"), here=folder)


@pytest.fixture(scope="module")
def checked() -> Callable[[str], str]:
    """Return what decides in the pipeline whether a comment may be posted."""
    sys.path.insert(0, str(ROOT / "ci"))
    try:
        spec = importlib.util.spec_from_file_location("ci_comment", ROOT / "ci" / "comment.py")
        assert spec is not None
        assert spec.loader is not None
        module = sys.modules["ci_comment"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "ci"))
    found: Callable[[str], str] = module.checked
    return found


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("was_hostile", [False, True], ids=["now", "before"])
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text[:20]))
def test_a_hostile_change_is_told_and_does_nothing(
    tmp_path: Path, checked: Callable[[str], str], text: str, was_hostile: bool
) -> None:
    review = reviewed(tmp_path, text, was_hostile=was_hostile)
    assert len(review.changes) > 0 or review.unread
    for preview in ("", "https://preview.example/pr/7/"):
        comment = as_markdown(review, preview=preview)
        assert checked(comment) == comment
        assert len(comment) <= LONGEST
    for locale in ("en", "fr"):
        site = build(review.head, preview=preview_of(review, language(locale)), locale=locale)
        (page,) = [page for page in site.pages if page.source == CHANGES]
        html = "".join(site.write(page).fragments.values())
        read = _Tags()
        read.feed(html)
        assert read.tags <= INERT
        for name, value in read.attributes:
            assert not name.startswith("on")
            if name == "href":
                assert re.match(r"(\.{1,2}/|#)", value), value
        assert STEERING.findall("".join(read.words).replace("\n", "")) == []
        assert len(html) < 200_000
