"""Spans of time: what lies after and before a day, at the ends of months above all."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_journeys.source.schema import HandbookDraft
from mkdocs_journeys.source.schema.fields import Period
from tests.source.drafting import codes, draft

DAYS = st.dates(dt.date(1600, 1, 1), dt.date(2800, 12, 31))
PERIODS = st.builds(Period, st.integers(1, 120), st.sampled_from(["day", "week", "month", "year"]))


def day(text: str) -> dt.date:
    """Return a day written as in the handbook."""
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2028-01-31", "1 month", "2028-02-29"),
        ("2026-03-31", "1 month", "2026-04-30"),
        ("2026-12-31", "2 months", "2027-02-28"),
        ("2026-11-30", "1 month", "2026-12-30"),
        ("2028-02-29", "1 year", "2029-02-28"),
        ("2028-02-29", "4 years", "2032-02-29"),
        ("2026-12-25", "1 week", "2027-01-01"),
        ("2026-12-31", "1 day", "2027-01-01"),
        ("2026-08-15", "18 months", "2028-02-15"),
        ("2000-01-31", "1 month", "2000-02-29"),
        ("1900-01-31", "1 month", "1900-02-28"),
    ],
)
def test_a_months_end_stays_within_its_month(start: str, period: str, end: str) -> None:
    span = draft(HandbookDraft, f"evidence_age: {period}").evidence_age
    assert str(span) == period
    assert span.after(day(start)) == day(end)


@pytest.mark.parametrize(
    ("period", "end", "start"),
    [
        ("1 month", "2026-03-01", "2026-02-01"),
        ("1 month", "2026-02-28", "2026-01-28"),
        ("1 month", "2026-03-31", "2026-03-01"),
        ("1 year", "2029-02-28", "2028-02-28"),
        ("1 year", "2029-03-01", "2028-03-01"),
        ("2 weeks", "2026-01-10", "2025-12-27"),
        ("18 months", "2026-11-22", "2025-05-22"),
    ],
)
def test_before_is_the_first_day_from_which_it_reaches(period: str, end: str, start: str) -> None:
    assert draft(HandbookDraft, f"evidence_age: {period}").evidence_age.before(day(end)) == day(
        start
    )


@pytest.mark.parametrize("written", ["1000 days", "9999999 days", "9999999 years"])
def test_a_span_may_be_as_long_as_the_calendar(written: str) -> None:
    span = draft(HandbookDraft, f"evidence_age: {written}").evidence_age
    assert day("2026-01-01") < span.after(day("2026-01-01")) <= dt.date.max
    assert span.before(day("2026-01-01")) < day("2026-01-01")


@given(DAYS, PERIODS)
def test_before_undoes_after(start: dt.date, period: Period) -> None:
    first = period.before(start)
    assert period.after(first) >= start
    assert period.after(first - dt.timedelta(days=1)) < start
    assert period.before(period.after(start)) <= start


@given(DAYS, PERIODS, st.integers(1, 40))
def test_a_later_day_never_ends_earlier(start: dt.date, period: Period, more: int) -> None:
    assert start < period.after(start) <= period.after(start + dt.timedelta(days=more))


@given(DAYS, st.integers(1, 60))
def test_a_year_is_twelve_months_and_a_week_seven_days(start: dt.date, count: int) -> None:
    assert Period(count, "year").after(start) == Period(12 * count, "month").after(start)
    assert Period(count, "week").after(start) == Period(7 * count, "day").after(start)


@pytest.mark.parametrize(
    "written", ["0 days", "six months", "6months", "1.5 years", "6 m", "10000000 days"]
)
def test_other_texts_are_no_spans(written: str) -> None:
    assert codes(HandbookDraft, f"evidence_age: {written}") == ["invalid-period"]
