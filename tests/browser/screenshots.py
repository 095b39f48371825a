"""Pictures of every kind of page: `python -m tests.browser.screenshots`, or `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

from tests.support.driving import KINDS, driven, served
from tests.support.projects import ROOT, build

FOLDER = ROOT / "build" / "screenshots"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1280, 390)


def main() -> None:
    """Build the sample and take a picture of each page, colour scheme and width."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        built = build(ROOT, Path(folder) / "site")
        if built.code:
            sys.exit(built.log)
        with served(built.site) as address, driven() as browser:
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
