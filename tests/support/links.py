"""Where the pages of a site lead: every reference in it, and those that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from .projects import PAGES_KEPT, Built
from .trees import Element

_ADDRESSES = ("href", "src", "srcset", "poster", "data", "action", "xlink:href", "cite", "style")
_IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list")
_CSS_URL = re.compile(r"""url\(\s*(['"]?)(.*?)\1\s*\)|@import\s+(['"])(.*?)\3""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An address in a page, and the element that holds it."""

    page: str
    element: Element
    attribute: str
    address: str

    @property
    def is_remote(self) -> bool:
        """Whether it leaves the site."""
        parts = urlsplit(self.address)
        return bool(parts.netloc or (parts.scheme and parts.scheme != "data"))

    def __str__(self) -> str:
        return f"{self.page}: <{self.element.tag} {self.attribute}={self.address!r}>"


def references(built: Built) -> Iterator[Reference]:
    """Yield every address in every page."""
    for name, page in built.pages.items():
        yield from _looked_at(name, page).references


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What a page refers to, its ids, and what it says of its own ids."""

    references: tuple[Reference, ...]
    ids: frozenset[str]
    of_ids: tuple[tuple[Element, str, str], ...]


@lru_cache(maxsize=PAGES_KEPT)
def _looked_at(name: str, page: Element) -> _Looked:
    references: list[Reference] = []
    ids: set[str] = set()
    of_ids: list[tuple[Element, str, str]] = []
    for element in page.walk():
        for attribute, value in element.attributes.items():
            if attribute == "id":
                ids.add(value)
            elif attribute in _IDS:
                of_ids += [(element, attribute, one) for one in value.split()]
            elif attribute in _ADDRESSES:
                references += [
                    Reference(page=name, element=element, attribute=attribute, address=address)
                    for address in _split(attribute, value)
                ]
    return _Looked(references=tuple(references), ids=frozenset(ids), of_ids=tuple(of_ids))


def _split(attribute: str, value: str) -> list[str]:
    """Return the addresses in the value of an attribute."""
    if attribute == "style":
        return addresses_in_css(value)
    if attribute == "srcset":
        return [part.split()[0] for part in value.split(",") if part.strip()]
    return [value]


def addresses_in_css(text: str) -> list[str]:
    """Return what a stylesheet refers to."""
    return [match[2] or match[4] or "" for match in _CSS_URL.finditer(text)]


def ids_of(page: Element) -> list[str]:
    """Return all ids on a page."""
    return [element.attributes["id"] for element in page.walk() if "id" in element.attributes]


def broken(built: Built) -> list[str]:
    """Return every reference that leads to no file, or to no place on its page."""
    files = set(built.files)
    looked = {name: _looked_at(name, page) for name, page in built.pages.items()}
    ids = {name: page.ids for name, page in looked.items()}
    faults = []
    for reference in references(built):
        if reference.is_remote or reference.address.startswith("data:"):
            continue
        target = target_of(reference.page, reference.address)
        fragment = unquote(urlsplit(reference.address).fragment)
        # `#` alone is the top of the page.
        if target not in files or (fragment and fragment not in ids.get(target, ())):
            faults.append(str(reference))
    for name, page in looked.items():
        faults += [
            f"{name}: <{element.tag} {attribute}={value!r}>"
            for element, attribute, value in page.of_ids
            # The theme names a switch of its own that it does not write into every page.
            if value not in ids[name] and value != "__toc"
        ]
    return faults


@lru_cache(maxsize=100_000)
def target_of(page: str, address: str) -> str:
    """Return the file that an address on a page leads to."""
    path = unquote(urlsplit(address).path)
    if not path:
        return page
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if path.endswith(("/", "..")) or path == ".":
        return posixpath.normpath(posixpath.join(target, "index.html"))
    return target


def reachable(built: Built, start: str = "index.html") -> set[str]:
    """Return the pages that can be reached from one by links."""
    ways: dict[str, set[str]] = {}
    for reference in references(built):
        if reference.element.tag == "a" and not reference.is_remote:
            ways.setdefault(reference.page, set()).add(target_of(reference.page, reference.address))
    found, waiting = {start}, [start]
    while waiting:
        for target in ways.get(waiting.pop(), set()) - found:
            found.add(target)
            waiting.append(target)
    return found & built.pages.keys()
