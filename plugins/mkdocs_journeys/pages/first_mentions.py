"""The first mention of each term on a page: a link to the glossary that shows what it means.

It works on a page's finished HTML, so that what a reader meets first is what is explained first,
whoever wrote it. Texts in links, headings, tables, quotes and cards stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import escape

from .glossary import Entry, Glossary

_TAG = re.compile(r"<!--.*?-->|<(?:(?P<end>/)?(?P<name>[a-zA-Z][\w-]*))?[^>]*>", re.DOTALL)
_CLASSES = re.compile(r' class="([^"]*)"')
_TERM_LINK = re.compile(r' href="([^"#]*)#term:([^"]*)"')

_CLOSED = frozenset(
    (
        *("a", "abbr", "blockquote", "button", "code", "figcaption", "label", "legend", "option"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "pre", "q", "script", "select", "style"),
        *("summary", "svg", "table", "template", "textarea"),
    )
)
"""Elements whose texts stay as they are: no place for a link, or one that speaks for others."""
_CLOSED_CLASSES = frozenset(
    (
        *("jn-card", "jn-explained", "jn-badge", "jn-chip", "jn-quote", "jn-timeline__quote"),
        "jn-waysin",
    )
)
_CLOSED_MARKS = (" data-search-exclude", ' aria-hidden="true"', ' role="columnheader"')
_VOID = frozenset(("br", "col", "hr", "img", "input", "source", "track", "wbr"))


@dataclass(slots=True)
class FirstMentions:
    """Marks the first mentions of one page, fragment by fragment in the order of the page.

    `address` is the glossary's from this page, `explain` gives an entry's meaning as plain text.
    """

    glossary: Glossary
    address: str
    explain: Callable[[Entry], str]
    seen: set[str] = field(default_factory=set)

    def mark(self, html: str) -> str:
        """Return HTML with the first mention of each term that was not seen yet marked."""
        out: list[str] = []
        at = 0
        while tag := _TAG.search(html, at):
            out.append(self._in_text(html[at : tag.start()]))
            piece, name, at = tag[0], tag["name"], tag.end()
            if tag["end"] or not name or not _is_closed(name, piece):
                out.append(piece)
                continue
            out.append(self._in_link(piece) if name == "a" else piece)
            start, at = at, _end_of(name, html, at)
            out.append(html[start:at])
        out.append(self._in_text(html[at:]))
        return "".join(out)

    def _in_text(self, text: str) -> str:
        found = () if not text or text.isspace() else self.glossary.found_in(text)
        if not found:
            return text
        out, at = [], 0
        for start, end, id_ in found:
            if id_ not in self.seen:
                address = escape(f"{self.address}#term:{id_}")
                link = f'<a href="{address}"{self._explained(id_)}>{text[start:end]}</a>'
                out += [text[at:start], link]
                at = end
        return "".join((*out, text[at:]))

    def _in_link(self, tag: str) -> str:
        """Return the tag of an author's link, explained where it is the first to name a term."""
        link = _TERM_LINK.search(tag)
        if link is None or link[1] != escape(self.address) or " class=" in tag:
            return tag
        id_ = link[2]
        if id_ in self.seen or id_ not in self.glossary.by_id:
            return tag
        return f"{tag[:-1]}{self._explained(id_)}>"

    def _explained(self, id_: str) -> str:
        """Return the attributes of a first mention.

        What a term means is an attribute that the stylesheet shows: it is read out, and is no part
        of the text, neither for the search nor for whoever copies it.
        """
        self.seen.add(id_)
        meaning = escape(self.explain(self.glossary.by_id[id_]))
        return f' class="jn-term" aria-description="{meaning}"'


@lru_cache(maxsize=4_096)  # pages share most of their tags
def _is_closed(name: str, piece: str) -> bool:
    """Whether a tag opens an element whose texts stay as they are."""
    if name in _VOID or piece.endswith("/>"):
        return False
    if name in _CLOSED or any(mark in piece for mark in _CLOSED_MARKS):
        return True
    classes = _CLASSES.search(piece)
    return bool(classes and not _CLOSED_CLASSES.isdisjoint(classes[1].split()))


def _end_of(name: str, html: str, start: int) -> int:
    """Return where an element ends whose content starts there."""
    depth = 1
    for tag in _tags_of(name).finditer(html, start):
        if tag["name"] and not tag[0].endswith("/>"):
            depth += -1 if tag["end"] else 1
            if depth == 0:
                return tag.end()
    return len(html)


@lru_cache(maxsize=256)
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<!--.*?-->|<(?P<end>/)?(?P<name>{name})(?![\w-])[^>]*>", re.DOTALL)
