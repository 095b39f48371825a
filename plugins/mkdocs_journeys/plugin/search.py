"""Search plugins read our pages as a flat list of headings and words, not as whole HTML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.utils.templates import TemplateContext

from .others import entries_of, owner

_EVENT = "page_context"


class Searched(Protocol):
    """What search plugins read."""

    def words(self, page: EnginePage) -> str | None:
        """Return the words of a page of ours, None for another."""

    def entries(self, page: EnginePage, number: int) -> list[dict[str, Any]] | None:
        """Return what a search plugin, by its number, made of a page's words before."""

    def note(self, page: EnginePage, entries: list[dict[str, Any]]) -> None:
        """Note what the next search plugin made of a page's words."""


def read_lightly(config: MkDocsConfig, searched: Searched) -> None:
    """Let every search plugin of a build read the words of our pages in the place of their HTML.

    That of MkDocs and that of Material both read a page's content when its context is made, and
    keep an index. All other plugins see the page as it is.
    """
    methods = config.plugins.events[_EVENT]
    number = 0
    for place, method in enumerate(methods):
        if hasattr(owner(method), "search_index"):
            methods[place] = _reading(method, searched, number)
            number += 1


def _reading(method: Callable[..., Any], searched: Searched, number: int) -> Callable[..., Any]:
    search = owner(method)

    def read(
        context: TemplateContext, *, page: EnginePage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext | None:
        known = searched.entries(page, number)
        if known is not None:
            entries_of(search).extend(known)
            return None
        words = searched.words(page)
        if words is None:
            return method(context, page=page, config=config, nav=nav)  # type: ignore[no-any-return]
        whole, page.content = page.content, words
        before = len(entries_of(search))
        try:
            return method(context, page=page, config=config, nav=nav)  # type: ignore[no-any-return]
        finally:
            page.content = whole
            searched.note(page, entries_of(search)[before:])

    read.of = search  # type: ignore[attr-defined]  # for who looks
    return read
