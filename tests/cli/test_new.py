"""`journeys new`: what it prints, what it writes, and that it never overwrites."""

from __future__ import annotations

import contextlib
import re
import shutil
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_journeys.authoring.skeletons import TYPES
from mkdocs_journeys.cli import main
from mkdocs_journeys.cli.new import stage

from .checking import check

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the command printed, and its exit code."""

    lines: list[str]
    error: str
    code: int


def new(project: Path, *arguments: str) -> Outcome:
    """Run `journeys new` in a project; an exception that escapes it is raised here."""
    with contextlib.chdir(project):
        done = CliRunner().invoke(main, ["new", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Outcome(lines=done.stdout.splitlines(), error=done.stderr, code=done.exit_code)


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file, and a mark for every folder, by their path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"/"
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a handbook of a persona and a journey in a project called acme."""
    folder = tmp_path / "acme"
    folder.mkdir()
    assert new(folder, "persona", "Claire Martin").code == 0
    assert new(folder, "journey", "Claire buys", "--persona", "claire-martin").code == 0
    return folder


def test_an_empty_folder_becomes_a_handbook(tmp_path: Path) -> None:
    folder = tmp_path / "acme-sport"
    folder.mkdir()
    assert new(folder, "persona", "Claire Martin").lines == [
        "made content/personas/claire-martin.yml",
        "made content/library/teams.yml",
        "made content/handbook.yml",
        "Next: tell the story in content/personas/claire-martin.yml, "
        'then: journeys new journey "…" --persona claire-martin',
    ]
    assert b"\ntitle: Acme sport handbook  #" in (folder / "content/handbook.yml").read_bytes()
    assert new(folder, "journey", "She buys", "--persona", "claire-martin").lines == [
        "made content/journeys/she-buys.yml",
        "made content/library/channels.yml",
        "made content/library/touchpoints.yml",
        "made content/library/kpis.yml",
        "Next: say what she feels in each stage of content/journeys/she-buys.yml",
    ]
    assert new(folder, "stage", "she-buys", "She waits", "--after", "purchase").lines == [
        "added to content/journeys/she-buys.yml",
        'Next: fill in "she-waits" in content/journeys/she-buys.yml',
    ]
    assert check(folder).code == 0


def test_another_folder_is_named_in_what_to_do_next(tmp_path: Path) -> None:
    done = new(tmp_path, "persona", "Ada", "--folder", "docs/book")
    assert done.lines[0] == "made docs/book/personas/ada.yml"
    assert done.lines[-1].endswith("--persona ada --folder docs/book")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["persona", "Claire Martin"], ["claire-martin.yml is there already", "--id"]),
        (["persona", "Claire", "--id", "claire-martin"], ["is there already"]),
        (["journey", "Claire buys", "--persona", "claire-martin"], ["is there already"]),
        (["stage", "claire-buys", "Decision"], ['a stage "decision" already', "--id"]),
        (["stage", "claire-buy", "X"], ['did you mean "claire-buys"?']),
        (["stage", "claire-buys", "X", "--after", "decison"], ['did you mean "decision"?']),
        (["stage", "claire-buys", "X", "--phase", "buying"], ['no phase "buying"', "purchase"]),
        (["stage", "../personas/claire-martin", "X"], ["no journey"]),
        (["journey", "X"], ["--persona", "claire-martin", "--base"]),
        (["journey", "X", "--persona", "claire"], ['no persona "claire"', "claire-martin"]),
        (["journey", "X", "--persona", "../x"], ['no persona "../x"']),
        (["journey", "X", "--extends", "claire-buy"], ['did you mean "claire-buys"?']),
        (["persona", ""], ["the name is empty"]),
        (["persona", "  \t "], ["the name is empty"]),
        (["persona", "a\0b"], ["control character"]),
        (["persona", "a\nb"], ["one line"]),
        (["persona", "a\u2028b"], ["one line"]),
        (["persona", "a\udcffb"], ["no text"]),
        (["persona", "👩‍💼"], ["no id", "--id"]),
        (["persona", "x" * 10_000], ["longer than 100 characters", "--id"]),
        (["persona", "x" * 30_000, "--id", "x"], ["a text longer than"]),
        (["persona", "con"], ["Windows"]),
        (["persona", "X", "--id", "../x"], ["cannot be an id"]),
        (["persona", "X", "--id", "a" * 101], ["cannot be an id"]),
        (["persona", "index"], ["overview"]),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    project: Path, arguments: list[str], words: list[str]
) -> None:
    before = bytes_in(project)
    done = new(project, *arguments)
    assert done.code == 1
    assert done.lines == []
    assert len(done.error) < 400
    for word in words:
        assert word in done.error
    assert bytes_in(project) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["persona"],
        ["journey", "X", "--type", "b2c"],
        ["persona", "X", "--folder", "mkdocs.yml"],
        ["stage", "claire-buys"],
    ],
)
def test_wrong_usage_exits_with_2(project: Path, arguments: list[str]) -> None:
    (project / "mkdocs.yml").write_text("")
    before = bytes_in(project)
    assert new(project, *arguments).code == 2
    assert bytes_in(project) == before


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\..\\x", "~root", "a/b"])
def test_a_name_that_looks_like_a_path_stays_in_the_folder(tmp_path: Path, name: str) -> None:
    project = tmp_path / "project"
    project.mkdir()
    assert new(project, "persona", name).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["project"]
    (made,) = (project / "content" / "personas").iterdir()
    assert made.suffix == ".yml"
    assert check(project).code == 0


@pytest.mark.parametrize(
    "name", ["yes", "2026", 'Ada: "first" # of all', "[x] - y", "{a}", "%", "<script>", "\\n", "é"]
)
def test_a_name_is_kept_as_it_is_called(tmp_path: Path, name: str) -> None:
    assert new(tmp_path, "persona", name, "--id", "ada").code == 0
    done = check(tmp_path)
    assert done.code == 0
    assert f"Q{name}Q" in "\n".join(done.lines).replace(f'"{name}"', f"Q{name}Q")


def test_a_link_in_the_place_of_a_new_file_stays(project: Path) -> None:
    (project / "content/personas/ada.yml").symlink_to(project / "elsewhere.yml")
    done = new(project, "persona", "Ada")
    assert done.code == 1
    assert "is there already" in done.error
    assert not (project / "elsewhere.yml").exists()


def test_links_that_lead_out_of_the_handbook_are_not_followed(project: Path) -> None:
    outside = project / "outside"
    outside.mkdir()
    shutil.move(project / "content/library/kpis.yml", outside / "kpis.yml")
    (project / "content/library/kpis.yml").symlink_to(outside / "kpis.yml")
    shutil.rmtree(project / "content/journeys")
    (project / "content/journeys").symlink_to(outside)
    before = bytes_in(outside)
    for more in ([], ["--type", "e-commerce"]):
        done = new(project, "journey", "X", "--persona", "claire-martin", *more)
        assert done.code == 1
        assert "out of the handbook" in done.error
    assert bytes_in(outside) == before


def test_all_files_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert new(tmp_path, "persona", "Ada").code == 0
    library = tmp_path / "content/library"
    (library / "channels.yml").write_text("post: {name: Letters}\n")
    (library / "kpis.yml").write_text("own: {name: Our own}\n")
    before = bytes_in(tmp_path)
    replaced = []

    def failing(file: Path, content: bytes) -> None:
        replaced.append(file.name)
        if replaced == ["channels.yml", "kpis.yml"]:
            raise OSError(28, "No space left on device")
        file.write_bytes(content)

    command = import_module("mkdocs_journeys.cli.new")  # the name in the package is the group
    monkeypatch.setattr(command, "replace", failing)
    done = new(tmp_path, "journey", "Ada buys", "--persona", "ada")
    assert done.code == 1
    assert "no space left on device" in done.error
    assert replaced == ["channels.yml", "kpis.yml", "channels.yml"]
    assert bytes_in(tmp_path) == before


def test_folders_that_were_made_in_vain_go_away(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "library").write_text("a file")
    before = bytes_in(tmp_path)
    assert new(tmp_path, "persona", "Ada").code == 1
    assert bytes_in(tmp_path) == before


def test_a_broken_library_is_not_added_to(project: Path) -> None:
    (project / "content/library/kpis.yml").write_text("a: {\n")
    before = bytes_in(project)
    done = new(project, "journey", "X", "--persona", "claire-martin", "--type", "e-commerce")
    assert done.code == 1
    assert "content/library/kpis.yml:" in done.error
    assert bytes_in(project) == before


def test_the_sample_handbook_takes_new_records(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    before = bytes_in(tmp_path)
    for arguments in (
        ["persona", "Bo"],
        ["journey", "Bo buys", "--persona", "bo", "--type", "local-service"],
        ["journey", "Bo subscribes", "--persona", "bo", "--extends", "b2b-buying"],
        ["stage", "it-validates", "The penetration test", "--after", "explore"],
        ["stage", "employee-activation", "A quiet week", "--phase", "purchase"],
    ):
        done = new(tmp_path, *arguments)
        assert done.code == 0, done.error
    after = bytes_in(tmp_path)
    changed = {name for name, said in before.items() if after[name] != said}
    assert changed == {
        "content/journeys/employee-activation.yml",
        "content/journeys/it-validates.yml",
        *(f"content/library/{stem}.yml" for stem in ("channels", "kpis", "touchpoints")),
    }
    assert check(tmp_path).code == 0


def test_the_example_of_a_new_stage_gives_no_name_twice(tmp_path: Path) -> None:
    (words,) = re.findall(r'journeys new stage (\S+) "(.+)" --after (\S+)', stage.help or "")
    journey, name, after = words
    for type_ in TYPES:
        folder = tmp_path / type_
        folder.mkdir()
        assert (
            new(folder, "journey", "It goes on", "--base", "--id", journey, "--type", type_).code
            == 0
        )
        assert new(folder, "stage", journey, name, "--after", after).code == 0
        text = (folder / "content" / "journeys" / f"{journey}.yml").read_text(encoding="utf-8")
        names = re.findall(r"^    name: (.+?)(?:  #|$)", text, re.MULTILINE)
        assert name in names
        assert len(names) == len(set(names))
