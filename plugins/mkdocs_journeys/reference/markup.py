"""Markdown as the reference is written in."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable

BOOST = 0.2
"""How much a page of the reference counts in the search: the handbook's own pages go first."""


def page(title: str, description: str, *parts: str) -> str:
    """Return a page with its front matter, its title and its parts, a blank line between them."""
    plain = json.dumps(html.escape(description.replace("`", ""), quote=False), ensure_ascii=False)
    front = f"---\ntitle: {title}\ndescription: {plain}\nsearch:\n  boost: {BOOST}\n---"
    body = [f"{front}\n\n# {title}", description, *filter(None, parts)]
    return "\n\n".join(part.strip("\n") for part in body) + "\n"


def table(heads: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    """Return a table of two columns: that is what a phone has room for."""
    lines = [heads, ("---", "---"), *((cell(left), cell(right)) for left, right in rows)]
    return "\n".join(f"| {left} | {right} |" for left, right in lines)


def cell(text: str) -> str:
    """Return a text that stays in its cell."""
    return re.sub(r"\s*\n\s*", " ", text.strip()).replace("|", "\\|")


def code(text: str) -> str:
    """Return a text as code, whatever it contains."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def block(text: str, title: str, language: str = "yaml") -> str:
    """Return a block of code with the name of its file."""
    return f'```{language} title="{title}"\n{text.rstrip()}\n```'


def small(*parts: str) -> str:
    """Return remarks as one line in small letters, those that are empty left out."""
    return f"<small>{' · '.join(filter(None, parts))}</small>"


def anchor(heading: str) -> str:
    """Return the anchor that a heading of plain words gets."""
    return re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


def sentence(words: str) -> str:
    """Return words with a capital at the start and a full stop at the end."""
    return words[:1].upper() + words[1:].rstrip(".") + "."
