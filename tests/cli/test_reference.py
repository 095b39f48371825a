"""The reference for authors: complete, true, and the same as what is committed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from mkdocs.__main__ import serve_command

from mkdocs_journeys.cli import main
from mkdocs_journeys.cli.reference import commands_of, plugin_options
from mkdocs_journeys.reference import Command, Option, options_of, reference_pages
from mkdocs_journeys.reference.files import places
from mkdocs_journeys.reference.samples import FOLDER as EXAMPLE
from mkdocs_journeys.reference.samples import samples
from mkdocs_journeys.site import load
from mkdocs_journeys.source.diagnostics import FAULTS, RULES, Severity
from mkdocs_journeys.source.explaining import Explanation
from mkdocs_journeys.source.schema import Draft
from mkdocs_journeys.source.schema.describing import described_fields
from tests.cli.checking import check, fill
from tests.support.packages import installed
from tests.support.projects import ROOT, build, write

FOLDER = ROOT / "content" / "for-authors"
HOUSE = ROOT / "examples" / "house-rules"
COMMITTED = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}
COMMANDS = tuple(commands_of(main))
OPTIONS = plugin_options()
PAGES = reference_pages(commands=COMMANDS, options=OPTIONS)
BY_HAND = (
    "base-maps.md",
    "first-map.md",
    "house-rules.md",
    "index.md",
    "pull-requests.md",
    "reviewing.md",
    "scale.md",
)
DAY = dt.date(2026, 11, 22)

_BLOCK = re.compile(r'^( *)```(\w+) title="([^"]+)"\n(.*?)^\1```$', re.DOTALL | re.MULTILINE)


def records(model: type[Draft] = Draft) -> Iterator[type[Draft]]:
    """Yield every kind of record that an author may write."""
    for record in model.__subclasses__():
        if record.model_fields:  # the others are what records have in common
            yield record
        yield from records(record)


RECORDS = sorted(records(), key=lambda record: record.__name__)


def blocks(page: str) -> list[tuple[str, str]]:
    """Return the files that a page shows whole, each with its name, in their order."""
    return [
        (name, re.sub(f"^{indent}", "", text, flags=re.MULTILINE))
        for indent, _, name, text in _BLOCK.findall(COMMITTED[page])
    ]


@pytest.mark.parametrize("name", PAGES)
def test_what_is_committed_is_what_is_made(name: str) -> None:
    assert COMMITTED.get(name) == PAGES[name], "run `journeys reference`"


def test_every_page_is_made_or_written_by_hand() -> None:
    assert sorted([*PAGES, *BY_HAND]) == sorted(COMMITTED)


def test_the_command_writes_the_pages_and_leaves_others_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("Mine\n")
    done = CliRunner().invoke(main, ["reference", "--output", str(tmp_path)])
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [str(tmp_path / name) for name in PAGES]
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert written == {**PAGES, "mine.md": "Mine\n"}


def test_a_folder_that_cannot_be_made_is_a_mistake_of_the_call(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = CliRunner().invoke(main, ["reference", "--output", str(tmp_path / "file" / "x")])
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_is_described(record: type[Draft]) -> None:
    assert record in places()
    assert (record.__doc__ or "").endswith(".")
    page = PAGES[places()[record]]
    for field in described_fields(record):
        assert re.search(r"[.…]$", field.meaning), f"{record.__name__}.{field.key}"
        assert f"| `{field.key}` | {field.meaning}<br><small>" in page


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_has_an_example(record: type[Draft]) -> None:
    without = [f.key for f in described_fields(record) if (record, f.key) not in samples()]
    assert without == []


def test_the_example_handbook_has_no_faults() -> None:
    loaded = load(EXAMPLE, project=EXAMPLE, day=DAY)
    assert {found.code for found in loaded.diagnostics} & set(FAULTS) == set()


@pytest.mark.parametrize(("codes", "page"), [(FAULTS, "faults.md"), (RULES, "rules.md")])
def test_every_code_has_a_section(codes: dict[str, str], page: str) -> None:
    sections = re.findall(r"^## `(.+)`\n\n(.+)\n\n(.+)\n\n\*\*Bad\*\*", PAGES[page], re.MULTILINE)
    assert {code: meaning for code, meaning, _ in sections} == codes
    assert re.findall(r"^\| \[`([^`]+)`\]\(#\1\) \|", PAGES[page], re.MULTILINE) == list(codes)


def undocumented(command: Command) -> list[str]:
    """Return what a command does not say."""
    parts = [(part.name, part.meaning) for part in (*command.arguments, *command.options)]
    silent = [f"{command.name} {name}" for name, said in parts if not said.endswith(".")]
    return silent if command.meaning else [command.name, *silent]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_argument_and_option_is_explained(command: Command) -> None:
    assert undocumented(command) == []
    assert f"\n## {command.name}\n" in PAGES["commands.md"]
    for part in (*command.arguments, *command.options):
        assert f"| `{part.name}` | {part.meaning}" in PAGES["commands.md"]


def test_what_a_command_does_not_say_is_noticed() -> None:
    @click.group()
    def group() -> None:
        """Say nothing."""

    @group.command()
    @click.argument("place")
    @click.option("--deep")
    def go(place: str, deep: str) -> None:
        pass

    (command,) = commands_of(group)
    assert undocumented(command) == ["journeys go", "journeys go PLACE", "journeys go --deep TEXT"]


def test_every_option_of_the_plugin_is_explained() -> None:
    assert OPTIONS
    for option in OPTIONS:
        assert option.meaning.endswith(".")
        assert f"| `{option.name}` | {option.meaning}<br>" in PAGES["options.md"]


def test_an_option_without_a_text_is_noticed() -> None:
    class Kind:
        _type, default = str, "a"

    class Settings:
        told = Kind()
        """Told."""
        silent = Kind()

    Settings._schema = (("told", Kind()), ("silent", Kind()))  # type: ignore[attr-defined]  # MkDocs sets it
    assert options_of(Settings) == (
        Option(name="told", kind="text", default="a", meaning="Told."),
        Option(name="silent", kind="text", default="a", meaning=""),
    )


def test_house_rules_that_are_installed_stand_at_the_end() -> None:
    rule = Explanation(code="acme/new", meaning="It is new.", why="Why not.", package="acme-rules")
    page = reference_pages(commands=(), options=(), house=[rule])["rules.md"]
    assert (
        page.split("## House rules")[1]
        .strip()
        .endswith("### `acme/new`\n\nIt is new.\n\nWhy not.\n\nAdded by the package `acme-rules`.")
    )


@pytest.mark.parametrize("name", COMMITTED)
def test_a_page_gives_way_to_the_handbook_in_the_search(name: str) -> None:
    front = yaml.safe_load(COMMITTED[name].split("---\n")[1])
    assert front["title"]
    assert front["description"]
    assert front["search"] == {"boost": 0.2}


def test_the_navigation_ends_with_every_page() -> None:
    *_, last = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    (entries,) = last.values()
    named = [entry if isinstance(entry, str) else next(iter(entry.values())) for entry in entries]
    assert sorted(named) == [f"for-authors/{name}" for name in COMMITTED]


@pytest.mark.parametrize("name", ["first-map.md", "base-maps.md"])
def test_what_a_page_shows_step_by_step_never_has_a_fault(name: str, tmp_path: Path) -> None:
    files: dict[str, str] = {}
    shown = blocks(name)
    assert len(shown) > 2
    for place, (file, text) in enumerate(shown):
        if file == "mkdocs.yml":
            continue
        files[file] = text
        ahead = {later: more for later, more in reversed(shown[place:]) if later not in files}
        fill(tmp_path, {**ahead, **files})
        loaded = load(tmp_path / "content", project=tmp_path, day=DAY)
        assert [d for d in loaded.diagnostics if d.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", ["persona.md", "journey.md", "library.md", "handbook.md"])
def test_the_whole_files_of_a_page_are_those_of_the_example_handbook(name: str) -> None:
    shown = blocks(name)
    assert shown
    for file, text in shown:
        assert text == (EXAMPLE / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["rules.md", "house-rules.md"])
def test_the_settings_that_a_page_shows_are_valid(name: str, tmp_path: Path) -> None:
    (settings,) = [text for file, text in blocks(name) if file == "handbook.yml"]
    fill(tmp_path, {"handbook.yml": settings, "personas/ada.yml": "name: Ada\n"})
    module = (HOUSE / "volanta_rules.py").read_text(encoding="utf-8")
    with installed(tmp_path / "packages", {"volanta_rules.py": module}) as house:
        loaded = load(tmp_path / "content", project=tmp_path, day=DAY, house=house)
    assert loaded.handbook.rules == yaml.load(settings, yaml.BaseLoader)["rules"]  # noqa: S506 - texts alone
    assert {found.code for found in loaded.diagnostics} & set(FAULTS) == set()


def test_the_tutorial_prints_what_the_check_prints(tmp_path: Path) -> None:
    first: dict[str, str] = {}
    for file, text in blocks("first-map.md"):
        first.setdefault(file, text)
    fill(
        tmp_path, {name: first[name] for name in ("personas/claire.yml", "journeys/subscribes.yml")}
    )
    (shown,) = re.findall(r"```text\n(.+)\n```", COMMITTED["first-map.md"])
    assert shown in check(tmp_path).lines


def test_the_tutorial_ends_with_a_site(tmp_path: Path) -> None:
    shown = dict(blocks("first-map.md"))
    settings = shown.pop("mkdocs.yml")
    assert settings.count("\n") == 6
    content = {f"content/{name}": text for name, text in shown.items()}
    built = build(write(tmp_path, {"mkdocs.yml": settings, **content}))
    assert built.code == 0, built.log
    assert {"personas/claire/index.html", "journeys/subscribes/index.html"} <= set(built.files)


def test_the_tutorial_needs_no_more_than_it_installs() -> None:
    (ending,) = re.findall(r"^mkdocs serve (--\S+)", COMMITTED["first-map.md"], re.MULTILINE)
    assert ending in {name for option in serve_command.params for name in option.opts}
    assert re.findall(r"^make ", COMMITTED["first-map.md"], re.MULTILINE) == []


def test_every_command_that_a_page_names_exists() -> None:
    text = "\n".join(COMMITTED[name] for name in BY_HAND)
    named = set(re.findall(r"(?:^|`)journeys ([a-z]+)", text, re.MULTILINE))
    known = {name for command in COMMANDS for name in command.name.split()[1:2]}
    assert {"check", "explain"} <= named <= known


def test_the_page_about_house_rules_shows_the_example_as_it_is() -> None:
    shown = dict(blocks("house-rules.md"))
    for name in ("volanta_rules.py", "pyproject.toml"):
        assert shown[name] == (HOUSE / name).read_text(encoding="utf-8")
