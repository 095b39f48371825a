"""The one day that ages are counted from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mkdocs_journeys.site import DayError, today
from tests.cli.checking import check, fill
from tests.support.projects import HANDBOOK, build, write


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("0", dt.date(1970, 1, 1)),
        ("86399", dt.date(1970, 1, 1)),
        ("86400", dt.date(1970, 1, 2)),
        ("1795305599", dt.date(2026, 11, 21)),
        ("1795305600", dt.date(2026, 11, 22)),
    ],
)
def test_the_day_is_that_of_the_source_date_in_utc(epoch: str, day: dt.date) -> None:
    assert today({"SOURCE_DATE_EPOCH": epoch}) == day


@pytest.mark.parametrize("epoch", ["abc", "-1", "1.5", "2026-11-22", "999999999999", "١"])
def test_a_source_date_that_is_no_count_of_seconds_is_refused(epoch: str) -> None:
    with pytest.raises(DayError, match="SOURCE_DATE_EPOCH"):
        today({"SOURCE_DATE_EPOCH": epoch})


def test_check_says_that_the_source_date_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, {"personas/ada.yml": "name: Ada\n"})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    outcome = check(tmp_path)
    assert outcome.code == 2
    assert 'SOURCE_DATE_EPOCH is "abc"; set it to the seconds since 1970' in outcome.summary
    assert check(tmp_path, "--today", "2026-11-22").code == 0


def test_a_build_says_that_the_source_date_is_wrong(tmp_path: Path) -> None:
    built = build(write(tmp_path, HANDBOOK), SOURCE_DATE_EPOCH="abc")
    assert built.code == 1
    assert 'SOURCE_DATE_EPOCH is "abc"' in built.log
    assert "Traceback" not in built.log
