"""Pages written without an engine, for tests that need a day or a handbook of their own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from mkdocs_journeys.pages.building import Site
from mkdocs_journeys.pages.page import Overview
from mkdocs_journeys.site import build, load

from .trees import Element, parse

DAY = dt.date(2026, 11, 22)


def lay_out(folder: Path, *, day: dt.date = DAY, locale: str = "en") -> Site:
    """Lay out the pages of a handbook that is known to be without faults."""
    loaded = load(folder, day=day)
    assert not loaded.has_errors, loaded.diagnostics
    return build(loaded.handbook, day=day, locale=locale)


def overview(site: Site, name: str) -> Element | None:
    """Return a page about the whole handbook, without the theme; None where there is none."""
    for page in site.pages:
        if isinstance(page.subject, Overview) and page.subject.name == name:
            return written(site, page.source)
    return None


def written(site: Site, source: str) -> Element:
    """Return what a page is made of, by the path of its Markdown."""
    body = site.write(site.by_source[source])
    html = "".join(body.fragments.values())
    return parse(f"<article>{html}</article>")
