"""Authors' prose: CommonMark without HTML, and what its links may lead to.

The one parser for everything an author writes as Markdown. `pages/prose.py` renders its tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

RECORD_SCHEMES = ("persona", "journey", "stage", "touchpoint", "kpi", "content", "term")
"""Schemes of links to the handbook's own records, as in `persona:hr-director`."""

OUTSIDE_SCHEMES = ("https", "http", "mailto", "tel")


@cache
def parser() -> MarkdownIt:
    """Return the parser of all prose, loaded when the first text needs one."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    # Links are checked here, with a diagnostic; left to itself the parser would silently print
    # those it refuses as text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # as its manual says
    return parser


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: to a `record` (of a scheme), `outside`, to a `file`, or nowhere allowed.

    `name` is the record's id, the address, or the file's path below the handbook's folder.
    """

    kind: Literal["record", "outside", "file", "forbidden"]
    name: str
    scheme: str = ""


@lru_cache(maxsize=4096)
def target_of(href: str) -> Target:
    """Say where a link leads; a file's path may not be absolute nor climb out of the folder."""
    # Browsers drop these characters, so that "java\nscript:" would be a scheme to them.
    cleaned = "".join(c for c in href.strip() if c.isprintable())
    scheme, separator, rest = cleaned.partition(":")
    if separator and "/" not in scheme and "#" not in scheme and "?" not in scheme:
        scheme = scheme.lower()
        if scheme in RECORD_SCHEMES and unquote(rest).isprintable():
            return Target("record", unquote(rest), scheme)
        if scheme in OUTSIDE_SCHEMES and _is_address(cleaned):
            return Target("outside", cleaned)
        return Target("forbidden", cleaned)
    path = unquote(cleaned.partition("#")[0])
    parts = path.split("/")
    climbs = cleaned.startswith(("/", "\\")) or ".." in parts or "\\" in path
    if not path or climbs or not path.isprintable():
        return Target("forbidden", cleaned)
    return Target("file", path)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc) if parts.scheme in ("http", "https") else bool(parts.path)


@dataclass(frozen=True, slots=True)
class ProseLink:
    """A link, or the address of a picture, in a text."""

    target: Target
    is_picture: bool


@lru_cache(maxsize=4096)
def links_in(text: str, *, block: bool) -> tuple[ProseLink, ...]:
    """Return the links and pictures of a Markdown text, in order."""
    if "](" not in text and "<" not in text and "]:" not in text:
        return ()  # most texts: no need to parse them
    tokens = parser().parse(text) if block else parser().parseInline(text)
    return tuple(_links(tokens))


def walk(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield every token, each before those within it."""
    for token in tokens:
        yield token
        yield from walk(token.children or ())


def _links(tokens: list[Token]) -> Iterator[ProseLink]:
    for token in walk(tokens):
        if token.type == "link_open":
            yield ProseLink(target_of(str(token.attrs["href"])), is_picture=False)
        elif token.type == "image":
            yield ProseLink(target_of(str(token.attrs["src"])), is_picture=True)
