"""References and backlinks: each is the other's mirror, and as many as the authors wrote."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs_journeys.model import Handbook, Next, PainPoint, Record, Stage
from mkdocs_journeys.model.making import SHARED
from tests.model.loading import handbook_of
from tests.support.reading import Handbook as Written

ONE = {
    "owner": "team",
    "persona": "persona",
    "channel": "channel",
    "touchpoint": "touchpoint",
    "kpi": "kpi",
    "content": "content",
    "phase": "phase",
    "extends": "journey",
    "compare_to": "journey",
}
SEVERAL = {"evidence": "evidence", "teams": "team", "personas": "persona"}
SHORTHANDS = {"touchpoints": "touchpoint", "kpis": "kpi"}
"""Fields by what they name: one record, several, or, as plain texts, one for each item."""


def references_in(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the kind and id of every reference below a value, once for each record that has it."""
    if isinstance(value, list):
        for item in value:
            yield from references_in(item)
    if not isinstance(value, dict):
        return
    named = set()
    for key, below in value.items():
        if key in ONE and isinstance(below, str):
            named.add((ONE[key], below))
        elif key in SEVERAL:
            named.update((SEVERAL[key], name) for name in below)
        elif key in SHORTHANDS:
            yield from ((SHORTHANDS[key], item) for item in below if isinstance(item, str))
            yield from references_in(below)
        elif key == "channels":
            yield from (("channel", name) for name in below)
        else:
            yield from references_in(below)
    yield from named


def records_of(handbook: Handbook) -> set[Record]:
    """Return every record that a handbook's own ones lead to."""
    found: set[Record] = set()
    waiting: list[Any] = [getattr(handbook, field.name) for field in dataclasses.fields(handbook)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, Record) and value not in found:
            found.add(value)
            waiting.extend(getattr(value, field.name) for field in dataclasses.fields(value))
    return found


def named_by(record: Record) -> set[Record]:
    """Return the records that a record refers to, in any of its fields."""
    names = {field.name for field in dataclasses.fields(record)}
    values = [getattr(record, name) for name in names - {"parent", "backlinks", "variations"}]
    held = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
    shared = (*SHARED, Stage) if isinstance(record, Next) else SHARED
    shared = (*shared, PainPoint) if hasattr(record, "answers") else shared
    return {item for item in held if isinstance(item, shared)}


def test_there_are_as_many_backlinks_as_the_authors_wrote_references(
    handbook: Handbook, written: Written
) -> None:
    expected = Counter(
        reference
        for records in (written.personas, written.journeys, *written.libraries.values())
        for record in records.values()
        for reference in references_in(record)
    )
    assert sum(expected.values()) > 1000
    counted = {
        (kind, name): len(record.backlinks)
        for (kind, name), record in handbook.named.items()
        if kind != "stage" and record.backlinks
    }
    assert counted == dict(expected)


def test_every_backlink_refers_and_every_reference_is_a_backlink(handbook: Handbook) -> None:
    records = records_of(handbook)
    assert len(records) > 1000
    for record in records:
        for backlink in record.backlinks:
            assert record in named_by(backlink), (record, backlink)
        for named in named_by(record):
            if not (isinstance(record, Next) and not record.written):
                assert record in named.backlinks, (record, named)


def test_what_a_record_holds_is_its_child(handbook: Handbook) -> None:
    for journey in handbook.journeys:
        assert journey.parent is None
        for stage in journey.stages:
            assert stage.journey is journey
            assert stage.parent is journey
            for message in stage.messages:
                assert message.parent is stage
            for step in stage.steps:
                assert step.stage is stage
            for way in stage.next:
                assert way.parent is stage


def test_a_record_named_twice_by_the_same_one_has_one_backlink(tmp_path: Path) -> None:
    handbook = handbook_of(
        tmp_path,
        {
            "personas/ada.yml": "name: Ada\nneeds: [{text: Rest, evidence: [calls, calls]}]\n",
            "library/evidence.yml": "calls: {name: Calls, kind: sales, date: 2026-01-01}\n",
        },
    )
    (evidence,) = handbook.evidence
    assert evidence.backlinks == (handbook.personas[0].needs[0],)


def test_a_persona_knows_the_committees_she_is_in_and_her_journeys(tmp_path: Path) -> None:
    stages = "stages: [{id: a, name: A}]\n"
    handbook = handbook_of(
        tmp_path,
        {
            "personas/ada.yml": "name: Ada\n",
            "personas/eve.yml": "name: Eve\n"
            "decision_process: {roles: [{role: Signs, persona: ada}]}\n",
            "journeys/a.yml": f"title: A\npersona: ada\nstate: target\n{stages}",
            "journeys/b.yml": f"title: B\npersonas: [eve, ada]\n{stages}",
        },
    )
    ada, eve = handbook.personas
    target, now = handbook.journeys
    assert ada.journeys == (now, target)
    assert eve.journeys == (now,)
    assert now.personas == (eve, ada)
    assert eve.decision_roles[0].persona is ada
    assert eve.decision_roles[0] in ada.backlinks
