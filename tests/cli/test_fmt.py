"""The command `journeys fmt`: what it writes and prints, and its exit codes."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_journeys.cli import main
from tests.cases import CASES, RULE_CASES, Case
from tests.cli.checking import Outcome, check, fill

ROOT = Path(__file__).parents[2]
UNTIDY = "owner: growth\nname: Ada\n"
TIDY = "name: Ada\nowner: growth\n"
BROKEN = "name: [Ada\n"


def fmt(project: Path, *arguments: str) -> Outcome:
    """Run `journeys fmt` in a project; an exception that escapes it is raised here."""
    with contextlib.chdir(project):
        done = CliRunner().invoke(main, ["fmt", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Outcome(lines=done.stdout.splitlines(), summary=done.stderr, code=done.exit_code)


def text_of(content: Path, file: str) -> str:
    """Return a file as it is on disk, line ends and all."""
    return (content / file).read_bytes().decode()


def age(file: Path) -> int:
    """Make a file look old; return when it was last changed."""
    os.utime(file, ns=(10**18, 10**18))
    return file.stat().st_mtime_ns


def test_the_sample_handbook_is_formatted() -> None:
    outcome = fmt(ROOT, "--check")
    assert (outcome.lines, outcome.code) == ([], 0)
    assert outcome.summary == "0 files would change, 20 in order\n"


def test_files_are_written_and_named(tmp_path: Path) -> None:
    content = fill(
        tmp_path,
        {"personas/ada.yml": UNTIDY, "personas/bea.yml": TIDY, "handbook.yml": "title:   Ours\n"},
    )
    outcome = fmt(tmp_path)
    assert outcome.lines == ["content/handbook.yml", "content/personas/ada.yml"]
    assert outcome.summary == "2 files changed, 1 in order\n"
    assert outcome.code == 0
    assert text_of(content, "personas/ada.yml") == TIDY
    assert text_of(content, "handbook.yml") == "title: Ours\n"


def test_a_file_in_order_is_not_touched(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": TIDY, "personas/bea.yml": UNTIDY})
    before = age(content / "personas/ada.yml")
    fmt(tmp_path)
    fmt(tmp_path)
    assert (content / "personas/ada.yml").stat().st_mtime_ns == before
    assert fmt(tmp_path).summary == "0 files changed, 2 in order\n"


@pytest.mark.parametrize("options", [["--check"], ["--diff"], ["--check", "--diff"]])
def test_asked_to_look_it_writes_nothing(options: list[str], tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": UNTIDY})
    before = age(content / "personas/ada.yml")
    outcome = fmt(tmp_path, *options)
    assert outcome.code == (1 if "--check" in options else 0)
    assert outcome.summary == "1 file would change, 0 in order\n"
    assert (content / "personas/ada.yml").stat().st_mtime_ns == before
    assert text_of(content, "personas/ada.yml") == UNTIDY
    assert outcome.lines[0].endswith("content/personas/ada.yml")


def test_a_diff_shows_every_line_that_would_change(tmp_path: Path) -> None:
    fill(tmp_path, {"personas/ada.yml": "owner: growth\nname: Ada"})
    assert fmt(tmp_path, "--diff").lines == [
        "--- content/personas/ada.yml",
        "+++ content/personas/ada.yml",
        "@@ -1,2 +1,2 @@",
        "+name: Ada",
        " owner: growth",
        "-name: Ada",
        "\\ No newline at end of file",
    ]


def test_a_byte_order_mark_and_windows_line_ends_go(tmp_path: Path) -> None:
    content = fill(
        tmp_path, {"personas/ada.yml": "\ufeff" + TIDY, "personas/bea.yml": "name: B\r\n"}
    )
    assert fmt(tmp_path, "--check").code == 1
    assert len(fmt(tmp_path).lines) == 2
    assert text_of(content, "personas/ada.yml") == TIDY
    assert text_of(content, "personas/bea.yml") == "name: B\n"


def test_a_broken_file_is_told_as_check_tells_it_and_others_are_formatted(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "personas/ada.yml": BROKEN,
        "personas/bea.yml": UNTIDY,
        "personas/cleo.yml": "name: Cleo\nname: Cleo\n",
        "personas/dora.yml": "name: Dora\n<<: {x-a: b}\n",
        "personas/eve.yml": b"name: Ev\xe9\n",
        "personas/fay.yml": "",
        "personas/Gil.yml": UNTIDY,
        "personas/hal.yaml": UNTIDY,
    }
    content = fill(tmp_path, files)
    told = check(tmp_path).lines
    outcome = fmt(tmp_path)
    *faults, summary = outcome.summary.splitlines()
    assert faults == [line for line in told if "bea.yml" not in line]
    assert len(faults) == 7
    assert outcome.lines == ["content/personas/bea.yml"]
    assert summary == "1 file changed, 0 in order, 7 not formatted"
    assert outcome.code == 1
    for file, text in files.items():
        if file != "personas/bea.yml":
            assert (content / file).read_bytes() == (
                text if isinstance(text, bytes) else text.encode()
            )


def test_a_mistake_in_content_is_no_matter_of_looks(tmp_path: Path) -> None:
    content = fill(tmp_path, {"library/kpis.yml": "Not An Id: {unit: x, name: [1]}\n"})
    outcome = fmt(tmp_path)
    assert (outcome.summary, outcome.code) == ("1 file changed, 0 in order\n", 0)
    assert text_of(content, "library/kpis.yml") == "Not An Id: {name: [1], unit: x}\n"


def test_what_cannot_be_formatted_is_left_and_told(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": "name: Ada\nowner: !!str growth\n"})
    before = age(content / "personas/ada.yml")
    outcome = fmt(tmp_path)
    assert outcome.summary.splitlines() == [
        "content/personas/ada.yml:2:1: left as it is: it has a tag (tag:yaml.org,2002:str)",
        "0 files changed, 0 in order, 1 not formatted",
    ]
    assert outcome.code == 1
    assert (content / "personas/ada.yml").stat().st_mtime_ns == before


def test_a_handbook_without_files_is_told(tmp_path: Path) -> None:
    fill(tmp_path, {"index.md": "# Home\n"})
    outcome = fmt(tmp_path)
    assert "error[empty-handbook]" in outcome.summary
    assert outcome.code == 1


def test_a_folder_that_does_not_exist_is_a_mistake_of_the_call(tmp_path: Path) -> None:
    outcome = fmt(tmp_path, "nowhere")
    assert outcome.code == 2
    assert "'nowhere' does not exist" in outcome.summary


def test_a_link_within_the_handbook_is_followed_once(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": UNTIDY, "shared/bea.yml": UNTIDY})
    (content / "personas/eve.yml").symlink_to("ada.yml")
    (content / "personas/bea.yml").symlink_to("../shared/bea.yml")
    outcome = fmt(tmp_path)
    assert outcome.lines == ["content/personas/ada.yml", "content/personas/bea.yml"]
    assert outcome.code == 0
    assert (content / "personas/bea.yml").is_symlink()
    assert text_of(content, "shared/bea.yml") == TIDY


def test_a_link_out_of_the_handbook_is_not_followed(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": TIDY})
    (tmp_path / "secret.yml").write_text(UNTIDY)
    (content / "personas/eve.yml").symlink_to(tmp_path / "secret.yml")
    outcome = fmt(tmp_path)
    assert "content/personas/eve.yml:1:1: error[unsafe-link]" in outcome.summary
    assert outcome.code == 1
    assert (tmp_path / "secret.yml").read_text() == UNTIDY


def test_a_file_that_cannot_be_written_is_told_and_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = fill(tmp_path, {"personas/ada.yml": UNTIDY, "personas/bea.yml": UNTIDY})
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "ada.yml":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    outcome = fmt(tmp_path)
    assert "ada.yml' cannot be written: permission denied.\n" in outcome.summary
    assert outcome.lines == ["content/personas/bea.yml"]
    assert outcome.code == 1
    assert text_of(content, "personas/ada.yml") == UNTIDY
    assert sorted(path.name for path in (content / "personas").iterdir()) == ["ada.yml", "bea.yml"]


def test_a_read_only_file_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = fill(tmp_path, {"personas/ada.yml": UNTIDY})
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)  # root may write to any file
    outcome = fmt(tmp_path)
    assert "'content/personas/ada.yml' cannot be written: it is read-only.\n" in outcome.summary
    assert outcome.code == 1
    assert text_of(content, "personas/ada.yml") == UNTIDY


def test_who_may_read_a_file_stays_as_it_was(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": UNTIDY})
    (content / "personas/ada.yml").chmod(0o640)
    fmt(tmp_path)
    assert (content / "personas/ada.yml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("case", [*CASES, *RULE_CASES], ids=lambda case: case.name)
def test_a_formatted_handbook_has_the_same_findings(case: Case, tmp_path: Path) -> None:
    fill(tmp_path, case.files)

    def findings() -> list[str]:
        """Return what is found, without its place and without words that name a line."""
        lines = check(tmp_path, *case.options).lines
        return sorted(
            line.split(":")[0] + line.split(": ", 1)[1].split(" line ")[0] for line in lines
        )

    before = findings()
    fmt(tmp_path)
    assert findings() == before
    assert fmt(tmp_path, "--check").lines == []
