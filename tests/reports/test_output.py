"""Where a report goes: into a file, a pipe, a terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_journeys.cli.check import check
from mkdocs_journeys.source.reports import FORMATS
from tests.cli.checking import fill
from tests.reports.reporting import run
from tests.reports.test_formats import CLEAN, FAULTY, every_format
from tests.reports.test_text import COLOURS

ADA = {"personas/ada.yml": "name: Ada\nmood: 日本語 → bad\n"}
LINE = (
    'content/personas/ada.yml:2:1: error[unknown-field] unknown field "mood"; '
    "a field of your own starts with x-"
)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_gets_what_would_be_printed_and_the_summary_stays(
    format_: str, tmp_path: Path
) -> None:
    fill(tmp_path, FAULTY)
    printed = run(tmp_path, "--format", format_)
    done = run(tmp_path, "--format", format_, "--output", "my report.out")
    assert (done.output, done.summary, done.code) == (b"", printed.summary, 1)
    assert (tmp_path / "my report.out").read_bytes() == printed.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "my report.out"]


def test_a_former_report_is_replaced_even_by_an_empty_one(tmp_path: Path) -> None:
    fill(tmp_path, {"personas/ada.yml": "name: Ada\nmood: bad\n"})
    run(tmp_path, "--output", "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == LINE + "\n"
    fill(tmp_path, CLEAN)
    assert run(tmp_path, "--output", "report.txt").code == 0
    assert (tmp_path / "report.txt").read_bytes() == b""


def test_a_report_is_never_seen_by_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, ADA)
    report = tmp_path / "report.json"
    report.write_text("the former one")
    written = Path.write_bytes

    def fail_in_the_middle(path: Path, data: bytes) -> int:
        written(path, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail_in_the_middle)
    done = run(tmp_path, "--format", "json", "--output", "report.json")
    assert done.code == 2
    said = " ".join(done.summary.split())
    assert "'--output': 'report.json' cannot be written: no space left on device." in said
    assert report.read_text() == "the former one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "report.json"]


def test_of_a_link_its_target_is_replaced(tmp_path: Path) -> None:
    fill(tmp_path, ADA)
    (tmp_path / "reports").mkdir()
    (tmp_path / "report.json").symlink_to("reports/new.json")
    for _ in range(2):
        run(tmp_path, "--format", "json", "--output", "report.json")
        assert (tmp_path / "report.json").is_symlink()
        assert json.loads((tmp_path / "reports" / "new.json").read_bytes())["version"] == 1


def test_what_is_no_regular_file_is_written_to_as_it_is(tmp_path: Path) -> None:
    fill(tmp_path, ADA)
    assert run(tmp_path, "--output", os.devnull).code == 1
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("nowhere/report.txt", "no such file or directory"),
        ("content", "is a directory"),
        ("content/personas/ada.yml/report.txt", "not a directory"),
        ("round", "it is no file"),
    ],
)
def test_a_file_that_cannot_be_written_is_a_mistake_of_the_call(
    output: str, reason: str, tmp_path: Path
) -> None:
    fill(tmp_path, ADA)
    (tmp_path / "round").symlink_to("round")
    done = run(tmp_path, "--output", output)
    assert (done.code, done.output) == (2, b"")
    assert reason in " ".join(done.summary.split())


def test_an_unknown_format_is_a_mistake_of_the_call(tmp_path: Path) -> None:
    fill(tmp_path, ADA)
    done = run(tmp_path, "--format", "xml")
    assert (done.code, done.output) == (2, b"")
    assert all(f"'{name}'" in done.summary for name in FORMATS)


def on_terminal(project: Path, *arguments: str, **environment: str) -> str:
    """Return what `journeys check` prints on a terminal, the summary left out."""
    words = ["check", *arguments]
    ours, theirs = pty.openpty()
    inherited = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", "from mkdocs_journeys.cli import main; main()", *words],
            cwd=project,
            env={**inherited, "TERM": "xterm", "PYTHONUTF8": "1", **environment},
            stdout=theirs,
            stderr=subprocess.DEVNULL,
        )
    finally:
        os.close(theirs)
    printed = b""
    try:
        while piece := os.read(ours, 65_536):
            printed += piece
    except OSError:
        pass  # how Linux says that the other end is closed
    finally:
        os.close(ours)
        process.wait()
    return printed.decode().replace("\r\n", "\n")


EXCERPT = f"{LINE}\n    2 | mood: 日本語 → bad\n      | ^\n"


def test_on_a_terminal_the_line_is_shown_in_colours(tmp_path: Path) -> None:
    fill(tmp_path, ADA)
    printed = on_terminal(tmp_path)
    assert COLOURS.sub("", printed) == EXCERPT
    assert printed.count("\x1b[1;31m") == 2


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        ((), {"NO_COLOR": "1"}),
        ((), {"TERM": "dumb"}),
        (("--color", "never"), {}),
    ],
)
def test_colours_can_be_declined_and_the_line_is_still_shown(
    arguments: tuple[str, ...], environment: dict[str, str], tmp_path: Path
) -> None:
    fill(tmp_path, ADA)
    assert on_terminal(tmp_path, *arguments, **environment) == EXCERPT


def test_an_empty_no_color_declines_nothing(tmp_path: Path) -> None:
    fill(tmp_path, ADA)
    assert "\x1b[1;31m" in on_terminal(tmp_path, NO_COLOR="")


def test_an_explicit_wish_for_colours_counts_more_than_the_environment(tmp_path: Path) -> None:
    fill(tmp_path, ADA)
    assert "\x1b[1;31m" in on_terminal(tmp_path, "--color", "always", NO_COLOR="1")


def test_other_formats_know_no_terminal(tmp_path: Path) -> None:
    fill(tmp_path, ADA)
    plain = run(tmp_path, "--format", "github").text
    assert on_terminal(tmp_path, "--format", "github", "--color", "always") == plain


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_an_output_that_cannot_take_every_character_breaks_nothing(
    encoding: str, tmp_path: Path
) -> None:
    fill(tmp_path, {"journeys/a.yml": "title: A\nextends: a\nstages: []\n日本: 1\n"})
    usual = [run(tmp_path, "--format", format_).text for format_ in FORMATS]
    made = every_format(tmp_path, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    # Programs get UTF-8 in any case; the format text comes first.
    assert made == usual[0].encode(encoding, "replace") + "".join(usual[1:]).encode()


def test_the_help_names_every_format() -> None:
    said = " ".join((check.help or "").split())
    assert [name for name in FORMATS if f"{name} " not in said] == []
