"""Written pages, kept in a file from one build to the next.

A kept page is used only where all that it follows from is as it was (`key`). Whatever is wrong
with the file costs time and never a page: it is begun anew, and where the disk may only be read or
another build is at work on it, it is left alone.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any, TypeVar

FORMAT = 4
"""Another number in a file means that it is not understood, and begun anew."""
_PATIENCE = 2.0
"""Seconds to wait for another build that is writing."""
_IGNORE = "# What is kept here can be made again: it is no part of the project.\n*\n"
_TABLES = {
    "page": """(
        source TEXT PRIMARY KEY, key BLOB, reads BLOB, text BLOB, html BLOB, searched BLOB,
        own BLOB, near BLOB, output BLOB, about BLOB
    ) WITHOUT ROWID""",
    "known": "(state BLOB PRIMARY KEY, keys BLOB) WITHOUT ROWID",
}
_BROKEN = (sqlite3.Error, zlib.error, ValueError, TypeError, KeyError)
"""What may come of a file that somebody else wrote, or that a full disk cut off."""
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
"""What comes of a file that another build is writing, for longer than there is patience."""

_SEAL = 8
"""Bytes of the digest that heads what is packed."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a page was made of: `key` stands for it all, `reads` names the fields that it shows."""

    key: bytes
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A page as it was published, and what else there is to know `about` it, as JSON can hold it.

    `own` stands for all that the page is made with beside the handbook, `near` for what the theme
    puts around it.
    """

    own: bytes
    near: bytes
    output: str
    about: Any


class Cache:
    """The pages of one site, by the Markdown path that each stands for.

    `file` holds them from one build to the next; without one they last as long as the process.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._connection, self._may_write = _opened(file)
        self._is_open = True
        self._keys: dict[str, bytes] = {}
        self._kept: dict[str, Kept] = {}
        """Those that were asked for: what they read is much, and seldom asked for."""
        self._file = file
        self._guarded(self._read_keys, None)

    def kept(self, source: str) -> Kept | None:
        """Return what a page was made of, None where it is not kept."""

        def read() -> Kept | None:
            key = self._keys[source]
            query = "SELECT reads FROM page WHERE source = ? AND key = ?"
            row = self._connection.execute(query, (source, key)).fetchone()
            if row is None:  # another build has written another
                return None
            # One text for all pages that name a field: there are many of both.
            return Kept(key=key, reads=tuple(map(intern, _unpacked(row[0]))))

        if source in self._keys and source not in self._kept:
            found = self._guarded(read, None)
            if found:
                self._kept[source] = found
        return self._kept.get(source)

    def known_in(self, state: bytes) -> set[str]:
        """Return the pages that are kept as they were in a state of all that they are made of."""

        def read() -> set[str]:
            query = "SELECT keys FROM known WHERE state = ?"
            row = self._connection.execute(query, (state,)).fetchone()
            keys = dict(_unpacked(row[0])) if row else {}
            return {name for name, key in self._keys.items() if keys.get(name) == key.hex()}

        return self._guarded(read, set())

    def keep_known(self, state: bytes, pages: Collection[str]) -> None:
        """Keep which pages are as they should be in a state, in the place of any former one."""
        if self.known_in(state) != set(pages):
            keys = {source: self._keys[source].hex() for source in pages if source in self._keys}
            self._write("DELETE FROM known", ())
            self._write("INSERT INTO known VALUES (?, ?)", (state, _packed(keys)))

    def text(self, source: str) -> Any:
        """Return a kept page as it was given to `keep`, None where it cannot be read.

        Nor where the file has another than the one that is kept: another build may write to it,
        and this one may not have been let to.
        """

        def read() -> Any:
            query = "SELECT text FROM page WHERE source = ? AND key = ?"
            row = self._connection.execute(query, (source, self._keys[source])).fetchone()
            return _unpacked(row[0]) if row and row[0] is not None else None

        return self._guarded(read, None) if source in self._keys else None

    def keep(self, source: str, kept: Kept, text: object) -> None:
        """Keep a page in the place of what was kept of it; `text` is what JSON can hold."""
        self._note(source, kept)
        row = (source, kept.key, _packed(kept.reads), _packed(text))
        self._write(
            "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, NULL, NULL, NULL, NULL, NULL, NULL)",
            row,
        )

    def searched(self, source: str, html: bytes) -> str | None:
        """Return what the search reads of a page's HTML, by the digest of that HTML."""

        def read() -> str | None:
            query = "SELECT searched FROM page WHERE source = ? AND html = ?"
            row = self._connection.execute(query, (source, html)).fetchone()
            return str(_unpacked(row[0])) if row else None

        return self._guarded(read, None)

    def keep_searched(self, source: str, html: bytes, searched: str) -> None:
        """Keep what the search reads of a page that is kept."""
        row = (html, _packed(searched), source)
        self._write("UPDATE page SET html = ?, searched = ? WHERE source = ?", row)

    def finished(self, source: str, own: bytes) -> Finished | None:
        """Return what a kept page came to in the end; `own` stands for what made it so."""

        def read() -> Finished | None:
            query = "SELECT near, output, about FROM page WHERE source = ? AND key = ? AND own = ?"
            row = self._connection.execute(query, (source, self._keys[source], own)).fetchone()
            if row is None:
                return None
            output = _text_of(row[1])
            near = _digest_of(row[0])
            return Finished(own=own, near=near, output=output, about=_unpacked(row[2]))

        return self._guarded(read, None) if source in self._keys else None

    def keep_finished(self, source: str, kept: Kept, finished: Finished) -> None:
        """Keep what a page came to in the end, in the place of what was kept of it."""
        self._note(source, kept)
        output = _sealed(finished.output)
        row = (source, kept.key, _packed(kept.reads), finished.own, finished.near, output)
        self._write(
            "REPLACE INTO page (source, key, reads, own, near, output, about)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*row, _packed(finished.about)),
        )

    def forget(self, source: str) -> None:
        """Keep nothing more of a page."""
        if self._keys.pop(source, None):
            self._kept.pop(source, None)
            self._write("DELETE FROM page WHERE source = ?", (source,))

    def let_last(self, pages: Collection[str]) -> None:
        """Let what was kept last; `pages` are those that there are now, all others are let go."""
        for source in self._keys.keys() - set(pages):
            self.forget(source)
        with suppress(sqlite3.Error):
            self._connection.commit()

    def close(self) -> None:
        """Let go of the file: what was not let last is lost, and nothing more is kept."""
        self._is_open = False
        self._keys, self._kept = {}, {}
        self._connection.close()

    def _read_keys(self) -> None:
        rows = self._connection.execute("SELECT source, key FROM page")
        self._keys = {source: _digest_of(key) for source, key in rows}

    def _note(self, source: str, kept: Kept) -> None:
        if self._is_open:
            self._keys[source], self._kept[source] = kept.key, kept

    def _write(self, statement: str, row: tuple[object, ...]) -> None:
        if not self._may_write or not self._is_open:
            return
        try:
            self._connection.execute(statement, row)
        except sqlite3.OperationalError:  # another build has it, or the disk is full
            self._may_write = False
        except sqlite3.Error:
            self._begin_anew()

    def _guarded(self, read: Callable[[], T], otherwise: T) -> T:
        if not self._is_open:
            return otherwise
        try:
            return read()
        except _BROKEN as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY:  # the rest says why
                self._leave_alone()
            else:
                self._begin_anew()
            return otherwise

    def _leave_alone(self) -> None:
        """Go on without the file, which another build does not let go of."""
        self._connection.close()
        self._file = None
        self._keys, self._kept = {}, {}
        self._connection, self._may_write = _opened(None)

    def _begin_anew(self) -> None:
        """Go on without the file, which nobody can make sense of."""
        self._connection.close()
        if self._file is not None and self._may_write:
            with suppress(OSError):
                self._file.unlink()
        self._keys, self._kept = {}, {}
        self._connection, self._may_write = _opened(self._file)


def _opened(file: Path | None) -> tuple[sqlite3.Connection, bool]:
    """Open a file of pages, made where there is none; return whether it may be written to."""
    if file is not None:
        with suppress(OSError, sqlite3.Error):
            is_new = not file.parent.exists()
            file.parent.mkdir(parents=True, exist_ok=True)
            if is_new:  # in a folder that somebody else made, it could hide what is theirs
                (file.parent / ".gitignore").write_text(_IGNORE, encoding="utf-8")
            try:
                return _prepared(file), True
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:  # no file of ours, or one that was cut off
                file.unlink()
                return _prepared(file), True
        with suppress(sqlite3.Error):
            return _only_read(file), False
    return _prepared(None), True


def _only_read(file: Path) -> sqlite3.Connection:
    uri = f"{file.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    try:
        if connection.execute("PRAGMA user_version").fetchone() != (FORMAT,):
            raise sqlite3.DatabaseError("of another version")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepared(file: Path | None) -> sqlite3.Connection:
    # The preview writes pages in the threads that ask for them, one at a time.
    name = ":memory:" if file is None else file.as_posix()
    connection = sqlite3.connect(name, timeout=_PATIENCE, check_same_thread=False)
    try:
        if connection.execute("PRAGMA user_version").fetchone() != (FORMAT,):
            for table in _TABLES:
                connection.execute(f"DROP TABLE IF EXISTS {table}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        # A power cut may lose what was kept, and nothing else.
        connection.execute("PRAGMA synchronous = OFF")
        for table, columns in _TABLES.items():
            connection.execute(f"CREATE TABLE IF NOT EXISTS {table} {columns}")
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _packed(value: object) -> bytes:
    return _sealed(json.dumps(value, ensure_ascii=False))


def _unpacked(packed: bytes) -> Any:
    return json.loads(_text_of(packed))


def _sealed(text: str) -> bytes:
    """Return a text as it is kept, headed by a digest: what else is in a file is not ours."""
    packed = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
    return _seal(packed) + packed


def _text_of(sealed: bytes) -> str:
    packed = sealed[_SEAL:]
    if sealed[:_SEAL] != _seal(packed):
        raise ValueError("not what was kept")
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def _seal(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=_SEAL).digest()


def _digest_of(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("no digest")
    return value
