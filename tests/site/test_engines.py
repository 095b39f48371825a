"""The settings of MkDocs that change where pages are, and the other engine that runs plugins."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.links import broken, reachable, references
from tests.support.projects import (
    HANDBOOK,
    MKDOCS,
    ROOT,
    Built,
    build,
    build_well,
    complaints,
    write,
)
from tests.support.sharing import shared
from tests.support.trees import content_of, says

BARE = ["home", "start", "personas", "ada", "journeys", "buys", "first", "second", "third"]
BARE += ["health", "glossary", "print"]
"""The pages of a handbook of one persona and one journey of three bare stages."""


@pytest.fixture(scope="session")
def sample_in_folders(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the sample with a folder for each page, below a folder of a server."""
    return shared(tmp_path_factory, "folders", build_in_folders)


def build_in_folders(project: Path) -> Built:
    for folder in ("content", "theme_overrides"):
        shutil.copytree(ROOT / folder, project / folder)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    # For a server, the plugin that makes the folder open from disk is left out.
    settings = re.sub(r"(?m)^  - offline.*\n|^use_directory_urls:.*\n", "", settings)
    settings += "\nsite_url: http://127.0.0.1/sub/\n"
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    built = build(project)
    assert built.code == 0, built.log
    assert complaints(built.log) == []
    return built


def test_pages_as_folders_have_no_broken_link(sample_in_folders: Built) -> None:
    assert "journeys/hr-subscribes/doubt/index.html" in sample_in_folders.files
    assert broken(sample_in_folders) == []
    assert sample_in_folders.pages.keys() == reachable(sample_in_folders)


def test_pages_as_folders_say_the_same_as_files(sample: Built, sample_in_folders: Built) -> None:
    for name, page in sample.pages.items():
        other = name if name.endswith("index.html") else name.removesuffix(".html") + "/index.html"
        there = content_of(sample_in_folders.pages[other]).text
        assert content_of(page).text == there, name


def test_below_a_folder_of_a_server_links_stay_relative(sample_in_folders: Built) -> None:
    inside = [of for of in references(sample_in_folders) if not of.is_remote]
    assert [str(of) for of in inside if of.address.startswith("/")] == []
    sitemap = (sample_in_folders.site / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>http://127.0.0.1/sub/journeys/hr-subscribes/doubt/</loc>" in sitemap


@pytest.mark.parametrize("folders", [True, False])
def test_a_bare_handbook_is_built_without_a_broken_link(tmp_path: Path, folders: bool) -> None:
    settings = f"{MKDOCS}use_directory_urls: {str(folders).lower()}\n"
    built = build_well(tmp_path, {**HANDBOOK, "mkdocs.yml": settings})
    assert broken(built) == []
    assert len(built.pages) == len(BARE)
    for page in built.pages.values():
        assert not says(content_of(page), "None")
        assert [h.text for h in content_of(page).all("h2") if not h.text] == []


def test_a_journey_whose_emotions_nobody_knows_has_no_empty_chart(tmp_path: Path) -> None:
    journey = "title: Buys\npersona: ada\nstages:\n  - {id: a, name: A}\n  - {id: b, name: B}\n"
    files = {"content/personas/ada.yml": "name: Ada\n", "content/journeys/buys.yml": journey}
    built = build_well(tmp_path, {"mkdocs.yml": HANDBOOK["mkdocs.yml"], **files})
    for page in built.pages.values():
        assert page.all("svg", cls="jn-chart") == []
        assert page.all(cls="jn-chart-data") == []
        assert page.all(cls="jn-whereabouts__curve") == []
    assert not says(built.page("journeys/buys/index.html"), "Base map")


def test_a_persona_whose_stages_have_no_emotion_has_no_empty_chart(tmp_path: Path) -> None:
    step = "{id: s, name: S, emotion: {score: 1}}"
    journey = f"title: Buys\npersona: ada\nstages:\n  - {{id: a, name: A, steps: [{step}]}}\n"
    files = {"content/personas/ada.yml": "name: Ada\n", "content/journeys/buys.yml": journey}
    built = build_well(tmp_path, {"mkdocs.yml": HANDBOOK["mkdocs.yml"], **files})
    for chart in built.page("personas/ada/index.html").all("svg", cls="jn-chart"):
        assert chart.all("circle"), "no point on it"
    assert len(built.page("journeys/buys/index.html").all(cls="jn-map__curves")) == 1


def test_a_handbook_of_journeys_only_has_no_page_for_personas(tmp_path: Path) -> None:
    journey = HANDBOOK["content/journeys/buys.yml"].replace("persona: ada\n", "")
    built = build_well(tmp_path, {"mkdocs.yml": MKDOCS, "content/journeys/buys.yml": journey})
    assert broken(built) == []
    assert not [name for name in built.pages if name.startswith("personas")]
    assert "journeys/buys/third/index.html" in built.pages


def test_a_handbook_of_personas_only_has_no_page_for_journeys(tmp_path: Path) -> None:
    built = build_well(tmp_path, {"mkdocs.yml": MKDOCS, "content/personas/ada.yml": "name: Ada\n"})
    assert broken(built) == []
    assert not [name for name in built.pages if name.startswith("journeys")]
    assert "personas/ada/index.html" in built.pages


def test_properdocs_builds_the_same_pages(tmp_path: Path, sample: Built) -> None:
    built = build(ROOT, tmp_path / "site", engine="properdocs")
    assert built.code == 0, built.log
    assert complaints(built.log) == []
    assert built.pages.keys() == sample.pages.keys()
    for name, page in sample.pages.items():
        assert content_of(built.pages[name]).text == content_of(page).text, name
    assert broken(built) == []


NAMES = ("con", "nul", "aux", "com1", "readme", "assets", "search", "404", "personas", "journeys")
"""Names of devices, of pages and of folders of the site."""


def test_ids_that_are_names_of_devices_or_folders_are_ids_like_others(tmp_path: Path) -> None:
    stages = "".join(f"  - {{id: {name}, name: Stage}}\n" for name in NAMES)
    files = {f"content/personas/{name}.yml": "name: Bea\n" for name in NAMES}
    for name in NAMES[1:]:
        own = f"  - {{id: {name}, name: Stage}}\n"
        files[f"content/journeys/{name}.yml"] = f"title: Buys\npersona: ada\nstages:\n{own}"
    files[f"content/journeys/{NAMES[0]}.yml"] = f"title: Buys\npersona: ada\nstages:\n{stages}"
    # Some of them are numbers or words to YAML, unless they are written as texts.
    files = {path: text.replace("id: 404", "id: '404'") for path, text in files.items()}
    built = build_well(tmp_path, {**HANDBOOK, **files})
    assert broken(built) == []
    for name in NAMES:
        for page in (
            f"personas/{name}",
            f"journeys/{name}",
            f"journeys/{name}/{name}",
            f"journeys/{NAMES[0]}/{name}",
        ):
            assert f"{page}/index.html" in built.pages


_BUYS = HANDBOOK["content/journeys/buys.yml"]


@pytest.mark.parametrize(
    ("files", "pages"),
    [
        ({"content/personas/index.yml": "name: Index\n"}, len(BARE) + 1),
        ({"content/journeys/index.yml": _BUYS}, len(BARE) + 4),
        ({"content/journeys/buys.yml": _BUYS.replace("second", "index")}, len(BARE)),
    ],
    ids=["persona", "journey", "stage"],
)
def test_a_record_with_the_id_index_hides_no_other_page(
    tmp_path: Path, files: dict[str, str], pages: int
) -> None:
    """It is refused, or its page stands beside the one whose address it would take."""
    built = build(write(tmp_path, {**HANDBOOK, **files}))
    if built.code:
        assert "error[" in built.log
        assert "Traceback" not in built.log
    else:
        assert len(built.pages) == pages


def test_names_in_any_script_are_titles_of_their_pages(tmp_path: Path) -> None:
    names = {"a": "Zoë Ångström", "b": "渡辺 さくら", "c": "عائشة", "d": "Ада 🚲", "e": "é" * 80}
    personas = {f"content/personas/{key}.yml": f"name: {name}\n" for key, name in names.items()}
    built = build_well(tmp_path, {**HANDBOOK, **personas})
    assert broken(built) == []
    for key, name in names.items():
        page = built.page(f"personas/{key}/index.html")
        assert says(content_of(page).one("h1"), name)
        assert says(page.one("head").one("title"), name)
