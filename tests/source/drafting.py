"""Drafts made of a few lines of YAML."""

from __future__ import annotations

from typing import TypeVar

from mkdocs_journeys.source.nodes import read_yaml
from mkdocs_journeys.source.schema import Draft, StageDraft
from mkdocs_journeys.source.validating import draft_of

D = TypeVar("D", bound=Draft)


def draft(model: type[D], text: str) -> D:
    """Return the draft of a text that has no faults."""
    node, faults = read_yaml(text, "a.yml")
    assert node is not None
    made, _, more = draft_of(node, model)
    assert faults + more == []
    assert made is not None
    return made


def stage(text: str) -> StageDraft:
    """Return a stage that says no more than it must, and this."""
    return draft(StageDraft, f"id: a\nname: A\n{text}")


def codes(model: type[Draft], text: str) -> list[str]:
    """Return the codes of what is wrong with a text, in the order found."""
    node, faults = read_yaml(text, "a.yml")
    more = draft_of(node, model)[2] if node is not None else []
    return [fault.code for fault in faults + more]
