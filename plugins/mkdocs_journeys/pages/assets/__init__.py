"""What pages need beside their HTML: one stylesheet."""

from importlib.resources import files

STYLESHEET = "assets/journeys.css"
"""Where the stylesheet lies in the site."""

_PARTS = ("base", "messages", "kpis", "persona", "stage", "map")
"""Our stylesheets, in the order in which they are put together; one for each kind of content."""


def stylesheet() -> str:
    """Return the stylesheet of pages and charts, as one."""
    package = files("mkdocs_journeys")
    parts = (
        package / "charts" / "charts.css",
        *(package / "pages" / "assets" / f"{name}.css" for name in _PARTS),
    )
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)
