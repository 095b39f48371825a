"""“Did you mean”: the nearest of the names that exist."""

from collections.abc import Iterable
from difflib import get_close_matches

from .diagnostics import quoted


def nearest(wrong: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Return the nearest of the known names, or "" where none is near.

    `cutoff` runs from 0 (anything is near) to 1 (only the same word is).
    """
    matches = get_close_matches(wrong[:80], sorted(known), n=1, cutoff=cutoff)
    return matches[0] if matches else ""


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return `did you mean "…"?` for the nearest of the known names, or "" where none is near."""
    near = nearest(wrong, known)
    return f"did you mean {quoted(near)}?" if near else ""
