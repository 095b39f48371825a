"""YAML text → nodes: every value with the place where it was written.

The only importer of yaml. The text is composed by PyYAML's C parser and its scalars are left as
the author wrote them: `no`, `on`, `12:30` and `010` stay texts, and the schema decides which
fields take a number (YAML 1.2's notation), so that nothing is read in two ways.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

import yaml

from .diagnostics import Diagnostic, quoted
from .positions import Position, end_of
from .syntax import syntax_fault

MAX_BYTES = 1024 * 1024
MAX_NESTING = 64
MAX_ALIASED_NODES = 10_000

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What says nothing, where it has no quotes."""
_TEXT_TAG = "tag:yaml.org,2002:str"
_LIST_TAG = "tag:yaml.org,2002:seq"
_RECORD_TAG = "tag:yaml.org,2002:map"
_TAGS: dict[type[yaml.Node], str] = {
    yaml.ScalarNode: _TEXT_TAG,
    yaml.SequenceNode: _LIST_TAG,
    yaml.MappingNode: _RECORD_TAG,
}

Loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""LibYAML's parser, or the same in Python (ten times slower) where PyYAML came without it."""


class Plain(str):
    """A scalar that was written without quotes, and so may stand for a number or a truth value."""

    __slots__ = ()


# Not frozen: a handbook has hundreds of thousands of nodes, and a frozen dataclass doubles the
# cost of making one. Nothing changes a node after `read_yaml` or `merge` has made it.
@dataclass(slots=True, eq=False)
class Scalar:
    """A text as written; `text` is a `Plain` where it has no quotes."""

    text: str
    position: Position

    @property
    def is_null(self) -> bool:
        """Whether nothing was written: an empty value, `~` or `null`."""
        return isinstance(self.text, Plain) and self.text in NULLS


@dataclass(slots=True, eq=False)
class StandIn(Scalar):
    """A text that nobody wrote, in the place of one that is missing or faulty.

    It lets the rest of its record be read and checked. Nothing is said of it: its fault is noted.
    """


@dataclass(slots=True, eq=False)
class Sequence:
    """A list."""

    items: list[Node]
    position: Position


@dataclass(slots=True, eq=False)
class Mapping:
    """A record: its values by key, and where each key stands.

    `base` is where the record stands that this one is laid over: what it lacks, that one lacks.
    """

    items: dict[str, Node]
    position: Position
    keys: dict[str, Position] = field(default_factory=dict)
    base: Position | None = None

    def text(self, key: str) -> str | None:
        """Return the text under a key, None where there is none or something else."""
        node = self.items.get(key)
        return node.text if isinstance(node, Scalar) and not node.is_null else None


Node: TypeAlias = Scalar | Sequence | Mapping
Path: TypeAlias = tuple[str | int, ...]
"""The keys and list numbers that lead from a node to one below it."""


def plain(node: Node, empty: set[int] | None = None) -> Any:
    """Return the node's value as dicts, lists and texts; empty values are left out of records.

    The identity of each record that has some is added to `empty`: see `empty_in`.
    """
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Sequence):
        return [plain(item, empty) for item in node.items]
    said = {
        key: plain(value, empty)
        for key, value in node.items.items()
        if not (isinstance(value, Scalar) and value.is_null)
    }
    if empty is not None and len(said) < len(node.items):
        empty.add(id(node))
    return said


def empty_in(node: Node, records: Collection[int], path: Path = ()) -> Iterator[Path]:
    """Yield the path of each empty value in the records of these identities."""
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from empty_in(item, records, (*path, number))
    elif isinstance(node, Mapping):
        for key, value in node.items.items():
            if isinstance(value, Scalar):
                if value.is_null and id(node) in records:
                    yield (*path, key)
            else:
                yield from empty_in(value, records, (*path, key))


def descend(node: Node, path: Path) -> tuple[Node, Path]:
    """Follow a path as far as it goes; return the node reached and the part left over."""
    for number, part in enumerate(path):
        below: Node | None = None
        if isinstance(node, Mapping) and isinstance(part, str):
            below = node.items.get(part)
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            below = node.items[part]
        if below is None:
            return node, path[number:]
        node = below
    return node, ()


def read_yaml(text: str, path: str) -> tuple[Node | None, list[Diagnostic]]:
    """Read one YAML document; `path` is the file's name in diagnostics.

    Returns the node and every fault found. The node is None where the text is no YAML at all;
    otherwise it holds what could be read, the faulty parts left out.
    """
    loader = _BoundedLoader(text)
    start = Position(path)
    try:
        root = loader.get_single_node()
    except _TooDeepError as stop:
        return None, [_limit(Position(path, *stop.place), f"nesting deeper than {MAX_NESTING}")]
    except yaml.MarkedYAMLError as error:
        return None, [syntax_fault(error, text, path)]
    except yaml.reader.ReaderError as error:
        headline = f"the character U+{_code_point(error):04X}, which YAML does not allow"
        return None, [
            Diagnostic(
                position=_place_of_unreadable(text, path), code="yaml-syntax", headline=headline
            )
        ]
    finally:
        loader.dispose()
    if root is None:
        fault = Diagnostic(
            position=start,
            code="yaml-syntax",
            headline="the file is empty",
            help="write a record in it, or delete it",
        )
        return None, [fault]
    reader = _Reader(end_of(text, path))
    try:
        node = reader.node(root, aliased=False)
    except _LimitError as stop:
        return None, [_limit(stop.position, stop.what)]
    return node, reader.faults


class _TooDeepError(Exception):
    def __init__(self, place: tuple[int, int]) -> None:
        super().__init__()
        self.place = place


class _LimitError(Exception):
    def __init__(self, position: Position, what: str) -> None:
        super().__init__()
        self.position = position
        self.what = what


class _BoundedLoader(Loader):  # type: ignore[misc]  # PyYAML chooses the class while running
    """PyYAML's loader that gives up on deep nesting: unbounded, the C parser overflows its stack.

    The methods are PyYAML's own hooks: two are called as its composer enters and leaves a node,
    the third to find the tag of a node that has none. It has nothing to find: all are plain.
    """

    depth = 0

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return _TAGS[kind]

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        self.depth += 1
        if self.depth > MAX_NESTING:
            mark = getattr(current_node, "start_mark", None)
            raise _TooDeepError((mark.line + 1, mark.column + 1) if mark else (1, 1))

    def ascend_resolver(self) -> None:
        self.depth -= 1


class _Reader:
    """Turns PyYAML's nodes into ours and collects the faults.

    Raises `_LimitError` where aliases multiply the file: there is no sense in half of it.
    """

    def __init__(self, end: Position) -> None:
        self.path = end.path
        self.end = end
        self.last_line = end.line
        self.faults: list[Diagnostic] = []
        self.seen: set[int] = set()
        self.open: set[int] = set()
        self.aliased_nodes = 0

    def node(self, raw: Any, *, aliased: bool) -> Node:
        """Return our node for one of PyYAML's."""
        place = self._place(raw.start_mark)
        key = id(raw)
        if aliased or key in self.seen:
            aliased = True
            self.aliased_nodes += 1
            if self.aliased_nodes > MAX_ALIASED_NODES:
                raise _LimitError(place, f"more than {MAX_ALIASED_NODES} nodes from aliases")
        self.seen.add(key)
        if isinstance(raw, yaml.ScalarNode):
            if raw.tag != _TEXT_TAG:
                self._unknown_tag(raw, place)
            return Scalar(raw.value if raw.style else Plain(raw.value), place)
        if key in self.open:
            raise _LimitError(place, "a value that contains itself through an alias")
        self.open.add(key)
        if len(self.open) > MAX_NESTING:  # aliases nest deeper than what is written
            raise _LimitError(place, f"nesting deeper than {MAX_NESTING}")
        if isinstance(raw, yaml.SequenceNode):
            made: Node = self._sequence(raw, place, aliased)
        else:
            made = self._mapping(cast("yaml.MappingNode", raw), place, aliased)
        self.open.discard(key)
        return made

    def _place(self, mark: Any) -> Position:
        line = mark.line + 1
        # As `Position(…)` makes it, in half the time.
        place = tuple.__new__(Position, (self.path, line, mark.column + 1))
        return place if line < self.last_line else min(place, self.end)

    def _sequence(self, raw: Any, place: Position, aliased: bool) -> Sequence:
        if raw.tag != _LIST_TAG:
            self._unknown_tag(raw, place)
        return Sequence([self.node(item, aliased=aliased) for item in raw.value], place)

    def _mapping(self, raw: Any, place: Position, aliased: bool) -> Mapping:
        if raw.tag != _RECORD_TAG:
            self._unknown_tag(raw, place)
        mapping = Mapping({}, place)
        for raw_key, raw_value in raw.value:
            key_place = self._place(raw_key.start_mark)
            if not isinstance(raw_key, yaml.ScalarNode):
                help_ = "put quotes around a key that starts with [ or {"
                self._fault(key_place, "invalid-key", "a key must be a plain text", help_)
                continue
            name = raw_key.value
            if not name.strip():
                help_ = "write it, or take the line away"
                self._fault(key_place, "invalid-key", "a key must not be empty", help_)
                continue
            if name == "<<":
                self._fault(
                    key_place,
                    "invalid-key",
                    "merge keys (<<) are not part of YAML 1.2",
                    "write the values out, or let a journey extend another",
                )
                continue
            if name in mapping.items:
                first = mapping.keys[name]
                self._fault(
                    key_place,
                    "duplicate-key",
                    f"{quoted(name)} is already written in line {first.line}",
                    "keep one of the two",
                )
                continue
            mapping.items[name] = self.node(raw_value, aliased=aliased)
            mapping.keys[name] = key_place
        return mapping

    def _unknown_tag(self, raw: Any, place: Position) -> None:
        tag = raw.tag.replace("tag:yaml.org,2002:", "!!")
        help_ = 'leave the tag out, or put quotes around a text that starts with "!"'
        self._fault(place, "unknown-tag", f"unknown tag {quoted(tag)}", help_)

    def _fault(self, place: Position, code: str, headline: str, help: str = "") -> None:  # noqa: A002 - the word in the output
        self.faults.append(Diagnostic(position=place, code=code, headline=headline, help=help))


def _limit(place: Position, what: str) -> Diagnostic:
    return Diagnostic(position=place, code="limit-exceeded", headline=what)


def _code_point(error: yaml.reader.ReaderError) -> int:
    character = error.character
    return character if isinstance(character, int) else ord(character[:1] or "\ufffd")


def _place_of_unreadable(text: str, path: str) -> Position:
    # PyYAML counts bytes here, so look for the character instead.
    match = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return end_of(text[: match.start()] if match else "", path)


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and every node below it."""
    yield node
    if isinstance(node, Mapping):
        for value in node.items.values():
            yield from walk(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from walk(item)


def without_stand_ins(node: Node) -> Node | None:
    """Return the node less the records in it that have a stand-in; None where it has one itself."""
    if isinstance(node, Sequence):
        kept = [kept for item in node.items if (kept := without_stand_ins(item)) is not None]
        return Sequence(kept, node.position)
    if isinstance(node, Mapping):
        if any(isinstance(value, StandIn) for value in node.items.values()):
            return None
        below = {key: without_stand_ins(value) for key, value in node.items.items()}
        items = {key: value for key, value in below.items() if value is not None}
        return Mapping(items, node.position, node.keys, node.base)
    return None if isinstance(node, StandIn) else node


def is_as_written(node: Node) -> bool:
    """Whether nothing in the node stands in for what is missing or faulty."""
    return not any(isinstance(below, StandIn) for below in walk(node))


def texts_in(text: str, path: str) -> list[tuple[Position, Position]]:
    """Return where each text of a YAML file begins, and the place behind its end.

    A text below `|` or `>` begins with its first line: a comment may stand behind the sign.
    """
    found = []
    for token in yaml.scan(text, Loader=Loader):
        if isinstance(token, yaml.ScalarToken):
            start = Position(path, token.start_mark.line + 1, token.start_mark.column + 1)
            if token.style in ("|", ">"):
                start = Position(path, start.line + 1)
            end = Position(path, token.end_mark.line + 1, token.end_mark.column + 1)
            found.append((start, end))
    return found
