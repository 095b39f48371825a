"""Pictures of every kind of page, those of the README, and that of a review for authors.

`python -m tests.browser.screenshots`, or `make screenshots`, writes the first below `build/`, and
`make pictures` the others, which are kept in the repository.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from tests.review import example
from tests.support.driving import KINDS, driven, served
from tests.support.projects import ROOT, build

FOLDER = ROOT / "build" / "screenshots"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1280, 390)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the README: a page, the colours, and the size of the window in pixels."""

    page: str
    scheme: Literal["light", "dark"]
    width: int
    height: int
    below: str = ""
    """A heading that the picture begins at, instead of the top of the page."""


PICTURES = {
    "map.png": Picture("journeys/employee-activation/index.html", "light", 1440, 900, "The map"),
    "stage.png": Picture("journeys/hr-subscribes/committee.html", "light", 1280, 900),
    "persona.png": Picture("personas/hr-director.html", "dark", 1280, 900),
}
"""The README's pictures, by their name in `pictures/`."""

REVIEW = "content/for-authors/review.png"
REVIEWED = Picture("journeys/employee-activation/is-invited.html", "light", 1200, 820)
"""The picture of a preview, on the page that explains a review."""


def main() -> None:
    """Take the pictures that were asked for."""
    if sys.argv[1:] == ["review"]:
        take_of_review()
        return
    take_of_sample()


def take_of_sample() -> None:
    """Build the sample; take a picture of each page in each setting, or those of the README."""
    with tempfile.TemporaryDirectory() as folder:
        built = build(ROOT, Path(folder) / "site")
        if built.code:
            sys.exit(built.log)
        with served(built.site) as address, driven() as browser:
            if sys.argv[1:] == ["readme"]:
                take_for_readme(browser, address)
            else:
                take_all(browser, address)


def take_for_readme(browser: Browser, address: str) -> None:
    """Take the README's pictures."""
    (ROOT / "pictures").mkdir(exist_ok=True)
    for name, of in PICTURES.items():
        take(browser, address, of, ROOT / "pictures" / name)


def take_of_review() -> None:
    """Build the preview of the change that the documentation shows, and take its picture."""
    with tempfile.TemporaryDirectory() as folder:
        # Not strict: the page that shows the picture is in it, and may not have one yet.
        made = example.make(Path(folder))
        built = build(made.folder, strict=False, JOURNEYS_COMPARE_TO="main")
        if built.code:
            sys.exit(built.log)
        with served(built.site) as address, driven() as browser:
            take(browser, address, REVIEWED, ROOT / REVIEW)


def take(browser: Browser, address: str, of: Picture, file: Path) -> None:
    """Take a picture."""
    page = browser.new_page(
        viewport={"width": of.width, "height": of.height},
        color_scheme=of.scheme,
        reduced_motion="reduce",
    )
    page.goto(f"{address}/{of.page}", wait_until="networkidle")
    if of.below:
        heading = page.get_by_role("heading", name=of.below, exact=True)
        heading.evaluate("of => scrollTo(0, scrollY + of.getBoundingClientRect().top - 70)")
        page.wait_for_timeout(300)  # the theme's header shrinks when the page is scrolled
    page.screenshot(path=file)
    page.close()


def take_all(browser: Browser, address: str) -> None:
    """Take a picture of each kind of page, colour scheme and width."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            page = context.new_page()
            for kind, path in KINDS.items():
                page.goto(f"{address}/{path}", wait_until="networkidle")
                name = f"{kind.replace(' ', '-')}-{scheme}-{width}.png"
                page.screenshot(path=FOLDER / name, full_page=True)
            context.close()
    print(f"{len(KINDS) * len(SCHEMES) * len(WIDTHS)} pictures in {FOLDER.relative_to(ROOT)}/")  # noqa: T201 - the answer to a command


if __name__ == "__main__":
    main()
