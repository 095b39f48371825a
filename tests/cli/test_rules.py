"""`journeys check` and the content rules: exit codes, severities, the day, the summary."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.checking import check, fill

ROOT = Path(__file__).parents[2]
EPOCH = "SOURCE_DATE_EPOCH"
QUIET = "rules: {persona-on-assumption: off, persona-without-journey: off}\n"
ADA = "name: Ada\nreviewed: 2026-05-22\nreview_every: 6 months\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project whose one persona is to be reviewed by 2026-11-22."""
    fill(tmp_path, {"handbook.yml": QUIET, "personas/ada.yml": ADA})
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--today", "2026-11-22"], 0),
        (["--today", "2026-11-22", "--strict"], 0),
        (["--today", "2026-11-23"], 0),
        (["--today", "2026-11-23", "--strict"], 1),
    ],
)
def test_warnings_fail_only_where_one_is_strict(
    arguments: list[str], code: int, project: Path
) -> None:
    outcome = check(project, *arguments)
    assert outcome.code == code
    assert len(outcome.lines) == ("2026-11-23" in arguments)


@pytest.mark.parametrize(("weight", "code", "lines"), [("error", 1, 1), ("off", 0, 0)])
def test_a_finding_weighs_what_the_handbook_says(
    weight: str, code: int, lines: int, project: Path
) -> None:
    fill(project, {"handbook.yml": QUIET.replace("}", f", review-overdue: {weight}}}")})
    for strict in ([], ["--strict"]):
        outcome = check(project, "--today", "2026-11-23", *strict)
        assert (outcome.code, len(outcome.lines)) == (code, lines)


def test_a_silenced_finding_is_none_where_one_is_strict(project: Path) -> None:
    silenced = ADA.replace("2026-05-22", "2026-05-22  # journeys: ignore[review-overdue]")
    fill(project, {"personas/ada.yml": silenced})
    outcome = check(project, "--today", "2026-11-23", "--strict")
    assert (outcome.lines, outcome.code) == ([], 0)
    outcome = check(project, "--today", "2026-11-22", "--strict")
    assert "[useless-ignore]" in outcome.lines[0]
    assert outcome.code == 1


def test_the_day_is_that_of_the_option_then_of_the_source(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(EPOCH, "1795391999")  # the last second of 2026-11-22
    assert check(project).lines == []
    monkeypatch.setenv(EPOCH, "1795392000")
    assert len(check(project).lines) == 1
    assert check(project, "--today", "2026-11-22").lines == []


@pytest.mark.parametrize("day", ["22.11.2026", "2026-13-01", "tomorrow", ""])
def test_a_day_that_is_none_is_a_mistake_of_the_call(day: str, project: Path) -> None:
    outcome = check(project, "--today", day)
    assert (outcome.lines, outcome.code) == ([], 2)


def test_the_first_and_the_last_day_of_the_calendar_are_days(project: Path) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        assert check(project, "--today", day).code == 0


def test_the_summary_counts_errors_and_warnings(project: Path) -> None:
    fill(project, {"personas/eve.yml": "name: Eve\nmood: bad\n"})
    outcome = check(project, "--today", "2026-11-23")
    assert outcome.summary == ("1 error, 1 warning in 3 files: 2 personas, 0 journeys, 0 stages\n")


def test_the_sample_handbook_passes_where_one_is_strict() -> None:
    outcome = check(ROOT, "--today", "2026-11-22", "--strict")
    assert (outcome.lines, outcome.code) == ([], 0)


def test_a_fault_that_many_variations_inherit_is_told_once(tmp_path: Path) -> None:
    # Beyond the limit of suggestions: whatever the help, it is the same for all who inherit it.
    names = ", ".join(f"team-{number}x" for number in range(150))
    base = f"title: Base\nstages: [{{id: a, name: A, teams: [{names}]}}]\n"
    fill(
        tmp_path,
        {
            "journeys/base.yml": base,
            "journeys/one.yml": "extends: base\n",
            "journeys/two.yml": "extends: one\n",
            "library/teams.yml": "team-1: {name: A}\n",
        },
    )
    errors = [line for line in check(tmp_path).lines if ": error[" in line]
    assert len(errors) == 150
    assert all(line.endswith("; inherited by one, two") for line in errors)
