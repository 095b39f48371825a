"""The handbook inside a site: its folder, its place in the navigation, pages written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.links import broken, reachable, target_of
from tests.support.projects import HANDBOOK, MKDOCS, Built, build, build_well, write
from tests.support.trees import Element, content_of, says

GUIDE = {
    "content/index.md": "# Welcome\n\nTo [the guide](guide.md).\n",
    "content/guide.md": "# Guide\n\nTo [Ada](handbook/personas/ada.md).\n",
    "content/end.md": "# The end\n",
    "content/handbook/personas/ada.yml": HANDBOOK["content/personas/ada.yml"],
    "content/handbook/journeys/buys.yml": HANDBOOK["content/journeys/buys.yml"],
}
"""A documentation site with a handbook in a folder of its own."""

BELOW = MKDOCS.replace("  - journeys\n", "  - journeys:\n      path: handbook\n")
TABS = BELOW.replace("  font: false\n", "  font: false\n  features: [navigation.tabs]\n")


def entries(page: Element) -> list[str]:
    """Return the titles in a page's navigation, those of its first level."""
    bar = page.one("nav", cls="md-nav--primary")
    top = next(child for child in bar.children if isinstance(child, Element) and child.tag == "ul")
    items = [item for item in top.children if isinstance(item, Element)]
    return [item.all(cls="md-ellipsis")[0].text for item in items]


def build_with_nav(folder: Path, nav: str) -> Built:
    """Build the site of GUIDE with a navigation of its own."""
    return build_well(folder, {**GUIDE, "mkdocs.yml": f"{BELOW}nav:\n{nav}"})


def test_in_a_folder_of_another_site_its_pages_are_below_that_folder(tmp_path: Path) -> None:
    built = build_well(tmp_path, {**GUIDE, "mkdocs.yml": BELOW})
    assert broken(built) == []
    assert built.pages.keys() == reachable(built)
    assert says(content_of(built.page("index.html")), "To the guide.")
    assert "handbook/journeys/buys/second/index.html" in built.pages
    assert not [name for name in built.files if name.endswith((".yml", ".md"))]


def test_the_slot_in_a_navigation_becomes_the_handbook(tmp_path: Path) -> None:
    nav = "  - Welcome: index.md\n  - journeys\n  - Guide: guide.md\n  - End: end.md\n"
    built = build_with_nav(tmp_path, nav)
    assert broken(built) == []
    titles = entries(built.page("index.html"))
    assert titles[0] == "Welcome"
    assert titles[-2:] == ["Guide", "End"]
    assert len(titles) > 3


def test_the_slot_under_a_title_becomes_a_section(tmp_path: Path) -> None:
    nav = "  - Welcome: index.md\n  - Our people: journeys\n  - guide.md\n  - end.md\n"
    built = build_with_nav(tmp_path, nav)
    assert broken(built) == []
    assert entries(built.page("index.html")) == ["Welcome", "Our people", "Guide", "The end"]


def test_the_slot_may_lie_in_a_section_of_others(tmp_path: Path) -> None:
    nav = "  - index.md\n  - More:\n      - guide.md\n      - People: journeys\n      - end.md\n"
    built = build_with_nav(tmp_path, nav)
    assert broken(built) == []
    assert entries(built.page("index.html")) == ["Welcome", "More"]
    assert built.pages.keys() == reachable(built)


def test_without_a_slot_the_handbook_follows_the_navigation(tmp_path: Path) -> None:
    built = build_with_nav(tmp_path, "  - index.md\n  - guide.md\n  - end.md\n")
    assert broken(built) == []
    assert entries(built.page("index.html"))[:3] == ["Welcome", "Guide", "The end"]
    assert built.pages.keys() == reachable(built)


def test_without_a_navigation_home_personas_and_journeys_come_first(tmp_path: Path) -> None:
    built = build_well(tmp_path, {**HANDBOOK, "content/notes.md": "# Notes\n"})
    groups = ["Home", "Start here", "Personas", "Journeys", "Insights"]
    ours = [*groups, "Glossary", "Whole handbook"]
    assert entries(built.page("index.html")) == [*ours, "Notes"]


def test_a_home_written_by_hand_stands_in_for_ours(tmp_path: Path) -> None:
    home = "# Our own home\n\nStart with [Ada](personas/ada.md).\n"
    built = build_well(tmp_path, {**HANDBOOK, "content/index.md": home})
    assert broken(built) == []
    page = content_of(built.page("index.html"))
    assert page.one("h1").text.startswith("Our own home")
    assert says(page, "Start with Ada.")
    assert not page.all(cls="jn-card")


def test_a_page_of_a_record_written_by_hand_stands_in_for_ours(tmp_path: Path) -> None:
    text = {"content/personas/ada.md": "# Ada, told by hand\n"}
    built = build_well(tmp_path, {**HANDBOOK, **text})
    assert says(content_of(built.page("personas/ada/index.html")), "Ada, told by hand")
    assert broken(built) == []


def test_pages_and_files_beside_the_yaml_are_published(tmp_path: Path) -> None:
    more = {
        "content/notes.md": "# Notes\n\nTo [a stage](journeys/buys/second.md).\n",
        "content/personas/reading.md": "# Reading\n",
        "content/files/list.txt": "one\n",
    }
    built = build_well(tmp_path, {**HANDBOOK, **more})
    assert {"notes/index.html", "personas/reading/index.html", "files/list.txt"} <= set(built.files)
    assert broken(built) == []
    assert built.pages.keys() == reachable(built)


def test_no_yaml_of_the_handbook_is_published(tmp_path: Path) -> None:
    more = {
        "content/handbook.yml": "title: Ours\n",
        "content/library/teams.yml": "growth: {name: Growth}\n",
        "content/personas/bea.yml": "name: Bea\nowner: growth\n",
    }
    built = build_well(tmp_path, {**HANDBOOK, **more})
    assert [name for name in built.files if name.endswith(".yml")] == []


@pytest.mark.parametrize("path", ["", "handbook/"])
def test_the_edit_link_leads_to_the_record_s_yaml(tmp_path: Path, path: str) -> None:
    settings = (BELOW if path else MKDOCS).replace(
        "  font: false\n", "  font: false\n  features: [content.action.edit]\n"
    )
    settings += "repo_url: https://git.example.com/a/b\nedit_uri: edit/main/content/\n"
    built = build_well(tmp_path, {**(GUIDE if path else HANDBOOK), "mkdocs.yml": settings})
    for page, source in {
        "journeys/buys/second": "journeys/buys.yml",
        "journeys/buys": "journeys/buys.yml",
        "personas/ada": "personas/ada.yml",
    }.items():
        link = built.page(f"{path}{page}/index.html").one("a", rel="edit")
        address = f"https://git.example.com/a/b/edit/main/content/{path}{source}"
        assert link.attributes["href"] == address


def test_a_page_without_a_source_has_no_edit_link(sample: Built) -> None:
    for name in ("personas/index.html", "journeys/index.html"):
        assert sample.pages[name].all("a", rel="edit") == []


def test_the_icon_of_the_sample_leads_to_the_yaml_of_a_stage(sample: Built) -> None:
    link = sample.pages["journeys/hr-subscribes/doubt.html"].one("a", rel="edit")
    assert link.attributes["href"].endswith("/edit/main/content/journeys/hr-subscribes.yml")


def test_previous_and_next_follow_a_journey_and_stop_at_its_ends(sample: Built) -> None:
    names = ["index", "hears-of-us", "does-sums", "shows-floor", "signs-up", "first-visitors"]
    names.append("counts-money")
    pages = [f"journeys/gym-owner-onboarding/{name}.html" for name in names]
    for before, here, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        assert _way(sample, here, "prev") == before
        assert _way(sample, here, "next") == after


def _way(built: Built, page: str, rel: str) -> str | None:
    links = built.pages[page].all("link", rel=rel)
    return target_of(page, links[0].attributes["href"]) if links else None


def test_a_page_s_navigation_holds_its_own_branch_only(sample: Built) -> None:
    page = "journeys/hr-subscribes/doubt.html"
    bar = sample.pages[page].one("nav", cls="md-nav--primary")
    targets = {target_of(page, link.attributes["href"]) for link in bar.all("a")}
    stages = {name for name in sample.pages if name.startswith("journeys/")}
    hers = {name for name in stages if name.startswith("journeys/hr-subscribes/")}
    maps = {name for name in stages if name.endswith("/index.html")}
    assert targets & stages == hers | maps | {"journeys/index.html"}


def test_up_to_twelve_journeys_add_one_entry_each_to_a_page(bare: Built, tmp_path: Path) -> None:
    # None of them names her, so that only the navigation can grow.
    other = "title: Somebody buys\nstages: [{id: one, name: One look}]\n"
    more = {f"content/journeys/other-{number}.yml": other for number in range(11)}
    many = build_well(tmp_path / "many", {**HANDBOOK, **more})
    page = "journeys/buys/second/index.html"
    before, after = bare.page(page), many.page(page)
    assert content_of(before).text == content_of(after).text
    assert len(after.all("a")) - len(before.all("a")) == 11
    grown = (many.site / page).stat().st_size - (bare.site / page).stat().st_size
    # The theme writes 1.5 KB of blanks and tags round an entry.
    assert grown <= 11 * 2_000


@pytest.mark.parametrize("settings", [BELOW, TABS], ids=["plain", "tabs"])
def test_pages_by_hand_lead_to_the_handbook_in_their_navigation(
    tmp_path: Path, settings: str
) -> None:
    built = build_well(tmp_path, {**GUIDE, "mkdocs.yml": settings})
    bar = built.page("guide/index.html").one("nav", cls="md-nav--primary")
    targets = {target_of("guide/index.html", link.attributes["href"]) for link in bar.all("a")}
    assert "handbook/index.html" in targets


def test_a_template_of_the_site_replaces_one_of_ours(tmp_path: Path) -> None:
    settings = MKDOCS.replace("  font: false\n", "  font: false\n  custom_dir: theme_overrides\n")
    built = build_well(
        tmp_path,
        {
            **HANDBOOK,
            "mkdocs.yml": settings,
            "theme_overrides/journeys/personas.html": "<p>{{ view | length }} of ours</p>\n",
        },
    )
    assert says(content_of(built.page("personas/index.html")), "1 of ours")
    # The others stay.
    assert content_of(built.page("journeys/buys/index.html")).all(cls="jn-map")
    assert not [name for name in built.files if name.startswith("journeys/") and "ours" in name]


def test_a_template_of_the_site_is_not_published(bare: Built, tmp_path: Path) -> None:
    settings = MKDOCS.replace("  font: false\n", "  font: false\n  custom_dir: theme_overrides\n")
    override = {"theme_overrides/journeys/persona/objections.html": "<p>{{ view }}</p>\n"}
    built = build_well(tmp_path, {**HANDBOOK, "mkdocs.yml": settings, **override})
    assert built.files == bare.files


@pytest.mark.parametrize(
    "source",
    ["personas/ada/index.md", "personas/README.md", "journeys/buys.md", "journeys/buys/second.md"],
)
def test_a_page_by_hand_at_one_of_our_addresses_stands_in_for_ours(
    bare: Built, tmp_path: Path, source: str
) -> None:
    written = {**HANDBOOK, f"content/{source}": "# By hand\n\nWritten by hand.\n"}
    built = build_well(tmp_path, written)
    found = [page for page in built.pages.values() if says(page, "Written by hand.")]
    assert len(found) == 1
    assert built.pages.keys() == bare.pages.keys()
    assert broken(built) == []


def test_a_markdown_extension_that_takes_comments_out_stops_the_build(tmp_path: Path) -> None:
    config = f"{MKDOCS}markdown_extensions:\n  - pymdownx.striphtml\n"
    built = build(write(tmp_path, {**HANDBOOK, "mkdocs.yml": config}))
    assert built.code != 0
    assert "a Markdown extension took out" in built.log
    assert "Traceback" not in built.log


def test_a_stage_named_like_a_chart_makes_no_id_twice(tmp_path: Path) -> None:
    journey = HANDBOOK["content/journeys/buys.yml"].replace("Second thoughts", "Chart curve title")
    built = build_well(tmp_path, {**HANDBOOK, "content/journeys/buys.yml": journey})
    for name, page in built.pages.items():
        ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
        assert len(ids) == len(set(ids)), name


def test_ages_beyond_the_calendar_are_no_reason_to_stop(tmp_path: Path) -> None:
    persona = "name: Ada\nreviewed: 9999-12-31\nreview_every: 999 years\n"
    build_well(tmp_path, {**HANDBOOK, "content/personas/ada.yml": persona})


@pytest.mark.parametrize("path", ["handbook/", "./handbook", "nested\\handbook", "/handbook"])
def test_the_folder_may_be_written_as_any_system_writes_it(tmp_path: Path, path: str) -> None:
    below = "nested/handbook" if "nested" in path else "handbook"
    config = MKDOCS.replace("  - journeys\n", f"  - journeys:\n      path: '{path}'\n")
    files = {name.replace("/handbook/", f"/{below}/"): text for name, text in GUIDE.items()}
    files["content/guide.md"] = "# Guide\n"
    built = build(write(tmp_path, {**files, "mkdocs.yml": config}))
    if path.startswith("/"):
        assert built.code != 0
        assert "leaves docs_dir" in built.log
    else:
        assert built.code == 0
        assert f"{below}/personas/ada/index.html" in built.pages


@pytest.mark.parametrize("path", ["..", "../elsewhere", "a/../../b"])
def test_a_folder_outside_the_site_is_refused(tmp_path: Path, path: str) -> None:
    config = MKDOCS.replace("  - journeys\n", f"  - journeys:\n      path: {path}\n")
    built = build(write(tmp_path, {**HANDBOOK, "mkdocs.yml": config}))
    assert built.code != 0
    assert "leaves docs_dir" in built.log
    assert "Traceback" not in built.log


def test_a_map_by_hand_still_begins_its_journey(tmp_path: Path) -> None:
    by_hand = {"content/journeys/buys.md": "# By hand\n"}
    config = MKDOCS.replace("  font: false\n", "  font: false\n  features: [navigation.footer]\n")
    built = build_well(tmp_path, {**HANDBOOK, **by_hand, "mkdocs.yml": config})
    page = built.page("journeys/buys/index.html")
    assert page.all(cls="md-footer__link--prev") == []
    assert len(page.all(cls="md-footer__link--next")) == 1
