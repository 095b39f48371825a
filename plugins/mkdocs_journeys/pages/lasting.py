"""What follows from a handbook as a whole: found once for all pages, and let go with it.

A preview reads a handbook anew for every edit. A former one is large, and no cache of ours may be
what keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

from ..model import Handbook

Words = TypeVarTuple("Words")
T = TypeVar("T")


def lasting(find: Callable[[Handbook, *Words], T]) -> Callable[[Handbook, *Words], T]:
    """Have a function return what it found before, for as long as there is its handbook.

    What it returns may hold records, but not the handbook itself.
    """
    found: WeakKeyDictionary[Handbook, dict[object, T]] = WeakKeyDictionary()

    @wraps(find)
    def remembered(handbook: Handbook, /, *words: *Words) -> T:
        known = found.setdefault(handbook, {})
        if words not in known:
            known[words] = find(handbook, *words)
        return known[words]

    return remembered
