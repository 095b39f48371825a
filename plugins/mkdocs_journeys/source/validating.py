"""Nodes → drafts: the schema applied, and what pydantic finds said in an author's words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from .diagnostics import CODES, Diagnostic, quoted, shortened
from .nodes import Mapping, Node, Path, Plain, Scalar, Sequence, StandIn, descend, empty_in, plain
from .positions import Position
from .schema.drafts import EXTRA_PATTERN, Draft, keys_at, record_at
from .schema.fields import DATE_HELP, HOUSE_CODES, ID_HELP, NUMBER_HELP
from .schema.journey import UNION_TAGS
from .suggestions import nearest

D = TypeVar("D", bound=Draft)

_ROUNDS = 4
"""How often the faulty parts are mended before a record is given up."""


def draft_of(
    node: Node, model: type[D], *, partial: bool = False, house_codes: Collection[str] = ()
) -> tuple[D | None, Node, list[Diagnostic]]:
    """Check a record's shape.

    Returns the draft, the node it mirrors, and every fault. In both, faulty parts are left out,
    and what a record cannot do without has a stand-in (see `StandIn`), so that all that can be
    read takes part in the checks that follow; the draft is None where nothing can be read.
    `partial` says that missing fields are no fault: they would have come from a base map that
    cannot be read. `house_codes` are those of rules that packages add.
    """
    diagnostics: list[Diagnostic] = []
    unknown: dict[Position, list[_Fault]] = {}
    context = {HOUSE_CODES: house_codes}
    for attempt in range(_ROUNDS):
        empty: set[int] = set()
        said = plain(node, empty)
        details = _faults_of_empty(node, model, empty, context) if empty else []
        found = [_Fault(detail, node, model) for detail in details]
        try:
            draft = model.model_validate(said, context=context)
            if not found:
                return draft, node, diagnostics
        except ValidationError as error:
            shown = [_Fault(detail, node, model) for detail in error.errors(include_url=False)]
            wrong = {fault.path for fault in shown if fault.kind in _KINDS}
            found = [fault for fault in found if not fault.is_within(wrong)] + shown
        faults = [fault for fault in found if not fault.is_miscounted]
        noted = faults[:_MOST_FAULTS]
        above: dict[Path, list[_Fault]] = {}
        for fault in noted:
            if fault.unknown:
                above.setdefault(fault.path[:-1], []).append(fault)
                unknown.setdefault(fault.record.position, []).append(fault)
        for fault in noted:
            # What is missing only now was left out by us, for a fault that is already noted.
            follows = fault.is_missing and (partial or attempt > 0)
            if not (follows or fault.is_below(above) or fault.is_due_to(unknown)):
                diagnostics.append(fault.diagnostic())
        if len(faults) > len(noted):
            diagnostics.append(_too_many(len(faults) - len(noted), noted[-1].position))
            break
        if any(fault.is_of_all for fault in faults):
            break
        mended = _Mended()
        for fault in faults:
            fault.mend(mended)
        node = mended.node(node)
    return None, node, diagnostics


def _faults_of_empty(
    node: Node, model: type[Draft], empty: Collection[int], context: dict[str, Any]
) -> list[ErrorDetails]:
    """Return what is wrong with keys that have no value; pydantic is not shown these.

    A field with nothing written is as good as absent, but a key that no field knows is none.
    """
    found: list[ErrorDetails] = []
    for path in empty_in(node, empty):
        key = str(path[-1])
        record, keys = record_at(model, path[:-1]), keys_at(model, path[:-1])
        detail: ErrorDetails = {"type": "", "loc": path, "msg": "", "input": None}
        nothing: ErrorDetails = {
            "type": "wrong-type",
            "loc": (*path, "[key]"),
            "msg": "a value is needed here, not nothing",
            "input": None,
        }
        if keys is not None:
            try:
                _checker_of(keys).validate_python(key, context=context)
            except ValidationError as error:
                found += [
                    {**other, "loc": (*path, "[key]")} for other in error.errors(include_url=False)
                ]
                continue
            if _without_space(key):
                found.append(nothing)
        elif record is None:
            continue  # below what no field knows
        elif record.takes_facts() and re.match(EXTRA_PATTERN, key):
            if _without_space(key):
                found.append(nothing)
        elif all(key != (info.alias or name) for name, info in record.model_fields.items()):
            if record.takes_facts():
                ctx = {"pattern": EXTRA_PATTERN}
                found.append({**detail, "type": "string_pattern_mismatch", "ctx": ctx})
            else:
                found.append({**detail, "type": "extra_forbidden"})
    return found


@cache
def _checker_of(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _without_space(key: str) -> str:
    """Return what was meant by a key without a value whose colon lacks its space, else ""."""
    before, _, after = key.partition(":")
    return f"{before}: {after}" if before and after else ""


_RECORD = ("a record", "write `key: value` lines, with a space after each colon")
_TEXT = ("a text", "")
_KINDS = {
    "string_type": _TEXT,
    "literal_error": _TEXT,
    "tuple_type": ("a list", "write [one, another], or a line with a dash for each"),
    "dict_type": _RECORD,
    "model_type": _RECORD,
    "model_attributes_type": _RECORD,
    "float_type": ("a number", NUMBER_HELP),
    "date_type": ("a date", DATE_HELP),
}
"""Pydantic's errors of kind: what is needed, and how it is written."""

_MOST_FAULTS = 500
"""Faults of one record's shape that are told; whoever has more mends these first."""
_FEW_FIELDS = 12
"""Fields of a record up to which a message names them all."""

_QUOTE_COLON = "put quotes around a text that contains a colon and a space"
_QUOTE_COMMA = "put quotes around a text in brackets that contains a comma"
_QUOTE_LAST_COLON = "put quotes around a text that ends in a colon"


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


@dataclass(slots=True)
class _Mended:
    """What becomes of faulty nodes, told by identity; nodes themselves are never changed.

    `dropped` are left out, `replaced` have another in their place, and records get what is
    `added` to them, by key.
    """

    dropped: set[int] = field(default_factory=set)
    replaced: dict[int, Node] = field(default_factory=dict)
    added: dict[int, dict[str, Node]] = field(default_factory=dict)

    def node(self, node: Node) -> Node:
        """Return what becomes of a node and of all below it."""
        if id(node) in self.replaced:
            return self.replaced[id(node)]
        if isinstance(node, Mapping):
            items = {
                key: self.node(value)
                for key, value in node.items.items()
                if id(value) not in self.dropped
            }
            added = self.added.get(id(node), {})
            places = {key: stand_in.position for key, stand_in in added.items()}
            return Mapping(items | added, node.position, places | node.keys, node.base)
        if isinstance(node, Sequence):
            kept = [self.node(item) for item in node.items if id(item) not in self.dropped]
            return Sequence(kept, node.position)
        return node


_ANY_TEXT = Plain("1")
"""What an id may be, and a name, a text, a number on every scale."""
_ANY_DATE = Plain("2000-01-01")


def _stand_in(kind: Any, place: Position) -> Node:
    """Return a node that a field of a kind accepts, as little as can be."""
    if get_origin(kind) is Annotated:
        return _stand_in(get_args(kind)[0], place)
    if get_origin(kind) is Literal:
        return StandIn(get_args(kind)[0], place)
    if get_origin(kind) is tuple:
        return Sequence([_stand_in(get_args(kind)[0], place)], place)
    if isinstance(kind, type) and issubclass(kind, Draft):
        needed = {
            info.alias or name: _stand_in(info.annotation, place)
            for name, info in kind.model_fields.items()
            if info.is_required()
        }
        return Mapping(needed, place, dict.fromkeys(needed, place))
    return StandIn(_ANY_DATE if kind is dt.date else _ANY_TEXT, place)


def _path_of(location: Path, root: Node) -> tuple[Path, bool]:
    """Return where pydantic found an error, and whether it is at the last key, not its value.

    Pydantic names a union's branch by its tag, in round brackets, and the key of a mapping by
    "[key]". An author may write such a key as well, so they are told by what is in the nodes.
    """
    path: list[str | int] = []
    node: Node | None = root
    for number, part in enumerate(location):
        if isinstance(node, Mapping) and part in node.items:
            node = node.items[str(part)]
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        elif part == "[key]" and number == len(location) - 1:
            return tuple(path), True
        elif part in UNION_TAGS:
            continue
        else:
            node = None
        path.append(part)
    return tuple(path), False


def _name_of(model: type[Draft]) -> str:
    """Return what people call a record of a draft, as in pain point."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__.removesuffix("Draft")).lower()


def _too_many(count: int, place: Position) -> Diagnostic:
    headline = f"{count} more faults of shape in this record"
    return Diagnostic(
        position=place, code="limit-exceeded", headline=headline, help="mend those before first"
    )


class _Fault:
    """One of pydantic's errors, found again in the nodes."""

    def __init__(self, detail: ErrorDetails, root: Node, model: type[Draft]) -> None:
        self.detail = detail
        self.kind = detail["type"]
        self.path, self.at_key = _path_of(detail["loc"], root)
        self.unknown = self.kind == "extra_forbidden" or (
            self.kind == "string_pattern_mismatch"
            and detail.get("ctx", {}).get("pattern") == EXTRA_PATTERN
        )
        self.root = root
        self.model = model
        self.node, self.left = descend(root, self.path)

    @property
    def record(self) -> Node:
        """The record that the fault is in, where it is one of a field."""
        return self.node if self.left else descend(self.root, self.path[:-1])[0]

    @property
    def is_of_all(self) -> bool:
        """Whether nothing of the record can be read."""
        return self.node is self.root and not self.is_missing

    def mend(self, mended: _Mended) -> None:
        """Note what lets the rest pass: the faulty part left out, or a stand-in for it."""
        place = self.node.position
        if self.kind == "missing-field":  # of several fields that would do, the last
            model = record_at(self.model, self.path)
            if model is not None and model.one_of:
                stand_in = _stand_in(str, place)
                mended.added.setdefault(id(self.node), {})[model.one_of[-1]] = stand_in
                return
        needed = None if self.at_key else self._needed
        if needed is None or not isinstance(self.record, Mapping):
            mended.dropped.add(id(self.node))
        elif self.left:
            stand_in = _stand_in(needed.annotation, place)
            mended.added.setdefault(id(self.node), {})[str(self.path[-1])] = stand_in
        else:
            mended.replaced[id(self.node)] = _stand_in(needed.annotation, place)

    @property
    def _needed(self) -> FieldInfo | None:
        """The field that the fault is in, where its record cannot do without it."""
        model = record_at(self.model, self.path[:-1]) if self.path else None
        if model is None:
            return None
        for key, info in model.model_fields.items():
            if (info.alias or key) == self.path[-1]:
                return info if info.is_required() or key in model.one_of else None
        return None

    @property
    def is_miscounted(self) -> bool:
        """Whether a list seems too short only because pydantic does not count faulty items."""
        return (
            self.kind == "too_short" and isinstance(self.node, Sequence) and bool(self.node.items)
        )

    @property
    def is_missing(self) -> bool:
        """Whether something is not there."""
        return self.kind in ("missing", "too_short")

    @property
    def split_text(self) -> bool:
        """Whether an unquoted colon made a record of a list's text: its one field is unknown."""
        if not self.unknown or len(self.path) < 2 or not isinstance(self.path[-2], int):
            return False
        parent, _ = descend(self.root, self.path[:-1])
        return isinstance(parent, Mapping) and len(parent.items) == 1

    @property
    def fields(self) -> list[str]:
        """The fields that the record in question may have."""
        record = record_at(self.model, self.path[:-1])
        known = record.model_fields.items() if record else ()
        return [info.alias or field for field, info in known]

    @property
    def nearest_field(self) -> str:
        """The field that an unknown one was probably meant to be, "" where none is near."""
        if not self.unknown:
            return ""
        name = str(self.path[-1])
        return nearest(name.partition(":")[0] if self.meant else name, self.fields)

    @property
    def meant(self) -> str:
        """What was meant by a key whose colon lacks its space, "" where that is not the fault."""
        return _without_space(str(self.path[-1])) if self.is_empty else ""

    @property
    def is_empty(self) -> bool:
        """Whether this is about a key below which nothing is written."""
        return bool(self.path) and not self.left and _is_null(self.node)

    def _fields_help(self) -> str:
        own = "" if self.kind == "extra_forbidden" else "a field of your own starts with x-"
        few = self.fields if len(self.fields) <= _FEW_FIELDS else []
        named = f"the fields are {', '.join(few)}" if few else ""
        return "; ".join(filter(None, (named, own)))

    def _where_it_may_be(self) -> str:
        """Return where a field of the author's own may stand that has no place here."""
        for length in reversed(range(len(self.path) - 1)):
            around = record_at(self.model, self.path[:length])
            if around is not None and around.takes_facts():
                return f"write it beside the fields of the {_name_of(around)}"
        return "facts of your own go with personas, journeys, stages and what is in the library"

    def is_within(self, wrong: Collection[Path]) -> bool:
        """Whether this is in a value of the wrong kind; `wrong` are the paths of these."""
        return any(self.path[:length] in wrong for length in range(len(self.path)))

    def is_below(self, unknown: dict[Path, list[_Fault]]) -> bool:
        """Whether this is what an unknown field holds; `unknown` are those faults, by record."""
        above = (self.path[:length] for length in range(len(self.path)))
        return not self.unknown and any(
            other.path == self.path[: len(other.path)]
            for path in above
            for other in unknown.get(path, ())
        )

    def is_due_to(self, unknown: dict[Position, list[_Fault]]) -> bool:
        """Whether what is missing is there, but below a field that is unknown.

        `unknown` are those faults, by the place of the record they are in.
        """
        missing: tuple[str, ...] = ()
        record = self.record
        if self.kind == "missing":
            missing = (str(self.path[-1]),)
        elif self.kind == "missing-field" and (model := record_at(self.model, self.path)):
            missing, record = model.one_of, self.node
        return bool(missing) and any(
            other.split_text or other.nearest_field in missing
            for other in unknown.get(record.position, ())
        )

    @property
    def position(self) -> Position:
        if (self.at_key or self.unknown) and self.path and not self.left:
            parent, _ = descend(self.root, self.path[:-1])
            if isinstance(parent, Mapping):
                return parent.keys.get(str(self.path[-1]), self.node.position)
        if self.kind == "missing" and isinstance(self.node, Mapping) and self.node.base:
            return self.node.base  # its base map lacks it, and must stand by itself
        return self.node.position

    def diagnostic(self) -> Diagnostic:
        code, headline, help_ = self._words()
        if self.meant:
            help_ = f"a space is needed after the colon: {quoted(self.meant)}"
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
        if self.kind == "literal_error" and isinstance(self.detail["input"], str):
            return self._unknown_choice(name)
        if self.kind == "string_too_long":
            limit = context.get("max_length")
            return "invalid-id", f"an id longer than {limit} characters", "shorten it"
        if self.kind == "string_pattern_mismatch":
            return (
                "invalid-id",
                f"{quoted(str(self.detail['input']))} cannot be an id",
                ID_HELP,
            )
        if self.kind in ("greater_than_equal", "less_than_equal"):
            words = "at least" if "ge" in context else "at most"
            limit = context.get("ge", context.get("le"))
            written = self.node.text if isinstance(self.node, Scalar) else self.detail["input"]
            headline = f"{quoted(name)} is {shortened(str(written))}"
            return "out-of-range", headline, f"write {words} {limit:g}"
        if self.kind == "too_short":
            return "missing-field", f"{quoted(name)} is empty", f"write at least one of {name}"
        return self._wrong_type(name)

    def _unknown_field(self, name: str) -> tuple[str, str, str]:
        if self.kind == "extra_forbidden" and re.match(EXTRA_PATTERN, name):
            headline = f"{quoted(name)} cannot stand here"
            return "unknown-field", headline, self._where_it_may_be()
        help_ = f"did you mean {quoted(self.nearest_field)}?" if self.nearest_field else ""
        if not help_ and " " in name and self.is_empty:
            help_ = _QUOTE_COMMA if not self.split_text else ""
        if not help_ and self.split_text:
            help_ = _QUOTE_LAST_COLON if _is_null(self.node) else _QUOTE_COLON
        return "unknown-field", f"unknown field {quoted(name)}", help_ or self._fields_help()

    def _unknown_choice(self, name: str) -> tuple[str, str, str]:
        expected = str(self.detail.get("ctx", {}).get("expected", ""))
        choices = [word for word in expected.split("'") if word.replace("-", "_").isidentifier()]
        choices = [word for word in choices if word != "or"]
        written = str(self.detail["input"])
        # Choices are few: where the word is not very near to one, it is better to name them all.
        near = nearest(written, choices, cutoff=0.75)
        help_ = f"did you mean {quoted(near)}?" if near else f"choose among {', '.join(choices)}"
        if self.at_key or not name or isinstance(self.path[-1], int):
            within = f" in {self.path[-2]}" if len(self.path) > 1 else ""
            return "unknown-choice", f"unknown {quoted(written)}{within}", help_
        return "unknown-choice", f"unknown {name} {quoted(written)}", help_

    def _wrong_type(self, name: str) -> tuple[str, str, str]:
        field = f"{quoted(name)}: " if name and not isinstance(self.path[-1], int) else ""
        if self.path and isinstance(self.path[-1], int) and _is_null(self.node):
            return "wrong-type", "this list item is empty", "write it, or leave it out"
        needed, help_ = _KINDS.get(self.kind, ("another kind of value", self.detail["msg"]))
        if isinstance(self.node, Scalar):
            found = "nothing" if self.node.is_null else "a text"
        else:
            found = "a list" if isinstance(self.node, Sequence) else "a record"
        if needed == "a text" and isinstance(self.node, Mapping):
            help_ = _QUOTE_COLON
        return "wrong-type", f"{field}{needed} is needed here, not {found}", help_
