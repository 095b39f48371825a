"""The first mention of each term on a page: a link to the glossary that shows what it means.

It works on a page's finished HTML, so that what a reader meets first is what is explained first,
whoever wrote it. Texts in links, headings, tables, quotes and cards stay as they are.

Most texts mention no term, or one that was met before. Only for the others does it matter which
elements they are in, so that is looked up last, and no further than the last of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from markupsafe import escape

from .elements import end_of
from .glossary import Entry, Glossary

_CLOSED = (
    *("a", "abbr", "blockquote", "button", "code", "figcaption", "label", "legend", "option"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "pre", "q", "script", "select", "style"),
    *("summary", "svg", "table", "template", "textarea"),
)
"""Elements whose texts stay as they are: no place for a link, or one that speaks for others."""
_CLOSED_CLASSES = (
    *("jn-card", "jn-explained", "jn-badge", "jn-chip", "jn-quote", "jn-timeline__quote"),
    "jn-waysin",
)
_CLOSED_MARKS = ("data-search-exclude", 'aria-hidden="true"', 'role="columnheader"')
_VOID = frozenset(("br", "col", "hr", "img", "input", "source", "track", "wbr"))

_TEXT = re.compile(r">(?=\s*+[^<\s])([^<]++)")
"""A text between two tags, if there is more to it than space."""
_TABLE = re.compile(r"<table(?![\w-])")
_CLOSED_TAG = re.compile(
    rf"""
    <(?:
        !--.*?--
        | (?P<name>
            (?:{"|".join(_CLOSED)})(?![\w-])
            | [a-zA-Z][\w-]*+(?=\s)(?=[^>]*?\s(?:
                class="(?:[^"]*\s)?(?:{"|".join(_CLOSED_CLASSES)})["\s]
                | {"|".join(_CLOSED_MARKS)}
            ))
        )[^>]*+
    )>
    """,
    re.VERBOSE | re.DOTALL,
)
"""A comment, or the tag that opens an element whose texts stay as they are."""


_Mention: TypeAlias = tuple[int, str, list[str]]
"""Where a text or the tag of a link begins, itself, and the ids of the terms it mentions."""


@dataclass(slots=True)
class FirstMentions:
    """Marks the first mentions of one page, fragment by fragment in the order of the page.

    `address` is the glossary's from this page, `explain` gives an entry's meaning as plain text.
    """

    glossary: Glossary
    address: str
    explain: Callable[[Entry], str]
    seen: set[str] = field(default_factory=set)
    link: str = field(init=False)
    """What the tag of an author's link to a term begins with."""

    def __post_init__(self) -> None:
        self.link = f'<a href="{escape(self.address)}#term:'

    def mark(self, html: str) -> str:
        """Return HTML with the first mention of each term that was not seen yet marked."""
        html = f">{html}<"  # each text stands between two tags
        places = [*self._texts(html), *self._links(html)]
        if not places:
            return html[1:-1]
        out: list[str] = []
        done = 0
        closed = _closed_elements(html)
        start = end = 0  # of the closed element at hand
        for at, piece, ids in sorted(places):
            if self.seen.issuperset(ids):
                continue
            while end <= at:
                start, end = next(closed, (len(html), len(html)))
            if start < at:
                continue
            is_link = piece.startswith("<")
            marked = self._in_link(piece, *ids) if is_link else self._in_text(piece)
            out += (html[done:at], marked)
            done = at + len(piece)
        return "".join((*out, html[done:]))[1:-1]

    def _texts(self, html: str) -> Iterator[_Mention]:
        """Yield the texts that mention a term not seen yet."""
        for at, end in _outside_tables(html):
            for text in self.glossary.with_terms(_TEXT.findall(html, at, end)):
                ids = [id_ for _, _, id_ in self.glossary.found_in(text)]
                if not self.seen.issuperset(ids):
                    at = html.index(f">{text}<", at) + 1
                    yield at, text, ids

    def _links(self, html: str) -> Iterator[_Mention]:
        """Yield the tags of links to a term in the glossary."""
        at = html.find(self.link)
        while at >= 0:
            tag = html[at : html.index(">", at) + 1]
            yield at, tag, [tag[len(self.link) :].partition('"')[0]]
            at = html.find(self.link, at + 1)

    def _in_text(self, text: str) -> str:
        out: list[str] = []
        at = 0
        for start, end, id_ in self.glossary.found_in(text):
            if id_ not in self.seen:
                address = escape(f"{self.address}#term:{id_}")
                link = f'<a href="{address}"{self._explained(id_)}>{text[start:end]}</a>'
                out += (text[at:start], link)
                at = end
        return "".join((*out, text[at:]))

    def _in_link(self, tag: str, id_: str) -> str:
        """Return the tag of an author's link that is the first to name a term, explained."""
        if " class=" in tag or id_ not in self.glossary.by_id:
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


def _closed_elements(html: str) -> Iterator[tuple[int, int]]:
    """Return where closed elements and comments begin and end, the outermost of them."""
    at = 0
    while tag := _CLOSED_TAG.search(html, at):
        at, name = tag.end(), tag["name"]
        if name is None:
            yield tag.span()
        elif name not in _VOID and html[at - 2] != "/":
            at = end_of(name, html, at)
            yield tag.start(), at


def _outside_tables(html: str) -> Iterator[tuple[int, int]]:
    """Return the parts of HTML between tables, which hold most of the texts of a long page.

    A part begins with the last bracket of the tag before it.
    """
    at = 0
    while "<table" in html and (table := _TABLE.search(html, at)):
        yield at, table.start()
        at = end_of("table", html, table.end()) - 1
    yield at, len(html)
