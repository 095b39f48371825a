"""What formatting does to a file, case by case, and what it never does to any."""

from __future__ import annotations

import pytest
import yaml

from mkdocs_journeys.authoring.formatting import format_of, format_text
from mkdocs_journeys.authoring.verifying import difference
from mkdocs_journeys.authoring.written import UnformattableError
from mkdocs_journeys.source.nodes import read_yaml
from tests.cases import CASES, FORMATTING_CASES, RULE_CASES, Case, FormattingCase

PERSONA = format_of("personas/ada.yml")


@pytest.mark.parametrize("case", FORMATTING_CASES, ids=lambda case: case.name)
def test_a_file_becomes_exactly_this(case: FormattingCase) -> None:
    assert format_text(case.before, format_of(case.file)) == case.after


@pytest.mark.parametrize("case", FORMATTING_CASES, ids=lambda case: case.name)
def test_a_second_time_changes_nothing(case: FormattingCase) -> None:
    assert format_text(case.after, format_of(case.file)) == case.after


@pytest.mark.parametrize("case", FORMATTING_CASES, ids=lambda case: case.name)
def test_another_reader_reads_the_same(case: FormattingCase) -> None:
    texts = (case.before, case.after)
    before, after = (yaml.load(text, Loader=yaml.BaseLoader) for text in texts)  # noqa: S506 - texts only
    assert before == after


@pytest.mark.parametrize("case", FORMATTING_CASES, ids=lambda case: case.name)
def test_a_case_states_its_purpose(case: FormattingCase) -> None:
    assert case.purpose.endswith(".")
    assert len(case.purpose.splitlines()) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\ufeffowner: a\nname: Ada\n", "name: Ada\nowner: a\n"),
        ("owner: a\r\n# c\r\nname: |\r\n  Ada\r\n", "# c\nname: |\n  Ada\nowner: a\n"),
        ("name: Ada\rowner: a\r", "name: Ada\nowner: a\n"),
        ("name: Ada\n\n\n", "name: Ada\n"),
        ("name: Ada", "name: Ada\n"),
        ("owner: a\nname: |\n  Ada", "name: |\n  Ada\nowner: a\n"),
        ("owner: a  \nname: Ada   # c  \n", "name: Ada  # c\nowner: a\n"),
        ("owner: a # c\nname: |+\n  Ada\n\n", "name: |+\n  Ada\n\nowner: a  # c\n"),
    ],
    ids=[
        "byte-order mark",
        "Windows line ends",
        "line ends of old",
        "blank lines at the end",
        "no line end",
        "no line end in a block",
        "blanks at a line's end",
        "blank lines that count",
    ],
)
def test_how_a_file_was_saved_does_not_matter(before: str, after: str) -> None:
    assert format_text(before.removeprefix("\ufeff"), PERSONA) == after


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("name: Ada\nowner: !!str growth\n", 2, "it has a tag (tag:yaml.org,2002:str)"),
        ("name: !!str Ada\n", 1, "it has a tag (tag:yaml.org,2002:str)"),
        ("!!map\nname: Ada\n", 1, "it has a tag (tag:yaml.org,2002:map)"),
        ("!!str name: Ada\n", 1, "it has a tag (tag:yaml.org,2002:str)"),
        ("%YAML 1.1\n---\nname: Ada\n", 1, "it has a directive (a line that starts with %)"),
        ("x-a: &a Ada\n*a : b\n", 2, "it has a key that is no text"),
        ("Ada\n", 1, "it holds no record"),
        ("story: &a  # c\n  |\n  Once.\n", 1, "it has a comment between an anchor and its text"),
        ("name: Ada\nowner: [a\tb]\n", 2, "a tab stands here; take it away, or write a space"),
        (
            "owner: [a,\n  b]  # journeys: ignore[review-overdue]\n",
            1,
            "formatting would change what it says: a comment that silences",
        ),
    ],
    ids=lambda value: None if isinstance(value, int) else repr(value)[:30],
)
def test_what_cannot_be_formatted_is_refused(text: str, line: int, reason: str) -> None:
    node, faults = read_yaml(text, "")
    assert node is not None
    assert faults == []
    with pytest.raises(UnformattableError) as refused:
        format_text(text, PERSONA)
    assert refused.value.reason.startswith(reason)
    assert refused.value.line == line


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("a: 1", "a: '1'", "a value differs"),
        ("a: no", "a: yes", "a value differs"),
        ("a: ~", "a: '~'", "a value differs"),
        ("a: true", "a: 'true'", "a value differs"),
        ("a: {b: c}", "a: b", "a value differs"),
        ("a: [b, c]", "a: [c, b]", "a value differs"),
        ("a: b\nc: d", "a: b", "a value differs"),
        ("a: b # c", "a: b", "a comment differs"),
        ("a: b # c", "a: b # d", "a comment differs"),
        ("a: b # c\nd: e # c", "a: b # c\nd: e", "a comment differs"),
        ("a: 'b # c'", "a: 'b # c' # c", "a comment differs"),
        ("a: b", "a: [b", "the formatted text is no YAML"),
        ("a: b", "a: b\na: b", "the formatted text is no YAML"),
        (
            "a: b # journeys: ignore[x]\nc: d",
            "a: b\nc: d # journeys: ignore[x]",
            "a comment that silences a finding would stand in another line",
        ),
        ("a: b # c\nd: 'e'", "d: e\n# c\na: b", ""),
        ("a: 'b'", "a: b", ""),
    ],
)
def test_a_change_of_meaning_is_seen(before: str, after: str, what: str) -> None:
    assert difference(before, after) == what


@pytest.mark.parametrize("case", [*CASES, *RULE_CASES], ids=lambda case: case.name)
def test_whatever_is_wrong_with_a_file_it_keeps_its_meaning(case: Case) -> None:
    for file, text in case.files.items():
        node, faults = read_yaml(text, "")
        if node is None or faults:
            continue
        try:
            format_ = format_of(file)
        except KeyError:
            continue  # no file of the handbook
        try:
            formatted = format_text(text, format_)
        except UnformattableError as refused:
            reason = refused.reason
        else:
            reason = "" if format_text(formatted, format_) == formatted else "a second time differs"
            assert difference(text + "\n", formatted) == ""
        assert "differs" not in reason
