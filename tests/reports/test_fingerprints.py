"""Fingerprints: the same for the same fault in the next run, and for no other."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs_journeys.site import load
from mkdocs_journeys.source.reports import Report, SourceLines
from mkdocs_journeys.source.reports.fingerprints import fingerprints_of
from tests.cli.checking import fill

ADA = "name: Ada\nmood: bad\nneeds:\n  - {tex: a}\n  - {text: b}\n  - {tex: a}\n"


def fingerprints(project: Path, files: dict[str, str]) -> list[str]:
    """Return the fingerprints of a handbook's faults in the order of the report."""
    content = fill(project, files)
    loaded = load(content, project=project)
    lines = SourceLines(content, loaded.files)
    return fingerprints_of(Report(diagnostics=loaded.diagnostics, lines=lines))


def test_they_are_unique_even_for_equal_lines(tmp_path: Path) -> None:
    made = fingerprints(tmp_path, {"personas/ada.yml": ADA, "personas/eve.yml": ADA})
    assert len(made) >= 6
    assert len(set(made)) == len(made)
    assert all(re.fullmatch("[0-9a-f]{64}", fingerprint) for fingerprint in made)


def test_they_stay_when_lines_are_written_above(tmp_path: Path) -> None:
    before = fingerprints(tmp_path, {"personas/ada.yml": ADA})
    assert len(before) >= 3
    moved = "# A comment\n\n" + ADA.replace("needs:", "quote: Hm\n\nneeds:")
    assert fingerprints(tmp_path, {"personas/ada.yml": moved}) == before


def test_they_stay_when_a_line_is_indented_otherwise(tmp_path: Path) -> None:
    before = fingerprints(tmp_path, {"personas/ada.yml": ADA})
    indented = ADA.replace("  - ", "      - ")
    assert fingerprints(tmp_path, {"personas/ada.yml": indented}) == before


def test_the_fault_that_is_mended_takes_only_its_own_away(tmp_path: Path) -> None:
    before = fingerprints(tmp_path, {"personas/ada.yml": ADA})
    mended = ADA.replace("mood: bad\n", "")
    after = fingerprints(tmp_path, {"personas/ada.yml": mended})
    assert after == [fingerprint for fingerprint in before if fingerprint != before[0]]


def test_another_line_path_or_code_has_another(tmp_path: Path) -> None:
    made = {
        fingerprint
        for name, text in (
            ("ada", "name: Ada\nmood: bad\n"),
            ("ada", "name: Ada\nmood: good\n"),
            ("eve", "name: Ada\nmood: bad\n"),
            ("ada", "name: Ada\nmood: [bad\n"),
        )
        for fingerprint in fingerprints(
            tmp_path,
            {"personas/ada.yml": "name: A\n", "personas/eve.yml": "name: E\n"}
            | {f"personas/{name}.yml": text},
        )
    }
    assert len(made) >= 4


def test_they_are_these_from_one_version_to_the_next(tmp_path: Path) -> None:
    # Others keep them: a change that shows here wants another name in the format sarif.
    assert fingerprints(tmp_path, {"personas/ada.yml": "name: Ada\nmood: bad\n"}) == [
        "73384bd4e5e7f9545f169c7468790732daddf812840944a6992286be011ea699"
    ]
