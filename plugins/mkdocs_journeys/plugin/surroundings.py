"""What is around a page: the theme, and what it says of the site, the page and its neighbours.

A page that the theme was put around can be kept for the next build where all of this is told by a
digest. Of Material's own templates we know what they read; others may read anything.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from .others import OF_A_PAGE, is_alone, searches

_LIBRARIES = ("mkdocs-material", "jinja2", "markupsafe", "markdown", "pymdown-extensions", "jieba")
"""What pages are converted, rendered and indexed with, beside MkDocs."""

_OF_ANOTHER_PAGE = re.compile(
    rb"build_date_utc|(?<![\w.])pages\b"
    rb"|(?<!\bpage)\.(?:content|markdown|toc)\b|[\"'](?:content|markdown|toc)[\"']"
)
"""What a template may read that is told by no digest here: the time, and what is on other pages."""

_SEARCHES = ("material.", "mkdocs.")
"""Modules of search plugins whose versions are told."""

_OF_THE_MACHINE = frozenset(("config_file_path", "docs_dir", "nav", "site_dir", "watch"))
"""Settings that no page shows, or that are told by what they lead to."""


def are_known(config: MkDocsConfig, plugin: Any) -> bool:
    """Whether a digest can tell all that is around our pages.

    It can where the theme is Material, no template in its place reads other pages, and no other
    plugin has a say in a page.
    """
    return (
        config.theme.name == "material"
        and is_alone(plugin, config, (*OF_A_PAGE, "env"))
        and all(type(search).__module__.startswith(_SEARCHES) for search in searches(config))
        and not any(_reads_more(text) for _, text in _templates(config.theme))
    )


class Surroundings:
    """What is around the pages of a site, by digests; the titles of all must be known."""

    def __init__(self, config: MkDocsConfig, nav: Navigation) -> None:
        settings = [_told_settings(config), mkdocs.__version__, *map(_version, _LIBRARIES)]
        self._settings = _digest("\0".join(settings))
        for name, text in _templates(config.theme):
            self._settings.update(name.encode("utf-8", "surrogatepass") + b"\0" + text)
        self._nav = _digest(f"{[*map(_told_item, nav.items), *map(_told_page, nav.pages)]}")

    def own(self, page: Page) -> bytes:
        """Return a digest of what a page is converted, rendered and indexed with."""
        facts = (page.edit_url, page.canonical_url, page.is_homepage, page.file.inclusion)
        return _digest(f"{_told_page(page)}{facts}", self._settings).digest()

    def near(self, page: Page) -> bytes:
        """Return a digest of the pages that the theme names around one."""
        beside = (page.previous_page, page.next_page)
        told = [_told_page(other) if other else "" for other in beside]
        return _digest(f"{told}", self._nav).digest()


def _reads_more(template: bytes) -> bool:
    asks = b"{{" in template or b"{%" in template  # else it is no template, but a stylesheet
    return asks and _OF_ANOTHER_PAGE.search(template) is not None


def _digest(text: str, begun: hashlib.blake2b | None = None) -> hashlib.blake2b:
    digest = begun.copy() if begun else hashlib.blake2b(digest_size=16)
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest


def _told_page(page: Page) -> str:
    return repr((page.url, page.title, page.meta))


def _told_item(item: Any) -> str:
    if isinstance(item, Section):
        return f"{item.title!r}[{','.join(map(_told_item, item.children))}]"
    return f"{item.title!r}({item.url!r})"


def _told_settings(value: Any) -> str:
    """Return what a setting says, the same in every process."""
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    if isinstance(value, Theme):
        return _told_settings({**value, "locale": str(value.locale)})
    if isinstance(value, Mapping):
        told = (
            f"{name!r}: {_told_settings(each)}"
            for name, each in value.items()
            if name not in _OF_THE_MACHINE
        )
        return f"{{{', '.join(told)}}}"
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        items = sorted(map(_told_settings, value)) if isinstance(value, set) else None
        return f"[{', '.join(items or map(_told_settings, value))}]"
    name = getattr(value, "__qualname__", type(value).__qualname__)  # of a function, of a plugin
    return f"{name}{_told_settings(getattr(value, 'config', None))}"


def _templates(theme: Theme) -> Iterator[tuple[str, bytes]]:
    """Yield the files before the theme's own, which are told by its version, with their names."""
    packaged = (Path(get_theme_dir(theme.name or "")), Path(mkdocs.__file__).parent / "templates")
    for number, folder in enumerate(map(Path, theme.dirs)):
        if folder not in packaged:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    yield f"{number}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
