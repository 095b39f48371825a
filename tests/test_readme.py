"""What the README says is true."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from mkdocs_journeys import pages
from mkdocs_journeys.cli import main
from mkdocs_journeys.cli.check import check
from mkdocs_journeys.cli.diff import diff
from mkdocs_journeys.pages import templates
from mkdocs_journeys.plugin.navigation import NAVIGATION_SLOT
from mkdocs_journeys.plugin.options import JourneysConfig
from mkdocs_journeys.site import load
from mkdocs_journeys.source.diagnostics import RULES
from mkdocs_journeys.source.folder import HANDBOOK_FILE, LIBRARY_FOLDER, RECORD_FOLDERS
from mkdocs_journeys.source.prose import RECORD_SCHEMES
from mkdocs_journeys.source.schema import LIBRARIES, HandbookDraft
from tests.browser.screenshots import PICTURES
from tests.support.projects import HANDBOOK, build, write

ROOT = Path(__file__).parent.parent
CATALOGUES = Path(pages.__file__).parent / "catalogues"
README = (ROOT / "README.md").read_text(encoding="utf-8")


NEW = "plugins/mkdocs_journeys/pages/catalogues/de.po"
"""What a translator makes: the one file that is named before it is there."""


def block(language: str, containing: str) -> str:
    """Return the README's code block of a language that contains a text."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    return next(str(text) for of, text in blocks if of == language and containing in text)


def test_every_make_task_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    tasks = set(re.findall(r"make ([a-z]+)\b", README)) - {"and"}
    assert {"site", "test", "serve", "help", "lint", "format"} <= tasks
    assert tasks <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_every_file_it_links_or_names_exists() -> None:
    links = re.findall(r"\]\((?!https?:|[a-z]+:)([^)]+)\)", README)
    named = re.findall(r"`(plugins/[^`]+|theme_overrides/[^`]+)`", README)
    assert links
    assert named
    assert [name for name in [*links, *named] if not (ROOT / name).exists() and name != NEW] == []


def test_the_tree_of_content_names_every_file_that_is_read() -> None:
    tree = block("", HANDBOOK_FILE)
    expected = {HANDBOOK_FILE, f"{LIBRARY_FOLDER}/", *(f"{stem}.yml" for stem in LIBRARIES)}
    expected |= {f"{folder}/<id>.yml" for folder in RECORD_FOLDERS}
    assert [name for name in sorted(expected) if name not in tree] == []


def test_the_smallest_journey_is_a_handbook_without_faults(tmp_path: Path) -> None:
    journey = block("yaml", "hears-of-us")
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys" / "first.yml").write_text(journey, encoding="utf-8")
    loaded = load(tmp_path)
    assert not loaded.has_errors
    assert [stage.name for stage in loaded.handbook.journeys[0].stages] == [
        "Hears of us",
        "Compares",
        "Buys",
    ]


def test_the_fault_it_shows_is_what_a_misspelt_name_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journey = block("yaml", "hears-of-us").replace("name: Hears", "nmae: Hears")
    folder = tmp_path / "content" / "journeys"
    folder.mkdir(parents=True)
    (folder / "first.yml").write_text(journey, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "content"])
    assert result.exit_code == 1
    assert block("", "error[unknown-field]").strip() in result.output.splitlines()


def test_it_names_every_scheme_of_a_link() -> None:
    assert [scheme for scheme in RECORD_SCHEMES if f"{scheme}:" not in README] == []


def test_the_plugin_options_it_shows_exist() -> None:
    options = yaml.safe_load(block("yaml", "# mkdocs.yml"))["plugins"][1]["journeys"]
    known = {name for name, _ in JourneysConfig._schema}
    assert set(options) <= known
    assert [name for name in known - set(options) if f"`{name}`" not in README] == []
    assert f"- Handbook: {NAVIGATION_SLOT}" in README


def test_the_rules_it_names_exist() -> None:
    named = re.findall(r"`rules: \{([^}]*)\}`", README)[0]
    weights = dict(entry.split(": ") for entry in named.split(", "))
    ignored = re.findall(r"journeys: ignore\[([^\]]+)\]", README)
    assert {*weights, *ignored} <= set(RULES)
    assert HandbookDraft.model_validate({"rules": weights}).rules == weights


def test_the_options_it_names_exist() -> None:
    options = {name for each in (check, diff) for option in each.params for name in option.opts}
    assert set(re.findall(r"--[a-z]+(?:-[a-z]+)*", README)) <= options


def test_the_folder_of_templates_it_names_is_theirs() -> None:
    named = re.search(r"`(plugins/\S+/templates/)`", README)
    assert named
    assert (ROOT / named[1]).samefile(Path(templates.__file__).parent)


def test_the_pictures_it_shows_are_those_of_the_command() -> None:
    shown = set(re.findall(r"\(pictures/([^)]+)\)", README))
    kept = {path.name for path in (ROOT / "pictures").iterdir()}
    assert shown == kept == set(PICTURES)


def test_every_language_it_names_has_a_catalogue_but_english() -> None:
    catalogues = {path.stem for path in CATALOGUES.glob("*.po")}
    assert "English or French" in README
    assert catalogues == {"fr"}


def test_the_command_it_names_is_where_make_installs_it() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "VENV := .venv" in makefile
    assert "`.venv/bin/journeys`" in README
    assert "$(VENV)/bin/journeys check" in makefile


def test_a_page_by_hand_links_to_ours_as_it_says(tmp_path: Path) -> None:
    (name,) = re.findall(r"`(personas/\S+\.md)`", README)
    page = f"# About\n\n[Ada]({name.replace('hr-director', 'ada')})\n"
    built = build(write(tmp_path, {**HANDBOOK, "content/about.md": page}))
    assert built.code == 0, built.log
    assert "../personas/ada/" in (built.site / "about/index.html").read_text(encoding="utf-8")
