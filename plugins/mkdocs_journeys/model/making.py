"""Making records: what all of them need, and the two circles that are closed afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from ..source.nodes import Node, Sequence, descend
from ..source.schema import ClaimDraft, Draft
from .records import (
    Channel,
    Claim,
    Content,
    Evidence,
    Journey,
    Kpi,
    Origin,
    Persona,
    Phase,
    Record,
    Team,
    Term,
    Touchpoint,
)

D = TypeVar("D", bound=Draft)
R = TypeVar("R", bound=Record)
SHARED = (Persona, Journey, Phase, Team, Channel, Touchpoint, Kpi, Content, Evidence, Term)
"""Records that are referred to; every other one belongs to the record that holds it."""


class Maker:
    """Makes records, knows those made so far by kind and id, and notes what refers to what.

    `file` is the file that the records being made belong to, as shown to people.
    """

    def __init__(self) -> None:
        self.known: dict[str, dict[str, Any]] = defaultdict(dict)
        self.file = ""
        self._links: dict[Record, list[Record]] = {}

    def make(self, record: type[R], draft: Draft, node: Node, **values: Any) -> R:
        """Make a record, take in the records it holds, and note itself with those it names."""
        made = record(origin=Origin(node, self.file), extra=draft.extra, **values)
        self.tie(made, values.values())
        return made

    def tie(self, record: Record, values: Iterable[Any]) -> None:
        """Note the record with those it refers to, and as parent of the others."""
        for value in values:
            if isinstance(value, Record):
                self._tie(record, value)
            elif value and isinstance(value, tuple):
                for held in value:
                    if isinstance(held, Record):
                        self._tie(record, held)

    def _tie(self, record: Record, held: Record) -> None:
        if isinstance(held, SHARED):
            self.link(record, held)
        else:
            object.__setattr__(held, "parent", record)

    def link(self, record: Record, to: Record) -> None:
        """Note that a record refers to another."""
        self._links.setdefault(to, []).append(record)

    def find(self, kind: str, record_id: str | None) -> Any:
        """Return a record by id; None for one that does not exist, which the checks report."""
        return None if record_id is None else self.known[kind].get(record_id)

    def find_all(self, kind: str, ids: Iterable[str]) -> tuple[Any, ...]:
        """Return the records of these ids that exist, in order."""
        known = self.known[kind]
        return tuple([known[record_id] for record_id in ids if record_id in known])

    def all(self, kind: str) -> tuple[Any, ...]:
        """Return every record of a kind, in the order they were made."""
        return tuple(self.known[kind].values())

    def claims(self, drafts: Collection[ClaimDraft], node: Node, *path: str) -> tuple[Claim, ...]:
        """Make the claims of a list that a path leads to."""
        return tuple(
            [
                self.make(
                    Claim,
                    claim,
                    written,
                    id=claim.id,
                    text=claim.text,
                    evidence=self.find_all("evidence", claim.evidence),
                )
                for claim, written in with_nodes(drafts, node, *path)
            ]
        )

    def close(self) -> None:
        """Give every record its backlinks: called once, when all records are made."""
        for record, backlinks in self._links.items():
            seal(record, backlinks=tuple(dict.fromkeys(backlinks)))


def node_at(node: Node, *path: str | int) -> Node:
    """Return the node that a path leads to."""
    return descend(node, path)[0]


def with_nodes(drafts: Collection[D], node: Node, *path: str) -> Iterable[tuple[D, Node]]:
    """Return the drafts of a list, each with its node; a path leads from a node to the list's."""
    if not drafts:
        return ()
    written = node_at(node, *path)
    if isinstance(written, Sequence) and len(written.items) >= len(drafts):
        return zip(drafts, written.items, strict=False)
    return [(draft, node_at(written, number)) for number, draft in enumerate(drafts)]


def seal(record: Record, **values: Any) -> None:
    """Set fields that close a circle, once, before anybody else sees the record."""
    for name, value in values.items():
        if name not in record.__dataclass_fields__:
            raise AttributeError(name)
        object.__setattr__(record, name, value)
