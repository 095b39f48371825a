"""What is read of a handbook is noted, field by field, and said again in digests."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from mkdocs_journeys.model import Handbook
from mkdocs_journeys.model.reads import Digests, Memo, Read, note, unwatched, watched

from .loading import handbook_of, journey_of, stage_of

LIBRARY = {
    "library/teams.yml": "crew: {name: Crew}\n",
    "library/touchpoints.yml": "shop: {name: Shop}\n",
    "library/evidence.yml": "talks: {name: Talks, kind: interview, date: 2026-01-01}\n",
}
JOURNEY = """\
title: Ada buys
persona: ada
stages:
  - id: first
    name: First look
    messages:
      - {id: hello, text: Hello, touchpoint: shop}
    pain_points:
      - {id: slow, text: Slow}
  - id: second
    name: Second look
    opportunities:
      - {text: Faster, answers: [first/slow]}
"""


def made(folder: Path, **changed: str) -> Handbook:
    """Load a small handbook, some of its files with another text."""
    files = {"personas/ada.yml": "name: Ada\n", "journeys/buys.yml": JOURNEY, **LIBRARY}
    return handbook_of(
        folder, {**files, **{f"{k.replace('__', '/')}.yml": v for k, v in changed.items()}}
    )


def names(handbook: Handbook, reads: set[Read]) -> tuple[str, ...]:
    """Return what was read, by its names."""
    return Digests(handbook, {}).names(reads)


def digest(handbook: Handbook, name: str) -> bytes:
    """Return the digest of one field."""
    return Digests(handbook, {}).of(name)


def test_a_field_that_is_read_is_noted_by_its_record_and_name(tmp_path: Path) -> None:
    handbook = made(tmp_path)
    (journey,) = handbook.journeys
    with watched() as reads:
        _ = journey.name, journey.stages[0].name
    assert names(handbook, reads) == (
        "journey buys name",
        "journey buys stages",
        "stage buys/first name",
    )


def test_nothing_is_noted_before_and_after(tmp_path: Path) -> None:
    handbook = made(tmp_path)
    _ = handbook.title
    with watched() as reads:
        pass
    _ = handbook.title
    assert reads == set()


def test_a_part_counts_as_the_field_that_leads_to_it(tmp_path: Path) -> None:
    handbook = made(tmp_path)
    stage = stage_of(journey_of(handbook, "buys"), "first")
    with watched() as reads:
        _ = stage.messages[0].text
    assert names(handbook, reads) == ("stage buys/first messages",)


def test_what_is_read_within_is_read_by_what_is_around(tmp_path: Path) -> None:
    handbook = made(tmp_path)
    with watched() as outer:
        with watched() as inner:
            _ = handbook.title
        _ = handbook.summary
    assert names(handbook, inner) == ("handbook  title",)
    assert names(handbook, outer) == ("handbook  summary", "handbook  title")


def test_what_is_made_once_is_read_by_all_whom_it_serves(tmp_path: Path) -> None:
    handbook = made(tmp_path)
    memo: Memo[str, str] = Memo()
    for _ in range(2):
        with watched() as reads:
            assert memo.get("title", lambda: handbook.title) == handbook.title
        assert names(handbook, reads) == ("handbook  title",)


def test_what_is_derived_is_noted_by_its_own_name_alone(tmp_path: Path) -> None:
    handbook = made(tmp_path)
    with watched() as reads:
        note(handbook, "count", "all")
        with unwatched():
            _ = len(handbook.journeys)
    assert names(handbook, reads) == ("handbook  count/all",)
    found = Digests(handbook, {"count": lambda of, word: (len(of.journeys), word)})
    other = Digests(handbook, {"count": lambda of, word: (5, word)})
    assert found.of("handbook  count/all") != other.of("handbook  count/all")


def test_what_is_derived_for_a_word_with_a_space_in_it_is_found(tmp_path: Path) -> None:
    handbook = made(tmp_path)
    shop = handbook.named["touchpoint", "shop"]
    with watched() as reads:
        note(shop, "place", "stage buys/first")
    (name,) = names(handbook, reads)
    found = Digests(handbook, {"place": lambda record, word: f"{record.id} near {word}"})
    assert found.of(name) == Digests(
        handbook, {"place": lambda *_: "shop near stage buys/first"}
    ).of(name)
    assert found.of(name) != b""


def test_a_handbook_can_be_made_and_read_once_its_fields_are_noted(tmp_path: Path) -> None:
    with watched():
        pass
    handbook = made(tmp_path)
    stage = stage_of(journey_of(handbook, "buys"), "first")
    assert (stage.id, stage.journey.name, stage.number) == ("first", "Ada buys", 1)
    with pytest.raises(FrozenInstanceError):
        stage.name = "Another"  # type: ignore[misc]  # what must fail


def test_a_digest_is_the_same_for_the_same_text_elsewhere_in_the_file(tmp_path: Path) -> None:
    before = made(tmp_path / "a")
    after = made(tmp_path / "b", journeys__buys=f"# a comment\n\n{JOURNEY}")
    for field in ("messages", "pain_points", "name", "next", "emotion", "backlinks"):
        name = f"stage buys/first {field}"
        assert digest(before, name) == digest(after, name), field


def test_a_digest_is_another_when_a_part_says_something_else(tmp_path: Path) -> None:
    before = made(tmp_path / "a")
    after = made(tmp_path / "b", journeys__buys=JOURNEY.replace("text: Hello", "text: Good day"))
    assert digest(before, "stage buys/first messages") != digest(after, "stage buys/first messages")
    assert digest(before, "stage buys/first name") == digest(after, "stage buys/first name")
    assert digest(before, "journey buys stages") == digest(after, "journey buys stages")


def test_a_pain_point_says_what_answers_it(tmp_path: Path) -> None:
    before = made(tmp_path / "a")
    after = made(
        tmp_path / "b", journeys__buys=JOURNEY.replace("text: Faster", "text: Much faster")
    )
    name = "stage buys/first pain_points"
    assert digest(before, name) != digest(after, name)


def test_an_opportunity_says_what_it_answers(tmp_path: Path) -> None:
    before = made(tmp_path / "a")
    after = made(tmp_path / "b", journeys__buys=JOURNEY.replace("text: Slow", "text: So slow"))
    name = "stage buys/second opportunities"
    assert digest(before, name) != digest(after, name)


def test_a_record_of_the_library_says_who_refers_to_it(tmp_path: Path) -> None:
    before = made(tmp_path / "a")
    after = made(tmp_path / "b", journeys__buys=JOURNEY.replace(", touchpoint: shop", ""))
    name = "touchpoint shop backlinks"
    assert digest(before, name) != digest(after, name)


def test_a_variation_tells_its_own_from_what_it_inherits(tmp_path: Path) -> None:
    own = "title: Bea buys\nextends: buys\nstages:\n  - {id: first, name: First look}\n"
    before = made(tmp_path / "a", journeys__bea="title: Bea buys\nextends: buys\n")
    after = made(tmp_path / "b", journeys__bea=own)
    assert digest(before, "stage bea/first name") == digest(after, "stage bea/first name")
    assert digest(before, "stage bea/first origin") != digest(after, "stage bea/first origin")


def test_a_field_of_a_record_that_is_gone_has_the_digest_of_nothing(tmp_path: Path) -> None:
    assert digest(made(tmp_path), "persona nobody name") == b""
