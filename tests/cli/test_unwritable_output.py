"""What commands do where nobody can read their answer: a line and an exit code, no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.checking import fill

RUN = "import sys; from mkdocs_journeys.cli import main; main(prog_name='journeys')"
FULL = Path("/dev/full")


def run(folder: Path, redirection: str, *words: str) -> tuple[int, str]:
    """Run a command with its standard output led elsewhere; return exit code and errors."""
    shell = f'exec "$0" "$@" {redirection}'
    done = subprocess.run(
        ["sh", "-c", shell, sys.executable, "-c", RUN, *words],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("redirection", "reason"),
    [(">&-", "bad file descriptor"), (f"> {FULL}", "no space left on device")],
)
@pytest.mark.parametrize("words", [["check", "content"], ["explain", "yaml-syntax"], ["--help"]])
def test_an_output_that_cannot_be_written_is_told_in_a_line(
    tmp_path: Path, redirection: str, reason: str, words: list[str]
) -> None:
    fill(tmp_path, {"personas/ada.yml": "nmae: Ada\n"})
    told = f"Error: the output cannot be written: {reason}.\n"
    assert run(tmp_path, redirection, *words) == (2, told)


def test_a_report_in_a_file_needs_no_standard_output(tmp_path: Path) -> None:
    fill(tmp_path, {"personas/ada.yml": "nmae: Ada\n"})
    code, told = run(tmp_path, ">&-", "check", "content", "--output", "report.txt")
    assert (code, "Error" in told) == (1, False)
    assert "unknown-field" in (tmp_path / "report.txt").read_text(encoding="utf-8")
