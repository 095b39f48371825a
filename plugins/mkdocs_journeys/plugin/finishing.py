"""Our pages on their way through MkDocs: written, converted, and put into the theme.

MkDocs converts all pages before it puts the first one into the theme, and other plugins read them
in between. Where none does, a page waits until the theme asks for it (`late`), and one that the
cache has with the theme around it is neither written nor converted nor rendered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as EnginePage

from ..pages.building import put_in
from ..pages.page import Page
from ..writing import Writing
from .surroundings import Surroundings

Entries = list[dict[str, Any]]
"""What a search plugin has in its index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finished:
    """A page as it is published, what search plugins made of it, and the anchors in its Markdown.

    `around` stands for the theme around it. Without `output` it is not known how it ends.
    """

    around: bytes
    output: str | None
    entries: list[Entries]


class Finishing:
    """Gives MkDocs what it asks for about our pages, as `writing` has them."""

    def __init__(self, writing: Writing, config: MkDocsConfig, files: Files, *, late: bool) -> None:
        self.writing = writing
        self.surroundings: Surroundings | None = None
        """What is around each page; it is known once the titles of all are."""
        self._config = config
        self._files = files
        self.is_late = late
        self._fragments: dict[str, Mapping[str, str]] = {}
        self._charts: dict[str, Mapping[str, str]] = {}
        self._finished: dict[str, _Finished] = {}

    def ours(self, page: EnginePage) -> Page | None:
        """Return our page that one of MkDocs stands for."""
        if not page.file.generated_by:
            return None
        return self.writing.site.by_source.get(page.file.src_uri)

    def markdown(self, page: EnginePage, ours: Page) -> str:
        """Return a page's skeleton, nothing for one that waits."""
        if not self.is_late:
            return self._written(ours)

        def render(config: MkDocsConfig, files: Files) -> None:
            page.content = ""

        page.render = render  # type: ignore[method-assign]  # of this page, which is ours
        return ""

    def content(self, html: str, ours: Page) -> str | None:
        """Return a page's converted skeleton with its fragments in it, None for one that waits."""
        return None if self.is_late else self._filled(html, ours)

    def words(self, page: EnginePage) -> str | None:
        """Return what the search needs of a page, "" where it is not to be found at all."""
        ours = self.ours(page)
        if ours is None:
            return None
        if (page.meta.get("search") or {}).get("exclude"):
            return ""
        self._complete(page, ours)
        return self.writing.searched(ours, page.content or "", is_kept=not self.is_late)

    def entries(self, page: EnginePage, number: int) -> Entries | None:
        """Return what a search plugin made of a page that is as it was kept."""
        ours = self.ours(page)
        finished = self._of(page, ours) if ours else None
        return finished.entries[number] if finished and finished.output is not None else None

    def note(self, page: EnginePage, entries: Entries) -> None:
        """Note what the next search plugin made of a page."""
        ours = self.ours(page)
        finished = self._of(page, ours) if ours else None
        if finished:
            finished.entries.append(entries)

    def make_whole(self, page: EnginePage, ours: Page) -> None:
        """Put the charts into a page that the search has read."""
        self._complete(page, ours)
        content = (page.content or "").replace(' data-search-exclude="true"', "")
        page.content = put_in(content, self._charts.pop(ours.source))

    def output(self, page: EnginePage, ours: Page) -> str | None:
        """Return a page with the theme around it, None for one that is not as it was kept."""
        finished = self._of(page, ours)
        return finished.output if finished else None

    def keep(self, page: EnginePage, ours: Page, output: str) -> None:
        """Keep a page with the theme around it."""
        finished = self._of(page, ours)
        if finished and finished.output is None:
            anchors = sorted(page.present_anchor_ids or ())
            kept = output, finished.entries, anchors
            self.writing.keep_finished(ours, finished.around, kept)

    def let_go(self, page: EnginePage, ours: Page) -> None:
        """Let go of a page that is built: a large handbook is more than memory should hold."""
        page.content = ""
        self._finished.pop(ours.source, None)

    def _of(self, page: EnginePage, ours: Page) -> _Finished | None:
        """Return how a page was kept, or is to be; None where that cannot be told."""
        if self.surroundings is None:
            return None
        found = self._finished.get(ours.source)
        if found is None:
            around = self.surroundings.of(page)
            kept = self.writing.finished(ours, around)
            output, entries, anchors = kept or (None, [], None)
            if anchors is not None:  # pages written by hand may link to them
                page.present_anchor_ids = set(anchors)
            found = _Finished(around=around, output=output, entries=entries)
            self._finished[ours.source] = found
        return found

    def _complete(self, page: EnginePage, ours: Page) -> None:
        """Write and convert a page that waited until now."""
        if ours.source not in self._charts:
            page.markdown = self._written(ours)
            EnginePage.render(page, self._config, self._files)
            page.content = self._filled(page.content or "", ours)

    def _written(self, ours: Page) -> str:
        body, self._charts[ours.source] = self.writing.page(ours)
        self._fragments[ours.source] = body.fragments
        return body.markdown

    def _filled(self, html: str, ours: Page) -> str:
        try:
            return put_in(html, self._fragments.pop(ours.source))
        except ValueError as error:
            raise PluginError(f"journeys: {ours.source}: {error}") from error


def finish_through(env: Any, finishing: Finishing) -> None:
    """Let the theme's templates give a page of ours as it was kept, and keep it else."""
    former = env.template_class

    def render(self: Any, *contexts: Any, **names: Any) -> str:
        page = contexts[0].get("page") if contexts else None
        ours = finishing.ours(page) if page else None
        if page is None or ours is None:
            return str(former.render(self, *contexts, **names))
        output = finishing.output(page, ours)
        if output is None:
            output = str(former.render(self, *contexts, **names))
            finishing.keep(page, ours, output)
        return output

    # A class of the library whose environment it is, which is not ours to import.
    env.template_class = type("Template", (former,), {"render": render})
