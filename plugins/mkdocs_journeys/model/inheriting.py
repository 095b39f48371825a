"""Base maps: a variation's nodes laid over those of the journey it extends.

The merge works on nodes, before the schema is applied, so that a variation may leave out what its
base says, and so that every value keeps the place where it was written: its provenance.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..source.diagnostics import Diagnostic, quoted
from ..source.nodes import Mapping, Node, Plain, Scalar, Sequence, walk
from ..source.positions import Position
from ..source.suggestions import did_you_mean

ORDER_KEYS = ("after", "before")
_PERSONA_KEYS = ("persona", "personas")
_OWN_KEYS = ("extends", "compare_to")
"""Never inherited: what a journey starts from, and what it alone is compared with."""


def merge(base: Mapping, variation: Mapping) -> tuple[Mapping, list[Diagnostic]]:
    """Lay a variation over its base map.

    Mappings merge by key. A list whose every item has an `id` merges by id into the base's; any
    other list replaces it. `remove: true` drops an inherited record, `after:` and `before:` say
    where a stage stands. Neither argument is changed.
    """
    merger = _Merger()
    own = {key for key in _PERSONA_KEYS if key in variation.items}
    left = Mapping(
        {
            key: node
            for key, node in base.items.items()
            if key not in _OWN_KEYS and not (own and key in _PERSONA_KEYS)
        },
        base.position,
        base.keys,
        base.base,
    )
    return merger.mappings(left, variation), merger.faults


def misplaced(journey: Mapping) -> list[Diagnostic]:
    """Return a fault for every `remove`, `after` and `before` of a journey that extends none."""
    faults = []
    for stage in _records(journey.items.get("stages")):
        parts = [
            record
            for node in stage.items.values()
            if isinstance(node, Sequence)
            for record in _records(node)
        ]
        keys = [(stage, key) for key in ("remove", *ORDER_KEYS)]
        keys += [(part, "remove") for part in parts]
        for record, key in keys:
            if key in record.items:
                faults.append(
                    Diagnostic(
                        position=record.keys[key],
                        code="conflicting-fields",
                        headline=f"{quoted(key)} has no meaning here",
                        help="it belongs in a journey that extends another",
                    )
                )
    return faults


def inherited_places(variation: Mapping) -> set[Position]:
    """Return the places of everything in a merged variation that stands in other files."""
    places = set()
    for node in walk(variation):
        places.add(node.position)
        if isinstance(node, Mapping):
            places.update(node.keys[key] for key in node.items)
    return {place for place in places if place.path != variation.position.path}


def _records(node: Node | None) -> Iterable[Mapping]:
    items = node.items if isinstance(node, Sequence) else ()
    return [item for item in items if isinstance(item, Mapping)]


def _id(node: Node) -> str | None:
    return node.text("id") if isinstance(node, Mapping) else None


class _Merger:
    def __init__(self) -> None:
        self.faults: list[Diagnostic] = []

    def nodes(self, base: Node, own: Node, *, ordered: bool = False) -> Node:
        """Lay a value over its base; `ordered` says that `after` and `before` have a meaning."""
        if isinstance(own, Scalar) and own.is_null:
            return base
        if isinstance(base, Mapping) and isinstance(own, Mapping):
            return self.mappings(base, own)
        if isinstance(base, Sequence) and isinstance(own, Sequence) and own.items:
            ids = [_id(item) for item in own.items]
            if all(ids):
                return self.sequences(base, own, ordered=ordered)
        return self.fresh(own)

    def mappings(self, base: Mapping, own: Mapping) -> Mapping:
        items, keys = dict(base.items), dict(base.keys)
        for key, node in own.items.items():
            if key in items:
                merged = self.nodes(items[key], node, ordered=key == "stages")
                if merged is not items[key]:  # else nothing was written here
                    keys[key] = own.keys[key]
                items[key] = merged
            else:
                items[key], keys[key] = self.fresh(node), own.keys[key]
        return Mapping(items, own.position, keys, base.base or base.position)

    def sequences(self, base: Sequence, own: Sequence, *, ordered: bool) -> Sequence:
        items = list(base.items)
        seen: set[str] = set()
        for node in own.items:
            if not isinstance(node, Mapping):  # cannot be: every item has an id
                continue
            name = _id(node) or ""
            place = next((at for at, item in enumerate(items) if _id(item) == name), None)
            if name in seen:
                # The same id twice is for the check of ids to report; it sees both.
                items.append(node)
                continue
            seen.add(name)
            if _removes(node):
                if place is None:
                    self._nothing(node, name, items)
                else:
                    del items[place]
                continue
            merged = self.fresh(node) if place is None else self.nodes(items[place], node)
            order = self._order(node) if ordered else None
            merged = _without_order(merged) if ordered else merged
            if order is not None:
                if place is not None:
                    del items[place]
                self._insert(items, merged, node, order)
            elif place is not None:
                items[place] = merged
            else:
                items.append(merged)
        return Sequence(items, own.position)

    def fresh(self, node: Node) -> Node:
        """Return a node that has no base, less the records in it that ask to be removed."""
        if isinstance(node, Mapping):
            items = {key: self.fresh(value) for key, value in node.items.items()}
            return Mapping(items, node.position, node.keys)
        if isinstance(node, Sequence):
            kept = []
            for item in node.items:
                if isinstance(item, Mapping) and _removes(item):
                    self._nothing_in(node, item)
                else:
                    kept.append(self.fresh(item))
            return Sequence(kept, node.position)
        return node

    def _order(self, node: Mapping) -> str | None:
        keys = [key for key in ORDER_KEYS if node.text(key) is not None]
        if len(keys) > 1:
            self._fault(
                node.keys[keys[1]],
                "conflicting-fields",
                '"after" and "before" exclude each other',
                "keep one of the two",
            )
        return keys[0] if keys else None

    def _insert(self, items: list[Node], merged: Node, node: Mapping, order: str) -> None:
        anchor = node.text(order)
        at = next((i for i, item in enumerate(items) if _id(item) == anchor), None)
        if at is None:
            known = [name for name in map(_id, items) if name]
            self._fault(
                node.items[order].position,
                "unknown-reference",
                f"no stage {quoted(anchor or '')} to stand {order}",
                did_you_mean(anchor or "", known) or f"choose among {', '.join(known)}",
            )
            items.append(merged)
        else:
            items.insert(at + (order == "after"), merged)

    def _nothing_in(self, sequence: Sequence, node: Mapping) -> None:
        """Note that a list which replaces the base's, or has none, asks to remove a record."""
        place, name = node.keys["remove"], _id(node)
        if name is None:
            headline = "a record without an id cannot be removed"
            self._fault(place, "nothing-to-change", headline, "name it by the id in the base map")
        elif not all(map(_id, sequence.items)):
            headline = f"{quoted(name)} cannot be removed from a list that is written anew"
            help_ = "give every record of the list an id, so that it adds to the base map's"
            self._fault(place, "nothing-to-change", headline, help_)
        else:
            self._nothing(node, name, [])

    def _nothing(self, node: Mapping, name: str, items: list[Node]) -> None:
        known = [known for known in map(_id, items) if known]
        self._fault(
            node.keys["remove"],
            "nothing-to-change",
            f"there is no {quoted(name)} to remove here",
            did_you_mean(name, known) or "leave the record out",
        )

    def _fault(self, place: Position, code: str, headline: str, help_: str) -> None:
        self.faults.append(Diagnostic(position=place, code=code, headline=headline, help=help_))


def _removes(node: Mapping) -> bool:
    return node.text("remove") == "true" and isinstance(node.text("remove"), Plain)


def _without_order(node: Node) -> Node:
    # An order that is no text stays, for the schema to refuse.
    if isinstance(node, Mapping) and any(node.text(key) for key in ORDER_KEYS):
        items = {
            key: value
            for key, value in node.items.items()
            if not (key in ORDER_KEYS and isinstance(value, Scalar))
        }
        return Mapping(items, node.position, node.keys, node.base)
    return node
