"""The lines that diagnostics stand in, read from the handbook's files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mkdocs_journeys.source.nodes import MAX_BYTES
from mkdocs_journeys.source.positions import Position
from mkdocs_journeys.source.reports import SourceLines
from tests.cli.checking import fill

ADA = "personas/ada.yml"


def line(content: Path, number: int = 1, path: str = f"content/{ADA}") -> str:
    """Return a line of a handbook whose only known file is Ada's."""
    return SourceLines(content, [ADA]).at(Position(path, number))


def test_a_line_comes_without_its_end_and_mark(tmp_path: Path) -> None:
    content = fill(tmp_path, {ADA: b"\xef\xbb\xbfname: Ada\r\nquote: a\xe2\x80\xa8b: c\nd: e"})
    assert [line(content, number) for number in range(1, 6)] == [
        "name: Ada",
        "quote: a",
        "b: c",
        "d: e",
        "",
    ]


@pytest.mark.parametrize("path", [ADA, f"content/{ADA}", f"a/b: c/content/{ADA}", f"\ufffd/{ADA}"])
def test_a_path_is_known_by_its_end_wherever_it_starts(path: str, tmp_path: Path) -> None:
    assert line(fill(tmp_path, {ADA: "name: Ada"}), path=path) == "name: Ada"


@pytest.mark.parametrize("path", ["content", ".", "content/ada.yml", f"x{ADA}", f"{ADA}/x", "/"])
def test_what_is_no_file_of_the_handbook_has_no_lines(path: str, tmp_path: Path) -> None:
    assert line(fill(tmp_path, {ADA: "name: Ada", "ada.yml": "secret"}), path=path) == ""


def test_lines_of_several_files_do_not_mix(tmp_path: Path) -> None:
    files = {f"personas/{name}.yml": f"name: {name}" for name in ("ada", "eve")}
    lines = SourceLines(fill(tmp_path, files), files)
    places = [Position(file) for file in (*files, *files)]
    assert [lines.at(place) for place in places] == ["name: ada", "name: eve"] * 2


def test_what_a_link_leads_to_outside_of_the_handbook_is_not_shown(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/eve.yml": "name: Eve"})
    (tmp_path / "secret.yml").write_text("password: 1234")
    (content / ADA).symlink_to(tmp_path / "secret.yml")
    assert line(content) == ""
    (content / ADA).unlink()
    (content / ADA).symlink_to("eve.yml")
    assert line(content) == "name: Eve"


def test_what_cannot_be_read_has_no_lines(tmp_path: Path) -> None:
    content = fill(tmp_path, {ADA: b"name: Ad\xe9"})
    assert line(content) == ""
    fill(tmp_path, {ADA: "#" * (MAX_BYTES + 1)})
    assert line(content) == ""
    (content / ADA).unlink()
    assert line(content) == ""
    (content / ADA).symlink_to("ada.yml")
    assert line(content) == ""
    (content / ADA).unlink()
    (content / ADA).mkdir()
    assert line(content) == ""


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/eve.yml": "name: Eve"})
    os.mkfifo(content / ADA)
    assert line(content) == ""
