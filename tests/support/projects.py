"""Small projects in throwaway folders, and what the real command makes of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .starting import QUIET, start
from .trees import Element, read_page

ROOT = Path(__file__).parents[2]
"""The repository."""

FRENCH = ROOT / "tests" / "handbooks" / "french"
"""A handbook in French."""

MKDOCS = """\
site_name: A small site
docs_dir: content
theme:
  name: material
  font: false
extra:
  generator: false
plugins:
  - search
  - journeys
"""
"""The least that a site of a handbook has in its `mkdocs.yml`."""

PERSONA = "name: Ada\n"

JOURNEY = """\
title: Ada buys
persona: ada
stages:
  - {id: first, name: First look}
  - {id: second, name: Second thoughts}
  - {id: third, name: Third time lucky}
"""

HANDBOOK: dict[str, str] = {
    "mkdocs.yml": MKDOCS,
    "content/personas/ada.yml": PERSONA,
    "content/journeys/buys.yml": JOURNEY,
}
"""One persona and one journey of three stages, with no more than they must have."""


PAGES_KEPT = 600
"""Pages whose trees are kept once they are read: more than any site of the tests has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build left behind: its exit code, all that it printed, and the site."""

    code: int
    log: str
    site: Path

    def page(self, name: str) -> Element:
        """Return a page of the site as a tree."""
        return read_page(self.site / name)

    @property
    def pages(self) -> dict[str, Element]:
        """All pages by their path, but for the theme's page for addresses that do not exist."""
        return {
            name: _read_once(str(self.site / name), self.site.stat().st_mtime_ns)
            for name in self.files
            if name.endswith(".html") and name != "404.html"
        }

    @property
    def files(self) -> list[str]:
        """All files of the site by their path, sorted."""
        found = (path for path in self.site.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.site).as_posix() for path in found)

    def bytes_by_name(self) -> dict[str, bytes]:
        """Return the bytes of every file."""
        return {name: (self.site / name).read_bytes() for name in self.files}


@lru_cache(maxsize=PAGES_KEPT)
def _read_once(path: str, built: int) -> Element:
    return read_page(Path(path))


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files by their path in a folder, and return the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def environment(**more: str) -> dict[str, str]:
    """Return our environment as a build gets it: no notices about other versions, no colours."""
    return {**os.environ, **QUIET, **more}


def build(
    project: Path,
    site: Path | None = None,
    *,
    engine: str = "mkdocs",
    strict: bool = True,
    current_folder: Path | None = None,
    **variables: str,
) -> Built:
    """Build a project by the real command. Raises nothing when it fails: see `Built.code`.

    `site` is where to, by default the project's own `site`; `variables` go into the environment.
    """
    site = site or project / "site"
    words = ["build", "--config-file", str(project / "mkdocs.yml"), "--site-dir", str(site)]
    words += ["--strict"] if strict else []
    code, log = start(
        engine, *words, folder=current_folder or project, environment=environment(**variables)
    )
    return Built(code=code, log=log, site=site)


def build_well(folder: Path, files: Mapping[str, str], *, engine: str = "mkdocs") -> Built:
    """Write a project, build it strictly, and make sure that there was nothing to complain of."""
    built = build(write(folder, files), engine=engine)
    assert built.code == 0, built.log
    assert complaints(built.log) == []
    return built


def complaints(log: str) -> list[str]:
    """Return the lines of a build's log that are no plain information."""
    lines = [line for line in log.splitlines() if line.strip()]
    return [line for line in lines if not line.startswith(("INFO ", "DEBUG "))]
