"""What the search reads of a page: its headings and the words under each, and nothing around them.

Search plugins take a page's whole HTML apart, tag by tag, which costs them more than writing the
page cost us. They get the same sections as a flat list instead. This works on HTML that we wrote
ourselves: every tag is closed, no attribute holds a bare `>`, and only pictures have tags that
close themselves, but for those that never hold anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .elements import end_of

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr")
)
_SHOWN = ("p", "li", "ul", "ol", "pre", "code", "sub", "sup")
"""Elements that results are shown with."""
_APART = ("div", "td", "th", "tr", "dt", "dd", "section", "article", "figcaption", "h3")
"""Elements whose words are no part of the words beside them."""
_SILENT = ("object", "script", "style", "svg", "template")
_SILENT_MARKS = (" data-search-exclude", 'class="headerlink"')

_WRITTEN = {
    **{f"{end}{name}": f"<{end}{name}>" for name in _SHOWN for end in ("", "/")},
    **{f"{end}{name}": " " for name in _APART for end in ("", "/")},
}
"""What is written for tags, by their names; nothing for all others."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SILENT_TAG = re.compile(rf"<(?:{'|'.join(_SILENT)})(?![\w-])")
_VOID_TAG = re.compile(rf"<(?:{'|'.join(sorted(_VOID))})(?![\w-])[^>]*>")
_ALONE = re.compile(rf"{_VOID_TAG.pattern}|/>")
_HEADING = re.compile(r'<(h[1-6])(?=\s)[^>]*?\sid="([^"]*)"[^>]*>(.*?)</\1>', re.DOTALL)
_BEGIN_OR_END = re.compile("</?")
_TAG = re.compile(r"<(/?[\w-]*)[^>]*>")
_NAME = re.compile(r"<([a-zA-Z][\w-]*)[^>]*>")
_EMPTY = re.compile(rf"<({'|'.join(_SHOWN)})>\s*</\1>")


@dataclass(slots=True)
class _Section:
    tag: str = ""
    id: str | None = None
    depth: float = float("-inf")
    """How many elements its heading is in; a section ends where the innermost of them does."""
    title: str = ""
    text: list[str] = field(default_factory=list)


def searched(html: str) -> str:
    """Return a page's HTML as the search needs it: headings with their ids, and what they head."""
    first, *found = _HEADING.split(_VOID_TAG.sub(" ", _heard(_COMMENT.sub("", html))))
    sections = [_Section(text=[first])]
    now = sections[:]  # those that have not ended, the innermost last
    depth = _deeper(first)
    for tag, id_, title, text in zip(*[iter(found)] * 4, strict=True):
        now.append(_Section(tag, id_, depth, title))
        sections.append(now[-1])
        depth = _put(text, now, depth)
    return "\n".join(filter(None, map(_flat, sections)))


def _put(text: str, now: list[_Section], depth: int) -> int:
    """Put what follows a heading in its section, and what follows the section's end in the next.

    Return how many elements are open behind it.
    """
    if now[-1].depth <= 0:
        now[-1].text.append(text)
        return depth + _deeper(text)
    done = 0
    for tag in _BEGIN_OR_END.finditer(text):
        depth += 1 if tag[0] == "<" else -1
        while now[-1].depth > depth:
            now.pop().text.append(text[done : tag.start()])
            done = tag.start()
    now[-1].text.append(text[done:])
    return depth


def _deeper(html: str) -> int:
    """Return how many more elements begin than end."""
    return html.count("<") - 2 * html.count("</")


def _heard(html: str) -> str:
    """Return HTML without the elements that the search skips."""
    starts = [tag.start() for tag in _SILENT_TAG.finditer(html)]
    for mark in _SILENT_MARKS:
        at = html.find(mark)
        while at >= 0:
            start = html.rfind("<", 0, at)
            if html.find(">", start, at) < 0:  # it is in a tag, not in a text
                starts.append(start)
            at = html.find(mark, at + 1)
    out: list[str] = []
    done = 0
    for start in sorted(starts):
        tag = _NAME.match(html, start)
        if start < done or tag is None or tag[1] in _VOID:
            continue
        end = tag.end() if tag[0].endswith("/>") else end_of(tag[1], html, tag.end())
        out += (html[done:start], " " if _ALONE.search(html, start, end) else "")
        done = end
    return "".join((*out, html[done:]))


def _flat(section: _Section) -> str:
    pieces = _TAG.split("".join(section.text))
    pieces[1::2] = [_WRITTEN.get(name, "") for name in pieces[1::2]]
    text = " ".join("".join(pieces).split())
    before = ""
    while before != text:
        before, text = text, _EMPTY.sub("", text)
    if section.id is None:
        return text.strip()
    title = " ".join(_TAG.sub("", section.title).split())
    return f'<{section.tag} id="{section.id}">{title}</{section.tag}>\n{text.strip()}'
