"""The one day that ages are counted from."""

from __future__ import annotations

import datetime as dt

import pytest

from mkdocs_journeys.site import today


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
