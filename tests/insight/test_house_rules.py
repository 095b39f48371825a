"""Rules that an installed package adds, and what is said of those that do not work."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

import mkdocs_journeys
from mkdocs_journeys.cli import main
from mkdocs_journeys.insight.house_rules import MOST_FINDINGS
from mkdocs_journeys.site import Loaded, load
from mkdocs_journeys.source.reports import as_line
from tests.cli.checking import fill
from tests.support.packages import found_in, installed, lay_out
from tests.support.projects import ROOT, environment

EXAMPLE = ROOT / "examples" / "house-rules"
OURS_OFF = (
    "rules: {persona-without-journey: off, persona-on-assumption: off, stage-without-kpi: off, "
    "stage-without-emotion: off, stage-without-objective: off, stage-without-touchpoint: off, "
    "message-without-content: off, lane-missing: off%s}\n"
)
LONG = "Run with us. " * 20
FILES = {
    "handbook.yml": OURS_OFF % "",
    "personas/ada.yml": "name: Ada\n",
    "journeys/buys.yml": "title: Buys\npersona: ada\nstages:\n  - id: doubt\n    name: Doubt\n"
    f"    messages:\n      - {LONG}\n",
}
HEAD = "from mkdocs_journeys import Finding, HouseRule\n"
RULE = "HouseRule(name='named', meaning='M.', why='W.', find=find)"


def rules(body: str, made: str = f"[{RULE}]") -> str:
    """Return the module of a package whose one rule finds what a function's body says."""
    return f"{HEAD}def find(context):\n    {body}\nRULES = {made}\n"


@contextmanager
def checked(
    folder: Path, modules: dict[str, str], files: dict[str, str] | None = None
) -> Iterator[Loaded]:
    folder.mkdir(exist_ok=True)
    content = fill(folder, FILES if files is None else files)
    with installed(folder / "packages", {f"{n}.py": text for n, text in modules.items()}) as house:
        yield load(content, project=folder, day=dt.date(2026, 11, 22), house=house)


def lines_of(
    folder: Path, modules: dict[str, str], files: dict[str, str] | None = None
) -> list[str]:
    with checked(folder, modules, files) as loaded:
        return [as_line(diagnostic) for diagnostic in loaded.diagnostics]


def example() -> dict[str, str]:
    return {"volanta_rules": (EXAMPLE / "volanta_rules.py").read_text(encoding="utf-8")}


def test_the_example_finds_what_it_says(tmp_path: Path) -> None:
    assert lines_of(tmp_path, example()) == [
        "content/journeys/buys.yml:7:9: warning[volanta/long-message] a message of "
        f"{len(LONG.strip())} characters; say it in 200, or make two messages of it",
        "content/personas/ada.yml:1:7: warning[volanta/persona-without-owner] nobody owns this "
        "strategic persona; write `owner:`, a team of library/teams.yml",
    ]


@pytest.mark.parametrize(
    ("weight", "shown"), [("off", []), ("error", ["error"]), ("warning", ["warning"])]
)
def test_the_handbook_weighs_them(weight: str, shown: list[str], tmp_path: Path) -> None:
    more = f", volanta/long-message: {weight}, volanta/persona-without-owner: off"
    lines = lines_of(tmp_path, example(), {**FILES, "handbook.yml": OURS_OFF % more})
    assert [line.split(": ")[1].split("[")[0] for line in lines] == shown


def test_a_comment_silences_them(tmp_path: Path) -> None:
    files = {
        **FILES,
        "personas/ada.yml": "name: Ada  # journeys: ignore[volanta/persona-without-owner]\n",
        "journeys/buys.yml": FILES["journeys/buys.yml"].replace(
            "      - ", "      # journeys: ignore[volanta/long-message]\n      - "
        ),
    }
    assert lines_of(tmp_path, example(), files) == []


def test_a_comment_that_silences_none_of_them_is_useless(tmp_path: Path) -> None:
    files = {"personas/ada.yml": "name: Ada\nowner: ada # journeys: ignore[volanta/long-message]\n"}
    files |= {"handbook.yml": FILES["handbook.yml"], "library/teams.yml": "ada: {name: Ada}\n"}
    (line,) = lines_of(tmp_path, example(), files)
    assert 'no finding "volanta/long-message" to ignore; take the comment away' in line
    files["personas/ada.yml"] = files["personas/ada.yml"].replace("message]", "mesage]")
    (line,) = lines_of(tmp_path / "misspelt", example(), files)
    assert 'no rule "volanta/long-mesage"; did you mean "volanta/long-message"?' in line


@pytest.mark.parametrize(
    ("code", "help_"),
    [
        ("volanta/long-mesage", 'did you mean "volanta/long-message"?'),
        ("volanta/x", "install the package that adds it"),
        ("stage-without-kpis", 'did you mean "stage-without-kpi"?'),
    ],
)
def test_a_code_that_nobody_adds_is_told_in_the_settings(
    code: str, help_: str, tmp_path: Path
) -> None:
    files = {**FILES, "handbook.yml": f"rules: {{{code}: off}}\n"}
    lines = [line for line in lines_of(tmp_path, example(), files) if "error[" in line]
    assert lines == [
        f'content/handbook.yml:1:9: error[unknown-choice] "{code}": there is no such rule; {help_}'
    ]


def test_what_a_variation_inherits_is_told_once_and_where_it_was_written(tmp_path: Path) -> None:
    files = {**FILES, "journeys/more.yml": "extends: buys\ntitle: Buys more\n"}
    lines = lines_of(tmp_path, example(), files)
    assert [line for line in lines if "long-message" in line] == [
        "content/journeys/buys.yml:7:9: warning[volanta/long-message] a message of "
        f"{len(LONG.strip())} characters; say it in 200, or make two messages of it; "
        "inherited by more"
    ]


def test_several_findings_at_one_record_are_all_told(tmp_path: Path) -> None:
    body = (
        "return [Finding(p, w, value=('name',)) for p in context.handbook.personas for w in 'ab']"
    )
    lines = lines_of(tmp_path, {"acme_rules": rules(body)})
    assert [line.rsplit(" ", 1)[1] for line in lines] == ["a", "b"]


def test_they_look_at_nothing_in_a_handbook_with_faults(tmp_path: Path) -> None:
    files = {**FILES, "personas/eve.yml": "nam: Eve\n"}
    assert not any("volanta" in line for line in lines_of(tmp_path, example(), files))


def test_a_finding_about_what_is_built_in_is_shown_at_the_folder(tmp_path: Path) -> None:
    body = "yield Finding(context.handbook.phases[0], 'No.')"
    files = {"personas/ada.yml": "name: Ada\n"}
    lines = lines_of(tmp_path, {"acme_rules": rules(body)}, files)
    assert lines[0] == "content:1:1: warning[acme/named] No."


def test_the_order_is_that_of_the_places(tmp_path: Path) -> None:
    one = rules("yield Finding(context.handbook.personas[0], 'One.')")
    two = rules("yield Finding(context.handbook.journeys[0], 'Two.')")
    modules = {"zeta_rules": two, "acme_rules": one}
    lines = lines_of(tmp_path, modules)
    assert lines == sorted(lines)
    assert lines == lines_of(tmp_path / "again", dict(reversed(modules.items())))


def two_of(made: str) -> str:
    return rules("return []", made)


BROKEN = {
    "raises": (rules("return {}['x']"), "the rule acme/named stopped with KeyError: 'x' (acme_"),
    "leaves": (rules("raise SystemExit(3)"), "the rule acme/named stopped with SystemExit: 3"),
    "speaks in lines": (rules(r"raise ValueError('a\nb')"), "stopped with ValueError: a b (acme_"),
    "returns nothing": (rules("pass"), "stopped with TypeError: 'NoneType' object is not iter"),
    "returns a text": (rules("return 'a'"), "returned a value of type str where a Finding is n"),
    "about no record": (rules("yield Finding('a', 'b')"), "a Finding about a value of type str;"),
    "no headline": (
        rules("yield Finding(context.handbook.personas[0], '')"),
        "returned a Finding without a headline",
    ),
    "a wrong path": (
        rules("yield Finding(context.handbook.personas[0], 'a', value='name')"),
        "a Finding whose path is a value of type str; write it as in",
    ),
    "never ends": (
        rules("while True: yield Finding(context.handbook.personas[0], 'a')"),
        f"found more than {MOST_FINDINGS} times something",
    ),
    "no module": ("import nowhere\n", "cannot be loaded: ModuleNotFoundError: No module named 'no"),
    "no Python": ("RULES = [\n", "cannot be loaded: SyntaxError: "),
    "no rules": ("x = 1\n", "cannot be loaded: AttributeError: module 'acme_rules' has no attrib"),
    "no list": (two_of("find"), "a list of HouseRule is needed at acme_rules:RULES, not a value"),
    "no rule": (two_of("[find]"), "rule number 1: a HouseRule is needed, not a value of type func"),
    "no reason": (two_of(f"[{RULE.replace('W.', ' ')}]"), "rule number 1: it needs a why, a text"),
    "no function": (two_of(f"[{RULE.replace('=find', '=1')}]"), "its `find` is no function"),
    "a wrong name": (two_of(f"[{RULE.replace('named', 'A b')}]"), '"acme/A b" cannot be a code: l'),
    "twice": (two_of(f"[{RULE}, {RULE}]"), "rule number 2: acme/named is there twice"),
    "no example": (
        two_of(f"[{RULE.replace('find=', 'bad=1, find=')}]"),
        "its `bad` example is no mapping of paths to texts",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_rule_that_does_not_work_is_an_error_that_names_the_package(
    kind: str, tmp_path: Path
) -> None:
    module, said = BROKEN[kind]
    errors = [line for line in lines_of(tmp_path, {"acme_rules": module}) if "error[" in line]
    assert len(errors) == 1
    assert errors[0].startswith("content:1:1: error[broken-rule] the package acme-rules")
    assert said in errors[0]
    assert errors[0].endswith("mend or uninstall the package; its other findings may be missing")


def test_a_broken_rule_stops_no_other(tmp_path: Path) -> None:
    modules = {**example(), "acme_rules": rules("return {}['x']")}
    lines = lines_of(tmp_path, modules)
    assert [line.split("[")[1].split("]")[0] for line in lines] == [
        "broken-rule",
        "volanta/long-message",
        "volanta/persona-without-owner",
    ]


def test_packages_that_share_a_name_are_told_apart_by_nobody(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    for name in ("one", "two"):
        lay_out(packages, f"{name}_rules", rules("return []"), name="acme", package=f"of-{name}")
    with found_in(packages) as house:
        assert house.rules == ()
        assert house.broken == (
            "the package of-one is one of several that call their rules acme",
            "the package of-two is one of several that call their rules acme",
        )


def test_what_a_rule_is_made_of_is_public() -> None:
    assert set(mkdocs_journeys.__all__) == {"Context", "Finding", "Handbook", "HouseRule"}
    assert all(hasattr(mkdocs_journeys, name) for name in mkdocs_journeys.__all__)


def test_the_example_works_once_pip_has_installed_it(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run(
        [*pip, "--no-build-isolation", "--target", packages, EXAMPLE],
        check=True,
        timeout=120,
        env=environment(),
    )
    fill(tmp_path, FILES)

    def journeys(*arguments: str) -> subprocess.CompletedProcess[str]:
        ours = str(Path(mkdocs_journeys.__file__).parents[1])
        code = "from mkdocs_journeys.cli import main; main()"
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path,
            env=environment(PYTHONPATH=f"{packages}:{ours}"),
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=60,
        )

    done = journeys("check", "--strict")
    assert (done.returncode, done.stderr) == (
        1,
        "2 warnings in 3 files: 1 persona, 1 journey, 1 stage\n",
    )
    assert "content/journeys/buys.yml:7:9: warning[volanta/long-message]" in done.stdout
    report = json.loads(journeys("check", "--format", "sarif").stdout)
    (run,) = report["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert run["results"][0]["ruleId"] == "volanta/long-message"
    explained = journeys("explain", "volanta/persona-without-owner").stdout
    assert "added by the package volanta-handbook-rules" in explained
    assert "Each strategic persona is discussed once a quarter" in explained
    assert "    owner: growth\n" in explained
    assert "volanta/long-message" in journeys("explain").stdout


def test_a_code_that_is_none_is_answered_with_the_nearest() -> None:
    done = CliRunner().invoke(main, ["explain", "stage-without-kpis"])
    assert done.exit_code == 2
    assert 'did you mean "stage-without-kpi"?' in done.stderr
    done = CliRunner().invoke(main, ["explain", "zzz"])
    assert "`journeys explain` lists all codes" in done.stderr
