"""Where a handbook's files are kept: a folder here, a revision of a Git repository in `git.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from .nodes import MAX_BYTES

Whereabouts: TypeAlias = Literal["inside", "outside", "nowhere"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or a folder, by its name relative to the handbook's folder."""

    name: str
    is_folder: bool


class UnreadableError(Exception):
    """A file or a folder that is not read, as a diagnostic says it."""

    def __init__(self, code: str, headline: str, help_: str = "") -> None:
        super().__init__(headline)
        self.code = code
        self.headline = headline
        self.help = help_


class Tree(Protocol):
    """A handbook's folder: names relative to it, with forward slashes, and bytes.

    Symbolic links are followed as far as they stay in the folder. Entries come sorted, folder by
    folder.
    """

    def exists(self) -> bool:
        """Whether there is such a folder."""

    def top(self) -> Iterator[Entry]:
        """Yield what lies right in the folder."""

    def below(self, folder: str) -> Iterator[Entry]:
        """Yield all that lies in a folder and in those below it: nothing where there is none.

        Raises `UnreadableError` where the folder cannot be looked into.
        """

    def has(self, file: str) -> bool:
        """Whether there is such a file."""

    def read(self, file: str) -> bytes:
        """Return what a file says. Raises `UnreadableError`."""

    def find(self, path: str) -> Whereabouts:
        """Say where a file of this path is: inside the folder, outside, or nowhere."""


def leads_out() -> UnreadableError:
    """Return the refusal of a link to something that is not the handbook's."""
    return UnreadableError(
        "unsafe-link",
        "a symbolic link that leads out of the handbook",
        "put a copy of the file in its place",
    )


def too_large() -> UnreadableError:
    """Return the refusal of a file that nobody wrote by hand."""
    return UnreadableError(
        "limit-exceeded", "a file larger than 1 MiB", "split it into several records"
    )


def unopened(reason: str) -> UnreadableError:
    """Return the refusal of a file that the system does not open."""
    return UnreadableError("unreadable-file", f"this file cannot be read: {reason.lower()}")


@dataclass(frozen=True, slots=True)
class FolderTree:
    """A folder of the file system."""

    root: Path

    def exists(self) -> bool:
        """Whether there is such a folder."""
        return self.root.is_dir()

    def top(self) -> Iterator[Entry]:
        """Yield what lies right in the folder."""
        for path in sorted(self.root.iterdir()):
            yield Entry(path.name, path.is_dir())

    def below(self, folder: str) -> Iterator[Entry]:
        """Yield all that lies in a folder and in those below it: nothing where there is none."""
        place = self.root / folder
        for path in sorted(place.rglob("*")) if place.is_dir() else ():
            yield Entry(path.relative_to(self.root).as_posix(), path.is_dir())

    def has(self, file: str) -> bool:
        """Whether there is such a file."""
        return (self.root / file).is_file()

    def read(self, file: str) -> bytes:
        """Return what a file says. Raises `UnreadableError`."""
        path = self.root / file
        try:
            if not path.resolve().is_relative_to(self.root.resolve()):
                raise leads_out()
            if path.exists() and not path.is_file():
                raise UnreadableError("unreadable-file", "this is not a regular file")
            if path.stat().st_size > MAX_BYTES:
                raise too_large()
            return path.read_bytes()
        except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, to Python 3.12
            raise unopened(getattr(error, "strerror", None) or "it cannot be opened") from error

    def find(self, path: str) -> Whereabouts:
        """Say where a file of this path is: inside the folder, outside, or nowhere."""
        try:
            root = self.root.resolve()
            file = (root / path).resolve()
            if not file.is_relative_to(root):
                return "outside"
            return "inside" if file.is_file() else "nowhere"
        except (OSError, RuntimeError):  # a name too long; links in a circle, to Python 3.12
            return "nowhere"
