"""The templates, and how they are found and filled: Jinja is imported nowhere else.

A template gets its view as `view` and holds no logic beyond loops and conditions. Each file may
be replaced by one of the same name in a folder given first.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..languages import Language
from .compiling import FixedEnvironment


class _Words:
    """The function `_` of templates: an interface text, with values in their places, escaped."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._bare: dict[str, Markup] = {}

    def __call__(self, text: str, /, **values: object) -> Markup:
        if values:
            return self._translated(text) % values
        if text not in self._bare:
            self._bare[text] = self._translated(text) % {}
        return self._bare[text]

    def _translated(self, text: str) -> Markup:
        return Markup(self._language.word(text))  # noqa: S704 - words of ours


class Templates:
    """The templates of one language, those in `overrides` before ours, their files read once."""

    def __init__(self, overrides: tuple[Path, ...], language: Language) -> None:
        folders = [*overrides, Path(__file__).parent]
        self.overrides = overrides
        self._environment = FixedEnvironment(
            {"_": _Words(language), "chart": chart_comment, "mark": mark_comment},
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
        )
        self._environment.install_gettext_translations(language.translations, newstyle=True)  # type: ignore[attr-defined]  # added by the extension

    def render(self, name: str, view: object) -> str:
        """Return a template filled with its view."""
        return self._environment.get_template(name).render(view=view)


def templates_of(overrides: tuple[Path, ...], language: Language) -> Templates:
    """Return the templates of a language, the same ones as long as the files in `overrides` are."""
    files = (path for folder in overrides for path in sorted(folder.rglob("*")) if path.is_file())
    stamps = tuple((path, (stat := path.stat()).st_mtime_ns, stat.st_size) for path in files)
    return _templates_of(overrides, language, stamps)


@lru_cache(maxsize=4)  # to compile them all takes longer than to write a hundred pages
def _templates_of(
    overrides: tuple[Path, ...], language: Language, stamps: tuple[object, ...]
) -> Templates:
    return Templates(overrides, language)


def chart_comment(name: str) -> Markup:
    """Return the comment in whose place a chart is put."""
    return Markup("<!-- journeys:chart:{} -->").format(name)


def mark_comment(name: str | None) -> Markup:
    """Return the comment in whose place a mark is put; nothing where there is none."""
    return chart_comment(name) if name else Markup()
