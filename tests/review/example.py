"""The review that the documentation shows: a change of the sample handbook, made for real.

`python -m tests.review.example` puts the comment that the product makes of it into the page. The
picture of its preview is one of `make pictures`.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from markdown_it import MarkdownIt

from tests.review.repositories import Repository, diff
from tests.support.projects import ROOT

PATCH = ROOT / "examples" / "review" / "payslip-code.patch"
PAGE = ROOT / "content" / "for-authors" / "reviewing.md"
BRANCH = "payslip-code"
START, END = "<!-- what the comment says -->\n", "<!-- the end of the comment -->\n"
COMMITS = {"main": "1f0c9a5e", BRANCH: "8d27b3c4"}
"""Names of commits as the page shows them: the real ones change with every word of the sample."""


def make(folder: Path) -> Repository:
    """Make a repository of the sample handbook, and the change on a branch that is checked out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("content", "theme_overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch=main", "--object-format=sha1")
    made.commit(message="The handbook")
    made.git("switch", "--quiet", "-c", BRANCH)
    made.git("apply", "--index", str(PATCH))
    made.git("commit", "--quiet", "-m", "A code on the payslip")
    return made


def comment(of: Repository) -> str:
    """Return what the product writes under the pull request, with the page's names of commits."""
    told = diff(of.folder, "main", BRANCH, "--format", "markdown").out
    for name, shown in COMMITS.items():
        told = told.replace(of.git("rev-parse", name)[: len(shown)], shown)
    return told


def as_html(markdown: str) -> str:
    """Return a comment as a site that shows it makes it."""
    html = MarkdownIt("commonmark").enable("table").render(markdown.partition("\n")[2])
    # Its headings are none of the page's.
    html = re.sub(r"<h[34]>(.*?)</h[34]>", r"<p><strong>\1</strong></p>", html)
    return re.sub(r"\n\n+", "\n", html)


def shown(page: str) -> str:
    """Return the part of the page that shows the comment."""
    return page.partition(START)[2].partition(END)[0]


def with_comment(page: str, markdown: str) -> str:
    """Return the page with that comment."""
    before, _, rest = page.partition(START)
    after = rest.partition(END)[2]
    box = '<div class="admonition quote">\n'
    title = '<p class="admonition-title">Under the pull request</p>\n'
    return f"{before}{START}{box}{title}{as_html(markdown)}</div>\n{END}{after}"


def main() -> None:
    """Write the page anew."""
    with tempfile.TemporaryDirectory() as folder:
        made = comment(make(Path(folder)))
    PAGE.write_text(with_comment(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
