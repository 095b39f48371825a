"""Skeletons through Markdown: pages of a kind differ in their title, the rest is converted once.

A skeleton is a title, and below it headings and comments of ours. Whatever Markdown extensions a
site has, the first skeleton with a certain rest shows whether title and rest can be converted by
themselves; where they cannot, all with that rest are converted whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markdown import Markdown  # type: ignore[import-untyped]  # that of MkDocs has no types
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc


@dataclass(frozen=True, slots=True, kw_only=True)
class _Converted:
    content: str
    contents: list[AnchorLink]
    anchors: frozenset[str]


class Skeletons:
    """Converts skeletons as MkDocs does."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config = config
        self._files = files
        self._rests: dict[str, _Converted | None] = {}
        """What is below a title, None where it depends on the title."""
        # To set up Markdown takes longer than to convert a title.
        self._titles = Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs
        )

    def convert(self, page: Page, skeleton: str) -> str:
        """Return a skeleton as HTML; give the page its contents, anchors and title."""
        title, _, rest = skeleton.partition("\n\n")
        if rest not in self._rests:
            apart = self._alone(page, rest)
            whole = self._alone(page, skeleton)
            together = _together(self._title(title), apart)
            is_whole = together is not None and _told(together) == _told(whole)
            self._rests[rest] = apart if is_whole else None
        below = self._rests[rest]
        found = _together(self._title(title), below) if below else None
        found = found or self._alone(page, skeleton)
        page.toc = TableOfContents(found.contents)
        page.present_anchor_ids = set(found.anchors)
        return found.content

    def _title(self, markdown: str) -> _Converted:
        content = self._titles.reset().convert(markdown)
        contents = list(get_toc(getattr(self._titles, "toc_tokens", [])))
        return _Converted(
            content=content, contents=contents, anchors=frozenset(each.id for each in contents)
        )

    def _alone(self, page: Page, markdown: str) -> _Converted:
        page.markdown = markdown
        Page.render(page, self._config, self._files)
        return _Converted(
            content=page.content or "",
            contents=list(page.toc),
            anchors=frozenset(page.present_anchor_ids or ()),
        )


def _together(title: _Converted, rest: _Converted) -> _Converted | None:
    """Return a title with what is below it, None where each would have another id beside it."""
    if len(title.contents) != 1 or title.anchors & rest.anchors:
        return None
    first = title.contents[0]
    heading = AnchorLink(first.title, first.id, first.level)
    heading.children = rest.contents
    return _Converted(
        content=f"{title.content}\n{rest.content}",
        contents=[heading],
        anchors=title.anchors | rest.anchors,
    )


def _told(converted: _Converted) -> Any:
    return converted.content, [*map(str, converted.contents)], converted.anchors
