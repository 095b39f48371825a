"""Pages that are published as the cache has them, with the theme around them: as they should be."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_journeys.plugin.skeletons import Skeletons
from tests.support.projects import HANDBOOK, MKDOCS, build, build_well, write

SETTINGS = MKDOCS.replace("  font: false\n", "  font: false\n  custom_dir: theme\n")

BY_HAND = {
    **HANDBOOK,
    "theme/main.html": '{% extends "base.html" %}',
    "mkdocs.yml": f"{SETTINGS}nav:\n  - journeys\n  - notes.md\nvalidation: {{anchors: warn}}\n",
    "content/notes.md": "# Notes\n\n[How it feels](journeys/buys/first.md#how-it-feels)\n",
    "content/journeys/buys.yml": HANDBOOK["content/journeys/buys.yml"].replace(
        "name: First look", "name: First look, emotion: {score: 1, feeling: hope}"
    ),
}
"""A handbook beside a page written by hand, which links to a place on a page of ours."""


DAY = 1_795_305_600
"""A day's beginning, in seconds since 1970."""


def site_of(project: Path, monkeypatch: pytest.MonkeyPatch, *, cached: bool) -> dict[str, bytes]:
    """Build a project in this process; return its files."""
    monkeypatch.setenv("JOURNEYS_CACHE", ".cache/journeys" if cached else "off")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DAY))
    site = project.parent / "site"
    # MkDocs keeps plugins of this process for builds to come: each is to know nothing.
    option: Any = dict(MkDocsConfig._schema)["plugins"]
    monkeypatch.setattr(option, "plugin_cache", {})
    cached_hook: Any = Hooks._load_hook
    cached_hook.cache_clear()
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    build_site(config)
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def with_settings(text: str) -> dict[str, str]:
    """Return an edit that adds to the settings."""
    return {"mkdocs.yml": f"{BY_HAND['mkdocs.yml']}{text}"}


ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'

EDITS: dict[str, dict[str, str]] = {
    "nothing": {},
    "the name of the site": {"mkdocs.yml": BY_HAND["mkdocs.yml"].replace("A small site", "A site")},
    "a feature of the theme": {
        "mkdocs.yml": BY_HAND["mkdocs.yml"].replace(
            "  font: false\n", "  font: false\n  features: [navigation.top]\n"
        )
    },
    "the language of the theme": {
        "mkdocs.yml": BY_HAND["mkdocs.yml"].replace(
            "  font: false\n", "  font: false\n  language: fr\n"
        )
    },
    "a stylesheet": with_settings("extra_css: [more.css]\n"),
    "the address of the site": with_settings("site_url: https://handbook.example/\n"),
    "a link to edit pages": with_settings(
        "repo_url: https://git.example/a/b\nedit_uri: edit/main/\n"
    ),
    "an extension of Markdown": with_settings("markdown_extensions:\n  - toc: {permalink: true}\n"),
    "how the search reads": {
        "mkdocs.yml": BY_HAND["mkdocs.yml"].replace("- search", "- search: {separator: '[ ]+'}")
    },
    "no search": {"mkdocs.yml": BY_HAND["mkdocs.yml"].replace("  - search\n", "")},
    "another form of addresses": with_settings("use_directory_urls: false\n"),
    "another plugin": {
        "mkdocs.yml": BY_HAND["mkdocs.yml"].replace("- search", "- search\n  - tags")
    },
    "another theme": {
        "mkdocs.yml": BY_HAND["mkdocs.yml"].replace("name: material", "name: mkdocs")
    },
    "the title of a page by hand": {
        "content/notes.md": BY_HAND["content/notes.md"].replace("# Notes", "# My notes")
    },
    "the icon of a page by hand": {
        "content/notes.md": f"---\nicon: material/home\n---\n{BY_HAND['content/notes.md']}"
    },
    "a template of the site": {
        "theme/main.html": '{% extends "base.html" %}{% block announce %}Hello{% endblock %}'
    },
    "an icon of the site": {"theme/.icons/material/library.svg": ICON},
    "one more page": {"content/more.md": "# More\n"},
    "the name of a stage": {
        "content/journeys/buys.yml": BY_HAND["content/journeys/buys.yml"].replace("Second", "Two")
    },
    "the name of a journey": {
        "content/journeys/buys.yml": BY_HAND["content/journeys/buys.yml"].replace(
            "title: Ada buys", "title: Ada rents"
        )
    },
    "one more journey": {"content/journeys/again.yml": HANDBOOK["content/journeys/buys.yml"]},
}
"""Files that are written between two builds, by what of the site is another then."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a project that several tests edit in turn, so that each finds the former's cache."""
    return tmp_path_factory.mktemp("finished") / "project"


@pytest.mark.parametrize("edit", EDITS, ids=[name.replace(" ", "-") for name in EDITS])
def test_after_an_edit_the_site_is_that_of_a_clean_build(
    project: Path, edit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in {name for files in EDITS.values() for name in files} - BY_HAND.keys():
        (project / name).unlink(missing_ok=True)
    write(project, BY_HAND)
    site_of(project, monkeypatch, cached=True)
    write(project, EDITS[edit])
    built = site_of(project, monkeypatch, cached=True)
    assert built == site_of(project, monkeypatch, cached=False)


def extra(text: str) -> str:
    """Return settings in which `extra` has more."""
    return BY_HAND["mkdocs.yml"].replace("generator: false", f"generator: false\n  {text}")


def saying(template: str) -> str:
    """Return a template of the site that shows something on every page."""
    return '{% extends "base.html" %}{% block announce %}SAID{% endblock %}'.replace(
        "SAID", template
    )


SLUGS = (
    "markdown_extensions:\n  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify"
)
APPENDED = "markdown_extensions: [pymdownx.snippets: {auto_append: [inc.md]}]\n"
SECTION = SETTINGS.replace("font: false", "font: false\n  features: [navigation.indexes]")
OBJECT = """\
class Version:
    def __str__(self): return '{}'


def on_config(config): config.extra['it'] = Version()
"""
HOOKED = with_settings("hooks: [hook.py]\n")

PAIRS: dict[str, tuple[dict[str, str], dict[str, str | None]]] = {
    "a date in the settings": (
        {
            "mkdocs.yml": extra("day: 2026-01-01"),
            "theme/main.html": saying("{{ config.extra.day }}"),
        },
        {"mkdocs.yml": extra("day: 2026-02-01")},
    ),
    "a setting with the name of another": (
        {"mkdocs.yml": extra("nav: left"), "theme/main.html": saying("{{ config.extra.nav }}")},
        {"mkdocs.yml": extra("nav: right")},
    ),
    "the words of a function in the settings": (
        with_settings(f"{SLUGS} {{kwds: {{case: lower}}}}\n"),
        {**with_settings(f"{SLUGS} {{kwds: {{case: none}}}}\n")},
    ),
    "a file that Markdown appends": (
        {**with_settings(APPENDED), "inc.md": "one\n"},
        {"inc.md": "two\n"},
    ),
    "a page that takes the name of another": (
        {"theme/main.html": saying("{% for page in nav.pages %}{{ page.content }}{% endfor %}")},
        {"content/notes.md": "# Notes\n\nOther words\n"},
    ),
    "a macro that is given another page": (
        {
            "theme/main.html": saying(
                "{% macro c(page) %}{{ page.content }}{% endmacro %}{{ c(nav.pages[-1]) }}"
            )
        },
        {"content/notes.md": "# Notes\n\nOther words\n"},
    ),
    "the file of another page": (
        {"theme/main.html": saying("{{ nav.pages[-1].file.content_string }}")},
        {"content/notes.md": "# Notes\n\nOther words\n"},
    ),
    "a page that becomes an index": (
        {"mkdocs.yml": f"{SECTION}nav:\n  - Notes: [notes.md, journeys]\n"},
        {
            "mkdocs.yml": f"{SECTION}nav:\n  - Notes: [notes/index.md, journeys]\n",
            "content/notes.md": None,
            "content/notes/index.md": "# Notes\n",
        },
    ),
    "an object of a hook": (
        {
            **HOOKED,
            "theme/main.html": saying("{{ config.extra.it }}"),
            "hook.py": OBJECT.format("one"),
        },
        {
            "hook.py": OBJECT.format("another"),
        },
    ),
    "a mark that a hook gives files": (
        {
            **HOOKED,
            "theme/main.html": saying("{{ page.file.mark if page }}"),
            "hook.py": "def on_files(files, config):\n    for file in files: file.mark = 'one'\n",
        },
        {"hook.py": "def on_files(files, config):\n    for file in files: file.mark = 'two!'\n"},
    ),
    "a template outside the theme": (
        {
            **with_settings("extra_templates: [all.txt]\n"),
            "content/all.txt": "{% for file in pages %}{{ file.page.content }}{% endfor %}",
        },
        {},
    ),
    "a hook that reads what is on pages": (
        {
            **HOOKED,
            "theme/main.html": saying("{{ config.extra.seen }}"),
            "hook.py": "def on_template_context(context, template_name, config):\n"
            "    config.extra['seen'] = [len(file.page.content) for file in context['pages']]\n",
        },
        {},
    ),
    "a setting of the machine": (
        {"theme/main.html": saying("{{ config.watch }}")},
        {**with_settings("watch: [more]\n"), "more/seen.txt": ""},
    ),
    "the first page without a title in the navigation": (
        {"mkdocs.yml": f"{SETTINGS}nav: [index.md, journeys, notes.md]\n"},
        {"content/handbook.yml": "title: Another name\n"},
    ),
}
"""Files before and after an edit that a digest could miss."""


@pytest.mark.parametrize("pair", PAIRS, ids=[name.replace(" ", "-") for name in PAIRS])
def test_what_a_digest_could_miss_is_as_in_a_clean_build(
    tmp_path: Path, pair: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = PAIRS[pair]
    project = write(tmp_path / "project", {**BY_HAND, **before})
    monkeypatch.chdir(project)
    cold = site_of(project, monkeypatch, cached=True)
    assert cold == site_of(project, monkeypatch, cached=False)
    for name in [name for name, text in after.items() if text is None]:
        (project / name).unlink()
    write(project, {name: text for name, text in after.items() if text is not None})
    warm = site_of(project, monkeypatch, cached=True)
    assert warm == site_of(project, monkeypatch, cached=False)


def test_a_template_behind_a_link_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"theme/main.html": saying("{% include 'parts/x.html' %}"), "shared/x.html": "one"}
    project = write(tmp_path / "project", {**BY_HAND, **files})
    (project / "theme/parts").symlink_to(project / "shared")
    site_of(project, monkeypatch, cached=True)
    write(project, {"shared/x.html": "two"})
    built = site_of(project, monkeypatch, cached=True)
    assert built == site_of(project, monkeypatch, cached=False)


PACKED = ("null", "{}", "[1, 2]", '"abc"', '{"anchors": 5}')
"""What is JSON, and nothing of ours."""


@pytest.mark.parametrize("beside", ["Notes", "Others"])
@pytest.mark.parametrize(
    ("column", "text"),
    list(zip(("about", "output", "reads", "near", "key"), PACKED, strict=True)),
)
def test_a_cache_that_somebody_else_wrote_to_costs_time_and_no_page(
    tmp_path: Path, column: str, text: str, beside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the theme as it was around the pages, and with another title in it."""
    project = write(tmp_path / "project", BY_HAND)
    site_of(project, monkeypatch, cached=True)
    (file,) = (project / ".cache/journeys").glob("*.db")
    with closing(sqlite3.connect(file)) as connection:
        packed = zlib.compress(text.encode())
        connection.execute(f"UPDATE page SET {column} = ?", (packed,))  # noqa: S608 - ours
        connection.commit()
    write(project, {"content/notes.md": f"# {beside}\n"})
    built = site_of(project, monkeypatch, cached=True)
    assert built == site_of(project, monkeypatch, cached=False)


def test_a_page_that_is_as_it_was_is_not_put_into_the_theme_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write(tmp_path / "project", BY_HAND)
    site_of(project, monkeypatch, cached=True)
    rendered: list[str] = []
    render = Page.render

    def noted(page: Page, *more: object) -> None:
        rendered.append(page.file.src_uri)
        render(page, *more)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(Page, "render", noted)
    site_of(project, monkeypatch, cached=True)
    assert rendered == ["notes.md", "index.md"]  # whose title MkDocs takes for all pages


def test_a_hook_hears_of_pages_that_are_as_they_were(tmp_path: Path) -> None:
    hook = "def on_post_page(output, page, config):\n    return output + '<!-- heard -->'\n"
    files = {**HANDBOOK, "hook.py": hook, "mkdocs.yml": f"{MKDOCS}hooks: [hook.py]\n"}
    for _ in range(2):
        built = build_well(tmp_path, files)
        stage = (built.site / "journeys/buys/first/index.html").read_text("utf-8")
        assert stage.endswith("<!-- heard -->")


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ build_date_utc.hour }} o'clock", ("11 o'clock", "12 o'clock")),
        ("{% for other in nav.pages %}{{ other.content }}{% endfor %}", ("one", "two")),
        ("{{ nav.pages | map(attribute='content') | join }}", ("one", "two")),
        ("{% include 'banner.txt' %}", ("one", "two")),
    ],
    ids=["the-time", "what-is-on-other-pages", "their-attributes", "a-file-of-any-kind"],
)
def test_a_template_that_reads_more_than_its_page_is_asked_again(
    tmp_path: Path, template: str, shown: tuple[str, str]
) -> None:
    """At eleven, with "one" on a page by hand; then at twelve, with "two" on it."""
    base = '{% extends "base.html" %}{% block announce %}<p>BANNER</p>{% endblock %}'
    files = {
        **BY_HAND,
        "theme/main.html": base.replace("BANNER", template),
    }
    for hour, word, said in zip((11, 12), ("one", "two"), shown, strict=True):
        told = {"content/notes.md": f"# Notes\n\n{word}\n", "theme/banner.txt": word}
        project = write(tmp_path, {**files, **told})
        built = build(project, SOURCE_DATE_EPOCH=str(DAY + hour * 3_600))
        assert built.code == 0, built.log
        assert said in built.page("journeys/buys/first/index.html").one(cls="md-banner").text


def page_of(config: MkDocsConfig) -> Page:
    """Return a page of MkDocs, as it is for one of ours."""
    file = File("journeys/buys/first.md", config.docs_dir, config.site_dir, use_directory_urls=True)
    return Page(None, file, config)


@pytest.mark.parametrize(
    "extensions",
    [
        "[]",
        "[attr_list, abbr, footnotes, smarty]",
        "[toc: {permalink: true, toc_depth: 2, title: Contents}]",
        "[pymdownx.snippets: {auto_append: [content/notes.md], base_path: [.]}]",
        "\n  - toc:\n      slugify: !!python/name:markdown.extensions.toc.slugify_unicode",
    ],
)
def test_a_title_and_what_is_below_it_are_converted_as_mkdocs_converts_them(
    tmp_path: Path, extensions: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, BY_HAND))
    write(tmp_path, with_settings(f"markdown_extensions: {extensions}\n"))
    config = load_config(str(tmp_path / "mkdocs.yml"))
    skeletons = Skeletons(config, Files([]))
    below = "<!-- journeys:0 -->\n\n## How it feels\n\n<!-- journeys:1 -->\n\n## KPIs\n"
    titles = ("First look", "KPIs", "It&#39;s &#34;quoted&#34;", "Étape 1", "KPIs", "&#42;a&#42;")
    for title in titles:
        skeleton = f"# {title}\n\n{below}"
        page, other = page_of(config), page_of(config)
        html = skeletons.convert(page, skeleton)
        other.markdown = skeleton
        other.render(config, Files([]))
        assert html == other.content
        assert str(page.toc) == str(other.toc)
        assert page.present_anchor_ids == other.present_anchor_ids
