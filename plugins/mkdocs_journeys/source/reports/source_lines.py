"""The lines of the authors' files, read again for those who are shown them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..nodes import MAX_BYTES
from ..positions import LINE_BREAK, Position


class SourceLines:
    """Lines by position. `files` are relative to the handbook's `folder`, with forward slashes.

    Only the last file is kept in memory: diagnostics come sorted by their place.
    """

    def __init__(self, folder: Path, files: Iterable[str]) -> None:
        self._folder = folder
        self._files = frozenset(files)
        self._path = ""
        self._lines: list[str] = []

    def at(self, position: Position) -> str:
        """Return the line of a position without its end, "" where there is none to be shown."""
        if position.path != self._path:
            self._path, self._lines = position.path, self._read(position.path)
        return self._lines[position.line - 1] if position.line <= len(self._lines) else ""

    def _read(self, path: str) -> list[str]:
        """Return a file's lines, none of a file whose content the handbook refused to read.

        What a symbolic link leads to outside of the handbook stays unseen, and a pipe unopened.
        """
        file = self._file(path)
        try:
            if (
                file is None
                or not file.resolve().is_relative_to(self._folder.resolve())
                or not file.is_file()
                or file.stat().st_size > MAX_BYTES
            ):
                return []
            return LINE_BREAK.split(file.read_bytes().decode("utf-8-sig"))
        except (OSError, RuntimeError, UnicodeDecodeError):  # RuntimeError: as in folder.py
            return []

    def _file(self, path: str) -> Path | None:
        """Return the file that a path shown to people stands for: it ends like one of ours."""
        parts = path.split("/")
        ends = ("/".join(parts[start:]) for start in range(len(parts)))
        return next((self._folder / end for end in ends if end in self._files), None)
