"""What pages need beside their HTML: one stylesheet, and a small script that only enhances."""

from importlib.resources import files

STYLESHEET = "assets/journeys.css"
"""Where the stylesheet lies in the site."""

SCRIPT = "assets/journeys.js"
"""Where the script lies in the site."""

PREVIEW_STYLESHEET = "assets/journeys-preview.css"
PREVIEW_SCRIPT = "assets/journeys-preview.js"
"""Likewise, of sites that show a change under review: others have neither."""

_PARTS = (
    "base",
    "messages",
    "kpis",
    "persona",
    "stage",
    "map",
    "tables",
    "compare",
    "talk",
    "start",
    "metrics",
    "index",
    "print",
)
"""Our stylesheets, in the order in which they are put together; one for each kind of content."""

_SCRIPTS = ("map", "tables", "start")
"""Our scripts, likewise."""


def stylesheet() -> str:
    """Return the stylesheet of pages and charts, as one."""
    package = files("mkdocs_journeys")
    parts = (
        package / "charts" / "charts.css",
        *(package / "pages" / "assets" / f"{name}.css" for name in _PARTS),
    )
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def preview_stylesheet() -> str:
    """Return the stylesheet of what a preview adds."""
    return _asset("preview.css")


def preview_script() -> str:
    """Return the script of what a preview adds."""
    return _asset("preview.js")


def _asset(name: str) -> str:
    return (files("mkdocs_journeys") / "pages" / "assets" / name).read_text(encoding="utf-8")


def script() -> str:
    """Return the scripts as one: pages are complete without it."""
    folder = files("mkdocs_journeys") / "pages" / "assets"
    # Set apart, lest the first bracket of one call what the one before returned.
    return ";\n".join((folder / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS)
