"""What is found once for all pages of a handbook goes when the handbook goes."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from mkdocs_journeys.cache import Cache
from mkdocs_journeys.model import Handbook
from mkdocs_journeys.pages import dividing, grouping
from mkdocs_journeys.pages.lasting import lasting
from mkdocs_journeys.site import build, load
from mkdocs_journeys.writing import Writing
from tests.support.projects import HANDBOOK, write

MAPS = {
    f"content/journeys/map-{at}.yml": HANDBOOK["content/journeys/buys.yml"].replace(
        "Second thoughts}", "Second thoughts, messages: [One, Two], pain_points: [That]}"
    )
    for at in range(4)
}


@pytest.mark.parametrize("views", ["", "views: {actions: off}\n", "views: {messages: off}\n"])
def test_a_former_handbook_is_let_go_after_an_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, views: str
) -> None:
    monkeypatch.setattr(dividing, "MOST_ROWS", 3)
    monkeypatch.setattr(grouping, "MOST_LISTED", 3)
    project = write(tmp_path, {**HANDBOOK, **MAPS})
    cache = Cache()

    def written() -> weakref.ref[Handbook]:
        loaded = load(project / "content")
        writing = Writing(build(loaded.handbook, checked=loaded.checked()), cache, loaded.digest)
        for page in writing.site.pages:
            writing.page(page)
        writing.let_last()
        return weakref.ref(loaded.handbook)

    former = written()
    write(project, {"content/handbook.yml": f"title: Another\n{views}"})
    now = written()
    gc.collect()
    assert former() is None
    assert now() is None
    cache.close()


def test_each_handbook_has_what_was_found_of_it(tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []

    @lasting
    def said(handbook: Handbook, word: str) -> str:
        asked.append((handbook.title, word))
        return f"{handbook.title} {word}"

    content = write(tmp_path, HANDBOOK) / "content"
    one = load(content).handbook
    write(tmp_path, {"content/handbook.yml": "title: Other\n"})
    other = load(content).handbook
    for _ in range(2):
        assert [said(one, "a"), said(other, "a"), said(one, "b")] == [
            f"{one.title} a",
            "Other a",
            f"{one.title} b",
        ]
    assert len(asked) == 3
