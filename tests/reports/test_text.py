"""The format text: a line a diagnostic, and on a terminal the source line with a caret."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_journeys.source.diagnostics import Severity
from mkdocs_journeys.source.positions import Position
from mkdocs_journeys.source.reports import SourceLines, as_line, as_summary, as_text
from mkdocs_journeys.source.reports.text import MAX_WIDTH, excerpt
from tests.cli.checking import fill
from tests.reports.reporting import HOSTILE, diagnostic, hostile_report, report_of, run

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Categories of characters that move the cursor or turn text around."""
JOINERS = "\u200c\u200d"


def marked(line: str, column: int) -> str:
    """Return an excerpt with its caret below."""
    shown, width = excerpt(line, column)
    return f"{shown}\n{' ' * width}^"


def test_a_diagnostic_is_one_line_of_place_code_headline_help_and_reach() -> None:
    fault = diagnostic('no "x"', help='did you mean "y"?', reaches=("a", "b"))
    assert as_line(fault) == (
        'content/personas/ada.yml:2:1: error[unknown-field] no "x"; did you mean "y"?; '
        "inherited by a, b"
    )
    assert as_line(diagnostic(severity=Severity.WARNING)) == (
        "content/personas/ada.yml:2:1: warning[unknown-field] it is wrong"
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_stays_on_its_line_and_steers_nothing(text: str) -> None:
    line = as_line(diagnostic(text, help=text, position=Position(text, 1, 1), reaches=(text,)))
    assert len(line.splitlines()) == 1
    steering = {c for c in line if unicodedata.category(c) in STEERING}
    assert steering <= set(JOINERS)


def test_ordinary_texts_of_any_language_are_left_as_they_are() -> None:
    text = "«\u00a0Déjà vu\u202f» “60 %” 日本語 שלום می\u200cخواهم −2 … e\u0301"
    text += " \U0001f469\u200d\U0001f4bb"
    assert as_line(diagnostic(text)).endswith(f"] {text}")


def test_the_summary_counts_by_severity() -> None:
    error, warning = diagnostic(), diagnostic(severity=Severity.WARNING)
    assert as_summary([]) == "no faults"
    assert as_summary([warning, error, error]) == "2 errors, 1 warning"
    assert as_summary([warning]) == "1 warning"


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ("name: Ada", 1, "name: Ada\n^"),
        ("name: Ada", 7, "name: Ada\n      ^"),
        ("  - {text: a, tex: b}  ", 15, "  - {text: a, tex: b}\n              ^"),
        ("name: Ada", 10, "name: Ada\n         ^"),
        ("name: Ada", 999, "name: Ada\n         ^"),
        ("\tname:\tAda", 8, "    name:    Ada\n             ^"),
        ("日本: 語x", 5, "日本: 語x\n      ^"),
        ("ＡＢ: x", 5, "ＡＢ: x\n      ^"),
        ("e\u0301a\u0308: x", 7, "e\u0301a\u0308: x\n    ^"),
        ("\U0001f600: x", 4, "\U0001f600: x\n    ^"),
        ("é: x", 4, "é: x\n   ^"),
        ("a\x1b[31mb: x", 10, "a\ufffd[31mb: x\n         ^"),
        ("a\u202eb: x", 6, "a\ufffdb: x\n     ^"),
        ("\ufeffa: x", 5, "\ufffda: x\n    ^"),
    ],
    ids=[
        "first",
        "value",
        "blanks behind",
        "the end",
        "behind the end",
        "tabs",
        "wide",
        "full width",
        "accents of their own",
        "emoji",
        "accents within",
        "escape",
        "override",
        "byte-order mark",
    ],
)
def test_the_caret_stands_under_the_column(line: str, column: int, shown: str) -> None:
    assert marked(line, column) == shown


def test_a_long_line_is_cut_around_the_column() -> None:
    line = "".join(f"{number:<10}" for number in range(100))
    assert marked(line, 1) == line[:MAX_WIDTH].rstrip() + "…\n^"
    assert marked(line, 501) == f"…{line[450:550].rstrip()}…\n{' ' * 51}^"
    assert marked(line, 991) == f"…{line[892:].rstrip()}\n{' ' * 99}^"


def test_a_line_just_as_wide_as_there_is_room_is_not_cut() -> None:
    for column in (1, 50, MAX_WIDTH):
        assert excerpt("x" * MAX_WIDTH, column) == ("x" * MAX_WIDTH, column - 1)
        assert "…" in excerpt("x" * (MAX_WIDTH + 1), column)[0]


def test_wide_characters_are_cut_by_their_width() -> None:
    shown, width = excerpt("日" * 400, 201)
    assert (shown, width) == ("…" + "日" * 50 + "…", 51)


@given(line=st.text(), column=st.integers(1, 300), many=st.sampled_from([1, 40, 5000]))
def test_an_excerpt_is_short_and_steers_nothing(line: str, column: int, many: int) -> None:
    shown, width = excerpt(line * many, column)
    assert len(shown) <= 8 * MAX_WIDTH + 2
    assert 0 <= width <= MAX_WIDTH + 1
    assert {c for c in shown if unicodedata.category(c) in STEERING} <= set(JOINERS)


def test_an_excerpt_follows_with_its_line_number(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": "name: Ada\nmood: bad\n"})
    lines = SourceLines(content, ["personas/ada.yml"])
    report = report_of(diagnostic(), diagnostic(severity=Severity.WARNING), lines=lines)
    assert as_text(report, excerpts=True) == (
        "content/personas/ada.yml:2:1: error[unknown-field] it is wrong\n"
        "    2 | mood: bad\n"
        "      | ^\n"
        "content/personas/ada.yml:2:1: warning[unknown-field] it is wrong\n"
        "    2 | mood: bad\n"
        "      | ^\n"
    )


def test_colours_tell_errors_from_warnings(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": "name: Ada\nmood: bad\n"})
    lines = SourceLines(content, ["personas/ada.yml"])
    report = report_of(diagnostic(), diagnostic(severity=Severity.WARNING), lines=lines)
    place = "\x1b[1mcontent/personas/ada.yml:2:1\x1b[0m"
    source = "\x1b[2m    2 |\x1b[0m mood: bad"
    assert as_text(report, excerpts=True, colour=True).splitlines() == [
        f"{place}: \x1b[1;31merror[unknown-field]\x1b[0m it is wrong",
        source,
        "\x1b[2m      |\x1b[0m \x1b[1;31m^\x1b[0m",
        f"{place}: \x1b[1;33mwarning[unknown-field]\x1b[0m it is wrong",
        source,
        "\x1b[2m      |\x1b[0m \x1b[1;33m^\x1b[0m",
    ]


def test_without_its_colours_a_text_is_the_plain_one() -> None:
    report = hostile_report()
    coloured = as_text(report, colour=True)
    assert "\x1b" in coloured
    assert COLOURS.sub("", coloured) == as_text(report)


def test_a_fault_without_a_line_has_no_excerpt(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": "name: Ada\n\n"})
    lines = SourceLines(content, ["personas/ada.yml"])
    for line in (2, 3, 4, 99):
        place = Position("content/personas/ada.yml", line)
        assert as_text(report_of(diagnostic(position=place), lines=lines), excerpts=True) == (
            f"content/personas/ada.yml:{line}:1: error[unknown-field] it is wrong\n"
        )


def test_into_a_pipe_goes_one_line_a_diagnostic_whatever_the_environment(tmp_path: Path) -> None:
    fill(tmp_path, {"personas/ada.yml": "name: Ada\nmood: bad\nquotes: x\n"})
    done = run(tmp_path, FORCE_COLOR="1", GITHUB_ACTIONS="true", CI="true")
    assert done.text == (
        'content/personas/ada.yml:2:1: error[unknown-field] unknown field "mood"; '
        "a field of your own starts with x-\n"
        'content/personas/ada.yml:3:1: error[unknown-field] unknown field "quotes"; '
        'did you mean "quote"?\n'
    )
    assert run(tmp_path, "--color", "never", "--format", "text") == done


def test_colours_and_excerpts_can_be_had_into_a_pipe(tmp_path: Path) -> None:
    fill(tmp_path, {"personas/ada.yml": "name: Ada\nmood: bad\n"})
    done = run(tmp_path, "--color", "always", NO_COLOR="1", TERM="dumb")
    assert [COLOURS.sub("", line) for line in done.text.splitlines()[1:]] == [
        "    2 | mood: bad",
        "      | ^",
    ]
    assert done.text.count("\x1b[1;31m") == 2
