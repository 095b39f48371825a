"""Our pages on their way through MkDocs: written, converted, and put into the theme.

MkDocs converts all pages before it puts the first one into the theme, and other plugins read them
in between. Where none does, a page waits until the theme asks for it (`late`), and one that the
cache has with the theme around it is neither written nor converted nor rendered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ..cache import Finished, Kept
from ..pages.building import as_markdown, entitled, put_in
from ..pages.page import Page
from ..pages.searching import searched
from ..writing import Writing
from .skeletons import Skeletons
from .surroundings import Surroundings

Entries = list[dict[str, Any]]
"""What a search plugin has in its index."""


@dataclass(slots=True, kw_only=True)
class _Open:
    """A page that is being put into the theme, and what is kept of it."""

    own: bytes
    near: bytes
    kept: Kept | None = None
    """What it can be kept by, of one that was written now."""
    found: Finished | None = None
    content: str = ""
    """What is ours of it: MkDocs heads a draft with a mark of its own."""
    entries: list[Entries] = field(default_factory=list)

    @property
    def output(self) -> str | None:
        """The page as it was published, None where it is not to be published so again."""
        return self.found.output if self.found and self.found.near == self.near else None


class Finishing:
    """Gives MkDocs what it asks for about our pages, as `writing` has them."""

    def __init__(self, writing: Writing, config: MkDocsConfig, files: Files, *, late: bool) -> None:
        self.writing = writing
        self.surroundings: Surroundings | None = None
        """What is around each page; it is known once the titles of all are."""
        self._skeletons = Skeletons(config, files)
        self.is_late = late
        self._fragments: dict[str, Mapping[str, str]] = {}
        self._charts: dict[str, Mapping[str, str]] = {}
        self._open: dict[str, _Open] = {}

    def ours(self, page: EnginePage) -> Page | None:
        """Return our page that one of MkDocs stands for."""
        if not page.file.generated_by:
            return None
        return self.writing.site.by_source.get(page.file.src_uri)

    def markdown(self, page: EnginePage, ours: Page) -> str:
        """Return a page's skeleton, nothing for one that waits."""
        if not self.is_late:
            body, self._charts[ours.source] = self.writing.page(ours)
            self._fragments[ours.source] = body.fragments
            return body.markdown

        if "title" not in page.meta:  # MkDocs takes it from the heading, for all other pages too
            return f"# {as_markdown(ours.title)}\n"

        def render(config: MkDocsConfig, files: Files) -> None:
            page.content = ""

        page.render = render  # type: ignore[method-assign]  # of this page, which is ours
        return ""

    def content(self, html: str, ours: Page) -> str | None:
        """Return a page's converted skeleton with its fragments in it, None for one that waits."""
        return None if self.is_late else _filled(html, self._fragments.pop(ours.source), ours)

    def words(self, page: EnginePage) -> str | None:
        """Return what the search needs of a page, "" where it is not to be found at all."""
        ours = self.ours(page)
        if ours is None:
            return None
        if (page.meta.get("search") or {}).get("exclude"):
            return ""
        self._complete(page, ours)
        html = page.content or ""
        return searched(html) if self.is_late else self.writing.searched(ours, html)

    def full_title(self, page: EnginePage) -> str | None:
        """Return what a page of ours is called among others, None for another page."""
        ours = self.ours(page)
        return ours.full_title if ours else None

    def entries(self, page: EnginePage, number: int) -> Entries | None:
        """Return what a search plugin made of a page that is as it was kept."""
        ours = self.ours(page)
        at_hand = self._at_hand(page, ours) if ours else None
        if at_hand is None or at_hand.found is None:
            return None
        entries: list[Entries] = at_hand.found.about["entries"]
        return entries[number]

    def note(self, page: EnginePage, entries: Entries) -> None:
        """Note what the next search plugin made of a page."""
        ours = self.ours(page)
        if ours and (at_hand := self._at_hand(page, ours)):
            at_hand.entries.append(entries)

    def make_whole(self, page: EnginePage, ours: Page) -> None:
        """Put the charts into a page that the search has read, and mark its title."""
        self._complete(page, ours)
        content = (page.content or "").replace(' data-search-exclude="true"', "")
        page.content = entitled(put_in(content, self._charts.pop(ours.source)), ours)
        if at_hand := self._at_hand(page, ours):
            at_hand.content = page.content

    def output(self, page: EnginePage, ours: Page) -> str | None:
        """Return a page with the theme around it, None for one that is not as it was kept."""
        at_hand = self._at_hand(page, ours)
        return at_hand.output if at_hand else None

    def keep(self, page: EnginePage, ours: Page, output: str) -> None:
        """Keep a page with the theme around it."""
        at_hand = self._at_hand(page, ours)
        if at_hand is None:
            return
        content = at_hand.content
        start = output.find(content)
        if start < 0:  # a template of the site has put in something else
            self.writing.forget(ours)
            return
        about = {
            "content": [start, start + len(content)],
            "contents": [_told(entry) for entry in page.toc],
            "anchors": sorted(page.present_anchor_ids or ()),
            "entries": at_hand.found.about["entries"] if at_hand.found else at_hand.entries,
        }
        finished = Finished(own=at_hand.own, near=at_hand.near, output=output, about=about)
        self.writing.keep_finished(ours, at_hand.kept, finished)

    def let_go(self, page: EnginePage, ours: Page) -> None:
        """Let go of a page that is built: a large handbook is more than memory should hold."""
        page.content = ""
        self._open.pop(ours.source, None)

    def _at_hand(self, page: EnginePage, ours: Page) -> _Open | None:
        """Return a page that is being put into the theme, None where none can be kept."""
        if self.surroundings is None:
            return None
        found = self._open.get(ours.source)
        if found is None:
            own, near = self.surroundings.own(page), self.surroundings.near(page)
            found = _Open(own=own, near=near, found=self.writing.finished(ours, own))
            self._open[ours.source] = found
            if found.found:  # pages written by hand may link to them
                page.present_anchor_ids = set(found.found.about["anchors"])
        return found

    def _complete(self, page: EnginePage, ours: Page) -> None:
        """Give a page that waited until now its content."""
        if ours.source in self._charts:
            return
        at_hand = self._at_hand(page, ours)
        if at_hand and at_hand.found:  # nothing but the pages around it is not as it was
            output, about = at_hand.found.output, at_hand.found.about
            page.content = output[slice(*about["content"])]
            page.toc = TableOfContents([_contents(entry) for entry in about["contents"]])
            self._charts[ours.source] = {}
            return
        made, kept = self.writing.anew(ours)
        if at_hand:
            at_hand.kept = kept
        self._charts[ours.source] = made.charts
        html = self._skeletons.convert(page, made.body.markdown)
        page.content = _filled(html, made.body.fragments, ours)


def _filled(html: str, fragments: Mapping[str, str], ours: Page) -> str:
    try:
        return put_in(html, fragments)
    except ValueError as error:
        raise PluginError(f"journeys: {ours.source}: {error}") from error


def _told(entry: AnchorLink) -> list[Any]:
    """Return an entry of a page's table of contents as JSON can hold it."""
    return [entry.title, entry.id, entry.level, [_told(child) for child in entry.children]]


def _contents(told: list[Any]) -> AnchorLink:
    """Return an entry of a page's table of contents."""
    title, id_, level, children = told
    entry = AnchorLink(title, id_, level)
    entry.children = [_contents(child) for child in children]
    return entry


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
