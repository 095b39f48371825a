"""Changes as JSON; `changes.schema.json` beside this file describes it."""

from __future__ import annotations

import re
from typing import Any

from ...source.positions import Position
from .kinds import (
    Change,
    ChangeClass,
    Changes,
    Comparison,
    ItemAdded,
    ItemRemoved,
    Label,
    Order,
    RecordAdded,
    RecordRemoved,
    Side,
    ValueChanged,
)

VERSION = 1
"""Goes up where a reader of the version before would be misled, not where a field is added."""


def as_json(changes: Changes) -> dict[str, Any]:
    """Return everything that is known of the changes, as mappings, lists, texts and numbers."""
    return {
        "version": VERSION,
        "counts": {name.value: len(changes.of(name)) for name in ChangeClass},
        "changes": [_change(change) for change in changes],
        "orders": [_order(order) for order in changes.orders],
    }


def _change(change: Change) -> dict[str, Any]:
    made: dict[str, Any] = {
        "change": kind_of(change),
        "class": change.change_class.value,
        "record": change.record,
        "before": _side(change.before),
        "after": _side(change.after),
        "reach": {
            "variations": list(change.reach.variations),
            "journeys": list(change.reach.journeys),
            "stages": list(change.reach.stages),
            "personas": list(change.reach.personas),
            "records": list(change.reach.records),
        },
    }
    if isinstance(change, ValueChanged):
        made["comparison"] = _comparison(change.comparison)
    elif isinstance(change, RecordAdded | ItemAdded):
        made["into"] = list(change.into)
    elif isinstance(change, RecordRemoved | ItemRemoved):
        made["out_of"] = list(change.out_of)
    return made


def kind_of(change: Change) -> str:
    """Return the name of a kind of change, as in `value-changed`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(change).__name__).lower()


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "subject": _label(side.subject),
        "journey": _label(side.journey),
        "field": side.field,
        "item": side.item,
        "path": list(side.path),
        "place": _place(side.place),
        "value": side.value,
        "names": list(side.names),
    }


def _label(label: Label | None) -> dict[str, str] | None:
    return None if label is None else {"kind": label.kind, "id": label.id, "name": label.name}


def _place(place: Position | None) -> dict[str, Any] | None:
    return (
        None if place is None else {"path": place.path, "line": place.line, "column": place.column}
    )


def _comparison(comparison: Comparison | None) -> dict[str, Any] | None:
    if comparison is None:
        return None
    return {
        "difference": comparison.difference,
        "trend": comparison.trend and comparison.trend.value,
        "aim": comparison.aim and comparison.aim.value,
        "standing": comparison.standing and [status.value for status in comparison.standing],
    }


def _order(order: Order) -> dict[str, Any]:
    return {
        "before": list(order.before),
        "after": list(order.after),
        "items": [{"before" if stayed else "after": key} for stayed, key in order.items],
    }
