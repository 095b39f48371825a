"""`python -m benchmarks serve`: from saving a file to the page that shows it, in `mkdocs serve`.

A real server is started and asked for a page over and over after each edit, as a browser that
waits for it would. The times include MkDocs' own: it looks for saved files every half a second.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from .building import ENVIRONMENT, journeys_for
from .handbooks import STAGES
from .machine import machine, versions
from .measuring import table
from .projects import write_ours
from .results import note

SIZES = (500, 2_000)
EDITS = 7
TARGETS = {500: 1.0, 2_000: 2.0}
"""The most seconds from saving to the rebuilt page, by the size."""

_PATIENCE = 600.0
"""Seconds after which a page that does not come is given up."""

_STEP = 0.02
"""Seconds between two looks at a page."""

Server = subprocess.Popen[bytes]


def run(arguments: list[str]) -> int:
    """Measure, print and note it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks serve")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="stage pages")
    parser.add_argument("--edits", type=int, default=EDITS)
    chosen = parser.parse_args(arguments)
    times: dict[str, list[float]] = {}
    spent: dict[str, str] = {}
    met = True
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            write_ours(folder, journeys_for(size))
            seconds, server = edits(folder, chosen.edits)
        name = f"{journeys_for(size) * STAGES:,} stage pages"
        times[name] = seconds
        spent[name] = f"{statistics.median(server):.2f}" if server else ""
        met = met and statistics.median(seconds) <= TARGETS.get(size, _PATIENCE)
    targets = ", ".join(f"{most:g} s at {size:,}" for size, most in TARGETS.items())
    said = [
        f"{chosen.edits} edits of a stage's summary, each in another journey. Seconds on the "
        "clock from saving the file until the server gives the page with the new text; MkDocs "
        f"looks for saved files every half a second and then waits a little. Targets: {targets}.",
        "",
        *table(times, {"of them the server's own": spent}),
        "",
        f"{machine()}; {versions('mkdocs', 'mkdocs-material')}",
    ]
    print("\n".join(said))
    note("serve", "From saving a stage to its page in the preview", said)
    return 0 if met else 1


def edits(folder: Path, count: int) -> tuple[list[float], list[float]]:
    """Serve a project and edit it so many times.

    Returns the seconds until each edit is shown, and those of user and system that the server took
    meanwhile, where they can be told.
    """
    random = Random(1)
    journeys = sorted((folder / "content" / "journeys").glob("*.yml"))
    seconds: list[float] = []
    spent: list[float] = []
    with _served(folder) as (address, server):
        for number in range(count):
            journey = journeys[(number * 7 + 1) % len(journeys)]
            stage = random.randint(2, STAGES - 1)  # a variation may replace the first and the last
            word = f"Edited{number}"
            page = f"{address}journeys/{journey.stem}/stage-{stage}/"
            text = edited(journey.read_text(encoding="utf-8"), stage, word)
            time.sleep(random.uniform(1.0, 2.0))  # not in step with MkDocs' own looks
            before = _spent(server)
            journey.write_text(text, encoding="utf-8")
            saved = time.perf_counter()
            _wait_for(page, word, server)
            seconds.append(time.perf_counter() - saved)
            spent += [after - before for after in [_spent(server)] if after]
    return seconds, spent


def _spent(server: Server) -> float:
    """Return the seconds that a process has taken so far, 0 where the system does not say."""
    try:
        figures = Path(f"/proc/{server.pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    user, system = figures.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def edited(text: str, stage: int, word: str) -> str:
    """Return the file of a journey with a word put before the summary of a stage."""
    begin = re.compile(rf"(?ms)^  - id: stage-{stage}\n.*?^    summary: \|\n *")
    new, count = begin.subn(lambda found: f"{found[0]}{word} ", text, count=1)
    if count != 1 or new.count(word) != 1:
        raise ValueError(f"a journey without a summary of stage-{stage}")
    return new


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, Server]]:
    """Serve a project; yield its address and the server once its home page is there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["serve", "--quiet", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    with (folder / "serve.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", *command],
            cwd=folder,
            env={**os.environ, **ENVIRONMENT},
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/", "</html>", server)
            yield f"http://127.0.0.1:{port}/", server
        finally:
            server.terminate()
            server.wait()


def _wait_for(page: str, word: str, server: Server) -> None:
    """Wait until a page has a word. Raises TimeoutError where it never does."""
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end and server.poll() is None:
        with (
            contextlib.suppress(urllib.error.URLError, ConnectionError),
            urllib.request.urlopen(page, timeout=_PATIENCE) as answer,  # noqa: S310 - our own
        ):
            if word in answer.read().decode():
                return
        time.sleep(_STEP)
    raise TimeoutError(f"{page} never said {word}")
