"""`mkdocs serve` while authors write: good edits appear, broken ones are told."""

from __future__ import annotations

import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.projects import HANDBOOK, environment, write
from tests.support.waiting import free_port, wait_for

ADA = "content/personas/ada.yml"


@dataclass(slots=True)
class Server:
    """A running preview: its project, its address and all that it has printed."""

    project: Path
    address: str
    lines: list[str] = field(default_factory=list)

    def log(self) -> str:
        """Return what was printed until now."""
        return "".join(self.lines)

    def get(self, path: str) -> str | None:
        """Return a page, or None where there is none: one that is being built is waited for."""
        try:
            with urllib.request.urlopen(f"{self.address}/{path}", timeout=30) as answer:  # noqa: S310 - our own server
                text: str = answer.read().decode()
                return text
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return None

    def shows(self, path: str, text: str) -> bool:
        """Return whether a page has a text."""
        return text in (self.get(path) or "")

    def write(self, name: str, text: str) -> None:
        """Write a file as editors do: a new one put in the old one's place."""
        path = self.project / name
        beside = path.with_name(f".{path.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Start the preview of a bare handbook, and wait until it answers."""
    project = write(tmp_path, HANDBOOK)
    port = free_port()
    # Named on the command line, because some releases of click lose this default of MkDocs.
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload"]
    process = subprocess.Popen(
        [*command, "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project,
        env=environment(PYTHONUNBUFFERED="1"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    running = Server(project, f"http://127.0.0.1:{port}")
    assert process.stdout is not None
    reader = threading.Thread(target=running.lines.extend, args=(process.stdout,), daemon=True)
    reader.start()

    def first() -> str | None:
        assert process.poll() is None, running.log()
        return running.get("")

    try:
        wait_for(first, "the preview's first page")
        yield running
    finally:
        process.terminate()
        process.wait(timeout=30)
        reader.join(timeout=30)
        process.stdout.close()


def test_a_good_edit_appears(server: Server) -> None:
    assert server.shows("personas/ada/", "Ada")
    server.write(ADA, "name: Ada\nquote: Numbers are my weaving\n")
    wait_for(lambda: server.shows("personas/ada/", "Numbers are my weaving"), "the new quote")


def test_a_new_record_appears_and_goes_with_its_file(server: Server) -> None:
    server.write("content/personas/bea.yml", "name: Beatrice\n")
    wait_for(lambda: server.shows("personas/bea/", "Beatrice"), "the new page")
    wait_for(lambda: server.shows("personas/", "Beatrice"), "the new card")
    (server.project / "content/personas/bea.yml").unlink()
    wait_for(lambda: server.get("personas/bea/") is None, "the page's end")


def test_a_broken_edit_is_told_and_the_last_good_pages_stay(server: Server) -> None:
    server.write(ADA, "name: Ada\npriorty: secondary\n")
    place = "content/personas/ada.yml:2:1: error[unknown-field]"
    wait_for(lambda: place in server.log(), "the fault")
    assert "Traceback" not in server.log()
    assert server.shows("personas/ada/", "Ada"), "the last good page is not served"
    assert server.shows("journeys/buys/second/", "Second thoughts")
    server.write(ADA, "name: Ada\nquote: Mended\n")
    wait_for(lambda: server.shows("personas/ada/", "Mended"), "the mended page")


def test_a_second_broken_edit_is_told_as_well(server: Server) -> None:
    server.write(ADA, "nam: Ada\n")
    wait_for(lambda: "ada.yml:1:1: error[" in server.log(), "the first fault")
    server.write(ADA, "name: Ada\nfears: 3\nquot: x\n")
    wait_for(lambda: "ada.yml:3:1: error[" in server.log(), "the second fault")
    server.write(ADA, "name: Grace\n")
    wait_for(lambda: server.shows("personas/ada/", "Grace"), "the mended page")
