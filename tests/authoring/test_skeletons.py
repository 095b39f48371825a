"""New files are guides written from the schema: complete, valid, and valid in every example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from mkdocs_journeys.authoring.fields import fields_of
from mkdocs_journeys.authoring.formatting import format_folder
from mkdocs_journeys.authoring.guide import Guide, Part
from mkdocs_journeys.authoring.skeletons import TYPES, template
from mkdocs_journeys.site import load
from mkdocs_journeys.source.diagnostics import Severity
from mkdocs_journeys.source.schema import (
    DEFAULT_PHASES,
    LIBRARIES,
    Draft,
    HandbookDraft,
    JourneyDraft,
    PersonaDraft,
    StageDraft,
)
from tests.support.projects import MKDOCS, build_well

from .starting import journey, persona, stage
from .uncommenting import all_taken_up, each_taken_up


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return tmp_path / "content"


def text(content: Path, file: str) -> str:
    """Return what stands in a file."""
    return (content / file).read_text(encoding="utf-8")


def faults(content: Path) -> list[str]:
    """Return the errors of a handbook."""
    found = load(content, project=content.parent).diagnostics
    return [f"{d.position} {d.headline}" for d in found if d.severity is Severity.ERROR]


def records_below(model: type[Draft]) -> set[type[Draft]]:
    """Return a record's class and those of all records in it."""
    found: set[type[Draft]] = set()
    waiting: list[object] = [model]
    while waiting:
        each = waiting.pop()
        if isinstance(each, type) and issubclass(each, Draft):
            if each not in found:
                found.add(each)
                waiting += [info.annotation for info in each.model_fields.values()]
        else:
            waiting += get_args(each)
    return found


def every_field(model: type[Draft]) -> Iterator[tuple[str, str]]:
    """Yield the key and the description of every field of a record, and of those in it."""
    for record in records_below(model):
        for name, info in record.model_fields.items():
            yield info.alias or name, info.description or ""


def unexplained(guide: str, model: type[Draft], *, in_variation: bool = True) -> list[str]:
    """Return the fields that a guide lacks, or does not explain."""
    keys = {line.split(":")[0].strip(" #-") for line in guide.split("\n")}
    return [
        key
        for key, about in every_field(model)
        if (in_variation or not about.startswith("In a variation"))
        and (key not in keys or about.rstrip(".") not in guide)
    ]


@pytest.fixture(params=TYPES)
def started(request: pytest.FixtureRequest, content: Path) -> Path:
    """Make a handbook by every command, of each type."""
    persona(content, type_=request.param)
    journey(content, type_=request.param)
    journey(content, "Claire's team buys", persona=None, extends="claire-buys")
    stage(content, "claire-buys", "Getting everyone to yes", after="decision")
    stage(content, "claires-team-buys", "A second look", after="consideration")
    return content


FILES = [
    "handbook.yml",
    "personas/claire-martin.yml",
    "journeys/claire-buys.yml",
    "journeys/claires-team-buys.yml",
]


def test_new_files_have_no_fault(started: Path) -> None:
    assert faults(started) == []


def test_new_files_need_no_formatting(started: Path) -> None:
    files = format_folder(started).files
    assert files
    assert [file.shown for file in files if file.after != file.before] == []


@pytest.mark.parametrize("file", FILES)
def test_each_example_is_valid_when_it_is_taken_up(started: Path, file: str) -> None:
    whole = text(started, file)
    tried = 0
    for line, changed in each_taken_up(whole):
        (started / file).write_text(changed, encoding="utf-8")
        assert faults(started) == [], line
        tried += 1
    assert tried >= 5


@pytest.mark.parametrize("file", FILES[:2])
def test_all_examples_together_are_valid(started: Path, file: str) -> None:
    (started / file).write_text(all_taken_up(text(started, file)), encoding="utf-8")
    assert "# " not in text(started, file).split("\n")[-2].split("  # ")[0]
    assert faults(started) == []


@pytest.mark.parametrize(
    ("file", "model", "in_variation"),
    [
        ("handbook.yml", HandbookDraft, True),
        ("personas/claire-martin.yml", PersonaDraft, True),
        ("journeys/claire-buys.yml", JourneyDraft, False),
        ("journeys/claires-team-buys.yml", JourneyDraft, True),
        *((f"library/{stem}.yml", LIBRARIES[stem][1], True) for stem in template("b2b").library),
    ],
)
def test_every_field_of_the_schema_is_there_with_its_description(
    started: Path, file: str, model: type[Draft], in_variation: bool
) -> None:
    assert unexplained(text(started, file), model, in_variation=in_variation) == []


def test_a_stage_by_itself_shows_every_field_too(content: Path) -> None:
    persona(content)
    journey(content)
    (content / "journeys" / "bare.yml").write_text("title: A\nstages:\n  - {id: a, name: A}\n")
    stage(content, "bare", "B")
    assert unexplained(text(content, "journeys/bare.yml"), StageDraft, in_variation=False) == []


def test_a_field_that_no_template_knows_appears_by_itself() -> None:
    bare = "\n".join(Guide(ids={}).record(PersonaDraft, Part(live={"name": "A"}, whole=True)))
    assert unexplained(bare, PersonaDraft) == []
    assert "# story: What she tries to achieve, where she gets stuck, how it feels" in bare


@pytest.mark.parametrize("type_", TYPES)
def test_the_templates_know_no_field_that_the_schema_does_not(type_: str) -> None:
    said = template(type_)
    stages = list(said.stages.values())
    for model, examples in [
        (HandbookDraft, [said.handbook]),
        (PersonaDraft, [said.persona]),
        (JourneyDraft, [said.journey]),
        (StageDraft, [said.stage, *stages]),
    ]:
        known = {item.key for item in fields_of(model)}
        assert [key for each in examples for key in each if key not in known] == []
    for stem, records in said.library.items():
        model = LIBRARIES[stem][1]
        assert [model.model_validate(record).model_fields_set for record in records.values()]
    assert list(said.stages) == [phase.id for phase in DEFAULT_PHASES]
    used = [(stem, name) for s in stages for stem in ("kpis", "touchpoints") for name in s[stem]]
    assert [pair for pair in used if pair[1] not in said.library[pair[0]]] == []


def test_no_record_of_the_templates_is_left_over() -> None:
    said = template("b2b")
    for stem in ("kpis", "touchpoints"):
        used = {name for t in TYPES for s in template(t).stages.values() for name in s[stem]}
        assert set(said.library[stem]) - used == set()


@pytest.mark.parametrize("type_", TYPES)
def test_what_a_new_journey_is_warned_of_is_what_its_author_is_to_find_out(
    content: Path, type_: str
) -> None:
    persona(content, type_=type_)
    journey(content, type_=type_)
    codes = [d.code for d in load(content, project=content.parent).diagnostics]
    assert set(codes) == {
        "lane-missing",
        "kpi-without-target",
        "persona-on-assumption",
        "stage-without-emotion",
    }
    assert len(codes) <= 15


def test_a_new_file_claims_nothing_of_a_persona(content: Path) -> None:
    persona(content)
    journey(content)
    book = load(content, project=content.parent).handbook
    (claire,) = book.personas
    assert (claire.quote, claire.story, claire.needs, claire.objections) == (None, None, (), ())
    for each in book.journeys[0].stages:
        assert (each.emotion, each.goal, each.mindset) == (None, None, None)
        assert (each.questions, each.actions, each.pain_points) == ((), (), ())


def test_a_persona_needs_only_a_team_and_settings(content: Path) -> None:
    start = persona(content)
    assert [write.file for write in start.writes] == [
        "personas/claire-martin.yml",
        "library/teams.yml",
        "handbook.yml",
    ]
    codes = {d.code for d in load(content, project=content.parent).diagnostics}
    assert codes == {"persona-without-journey", "persona-on-assumption"}


def test_a_new_handbook_builds_strictly(tmp_path: Path) -> None:
    persona(tmp_path / "content")
    built = build_well(tmp_path, {"mkdocs.yml": MKDOCS})
    assert any("claire-martin" in page for page in built.pages)
    journey(tmp_path / "content")
    built = build_well(tmp_path, {})
    assert any("claire-buys/after-purchase" in page for page in built.pages)


def test_the_same_command_writes_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for folder in (tmp_path / "one" / "content", tmp_path / "two" / "content"):
        first, second = persona(folder), journey(folder)
        made.append([w.after for w in (*first.writes, *second.writes) if w.file != "handbook.yml"])
    assert made[0] == made[1]


# What is there is used


def test_the_phases_of_the_handbook_become_the_stages(content: Path) -> None:
    content.mkdir()
    (content / "handbook.yml").write_text(
        "locale: fr\nphases:\n  - {id: decouverte, name: 'Découverte : le besoin'}\n"
        "  - {id: purchase, name: Achat}\n",
        encoding="utf-8",
    )
    persona(content)
    start = journey(content)
    stages = load(content, project=content.parent).handbook.journeys[0].stages
    assert [(s.id, s.name) for s in stages] == [
        ("decouverte", "Découverte : le besoin"),
        ("purchase", template("b2b").stages["purchase"]["name"]),
    ]
    assert "handbook.yml" not in [write.file for write in start.writes]
    assert faults(content) == []


def test_a_phase_with_a_fault_becomes_no_stage(content: Path) -> None:
    content.mkdir()
    (content / "handbook.yml").write_text(
        "phases: [{id: early, name: Early}, {id: late}, {id: Too late, name: Late}, {name: No}]\n"
    )
    persona(content)
    journey(content)
    stages = load(content, project=content.parent).handbook.journeys[0].stages
    assert [stage.id for stage in stages] == ["early"]


def test_library_records_that_are_there_stay_and_are_used(content: Path) -> None:
    (content / "library").mkdir(parents=True)
    kpis = "# Ours.\nlead-rate: {name: Our lead rate}   # counted by hand\n"
    (content / "library" / "kpis.yml").write_text(kpis)
    (content / "library" / "teams.yml").write_text("growth: {name: Growth}\n")
    persona(content)
    journey(content)
    grown = text(content, "library/kpis.yml")
    assert grown.startswith(kpis)
    assert "lead-rate" not in grown.removeprefix(kpis)
    assert text(content, "library/teams.yml") == "growth: {name: Growth}\n"
    assert "\n# owner: growth" in text(content, "personas/claire-martin.yml")
    assert faults(content) == []


def test_a_second_journey_adds_nothing_to_the_library(content: Path) -> None:
    persona(content)
    journey(content)
    start = journey(content, "Claire buys again")
    assert [write.file for write in start.writes] == ["journeys/claire-buys-again.yml"]


def test_examples_refer_to_what_exists(content: Path) -> None:
    (content / "library").mkdir(parents=True)
    (content / "library" / "evidence.yml").write_text(
        "survey: {name: A survey, kind: survey, date: 2026-05-01}\n"
    )
    (content / "library" / "channels.yml").write_text("post: {name: Letters}\n")
    persona(content)
    said = text(content, "personas/claire-martin.yml")
    assert "# evidence: [survey]  # What the persona rests on." in said
    assert "# channels: {post: 4}" in said


def test_a_base_map_has_no_persona(content: Path) -> None:
    persona(content)
    journey(content, "How an employer buys", persona=None, is_base=True)
    assert "\npersona:" not in text(content, "journeys/how-an-employer-buys.yml")
    assert faults(content) == []


def test_a_variation_writes_nothing_of_its_own_yet(content: Path) -> None:
    persona(content)
    journey(content)
    journey(content, "Variation", extends="claire-buys")
    base, variation = load(content, project=content.parent).handbook.journeys
    assert [s.name for s in base.stages] == [s.name for s in variation.stages]
