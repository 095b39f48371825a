"""The records of the library that a part of a page calls by their names, for a mark beside them.

They are told where they are explained; here a new name has only to be known as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model import (
    Content,
    Gap,
    KpiUse,
    Message,
    Named,
    Objection,
    Opportunity,
    Record,
    Stage,
    Step,
    TouchpointUse,
)
from ..writer import Writer

if TYPE_CHECKING:  # few builds show a change: others need not load what finds it
    from ..marks import Place


def names_in(writer: Writer, stage: Stage, *keys: str) -> Iterator[Place]:
    """Yield the places of the names that fields of a stage show, by the keys authors write."""
    for key in keys if writer.marks else ():
        held = getattr(stage, key, ())
        yield from names(writer, *(held if isinstance(held, tuple) else ()))


def names(writer: Writer, *records: Record) -> Iterator[Place]:
    """Yield the places of the names that records show, or of their own as those of the library.

    None where the page shows no change.
    """
    for record in records if writer.marks else ():
        yield from ((one, "name") for one in _called(record) if one)


def _called(record: Record) -> tuple[Named | None, ...]:
    match record:
        case TouchpointUse() | Step():
            return (record.touchpoint,)
        case KpiUse():
            return (record.kpi,)
        case Message(content=Gap() as gap):
            return record.touchpoint, gap.owner
        case Message(content=Content() as proof):
            return record.touchpoint, proof
        case Message():
            return (record.touchpoint,)
        case Opportunity():
            return (record.owner,)
        case Objection():
            return (record.content,)
        case Named() if record.parent is None:
            return (record,)
        case _:
            return ()
