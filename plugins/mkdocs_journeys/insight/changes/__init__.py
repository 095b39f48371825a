"""Changes between two revisions of a handbook, in the map's own terms.

`changes_between(base, head)` returns them as frozen data, sorted; `as_json` writes them down.
How it works, a module each: `fields` says what can change and how much it matters, `plain` reads
records as authors wrote them, `matching`, `referring` and `aligning` find what is the same record
in both, `walking` notes the differences, `reaching` tells each once and finds what it touches.
`tracing` leads from a change back to the records that it is in.
"""

from .as_json import as_json, kind_of
from .changing import changes_between
from .kinds import (
    Aim,
    Change,
    ChangeClass,
    Changes,
    Comparison,
    ItemAdded,
    ItemRemoved,
    Label,
    Order,
    Plain,
    Reach,
    RecordAdded,
    RecordRemoved,
    RecordRenamed,
    Reordered,
    Side,
    Trend,
    ValueChanged,
)
from .plain import read_handbook
from .tracing import Tracer

__all__ = [
    "Aim",
    "Change",
    "ChangeClass",
    "Changes",
    "Comparison",
    "ItemAdded",
    "ItemRemoved",
    "Label",
    "Order",
    "Plain",
    "Reach",
    "RecordAdded",
    "RecordRemoved",
    "RecordRenamed",
    "Reordered",
    "Side",
    "Tracer",
    "Trend",
    "ValueChanged",
    "as_json",
    "changes_between",
    "kind_of",
    "read_handbook",
]
