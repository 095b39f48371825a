"""How wide a text is without a font at hand, and where it breaks."""

import unicodedata
from functools import lru_cache

_WIDTHS = {
    character: width
    for characters, width in (
        ("iljI.,;:'’!|", 0.27),
        ("tfr()[]/ ·-", 0.34),
        ("cksvxyzJ", 0.51),
        ("w", 0.73),
        ("mMQ", 0.84),
        ("W@%&—…", 0.97),
    )
    for character in characters
}
_JOINERS = frozenset("\u200d\ufe0e\ufe0f") | {chr(n) for n in range(0x1F3FB, 0x1F400)}
"""Belong to the character before: they join emoji, choose their look, or colour their skin."""

ELLIPSIS = "…"

_LEAST_REST = 3
"""Letters that a cut word must keep to be worth showing."""


def measure_text(text: str, size: float) -> float:
    """Estimate the width in user units at font size `size`, after common sans-serif fonts."""
    return size * sum(map(_measure_character, text))


@lru_cache(maxsize=1024)
def _measure_character(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return _WIDTHS.get(character, 0.68 if character.isupper() else 0.56)


def truncate(text: str, width: float, size: float) -> str:
    """Return `text`, cut before `width` and ended with `…`; no accent loses its letter."""
    if measure_text(text, size) <= width:
        return text
    kept, room = [], width - measure_text(ELLIPSIS, size)
    for cluster in _split_clusters(text):
        room -= measure_text(cluster, size)
        if room < 0:
            break
        kept.append(cluster)
    whole, blank, rest = "".join(kept).rpartition(" ")
    cut = whole if blank and len(rest) < _LEAST_REST else whole + blank + rest
    return cut.rstrip(" ,;:.-–—") + ELLIPSIS


def _split_clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for character in text:
        glued = clusters and (
            unicodedata.combining(character)
            or unicodedata.category(character) in ("Mn", "Me")
            or character in _JOINERS
            or clusters[-1][-1] == "\u200d"
        )
        if glued:
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def fold(text: str, width: float, size: float) -> tuple[str, ...]:
    """Return as many lines as the text needs, none of it left out.

    A word that is wider than a line breaks inside.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure_text(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = ""
        for cluster in _split_clusters(word):
            if line and measure_text(line + cluster, size) > width:
                lines.append(line)
                line = ""
            line += cluster
    return (*lines, line) if line else tuple(lines)


def wrap(text: str, width: float, size: float) -> tuple[str, ...]:
    """Return one line, or two of like length, each truncated to `width`; none for an empty text."""
    if not text:
        return ()
    if measure_text(text, size) <= width:
        return (text,)
    words = text.split(" ")
    splits = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    fitting = [s for s in splits if measure_text(s[0], size) <= width]
    if not fitting:
        return (truncate(text, width, size),)
    whole = [s for s in fitting if measure_text(s[1], size) <= width]
    if whole:
        return min(whole, key=lambda s: max(measure_text(line, size) for line in s))
    first, second = fitting[-1]
    return (first, truncate(second, width, size))
