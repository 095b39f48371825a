"""The format github: workflow commands, which GitHub Actions reads from the output."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_journeys.source.diagnostics import Severity
from mkdocs_journeys.source.positions import Position
from mkdocs_journeys.source.reports.github import as_github
from tests.reports.reporting import HOSTILE, diagnostic, hostile_report, report_of

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Command:
    """A workflow command as the runner of GitHub Actions understands it."""

    name: str
    properties: dict[str, str]
    message: str


def commands_in(output: str) -> list[Command]:
    """Read workflow commands as the runner does; every line must be one.

    It splits at the first `::` behind the name, then at commas, then at the first `=`.
    """
    commands = []
    for line in re.split("\r\n|\r|\n", output.removesuffix("\n")) if output else ():
        assert line.startswith("::")
        head, _, message = line[2:].partition("::")
        name, _, written = head.partition(" ")
        pairs = (pair.partition("=") for pair in written.split(","))
        properties = {key: _unescaped(value, "%0D %0A %3A %2C") for key, _, value in pairs}
        commands.append(Command(name, properties, _unescaped(message, "%0D %0A")))
    return commands


def _unescaped(text: str, escapes: str) -> str:
    for escape in escapes.split():
        text = text.replace(escape, chr(int(escape[1:], 16)))
    return text.replace("%25", "%")


def test_a_diagnostic_is_a_command_with_its_place() -> None:
    error = diagnostic('no "x"', help="write y", reaches=("a", "b"))
    warning = diagnostic(
        "100% too late: mend, now",
        code="review-overdue",
        severity=WARNING,
        position=Position("my büch/a,b:100%.yml", 3, 14),
    )
    assert as_github(report_of(error, warning)) == (
        "::error file=content/personas/ada.yml,line=2,col=1,title=unknown-field"
        '::no "x"; write y; inherited by a, b\n'
        "::warning file=my büch/a%2Cb%3A100%25.yml,line=3,col=14,title=review-overdue"
        "::100%25 too late: mend, now\n"
    )


def test_without_faults_nothing_is_said() -> None:
    assert as_github(report_of()) == ""


@pytest.mark.parametrize(
    "text",
    [HOSTILE[name] for name in ("commands", "percent", "quotes", "HTML", "link", "long")],
)
def test_what_a_text_says_arrives(text: str) -> None:
    (command,) = commands_in(as_github(report_of(diagnostic(text, position=Position(text, 4, 5)))))
    properties = {"file": text, "line": "4", "col": "5", "title": "unknown-field"}
    assert command == Command("error", properties, text)


def test_line_ends_arrive_and_other_characters_that_steer_do_not() -> None:
    (command,) = commands_in(as_github(report_of(diagnostic("a\r\nb\u2028c\x1b[1md\u202ee"))))
    assert command.message == "a\r\nb\ufffdc\ufffd[1md\ufffde"


@given(st.text(), st.text(min_size=1))
def test_no_text_breaks_out_of_its_command(text: str, path: str) -> None:
    report = report_of(diagnostic("x" + text, help=text, position=Position(path, 1, 1)))
    (command,) = commands_in(as_github(report))
    assert command.name == "error"
    assert list(command.properties) == ["file", "line", "col", "title"]
    assert len(command.properties["file"]) == len(path)


def test_hostile_texts_make_no_command_of_their_own() -> None:
    commands = commands_in(as_github(hostile_report()))
    assert {command.name for command in commands} == {"error", "warning", "notice"}
    assert len(commands) == 21


@pytest.mark.parametrize(
    ("errors", "warnings", "rest"),
    [
        (10, 10, None),
        (11, 0, "1 more error"),
        (3, 12, "2 more warnings"),
        (11, 11, "1 more error and 1 more warning"),
        (1010, 110, "1000 more errors and 100 more warnings"),
    ],
)
def test_ten_of_a_kind_are_given_and_the_rest_is_counted(
    errors: int, warnings: int, rest: str | None
) -> None:
    found = [diagnostic(f"error {n}") for n in range(errors)]
    found += [diagnostic(f"warning {n}", severity=WARNING) for n in range(warnings)]
    found.sort(key=lambda fault: fault.headline[::-1])  # mixed
    commands = commands_in(as_github(report_of(*found)))
    for severity in Severity:
        expected = [fault.headline for fault in found if fault.severity is severity][:10]
        assert [c.message for c in commands if c.name == severity] == expected
    notices = [command for command in commands if command.name == "notice"]
    if rest is None:
        assert notices == []
    else:
        message = f"{rest}: GitHub shows 10 of a kind; `journeys check` prints all"
        assert notices == [Command("notice", {"title": "journeys check"}, message)]
        assert commands[-1:] == notices
