"""Every way to break the YAML that we could think of, and what its author is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_journeys.source.diagnostics import CODES, FAULTS, RULES
from mkdocs_journeys.source.folder import MAX_FILES
from mkdocs_journeys.source.nodes import MAX_BYTES, MAX_NESTING
from tests.cases import CASES, RULE_CASES, Case, code_of
from tests.cli.checking import Outcome, check, fill

ADA = "name: Ada\n"
NO_UTF_8 = (
    "content/personas/ada.yml:1:1: error[unreadable-file] this is not UTF-8; save the file as UTF-8"
)


def faults(outcome: Outcome) -> list[str]:
    """Return the lines that tell faults; a persona who is only a name has findings as well."""
    return [line for line in outcome.lines if code_of(line) in FAULTS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_is_told_in_exactly_these_words(case: Case, tmp_path: Path) -> None:
    fill(tmp_path, case.files)
    outcome = check(tmp_path, *case.options)
    assert case.of_matter(outcome.lines) == list(case.expected)
    assert outcome.code == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_rule_looks_into_a_file_with_a_fault(case: Case, tmp_path: Path) -> None:
    fill(tmp_path, case.files)
    lines = check(tmp_path, *case.options).lines
    faulty = {line.split(":")[0] for line in case.expected}
    others = [line for line in lines if code_of(line) in RULES]
    assert [line for line in others if line.split(":")[0] in faulty] == []


@pytest.mark.parametrize("case", RULE_CASES, ids=lambda case: case.name)
def test_a_finding_is_told_in_exactly_these_words(case: Case, tmp_path: Path) -> None:
    fill(tmp_path, case.files)
    outcome = check(tmp_path, *case.options)
    assert case.of_matter(outcome.lines) == list(case.expected)


def test_every_code_has_a_case() -> None:
    # Files that are not text cannot stand in a case, which is one, nor can installed packages.
    in_code = {"unreadable-file", "broken-rule"}
    assert set(FAULTS) - in_code == {code for case in CASES for code in case.codes}
    assert set(RULES) == {code for case in RULE_CASES for code in case.codes} & set(RULES)


@pytest.mark.parametrize("case", [*CASES, *RULE_CASES], ids=lambda case: case.name)
def test_a_case_states_its_purpose_and_expects_something(case: Case) -> None:
    assert case.expected
    assert case.codes <= case.about <= set(CODES)
    assert case.purpose.endswith(".")
    assert len(case.purpose.splitlines()) <= 2


@pytest.mark.parametrize(
    "written",
    [b"name: Ad\xe9\n", ADA.encode("utf-16"), ADA.encode("utf-32"), b"\xff\xfe", b"\xc0\x80: x"],
    ids=["latin-1", "utf-16", "utf-32", "only a mark", "overlong"],
)
def test_a_file_in_another_encoding_is_refused(written: bytes, tmp_path: Path) -> None:
    fill(tmp_path, {"personas/ada.yml": written})
    assert check(tmp_path).lines == [NO_UTF_8]


def test_a_null_byte_is_found_where_it_stands(tmp_path: Path) -> None:
    fill(tmp_path, {"personas/ada.yml": b"name: Ada\nquote: a\0b\n"})
    assert check(tmp_path).lines == [
        "content/personas/ada.yml:2:9: error[yaml-syntax] "
        "the character U+0000, which YAML does not allow"
    ]


@pytest.mark.parametrize(
    "written",
    [
        b"\xef\xbb\xbfname: Ada\nquote: One\n",
        b"name: Ada\r\nquote: One\r\n",
        b"\xef\xbb\xbfname: Ada\r\n\r\nquote: One",
    ],
    ids=["byte-order mark", "Windows line ends", "both"],
)
def test_how_windows_saves_a_text_is_no_fault(written: bytes, tmp_path: Path) -> None:
    fill(tmp_path, {"personas/ada.yml": written})
    outcome = check(tmp_path)
    assert (faults(outcome), outcome.code) == ([], 0)
    fill(tmp_path, {"personas/ada.yml": written.replace(b"quote", b"quotes")})
    line = 1 + written[: written.index(b"quote")].count(b"\n")
    assert check(tmp_path).lines == [
        f"content/personas/ada.yml:{line}:1: "
        'error[unknown-field] unknown field "quotes"; did you mean "quote"?'
    ]


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path) -> None:
    padding = "#" * (MAX_BYTES - len(ADA))
    fill(tmp_path, {"personas/ada.yml": ADA + padding})
    assert faults(check(tmp_path)) == []
    fill(tmp_path, {"personas/ada.yml": ADA + padding + "#"})
    assert check(tmp_path).lines == [
        "content/personas/ada.yml:1:1: error[limit-exceeded] a file larger than 1 MiB; "
        "split it into several records"
    ]


def test_more_files_than_the_limit_are_not_read(tmp_path: Path) -> None:
    fill(tmp_path, {f"personas/p{number}.yml": "" for number in range(MAX_FILES + 1)})
    lines = check(tmp_path).lines
    assert f"content/personas:1:1: error[limit-exceeded] more than {MAX_FILES} files" in lines
    assert len(lines) == MAX_FILES + 1


def test_aliases_cannot_nest_deeper_than_what_is_written(tmp_path: Path) -> None:
    # The chain stands under a key that is written twice, so it is first seen from its deep end.
    chain = "\n".join(f"  - &a{n} [*a{n - 1}]" for n in range(1, 3000))
    fill(tmp_path, {"personas/ada.yml": f"name: Ada\nname:\n  - &a0 x\n{chain}\nx-a: *a2999\n"})
    outcome = check(tmp_path)
    assert [line.split(": ", 1)[1] for line in outcome.lines] == [
        f"error[limit-exceeded] nesting deeper than {MAX_NESTING}"
    ]


@pytest.mark.parametrize("depth", [100, 10_000, 500_000])
def test_nesting_is_stopped_however_deep(depth: int, tmp_path: Path) -> None:
    fill(tmp_path, {"personas/ada.yml": "x-a: " + "[" * depth})
    assert check(tmp_path).lines == [
        f"content/personas/ada.yml:1:{4 + MAX_NESTING}: "
        f"error[limit-exceeded] nesting deeper than {MAX_NESTING}"
    ]


def test_symbolic_links_may_not_lead_out(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": "name: Ada\nportrait: me.png\n"})
    (tmp_path / "secret.yml").write_text("name: Secret\n")
    (content / "personas" / "eve.yml").symlink_to(tmp_path / "secret.yml")
    (content / "me.png").symlink_to(tmp_path / "secret.yml")
    assert check(tmp_path).lines == [
        'content/personas/ada.yml:2:11: error[unsafe-link] "me.png" leaves the handbook; '
        "it is a symbolic link that leads out of the folder",
        "content/personas/eve.yml:1:1: error[unsafe-link] "
        "a symbolic link that leads out of the handbook; put a copy of the file in its place",
    ]


def test_a_symbolic_link_within_the_handbook_is_read(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": ADA})
    (content / "personas" / "eve.yml").symlink_to("ada.yml")
    assert faults(check(tmp_path)) == []


def test_symbolic_links_that_lead_nowhere_or_in_a_circle_are_told(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": "name: Ada\nportrait: round.png\n"})
    (content / "personas" / "eve.yml").symlink_to("nowhere.yml")
    (content / "personas" / "joy.yml").symlink_to("joy.yml")
    (content / "round.png").symlink_to("round.png")
    lines = check(tmp_path).lines
    places = [line.split(" ")[:2] for line in lines]
    assert places == [
        ["content/personas/ada.yml:2:11:", "error[unknown-reference]"],
        ["content/personas/eve.yml:1:1:", "error[unreadable-file]"],
        ["content/personas/joy.yml:1:1:", "error[unreadable-file]"],
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": ADA})
    os.mkfifo(content / "personas" / "eve.yml")
    assert faults(check(tmp_path)) == [
        "content/personas/eve.yml:1:1: error[unreadable-file] this is not a regular file"
    ]


@pytest.mark.parametrize("name", ["a\nb.yml", "\x1b[31m.yml", "a\u202eb.yml"])
def test_a_file_name_cannot_break_out_of_its_line(name: str, tmp_path: Path) -> None:
    fill(tmp_path, {f"personas/{name}": ADA})
    (line,) = check(tmp_path).lines
    assert "error[invalid-id]" in line
    assert line.isprintable()


def test_capital_endings_are_not_overlooked(tmp_path: Path) -> None:
    fill(tmp_path, {"personas/ada.YML": ADA})
    assert check(tmp_path).lines == [
        "content/personas/ada.YML:1:1: error[unexpected-file] a name that ends in .YML; "
        "rename it to end in .yml"
    ]


def test_other_files_in_the_folders_are_left_alone(tmp_path: Path) -> None:
    files = {"personas/ada.yml": ADA, "personas/notes.txt": ":", "personas/.ada.yml": ":"}
    fill(tmp_path, {**files, "library/logo.svg": "<", "index.md": "# Home", "other.yml": ":"})
    assert faults(check(tmp_path)) == []


def test_the_nearest_name_is_looked_for_only_so_often(tmp_path: Path) -> None:
    known = "".join(f"call-{n}: {{name: A, kind: sales, date: 2026-01-01}}\n" for n in range(9))
    wrong = "".join(f"  - call-{n}x\n" for n in range(150))
    fill(
        tmp_path,
        {"personas/ada.yml": f"name: Ada\nevidence:\n{wrong}", "library/evidence.yml": known},
    )
    lines = check(tmp_path).lines
    assert len(lines) == 150
    assert sum("did you mean" in line for line in lines) == 100
