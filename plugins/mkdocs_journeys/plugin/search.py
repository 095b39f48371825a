"""Search plugins read our pages as a flat list of headings and words, not as whole HTML.

That of Material takes even these words apart tag by tag, to find what we knew: where sections
begin. It gets the sections as it would have found them.

A page is found by its full title: on the page itself the shorter one will do.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from html import escape, unescape
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

    def full_title(self, page: EnginePage) -> str | None:
        """Return what a page of ours is called among others, None for another page."""

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
            return method(context, page=page, config=config, nav=nav)  # type: ignore[no-any-return]  # another plugin's
        before = len(entries_of(search))
        title = searched.full_title(page)
        if _is_of_material(search) and words.startswith("<h1 "):
            sections = sections_of(sys.modules[type(search).__module__], words)
            if title:
                sections[0].title = [escape(title, quote=False)]
            for section in sections:
                search.search_index.create_entry_for_section(section, page.toc, page.url, page)
            searched.note(page, entries_of(search)[before:])
            return None
        whole, page.content = page.content, words
        try:
            return method(context, page=page, config=config, nav=nav)  # type: ignore[no-any-return]  # another plugin's
        finally:
            page.content = whole
            made = entries_of(search)[before:]
            if title:
                _entitle(made, page, escape(title, quote=False) if _is_html(search) else title)
            searched.note(page, made)

    read.of = search  # type: ignore[attr-defined]  # for who looks
    return read


_HEADING = re.compile(r'<(h[1-6]) id="([^"]*)">(.*?)</\1>\n?', re.DOTALL)
_BETWEEN = re.compile(r">\s+<")
_REFERENCE = re.compile(r"&[#\w]+;")


def _is_of_material(search: Any) -> bool:
    return _is_html(search) and search.config.enabled


def _is_html(search: Any) -> bool:
    """Whether the titles that a search plugin keeps are HTML; others keep plain text."""
    return type(search).__module__ == "material.plugins.search.plugin"


def _entitle(entries: list[dict[str, Any]], page: EnginePage, title: str) -> None:
    """Give the entry of a page, and that of its first heading, a title."""
    heads = {page.url, *(page.url + heading.url for heading in list(page.toc)[:1])}
    for entry in entries:
        if entry["location"] in heads:
            entry["title"] = title


def sections_of(material: Any, words: str) -> list[Any]:
    """Return the sections of a page's words as `material`, the module of its search, finds them."""
    found: list[Any] = []
    _, *pieces = _HEADING.split(words)
    for tag, id_, title, text in zip(*[iter(pieces)] * 4, strict=True):
        section = material.Section(material.Element(tag), 1)
        section.id = id_ if found else None  # the first is the page itself
        section.title = [_plain(title)] if title else []  # the page's own title else
        section.text = [_plain(_BETWEEN.sub("> <", text))]
        found.append(section)
    return found


def _plain(text: str) -> str:
    """Return a text with no more of its characters escaped than there must be."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(lambda match: escape(unescape(match[0]), quote=False), text)
