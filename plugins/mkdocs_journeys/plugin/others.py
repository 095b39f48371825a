"""The other plugins of a site, and what they have a say in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

OF_A_PAGE = (
    *("pre_page", "page_read_source", "page_markdown", "page_content", "page_context"),
    "post_page",
)
"""Events that plugins hear once for each page, and may change it in."""


BESIDE_PAGES = ("env", "nav", "pre_template", "template_context", "post_template", "post_build")
"""Events of a build in which plugins may read pages, or put something on them."""


def owner(method: Callable[..., Any]) -> Any:
    """Return the plugin that an event's method belongs to, None for a hook."""
    return getattr(method, "__self__", None) or getattr(method, "of", None)


def searches(config: MkDocsConfig) -> list[Any]:
    """Return the plugins that keep a search index."""
    owners = map(owner, config.plugins.events["page_context"])
    return [plugin for plugin in owners if hasattr(plugin, "search_index")]


def entries_of(search: Any) -> list[dict[str, Any]]:
    """Return the entries of a search plugin's index: Material's, or those of MkDocs itself."""
    index = search.search_index
    found: list[dict[str, Any]] = index.entries if hasattr(index, "entries") else index._entries
    return found


def is_alone(
    plugin: Any, config: MkDocsConfig, events: Iterable[str], *, silent: tuple[str, ...] = ()
) -> bool:
    """Whether a plugin alone hears some events, beside those that keep a search index.

    `silent` are the beginnings of the modules of others who hear them and do nothing.
    """
    known = [plugin, *searches(config)]
    heard: dict[str, list[Callable[..., Any]]] = config.plugins.events
    return all(
        any(one is each for each in known) or type(one).__module__.startswith(silent)
        for event in events
        for one in map(owner, heard[event])
    )
