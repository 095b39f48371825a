"""What pages need beside their HTML: one stylesheet."""

from importlib.resources import files

STYLESHEET = "assets/journeys.css"
"""Where the stylesheet lies in the site."""


def stylesheet() -> str:
    """Return the stylesheet of pages and charts, as one."""
    package = files("mkdocs_journeys")
    parts = (package / "charts" / "charts.css", package / "pages" / "assets" / "pages.css")
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)
