"""From the path of a change back to the records that it is in."""

from __future__ import annotations

import pytest

from mkdocs_journeys.insight.changes import (
    Change,
    ItemRemoved,
    RecordAdded,
    RecordRemoved,
    RecordRenamed,
    Tracer,
    changes_between,
)
from mkdocs_journeys.insight.changes.fields import KINDS
from mkdocs_journeys.model import Handbook
from tests.insight.changes.casing import CASES, Case
from tests.insight.changes.editing import FILES, load_texts


@pytest.fixture(scope="module")
def base() -> Handbook:
    return load_texts(FILES).handbook


def path_now(change: Change) -> tuple[str, ...]:
    """Return where a change is now; of what went, where it was kept."""
    match change:
        case RecordRemoved() | ItemRemoved():
            return change.out_of
        case _:
            return change.side.path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_change_leads_to_the_innermost_record_that_it_is_in(base: Handbook, case: Case) -> None:
    head = load_texts(case.files).handbook
    tracer = Tracer(head)
    for change in changes_between(base, head):
        found = list(tracer.follow(path_now(change)))
        if isinstance(change, RecordRemoved):
            assert all(rest for _, rest in found)  # what it was in says more than it
            continue
        record, rest = found[-1]
        assert KINDS[type(record)] == change.record
        assert (rest == ()) is isinstance(change, RecordAdded | RecordRenamed)


def test_a_path_of_another_handbook_leads_as_far_as_it_goes(base: Handbook) -> None:
    tracer = Tracer(base)
    journey = base.journeys[0]
    path = ("journeys", journey.id, "stages", "never-was", "goal")
    assert [record for record, _ in tracer.follow(path)] == [journey]
    assert list(tracer.follow(("journeys", "never-was"))) == []
    assert list(tracer.follow(("personas",))) == []
