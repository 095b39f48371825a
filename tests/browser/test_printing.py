"""The whole handbook as Chromium prints it, read back from the PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.support.projects import Built
from tests.support.sharing import shared


@pytest.fixture(scope="module")
def pdf(browser: Browser, french: Built, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    """Print the French handbook as a reader would: A4, with a PDF's bookmarks."""
    made = shared(tmp_path_factory, "pdf", lambda folder: printed(browser, french, folder))
    return PdfReader(made)


def printed(browser: Browser, french: Built, folder: Path) -> Path:
    """Print the handbook into a file."""
    file = folder / "whole.pdf"
    page = browser.new_page()
    try:
        page.goto((french.site / "print" / "index.html").as_uri())
        page.pdf(
            path=file,
            format="A4",
            prefer_css_page_size=True,
            outline=True,
            tagged=True,
            print_background=True,
        )
    finally:
        page.close()
    return file


def texts(pdf: PdfReader) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pdf.pages]


def bookmarks(outline: Sequence[object]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from bookmarks(entry)
        else:
            yield str(getattr(entry, "title", ""))


TITLES = [
    "Aurélie",
    "Marc-Antoine",
    "Aurélie essaie, puis s'abonne",
    "L'envie",
    "La semaine d'essai",
    "L'abonnement et la première révision",
]


def test_the_contents_come_first_and_name_every_page(pdf: PdfReader) -> None:
    first = texts(pdf)[0]
    assert "Guide des parcours Vélomnibus" in first
    assert [title for title in TITLES if title not in first] == []


def test_every_page_of_the_handbook_begins_a_sheet(pdf: PdfReader) -> None:
    begins = [text[:160] for text in texts(pdf)[1:]]
    for title in TITLES:
        assert any(title in begin for begin in begins), title


def test_no_sheet_is_empty(pdf: PdfReader) -> None:
    assert [number for number, text in enumerate(texts(pdf), 1) if len(text) < 20] == []


def test_the_bookmarks_are_the_pages(pdf: PdfReader) -> None:
    assert set(TITLES) <= set(bookmarks(pdf.outline))


def test_links_between_pages_work_in_the_pdf(pdf: PdfReader) -> None:
    inside, outside = 0, []
    for page in pdf.pages:
        for reference in page.get("/Annots") or []:
            link = reference.get_object()
            action = link.get("/A", {})
            if "/Dest" in link or action.get("/S") == "/GoTo":
                inside += 1
            elif "/URI" in action:
                outside.append(str(action["/URI"]))
    assert inside > 100
    assert [url for url in outside if not url.startswith("https://velomnibus.example/")] == []


def test_nothing_of_the_site_around_it_is_printed(pdf: PdfReader) -> None:
    assert not any("Table des matières" in text or "Rechercher" in text for text in texts(pdf))
