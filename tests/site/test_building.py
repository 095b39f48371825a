"""Building the sample handbook: silent, and the same each time."""

from __future__ import annotations

from pathlib import Path

from tests.support.projects import HANDBOOK, ROOT, Built, build, complaints, write

_DATED = {"sitemap.xml", "sitemap.xml.gz"}


def test_a_strict_build_of_the_sample_has_nothing_to_complain_of(sample: Built) -> None:
    assert complaints(sample.log) == []


def test_no_source_file_is_published(sample: Built) -> None:
    assert [name for name in sample.files if Path(name).suffix in (".yml", ".yaml", ".md")] == []


def test_two_builds_of_the_same_content_are_the_same_bytes(sample: Built, tmp_path: Path) -> None:
    again = build(ROOT, tmp_path / "site", current_folder=tmp_path, PYTHONHASHSEED="4711")
    assert again.code == 0, again.log
    assert again.files == sample.files
    before, after = sample.bytes_by_name(), again.bytes_by_name()
    assert [name for name in before.keys() - _DATED if before[name] != after[name]] == []


def test_no_page_names_the_machine_it_was_built_on(sample: Built) -> None:
    told = [str(ROOT), str(sample.site), str(Path.home())]
    for name in sample.files:
        if name.endswith((".html", ".json", ".xml", ".css")):
            text = (sample.site / name).read_text(encoding="utf-8")
            assert not [path for path in told if len(path) > len("/root") and path in text], name


def test_a_page_fits_into_its_budget(sample: Built) -> None:
    """Without the frame: 40 KB for a stage, 60 for a persona or a reference, 150 for a map.

    What lists all messages or touchpoints of the sample has 150 KB too, and so has a comparison of
    maps. KPIs, actions and health have 10 KB, and 2 KB for each row of their tables. The page to
    print has all others in it.
    """
    across = ("messages.html", "touchpoints.html", "content-plan.html", "compare/")
    for name in sample.pages.keys() - {"print.html"}:
        html = (sample.site / name).read_text(encoding="utf-8")
        article = html[html.index("<article") : html.index("</article>")]
        is_map = name.startswith("journeys/") and name.endswith("/index.html")
        is_longer = name.startswith(("personas/", "for-authors/"))
        budget = 150 if is_map or name.startswith(across) else 60 if is_longer else 40
        if name.startswith(("kpis/", "actions/", "health/")):
            budget = 10 + 2 * article.count("<tr")
        assert len(article.encode()) <= budget * 1024, name


def test_an_old_page_goes_when_its_record_goes(tmp_path: Path) -> None:
    project = write(tmp_path, {**HANDBOOK, "content/personas/bea.yml": "name: Bea\n"})
    assert "personas/bea/index.html" in build(project).files
    (project / "content/personas/bea.yml").unlink()
    built = build(project)
    assert built.code == 0, built.log
    assert "personas/bea/index.html" not in built.files
