"""The templates, and how they are found and filled: Jinja is imported nowhere else.

A template gets its view as `view` and holds no logic beyond loops and conditions. Each file may
be replaced by one of the same name in a folder given first.
"""

from __future__ import annotations

import os
from functools import cached_property, lru_cache
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..languages import Language
from .compiling import FixedEnvironment, as_html


class _Words:
    """The function `_` of templates: an interface text, with values in their places, escaped."""

    def __init__(self, language: Language) -> None:
        self._word = lru_cache(maxsize=None)(language.word)

    def __call__(self, text: str, /, **values: object) -> Markup:
        escaped = {name: FixedEnvironment.escaped(value) for name, value in values.items()}
        return as_html(self._word(text) % escaped)


class Templates:
    """The templates of one language, those in `overrides` before ours, their files read once."""

    def __init__(self, overrides: tuple[Path, ...], language: Language) -> None:
        self.overrides = overrides
        self._language = language
        self._environment = self._made(only_attributes=True)
        self._with_items: set[str] = set()
        """Templates that ask for more than attributes."""

    def render(self, name: str, view: object) -> str:
        """Return a template filled with its view."""
        if name not in self._with_items:
            try:
                return self._environment.get_template(name).fill(view)
            except AttributeError:
                self._with_items.add(name)
        return self._looking_further.get_template(name).fill(view)

    @cached_property
    def _looking_further(self) -> FixedEnvironment:
        """What fills templates that ask for an item by a dot, or for what nobody has."""
        return self._made(only_attributes=False)

    def _made(self, *, only_attributes: bool) -> FixedEnvironment:
        folders = [*self.overrides, Path(__file__).parent]
        environment = FixedEnvironment(
            {"_": _Words(self._language), "chart": chart_comment, "mark": mark_comment},
            only_attributes=only_attributes,
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
        )
        environment.install_gettext_translations(self._language.translations, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
        return environment


def files_below(folder: Path) -> list[Path]:
    """Return the files below a folder, through links too, as templates are found; in order."""
    found: list[Path] = []
    seen = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        if (real := os.path.realpath(place)) in seen:
            folders.clear()
            continue
        seen.add(real)
        found += (path for name in names if (path := Path(place, name)).is_file())
    return sorted(found)


def templates_of(overrides: tuple[Path, ...], language: Language) -> Templates:
    """Return the templates of a language, the same ones as long as the files in `overrides` are."""
    files = (path for folder in overrides for path in files_below(folder))
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


_NO_MARK = Markup()


def mark_comment(name: str | None) -> Markup:
    """Return the comment in whose place a mark is put; nothing where there is none."""
    return chart_comment(name) if name else _NO_MARK
