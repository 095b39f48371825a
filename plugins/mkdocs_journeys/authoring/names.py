"""Ids made from what people call things."""

from __future__ import annotations

import re
import unicodedata

from ..source.diagnostics import quoted
from ..source.schema.fields import ID_HELP, LONGEST_ID, is_id


class RefusedError(Exception):
    """A new record cannot be written; the text says why, and what to do instead."""


_LETTERS = str.maketrans(
    {
        **{"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o"},
        **{"ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "þ": "th", "ı": "i"},
    }
)
"""Letters that Unicode does not take apart."""
_POSSESSIVE = re.compile(r"['’]s\b")
_KEPT_BY_WINDOWS = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that no file can have on Windows, whatever its ending."""
_TAKEN = "index"
"""The address of overviews."""


def id_of(name: str, wanted: str | None = None) -> str:
    """Return the id that an author wants, or the one that a name makes.

    Raises `RefusedError` where there is none, or where it cannot be the name of a file.
    """
    made = wanted if wanted is not None else _kebab(name)
    choose = "choose one with --id, as in --id claire"
    if wanted is not None and not is_id(wanted):
        raise RefusedError(f"{quoted(wanted)} cannot be an id: {ID_HELP}")
    if not made:
        raise RefusedError(
            f"no id can be made from {quoted(name)}, which has neither a letter from a to z nor a "
            f"digit: {choose}"
        )
    if len(made) > LONGEST_ID:
        raise RefusedError(
            f"the id of {quoted(name)} would be longer than {LONGEST_ID} characters: {choose}"
        )
    if _KEPT_BY_WINDOWS.fullmatch(made):
        raise RefusedError(
            f"Windows keeps the name {quoted(made)} to itself: choose another with --id"
        )
    if made == _TAKEN:
        raise RefusedError(
            f"{quoted(made)} is the address of the overview: choose another with --id"
        )
    return made


def _kebab(name: str) -> str:
    letters = unicodedata.normalize("NFKD", _POSSESSIVE.sub("s", name).translate(_LETTERS))
    bare = "".join(c for c in letters.lower() if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", bare))
