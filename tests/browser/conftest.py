"""The sample site in a real browser. Without one these tests fail; they are never skipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.support.driving import served
from tests.support.node import installed
from tests.support.projects import Built

PATIENCE = 60_000
"""Milliseconds after which something has not come: many, for machines that do other things too."""

expect.set_options(timeout=PATIENCE)


@dataclass(slots=True)
class Visit:
    """A tab on the sample site, and everything that went wrong or astray in it."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the site, and wait until its scripts have done their work."""
        self.page.goto(f"{self.address}/{path}", wait_until="load")
        return self.page

    @property
    def strangers(self) -> list[str]:
        """Requests that left the site."""
        ours = (self.address, "data:", "blob:", "about:")
        return [url for url in self.requests if not url.startswith(ours)]


def visit(page: Page, address: str) -> Visit:
    """Begin to note what happens in a tab."""
    of = Visit(page, address)
    page.on("console", lambda said: of.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: of.errors.append(str(error)))
    page.on("requestfailed", lambda request: of.errors.extend(missing(request)))
    page.on(
        "response",
        lambda answer: (
            of.errors.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None
        ),
    )
    page.on("request", lambda request: of.requests.append(request.url))
    return of


def missing(request: Request) -> list[str]:
    """Return what a page asked for and did not get, unless it was left before that came."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"not loaded: {request.url}"]


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the script of axe-core, to be run in a page."""
    return (installed("axe-core") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def address(sample: Built) -> Iterator[str]:
    """Serve the sample site on this machine, and say where."""
    with served(sample.site) as at:
        yield at


@pytest.fixture
def site(browser: Browser, address: str) -> Iterator[Visit]:
    """Open a fresh tab of 1280 × 800 in light colours."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    yield visit(context.new_page(), address)
    context.close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Visit]:
    """Open a fresh tab of 390 × 844, as wide as a phone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    yield visit(context.new_page(), address)
    context.close()


@pytest.fixture
def disk(browser: Browser, sample: Built) -> Iterator[Visit]:
    """Open a fresh tab on the folder itself, without a server."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    yield visit(context.new_page(), sample.site.as_uri())
    context.close()


@pytest.fixture(scope="session")
def warm_tab(browser: Browser) -> Iterator[Page]:
    """Open a tab that goes from page to page: once it is warm it loads one in half the time.

    Whoever uses it sets its size, and leaves nothing in the browser's storage.
    """
    context = browser.new_context(color_scheme="light", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
