"""Every address in the sample site leads somewhere, and none leaves it but where authors say so."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from mkdocs_journeys.model.reads import watched
from mkdocs_journeys.pages.addresses import Addresses
from mkdocs_journeys.pages.languages import language
from mkdocs_journeys.pages.writer import Writer
from mkdocs_journeys.site import load
from tests.support.links import addresses_in_css, broken, ids_of, reachable, references
from tests.support.projects import ROOT, Built

_REPOSITORY = "https://git.example.com/volanta/handbook"


def test_no_link_is_broken(sample: Built) -> None:
    assert broken(sample) == []


def test_no_id_occurs_twice_on_a_page(sample: Built) -> None:
    for name, page in sample.pages.items():
        assert [found for found, times in Counter(ids_of(page)).items() if times > 1] == [], name


def test_every_page_is_reached_from_home_by_links(sample: Built) -> None:
    assert sample.pages.keys() - reachable(sample) == set()


@pytest.mark.parametrize(
    ("here", "there", "in_folders", "in_files"),
    [
        ("index.md", "index.md", "./", "index.html"),
        ("index.md", "print.md", "print/", "print.html"),
        ("journeys/a/x.md", "journeys/a/x.md", "./", "x.html"),
        ("journeys/a/x.md", "journeys/ab/y.md", "../../ab/y/", "../ab/y.html"),
        ("journeys/a/x.md", "journeys/a/index.md", "../", "index.html"),
        ("journeys/a/index.md", "index.md", "../../", "../../index.html"),
        ("personas/p.md", "./faces//a b.png", "../../faces/a%20b.png", "../faces/a%20b.png"),
    ],
)
def test_the_way_between_two_pages_is_the_shortest(
    here: str, there: str, in_folders: str, in_files: str
) -> None:
    handbook = load(ROOT / "content").handbook
    for _ in range(2):  # one form of the addresses must not be taken for the other
        assert Addresses(handbook).relative(here, there) == in_folders
        assert Addresses(handbook, directory_urls=False).relative(here, there) == in_files


def test_a_link_counts_as_read_in_each_part_of_a_page_that_shows_it() -> None:
    handbook = load(ROOT / "content").handbook
    persona = handbook.personas[0]
    with watched() as page:
        writer = Writer(handbook, Addresses(handbook), language("en"), "index.md")
        shown = [writer.link(persona), writer.link(persona)]
        with watched() as part:
            shown.append(writer.link(persona))
    assert shown == [shown[0]] * 3
    assert (persona, "name") in page
    assert (persona, "name") in part


def test_nothing_remote_is_loaded(sample: Built) -> None:
    remote = [str(of) for of in references(sample) if of.is_remote and of.element.tag != "a"]
    assert remote == []


def test_no_stylesheet_leads_out_of_the_site(sample: Built) -> None:
    for name in sample.files:
        if not name.endswith(".css"):
            continue
        for address in addresses_in_css((sample.site / name).read_text(encoding="utf-8")):
            if address.startswith("data:"):
                continue
            assert "//" not in address, name
            assert (sample.site / name).parent.joinpath(address.split("#")[0]).is_file(), address


def test_remote_links_are_the_authors_own_or_the_repository(sample: Built) -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in _sources())
    authors = set(re.findall(r"https?://[^\s\"')>\]]+", written))
    for reference in references(sample):
        if reference.is_remote:
            known = reference.address in authors or reference.address.startswith(_REPOSITORY)
            assert known, str(reference)


def test_no_link_runs_a_script(sample: Built) -> None:
    schemes = {of.address.split(":")[0] for of in references(sample) if of.is_remote}
    assert schemes <= {"https", "http", "mailto", "tel"}


def _sources() -> list[Path]:
    return sorted((ROOT / "content").rglob("*.yml"))
