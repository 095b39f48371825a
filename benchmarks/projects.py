"""The same handbook as four projects: ours, and by hand for MkDocs, Zensical and Hugo."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from .handbooks import handbook, write
from .pages import HandPage

NAME = "Made-up handbook"
_LAYOUTS = Path(__file__).parent / "hugo"

_THEME: dict[str, Any] = {"name": "material", "font": False}
"""Nothing remote in any of them."""

_OURS = {
    "site_name": NAME,
    "docs_dir": "content",
    "theme": {**_THEME, "features": ["navigation.indexes", "navigation.tabs"]},
    "plugins": ["search", "journeys"],
}
_BY_HAND = {"site_name": NAME, "theme": _THEME, "plugins": ["search"]}
_PRUNED = {
    **_BY_HAND,
    "theme": {
        **_THEME,
        "features": ["navigation.indexes", "navigation.prune", "navigation.tabs"],
    },
}


def write_ours(project: Path, journeys: int) -> None:
    """Write a handbook of so many journeys in YAML, to be built by MkDocs with our plugin.

    It has no page with the whole handbook on it, which only small ones have: nobody writes that
    one by hand.
    """
    files = handbook(journeys)
    files["handbook.yml"] += "views: {print: off}\n"
    write(project / "content", files)
    _configure(project, _OURS)


def write_mkdocs(project: Path, pages: Iterable[HandPage], *, pruned: bool = False) -> None:
    """Write pages by hand for Material for MkDocs, with its defaults or with what makes it fast.

    Zensical reads the same project.
    """
    written: list[HandPage] = []
    for page in pages:
        _write(project / "docs" / page.source, page.markdown)
        written.append(page)
    _configure(project, {**(_PRUNED if pruned else _BY_HAND), "nav": navigation_of(written)})


def write_hugo(project: Path, pages: Iterable[HandPage]) -> None:
    """Write pages by hand for Hugo, with a theme of a few lines."""
    for number, page in enumerate(pages, start=1):
        front = json.dumps({"title": page.title, "weight": number}, ensure_ascii=False)
        name = page.source.removesuffix("index.md") + "_index.md" if page.has_below else page.source
        _write(project / "content" / name, f"{front}\n\n{_without_title(page.linked)}")
    shutil.copytree(_LAYOUTS / "layouts", project / "layouts", dirs_exist_ok=True)
    shutil.copy(_LAYOUTS / "hugo.toml", project / "hugo.toml")


def navigation_of(pages: list[HandPage]) -> list[Any]:
    """Return the `nav` of MkDocs as somebody would write it: a section for each folder."""
    top: list[Any] = []
    sections: dict[str, list[Any]] = {"": top}

    def section(address: str, title: str = "") -> list[Any]:
        if address not in sections:
            above, _, name = address.rpartition("/")
            named = title or name.replace("-", " ").capitalize()
            sections[address] = []
            section(above).append({named: sections[address]})
        return sections[address]

    for page in pages:
        if page.has_below and page.address:
            section(page.address, page.title).append(page.source)
        else:
            section(page.address.rpartition("/")[0]).append({page.title: page.source})
    return top


def _configure(project: Path, settings: dict[str, Any]) -> None:
    text = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)
    _write(project / "mkdocs.yml", text)


def _without_title(markdown: str) -> str:
    """Return a page without its first heading: in Hugo the theme writes the title."""
    first, _, rest = markdown.partition("\n")
    return rest.lstrip("\n") if first.startswith("# ") else markdown


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
