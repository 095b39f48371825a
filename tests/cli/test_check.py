"""The command `journeys check`: its arguments, its summary and its exit codes."""

from __future__ import annotations

from pathlib import Path

from tests.cli.checking import check, fill

ROOT = Path(__file__).parents[2]


def test_the_sample_handbook_has_no_faults() -> None:
    outcome = check(ROOT)
    assert (outcome.lines, outcome.code) == ([], 0)
    assert outcome.summary.startswith("no faults in 20 files: 5 personas, 7 journeys,")


def test_the_summary_counts_faults_and_what_was_read(tmp_path: Path) -> None:
    fill(tmp_path, {"personas/ada.yml": "name: Ada\nmood: bad\nage: 3\n"})
    assert check(tmp_path).summary == "2 errors in 1 file: 1 persona, 0 journeys, 0 stages\n"
    fill(tmp_path, {"personas/ada.yml": "name: Ada\nmood: bad\n"})
    assert check(tmp_path).summary.startswith("1 error in ")


def test_paths_start_at_the_current_folder(tmp_path: Path) -> None:
    content = fill(tmp_path, {"personas/ada.yml": "mood: bad\nname: Ada\n"})
    assert check(tmp_path)
    for project, folder, shown in (
        (tmp_path, "content", "content/personas/ada.yml:1:1: "),
        (content, ".", "personas/ada.yml:1:1: "),
        (content / "personas", str(content), "content/personas/ada.yml:1:1: "),
    ):
        (line,) = check(project, folder).lines
        assert line.startswith(shown)


def test_an_empty_folder_is_named_even_where_it_is_the_current_one(tmp_path: Path) -> None:
    (line,) = check(tmp_path, ".").lines
    assert line.startswith(".:1:1: error[empty-handbook] ")


def test_a_folder_that_does_not_exist_is_a_mistake_of_the_call(tmp_path: Path) -> None:
    outcome = check(tmp_path)
    assert outcome.code == 2
    assert "'content' does not exist" in outcome.summary
