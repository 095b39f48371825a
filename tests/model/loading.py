"""Handbooks of a few lines, loaded from a throwaway folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs_journeys.model import Handbook, Journey, Stage
from mkdocs_journeys.site import Loaded, load

ROOT = Path(__file__).parents[2]


def load_files(folder: Path, files: Mapping[str, str]) -> Loaded:
    """Write files by their path below `content` in a folder, and load them."""
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load(folder / "content", project=folder)


def handbook_of(folder: Path, files: Mapping[str, str]) -> Handbook:
    """Load files that have no faults."""
    loaded = load_files(folder, files)
    assert loaded.diagnostics == ()
    return loaded.handbook


def journey_of(handbook: Handbook, name: str) -> Journey:
    """Return a journey by its id."""
    (found,) = [journey for journey in handbook.journeys if journey.id == name]
    return found


def stage_of(journey: Journey, name: str) -> Stage:
    """Return a stage of a journey by its id."""
    (found,) = [stage for stage in journey.stages if stage.id == name]
    return found
