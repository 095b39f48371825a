"""A real browser on a built site: a server for its files, a Chromium that asks nobody else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from .chromium import ADVICE, find_chromium

FLAGS = (
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

KINDS = {
    "home": "index.html",
    "start": "start.html",
    "personas": "personas/index.html",
    "persona": "personas/hr-director.html",
    "journeys": "journeys/index.html",
    "map": "journeys/hr-subscribes/index.html",
    "base map": "journeys/b2b-buying/index.html",
    "target map": "journeys/employee-activation-target/index.html",
    "stage": "journeys/hr-subscribes/committee.html",
    "personas compared": "compare/index.html",
    "variations compared": "compare/b2b-buying/index.html",
    "target compared": "compare/employee-activation/employee-activation-target/index.html",
    "touchpoints": "touchpoints.html",
    "messages": "messages.html",
    "content plan": "content-plan.html",
    "glossary": "glossary.html",
    "kpis": "kpis/index.html",
    "actions": "actions/index.html",
    "health": "health/index.html",
    "fields": "for-authors/journey.html",
    "rules": "for-authors/rules.html",
    "first map": "for-authors/first-map.html",
    "house rules": "for-authors/house-rules.html",
}
"""A page of every kind in the sample handbook."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Print nothing: what matters is what the browser gets."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, and yield its address without a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=30)


@contextmanager
def driven() -> Iterator[Browser]:
    """Start a headless Chromium. Raises RuntimeError where there is none."""
    path = find_chromium()
    if path is None:
        raise RuntimeError(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(path), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
