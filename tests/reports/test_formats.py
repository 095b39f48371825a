"""`journeys check --format … --output …` as a whole: each format says the same of a handbook."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_journeys.source.reports import FORMATS
from tests.cases import CASES, Case
from tests.cli.checking import fill
from tests.reports.reporting import VALIDATORS, run, valid
from tests.reports.test_github import commands_in

SOUND: dict[str, str | bytes] = {
    "personas/ada.yml": "name: Ada\n",
    "journeys/buy.yml": "title: B\nstages:\n  - {id: s, name: S}\n",
}
"""A handbook without faults that falls short of what the rules ask for."""
CLEAN: dict[str, str | bytes] = {
    "handbook.yml": "rules: {persona-without-journey: 'off', persona-on-assumption: 'off'}\n",
    "personas/ada.yml": "name: Ada\n",
}
"""A handbook of which nothing is to be said."""
FAULTY: dict[str, str | bytes] = {
    "handbook.yml": "locale: Klingon\n",
    "personas/ada.yml": 'name: Ada\n"::error::%0A,x": 1\n"<b>\'": 1\n"\\e[1m\\u202e\\n": 1\n',
    "personas/bad.yml": b"name: \xff\n",
    "personas/Eve Ünal.yml": "name: Eve\n",
    "journeys/buy.yml": "title: B\nstages:\n  - name: 日本\n  - {id: s, name: S, after: t}\n",
    "journeys/keys.yml": "title: K\ntitle: K\n" + "".join(f"k{n}: 1\n" for n in range(9)),
    "journeys/tab.yml": "title: B\n\tstages: []\n",
    "library/kpis.yml": f"lead-rate: {{name: {'x' * 10_240}, unit: '%', better: sideways}}\n",
}
"""Many kinds of faults and findings, in texts and names that break out of careless reports."""
FOLDER = "my bü,ch: 100% '\"<"
"""A folder's name with everything that a format may have to escape."""


EVERY_FORMAT = f"""
from mkdocs_journeys.cli import main
for name in {list(FORMATS)}:
    try:
        main(["check", "--format", name])
    except SystemExit as done:
        assert done.code == 1
"""


def every_format(project: Path, **environment: str) -> bytes:
    """Return what a process of its own prints of a faulty handbook, one format after another."""
    done = subprocess.run(
        [sys.executable, "-c", EVERY_FORMAT],
        cwd=project,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def faulty(project: Path) -> None:
    """Write the faulty handbook into the folder of many signs."""
    fill(project, FAULTY).rename(project / FOLDER)


def places(format_: str, text: str) -> list[tuple[str, int, str]]:
    """Return the path, line and code of each diagnostic that a report gives."""
    if format_ == "text":
        pattern = re.compile(r"(.*?):(\d+):\d+: (?:error|warning)\[([a-z-]+)\] .")
        matches = [pattern.match(line) for line in text.splitlines()]
        return [(match[1], int(match[2]), match[3]) for match in matches if match]
    if format_ == "github":
        properties = [c.properties for c in commands_in(text) if c.name != "notice"]
        return [(p["file"], int(p["line"]), p["title"]) for p in properties]
    value = valid(format_, text)
    if format_ == "json":
        return [(d["path"], d["line"], d["code"]) for d in value["diagnostics"]]
    if format_ == "gitlab":
        locations = [(v["location"], v["check_name"]) for v in value]
        return [(place["path"], place["lines"]["begin"], code) for place, code in locations]
    return [
        (place["artifactLocation"]["uri"], place["region"]["startLine"], result["ruleId"])
        for result in value["runs"][0]["results"]
        for place in [result["locations"][0]["physicalLocation"]]
    ]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_faulty_handbook_is_told_whole_and_validly(format_: str, tmp_path: Path) -> None:
    faulty(tmp_path)
    done = run(tmp_path, FOLDER, "--format", format_)
    expected = places("json", run(tmp_path, FOLDER, "--format", "json").text)
    assert len({code for _, _, code in expected}) >= 9
    assert {path.split("/")[0] for path, _, _ in expected} == {FOLDER}
    if format_ == "sarif":
        folder = "my%20b%C3%BC%2Cch%3A%20100%25%20%27%22%3C"
        expected = [
            (path.replace(FOLDER, folder).replace("Eve Ünal", "Eve%20%C3%9Cnal"), line, code)
            for path, line, code in expected
        ]
    found = places(format_, done.text)
    if format_ == "github":
        assert set(found) < set(expected)
        assert done.text.splitlines()[-1].startswith("::notice title=journeys check::")
    else:
        assert found == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_known_fault_is_valid_in_every_format(case: Case, tmp_path: Path) -> None:
    fill(tmp_path, case.files)
    counts = {
        format_: len(places(format_, run(tmp_path, "--format", format_).text))
        for format_ in ("text", *VALIDATORS)
    }
    assert counts["text"] > 0
    assert len(set(counts.values())) == 1, counts


@pytest.mark.parametrize("format_", FORMATS)
def test_without_faults_a_report_is_empty_and_valid(format_: str, tmp_path: Path) -> None:
    fill(tmp_path, CLEAN)
    done = run(tmp_path, "--format", format_, "--strict")
    assert places(format_, done.text) == []
    assert (done.text == "") == (format_ in ("text", "github"))
    assert done.code == 0


@pytest.mark.parametrize("format_", FORMATS)
def test_the_exit_code_and_the_summary_are_the_same_in_every_format(
    format_: str, tmp_path: Path
) -> None:
    for files, options in ((FAULTY, ()), (SOUND, ()), (SOUND, ("--strict",))):
        project = tmp_path / f"{len(files)}{len(options)}"
        project.mkdir()
        fill(project, files)
        usual = run(project, *options)
        done = run(project, *options, "--format", format_)
        assert (done.code, done.summary) == (usual.code, usual.summary)
        assert done.code == (1 if files is FAULTY or options else 0)
        assert done.summary.count("\n") == 1


def test_the_same_handbook_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for seed, files in (("1", FAULTY), ("2", dict(reversed(FAULTY.items())))):
        project = tmp_path / seed
        project.mkdir()
        fill(project, files)
        made.append(every_format(project, PYTHONHASHSEED=seed, SOURCE_DATE_EPOCH="1780000000"))
    assert made[0].count(b"unknown-field") > 40
    assert made[0] == made[1]


def test_the_readme_names_every_format() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", readme, re.MULTILINE) == list(FORMATS)
