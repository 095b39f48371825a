"""Search plugins read our pages as a flat list of headings and words, not as whole HTML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.utils.templates import TemplateContext

_EVENT = "page_context"


def read_lightly(config: MkDocsConfig, searched: Callable[[EnginePage], str | None]) -> None:
    """Let every search plugin of a build read what `searched` gives for a page, where it does.

    That of MkDocs and that of Material both read a page's content when its context is made, and
    keep an index. All other plugins see the page as it is.
    """
    methods = config.plugins.events[_EVENT]
    for number, method in enumerate(methods):
        plugin = getattr(method, "__self__", None)
        if hasattr(plugin, "search_index"):
            methods[number] = _reading(method, searched)


def _reading(
    method: Callable[..., Any], searched: Callable[[EnginePage], str | None]
) -> Callable[..., Any]:
    def read(
        context: TemplateContext, *, page: EnginePage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext | None:
        whole, words = page.content, searched(page)
        if words is None:
            return method(context, page=page, config=config, nav=nav)  # type: ignore[no-any-return]
        page.content = words
        try:
            return method(context, page=page, config=config, nav=nav)  # type: ignore[no-any-return]
        finally:
            page.content = whole

    read.of = getattr(method, "__self__", None)  # type: ignore[attr-defined]  # for who looks
    return read
