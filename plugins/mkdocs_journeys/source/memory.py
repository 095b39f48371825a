"""What was made of a handbook's files, for when they are read again and few have changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from .diagnostics import Diagnostic
from .ignores import Ignore
from .nodes import Node

T = TypeVar("T")

Parsed: TypeAlias = dict[tuple[str, bytes], tuple[Node | None, list[Diagnostic], list[Ignore]]]
"""What files were read as, by their path as shown and what they say.

Two revisions of a handbook share nearly all of their files. Nothing changes a node once it is made.
"""


class Memory:
    """Keeps what was read and made of files from one reading of a folder to the next.

    What a reading has no use for is forgotten when it ends (`forget`).
    """

    def __init__(self) -> None:
        self.parsed: Parsed = {}
        self.read: set[tuple[str, bytes]] = set()
        """The files of this reading, as `parsed` has them."""
        self._made: dict[tuple[Any, ...], tuple[tuple[object, ...], Any]] = {}
        self._used: dict[tuple[Any, ...], tuple[tuple[object, ...], Any]] = {}

    def once(self, what: str, of: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what is made of nodes, or of what was made of them here.

        These are the same objects until their file is another.
        """
        key = (what, *map(id, of))
        found = self._used.get(key) or self._made.get(key) or (of, make())
        self._used[key] = found  # with the objects, so that no other takes on their identity
        return found[1]

    def forget(self) -> None:
        """End a reading: let go of what it did not use."""
        self.parsed = {file: self.parsed[file] for file in self.read}
        self.read = set()
        self._made, self._used = self._used, {}

    def clear(self) -> None:
        """Let go of all: the files are not read again."""
        self.parsed, self.read = {}, set()
        self._made, self._used = {}, {}
