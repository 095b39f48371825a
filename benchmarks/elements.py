"""HTML as a tree, as far as it takes to read the content of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_UNSEEN = frozenset({"button", "input", "label", "script", "style", "template"})
"""Elements that hold no content of a page: what it is operated with."""

_HIDDEN = re.compile(r"\S__hidden\b|\bheaderlink\b|\bmd-content__button\b")
"""Classes of text that is there for a screen reader only, or for the theme."""

_CHART = '<svg class="jn-chart'
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_WORD = re.compile(r"\w+")


@dataclass(slots=True, kw_only=True)
class Element:
    """An element with what is in it; a chart is one without children, and has its `source`."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    source: str = ""

    def get(self, name: str) -> str:
        """Return an attribute, "" where there is none."""
        return self.attributes.get(name) or ""

    def elements(self) -> list[Element]:
        """Return the children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def every(self, *tags: str) -> Iterator[Element]:
        """Yield the elements of some tags below this one, in their order."""
        for child in self.elements():
            if child.tag in tags:
                yield child
            yield from child.every(*tags)


def content_of(page: str) -> Element:
    """Return the article of a page, without what is not seen and what is no content.

    Icons are left out, charts are kept as they are. Raises ValueError where there is no article.
    """
    article = _ARTICLE.search(page)
    if article is None:
        raise ValueError("a page without an article")
    charts: list[str] = []

    def kept(svg: re.Match[str]) -> str:
        if not svg[0].startswith(_CHART):
            return ""
        charts.append(svg[0])
        return f'<svg data-chart="{len(charts) - 1}"></svg>'

    html = _SVG.sub(kept, article[0])
    reader = _Reader(charts)
    reader.feed(html)
    reader.close()
    return reader.root


def visible_words(page: str) -> list[str]:
    """Return the words of a page's content, those of its charts included, in their order."""
    return _WORD.findall(" ".join(_texts(content_of(page))))


def _texts(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.source:
            yield unescape(re.sub(r"<[^>]+>", " ", child.source))
        else:
            yield from _texts(child)


class _Reader(HTMLParser):
    def __init__(self, charts: list[str]) -> None:
        super().__init__()
        self.charts = charts
        self.root = Element(tag="root")
        self.open = [self.root]
        self.unseen = 0
        """How many elements are open from the first one that is not seen."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _VOID:
            if not self.unseen and tag not in _UNSEEN:
                self.open[-1].children.append(Element(tag=tag, attributes=attributes))
            return
        hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("class") or "")
        if self.unseen or hidden or tag in _UNSEEN:
            self.unseen += 1
            return
        chart = attributes.get("data-chart")
        source = self.charts[int(chart)] if chart else ""
        element = Element(tag=tag, attributes=attributes, source=source)
        self.open[-1].children.append(element)
        self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            self.unseen -= 1
        elif tag not in _VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.open[-1].children.append(data)
