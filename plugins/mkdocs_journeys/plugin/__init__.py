"""The MkDocs plugin: configuration and events, nothing else.

Events, in the order of a build: read the content and stop before anything is touched if it is
broken (`on_config`), add our pages and fill the navigation (`on_files`, `on_nav`), give each page
its skeleton (`on_page_markdown`), its fragments (`on_page_content`) and, once the search index
has read it, its charts (`on_page_context`).
"""

from __future__ import annotations

import logging
import os
import posixpath
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as EnginePage
from mkdocs.utils import nest_paths
from mkdocs.utils.templates import TemplateContext

from .. import site as handbook_site
from ..cache import Cache
from ..model import Journey
from ..pages.assets import (
    PREVIEW_SCRIPT,
    PREVIEW_STYLESHEET,
    SCRIPT,
    STYLESHEET,
    preview_script,
    preview_stylesheet,
    script,
    stylesheet,
)
from ..pages.building import Site, as_html, extent_mark, fully_entitled
from ..pages.languages import Language, known_locale, language, spoken_languages
from ..pages.page import Overview, Page, every_item
from ..source.diagnostics import CODES, FAULTS, Diagnostic, Severity
from ..source.memory import Memory
from ..source.reports import as_line, as_summary
from ..writing import Writing
from .branches import Branches, Sections, Sign, SignOf
from .collecting import Collecting
from .finishing import Finishing, finish_through
from .lookups import look_up_quietly
from .navigation import entries, fill
from .options import JourneysConfig, cache_file
from .progress import Progress
from .search import read_lightly
from .serving import Built, Serving
from .surroundings import Surroundings, are_known

if TYPE_CHECKING:
    from ..pages.preview import Preview
    from ..review import Review

log = logging.getLogger("mkdocs.plugins.journeys")

REFERENCE = "for-authors"
"""The folder into which `journeys reference` writes the pages that explain the format."""


class JourneysPlugin(BasePlugin[JourneysConfig]):  # type: ignore[no-untyped-call]  # of MkDocs
    """Publishes a handbook of personas and journeys."""

    loaded: handbook_site.Loaded | None = None
    """The last one without errors; while a preview is served it outlives a broken edit."""
    review: Review | None = None
    """What changed since the revision that the handbook is compared with."""
    serving: bool = False
    site: Site
    files: tuple[str, ...]
    overrides: tuple[Path, ...]
    stand_ins: dict[str, str]
    """Pages written by hand at the address of one of ours, by the source of ours."""
    path: str
    listed: dict[Section, Link]
    without_page: frozenset[int]
    branches: Branches | None = None
    """Those of the navigation at hand: titles are known once all pages are read."""
    cache: Cache | None = None
    writing: Writing
    finishing: Finishing
    folder: Path
    project: Path | None
    faults: tuple[Diagnostic, ...] = ()
    """What is wrong with the last edit, where a preview shows the state before it."""
    built: Built | None = None
    nav: Navigation
    progress: Progress | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a preview is served. Plugins with this event outlive a build."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the handbook. MkDocs has not touched the former site yet: stop here if it must."""
        self.collecting.begin()
        self.path = self._path()
        self.folder = Path(config.docs_dir) / self.path
        self.project = Path(config.config_file_path).parent if config.config_file_path else None
        self.read_again()
        self.overrides = tuple(
            folder for theme in config.theme.dirs if (folder := Path(theme) / "journeys").is_dir()
        )
        config.watch.extend(str(folder) for folder in self.overrides)
        # First, so that the site's own stylesheets have the last word.
        config.extra_css.insert(0, STYLESHEET)
        config.extra_javascript.insert(0, SCRIPT)
        if self.review:
            config.extra_css.insert(1, PREVIEW_STYLESHEET)
            config.extra_javascript.insert(1, PREVIEW_SCRIPT)
        return config

    @event_priority(100)  # early, so that other plugins see our pages
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Take the YAML out of the published files, put our pages and their assets in."""
        assert self.loaded is not None  # noqa: S101 - `on_config` has set it or stopped
        # Not before: plugins may change the addresses' form while the configuration is read.
        self.cache = self.cache or self._opened_cache(config)
        self._lay_out(config, files)
        if not self.site.language.has_words:  # no warning: dates and numbers are as they should be
            known = ", ".join(spoken_languages())
            missing = "Pages speak English: there are no words in the language %s yet, only in %s"
            log.info(missing, self.site.language.locale, known)
        # Nobody else's plugin may find a page empty because it waits.
        late = self.writing.keeps and are_known(config, self, files)
        self.finishing = Finishing(self.writing, config, files, late=late)
        # Each page is built, and read before where it does not wait until then.
        self.progress = Progress(steps=len(self.site.pages) * (1 if late else 2))
        for name in self.files:
            if file := files.get_file_from_path(name):
                files.remove(file)
        by_hand = [
            file.src_uri
            for file in files.documentation_pages()
            if file.inclusion.is_in_nav()  # type: ignore[no-untyped-call]  # of MkDocs
        ]
        by_address = {file.dest_uri: file.src_uri for file in files}
        self.stand_ins = {}
        for page in self.site.pages:
            file = File.generated(config, page.source, content="")
            if by_hand_too := by_address.get(file.dest_uri):
                self.stand_ins[page.source] = by_hand_too
                continue
            file.edit_uri = self._edit_uri(page)
            files.append(file)
        files.append(File.generated(config, STYLESHEET, content=stylesheet()))
        files.append(File.generated(config, SCRIPT, content=script()))
        if self.review:
            files.append(File.generated(config, PREVIEW_STYLESHEET, content=preview_stylesheet()))
            files.append(File.generated(config, PREVIEW_SCRIPT, content=preview_script()))
        ours = entries(self.site.navigation, self.stand_ins)
        if self.path:
            ours = [{as_html(self.loaded.handbook.title): ours}]
        if config.nav is None:
            others = [name for name in by_hand if name not in self.stand_ins.values()]
            rest = nest_paths(others)  # type: ignore[no-untyped-call]  # of MkDocs
            config.nav = [*rest, *ours] if self.path else [*ours, *rest]
        elif not fill(config.nav, ours):
            config.nav = [*config.nav, *ours]
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Let previous and next follow a journey, and end where it ends."""
        sections = Sections(self.site.navigation, files, self.stand_ins)
        self.listed, self.without_page = sections.listed(), sections.without_page()
        self.branches = None
        for item in every_item(self.site.navigation):
            if item.page and isinstance(item.page.subject, Journey):
                pages = [item.page, *(child.page for child in item.children if child.page)]
                sources = [self.stand_ins.get(page.source, page.source) for page in pages]
                ends = [files.get_file_from_path(name) for name in (sources[0], sources[-1])]
                if ends[0] and ends[0].page:
                    ends[0].page.previous_page = None
                if ends[1] and ends[1].page:
                    ends[1].page.next_page = None
        self.nav = nav
        # All that is here stays until the process ends, or a preview builds anew.
        self.collecting.leave_out()
        return nav

    @event_priority(100)  # before plugins that read a page's metadata
    def on_page_markdown(
        self, markdown: str, page: EnginePage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Give our page its skeleton and what is known about it."""
        ours = self._ours(page)
        if ours is None:
            return None
        if not page.is_homepage:  # the site's name is title enough there
            page.meta["title"] = as_html(ours.title)
        if ours.description:
            page.meta["description"] = as_html(ours.description)
        if ours.tags:
            page.meta["tags"] = [as_html(tag) for tag in ours.tags]
        if ours.wide:
            page.meta["hide"] = ["navigation", "toc"]
        elif ours.roomy:
            page.meta["hide"] = ["navigation"]
        elif isinstance(ours.subject, Overview) and ours.subject.without_contents:
            page.meta["hide"] = ["toc"]
        if isinstance(ours.subject, Overview) and not ours.subject.searched:
            page.meta["search"] = {"exclude": True}
        if not self.finishing.is_late:
            self._step()
        return self.finishing.markdown(page, ours)

    @event_priority(100)  # before plugins that read a page's HTML
    def on_page_content(
        self, html: str, page: EnginePage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Put the fragments in the place of their comments."""
        ours = self._ours(page)
        return self.finishing.content(html, ours) if ours else None

    @event_priority(-100)  # after the search plugin has read the page
    def on_page_context(
        self,
        context: TemplateContext,
        /,
        *,
        page: EnginePage,
        config: MkDocsConfig,
        nav: Navigation,
    ) -> TemplateContext:
        """Put the charts in, and hand the theme a navigation cut to the page's own branch."""
        ours = self._ours(page)
        if ours and self.finishing.output(page, ours) is not None:
            return context
        if ours:
            self.finishing.make_whole(page, ours)
        context["nav"] = self._branches(nav).of(page)
        return context

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Hand pages that are none of the navigation, such as 404.html, the ways into it."""
        if isinstance(nav := context.get("nav"), Navigation) and template_name.endswith(".html"):
            context["nav"] = self._branches(nav).of(None)
        return context

    def _branches(self, nav: Navigation) -> Branches:
        if self.branches is None or self.branches.nav is not nav:
            self.branches = Branches(nav, self.listed, self.without_page, self._sign())
        return self.branches

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Spare the search plugin our HTML, and the theme the pages that are as they were."""
        look_up_quietly(env)
        read_lightly(config, self.finishing)
        if self.finishing.is_late:
            self.finishing.surroundings = Surroundings(config, self.nav)
            finish_through(env, self.finishing)
        if self.serving:
            self.built = Built(config, env, self.nav, files)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Let an edit of the handbook make anew what it touches, and nothing else."""
        serving = Serving(self, builder)
        server.builder = serving.build
        server.set_app(serving.app(server.serve_request))
        return server

    def read_again(self) -> bool:
        """Read the handbook; return whether it may be published.

        Stops a build where it may not. A preview that has shown a good one keeps it, and notes the
        `faults`: MkDocs would hold back every page until they are mended.
        """
        with handbook_site.nothing_collected():
            try:
                loaded = handbook_site.load(self.folder, project=self.project, memory=self.memory)
            except handbook_site.DayError as error:
                raise PluginError(f"journeys: {error}") from error
            self.memory.forget()
            if not self.serving:  # a preview has a former handbook to let go first
                self.collecting.leave_out()
        self.files = tuple(posixpath.join(self.path, file) for file in loaded.files)
        if loaded.has_errors and self.serving and self.loaded:
            self.faults = loaded.diagnostics
            lines = [as_line(fault) for fault in loaded.diagnostics]
            counts = as_summary(loaded.diagnostics)
            lines.append(f"{counts} in the handbook. The preview keeps its last good state.")
            sys.stderr.write("\n".join(["", *lines, ""]))
            return False
        self._report(loaded)
        self.faults = ()
        self.loaded = loaded
        self.review = self._review(loaded, self.folder, self.project)
        if not self.serving:
            self.memory.clear()  # a fifth of all that a large build would hold to its end
        return True

    def lay_out_again(self, built: Built) -> Writing:
        """Lay out the pages of the handbook as it was read last."""
        self._lay_out(built.config, built.files)
        self.finishing.writing = self.writing
        return self.writing

    def other_files(self, config: MkDocsConfig) -> dict[str, tuple[int, int]]:
        """Return size and time of each file a site is made of, but for the handbook's own."""
        ours = {Path(config.docs_dir) / name for name in self.files}
        places = [Path(config.docs_dir), *map(Path, config.watch), *self.overrides]
        if config.config_file_path:
            places.append(Path(config.config_file_path))
        return {
            str(path): (status.st_mtime_ns, status.st_size)
            for place in places
            for path in (place.rglob("*") if place.is_dir() else [place])
            if path not in ours
            and not path.name.startswith(".")
            and path.is_file()
            and (status := path.stat())
        }

    def _lay_out(self, config: MkDocsConfig, files: Files) -> None:
        assert self.loaded is not None  # noqa: S101 - `on_config` has set it or stopped
        locale = known_locale(str(config.theme.get("language") or config.theme.locale))
        spoken = language(self.loaded.handbook.locale or locale)
        self.site = handbook_site.build(
            self.loaded.handbook,
            path=self.path,
            directory_urls=config.use_directory_urls,
            overrides=self.overrides,
            locale=locale,
            checked=self.loaded.checked(
                partial(self._edit_url, config), partial(self._explained_in, files)
            ),
            preview=self._preview(spoken),
        )
        self.writing = Writing(self.site, self.cache, self.loaded.digest)

    @event_priority(-100)  # after all who may read the page
    def on_post_page(self, output: str, page: EnginePage, config: MkDocsConfig) -> str:
        """Give a window and a bookmark the page's full title, and let go of what is written."""
        if ours := self._ours(page):
            self.finishing.let_go(page, ours)
            self._step()
            return fully_entitled(output, ours)
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Let the pages last that were written."""
        self.collecting.end(goes_on=self.serving)
        if self.progress:
            self.progress.clear()
            written, taken = self.writing.written, self.writing.taken
            counts = (written + taken, self.progress.seconds, taken)
            log.info("Handbook: %d pages in %.1f s, %d of them from the cache", *counts)
            self.progress = None
        self.writing.let_last()
        if not self.serving:
            self._close()

    def on_build_error(self, *, error: Exception) -> None:
        """Let go of the cache's file."""
        self.collecting.end(goes_on=self.serving)
        if self.progress:
            self.progress.clear()
        if not self.serving:
            self._close()

    def on_shutdown(self) -> None:
        """Let go of the cache's file, and of what the collector was told, when a preview ends."""
        self.built = None
        self.collecting.end(goes_on=False)
        self._close()

    def __init__(self) -> None:
        super().__init__()
        self.memory = Memory()
        self.collecting = Collecting()

    def _step(self) -> None:
        if self.progress:
            self.progress.step()

    def _close(self) -> None:
        if self.cache:
            self.cache.close()
            self.cache = None

    def _opened_cache(self, config: MkDocsConfig) -> Cache | None:
        """Open what keeps this site's pages; None where nothing is to be kept."""
        file = cache_file(self.config, config, self.path)
        if file is None:
            return Cache() if self.serving else None  # a preview has to know what it shows
        return Cache(file)

    def _review(
        self, loaded: handbook_site.Loaded, folder: Path, project: Path | None
    ) -> Review | None:
        """Return what changed since the revision asked for, None where none is."""
        base = os.environ.get("JOURNEYS_COMPARE_TO") or self.config.compare_to
        if not base:
            return None
        # Few builds compare: others need not load what finds changes and tells them.
        from ..review.revisions import compare
        from ..source.git import RevisionError

        here = project or Path.cwd()
        inside = folder.relative_to(here) if folder.is_relative_to(here) else folder
        try:
            return compare(base, folder=inside, here=here, house=loaded.house, now=loaded)
        except RevisionError as error:
            raise PluginError(f"journeys: compare_to: {error}") from error

    def _preview(self, spoken: Language) -> Preview | None:
        """Return what the pages say of a change, None where there is none to tell."""
        if self.review is None:
            return None
        from ..review import preview_of  # likewise

        return preview_of(self.review, spoken)

    def _sign(self) -> SignOf | None:
        """Return what marks an entry of the navigation whose page is not as it was."""
        found = {
            self.stand_ins.get(page.source, page.source): extent
            for page in self.site.pages
            if (extent := self.site.extent(page))
        }
        if not found:
            return None
        language = self.site.language
        signs = {
            extent: Sign(html=extent_mark(language, extent), is_filled=extent == "changed")
            for extent in dict.fromkeys(found.values())
        }
        return lambda page: (of := found.get(page.file.src_uri)) and signs[of]

    def _report(self, loaded: handbook_site.Loaded) -> None:
        """Print what is wrong with the handbook, and stop where it cannot be published."""
        for fault in loaded.diagnostics:
            if fault.severity is Severity.ERROR:
                log.error("%s", as_line(fault))
        if loaded.findings:
            # No warnings: a review that falls due must not fail a strict build overnight.
            counts = as_summary(loaded.findings)
            log.info("%s in the handbook; `journeys check` prints them.", counts)
        if loaded.has_errors:
            counts = as_summary(loaded.diagnostics)
            raise Abort(f"{counts} in the handbook. Nothing was built; the former site is kept.")

    def _path(self) -> str:
        """Return the option `path` with forward slashes, "" for the whole of `docs_dir`."""
        path = posixpath.normpath(self.config.path.replace("\\", "/").strip("/") or ".")
        if path.split("/")[0] == ".." or Path(self.config.path).is_absolute():
            raise PluginError(f"journeys: the option path leaves docs_dir: {self.config.path}")
        return "" if path == "." else path

    def _ours(self, page: EnginePage) -> Page | None:
        return self.finishing.ours(page)

    def _edit_uri(self, page: Page) -> str | None:
        name = posixpath.join(self.path, page.written_in or "")
        return name if name in self.files else None

    def _explained_in(self, files: Files, code: str) -> str | None:
        """Return the page of the reference that explains a code, where the site has it."""
        if code not in CODES:
            return None  # of a house rule
        name = "faults" if code in FAULTS else "rules"
        page = posixpath.join(self.path, REFERENCE, f"{name}.md")
        return page if files.get_file_from_path(page) else None

    def _edit_url(self, config: MkDocsConfig, name: str) -> str | None:
        """Return the address at which the site lets a file of the handbook be edited."""
        file = File.generated(config, name, content="")
        file.edit_uri = posixpath.join(self.path, name)
        return EnginePage(None, file, config).edit_url
