"""HTML pages as trees, read by the standard library: enough to ask a page what is on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr param".split()  # noqa: SIM905 - easier to read
)
_NOT_SHOWN = frozenset({"script", "style", "template"})


@dataclass(eq=False, slots=True)
class Element:
    """An element, its attributes and what is in it, texts as they are read."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The classes of the element."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """All text in the element on one line, without scripts and styles."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in _NOT_SHOWN:
                # Words of two cells or list items are two words.
                yield " "
                yield from child._texts()
                yield " "

    @property
    def tight_text(self) -> str:
        """The text of the element as it is written, nothing put between its parts."""
        return "".join(
            child if isinstance(child, str) else child.tight_text for child in self.children
        )

    def walk(self) -> Iterator[Element]:
        """Yield the element and all in it, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]

    def all(self, tag: str = "", *, cls: str = "", **attributes: str) -> list[Element]:
        """Return the elements in this one that have the tag, the class and the attributes."""
        return [
            element
            for element in self.walk()
            if (not tag or element.tag == tag)
            and (not cls or cls in element.attributes.get("class", "").split())
            and all(element.attributes.get(name) == value for name, value in attributes.items())
        ]

    def one(self, tag: str = "", *, cls: str = "", **attributes: str) -> Element:
        """Return the only such element."""
        found = self.all(tag, cls=cls, **attributes)
        assert len(found) == 1, f"{len(found)} elements <{tag} class={cls!r} {attributes}>"
        return found[0]

    def without(self, *, cls: str = "", tag: str = "") -> Element:
        """Return a copy that lacks the elements of a class or tag."""
        kept = [
            child if isinstance(child, str) else child.without(cls=cls, tag=tag)
            for child in self.children
            if isinstance(child, str)
            or not ((cls and cls in child.classes) or (tag and child.tag == tag))
        ]
        return Element(self.tag, self.attributes, kept)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks where in the file an element is."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)
        if tag == "title" and "svg" not in (above.tag for above in self.open):
            # Browsers take all in it for text. Recent releases of Python do so by themselves,
            # older ones leave references to characters as they are in such a place.
            self.set_cdata_mode(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        # Closes what was left open in it, as browsers do; an end without a start is left out.
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        if self.open[-1].tag == "title" and not hasattr(self, "RCDATA_CONTENT_ELEMENTS"):
            data = unescape(data)
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """Return a page or a piece of one as a tree."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def read_page(path: Path) -> Element:
    """Return a page on disk as a tree."""
    return parse(path.read_text(encoding="utf-8"))


def content_of(page: Element) -> Element:
    """Return the part of a page that is its own, without the theme's frame."""
    return page.one("article")


def says(place: Element | str, text: str) -> bool:
    """Return whether a text stands in a place, whatever the blanks and the markup within it."""
    shown = place if isinstance(place, str) else place.tight_text
    return "".join(text.split()) in "".join(shown.split())
