"""The YAML language server, which editors ask, with our schemas and this repository's settings.

What it marks, offers and explains is what an author sees in Visual Studio Code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from mkdocs_journeys.source.diagnostics import FAULTS, RULES
from mkdocs_journeys.source.schema import (
    Draft,
    EmotionDraft,
    HandbookDraft,
    JourneyDraft,
    PainPointDraft,
    PersonaDraft,
    StageDraft,
    TouchpointDraft,
)
from tests.cases import CASES, RULE_CASES, Case, code_of
from tests.schema.editing import ROOT
from tests.support.language_server import LanguageServer, Mark, language_server

CONTENT = ROOT / "content"
SAMPLE = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.yml"))

FROM_THE_FILE_ALONE = {
    *("yaml-syntax", "duplicate-key", "unknown-tag", "invalid-key"),
    *("unknown-field", "missing-field", "conflicting-fields", "wrong-type", "unknown-choice"),
    *("out-of-range", "invalid-date", "invalid-period", "invalid-share", "invalid-text"),
    "invalid-id",
}
"""Codes of faults that the server marks as well."""

ONLY_OURS = {
    "empty-handbook": "the server knows files, no folders",
    "unexpected-file": "names of files are nothing to it",
    "unreadable-file": "an editor does not open it",
    "limit-exceeded": "limits are ours",
    "invalid-locale": "there are a thousand locales",
    "unsafe-link": "links are texts to it",
    "unknown-reference": "it looks into no other file",
    "duplicate-id": "ids are texts to it",
    "extends-cycle": "it looks into no other file",
    "nothing-to-change": "it looks into no other file",
    "broken-rule": "rules are programs",
}
"""Codes of faults that `journeys check` alone tells, and why."""

_NAME = "names of files are nothing to the server"
_AT_THE_END = "the server marks the end of the file, we the quote or bracket that was opened"
_LINE = "how many lines a text has, no schema can say"
_ESCAPE = "the escape of a control character is a text like any other to it"
_INVISIBLE = "the server's parser lets it pass"
_BARE = "a key in brackets that no colon ends is nothing to the server"
NOT_MARKED = {
    "id-index personas/index.yml:1:1": _NAME,
    "id-index journeys/index.yml:4:10": "which words are addresses of ours is no matter of shape",
    "not-kebab-case personas/Ada Byron.yml:1:1": _NAME,
    "inherited-lack journeys/buys.yml:2:43": "what the base map lacks is written in its own file",
    "invalid-truth-value journeys/buys.yml:8:51": "YAML 1.2 reads True as true",
    "control-character personas/ada.yml:2:17": _INVISIBLE,
    "empty-file personas/eve.yml:1:1": "nothing is no record, and no error of YAML",
    "second-document personas/ada.yml:2:1": "the server looks at every document by itself",
    "unclosed-bracket personas/ada.yml:2:8": _AT_THE_END,
    "unclosed-quote personas/ada.yml:2:8": _AT_THE_END,
    "unreadable-handbook-file handbook.yml:1:8": _AT_THE_END,
    "control-characters-in-text personas/ada.yml:1:7": _ESCAPE,
    "control-characters-in-text personas/ada.yml:2:8": _ESCAPE,
    "invalid-text personas/eve.yml:1:7": _LINE,
    "invalid-text personas/eve.yml:5:5": _LINE,
    "comma-in-brackets library/content.yml:1:19": _BARE,
    "keys-without-a-value library/channels.yml:1:21": _BARE,
    "keys-without-a-value personas/ada.yml:2:12": _BARE,
    "keys-without-a-value personas/ada.yml:6:16": _BARE,
    "key-that-is-no-text personas/ada.yml:3:3": "a list as a key is marked in the line below",
    "merge-key library/kpis.yml:3:3": "merge keys are what most of its users expect",
    "merge-of-several personas/ada.yml:5:3": "merge keys are what most of its users expect",
    "merge-of-several personas/ada.yml:7:1": "merge keys are what most of its users expect",
    "tags-that-make-objects personas/ada.yml:2:8": "it knows the tags of YAML 1.1",
    "tags-that-make-objects personas/ada.yml:5:11": "it knows the tags of YAML 1.1",
    "portraits-by-other-ways personas/i.yml:2:11": _ESCAPE,
    "compared-with-itself journeys/buys.yml:2:13": "names of files are nothing to it",
    "compared-with-itself journeys/rebuys.yml:2:13": "names of files are nothing to it",
    "persona-and-personas journeys/base.yml:3:1": "a variation may yet write one of the two",
    "stage-after-unknown-stage journeys/buys.yml:7:42": "the order of stages is ours",
}
"""Faults of these codes that the server does not mark in their line, by case and place, and why."""

NEW = ROOT / "new" / "content"
"""The folder of a handbook that is being written, and is not on disk."""
ADA = "name: Ada\npriority: secondary\n\n"
BUYS = """\
title: Buys
stages:
  - id: first
    name: First
    \n\
    emotion: {score: 1}
    aida:
      attention: See
      \n\
    pain_points:
      - text: Dear
        severity: \n"""
TOUCHPOINTS = "post: {name: Post}\nmail:\n  name: Mail\n  \n"
RULED = "title: Book\nrules:\n  \n"


def settings_of_an_editor() -> dict[str, Any]:
    """Return what an editor tells the server: this repository's settings, by section.

    A catalogue of schemas for well-known files would be fetched from the net; ours are not in it.
    """
    text = (ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8")
    made: dict[str, Any] = {"yaml": {"validate": True, "hover": True, "completion": True}}
    for name, value in json.loads(text).items():
        section, _, setting = name.partition(".")
        made.setdefault(section, {})[setting] = value
    made["yaml"] |= {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}
    return made


def name_of(case: Case, line: str) -> str:
    """Return what a fault is called here: its case, its file and its place."""
    return f"{case.name} {line.split(': ')[0].removeprefix('content/')}"


FAULTS_IN_FILES = {
    name_of(case, line): (case, line)
    for case in CASES
    for line in case.expected
    if line.split(":")[0].removeprefix("content/") in case.files
}
"""Every fault in the cases that stands in a file."""


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    """Run the server for an editor that has this repository open."""
    with language_server(ROOT, settings_of_an_editor()) as started:
        yield started


@pytest.fixture(scope="module")
def of_sample(server: LanguageServer) -> dict[str, list[Mark]]:
    """Open every file of the sample handbook."""
    texts = {CONTENT / file: (CONTENT / file).read_text(encoding="utf-8") for file in SAMPLE}
    marks = opened(server, texts)
    return {file: marks[CONTENT / file] for file in SAMPLE}


@pytest.fixture(scope="module")
def of_cases(server: LanguageServer) -> dict[tuple[str, str], list[Mark]]:
    """Open every file of every case, each below a folder of its own that is not on disk."""
    texts = {
        ROOT / case.name / "content" / file: text
        for case in (*CASES, *RULE_CASES)
        for file, text in case.files.items()
    }
    marks = opened(server, texts)
    return {
        (case.name, file): marks[ROOT / case.name / "content" / file]
        for case in (*CASES, *RULE_CASES)
        for file in case.files
    }


def opened(server: LanguageServer, texts: Mapping[Path, str]) -> dict[Path, list[Mark]]:
    """Open files; return what is marked in each. All are opened before the first is waited for."""
    for path, text in texts.items():
        server.open(path, text)
    return {path: server.marks(path) for path in texts}


def fields_of(draft: type[Draft]) -> set[str]:
    """Return the fields of a record as authors write them."""
    return {info.alias or name for name, info in draft.model_fields.items()}


def said_of(draft: type[Draft], field: str) -> str:
    """Return our description of a field."""
    return draft.model_fields[field].description or ""


def marked(name: str, of_cases: Mapping[tuple[str, str], list[Mark]]) -> bool:
    """Return whether the server marks the line of a fault."""
    case, line = FAULTS_IN_FILES[name]
    file, row, _ = line.removeprefix("content/").split(":", 2)
    return any(mark.first_line == int(row) for mark in of_cases[case.name, file])


@pytest.mark.parametrize("file", SAMPLE)
def test_the_sample_has_no_mark(of_sample: dict[str, list[Mark]], file: str) -> None:
    assert of_sample[file] == []


@pytest.mark.parametrize("case", [*CASES, *RULE_CASES], ids=lambda case: case.name)
def test_a_file_without_a_fault_has_no_mark(
    case: Case, of_cases: dict[tuple[str, str], list[Mark]]
) -> None:
    faulty = {line.split(":")[0] for line in case.expected if code_of(line) in FAULTS}
    for file in case.files:
        if f"content/{file}" not in faulty:
            assert of_cases[case.name, file] == [], file


@pytest.mark.parametrize(
    "name",
    [name for name, (_, line) in FAULTS_IN_FILES.items() if code_of(line) in FROM_THE_FILE_ALONE],
)
def test_a_fault_that_one_file_shows_is_marked_in_the_same_line(
    name: str, of_cases: dict[tuple[str, str], list[Mark]]
) -> None:
    assert marked(name, of_cases) == (name not in NOT_MARKED)


@pytest.mark.parametrize(
    "code", sorted({code_of(line) for _, line in FAULTS_IN_FILES.values()} & set(ONLY_OURS))
)
def test_what_it_takes_a_handbook_to_see_is_not_marked(
    code: str, of_cases: dict[tuple[str, str], list[Mark]]
) -> None:
    of_code = [name for name, (_, line) in FAULTS_IN_FILES.items() if code_of(line) == code]
    # Some lines have another fault as well.
    assert [name for name in of_code if not marked(name, of_cases)] != []


def test_every_code_is_either_marked_or_known_to_be_ours_alone() -> None:
    assert set(ONLY_OURS) & FROM_THE_FILE_ALONE == set()
    assert set(ONLY_OURS) | FROM_THE_FILE_ALONE == set(FAULTS)
    assert set(NOT_MARKED) <= set(FAULTS_IN_FILES)


def test_the_fields_of_a_persona_are_offered_and_explained(server: LanguageServer) -> None:
    path = NEW / "personas" / "ada.yml"
    opened(server, {path: ADA})
    offers = server.offers(path, 3, 1)
    assert set(offers) == fields_of(PersonaDraft) - {"name", "priority"}
    assert offers["archetype"] == said_of(PersonaDraft, "archetype")
    assert said_of(PersonaDraft, "priority") in server.explains(path, 2, 3)


def test_the_words_of_a_choice_are_offered(server: LanguageServer) -> None:
    path = NEW / "personas" / "eve.yml"
    opened(server, {path: "name: Eve\npriority: \n"})
    assert set(server.offers(path, 2, 11)) == {"strategic", "secondary"}


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("basis:", {"customers", "target"}),
        ("reviewed:", set()),
        ("owner:", set()),
        ("goals:", set()),
        ("needs:", set()),
    ],
)
def test_nothing_is_accepted_where_a_field_is_optional_and_never_offered(
    server: LanguageServer, line: str, offered: set[str]
) -> None:
    path = NEW / "personas" / f"nothing-in-{line[:-1]}.yml"
    for empty in ("", "~", "null"):
        assert opened(server, {path: f"name: Eve\n{line} {empty}\n"})[path] == []
    opened(server, {path: f"name: Eve\n{line} \n"})
    assert set(server.offers(path, 2, len(line) + 2)) == offered


def test_a_word_that_is_no_choice_is_marked_with_those_that_are(server: LanguageServer) -> None:
    path = NEW / "personas" / "joy.yml"
    marks = opened(server, {path: "name: Joy\npriority: high\n"})[path]
    assert [mark.message for mark in marks] == [
        'Value is not accepted. Valid values: "strategic", "secondary".'
    ]


def test_a_stage_is_completed_and_explained(server: LanguageServer) -> None:
    path = NEW / "journeys" / "buys.yml"
    opened(server, {path: BUYS})
    of_variations = {"after", "before", "remove"}
    written = {"id", "name", "aida", "emotion", "pain_points"}
    assert set(server.offers(path, 5, 5)) == fields_of(StageDraft) - of_variations - written
    assert set(server.offers(path, 9, 7)) == {"interest", "desire", "action"}
    assert set(server.offers(path, 12, 19)) == {"low", "medium", "high"}
    assert str(EmotionDraft.__doc__) in server.explains(path, 6, 6)
    assert said_of(EmotionDraft, "score") in server.explains(path, 6, 16)
    assert said_of(PainPointDraft, "severity") in server.explains(path, 12, 10)
    assert said_of(JourneyDraft, "title") in server.explains(path, 1, 2)


def test_a_stage_of_a_variation_may_also_be_moved_and_removed(server: LanguageServer) -> None:
    path = NEW / "journeys" / "rebuys.yml"
    text = "extends: buys\nstages:\n  - id: first\n    \n"
    opened(server, {path: text})
    assert set(server.offers(path, 4, 5)) == fields_of(StageDraft) - {"id"}


def test_a_record_of_the_library_is_completed_and_explained(server: LanguageServer) -> None:
    path = NEW / "library" / "touchpoints.yml"
    opened(server, {path: TOUCHPOINTS})
    assert set(server.offers(path, 4, 3)) == fields_of(TouchpointDraft) - {"name"}
    assert said_of(TouchpointDraft, "name") in server.explains(path, 3, 4)


def test_the_rules_are_offered_in_the_settings(server: LanguageServer) -> None:
    path = NEW / "handbook.yml"
    opened(server, {path: RULED})
    assert set(server.offers(path, 3, 3)) == set(RULES)
    assert said_of(HandbookDraft, "rules") in server.explains(path, 2, 3)
