"""What is compared: revisions, folders and the working tree, read without touching any."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.insight.changes.editing import FILES
from tests.review.repositories import (
    HANDBOOK,
    HAPPIER,
    JOURNEY,
    PERSONA,
    Repository,
    diff,
    repository,
)

BUYS = "content/journeys/buys.yml"


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """Make a repository whose `main` went on after `work` left it with a happier journey."""
    made = repository(tmp_path / "repo")
    made.git("switch", "--quiet", "-c", "work")
    made.commit({BUYS: HAPPIER})
    made.git("switch", "--quiet", "main")
    made.commit({"content/personas/bob.yml": "name: Bob\n"})
    made.git("switch", "--quiet", "work")
    return made


def told(out: str) -> list[tuple[str, str, Any, Any]]:
    """Return kind, field and values of every change in JSON."""
    return [
        (
            change["change"],
            (change["after"] or change["before"])["field"],
            change["before"] and change["before"]["value"],
            change["after"] and change["after"]["value"],
        )
        for change in json.loads(out)["changes"]
    ]


HAPPIER_ONLY = [("value-changed", "emotion.score", -1, 2)]


def test_a_revision_stands_for_where_this_branch_left_it(repo: Repository) -> None:
    for arguments in (["main"], ["main", "work"], ["main", "HEAD"]):
        done = repo.diff(*arguments, "--format", "json")
        assert told(done.out) == HAPPIER_ONLY
        base = json.loads(done.out)["base"]
        assert base["merge_base"] is True
        assert base["commit"] == repo.git("merge-base", "main", "work")


def test_direct_compares_the_two_as_they_are(repo: Repository) -> None:
    done = repo.diff("main", "work", "--direct", "--format", "json")
    assert [kind for kind, *_ in told(done.out)] == ["record-removed", "value-changed"]
    assert json.loads(done.out)["base"]["commit"] == repo.git("rev-parse", "main")


def test_without_a_head_the_files_as_they_lie_there_count(repo: Repository) -> None:
    repo.write({BUYS: HAPPIER.replace("score: 2", "score: 0")})
    assert told(repo.diff("main", "--format", "json").out) == [
        ("value-changed", "emotion.score", -1, 0)
    ]
    assert told(repo.diff("HEAD", "--format", "json").out) == [
        ("value-changed", "emotion.score", 2, 0)
    ]


def test_two_folders_are_compared_without_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, journey in (("old", JOURNEY), ("new", HAPPIER)):
        Repository(tmp_path).write(
            {f"{name}/journeys/buys.yml": journey, f"{name}/personas/ada.yml": PERSONA}
        )
    monkeypatch.setenv("PATH", "")
    assert told(diff(tmp_path, "./old", "./new", "--format", "json").out) == HAPPIER_ONLY
    assert told(diff(tmp_path, "./old", "--folder", "new", "--format", "json").out) == HAPPIER_ONLY


def test_a_folder_is_meant_where_no_revision_has_the_name(repo: Repository) -> None:
    repo.write({"old/journeys/buys.yml": JOURNEY, "old/personas/ada.yml": PERSONA})
    assert told(repo.diff("old", "--format", "json").out) == HAPPIER_ONLY
    repo.git("branch", "old", "work")
    assert told(repo.diff("old", "--format", "json").out) == []


def test_a_revision_can_be_compared_with_a_folder(repo: Repository) -> None:
    repo.write({"elsewhere/journeys/buys.yml": HAPPIER, "elsewhere/personas/ada.yml": PERSONA})
    done = repo.diff("main~1", "./elsewhere", "--format", "json")
    assert told(done.out) == HAPPIER_ONLY


@pytest.mark.parametrize("here", ["content", "content/journeys"])
def test_the_folder_is_found_from_anywhere_in_the_repository(repo: Repository, here: str) -> None:
    assert told(repo.diff("main", "--format", "json", here=here).out) == HAPPIER_ONLY


def test_the_folder_may_be_named_from_where_one_stands(repo: Repository) -> None:
    done = repo.diff("main", "--folder", "../content", "--format", "json", here="content")
    assert told(done.out) == HAPPIER_ONLY
    whole = str(repo.folder / "content")
    assert told(repo.diff("main", "--folder", whole, "--format", "json").out) == HAPPIER_ONLY
    assert repo.diff("main", "--folder", "../..").code == 2


def test_a_handbook_may_fill_the_whole_repository(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"journeys/buys.yml": JOURNEY, "personas/ada.yml": PERSONA})
    repo.commit({"journeys/buys.yml": HAPPIER})
    done = repo.diff("HEAD~1", "--folder", ".", "--format", "json")
    assert told(done.out) == HAPPIER_ONLY
    assert json.loads(done.out)["changes"][0]["after"]["place"]["path"] == "journeys/buys.yml"


def test_a_bare_repository_compares_two_revisions(repo: Repository, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    repo.git("clone", "--quiet", "--bare", ".", str(bare))
    assert told(diff(bare, "main", "work", "--format", "json").out) == HAPPIER_ONLY
    done = diff(bare, "main")
    assert (done.code, "no working tree" in done.err) == (2, True)


def test_merged_work_of_others_is_not_this_change(repo: Repository) -> None:
    repo.git("merge", "--quiet", "--no-edit", "main")
    assert told(repo.diff("main", "--format", "json").out) == HAPPIER_ONLY


def state_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return every file below a folder, Git's own included: when it was written, and what."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_nothing_in_the_repository_is_touched(repo: Repository) -> None:
    repo.write({BUYS: HAPPIER + "# being written\n", "content/new.txt": "untracked"})
    os.utime(repo.folder / "content/personas/ada.yml")  # the index would be refreshed
    before = state_of(repo.folder)
    for arguments in (["main"], ["main", "work"], ["main", "--direct"], ["no-such"]):
        repo.diff(*arguments)
    assert state_of(repo.folder) == before


def test_variables_of_git_do_not_lead_elsewhere(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = repository(tmp_path / "other", {"content/personas/eve.yml": "name: Eve\n"})
    for name, value in {
        "GIT_DIR": str(other.folder / ".git"),
        "GIT_WORK_TREE": str(other.folder),
        "GIT_INDEX_FILE": "nowhere",
        "GIT_OBJECT_DIRECTORY": "nowhere",
        "GIT_NAMESPACE": "x",
        "GIT_PAGER": "false",
        "GIT_TRACE": "1",
        "GIT_EXTERNAL_DIFF": "false",
    }.items():
        monkeypatch.setenv(name, value)
    assert told(repo.diff("main", "--format", "json").out) == HAPPIER_ONLY


def test_configuration_runs_nothing(repo: Repository, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    script.chmod(0o755)
    repo.commit({".gitattributes": "*.yml diff=evil filter=evil\n"})
    for name in (
        "diff.evil.textconv",
        "diff.external",
        "filter.evil.smudge",
        "filter.evil.clean",
        "core.pager",
        "core.fsmonitor",
        "alias.ls-tree",
        "alias.cat-file",
    ):
        repo.git("config", name, str(script) if name[:5] != "alias" else f"!{script}")
    hooks = repo.folder / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        (hooks / hook).write_bytes(script.read_bytes())
        (hooks / hook).chmod(0o755)
    repo.write({BUYS: JOURNEY.replace("score: -1", "score: 0")})
    assert repo.diff("main").code == 0
    assert repo.diff("main", "work").code == 0
    assert not ran.exists()


@pytest.mark.parametrize(
    "name",
    [
        "--output=/tmp/x",
        "--help",
        "-n",
        "-x",
        "--",
        "--upload-pack=touch ran",
        "main\nwork",
        "main\0work",
        "",
        " ",
        "$(touch ran)",
        "; touch ran",
        "main work",
        "main..work",
        "^main",
        "HEAD:content",
        "--end-of-options",
        "x" * 5_000,
        "\udcff",
    ],
)
def test_a_hostile_name_does_nothing(repo: Repository, name: str) -> None:
    before = state_of(repo.folder)
    for arguments in (["--", name], ["--", "main", name]):
        done = repo.diff(*arguments)
        assert done.code == 2
        assert done.err.startswith("journeys diff: ")
        assert done.err.count("\n") == 1
    assert state_of(repo.folder) == before


def test_an_unknown_revision_suggests_the_nearest(repo: Repository) -> None:
    assert 'no revision "mian"; did you mean main?' in repo.diff("mian").err


def test_a_branch_that_is_only_remote_is_suggested(repo: Repository, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--branch", "work", ".", str(clone))
    assert "did you mean origin/main?" in diff(clone, "main").err
    assert told(diff(clone, "origin/main", "--format", "json").out) == HAPPIER_ONLY


def test_a_revision_that_nothing_is_near_to_says_how_to_get_it(repo: Repository) -> None:
    assert "git fetch origin release-7" in repo.diff("release-7").err


def test_without_a_repository_it_says_so(tmp_path: Path) -> None:
    Repository(tmp_path).write(HANDBOOK)
    done = diff(tmp_path, "main")
    assert (done.code, done.out) == (2, "")
    assert "is not in a git repository; run the command in one, or compare two folders" in done.err


def test_without_git_it_says_so(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    done = repo.diff("main")
    assert (done.code, "git is not installed" in done.err) == (2, True)


def test_a_shallow_clone_without_the_merge_base_says_what_to_do(
    repo: Repository, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    source = f"file://{repo.folder}"
    repo.git("clone", "--quiet", "--depth=1", "--no-single-branch", source, str(clone))
    done = diff(clone, "origin/main", "origin/work")
    assert done.code == 2
    assert "shallow clone" in done.err
    assert "git fetch --unshallow" in done.err
    assert "fetch-depth: 0" in done.err
    assert diff(clone, "origin/main", "origin/work", "--direct").code == 0
    Repository(clone).git("fetch", "--quiet", "--unshallow")
    assert told(diff(clone, "origin/main", "--format", "json").out) == HAPPIER_ONLY


def test_histories_without_a_common_commit_can_be_compared_directly(repo: Repository) -> None:
    repo.git("switch", "--quiet", "--orphan", "alone")
    repo.commit(dict(HANDBOOK), "another beginning")
    done = repo.diff("main", "alone")
    assert (done.code, "--direct" in done.err) == (2, True)
    assert repo.diff("main", "alone", "--direct").code == 0


def test_a_repository_without_a_commit_can_be_compared_with_nothing(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    repo.git("init", "--quiet")
    repo.write(HANDBOOK)
    done = repo.diff("HEAD")
    assert (done.code, 'no revision "HEAD"' in done.err) == (2, True)


def test_a_handbook_that_was_not_there_is_all_new(tmp_path: Path) -> None:
    repo = repository(tmp_path, {"README.md": "nothing yet"})
    repo.commit(dict(HANDBOOK))
    done = repo.diff("HEAD~1")
    assert done.code == 0
    assert "There was no handbook: all of it is new." in done.out
    kinds = {kind for kind, *_ in told(repo.diff("HEAD~1", "--format", "json").out)}
    assert kinds == {"record-added"}
    gone = repo.diff("HEAD", "HEAD~1", "--direct", "--fail-on", "breaking")
    assert (gone.code, "There is no handbook any more." in gone.out) == (1, True)


def test_a_folder_that_neither_has_is_an_error(repo: Repository) -> None:
    done = repo.diff("main", "--folder", "docs")
    assert (done.code, "name the handbook's with --folder" in done.err) == (2, True)


@pytest.mark.parametrize(
    "broken", ["title: [never closed", "title: {}\nstages: 7\n", b"\xff\xfe", "x" * 1_100_000]
)
def test_a_file_that_cannot_be_read_is_named_and_not_taken_for_gone(
    repo: Repository, broken: str | bytes
) -> None:
    repo.write({BUYS: broken, "content/personas/ada.yml": "name: Ada Lovelace\n"})
    done = repo.diff("HEAD", "--format", "json")
    found = json.loads(done.out)
    assert told(done.out) == [("value-changed", "name", "Ada", "Ada Lovelace")]
    assert [(one["side"], one["file"]) for one in found["unread"]] == [("after", BUYS)]
    assert found["withheld"] >= 1
    text = repo.diff("HEAD").out
    assert "Compared only as far as they can be read" in text
    assert re.search(r"more differences? may come of these faults alone", text)
    repo.commit()
    repo.write({BUYS: HAPPIER})
    back = json.loads(repo.diff("HEAD", "--format", "json").out)
    assert (back["changes"], back["unread"][0]["side"]) == ([], "before")


WHOLE: dict[str, str | bytes] = {
    **{f"content/{name}": text for name, text in FILES.items()},
    "content/images/ada.jpg": b"a picture",
}


@pytest.mark.parametrize("file", sorted(FILES))
@pytest.mark.parametrize("broken", ["title: [never closed\n", None], ids=["no YAML", "misnamed"])
def test_one_broken_file_is_no_change_of_the_others_and_its_repair_neither(
    tmp_path: Path, file: str, broken: str | None
) -> None:
    made = repository(tmp_path / "repo", WHOLE)
    path = made.folder / "content" / file
    if broken:
        path.write_text(broken + path.read_text("utf-8"), "utf-8")
    else:
        path.rename(path.with_suffix(".yaml"))
    there = json.loads(made.diff("HEAD", "--format", "json").out)
    assert (there["changes"], there["pages"], there["curves"]) == ([], [], [])
    assert (len(there["unread"]), there["unread"][0]["side"]) == (1, "after")
    assert there["withheld"] > 0
    made.commit()
    made.write(WHOLE)
    path.with_suffix(".yaml").unlink(missing_ok=True)
    back = json.loads(made.diff("HEAD", "--format", "json").out)
    assert (back["changes"], back["pages"], back["curves"]) == ([], [], [])
    assert back["unread"][0]["side"] == "before"
    assert back["withheld"] == there["withheld"]


def test_a_broken_library_hides_no_change_elsewhere(tmp_path: Path) -> None:
    made = repository(tmp_path / "repo", WHOLE)
    persona = FILES["personas/ada.yml"]
    assert "name: Ada\n" in persona
    made.write(
        {
            "content/library/teams.yml": "sales: [",
            "content/personas/ada.yml": persona.replace("name: Ada\n", "name: Ada Lovelace\n"),
        }
    )
    done = made.diff("HEAD", "--format", "json")
    assert told(done.out) == [("value-changed", "name", "Ada", "Ada Lovelace")]


def test_a_value_with_a_fault_is_not_taken_for_gone(repo: Repository) -> None:
    changed = HAPPIER.replace("Ada buys", "Ada pays")
    for old, new in (
        ("score: 2", "score: 9"),
        ("name: First look", "name: [First]"),
        ("    name: Second thoughts\n", ""),
        ("id: first", "id: First!"),
        ("feeling: unsure", "feeling: {}"),
    ):
        repo.write({BUYS: changed.replace(old, new)})
        done = repo.diff("HEAD", "--format", "json")
        assert told(done.out) == [("value-changed", "title", "Ada buys", "Ada pays")], new
        assert json.loads(done.out)["curves"] == [], new


def test_a_journey_that_cannot_be_read_for_its_stages_is_not_taken_for_gone(
    repo: Repository,
) -> None:
    repo.write({BUYS: HAPPIER.replace("stages:\n", "stagess:\n")})
    done = repo.diff("HEAD", "--format", "json")
    assert told(done.out) == []
    assert BUYS in done.out


def test_a_record_that_went_while_others_still_name_it_is_gone(repo: Repository) -> None:
    (repo.folder / "content/personas/ada.yml").unlink()
    found = told(repo.diff("HEAD", "--format", "json").out)
    assert [kind for kind, *_ in found] == ["record-removed", "item-removed"]
