"""Authors' prose as HTML: the tokens of `source/prose.py`, rendered once for each text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from ..source.prose import Target, parser, target_of, walk

Typeset = Callable[[str], str]
"""What a language makes of the spaces in a text."""

_PLAIN = re.compile(r"[^\\`*_\[\]!<>&\"\x00-\x1f]*")
"""A text in which nothing stands for more than itself, in a line or in HTML."""
_MARK = re.compile(r'(href|src)="jn:(\d+)"')


@lru_cache(maxsize=20_000)
def _rendered(text: str, block: bool, typeset: Typeset) -> tuple[Markup, tuple[Target, ...]]:
    """Return HTML in which every address is a number, and the targets by that number.

    Addresses depend on the page that a text is on; all the rest is rendered once.
    """
    if not block and _PLAIN.fullmatch(text):  # as most are: no need to parse them
        return Markup(typeset(text)), ()  # noqa: S704 - there is nothing to escape
    prose = parser()
    tokens = prose.parse(text) if block else prose.parseInline(text)
    targets: list[Target] = []
    for token in walk(tokens):
        if token.type == "text":
            token.content = typeset(token.content)
        name = {"link_open": "href", "image": "src"}.get(token.type)
        if name:
            targets.append(target_of(str(token.attrs[name])))
            token.attrs = {**token.attrs, name: f"jn:{len(targets) - 1}"}
    html = prose.renderer.render(tokens, prose.options, {})
    return Markup(html), tuple(targets)  # noqa: S704 - the parser escapes HTML


def render(text: str, address: Callable[[Target], str], *, block: bool, typeset: Typeset) -> Markup:
    """Return a Markdown text as HTML; `address` says where a target is from the page at hand."""
    html, targets = _rendered(text, block, typeset)
    if not targets:
        return html

    def put_back(match: re.Match[str]) -> str:
        return f'{match[1]}="{escape(address(targets[int(match[2])]))}"'

    return Markup(_MARK.sub(put_back, html))  # noqa: S704 - the parser escapes HTML


@lru_cache(maxsize=20_000)
def first_words(text: str, typeset: Typeset) -> str:
    """Return the first paragraph of a Markdown text as plain text, its links left out."""
    html, _ = _rendered(text, True, typeset)
    return html.split("</p>")[0].striptags()
