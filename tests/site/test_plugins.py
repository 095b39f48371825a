"""Plugins beside ours: the site is the same, and they find what they need."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.links import references
from tests.support.projects import ROOT, Built, build, complaints
from tests.support.sharing import shared
from tests.support.trees import content_of


@pytest.fixture(scope="module")
def beside_others(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the sample with Material's plugins for privacy and tags as well."""
    return shared(tmp_path_factory, "plugins", build_beside_others)


def build_beside_others(project: Path) -> Built:
    for folder in ("content", "theme_overrides"):
        shutil.copytree(ROOT / folder, project / folder)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert re.search(r"(?m)^  - offline", settings)
    # The theme's own script names a library for diagrams, which would be fetched for every site.
    others = '  - offline\n  - privacy: {assets_exclude: ["unpkg.com/mermaid@*"]}\n  - tags\n'
    settings = re.sub(r"(?m)^  - offline.*\n", others, settings)
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    built = build(project)
    assert built.code == 0, built.log
    assert complaints(built.log) == []
    return built


def test_privacy_and_tags_change_no_page(sample: Built, beside_others: Built) -> None:
    assert beside_others.pages.keys() == sample.pages.keys()
    for name, page in sample.pages.items():
        assert content_of(page).text in content_of(beside_others.pages[name]).text, name


def test_privacy_has_nothing_to_fetch(sample: Built, beside_others: Built) -> None:
    assert not [name for name in beside_others.files if name.startswith("assets/external")]
    assets = ("link", "script", "img", "iframe")
    remote = [str(of) for of in references(sample) if of.is_remote and of.element.tag in assets]
    assert remote == []


def test_tags_of_a_persona_are_found_by_the_plugin(beside_others: Built) -> None:
    persona = (beside_others.site / "personas" / "hr-director.html").read_text(encoding="utf-8")
    assert 'class="md-tags"' in persona
