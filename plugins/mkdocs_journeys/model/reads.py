"""Which fields of a handbook are read while something is made of it, and what they say.

What a page shows follows from the fields that were read while it was written, and from nothing
else of the handbook: as long as these say the same, the page need not be written again. Reading is
watched on records that others refer to (personas, journeys, stages, the library, phases) and on
the handbook itself. The parts of a record, such as a stage's messages, are reached through a field
of its own, so that they count as what that field says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from functools import cache as once
from functools import lru_cache
from typing import Any, Generic, TypeAlias, TypeVar, cast

from ..source.nodes import walk
from .records import (
    Channel,
    Content,
    Evidence,
    Handbook,
    Journey,
    Kpi,
    Named,
    Origin,
    Persona,
    Phase,
    Record,
    Stage,
    Team,
    Term,
    Touchpoint,
)

_KINDS: dict[type, str] = {
    Handbook: "handbook",
    Persona: "persona",
    Journey: "journey",
    Stage: "stage",
    Phase: "phase",
    Team: "team",
    Channel: "channel",
    Touchpoint: "touchpoint",
    Kpi: "kpi",
    Content: "content",
    Evidence: "evidence",
    Term: "term",
}
"""What is watched, by the words that `Handbook.named` has for the kinds of its records."""

K = TypeVar("K")
V = TypeVar("V")

Watched: TypeAlias = Named | Handbook
Read: TypeAlias = tuple[Watched, str]
"""A record, and the name of a field of it, or of something derived (see `note`)."""
Derived: TypeAlias = Mapping[str, Callable[[Any, str], object]]
"""How what is derived from the handbook is found for a record and a word, by its name."""

_now: list[set[Read]] = []
"""What is being watched, the innermost last."""
_TOLD_BY_NAME = frozenset({"id", "parent"})
"""Fields that are not noted: a record that has a name has these, or is another record."""


def _noted(name: str, field: Any) -> property:
    """Return a field that notes that it is read, in the place of one of a record's slots."""
    value_of = field.__get__

    def read(record: Any) -> Any:
        if _now:
            _now[-1].add((record, name))
        return value_of(record)

    return property(read, field.__set__)


@once
def _note_fields() -> None:
    """Have all that is watched note its fields, from now on.

    Not only while somebody watches: to change a class makes the interpreter forget what it has
    learnt about it, and every page would pay for learning it again.
    """
    for kind in _KINDS:
        for field in fields(kind):
            if field.name not in _TOLD_BY_NAME:
                setattr(kind, field.name, _noted(field.name, getattr(kind, field.name)))


@contextmanager
def watched() -> Iterator[set[Read]]:
    """Note every field that is read meanwhile, in this process; what comes out holds them all."""
    _note_fields()
    reads: set[Read] = set()
    _now.append(reads)
    try:
        yield reads
    finally:
        _now.pop()
        if _now:  # what is read for a part is read for the whole
            _now[-1] |= reads


def watching() -> object:
    """Return what notes reads at the moment; None where nobody watches.

    What was made while another did may be shown again, but not without reading it again.
    """
    return _now[-1] if _now else None


def note(record: Watched, derived: str, word: str = "") -> None:
    """Note that something derived from the handbook is read, such as who explains a record.

    What is derived once for all pages would else count for the page alone that came first. `word`
    says what of it is read, where it is not all.
    """
    if _now:
        _now[-1].add((record, f"{derived}/{word}"))


class unwatched:  # noqa: N801 - read as a verb
    """Let what is read meanwhile count for nothing: what is derived has a name of its own."""

    __slots__ = ()

    def __enter__(self) -> None:
        """Note what is read where nobody looks."""
        _now.append(set())

    def __exit__(self, *raised: object) -> None:
        """Note it again where it was noted before."""
        _now.pop()


class Memo(Generic[K, V]):
    """Values that are made once and serve several pages.

    What was read for one is noted as read by every page that it serves.
    """

    def __init__(self) -> None:
        self._made: dict[K, tuple[V, set[Read]]] = {}

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return the value of a key, made if it is not there yet."""
        found = self._made.get(key)
        if found is None:
            with watched() as reads:
                value = make()
            self._made[key] = value, reads
            return value
        value, reads = found
        if _now:
            _now[-1] |= reads
        return value


class Digests:
    """What the fields of a handbook's records say, as short digests that are equal when they do.

    `derived` says how each name that was given to `note` is found for a record.
    """

    def __init__(self, handbook: Handbook, derived: Derived) -> None:
        self._handbook = handbook
        self._derived = derived
        self._known: dict[str, bytes] = {}
        self._names: dict[Read, str] = {}

    def names(self, reads: Iterable[Read]) -> tuple[str, ...]:
        """Return what fields are called in this handbook and in later ones, in order."""
        return tuple(sorted(map(self._name, reads)))

    def of_all(self, names: Iterable[str]) -> bytes:
        """Return one digest of several fields, in the order of their names."""
        digest = hashlib.blake2b(digest_size=16)
        for name in names:
            digest.update(self.of(name))
        return digest.digest()

    def of(self, name: str) -> bytes:
        """Return the digest of a field by its name; that of nothing where there is none."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._made(name)
        return known

    def _name(self, read: Read) -> str:
        name = self._names.get(read)
        if name is None:  # one text for all pages that show it
            name = self._names[read] = f"{_key(read[0])} {read[1]}"
        return name

    def _made(self, name: str) -> bytes:
        kind, id_, field = name.split(" ", 2)  # what is derived may have a word with spaces
        record: Watched | None = (
            self._handbook if kind == "handbook" else self._handbook.named.get((kind, id_))
        )
        if record is None:
            return b""
        derived, slash, word = field.partition("/")
        if slash:
            if derived not in self._derived:  # by a program that knew of more
                return b""
            said = _told(self._derived[derived](record, word), None)
        elif field == "backlinks":
            said = _told_backlinks(cast("Record", record))
        elif field == "origin":
            said = _layout(record.origin, record)
        else:
            said = _told(getattr(record, field, None), record)  # some ask whether there is one
        return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _key(record: Watched) -> str:
    kind = _KINDS[type(record)]
    if isinstance(record, Stage):
        return f"{kind} {record.address}"
    return f"{kind} {record.id}" if isinstance(record, Named) else f"{kind} "


def _told(value: object, holder: object, *, deep: bool = True) -> str:
    """Return all that a value says, parts of a record included, other records by their names."""
    if value is None or isinstance(value, str | float):  # what nearly all fields hold
        return repr(value)
    if type(value) in _KINDS:
        return _key(cast("Watched", value))
    if isinstance(value, Record):
        return _told_part(value, deep=deep and value.parent is holder)
    if isinstance(value, tuple | list):
        return f"[{', '.join([_told(item, holder, deep=deep) for item in value])}]"
    if isinstance(value, Mapping):
        told = [f"{key!r}: {_told(item, holder, deep=deep)}" for key, item in value.items()]
        return f"{{{', '.join(told)}}}"
    if isinstance(value, set | frozenset):
        return _told(sorted(value), holder, deep=deep)
    return repr(value)


def _told_part(part: Record, *, deep: bool) -> str:
    """Return what a part of a record says; `deep` with what answers it, and what it answers."""
    owner = _owner(part)
    kind: Any = type(part)  # mypy takes records for what cannot be hashed
    told = [_told(getattr(part, name), part, deep=deep) for name in _fields_of(kind)]
    told.append(_layout(part.origin, owner))
    told.append(_told_backlinks(part) if deep else _key(owner) if owner else "")
    return f"{type(part).__name__}({', '.join(told)})"


def _told_backlinks(record: Record) -> str:
    return _told(record.backlinks, None, deep=False)


@lru_cache(maxsize=128)
def _fields_of(kind: Any) -> tuple[str, ...]:
    """Return the fields in which a part of a record says something itself."""
    circles = ("origin", "parent", "backlinks")
    return tuple(field.name for field in fields(kind) if field.name not in circles)


def _owner(part: Record) -> Watched | None:
    """Return the record that a part belongs to, through all parts between."""
    above = part.parent
    while above is not None and type(above) not in _KINDS:
        above = above.parent
    return cast("Watched | None", above)


def _layout(origin: Origin, owner: Watched | None) -> str:
    """Return which values of a record are its own journey's, and which a base map's."""
    journey = owner.journey if isinstance(owner, Stage) else owner
    if not isinstance(journey, Journey) or journey.base is None:
        return origin.file
    return "".join(
        "." if node.position.path == origin.file else f"{node.position.path};"
        for node in walk(origin.node)
    )
