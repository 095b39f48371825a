"""Where an element of HTML ends, for what works on finished pages as text."""

from __future__ import annotations

import re
from functools import lru_cache


def end_of(name: str, html: str, start: int) -> int:
    """Return where an element ends whose content starts there, the end of the text if nowhere."""
    closing = f"</{name}>"
    end = html.find(closing, start)
    inside = html[start:end]
    if end >= 0 and f"<{name}" not in inside and inside.rfind("<!--") <= inside.rfind("-->"):
        return end + len(closing)  # as most do: no other of the name is in it, nor in a comment
    depth = 1
    for tag in _tags_of(name).finditer(html, start):
        if tag["name"] and not tag[0].endswith("/>"):
            depth += -1 if tag["end"] else 1
            if depth == 0:
                return tag.end()
    return len(html)


@lru_cache(maxsize=256)
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(?:!--.*?--|(?P<end>/)?(?P<name>{name})(?![\w-])[^>]*)>", re.DOTALL)
