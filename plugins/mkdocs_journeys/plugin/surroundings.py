"""What is around a page: the theme, and what it says of the site, the page and its neighbours.

A page that the theme was put around can be kept for the next build where all of this is told by a
digest. Of Material's own templates we know what they read; others may read anything.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache as once
from functools import partial
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from ..pages.templates import files_below
from .others import BESIDE_PAGES, OF_A_PAGE, is_alone, searches

_LIBRARIES = ("mkdocs-material", "jinja2", "markupsafe", "markdown", "pymdown-extensions", "jieba")
"""What pages are converted, rendered and indexed with, beside MkDocs."""

_OF_THE_MACHINE = (
    *("config_file_path", "docs_dir", "site_dir", "watch"),
    *("draft_docs", "exclude_docs", "not_in_nav"),
)
"""Settings that no page shows, unless a template asks for them by their names."""

_NOT_TOLD = frozenset((*_OF_THE_MACHINE, "nav"))
"""Settings that no digest tells; what the navigation leads to is told."""

_OF_ANOTHER_PAGE = re.compile(
    rb"build_date_utc|(?<![\w.])pages\b"
    rb"|(?<!(?<![\w.])page)\.(?:content|markdown|toc)\b|\.content_"
    rb"|[\"'](?:[\w.]+\.)?(?:content\w*|markdown|toc)[\"']"
    # Or another page has its name.
    rb"|\bpage\s*=(?!=)|\b(?:set|as)\s+page\b|\bfor\b[^%]*?\bpage\b[^%]*?\bin\b"
    rb"|\b(?:macro\s+\w+|call)\s*\([^)]*\bpage\b"
    rb"|\b(?:" + "|".join(_OF_THE_MACHINE).encode() + rb")\b"
)
"""What a template may read that is told by no digest here: the time, the machine, other pages."""

_CONTENT = re.compile(rb"\b(?:content\w*|markdown|toc)\b")
"""What a template outside the theme, which is made before all pages, may read of them."""

_SILENT = ("material.plugins.offline.", "mkdocs_redirects.")
"""Plugins that hear of a whole site, and read no page."""

_EXTENSIONS = ("markdown.", "pymdownx.", "material.")
"""Modules of Markdown extensions whose versions are told."""

_SEARCHES = ("material.", "mkdocs.")
"""Modules of search plugins whose versions are told."""


def are_known(config: MkDocsConfig, plugin: Any, files: Files) -> bool:
    """Whether a digest can tell all that is around our pages.

    It can where the theme is Material, no template in its place reads other pages, no extension of
    Markdown reads files, and no other plugin has a say in a page.
    """
    extra = map(files.get_file_from_path, config.extra_templates)
    return (
        config.theme.name == "material"
        and is_alone(plugin, config, OF_A_PAGE)
        and is_alone(plugin, config, BESIDE_PAGES, silent=_SILENT)
        and all(map(_is_told, config.markdown_extensions))
        and not (config.mdx_configs.get("pymdownx.snippets") or {}).get("auto_append")
        and not any(_CONTENT.search(file.content_bytes) for file in extra if file)
        and all(type(search).__module__.startswith(_SEARCHES) for search in searches(config))
        and not any(_reads_more(text) for _, text in _templates(config.theme))
    )


class Surroundings:
    """What is around the pages of a site, by digests; the titles of all must be known."""

    def __init__(self, config: MkDocsConfig, nav: Navigation) -> None:
        shown = {name: value for name, value in config.items() if name not in _NOT_TOLD}
        settings = [_told_settings(shown), mkdocs.__version__, *map(_version, _LIBRARIES)]
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
    return repr((page.url, page.title, page.meta, page.file.src_uri, page.edit_url))


def _told_item(item: Any) -> str:
    if isinstance(item, Section):
        return f"{item.title!r}[{','.join(map(_told_item, item.children))}]"
    return f"{item.title!r}({item.url!r})"


def _told_settings(value: Any) -> str:
    """Return what a setting says, the same in every process."""
    if value is None or isinstance(value, str | int | float | bytes | date | PurePath):
        return repr(value)
    if isinstance(value, Theme):
        return _told_settings({**value, "locale": str(value.locale)})
    if isinstance(value, Mapping):
        told = (f"{name!r}: {_told_settings(each)}" for name, each in value.items())
        return f"{{{', '.join(told)}}}"
    if isinstance(value, BasePlugin):
        return f"{type(value).__module__}.{type(value).__qualname__}{_told_settings(value.config)}"
    if isinstance(value, ModuleType):  # a hook
        return _digest(Path(value.__file__ or "").read_text("utf-8")).hexdigest()
    if isinstance(value, partial):
        return _told_settings([value.func, value.args, value.keywords])
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(map(_told_settings, value)) if isinstance(value, set | frozenset) else None
        return f"[{', '.join(items or map(_told_settings, value))}]"
    name = getattr(value, "__qualname__", "<")
    if "<" not in name:
        return f"{value.__module__}.{name}"  # a function, or a class
    return secrets.token_hex()  # nobody knows what it says: it is another each time


def _templates(theme: Theme) -> Iterator[tuple[str, bytes]]:
    """Yield the files before the theme's own, which are told by its version, with their names."""
    packaged = (Path(get_theme_dir(theme.name or "")), Path(mkdocs.__file__).parent / "templates")
    for number, folder in enumerate(map(Path, theme.dirs)):
        if folder not in packaged:
            for path in files_below(folder):
                yield f"{number}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _is_told(extension: str) -> bool:
    """Whether a Markdown extension's module is one whose version is told."""
    return extension.startswith(_EXTENSIONS) or extension in _own_extensions()


@once
def _own_extensions() -> frozenset[str]:
    """Return the short names of the extensions that Markdown itself has."""
    found = entry_points(group="markdown.extensions")
    return frozenset(each.name for each in found if each.value.startswith(_EXTENSIONS))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
