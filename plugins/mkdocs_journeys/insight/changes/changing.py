"""The changes between two handbooks: align, walk, tell each once, sort."""

from __future__ import annotations

from ...model import Handbook
from .aligning import Alignment
from .kinds import ChangeClass, Changes
from .reaching import reached
from .walking import Walk

_RANK = {change_class: rank for rank, change_class in enumerate(ChangeClass)}


def changes_between(base: Handbook, head: Handbook) -> Changes:
    """Return what changed from one revision of a handbook to another, in the map's own terms.

    Records are told by their ids, texts without one by what they say; nothing counts by its
    place in a list. Two handbooks that say the same have no changes, however they are written.
    """
    alignment = Alignment(base, head)
    walk = Walk(alignment)
    walk.everything()
    changes = reached(walk.seen, alignment)
    return Changes(
        changes=tuple(sorted(changes, key=lambda change: _RANK[change.change_class])),
        orders=tuple(walk.orders),
    )
