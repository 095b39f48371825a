"""The step that checks, compares and builds, in a real repository."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.projects import HANDBOOK
from tests.support.sharing import shared
from tests.support.trees import read_page
from tests.workflows.repositories import JOURNEY, Change, make_change, outputs, run

CHANGED = (
    HANDBOOK[JOURNEY]
    .replace("{id: third, name: Third time lucky}", "{id: fourth, name: Thank you}")
    .replace("name: First look}", "name: First look, emotion: {score: 1, feeling: curious}}")
)
FAULTY = HANDBOOK[JOURNEY].replace("persona: ada", "persona: nobody")


@pytest.fixture
def change(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Change:
    """Return a change that all tests share, to be checked out in a folder of their own."""
    made = shared(
        tmp_path_factory, "pull-request", lambda folder: make_change(folder, {JOURNEY: CHANGED})
    )
    return replace(made, folder=tmp_path)


def github(tmp_path: Path) -> dict[str, str]:
    return {
        "HANDBOOK_CI": "github",
        "GITHUB_OUTPUT": str(tmp_path / "outputs"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }


def test_it_counts_what_the_request_changed_and_not_what_others_did(
    change: Change, tmp_path: Path
) -> None:
    place = change.checked_out()
    done = run(
        "review.py", at=place, **github(tmp_path), HANDBOOK_BASE=change.base,
        HANDBOOK_HEAD=change.head,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = outputs(tmp_path / "outputs")
    data = json.loads((place / said["json"]).read_text("utf-8"))
    assert {name: int(said[name]) for name in ("breaking", "notable", "editorial")} == data[
        "counts"
    ]
    assert int(said["breaking"]) >= 1
    assert int(said["notable"]) >= 1
    assert said["changed"] == "true"
    assert data["base"]["commit"] == change.left
    markdown = (place / said["markdown"]).read_text("utf-8")
    assert "Third time lucky" in markdown
    assert "Ben" not in markdown
    summary = (tmp_path / "summary").read_text("utf-8")
    assert markdown in summary
    assert f"{said['errors']} errors, {said['warnings']} warnings" in summary
    assert json.loads((place / said["sarif"]).read_text("utf-8"))["version"] == "2.1.0"


def test_without_a_base_only_the_check_runs(change: Change, tmp_path: Path) -> None:
    done = run("review.py", at=change.clone("work"), **github(tmp_path))
    assert done.returncode == 0, done.stderr
    assert set(outputs(tmp_path / "outputs")) == {"errors", "warnings", "sarif"}


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [("breaking", 1), ("notable", 1), ("", 0)],
    ids=["breaking", "notable", "-"],
)
def test_a_change_that_is_too_grave_fails_the_step(
    change: Change, tmp_path: Path, fail_on: str, code: int
) -> None:
    done = run(
        "review.py", at=change.checked_out(), **github(tmp_path), HANDBOOK_BASE=change.base,
        HANDBOOK_HEAD=change.head, HANDBOOK_FAIL_ON=fail_on, HANDBOOK_CHECK="false",
    )  # fmt: skip
    assert done.returncode == code
    assert outputs(tmp_path / "outputs")["markdown"], "what changed is told all the same"


def test_errors_are_annotated_and_fail_the_step_and_build_nothing(tmp_path: Path) -> None:
    change = make_change(tmp_path, {JOURNEY: FAULTY})
    done = run(
        "review.py", at=change.checked_out(), **github(tmp_path), HANDBOOK_BASE=change.base,
        HANDBOOK_HEAD=change.head, HANDBOOK_SITE="site",
    )  # fmt: skip
    assert done.returncode == 1
    assert f"::error file={JOURNEY},line=2," in done.stdout
    said = outputs(tmp_path / "outputs")
    assert said["errors"] == "1"
    assert "site" not in said


def test_a_shallow_clone_is_told_what_to_do(change: Change, tmp_path: Path) -> None:
    place = change.clone("shallow", "--depth", "1")
    done = run(
        "review.py", at=place, **github(tmp_path), HANDBOOK_BASE=change.base,
        HANDBOOK_HEAD=change.head, HANDBOOK_CHECK="false",
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout.splitlines()[-1].startswith("::error title=Handbook::")
    assert "fetch" in done.stdout


@pytest.mark.parametrize("name", ["--output=/tmp/x", "$(touch owned)", "; touch owned"])
def test_a_revision_is_never_an_option_nor_a_command(
    change: Change, tmp_path: Path, name: str
) -> None:
    place = change.checked_out()
    done = run(
        "review.py", at=place, **github(tmp_path), HANDBOOK_BASE=name, HANDBOOK_CHECK="false",
    )  # fmt: skip
    assert done.returncode == 2
    assert not (place / "owned").exists()


def test_the_preview_is_built_where_it_was_asked_for(change: Change, tmp_path: Path) -> None:
    place = change.checked_out()
    done = run(
        "review.py", at=place, **github(tmp_path), HANDBOOK_BASE=change.base,
        HANDBOOK_HEAD=change.head, HANDBOOK_SITE="preview", HANDBOOK_CHECK="false",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert outputs(tmp_path / "outputs")["site"] == "preview"
    site = place / "preview"
    assert "Ada buys" in read_page(site / "index.html").text
    changes = read_page(site / "changes" / "index.html")
    (verdict,) = changes.all(cls="jn-verdict")
    assert "1 breaking" in verdict.text
    assert "Third time lucky" in changes.text
    assert "Ben" not in changes.text, "what others merged meanwhile is not this change"
    (note,) = read_page(site / "journeys" / "buys" / "first" / "index.html").all(cls="jn-preview")
    assert change.left[:8] in note.text
    assert note.all(cls="jn-preview__marks")
    persona = read_page(site / "personas" / "ada" / "index.html")
    assert any(link.all(cls="jn-changed") for link in persona.all("a"))


def told_in_the_preview(site: Path) -> tuple[str, bool]:
    """Return the verdict on the Changes page, and whether it tells what others did."""
    changes = read_page(site / "changes" / "index.html")
    (verdict,) = changes.all(cls="jn-verdict")
    return verdict.text, "Ben" in changes.text


def test_a_check_out_merged_with_the_default_branch_previews_the_request_alone(
    change: Change, tmp_path: Path
) -> None:
    place = change.merged()
    assert (place / "content/personas/ben.yml").exists()
    done = run(
        "review.py", at=place, **github(tmp_path), HANDBOOK_BASE=change.base,
        HANDBOOK_HEAD=change.head, HANDBOOK_SITE="preview", HANDBOOK_CHECK="false",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    verdict, has_others = told_in_the_preview(place / "preview")
    assert not has_others
    counts = json.loads((place / "handbook-review" / "review.json").read_text("utf-8"))["counts"]
    for name, count in counts.items():
        assert not count or f"{count} {name}" in verdict


def test_a_merged_results_pipeline_of_gitlab_previews_the_request_alone(
    change: Change, tmp_path: Path
) -> None:
    place = change.merged()
    done = run(
        "gitlab.sh", "review", at=place,
        JOURNEYS_ENVIRONMENT=str(environment_of_tests()), CI_COMMIT_SHA="0" * 40,
        CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=change.head,
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA=change.base,
        CI_MERGE_REQUEST_DIFF_BASE_SHA=change.left, CI_MERGE_REQUEST_IID="7",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    verdict, has_others = told_in_the_preview(place / "site")
    assert ("1 breaking" in verdict, has_others) == (True, False)
    markdown = (place / "handbook-review" / "review.md").read_text("utf-8")
    assert "Ben" not in markdown


@pytest.mark.parametrize(
    ("said", "address"), [("", "personas/ada/"), ("false", "personas/ada.html")]
)
def test_links_have_the_form_of_the_preview(
    change: Change, tmp_path: Path, said: str, address: str
) -> None:
    place = change.checked_out()
    done = run(
        "review.py", at=place, **github(tmp_path), HANDBOOK_BASE=change.base,
        HANDBOOK_HEAD=change.head, HANDBOOK_PREVIEW_URL="https://previews.example.com/",
        HANDBOOK_DIRECTORY_URLS=said, HANDBOOK_CHECK="false",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads((place / "handbook-review" / "review.json").read_text("utf-8"))
    assert address in [page["path"] for page in told["pages"]]
    ending = address.removeprefix("personas/ada")
    markdown = (place / "handbook-review" / "review.md").read_text("utf-8")
    assert f"(<https://previews.example.com/journeys/buys/first{ending}>)" in markdown


def test_what_the_build_prints_is_no_command_to_github(tmp_path: Path) -> None:
    hostile = HANDBOOK["mkdocs.yml"] + "strange: |\n  x\n  ::add-path::/tmp/evil\n"
    change = make_change(tmp_path, {JOURNEY: CHANGED, "mkdocs.yml": hostile})
    done = run("review.py", at=change.checked_out(), **github(tmp_path), HANDBOOK_SITE="preview")
    lines = done.stdout.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("::stop-commands::"))
    end = lines.index(f"::{lines[start].removeprefix('::stop-commands::')}::")
    assert start < end
    assert not any(line.startswith("::add-path") for line in lines[:start] + lines[end:])


def test_a_line_break_in_a_value_adds_no_output(change: Change, tmp_path: Path) -> None:
    place = change.checked_out()
    done = run(
        "review.py", at=place, **github(tmp_path), HANDBOOK_SITE="a\nbreaking=0\nEOF",
        HANDBOOK_BASE=change.base, HANDBOOK_HEAD=change.head, HANDBOOK_CHECK="false",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert outputs(tmp_path / "outputs")["breaking"] != "0"


def test_gitlab_gets_its_report_and_the_words_as_text(change: Change, tmp_path: Path) -> None:
    place = change.checked_out()
    done = run(
        "gitlab.sh", "review", at=place,
        JOURNEYS_ENVIRONMENT=str(environment_of_tests()), CI_COMMIT_SHA=change.head,
        CI_MERGE_REQUEST_DIFF_BASE_SHA=change.left, CI_MERGE_REQUEST_IID="7",
        HANDBOOK_PREVIEW_URL="https://previews.example.com/{number}/",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((place / "handbook-review" / "code-quality.json").read_text("utf-8"))
    assert isinstance(report, list)
    assert "::" not in done.stdout
    markdown = (place / "handbook-review" / "review.md").read_text("utf-8")
    assert "https://previews.example.com/7/" in markdown
    assert (place / "site" / "index.html").is_file()


def environment_of_tests() -> Path:
    """Return the virtual environment that the tests run in."""
    return Path(sys.executable).parents[1]
