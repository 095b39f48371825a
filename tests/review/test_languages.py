"""A review speaks the handbook's language: every word of ours, and none of what authors wrote."""

from __future__ import annotations

import ast
import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from mkdocs_journeys import pages, review
from mkdocs_journeys.insight.changes.fields import COLLECTIONS, EXTRA, KINDS, Shape
from mkdocs_journeys.insight.changes.fields import FIELDS as FIELDS_OF
from mkdocs_journeys.model import Stage
from mkdocs_journeys.pages.addresses import CHANGES
from mkdocs_journeys.pages.languages import Language, language
from mkdocs_journeys.review import Review, as_json, as_markdown, as_text, preview_of
from mkdocs_journeys.review.revisions import compare
from mkdocs_journeys.review.words import CHOICES, DATES, FIELDS, ITEMS, PERIODS, RECORDS
from mkdocs_journeys.site import build
from mkdocs_journeys.source.schema import Draft
from tests.insight.changes.editing import FILES
from tests.review.repositories import Repository
from tests.review.test_formats import GOLDEN, edited
from tests.site.test_languages import in_the_code
from tests.support.projects import FRENCH
from tests.support.projects import build as build_site

LISTS = {Shape.RECORDS, Shape.REFERENCES, Shape.TEXTS}
FRENCH_CHANGE = {
    "content/journeys/buys.yml": {
        "due: 2026-12-01": "due: 2027-02-01",
        "target: 110": "target: 1234.5",
        "review_every: 3 months": "review_every: 6 months",
    },
}
"""Edits beside those of the other formats' tests: what a language writes in its own way."""


def folders(at: Path, locale: str) -> tuple[str, str]:
    """Write the small handbook before and after a change, in a language; return their names."""
    after = edited()
    for name, edits in FRENCH_CHANGE.items():
        text = after[name]
        assert isinstance(text, str)
        for old, new in edits.items():
            assert old in text, old
            text = text.replace(old, new)
        after[name] = text
    del after["content/journeys/dreams.yml"]
    before: dict[str, str | bytes] = {f"content/{name}": text for name, text in FILES.items()}
    for name, files in (("before", before), ("after", after)):
        spoken = FILES["handbook.yml"].replace("locale: en", f"locale: {locale}")
        files = {**files, "content/handbook.yml": spoken, "content/images/ada.jpg": b"x"}
        Repository(at / name).write(
            {path.removeprefix("content/"): text for path, text in files.items()}
        )
    return "./before", "./after"


def reviewed(at: Path, locale: str) -> Review:
    """Compare the two."""
    before, after = folders(at, locale)
    return compare(before, after, folder=Path("content"), here=at)


@pytest.mark.parametrize(("name", "tell"), [("french.txt", as_text), ("french.md", as_markdown)])
def test_a_french_handbook_is_reviewed_in_french(
    tmp_path: Path, name: str, tell: Callable[[Review], str]
) -> None:
    told = tell(reviewed(tmp_path, "fr"))
    golden = GOLDEN / name
    if os.environ.get("JOURNEYS_GOLDEN") == "write":
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_programs_get_the_same_in_every_language(tmp_path: Path) -> None:
    english, french = reviewed(tmp_path / "en", "en"), reviewed(tmp_path / "fr", "fr")
    assert as_json(english) == as_json(french)
    assert as_text(english) != as_text(french)


def test_the_language_is_that_of_the_newer_handbook(tmp_path: Path) -> None:
    before, after = folders(tmp_path, "fr")
    english = tmp_path / "after" / "handbook.yml"
    english.write_text(english.read_text("utf-8").replace("locale: fr", "locale: en"), "utf-8")
    told = partial(compare, folder=Path("content"), here=tmp_path)
    assert " breaking · " in as_text(told(before, after))
    assert " rupture · " in as_text(told(after, before))


@pytest.fixture
def missed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Collect what is said and is not in the French catalogue."""
    found: set[str] = set()

    class Missed(NullTranslations):
        def gettext(self, message: str) -> str:
            found.add(message)
            return message

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            found.add(msgid1)
            return msgid1

    spoken = language("fr")
    assert isinstance(spoken.translations, GNUTranslations)
    monkeypatch.setattr(spoken.translations, "_fallback", Missed())
    return found


def everything(told: Review, spoken: Language) -> str:
    """Tell a review in every way there is."""
    site = build(told.head, preview=preview_of(told, spoken), locale=spoken.locale)
    bodies = [site.write(page) for page in site.pages]
    fragments = (text for body in bodies for text in body.fragments.values())
    return "".join([as_text(told), as_markdown(told), *fragments])


def test_nothing_is_said_that_is_not_in_the_catalogue(tmp_path: Path, missed: set[str]) -> None:
    folders(tmp_path, "fr")
    Repository(tmp_path / "small").write(
        {"handbook.yml": "locale: fr\n", "personas/bob.yml": "name: Bob\n"}
    )
    Repository(tmp_path / "faulty").write(
        {"handbook.yml": "locale: fr\n", "personas/bob.yml": "name: Bob\nneeds: {}\n"}
    )
    (tmp_path / "empty").mkdir()
    names = ("before", "after", "small", "faulty", "empty")
    for base in names:
        for head in names:
            if {base, head} != {"empty"}:
                sides = f"./{base}", f"./{head}"
                told = compare(*sides, folder=Path("content"), here=tmp_path)
                everything(told, language("fr"))
    assert missed == set()


def test_a_preview_says_what_changed_in_the_words_of_its_pages(tmp_path: Path) -> None:
    told = reviewed(tmp_path, "fr")
    site = build(told.head, preview=preview_of(told, language("fr")))
    (page,) = [page for page in site.pages if page.source == CHANGES]
    text = re.sub("<[^>]+>", "", "".join(site.write(page).fragments.values()))
    for said in (
        "note de l’émotion",
        "Moyenne",
        "la carte «\N{NO-BREAK SPACE}Bob buys bread\N{NO-BREAK SPACE}» · 1 étape",
        "gravité\N{NO-BREAK SPACE}: Faible",
        "renommé",
    ):
        assert said in text
    for said in ("emotion score", "severity", "pain point", "1 map", "renamed", "another order"):
        assert said not in text


def test_a_preview_speaks_the_language_of_the_site(tmp_path: Path) -> None:
    shutil.copytree(FRENCH, tmp_path / "site")  # its handbook.yml names no language, its theme does
    book = Repository(tmp_path / "site")
    book.git("init", "--quiet", "--initial-branch=main")
    book.commit()
    journey = book.folder / "content/journeys/essai.yml"
    text = journey.read_text(encoding="utf-8")
    assert "severity: high" in text
    journey.write_text(text.replace("severity: high", "severity: low"), encoding="utf-8")
    built = build_site(book.folder, JOURNEYS_COMPARE_TO="main")
    assert built.code == 0, built.log
    page = built.page("changes/index.html")
    (row,) = page.one("tbody").all("tr")
    assert "gravité" in row.text
    assert "Élevée → devient Faible (mieux)" in row.text


def test_every_record_that_can_come_or_go_has_a_word() -> None:
    assert set(RECORDS) == {KINDS[of] for of in (*COLLECTIONS.values(), Stage)} | {"phase"}


def test_every_field_that_can_change_has_a_word() -> None:
    for record, fields in FIELDS_OF.items():
        for field in fields:
            if field is EXTRA:
                continue
            key = ".".join(field.key)
            assert key in FIELDS, f"{record.__name__}.{key}"
            if field.shape in LISTS and key not in ("answers", "see"):
                assert key in ITEMS, f"{record.__name__}.{key}"


def literals(annotation: Any) -> Iterator[str]:
    """Yield the choices of a field of the schema."""
    if get_origin(annotation) is Literal:
        yield from (choice for choice in get_args(annotation) if isinstance(choice, str))
        return
    for inner in get_args(annotation):
        yield from literals(inner)


def drafts(of: type[Draft] = Draft) -> Iterator[type[Draft]]:
    for draft in of.__subclasses__():
        yield draft
        yield from drafts(draft)


def test_every_choice_of_the_format_is_told_in_a_word() -> None:
    told = {
        (draft.__name__.removesuffix("Draft"), name): set(literals(field.annotation))
        for draft in drafts()
        for name, field in draft.model_fields.items()
    }
    choices = {place: found for place, found in told.items() if found}
    assert len(choices) > 10
    ours: dict[str, set[str]] = {}
    for (_, key), table in CHOICES.items():
        ours.setdefault(key, set()).update(table)
    for (record, name), found in choices.items():
        if (record, name) in {("Handbook", "views"), ("Handbook", "rules")}:
            continue  # keys of ours, told as they are written
        assert found <= ours.get(name, set()) | {"attention", "interest", "desire", "action"}, (
            record,
            name,
        )


def test_dates_and_spans_are_fields_there_are() -> None:
    keys = {(KINDS[of], ".".join(f.key)) for of, fields in FIELDS_OF.items() for f in fields}
    assert set(CHOICES) | DATES | PERIODS <= keys


def called(tree: ast.AST) -> Iterator[str]:
    """Yield the texts that code gives to what translates them, within f-strings too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("word", "words", "mark", "_") and isinstance(node.args[0].value, str):
                yield node.args[0].value


@pytest.mark.parametrize("package", [pages, review], ids=["pages", "review"])
def test_the_catalogue_is_asked_for_nothing_that_its_collector_overlooks(package: Any) -> None:
    asked = {
        text
        for path in Path(package.__file__).parent.rglob("*.py")
        for text in called(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert len(asked) > 50
    assert asked - in_the_code() == set()
