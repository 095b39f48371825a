"""The pages of a built site, as somebody would write them by hand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path

from .by_hand import as_markdown
from .elements import content_of

_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_NUMBER = re.compile(r"\d+")
_ELSEWHERE = ("https://", "http://", "mailto:", "tel:")
PICTURES = "images"
"""The folder of a handbook, and of its site, in which the portraits are."""

_INDEX = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandPage:
    """A page by hand.

    `address` is its folder in the site ("" for the home page); one that `has_below` has others in
    its folder. Links in `markdown` lead to Markdown files, in `linked` to addresses.
    """

    address: str
    title: str
    has_below: bool
    markdown: str
    linked: str

    @property
    def source(self) -> str:
        """Return the Markdown file in which MkDocs looks for it."""
        return _source(self.address, self.has_below)


def pages_of(site: Path) -> Iterator[HandPage]:
    """Yield the pages of a site with directory addresses, one at a time, in a sensible order."""
    below: dict[str, bool] = {}
    for file in site.rglob(_INDEX):
        address = posixpath.dirname(file.relative_to(site).as_posix())
        below.setdefault(address, False)
        while address:
            address = posixpath.dirname(address)
            below[address] = True
    sources = {
        address: _source(address, below[address])
        for address in sorted(below, key=_in_order)
        if (site / address / _INDEX).exists()
    }
    pictures = {path.relative_to(site).as_posix() for path in (site / PICTURES).glob("*")}
    targets = sources | {picture: picture for picture in pictures}
    for address in sources:
        page = (site / address / _INDEX).read_text(encoding="utf-8")
        title = _TITLE.search(page)
        content = content_of(page)
        yield HandPage(
            address=address,
            title=" ".join(unescape(_TAG.sub("", title[1])).split()) if title else "Home",
            has_below=below[address],
            markdown=as_markdown(content, partial(_to_source, targets, address)),
            linked=as_markdown(content, partial(_to_address, targets, address)),
        )


def _source(address: str, has_below: bool) -> str:
    return posixpath.join(address, "index.md") if has_below or not address else f"{address}.md"


def _in_order(address: str) -> list[str]:
    """Return what addresses are sorted by: `journey-10` comes after `journey-9`."""
    parts = address.split("/")
    return [_NUMBER.sub(lambda number: f"{int(number[0]):09}", part) for part in parts]


def _target(targets: dict[str, str], here: str, href: str) -> str | None:
    """Return the address of a page or a picture that a link leads to, None where of neither."""
    path = href.partition("#")[0].removesuffix(_INDEX)
    address = posixpath.normpath(posixpath.join("/", here, path)).strip("/")
    return address if path and address in targets and address != here else None


def _to_source(targets: dict[str, str], here: str, href: str) -> str | None:
    if href.startswith(_ELSEWHERE):
        return href
    address = _target(targets, here, href)
    if address is None:
        return None
    return posixpath.relpath(targets[address], posixpath.dirname(targets[here]) or ".")


def _to_address(targets: dict[str, str], here: str, href: str) -> str | None:
    if href.startswith(_ELSEWHERE):
        return href
    address = _target(targets, here, href)
    if address is None:
        return None
    path = posixpath.relpath(address or ".", here or ".")
    return path if targets[address] == address else f"{path}/"
