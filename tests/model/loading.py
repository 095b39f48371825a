"""Handbooks of a few lines, loaded from a throwaway folder."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mkdocs_journeys.model import Handbook, Journey, Stage
from mkdocs_journeys.site import Loaded, load
from mkdocs_journeys.source.diagnostics import FAULTS

ROOT = Path(__file__).parents[2]


def load_files(folder: Path, files: Mapping[str, str], *, day: dt.date | None = None) -> Loaded:
    """Write files by their path below `content` in a folder, and load them as of a day."""
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load(folder / "content", project=folder, day=day)


def handbook_of(folder: Path, files: Mapping[str, str]) -> Handbook:
    """Load files that have no faults."""
    loaded = load_files(folder, files)
    assert [found for found in loaded.diagnostics if found.code in FAULTS] == []
    return loaded.handbook


def journey_of(handbook: Handbook, name: str) -> Journey:
    """Return a journey by its id."""
    (found,) = [journey for journey in handbook.journeys if journey.id == name]
    return found


def stage_of(journey: Journey, name: str) -> Stage:
    """Return a stage of a journey by its id."""
    (found,) = [stage for stage in journey.stages if stage.id == name]
    return found


@contextmanager
def throwaway() -> Iterator[Path]:
    """Make a folder and take it away again: a fixture would be shared by all examples."""
    folder = Path(tempfile.mkdtemp())
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
