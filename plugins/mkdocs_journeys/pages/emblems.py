"""Emblems: a small picture for each persona who has no portrait, drawn from her id alone.

A rosette of petals round her initials. Colours are the stylesheet's: her accent and the page's
ground. The same id gives the same bytes, and no id gives an element that another does not.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from markupsafe import Markup

_PETALS = (
    "M0-12C8-19 8-31 0-37C-8-31-8-19 0-12Z",  # a leaf
    "M-8-27a8 8 0 1 1 16 0a8 8 0 1 1-16 0Z",  # a disc
    "M0-12L8-28A8.5 8.5 0 1 0-8-28Z",  # a drop
    "M0-10C18-16 15-35 0-37C-15-35-18-16 0-10Z",  # a broad petal
    "M0-37L8-25L0-13L-8-25Z",  # a diamond
)
"""Shapes above the middle of the picture, turned round it."""

_FEWEST, _COUNTS = 5, 5
"""Five to nine petals: fewer look like a cross, more like a disc."""


@lru_cache(maxsize=1_000)
def draw_emblem(key: str, initials: str) -> Markup:
    """Return an emblem as inline SVG, hidden from assistive technology: the name stands beside."""
    dice = sha256(key.encode()).digest()
    outer, inner = _PETALS[dice[0] % len(_PETALS)], _PETALS[dice[1] % len(_PETALS)]
    count = _FEWEST + dice[2] % _COUNTS
    turn = 360 / count
    first = dice[3] % 4 * turn / 4
    return Markup(
        '<svg class="jn-emblem" viewBox="-40 -40 80 80" aria-hidden="true" focusable="false">'
        '<circle class="jn-emblem-ground" r="40"/>'
        '<g class="jn-emblem-outer">{}</g><g class="jn-emblem-inner" transform="scale(.7)">{}</g>'
        '<circle class="jn-emblem-heart" r="16.5"/>'
        '<text class="jn-emblem-word" y=".36em" font-size="{}">{}</text></svg>'
    ).format(
        _ring(outer, count, first, turn),
        _ring(inner, count, first + turn / 2, turn),
        "18" if len(initials) == 1 else "14",
        initials,
    )


def _ring(petal: str, count: int, first: float, turn: float) -> Markup:
    return Markup("").join(
        Markup('<path d="{}" transform="rotate({})"/>').format(
            petal, f"{first + number * turn:.1f}".removesuffix(".0")
        )
        for number in range(count)
    )
