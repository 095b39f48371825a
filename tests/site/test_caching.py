"""A build tells how far it is and what it did, and takes from its cache what is still right."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from mkdocs_journeys.cache import Cache
from mkdocs_journeys.model.reads import Digests
from mkdocs_journeys.plugin import progress
from mkdocs_journeys.plugin.progress import Progress
from mkdocs_journeys.site import build as site_of
from mkdocs_journeys.site import load
from mkdocs_journeys.writing import Writing
from tests.support.projects import HANDBOOK, build, write


@pytest.fixture(autouse=True)
def no_other_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the suite be run with `JOURNEYS_CACHE=off`: these tests are about the cache."""
    monkeypatch.delenv("JOURNEYS_CACHE", raising=False)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Return what a terminal returns."""
        return True


def test_a_terminal_shows_a_bar_that_is_gone_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PAUSE", 0)
    stream = Terminal()
    shown = Progress(4, stream)
    shown.step()
    shown.step()
    assert stream.getvalue().endswith("\rPages [############............]  50%")
    shown.clear()
    assert re.search(r"\r +\r$", stream.getvalue())


def test_what_is_no_terminal_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PAUSE", 0)
    stream = io.StringIO()
    shown = Progress(1, stream)
    shown.step()
    shown.clear()
    assert stream.getvalue() == ""


def test_a_build_says_how_many_pages_it_took_from_the_cache(tmp_path: Path) -> None:
    project = write(tmp_path, HANDBOOK)
    line = re.compile(r"Handbook: (\d+) pages in \d+\.\d s, (\d+) of them from the cache")
    for again in (False, True):
        found = line.search(build(project).log)
        assert found
        assert int(found[1]) > 5
        assert int(found[2]) == (int(found[1]) if again else 0)


def test_a_build_without_a_cache_writes_every_page(tmp_path: Path) -> None:
    project = write(tmp_path, HANDBOOK)
    for _ in range(2):
        assert " 0 of them from the cache" in build(project, JOURNEYS_CACHE="off").log
    assert not (project / ".cache").exists()


def test_a_page_is_written_again_when_what_it_shows_has_changed(tmp_path: Path) -> None:
    project = write(tmp_path, HANDBOOK)
    build(project)
    write(project, {"content/personas/ada.yml": "name: Ada\nstory: Once upon a time\n"})
    built = build(project)
    assert "Once upon a time" in (built.site / "personas/ada/index.html").read_text("utf-8")
    clean = build(project, tmp_path / "clean", JOURNEYS_CACHE="off")
    assert built.bytes_by_name() == clean.bytes_by_name()


def test_a_page_is_written_again_when_a_file_that_its_template_puts_in_has_changed(
    tmp_path: Path,
) -> None:
    custom = "  name: material\n  custom_dir: theme"
    settings = HANDBOOK["mkdocs.yml"].replace("  name: material", custom)
    project = write(
        tmp_path,
        {
            **HANDBOOK,
            "mkdocs.yml": f"{settings}hooks: [hook.py]\n",
            # With it pages do not wait for the theme, whose own files are looked at beside.
            "hook.py": "def on_page_content(html, **more):\n    return html\n",
            "theme/journeys/persona/head.html": '{% include "more/note.txt" %}',
            "notes/note.txt": "Once upon a time",
        },
    )
    (project / "theme/journeys/more").symlink_to(project / "notes", target_is_directory=True)
    for text in ("Once upon a time", "Happily ever after"):
        write(project, {"notes/note.txt": text})
        assert text in (build(project).site / "personas/ada/index.html").read_text("utf-8")


def test_nobody_looks_at_what_pages_show_of_files_that_are_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, HANDBOOK)
    cache = Cache(tmp_path / "site.db")

    def are_current() -> bool:
        loaded = load(tmp_path / "content")
        site = site_of(loaded.handbook, checked=loaded.checked())
        writing = Writing(site, cache, loaded.digest)
        current = [writing.is_current(page) for page in site.pages]
        for page in site.pages:
            writing.page(page)
        writing.let_last()
        return all(current)

    asked: list[str] = []
    of = Digests.of

    def noted(digests: Digests, name: str) -> bytes:
        asked.append(name)
        return of(digests, name)

    monkeypatch.setattr(Digests, "of", noted)
    assert not are_current()
    asked.clear()
    assert are_current()
    assert asked == []
    write(tmp_path, {"content/personas/ada.yml": "name: Ada\nstory: Once upon a time\n"})
    assert not are_current()
    assert asked
    cache.close()


def configured(folder: Path, cache: str) -> Path:
    """Write a project whose `mkdocs.yml` names a cache, as YAML; return its folder."""
    settings = HANDBOOK["mkdocs.yml"].replace("  - journeys", f"  - journeys: {{cache: {cache}}}")
    return write(folder, {**HANDBOOK, "mkdocs.yml": settings})


@pytest.mark.parametrize("off", ["off", "'off'", '""'])
def test_a_cache_can_be_switched_off_in_the_settings(tmp_path: Path, off: str) -> None:
    project = configured(tmp_path / "project", off)
    built = build(project)
    assert built.code == 0, built.log
    assert " 0 of them from the cache" in built.log
    assert sorted(path.name for path in project.iterdir()) == ["content", "mkdocs.yml", "site"]


@pytest.mark.parametrize(
    ("cache", "told"),
    [
        ("content/x", "the option cache is a folder in docs_dir"),
        ("site", "the option cache is a folder in site_dir"),
        ("site/kept", "the option cache is a folder in site_dir"),
        (".", "the option cache is a folder that holds mkdocs.yml"),
        ("../..", "the option cache is a folder that holds mkdocs.yml"),
        ("on", "Expected type"),
    ],
)
def test_a_cache_among_what_is_not_the_plugins_is_refused(
    tmp_path: Path, cache: str, told: str
) -> None:
    project = configured(tmp_path / "project", cache)
    built = build(project)
    assert built.code == 1
    assert told in built.log
    assert "Traceback" not in built.log
    assert list(tmp_path.rglob("*.db")) == []
    assert list(tmp_path.rglob(".gitignore")) == []
