"""A broken edit stops the build, with every fault in its place; the former site is kept."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_journeys.cli import main
from tests.support.projects import HANDBOOK, Built, build, write
from tests.support.sharing import shared

_FAULT = re.compile(r"content/\S+\.yml:\d+:\d+: error\[[a-z-]+\] ")

BUYS = "content/journeys/buys.yml"
ADA = "content/personas/ada.yml"

BREAKS: dict[str, tuple[dict[str, str], list[str]]] = {
    "no YAML": (
        {BUYS: HANDBOOK[BUYS] + "  - {id: fourth\n"},
        ["content/journeys/buys.yml:"],
    ),
    "unknown field": (
        {ADA: "name: Ada\nnmae: Ada\n"},
        ["content/personas/ada.yml:2:1: error[unknown-field]"],
    ),
    "unknown reference": (
        {BUYS: HANDBOOK[BUYS].replace("persona: ada", "persona: adda")},
        ['content/journeys/buys.yml:2:10: error[unknown-reference] no persona "adda"'],
    ),
    "score out of range": (
        {BUYS: HANDBOOK[BUYS].replace("Second thoughts}", "Second, emotion: {score: 3}}")},
        ["content/journeys/buys.yml:5:", "error[out-of-range]"],
    ),
    "same key twice": (
        {ADA: "name: Ada\nquote: One\nquote: Two\n"},
        ["content/personas/ada.yml:3:1: error[duplicate-key]"],
    ),
    "wrong type": (
        {BUYS: "title: Ada buys\nstages: none\n"},
        ["content/journeys/buys.yml:2:9: error[wrong-type]"],
    ),
    "faults in two files": (
        {
            ADA: "name: Ada\nfears: {a: b}\npriority: low\n",
            BUYS: HANDBOOK[BUYS].replace("id: third", "id: Third One"),
        },
        [
            "content/personas/ada.yml:2:",
            "content/personas/ada.yml:3:11: error[unknown-choice]",
            "content/journeys/buys.yml:6:",
        ],
    ),
    "a file that is gone": (
        {BUYS: HANDBOOK[BUYS] + "extends: gone\n"},
        ['error[unknown-reference] no journey "gone"'],
    ),
}
"""What is written over a good handbook, and what the build has to say of it."""


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a good project, for each test to copy."""
    made = shared(tmp_path_factory, "good", lambda folder: build(write(folder, HANDBOOK)))
    assert made.code == 0, made.log
    return made.site.parent


@pytest.fixture
def project(tmp_path: Path, good: Path) -> Path:
    """Return a good project with its site."""
    return shutil.copytree(good, tmp_path / "project")


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_edit_is_told_in_full_and_the_former_site_is_kept(
    project: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _bytes_of(project)
    files, expected = BREAKS[name]
    built = build(write(project, files), strict=False)
    assert built.code == 1
    assert "Traceback" not in built.log
    assert [text for text in expected if text not in built.log] == [], built.log
    monkeypatch.chdir(project)
    checked = _checked()
    assert [line for line in checked if line not in built.log] == []
    assert len(_FAULT.findall(built.log)) == len(checked)
    assert _bytes_of(project) == before


def test_properdocs_keeps_the_former_site_too(project: Path) -> None:
    before = _bytes_of(project)
    built = build(write(project, {ADA: "nam: Ada\n"}), engine="properdocs")
    assert built.code == 1
    assert "content/personas/ada.yml:1:1: error[" in built.log
    assert "Traceback" not in built.log
    assert _bytes_of(project) == before


def test_a_mended_edit_builds_again(project: Path) -> None:
    assert build(write(project, {ADA: "nam: Ada\n"})).code == 1
    assert build(write(project, {ADA: "name: Grace\n"})).code == 0


def test_a_folder_without_a_handbook_is_told_without_a_traceback(tmp_path: Path) -> None:
    project = write(tmp_path, {**HANDBOOK, "content/readme.md": "# Hello\n"})
    (project / ADA).unlink()
    (project / BUYS).unlink()
    built = build(project)
    assert built.code == 1
    assert "error[empty-handbook]" in built.log
    assert "Traceback" not in built.log


def _bytes_of(project: Path) -> dict[str, bytes]:
    return Built(code=0, log="", site=project / "site").bytes_by_name()


def _checked() -> list[str]:
    """Return the faults that `journeys check` finds in the current folder."""
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 1
    return [line for line in done.output.splitlines() if ": error[" in line]
