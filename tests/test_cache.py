"""Written pages, kept in a file: found again, and begun anew where the file is broken."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_journeys.cache import Cache, Kept

KEPT = Kept(key=b"1", reads=("persona ada name", "handbook  title"))
PAGE = ["# Ada\n", {"<!-- journeys:0 -->": "<p>é \udc80 </p>"}, {}]


def keep(file: Path | None, source: str = "ada.md", kept: Kept = KEPT) -> None:
    """Keep a page in a file, as a build does."""
    cache = Cache(file)
    cache.keep(source, kept, PAGE)
    cache.let_last([source])
    cache.close()


def found(file: Path | None, source: str = "ada.md") -> tuple[Kept | None, object]:
    """Return what a later build finds of a page."""
    cache = Cache(file)
    try:
        return cache.kept(source), cache.text(source)
    finally:
        cache.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Name a file in a folder that is not there yet."""
    return tmp_path / "cache" / "site.db"


def test_a_page_is_found_again_as_it_was_kept(file: Path) -> None:
    keep(file)
    assert found(file) == (KEPT, PAGE)


def test_a_page_that_is_kept_again_takes_the_place_of_the_former(file: Path) -> None:
    keep(file)
    again = Kept(key=b"2", reads=())
    keep(file, kept=again)
    assert found(file)[0] == again


def test_pages_that_are_no_more_are_let_go(file: Path) -> None:
    keep(file, "ada.md")
    keep(file, "bea.md")
    assert found(file, "ada.md") == (None, None)
    assert found(file, "bea.md")[0] == KEPT


def test_what_was_not_let_last_is_lost(file: Path) -> None:
    cache = Cache(file)
    cache.keep("ada.md", KEPT, PAGE)
    cache.close()
    assert found(file) == (None, None)


def test_without_a_file_pages_last_as_long_as_the_process() -> None:
    cache = Cache()
    cache.keep("ada.md", KEPT, PAGE)
    assert cache.text("ada.md") == PAGE
    cache.close()


def test_which_pages_are_as_they_should_be_is_known_in_that_state_alone(file: Path) -> None:
    cache = Cache(file)
    cache.keep("ada.md", KEPT, PAGE)
    cache.keep("bea.md", KEPT, PAGE)
    cache.keep_known(b"today", ["ada.md"])
    cache.let_last(["ada.md", "bea.md"])
    cache.close()
    again = Cache(file)
    assert (again.known_in(b"today"), again.known_in(b"tomorrow")) == ({"ada.md"}, set())
    again.keep("ada.md", Kept(key=b"2", reads=()), PAGE)
    assert again.known_in(b"today") == set()
    again.close()


@pytest.mark.parametrize("text", ["null", "3", '["ada.md"]', '{"ada.md": 1}'])
def test_what_somebody_else_says_of_pages_is_not_known(file: Path, text: str) -> None:
    keep(file)
    with sqlite3.connect(file) as connection:
        packed = zlib.compress(text.encode())
        sealed = hashlib.blake2b(packed, digest_size=8).digest() + packed
        connection.execute("INSERT INTO known VALUES (?, ?)", (b"today", sealed))
    connection.close()
    cache = Cache(file)
    assert cache.known_in(b"today") == set()
    cache.close()


def test_what_the_search_reads_is_found_for_the_same_html_alone(file: Path) -> None:
    cache = Cache(file)
    cache.keep("ada.md", KEPT, PAGE)
    cache.keep_searched("ada.md", b"html", "<h1>Ada</h1>")
    assert cache.searched("ada.md", b"html") == "<h1>Ada</h1>"
    assert cache.searched("ada.md", b"other") is None
    cache.keep("ada.md", KEPT, PAGE)
    assert cache.searched("ada.md", b"html") is None
    cache.close()


def test_the_folder_of_the_cache_keeps_out_of_git(file: Path) -> None:
    keep(file)
    assert "*" in (file.parent / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_a_folder_that_was_there_before_is_not_hidden_from_git(file: Path) -> None:
    file.parent.mkdir()
    keep(file)
    assert found(file)[0] == KEPT
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def _no_database(file: Path) -> None:
    file.write_bytes(b"this is no database " * 500)


def _cut_off(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _scrambled(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for at in range(120, len(content), 7):
        content[at] ^= 0x5A
    file.write_bytes(bytes(content))


def _of_another_version(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def _with_foreign_rows(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE page SET reads = 'x', text = 3")
    connection.close()


@pytest.mark.parametrize(
    "spoil", [_no_database, _cut_off, _empty, _scrambled, _of_another_version, _with_foreign_rows]
)
def test_a_file_that_makes_no_sense_is_begun_anew(
    file: Path, spoil: Callable[[Path], None]
) -> None:
    keep(file)
    spoil(file)
    assert found(file)[1] in (None, PAGE)
    keep(file)
    assert found(file) == (KEPT, PAGE)


def test_a_text_that_was_scrambled_is_no_page(file: Path) -> None:
    keep(file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE page SET text = x'00'")
    connection.close()
    assert found(file)[1] is None


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way", encoding="utf-8")
    cache = Cache(tmp_path / "cache" / "site.db")
    cache.keep("ada.md", KEPT, PAGE)
    assert cache.text("ada.md") == PAGE
    cache.close()


def test_a_file_that_may_only_be_read_serves_what_it_has(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(file)
    before = file.read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise OSError("read-only file system")

    monkeypatch.setattr(Path, "mkdir", refuse)  # permissions mean nothing to root
    cache = Cache(file)
    assert cache.kept("ada.md") == KEPT
    assert cache.text("ada.md") == PAGE
    cache.keep("bea.md", KEPT, PAGE)
    cache.let_last(["bea.md"])
    cache.close()
    assert file.read_bytes() == before


def test_two_builds_at_once_do_not_wait_for_one_another_for_long(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mkdocs_journeys.cache._PATIENCE", 0.05)
    keep(file)
    one, other = Cache(file), Cache(file)
    one.keep("ada.md", Kept(key=b"2", reads=()), PAGE)
    other.keep("ada.md", Kept(key=b"3", reads=()), PAGE)
    other.let_last(["ada.md"])
    one.let_last(["ada.md"])
    other.close()
    one.close()
    now, text = found(file)
    assert now is not None
    assert now.key in (b"2", b"3")
    assert text == PAGE


def test_a_page_that_another_build_keeps_meanwhile_is_not_taken_for_ours(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mkdocs_journeys.cache._PATIENCE", 0.05)
    keep(file)
    one, other = Cache(file), Cache(file)
    one.keep("ada.md", Kept(key=b"2", reads=()), ["# Another Ada\n", {}, {}])
    other.keep("ada.md", Kept(key=b"3", reads=()), PAGE)  # not let to, while the other is at it
    one.let_last(["ada.md"])
    assert other.text("ada.md") is None
    one.close()
    other.close()


def test_a_file_that_another_build_does_not_let_go_of_is_left_to_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mkdocs_journeys.cache._PATIENCE", 0.05)
    keep(file)
    cache = Cache(file)
    # As a build does whose pages are more than fit into memory.
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    other.execute("UPDATE page SET key = ?", (b"2",))
    assert cache.text("ada.md") is None
    cache.keep("ada.md", Kept(key=b"3", reads=()), PAGE)
    assert cache.text("ada.md") == PAGE  # for as long as this build lasts
    cache.let_last(["ada.md"])
    other.execute("COMMIT")
    other.close()
    cache.close()
    now, text = found(file)
    assert now == Kept(key=b"2", reads=KEPT.reads)
    assert text == PAGE


def test_a_page_can_be_kept_from_the_thread_that_asks_for_it(file: Path) -> None:
    cache = Cache(file)
    thread = threading.Thread(target=cache.keep, args=("ada.md", KEPT, PAGE))
    thread.start()
    thread.join()
    assert cache.text("ada.md") == PAGE
    cache.close()


def test_nothing_is_kept_once_it_is_closed(file: Path) -> None:
    keep(file)
    cache = Cache(file)
    cache.close()
    cache.keep("bea.md", KEPT, PAGE)
    cache.keep_searched("bea.md", b"html", "words")
    cache.let_last(["bea.md"])
    assert (cache.kept("ada.md"), cache.text("bea.md"), cache.searched("bea.md", b"html")) == (
        None,
        None,
        None,
    )
    assert found(file) == (KEPT, PAGE)
