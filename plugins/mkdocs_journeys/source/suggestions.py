"""“Did you mean”: the nearest of the names that exist."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return `did you mean "…"?` for the nearest of the known names, or "" where none is near."""
    matches = get_close_matches(wrong[:80], sorted(known), n=1, cutoff=0.6)
    return f'did you mean "{matches[0]}"?' if matches else ""
