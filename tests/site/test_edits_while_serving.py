"""`mkdocs serve` after edits: what is made again leaves the site that a clean build would make."""

from __future__ import annotations

import gc
import json
import logging
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_journeys.model import Journey
from mkdocs_journeys.pages import dividing
from mkdocs_journeys.plugin import JourneysPlugin, serving
from mkdocs_journeys.plugin.serving import Serving
from tests.support.editing import edit
from tests.support.projects import FRENCH, HANDBOOK, write

PICTURE = "content/picture.png"
ADA = "content/personas/ada.yml"
BUYS = "content/journeys/buys.yml"
SETTINGS = """\
site_name: Vélomnibus
docs_dir: content
theme: {{name: {theme}, font: false, locale: fr}}
plugins: [search, journeys]
"""
THEME = "name: material\n  custom_dir: overrides"
ADDRESS = "http://127.0.0.1:8000/"
EDITS = 50
COMPARED = 4
"""After how many edits the site is compared: what an edit leaves behind stays for some more."""


class Preview:
    """What `mkdocs serve` does, without its server: full builds, and edits between them."""

    def __init__(self, project: Path, site: Path) -> None:
        self.project = project
        self.site = site
        self.full_builds = 0
        self.config: Any = self._config(site)
        self.config.plugins.on_startup(command="serve", dirty=False)
        self.build_all(self.config)
        plugin = self.config.plugins["journeys"]
        assert isinstance(plugin, JourneysPlugin)
        self.plugin = plugin
        self.serving = Serving(plugin, self.build_all)

    def build_all(self, config: Any = None) -> None:
        """Build the whole site, as MkDocs' own builder does."""
        self.full_builds += 1
        build(config or self._config(self.site), serve_url=ADDRESS)

    def edited(self) -> dict[str, bytes]:
        """Tell of an edit, wait until all is written, and return the site."""
        self.serving.build()
        self.serving.finish()
        return files_in(self.site)

    def clean(self, site: Path) -> dict[str, bytes]:
        """Build the same project with no memory of any kind."""
        # MkDocs keeps plugins of this process for builds to come: this one is to know nothing.
        option: Any = dict(MkDocsConfig._schema)["plugins"]
        ours = dict(option.plugin_cache)
        option.plugin_cache.clear()
        try:
            config = self._config(site)
            config.plugins.on_startup(command="serve", dirty=False)
            build(config, serve_url=ADDRESS)
            config.plugins.on_shutdown()
        finally:
            option.plugin_cache.clear()
            option.plugin_cache.update(ours)
        return files_in(site)

    def _config(self, site: Path) -> Any:
        config = load_config(str(self.project / "mkdocs.yml"), site_dir=str(site))
        config.site_url = ADDRESS
        return config


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path; the compressed map of the site holds a time."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".gz"
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the files that are not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    monkeypatch.setenv("JOURNEYS_CACHE", "off")
    logging.getLogger("mkdocs").setLevel(logging.ERROR)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """Serve a bare handbook."""
    settings = f"{HANDBOOK['mkdocs.yml'].replace('name: material', THEME)}"
    files = {**HANDBOOK, "mkdocs.yml": settings, "overrides/journeys/none.html": "", PICTURE: ""}
    started = Preview(write(tmp_path / "project", files), tmp_path / "served")
    yield started
    started.plugin.on_shutdown()


@pytest.mark.parametrize(("theme", "edits"), [("mkdocs", EDITS), ("material", 5)])
def test_edits_of_all_kinds_leave_the_site_that_a_clean_build_makes(
    tmp_path: Path, theme: str, edits: int
) -> None:
    """Fifty of them under the theme that builds fastest, a few more under the one we are for."""
    project = shutil.copytree(FRENCH, tmp_path / "project")
    write(project, {"mkdocs.yml": SETTINGS.format(theme=theme)})
    preview = Preview(project, tmp_path / "served")
    random = Random(edits)  # noqa: S311 - edits need no secret randomness
    done: list[str] = []
    while len(done) < edits:
        before = {path: path.read_bytes() for path in project.rglob("*.yml")}
        what = edit(project / "content", random)
        if not what:
            continue
        served = preview.edited()
        if preview.plugin.faults:
            for path, text in before.items():
                path.write_bytes(text)
            served = preview.edited()
            what = f"{what}, broken and taken back"
        done.append(what)
        if len(done) % COMPARED == 0 or len(done) == edits:
            assert differing(served, preview.clean(tmp_path / "clean")) == [], done[-COMPARED - 1 :]
    assert preview.full_builds < edits, "every edit built the whole site"
    preview.plugin.on_shutdown()


def test_an_edited_text_builds_no_page_that_does_not_show_it(preview: Preview) -> None:
    write(preview.project, {BUYS: HANDBOOK[BUYS].replace("Second thoughts", "Another thought")})
    preview.edited()
    # A name is in the navigation of every page: all is built anew.
    assert preview.full_builds == 2
    before = {name: (preview.site / name).stat().st_mtime_ns for name in files_in(preview.site)}
    write(preview.project, {ADA: "name: Ada\nstory: Numbers are my weaving\n"})
    after = preview.edited()
    assert preview.full_builds == 2
    written = {
        name for name in after if (preview.site / name).stat().st_mtime_ns != before.get(name)
    }
    assert "personas/ada/index.html" in written
    assert "journeys/buys/third/index.html" not in written
    assert b"Numbers are my weaving" in after["personas/ada/index.html"]


def test_a_renamed_journey_is_named_where_its_stages_are_found(
    preview: Preview, tmp_path: Path
) -> None:
    renamed = HANDBOOK[BUYS].replace("title: Ada buys", "title: Ada rents")
    write(preview.project, {BUYS: renamed})
    after = preview.edited()
    assert "<title>First look – Ada rents - " in after["journeys/buys/first/index.html"].decode()
    index = json.loads(after["search/search_index.json"])
    titles = {entry["location"]: entry["title"] for entry in index["docs"]}
    assert titles["journeys/buys/first/"] == "First look – Ada rents"
    summed_up = renamed.replace("First look", "First look, summary: A glance")
    write(preview.project, {BUYS: summed_up})
    assert differing(preview.edited(), preview.clean(tmp_path / "clean")) == []
    assert preview.full_builds == 2, "a page that is written again by itself is what this is about"


def test_a_page_that_is_asked_for_is_written_before_it_is_served(preview: Preview) -> None:
    write(preview.project, {ADA: "name: Ada\nstory: Numbers are my weaving\n"})
    preview.serving.finish_later = lambda edit: None  # type: ignore[method-assign]  # nobody else
    preview.serving.build()
    page = preview.site / "personas/ada/index.html"
    assert "my weaving" not in page.read_text(encoding="utf-8")
    assert b"my weaving" in asked(preview, "/personas/ada/")


def test_the_search_index_that_is_asked_for_holds_every_edit(preview: Preview) -> None:
    write(preview.project, {ADA: "name: Ada\nstory: Numbers are my weaving\n"})
    preview.serving.finish_later = lambda edit: None  # type: ignore[method-assign]  # nobody else
    preview.serving.build()
    assert b"my weaving" in asked(preview, "/search/search_index.json")


@pytest.mark.parametrize("most", [dividing.MOST_ROWS, 0], ids=["whole", "divided"])
def test_former_handbooks_are_let_go_when_no_more_edits_come_or_when_they_are_many(
    preview: Preview, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not after each edit: to find all there is of one takes longer than to read the next."""
    later: list[Callable[[], None]] = []
    monkeypatch.setattr(
        serving, "_after", lambda seconds, do, edit: later.append(partial(do, edit))
    )

    name = f"former-{most}"  # other tests of this process have no journey of that name

    def handbooks() -> int:
        return sum(isinstance(it, Journey) and it.id == name for it in gc.get_objects())

    monkeypatch.setattr(dividing, "MOST_ROWS", most)
    messages = HANDBOOK["content/journeys/buys.yml"].replace(
        "Second thoughts}", "Second thoughts, messages: [One, Two]}"
    )
    write(preview.project, {f"content/journeys/{name}.yml": messages})
    preview.edited()
    assert (preview.site / "messages/ada/index.html").exists() == (most == 0)
    gc.disable()  # it would let them go at any time
    try:
        preview.serving._let_go(preview.serving._edits)
        assert handbooks() == 1
        for number in range(1, serving._MOST_FORMER + 1):
            write(preview.project, {ADA: f"name: Ada\nstory: Edit {number}\n"})
            preview.edited()
            assert handbooks() == 1 + (number if number < serving._MOST_FORMER else 0)
        write(preview.project, {ADA: "name: Ada\nstory: One more\n"})
        preview.edited()
        for do in later[:-2]:  # of edits that others followed
            do()
        assert handbooks() == 2
        for do in later[-2:]:
            do()
        assert handbooks() == 1
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "path",
    ["mkdocs.yml", "content/hand.md", "overrides/journeys/stage/head.html", PICTURE],
)
def test_another_file_that_changes_builds_the_whole_site(preview: Preview, path: str) -> None:
    file = preview.project / path
    text = file.read_text(encoding="utf-8") if file.exists() else "Hello\n"
    write(preview.project, {path: f"{text}\n"})
    preview.edited()
    assert preview.full_builds == 2


def test_another_plugin_with_a_say_in_pages_sees_every_build(tmp_path: Path) -> None:
    hook = "def on_page_content(html, **more):\n    return html + '<p>Seen by a hook</p>'\n"
    settings = f"{HANDBOOK['mkdocs.yml']}hooks: [hook.py]\n"
    files = {**HANDBOOK, "mkdocs.yml": settings, "hook.py": hook}
    preview = Preview(write(tmp_path / "project", files), tmp_path / "served")
    write(preview.project, {ADA: "name: Ada\nstory: Numbers are my weaving\n"})
    after = preview.edited()
    assert preview.full_builds == 2
    assert b"Seen by a hook" in after["personas/ada/index.html"]
    preview.plugin.on_shutdown()


def test_a_broken_edit_is_told_at_the_top_of_every_page_until_it_is_mended(
    preview: Preview, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_in(preview.site)
    write(preview.project, {ADA: "name: Ada\nquote: <script>alert(1)</script>\nqoute: x\n"})
    assert differing(preview.edited(), before) == []
    assert "content/personas/ada.yml:3:1: error[unknown-field]" in capsys.readouterr().err
    page = asked(preview, "/journeys/buys/").decode()
    assert "content/personas/ada.yml:3:1: error[unknown-field]" in page
    assert page.index("jn-faults") < page.index("<header")
    assert "<script>alert" not in page
    write(preview.project, {ADA: "name: Ada\nquote: Mended\n"})
    preview.edited()
    assert b"jn-faults" not in asked(preview, "/journeys/buys/")
    assert b"Mended" in asked(preview, "/personas/ada/")


def test_what_is_no_page_is_served_as_it_is_while_an_edit_is_broken(preview: Preview) -> None:
    write(preview.project, {ADA: "nam: Ada\n"})
    preview.edited()
    assert json.loads(asked(preview, "/search/search_index.json"))["docs"]


def asked(preview: Preview, path: str) -> bytes:
    """Ask the preview for an address, as a browser does."""
    root = preview.site

    def inner(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        name = environ["PATH_INFO"].lstrip("/")
        file = root / name / "index.html" if name.endswith("/") or not name else root / name
        kind = "text/html" if file.suffix == ".html" else "application/json"
        content = file.read_bytes()
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    headers: dict[str, str] = {}
    answer = preview.serving.app(inner)(
        {"PATH_INFO": path}, lambda status, found: headers.update(dict(found))
    )
    content = b"".join(answer)
    assert headers["Content-Length"] == str(len(content))
    return content


ADA_ONE, ADA_TWO = {ADA: "name: Ada\nstory: one\n"}, {ADA: "name: Ada\nstory: two\n"}
CHANGED = "{{ page.content | replace('Ada', 'Somebody') }}"
DRAFT = f"{HANDBOOK['mkdocs.yml']}draft_docs: |\n  journeys/buys/first.md\n"


def test_what_is_kept_of_a_page_is_what_was_published_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template that puts in something else leaves no page that could be kept."""
    monkeypatch.setenv("JOURNEYS_CACHE", ".cache/journeys")
    settings = HANDBOOK["mkdocs.yml"].replace("name: material", THEME)
    base = '{% extends "base.html" %}'
    files = {**HANDBOOK, **ADA_ONE, "mkdocs.yml": settings, "overrides/main.html": base}
    project = write(tmp_path / "project", files)
    first = Preview(project, tmp_path / "served")
    first.plugin.on_shutdown()
    changed = f"{base}{{% block content %}}{CHANGED}{{% endblock %}}"
    write(project, {**ADA_TWO, "overrides/main.html": changed})
    preview = Preview(project, tmp_path / "served")
    write(project, ADA_ONE)
    served = preview.edited()
    preview.plugin.on_shutdown()
    monkeypatch.setenv("JOURNEYS_CACHE", "off")
    assert differing(served, preview.clean(tmp_path / "clean")) == []


def test_a_draft_is_marked_once(tmp_path: Path) -> None:
    files = {**HANDBOOK, "mkdocs.yml": DRAFT, "content/notes.md": "# Notes\n"}
    preview = Preview(write(tmp_path / "project", files), tmp_path / "served")
    write(preview.project, {"content/notes.md": "# Other notes\n"})
    preview.edited()
    preview.plugin.on_shutdown()
    page = (preview.site / "journeys/buys/first/index.html").read_text("utf-8")
    assert page.count(">DRAFT<") == 1
