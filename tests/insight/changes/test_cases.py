"""Single edits, each with exactly the changes it makes."""

from __future__ import annotations

import pytest

from mkdocs_journeys.insight.changes import as_json, changes_between, read_handbook
from mkdocs_journeys.insight.changes.fields import KINDS
from mkdocs_journeys.model import Handbook
from mkdocs_journeys.source.diagnostics import FAULTS
from tests.insight.changes.applying import applied, pruned
from tests.insight.changes.casing import CASES, Case, told
from tests.insight.changes.editing import FILES, load_texts
from tests.insight.changes.test_as_json import VALIDATOR


@pytest.fixture(scope="module")
def base() -> Handbook:
    return load_texts(FILES).handbook


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edit_is_told_as_expected_and_nothing_else_is(base: Handbook, case: Case) -> None:
    loaded = load_texts(case.files)
    assert [found for found in loaded.diagnostics if found.code in FAULTS] == []
    found = changes_between(base, loaded.handbook)
    assert told(found) == case.expected, case.purpose
    written = as_json(found)
    VALIDATOR.validate(written)
    assert applied(read_handbook(base), written) == pruned(read_handbook(loaded.handbook))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_said_stands_in_the_line_that_is_named(base: Handbook, case: Case) -> None:
    for change in changes_between(base, load_texts(case.files).handbook):
        for side, files in ((change.before, FILES), (change.after, case.files)):
            if side is None or side.place is None or not isinstance(side.value, str):
                continue
            if side.field == "" and side.subject.kind in ("persona", "journey"):
                assert side.place.path.endswith(f"/{side.value}.yml")  # its id is the file's name
                continue
            if change.record == "touchpoint" and side.field == "":
                continue  # its id is a key of the library, in the line above what it says
            lines = files[side.place.path.removeprefix("content/")].splitlines()
            line = lines[side.place.line - 1]
            assert side.value.split()[0] in line or line.endswith("|")


def test_every_kind_of_change_and_of_record_has_a_case() -> None:
    expected = "".join(case.expected for case in CASES)
    for kind in KINDS.values():
        assert f" {kind}: " in expected, kind
    for change in (
        "record-added",
        "record-removed",
        "record-renamed",
        "reordered",
        "value-changed",
        "item-added",
        "item-removed",
    ):
        assert f" {change} " in expected
    assert len(CASES) >= 60
    assert len({case.purpose for case in CASES}) == len(CASES)
