"""Which item was which: what holds of pairs whatever the lists."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_journeys.insight.changes.aligning import pair_items
from mkdocs_journeys.insight.changes.matching import (
    MOST_EFFORT,
    TEXTS_ALIKE,
    likeness,
    pair,
    profile,
)
from mkdocs_journeys.model import Claim, KpiUse, Next, PainPoint

WORDS = st.lists(
    st.sampled_from(["the", "queue", "is", "long", "at", "seven", "every", "day"]), max_size=6
)
ITEMS = st.lists(
    st.fixed_dictionaries(
        {"text": WORDS.map(" ".join)},
        optional={"id": st.sampled_from("abc"), "severity": st.sampled_from(["low", "high"])},
    ),
    max_size=6,
)


@given(ITEMS, ITEMS)
def test_pairs_are_the_same_from_either_end(before: list[object], after: list[object]) -> None:
    there = pair_items(before, after, PainPoint)
    back = pair_items(after, before, PainPoint)
    assert sorted(there) == sorted((one, other) for other, one in back)
    assert len({one for one, _ in there}) == len({other for _, other in there}) == len(there)


@given(ITEMS)
def test_every_item_of_a_list_is_itself(items: list[dict[str, str]]) -> None:
    for one, other in pair_items(items, items, PainPoint):
        assert items[one] == items[other]
    assert len(pair_items(items, items, PainPoint)) == len(items)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("Too many vendors", "Far too many vendors", True),
        ("Cannot compare with her sector", "She cannot compare herself with her sector", True),
        ("Too many vendors", "The queue is long", False),
        ("早く並ぶ", "朝早く並ぶ", True),
        ("早く並ぶ", "雨が降る", False),
    ],
)
def test_a_text_is_reworded_or_another(before: str, after: str, same: bool) -> None:
    pairs = pair_items([{"text": before}], [{"text": after}], Claim)
    assert pairs == ([(0, 0)] if same else [])


def test_an_id_counts_more_than_a_text() -> None:
    before = [{"id": "a", "text": "One thing"}, {"id": "b", "text": "Another matter"}]
    after = [{"id": "b", "text": "One thing"}, {"id": "a", "text": "Another matter"}]
    assert pair_items(before, after, PainPoint) == [(1, 0), (0, 1)]


def test_what_refers_to_something_else_is_something_else() -> None:
    before, after = [{"kpi": "visits", "target": 5}], [{"kpi": "sales", "target": 5}]
    assert pair_items(before, after, KpiUse) == []
    leaves = [{"exit": "Walks on", "share": 20}], [{"exit": "Walks on home", "share": 20}]
    assert pair_items(*leaves, Next) == [(0, 0)]


@given(WORDS, WORDS)
def test_likeness_is_between_nothing_and_all(one: list[str], other: list[str]) -> None:
    first, second = profile(" ".join(one)), profile(" ".join(other))
    assert 0 <= likeness(first, second) == likeness(second, first) <= 1
    assert (likeness(first, second) == 1) == (Counter(one) == Counter(other) and bool(one))


def test_likeness_is_not_asked_where_it_would_take_too_long() -> None:
    count = 1_100  # more than a million pairs
    assert count * count > MOST_EFFORT
    before = [{"text": f"thing number {number}"} for number in range(count)]
    after = [{"text": f"thing numbered {number}"} for number in range(count)]
    asked = []
    pairs = pair(
        before,
        [*after, before[7]],
        key=lambda item: None,
        profile_of=lambda place, is_after: asked.append(place) or Counter(),  # type: ignore[func-returns-value]  # so that it notes
        alike=TEXTS_ALIKE,
    )
    assert pairs == [(7, count)]
    assert asked == []
