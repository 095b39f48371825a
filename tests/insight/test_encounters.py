"""Which touchpoints are weak: the rule that pages go by is the one that authors read of."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import cast

import pytest

from mkdocs_journeys.insight.encounters import is_weak
from mkdocs_journeys.model import TouchpointUse
from mkdocs_journeys.source.schema.journey import TouchpointUseDraft


def use(importance: float | None, satisfaction: float | None) -> TouchpointUse:
    """Return a touchpoint in a stage, as far as the rule looks at it."""
    of = SimpleNamespace(importance=importance, satisfaction=satisfaction)
    return cast("TouchpointUse", of)


@pytest.mark.parametrize(
    ("importance", "satisfaction", "weak"),
    [
        (5, 2, True),
        (4, 2.5, True),
        (4, 2.6, False),
        (5, 3, False),  # far apart, and yet it does well enough
        (3.9, 1, False),
        (5, None, False),
        (None, 1, False),
    ],
)
def test_what_matters_much_and_does_badly_is_weak(
    importance: float | None, satisfaction: float | None, weak: bool
) -> None:
    assert is_weak(use(importance, satisfaction)) == weak


def test_authors_read_of_the_rule_that_pages_go_by() -> None:
    told = TouchpointUseDraft.model_fields["satisfaction"].description or ""
    found = re.search(r"importance is ([\d.]+) or more, ([\d.]+) or less is pointed out", told)
    assert found
    important, poor = map(float, found.groups())
    assert is_weak(use(important, poor))
    assert not is_weak(use(important - 0.1, poor))
    assert not is_weak(use(important, poor + 0.1))
