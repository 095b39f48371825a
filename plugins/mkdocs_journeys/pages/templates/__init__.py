"""The templates, and how they are found and filled: the only importer of Jinja.

A template gets its view as `view` and holds no logic beyond loops and conditions. Each file may
be replaced by one of the same name in a folder given first.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..languages import Language


class Templates:
    """The templates of one language, those in `overrides` before ours."""

    def __init__(self, overrides: tuple[Path, ...], language: Language) -> None:
        folders = [*overrides, Path(__file__).parent]
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.install_gettext_translations(language.translations, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
        self._environment.globals["chart"] = chart_comment

    def render(self, name: str, view: object) -> str:
        """Return a template filled with its view."""
        return self._environment.get_template(name).render(view=view)


def chart_comment(name: str) -> Markup:
    """Return the comment in whose place a chart is put."""
    return Markup("<!-- journeys:chart:{} -->").format(name)
