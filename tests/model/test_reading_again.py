"""A folder that is read again, with what is remembered of it, says what a first reading says."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import fields
from pathlib import Path
from random import Random

import pytest

from mkdocs_journeys.model import Handbook
from mkdocs_journeys.model.reads import Digests
from mkdocs_journeys.site import Loaded, load
from mkdocs_journeys.source.memory import Memory
from tests.support.editing import edit

from .loading import ROOT

DAY = dt.date(2026, 11, 22)
EDITS = 20
BREAKS = ("- ", ": ", "[", "\n", "'", "&a ", "*a", "remove: true", "x-a: {}", "extends: a", "~")


def said(loaded: Loaded) -> dict[str, bytes]:
    """Return what every record of a handbook says, and the handbook itself, by field."""
    handbook = loaded.handbook
    digests = Digests(handbook, {})
    records = {f"{kind} {id_}": record for (kind, id_), record in handbook.named.items()}
    names = [f"{key} {field.name}" for key, made in records.items() for field in fields(made)]
    names += [f"handbook  {field.name}" for field in fields(Handbook)]
    return {name: digests.of(name) for name in names}


@pytest.mark.parametrize("seed", [1, 2])
def test_after_each_edit_a_second_reading_finds_what_a_first_one_does(
    tmp_path: Path, seed: int
) -> None:
    folder = shutil.copytree(ROOT / "content", tmp_path / "content")
    random = Random(seed)  # noqa: S311 - edits, not secrets
    memory = Memory()
    broken: tuple[Path, str] | None = None
    faulty = 0
    for _ in range(EDITS):
        if broken:  # mended at once, so that there is something to find
            broken[0].write_text(broken[1], encoding="utf-8")
            broken = None
        elif random.random() < 0.3:
            path = random.choice(sorted(folder.rglob("*.yml")))
            text = path.read_text(encoding="utf-8")
            at = random.randrange(len(text))
            path.write_text(text[:at] + random.choice(BREAKS) + text[at:], encoding="utf-8")
            broken = path, text
        else:
            edit(folder, random)
        again = load(folder, project=tmp_path, day=DAY, memory=memory)
        memory.forget()
        first = load(folder, project=tmp_path, day=DAY)
        # As texts, for two diagnostics that reach other journeys count as equal.
        assert list(map(repr, again.diagnostics)) == list(map(repr, first.diagnostics))
        assert said(again) == said(first)
        faulty += again.has_errors
    assert 0 < faulty < EDITS
