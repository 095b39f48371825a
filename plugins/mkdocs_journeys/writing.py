"""The pages of a site, written or taken from the cache: what both have in common is told here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache as once
from importlib.metadata import version
from pathlib import Path

from .cache import Cache, Finished, Kept
from .model.reads import Digests
from .pages.building import Site
from .pages.page import Body, Overview, Page, Written
from .pages.searching import searched
from .pages.templates import files_below

_LIBRARIES = ("babel", "jinja2", "markdown-it-py", "markupsafe", "pydantic", "pygal", "pyyaml")
"""What pages are made with: another version of these may make another page."""
_ENDINGS = (".py", ".html", ".toml", ".po", ".svg")
"""Of the files of this program that pages are made with."""


class Writing:
    """Gives the pages of a site as they are now, those that the `cache` has among them.

    `written` and `taken` count the pages that were written and those that the cache had. A site
    that shows what changed since a revision has nothing in common with others, nor with itself
    after the next edit: none of its pages is kept.

    `read` stands for the files that the handbook was read from: where they say what they said when
    a page was kept, nobody need look at what the page shows of them. b"" stands for no files.
    """

    def __init__(self, site: Site, cache: Cache | None, read: bytes = b"") -> None:
        self.site = site
        self.written = 0
        self.taken = 0
        self._cache = None if site.marking else cache
        self._digests = Digests(site.handbook, site.derived)
        self._setting = _setting(site) if self._cache else b""
        self._state = _state(self._setting, site, read) if self._cache and read else b""
        self._current = self._cache.known_in(self._state) if self._cache and self._state else set()
        """The pages that are known to be kept as they would be written now."""

    @property
    def keeps(self) -> bool:
        """Whether pages are kept for the next build."""
        return self._cache is not None

    def page(self, page: Page) -> tuple[Body, Mapping[str, str]]:
        """Return a page's body, and its charts by the comments that they take the place of."""
        if self._cache and self.is_current(page):
            text = self._cache.text(page.source)
            if text is not None:
                self.taken += 1
                markdown, fragments, charts = text
                return Body(markdown=markdown, fragments=fragments), charts
        made, kept = self.anew(page)
        if self._cache and kept:
            text = made.body.markdown, dict(made.body.fragments), dict(made.charts)
            self._cache.keep(page.source, kept, text)
            self._current.add(page.source)
        return made.body, made.charts

    def anew(self, page: Page) -> tuple[Written, Kept | None]:
        """Write a page; return with it what it can be kept by, None where none is kept."""
        self.written += 1
        if self._cache is None:
            body = self.site.write(page)
            return Written(body=body, charts=self.site.draw(page), reads=frozenset()), None
        made = self.site.written(page)
        reads = self._digests.names(made.reads)
        return made, Kept(key=self._key(page, reads), reads=reads)

    def finished(self, page: Page, own: bytes) -> Finished | None:
        """Return what a page came to in the end, where it is as kept; `own` is what made it so."""
        if self._cache is None or not self.is_current(page):
            return None
        found = self._cache.finished(page.source, own)
        self.taken += found is not None
        return found

    def keep_finished(self, page: Page, kept: Kept | None, finished: Finished) -> None:
        """Keep what a page came to in the end, by `kept` or by what it was kept by before."""
        kept = kept or (self._cache.kept(page.source) if self._cache else None)
        if self._cache and kept:
            self._cache.keep_finished(page.source, kept, finished)
            self._current.add(page.source)

    def forget(self, page: Page) -> None:
        """Keep nothing of a page: what is kept of it is no more what is published."""
        if self._cache:
            self._cache.forget(page.source)
            self._current.discard(page.source)

    def searched(self, page: Page, html: str) -> str:
        """Return what the search needs of a page's finished HTML."""
        if self._cache is None:
            return searched(html)
        digest = hashlib.blake2b(html.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        found = self._cache.searched(page.source, digest)
        if found is None:
            found = searched(html)
            self._cache.keep_searched(page.source, digest, found)
        return found

    def is_current(self, page: Page) -> bool:
        """Whether a page is kept as it would be written now."""
        if page.source in self._current:
            return True
        kept = self._cache.kept(page.source) if self._cache else None
        if kept is None or kept.key != self._key(page, kept.reads):
            return False
        self._current.add(page.source)
        return True

    def let_last(self) -> None:
        """Let the cache last as it is now, without pages that there are no more."""
        if self._cache:
            if self._state:
                self._cache.keep_known(self._state, self._current)
            self._cache.let_last([page.source for page in self.site.pages])

    def _key(self, page: Page, reads: tuple[str, ...]) -> bytes:
        digest = hashlib.blake2b(self._setting, digest_size=16)
        digest.update(_told(page))
        if isinstance(page.subject, Overview) and page.subject.is_whole:
            # Links to pages that are not printed are words there.
            digest.update(repr([other.source for other in self.site.pages]).encode())
        digest.update(self._digests.of_all(reads))
        return digest.digest()


def _told(page: Page) -> bytes:
    """Return what is known of a page before it is written."""
    subject = page.subject
    kind = subject.name if isinstance(subject, Overview) else type(subject).__name__
    titles = (page.title, page.full_title)
    facts = (page.source, *titles, page.description, page.wide, page.roomy, page.tags, kind)
    return repr(facts).encode("utf-8", "surrogatepass")


def _setting(site: Site) -> bytes:
    """Return a digest of all that every page follows from beside the handbook."""
    addresses = site.addresses
    facts = (
        addresses.path,
        addresses.directory_urls,
        site.language.locale,
        site.today.isoformat(),
        site.glossary is not None,
        site.checked is not None,
        _program(),
        # A template may put in a file of any kind.
        [_told_files(folder, files_below(folder)) for folder in site.templates.overrides],
    )
    return hashlib.blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _state(setting: bytes, site: Site, read: bytes) -> bytes:
    """Return a digest of all that any page follows from."""
    digest = hashlib.blake2b(setting + read, digest_size=16)
    found = site.checked.told() if site.checked else None
    digest.update(repr(found).encode("utf-8", "surrogatepass"))
    return digest.digest()


@once
def _program() -> str:
    """Return a digest of this program and of the libraries that it makes pages with."""
    here = Path(__file__).parent
    versions = [f"{name} {version(name)}" for name in _LIBRARIES]
    files = (path for path in sorted(here.rglob("*")) if path.suffix in _ENDINGS)
    return f"{versions} {_told_files(here, files)}"


def _told_files(folder: Path, files: Iterable[Path]) -> str:
    """Return a digest of files in a folder: of their names, and of what they say."""
    digest = hashlib.blake2b(digest_size=16)
    for path in files:
        name = path.relative_to(folder).as_posix()
        digest.update(name.encode("utf-8", "surrogatepass") + b"\0")
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()
