"""`mkdocs serve`: what an edit touches is made again, each page when somebody asks for it.

MkDocs builds the whole site anew for every edit. Where nothing but the handbook's YAML changed and
its pages keep their names and places, all pages wait instead. One that somebody asks for is
written first if it no longer shows what the handbook says, so that what is on the screen always
equals a full build; the others follow while nobody asks (`finish`).

An edit with faults changes no page: the last good ones are shown under a list of what is wrong.
"""

from __future__ import annotations

import logging
import posixpath
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any, Protocol, TypeAlias
from urllib.parse import unquote, urlsplit

from mkdocs.commands.build import _build_page, _populate_page  # the order of a page's events
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from ..pages.page import NavigationItem, Page
from ..source.diagnostics import Diagnostic, Severity
from ..source.reports import as_line, as_summary
from ..writing import Writing
from .collecting import let_go
from .others import OF_A_PAGE, entries_of, is_alone, searches

log = logging.getLogger("mkdocs.plugins.journeys")

_SILENT = ("material.plugins.offline.",)
"""Plugins that hear events of a build and do nothing while a preview is served."""

StartResponse: TypeAlias = Callable[..., Any]
_MOMENT = 0.5
"""Seconds after an edit in which the page that is looked at has the machine to itself."""

_REST = 4.0
"""Seconds without an edit after which former handbooks are let go: to find all that there is of
them takes longer than to read an edit, and nothing else can run meanwhile."""

_MOST_FORMER = 3
"""Former handbooks that wait for this while edits follow one another."""

App: TypeAlias = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]
"""A WSGI application."""


class Plugin(Protocol):
    """What is asked of the plugin between two builds."""

    writing: Writing
    faults: tuple[Diagnostic, ...]
    built: Built | None

    def read_again(self) -> bool:
        """Read the handbook; return whether it may be published, else note its `faults`."""

    def lay_out_again(self, built: Built) -> Writing:
        """Lay out the pages of the handbook as it was read last."""

    def other_files(self, config: MkDocsConfig) -> dict[str, tuple[int, int]]:
        """Return when each file was changed that a site is made of, but for the handbook's own."""


@dataclass  # not slotted: cached_property needs a __dict__
class Built:
    """What a full build leaves: its configuration, theme, navigation and files."""

    config: MkDocsConfig
    env: Any
    nav: Navigation
    files: Files

    @cached_property
    def pages(self) -> Sequence[File]:
        """The files of all pages, in their order."""
        return self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)


class Serving:
    """Stands between MkDocs' server and its `builder`, which makes a full build."""

    def __init__(self, plugin: Plugin, builder: Callable[[], None]) -> None:
        self._plugin = plugin
        self._build_all = builder
        self._lock = threading.RLock()
        self._turn = threading.Lock()
        """Held by who waits for an edit or a page, so that the others let them go first."""
        self._waiting: dict[str, Page] = {}
        """Pages that may not show what the handbook says, by the file they are in."""
        self._index_waits = False
        self._needs_all = False
        self._others = self._other_files()
        self._edits = 0
        self._let_go_at = 0
        """The edit after which there was no former handbook."""

    def build(self) -> None:
        """Make the site what the files say now: MkDocs calls this after each change."""
        with self._turn, self._lock:
            self._edits += 1
            if not self._is_enough_to_note_pages():
                self._all()
            edit = self._edits
        self.finish_later(edit)

    def finish_later(self, edit: int) -> None:
        """Write what waits while nobody asks for it, as long as no other edit comes."""
        _after(_MOMENT, self._finish, edit)
        _after(_REST, self._let_go, edit)

    def finish(self) -> None:
        """Return when every page shows what the handbook says, and the search index too."""
        with self._lock:
            edit = self._edits
        self._finish(edit)

    def app(self, inner: App) -> App:
        """Return a WSGI application that writes a page that waits before it is served."""

        def serve(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
            path = unquote(environ.get("PATH_INFO", ""))
            if path.startswith("/livereload/"):  # waits for the next build, by itself
                return inner(environ, start_response)
            while True:
                edit = self._edits
                self._renew(path)
                answer = _Answer(inner, environ)
                if edit == self._edits:
                    return answer.give(start_response, self._plugin.faults)
                answer.drop()  # MkDocs let us wait for a build, and what we renewed is old

        return serve

    def _is_enough_to_note_pages(self) -> bool:
        """Note what an edit touches, and return True; False where all is to be built anew."""
        built = self._plugin.built
        if built is None or self._needs_all or self._other_files() != self._others:
            return False
        if not is_alone(self._plugin, built.config, (*OF_A_PAGE, "post_build"), silent=_SILENT):
            return False
        return not self._plugin.read_again() or self._note_pages(built)

    def _all(self) -> None:
        self._waiting, self._index_waits = {}, False
        self._needs_all = True  # until it is done: what a build leaves when it fails is no site
        self._build_all()
        self._needs_all = False
        self._others = self._other_files()

    def _other_files(self) -> dict[str, tuple[int, int]]:
        return self._plugin.other_files(self._plugin.built.config) if self._plugin.built else {}

    def _note_pages(self, built: Built) -> bool:
        """Note that pages may not be as they should; return whether there is no more to do."""
        before = self._plugin.writing.site
        writing = self._plugin.lay_out_again(built)
        title = before.handbook.title  # heads our entries beside those of other pages
        if title != writing.site.handbook.title or before.marking or writing.site.marking:
            return False
        if _shape(before.navigation) != _shape(writing.site.navigation):
            return False
        for page in writing.site.pages:
            file = built.files.get_file_from_path(page.source)
            if file is not None and file.generated_by and file.page is not None:
                self._waiting[file.dest_uri] = page
        return True

    def _renew(self, path: str) -> None:
        """Write what an address leads to, where it waits."""
        built = self._plugin.built
        if built is None or (not self._waiting and not self._index_waits):
            return
        name = path.removeprefix(urlsplit(built.config.site_url or "/").path).lstrip("/")
        if name.startswith("search/"):
            self.finish()
            return
        beside = posixpath.join(name, "index.html") if name else "index.html"
        for file in (name, beside):
            with self._turn, self._lock:
                if file in self._waiting:
                    self._write(built, file)

    def _finish(self, edit: int) -> None:
        while True:
            with self._turn:
                pass  # a lock goes to who has just let go of it, unless somebody has the turn
            with self._lock:
                built = self._plugin.built
                if edit != self._edits or built is None:
                    return
                if not self._waiting:
                    if self._index_waits:
                        _write_index(built)
                        self._index_waits = False
                    self._plugin.writing.let_last()
                    if edit - self._let_go_at >= _MOST_FORMER:
                        self._let_go(edit)
                    return
                self._write(built, next(iter(self._waiting)))

    def _let_go(self, edit: int) -> None:
        """Let go of former handbooks, which nothing else ever would, if no other edit came."""
        with self._lock:
            is_over = self._plugin.built is None
            if edit == self._edits and edit != self._let_go_at and not is_over:
                self._let_go_at = edit
                let_go()

    def _write(self, built: Built, name: str) -> None:
        """Write a page that waits, where it would not be the same."""
        page = self._waiting.pop(name)
        if self._plugin.writing.is_current(page):
            return
        file = built.files.get_file_from_path(page.source)
        assert file is not None  # noqa: S101 - it was there when the page was noted
        assert file.page is not None  # noqa: S101 - likewise
        try:
            for search in searches(built.config):
                entries_of(search)[:] = [
                    entry
                    for entry in entries_of(search)
                    if entry["location"].partition("#")[0] != file.page.url
                ]
            _populate_page(file.page, built.config, built.files)
            _build_page(file.page, built.config, built.pages, built.nav, built.env)
            self._index_waits = True
        except Exception:
            self._needs_all = True
            log.exception("journeys: %s could not be written again", page.source)


def _after(seconds: float, do: Callable[[int], None], edit: int) -> None:
    later = threading.Timer(seconds, do, (edit,))
    later.daemon = True
    later.start()


def _write_index(built: Built) -> None:
    """Write the search index, its entries in the order of the pages."""
    order = {file.page.url: number for number, file in enumerate(built.pages) if file.page}
    for search in searches(built.config):
        entries_of(search).sort(
            key=lambda entry: order.get(entry["location"].partition("#")[0], len(order))
        )
        search.on_post_build(config=built.config)


def _shape(items: tuple[NavigationItem, ...]) -> list[tuple[object, ...]]:
    """Return what pages know of one another: their names, and the order and groups they are in."""
    return [
        (
            item.title,
            item.page and (item.page.source, item.page.title, item.page.written_in),
            _shape(item.children),
        )
        for item in items
    ]


class _Answer:
    """What a WSGI application answers, held back."""

    def __init__(self, app: App, environ: dict[str, Any]) -> None:
        self._status = ""
        self._headers: list[tuple[str, str]] = []
        self._body = app(environ, self._start)

    def _start(self, status: str, headers: list[tuple[str, str]], *more: object) -> None:
        self._status, self._headers = status, headers

    def give(
        self, start_response: StartResponse, faults: tuple[Diagnostic, ...]
    ) -> Iterable[bytes]:
        """Answer; a page is headed by what is wrong with the handbook."""
        kind = dict(self._headers).get("Content-Type", "")
        if not faults or not kind.startswith("text/html"):
            start_response(self._status, self._headers)
            return self._body
        page = b"".join(self._body)
        self.drop()
        told = _told(faults).encode("utf-8")
        page = _BODY.sub(lambda match: match[0] + told, page, count=1)
        headers = [(name, value) for name, value in self._headers if name != "Content-Length"]
        start_response(self._status, [*headers, ("Content-Length", str(len(page)))])
        return [page]

    def drop(self) -> None:
        """Let go of the answer."""
        if close := getattr(self._body, "close", None):
            close()


_BODY = re.compile(rb"<body\b[^>]*>")
_MOST_TOLD = 20


def _told(faults: tuple[Diagnostic, ...]) -> str:
    """Return what is wrong with the handbook as HTML, for the head of a page."""
    told = [fault for fault in faults if fault.severity is Severity.ERROR]
    lines = [as_line(fault) for fault in told[:_MOST_TOLD]]
    if len(told) > _MOST_TOLD:
        lines.append(f"and {len(told) - _MOST_TOLD} more")
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    head = f"{escape(as_summary(faults))} in the handbook: this is its last good state."
    return (
        '<div class="jn-faults" role="alert" style="position:relative;z-index:9;margin:0;'
        "padding:.8rem 1.2rem;background:#7f1d1d;color:#fff;font:14px/1.5 ui-monospace,monospace;"
        'overflow-wrap:anywhere">'
        f"<strong>{head}</strong>"
        f'<ul style="margin:.4rem 0 0;padding-left:1.2rem">{items}</ul></div>'
    )
