"""Rules by themselves: what holds of their findings whatever the handbook."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from mkdocs_journeys.insight.rules import FINDERS
from mkdocs_journeys.site import Loaded, load
from mkdocs_journeys.source.diagnostics import FAULTS, RULES, Diagnostic, Severity, in_order
from mkdocs_journeys.source.positions import Position
from tests.model.loading import ROOT, load_files, throwaway

UPKEEP = {"opportunity-past-due", "review-overdue", "stale-evidence"}
"""What is found in time, though nobody changes anything."""
DAY = dt.date(2026, 11, 22)

Record = dict[str, Any]


def records(needed: Mapping[str, Any], **optional: st.SearchStrategy[Any]) -> Any:
    """Return a strategy of records: what they must say, and what they may."""
    return st.fixed_dictionaries(
        {key: st.just(value) for key, value in needed.items()}, optional=optional
    )


IDS = st.sampled_from(["a", "b", "c"])
EVIDENCE = st.lists(st.sampled_from(["old", "new"]), max_size=2)
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31)).map(str) | st.sampled_from(
    ["0001-01-01", "9999-12-31", str(DAY)]
)
SPANS = st.sampled_from(["1 day", "3 weeks", "6 months", "999 years"])
FIGURES = st.sampled_from([-1, 0, 0.1, 5, 1234567, 1e300])
REVIEWS = {"reviewed": DAYS, "review_every": SPANS}
STEPS = records({"name": "Step"}, touchpoint=st.just("shop"), emotion=st.just({"score": 0}))
POINTS = records({"text": "It hurts"}, id=IDS, evidence=EVIDENCE)
CHANCES = records(
    {"text": "We could"},
    id=IDS,
    status=st.sampled_from(["idea", "planned", "in-progress", "done", "dropped"]),
    due=DAYS,
    owner=st.just("team"),
    answers=st.lists(IDS, max_size=2),
)
MESSAGES = records({"text": "We say"}, id=IDS, content=st.sampled_from(["study", {"gap": "More"}]))
USES = records({"kpi": "leads"}, baseline=FIGURES, current=FIGURES, target=FIGURES, alert=FIGURES)
WAYS = st.builds(
    lambda way, share: {**way, "share": share},
    st.sampled_from([{"stage": "a"}, {"stage": "b"}, {"stage": "c"}, {"exit": "Leaves"}]),
    st.sampled_from(["0%", "33.4%", "50%", "100%"]),
)


def stages() -> Any:
    """Return a strategy of stages, less their id and name."""
    return st.fixed_dictionaries(
        {},
        optional={
            "goal": st.just("Know"),
            "emotion": st.just({"score": 1}),
            "aida": st.just({"action": "Go"}),
            "kpis": st.lists(USES, max_size=1),
            "touchpoints": st.lists(st.just("shop"), max_size=1),
            "pain_points": st.lists(POINTS, max_size=2, unique_by=lambda point: point.get("id")),
            "opportunities": st.lists(CHANCES, max_size=2, unique_by=lambda c: c.get("id")),
            "messages": st.lists(MESSAGES, max_size=2, unique_by=lambda message: message.get("id")),
            "next": st.lists(WAYS, max_size=3),
        },
    )


def without_faults(stage: Record) -> Record:
    """Return a stage whose opportunities answer only what hurts in it."""
    points = {point.get("id") for point in stage.get("pain_points", [])}
    for chance in stage.get("opportunities", []):
        if "answers" in chance:
            chance["answers"] = [name for name in chance["answers"] if name in points]
    return stage


def journeys(fewest: int = 1, **more: st.SearchStrategy[Any]) -> Any:
    """Return a strategy of journeys of up to three stages; a variation may write fewer."""
    return st.builds(
        lambda record, parts: {
            **record,
            "stages": [
                {"id": name, "name": f"Stage {name}", **without_faults(part)}
                for name, part in zip("abc", parts, strict=False)
            ],
        },
        records({"title": "A journey"}, persona=st.sampled_from(["ada", "eve"]), **REVIEWS, **more),
        st.lists(stages(), min_size=fewest, max_size=3),
    )


PERSONAS = records(
    {"name": "Ada"},
    priority=st.sampled_from(["strategic", "secondary"]),
    evidence=EVIDENCE,
    fears=st.lists(records({"text": "Dark"}, evidence=EVIDENCE), max_size=1),
    **REVIEWS,
)
HANDBOOKS = st.fixed_dictionaries(
    {"personas/ada.yml": PERSONAS, "personas/eve.yml": PERSONAS, "journeys/base.yml": journeys(3)},
    optional={
        "journeys/first.yml": journeys(extends=st.just("base")),
        "journeys/second.yml": journeys(extends=st.just("first")),
        "journeys/third.yml": journeys(extends=st.sampled_from(["base", "second"])),
    },
)
LIBRARY: dict[str, Record] = {
    "library/kpis.yml": {"leads": {"name": "Leads"}},
    "library/touchpoints.yml": {"shop": {"name": "Shop"}},
    "library/content.yml": {"study": {"name": "Study"}},
    "library/teams.yml": {"team": {"name": "Team"}},
    "library/evidence.yml": {
        "old": {"name": "Old", "kind": "survey", "date": "2020-01-01"},
        "new": {"name": "New", "kind": "survey", "date": "2026-11-01"},
    },
}


def load_records(files: Mapping[str, Record], **rules: str) -> Loaded:
    """Load records by their file; every key stands in a line of its own."""
    everything = {**LIBRARY, **files}
    if rules:
        everything["handbook.yml"] = {"rules": rules}
    texts = {name: json.dumps(record, indent=1) for name, record in everything.items()}
    with throwaway() as folder:
        loaded = load_files(folder, texts, day=DAY)
    for found in loaded.diagnostics:
        lines = texts[found.position.path.removeprefix("content/")].split("\n")
        assert 1 <= found.position.line <= len(lines)
        assert 1 <= found.position.column <= len(lines[found.position.line - 1])
    return loaded


# Not shrunk: every step of it writes and reads a handbook.
LIMITS = settings(
    max_examples=50,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@given(HANDBOOKS)
@LIMITS
def test_what_is_found_stands_in_a_file_of_the_handbook_and_can_be_read(
    files: dict[str, Record],
) -> None:
    for found in load_records(files).diagnostics:
        assert (found.headline + found.help).isprintable()
        assert len(found.headline) < 300
        assert found.help or found.code in FAULTS


@given(HANDBOOKS)
@LIMITS
def test_what_is_inherited_stands_above_those_it_reaches(files: dict[str, Record]) -> None:
    extends = {
        Path(name).stem: record.get("extends")
        for name, record in files.items()
        if name.startswith("journeys/")
    }
    for found in load_records(files).diagnostics:
        for name in found.reaches:
            above: Any = name
            while above and found.position.path != f"content/journeys/{above}.yml":
                above = extends.get(above)
            assert above
            assert above != name


@given(HANDBOOKS, st.sampled_from(sorted(RULES)), st.sampled_from(["off", "error"]))
@LIMITS
def test_a_setting_changes_the_findings_of_its_rule_and_no_others(
    files: dict[str, Record], code: str, weight: str
) -> None:
    before = load_records(files).diagnostics
    after = load_records(files, **{code: weight}).diagnostics
    assert [d for d in after if d.code != code] == [d for d in before if d.code != code]
    changed = [d for d in after if d.code == code]
    if weight == "off":
        assert changed == []
    else:
        assert {d.severity for d in changed} <= {Severity.ERROR}
        assert len(changed) == sum(d.code == code for d in before)


SOME = st.builds(
    lambda line, code, reaches: Diagnostic(
        position=Position("a.yml", line), code=code, headline="H", reaches=reaches
    ),
    st.integers(1, 3),
    st.sampled_from(["empty-handbook", "kpi-past-alert"]),
    st.lists(IDS, max_size=2).map(tuple),
)


@given(st.lists(SOME, max_size=12))
@example([])
def test_the_same_finding_is_one_and_reaches_all(found: list[Diagnostic]) -> None:
    ordered = in_order(found)
    assert in_order(reversed(found)) == ordered
    assert in_order(ordered) == ordered
    assert set(ordered) == set(found)
    assert len(set(ordered)) == len(ordered)
    assert [d.position for d in ordered] == sorted(d.position for d in ordered)
    for one in ordered:
        every = {name for other in found if other == one for name in other.reaches}
        assert one.reaches == tuple(sorted(every))


def test_every_rule_has_a_finder_but_that_of_comments() -> None:
    assert set(FINDERS) == set(RULES) - {"useless-ignore"}


def test_the_sample_handbook_has_no_findings_on_its_day() -> None:
    assert load(ROOT / "content", project=ROOT, day=DAY).diagnostics == ()


def test_what_the_sample_handbook_falls_short_of_in_years_is_upkeep() -> None:
    found = load(ROOT / "content", project=ROOT, day=dt.date(2030, 1, 1)).diagnostics
    assert {finding.code for finding in found} == UPKEEP


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_no_day_is_too_far_away(day: dt.date) -> None:
    assert not load(ROOT / "content", project=ROOT, day=day).has_errors
