"""What the search reads of a page: its headings and the words under each, and nothing around them.

Search plugins take a page's whole HTML apart, tag by tag, which costs them more than writing the
page cost us. They get the same sections as a flat list instead. This works on HTML that we wrote
ourselves: every tag is closed, and no attribute holds a bare `>`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_PIECE = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_ID = re.compile(r'\sid="([^"]*)"')
_SPACE = re.compile(r"\s+")
_EMPTY = re.compile(r"<(p|li|ul|ol|pre|code|sub|sup)>\s*</\1>")

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr")
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SHOWN = frozenset(("p", "li", "ul", "ol", "pre", "code", "sub", "sup"))
"""Elements that results are shown with."""
_SILENT = frozenset(("object", "script", "style", "svg", "template"))
_EXCLUDED = " data-search-exclude"


@dataclass(slots=True)
class _Section:
    tag: str = ""
    id: str | None = None
    depth: float = 0
    """How many elements its heading is in; a section ends where the outermost of them does."""
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def searched(html: str) -> str:
    """Return a page's HTML as the search needs it: headings with their ids, and what they head."""
    sections = [_Section()]
    now = sections[0]
    open_: list[str] = []
    silent_from = 0  # how many elements were open when one began that the search skips
    heading_at = 0  # how many were open within the heading that is being read, 0 for none
    for piece in _PIECE.findall(html):
        if piece[0] != "<":
            if not silent_from:
                (now.title if heading_at else now.text).append(piece)
            continue
        tag = _TAG.match(piece)
        if tag is None:
            continue
        closes, name = tag[1], tag[2]
        if not closes:
            if name in _VOID or piece.endswith("/>"):
                now.text.append(" ")
                continue
            open_.append(name)
            if silent_from:
                continue
            if name in _SILENT or _EXCLUDED in piece or 'class="headerlink"' in piece:
                silent_from = len(open_)
            elif name in _HEADINGS and (id_ := _ID.search(piece)):
                now = _Section(name, id_[1], len(open_))
                sections.append(now)
                heading_at = len(open_)
            elif not heading_at:
                now.text.append(f"<{name}>" if name in _SHOWN else " " if name in _APART else "")
            continue
        if not open_ or open_[-1] != name:
            continue
        if now.depth > len(open_):  # its heading was in an element that ends here
            now.depth = float("inf")
            now = next(found for found in reversed(sections) if found.depth <= len(open_))
        if silent_from:
            if silent_from == len(open_):
                silent_from = 0
        elif heading_at == len(open_):
            heading_at = 0
        elif not heading_at:
            now.text.append(f"</{name}>" if name in _SHOWN else " " if name in _APART else "")
        open_.pop()
    return "\n".join(filter(None, map(_flat, sections)))


_APART = frozenset(("div", "td", "th", "tr", "dt", "dd", "section", "article", "figcaption", "h3"))
"""Elements whose words are no part of the words beside them."""


def _flat(section: _Section) -> str:
    text = _SPACE.sub(" ", "".join(section.text))
    before = ""
    while before != text:
        before, text = text, _EMPTY.sub("", text)
    if section.id is None:
        return text.strip()
    title = _SPACE.sub(" ", "".join(section.title)).strip()
    return f'<{section.tag} id="{section.id}">{title}</{section.tag}>\n{text.strip()}'
