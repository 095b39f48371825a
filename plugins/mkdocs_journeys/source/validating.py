"""Nodes → drafts: the schema applied, and what pydantic finds said in an author's words."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .diagnostics import CODES, Diagnostic, quoted
from .nodes import Mapping, Node, Path, Scalar, Sequence, descend, plain
from .positions import Position
from .schema.drafts import EXTRA_PATTERN, Draft, record_at
from .suggestions import did_you_mean

D = TypeVar("D", bound=Draft)

_ROUNDS = 4
"""How often the faulty parts are left out before a record is given up."""


def draft_of(
    node: Node, model: type[D], *, partial: bool = False
) -> tuple[D | None, Node, list[Diagnostic]]:
    """Check a record's shape.

    Returns the draft, the node it mirrors, and every fault. Faulty parts are left out of both,
    so that what can be read still takes part in the checks that follow; the draft is None where
    nothing can be read. `partial` says that missing fields are no fault: they would have come
    from a base map that cannot be read.
    """
    faults: list[Diagnostic] = []
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(plain(node)), node, faults
        except ValidationError as error:
            drop: set[int] = set()
            for detail in error.errors(include_url=False):
                fault = _Fault(detail, node, model)
                drop.add(fault.dropped)
                if not (partial and detail["type"] == "missing"):
                    faults.append(fault.diagnostic())
            if id(node) in drop:
                break
            node = _without(node, drop)
    return None, node, faults


def _without(node: Node, drop: set[int]) -> Node:
    """Return the node less those below it, told by identity; nodes are never changed."""
    if isinstance(node, Mapping):
        items = {k: _without(v, drop) for k, v in node.items.items() if id(v) not in drop}
        return Mapping(items, node.position, node.keys)
    if isinstance(node, Sequence):
        return Sequence([_without(v, drop) for v in node.items if id(v) not in drop], node.position)
    return node


class _Fault:
    """One of pydantic's errors, found again in the nodes."""

    def __init__(self, detail: ErrorDetails, root: Node, model: type[Draft]) -> None:
        self.detail = detail
        self.kind = detail["type"]
        # A union's branch is named in round brackets, a dictionary's key by "[key]".
        location: Path = detail["loc"]
        self.at_key = bool(location) and location[-1] == "[key]"
        self.path: Path = tuple(
            part for part in location if not (isinstance(part, str) and part[:1] in ("(", "["))
        )
        self.unknown = self.kind == "string_pattern_mismatch" and (
            detail.get("ctx", {}).get("pattern") == EXTRA_PATTERN
        )
        self.root = root
        self.model = model
        self.node, self.left = descend(root, self.path)

    @property
    def dropped(self) -> int:
        """The identity of the node without which the rest may pass."""
        return id(self.node)

    @property
    def position(self) -> Position:
        if (self.at_key or self.unknown) and not self.left:
            parent, _ = descend(self.root, self.path[:-1])
            if isinstance(parent, Mapping):
                return parent.keys.get(str(self.path[-1]), self.node.position)
        return self.node.position

    def diagnostic(self) -> Diagnostic:
        code, headline, help_ = self._words()
        return Diagnostic(position=self.position, code=code, headline=headline, help=help_)

    def _words(self) -> tuple[str, str, str]:
        context: dict[str, Any] = self.detail.get("ctx", {})
        name = str(self.path[-1]) if self.path else ""
        if self.kind in CODES:
            field = f"{quoted(name)}: " if name and not isinstance(self.path[-1], int) else ""
            return self.kind, f"{field}{self.detail['msg']}", str(context.get("help", ""))
        if self.unknown:
            return self._unknown_field(name)
        if self.kind == "missing":
            record = record_at(self.model, self.path[:-1])
            info = record.model_fields.get(name) if record else None
            meaning = f": {info.description}" if info and info.description else ""
            return "missing-field", f"{quoted(name)} is missing", f"add `{name}`{meaning}"
        if self.kind == "literal_error":
            return self._unknown_choice(name)
        if self.kind == "string_pattern_mismatch":
            return (
                "invalid-id",
                f"{quoted(str(self.detail['input']))} cannot be an id",
                "use lowercase letters, digits and single hyphens, as in hr-director",
            )
        if self.kind in ("greater_than_equal", "less_than_equal"):
            words = "at least" if "ge" in context else "at most"
            limit = context.get("ge", context.get("le"))
            written = self.node.text if isinstance(self.node, Scalar) else self.detail["input"]
            return "out-of-range", f"{quoted(name)} is {written}", f"write {words} {limit:g}"
        if self.kind == "too_short":
            return "missing-field", f"{quoted(name)} is empty", f"write at least one of {name}"
        return self._wrong_type(name)

    def _unknown_field(self, name: str) -> tuple[str, str, str]:
        record = record_at(self.model, self.path[:-1])
        known = (
            [info.alias or field for field, info in record.model_fields.items()] if record else []
        )
        help_ = did_you_mean(name, known) or "a field of your own starts with x-"
        return "unknown-field", f"unknown field {quoted(name)}", help_

    def _unknown_choice(self, name: str) -> tuple[str, str, str]:
        expected = str(self.detail.get("ctx", {}).get("expected", ""))
        choices = [word for word in expected.split("'") if word.replace("-", "_").isidentifier()]
        choices = [word for word in choices if word != "or"]
        written = str(self.detail["input"])
        help_ = did_you_mean(written, choices) or f"choose among {', '.join(choices)}"
        field = "" if self.at_key or not name or isinstance(self.path[-1], int) else f"{name} "
        return "unknown-choice", f"unknown {field}{quoted(written)}", help_

    def _wrong_type(self, name: str) -> tuple[str, str, str]:
        field = f"{quoted(name)}: " if name and not isinstance(self.path[-1], int) else ""
        needed, help_ = {
            "string_type": ("a text", ""),
            "tuple_type": ("a list", "write [one, another], or a line with a dash for each"),
            "dict_type": ("a record", "write `key: value` lines below it"),
            "model_type": ("a record", "write `key: value` lines below it"),
            "model_attributes_type": ("a record", "write `key: value` lines below it"),
        }.get(self.kind, ("another kind of value", self.detail["msg"]))
        if isinstance(self.node, Scalar):
            found = "nothing" if self.node.is_null else "a text"
        else:
            found = "a list" if isinstance(self.node, Sequence) else "a record"
        return "wrong-type", f"{field}{needed} is needed here, not {found}", help_
