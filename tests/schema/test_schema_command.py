"""`journeys schema` writes what is kept in the repository for editors."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from mkdocs_journeys.cli import main
from mkdocs_journeys.source.json_schema import schema_paths
from tests.schema.editing import ROOT

KEPT = ROOT / "schemas"


def run(*arguments: str) -> Result:
    """Run `journeys schema`."""
    return CliRunner().invoke(main, ["schema", *arguments])


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_kept_schemas_are_what_the_command_writes(tmp_path: Path) -> None:
    assert run("--output", str(tmp_path / "made" / "here")).exit_code == 0
    assert files(KEPT) == files(tmp_path / "made" / "here"), "run `journeys schema` at the top"


def test_it_says_which_files_each_schema_is_for(tmp_path: Path) -> None:
    lines = run("--output", str(tmp_path)).output.splitlines()
    assert f"{tmp_path / 'persona.schema.json'}: for personas/*.yml" in lines
    assert f"{tmp_path / 'library-kpis.schema.json'}: for library/kpis.yml" in lines
    assert len(lines) == len(files(tmp_path)) == len(schema_paths())


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    run("--output", str(tmp_path))
    first = files(tmp_path)
    assert run("--output", str(tmp_path)).exit_code == 0
    assert files(tmp_path) == first


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    (tmp_path / "full" / "handbook.schema.json").mkdir(parents=True)
    for folder in ("taken", "taken/below", "full"):
        result = run("--output", str(tmp_path / folder))
        assert result.exit_code == 2
        assert "--output" in result.output


def test_the_workspace_assigns_every_schema_to_the_files_it_is_for() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {
        f"./schemas/{name}": f"content/{path}" for name, path in schema_paths().items()
    }
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert recommended == {"recommendations": ["redhat.vscode-yaml"]}
