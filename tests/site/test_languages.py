"""The interface in other languages: whole catalogues, no word outside them, typography."""

from __future__ import annotations

import re
from gettext import GNUTranslations, NullTranslations
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from jinja2 import Environment, nodes

import mkdocs_journeys.pages
import mkdocs_journeys.review
from mkdocs_journeys.pages.languages import Language, language
from mkdocs_journeys.pages.templates import Templates
from mkdocs_journeys.pages.words import OBJECTIVES, PHASES
from mkdocs_journeys.site import build as build_pages
from mkdocs_journeys.site import load
from tests.support.projects import FRENCH, HANDBOOK, ROOT, Built, build, write
from tests.support.trees import Element, parse

PAGES = Path(mkdocs_journeys.pages.__file__).parent
REVIEW = Path(mkdocs_journeys.review.__file__).parent
CATALOGUES = sorted((PAGES / "catalogues").glob("*.po"))
TEMPLATES = sorted((PAGES / "templates").rglob("*.html"))

KEYWORDS = {
    "_": None,
    "gettext": None,
    "mark": None,
    "word": None,
    "words": (1, 2),
    "ngettext": (1, 2),
}
"""What marks an interface word, as `make catalogues` has it."""

NOTHING_TO_SAY = re.compile(r"[^\W\d_]")
"""A letter: what stands in a template without one needs no translation."""

MARK = "\N{REPLACEMENT CHARACTER}"


def in_the_code() -> set[str]:
    """Return the interface words of code and templates."""
    methods = [("**.py", "python"), ("**.html", "jinja2")]
    return {
        words if isinstance(words, str) else words[0]
        for folder in (PAGES, REVIEW)
        for _, _, words, _, _ in extract_from_dir(folder, method_map=methods, keywords=KEYWORDS)
    }


def messages_of(catalogue: Path) -> dict[str, Message]:
    """Return the messages of a catalogue by their English words."""
    with catalogue.open("rb") as file:
        read: Catalog = read_po(file, locale=catalogue.stem)
    return {
        message.id if isinstance(message.id, str) else message.id[0]: message
        for message in read
        if message.id
    }


def placeholders(text: str) -> list[str]:
    """Return what is filled into a text, sorted."""
    return sorted(re.findall(r"%\(\w+\)s|\{\w*\}", text))


def test_there_is_a_catalogue() -> None:
    assert [catalogue.stem for catalogue in CATALOGUES] == ["fr"]
    assert len(in_the_code()) > 100


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_every_interface_word_and_no_other(catalogue: Path) -> None:
    assert set(messages_of(catalogue)) == in_the_code()


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_every_word_of_a_catalogue_is_translated_with_what_is_filled_in(catalogue: Path) -> None:
    for word, message in messages_of(catalogue).items():
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(said), word
        assert not message.fuzzy, word
        for text in said:
            assert placeholders(str(text)) == placeholders(word), word


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_nothing_is_said_that_is_not_in_a_catalogue(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missed: set[str] = set()

    class Missed(NullTranslations):
        def gettext(self, message: str) -> str:
            missed.add(message)
            return message

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            missed.add(msgid1)
            return msgid1

    spoken = language(catalogue.stem)
    assert isinstance(spoken.translations, GNUTranslations)
    monkeypatch.setattr(spoken.translations, "_fallback", Missed())
    for folder in (ROOT / "content", FRENCH / "content"):
        handbook = load(folder).handbook
        object.__setattr__(handbook, "locale", catalogue.stem)
        site = build_pages(handbook)
        for page in site.pages:
            site.write(page)
            site.draw(page)
    assert missed == set()


class _Words(HTMLParser):
    """Collects what a reader would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        read = {"aria-label", "aria-roledescription", "alt", "placeholder", "title", "data-label"}
        self.found += [value or "" for name, value in attrs if name in read]


def words_in(template: str) -> list[str]:
    """Return the words that stand in a template as they are, outside `_()`."""
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(template)
    text = "".join(
        node.data if isinstance(node, nodes.TemplateData) else MARK
        for output in tree.find_all(nodes.Output)
        for node in output.nodes
    )
    parser = _Words()
    parser.feed(text)
    parser.close()
    return [said.strip() for said in parser.found if NOTHING_TO_SAY.search(said)]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_writes_no_word_of_its_own(template: Path) -> None:
    assert words_in(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "template",
    ["<p>Goal</p>", "{{ x }} of 5", '<p aria-label="Goal">{{ _("Goal") }}</p>'],
)
def test_a_word_of_its_own_is_seen(template: str) -> None:
    assert len(words_in(template)) == 1


def test_the_interface_follows_the_language_of_the_theme(french: Built) -> None:
    page = french.page("journeys/essai/abonnement/index.html").text
    assert "Points de contact" in page
    assert "Touchpoints" not in page
    assert "Baseline" not in page


READ = ("aria-label", "title", "alt", "placeholder", "data-label")
"""Attributes that are read or heard."""


def said_on(page: Element) -> set[str]:
    """Return the texts of a page, each as it stands between two tags or in an attribute."""
    found: set[str] = set()
    for element in page.walk():
        found.update(child for child in element.children if isinstance(child, str))
        found.update(element.attributes.get(name, "") for name in READ)
    return {" ".join(text.split()) for text in found}


def test_no_french_page_says_an_interface_word_in_english(french: Built) -> None:
    (catalogue,) = CATALOGUES
    english = {
        word
        for word, message in messages_of(catalogue).items()
        if message.string not in (word, ()) and NOTHING_TO_SAY.search(word)
    }
    authors = "\n".join(
        file.read_text(encoding="utf-8") for file in (FRENCH / "content").rglob("*.yml")
    ).casefold()
    raw = {
        (name, text)
        for name, page in french.pages.items()
        for text in said_on(page) & english
        # Some English words are French ones too, such as what somebody feels: “content”.
        if not re.search(rf"\b{re.escape(text.casefold())}\b", authors)
    }
    assert raw == set()


def test_no_french_page_names_a_built_in_phase_in_english(french: Built) -> None:
    english = {name for name in PHASES.values() if language("fr").word(name) != name}
    assert len(english) == len(PHASES)
    named = {(page, text) for page, of in french.pages.items() for text in said_on(of) & english}
    assert named == set()


JOURNEY_OVER_PHASES = """\
title: {who} achète
persona: {who}
stages:
  - {{id: {who}-1, name: Envie, phase: awareness, emotion: {{score: 1}}}}
  - {{id: {who}-2, name: Achat, phase: purchase, emotion: {{score: {score}}}}}
"""


def test_pages_that_lay_journeys_over_phases_name_these_in_the_readers_language(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "content"
    write(
        folder,
        {f"personas/{who}.yml": f"name: {who.capitalize()}\n" for who in ("ada", "bo")}
        | {
            f"journeys/{who}.yml": JOURNEY_OVER_PHASES.format(who=who, score=score)
            for who, score in (("ada", -2), ("bo", 2))
        },
    )
    handbook = load(folder).handbook
    object.__setattr__(handbook, "locale", "fr")
    site = build_pages(handbook)
    (page,) = (page for page in site.pages if page.source == "compare/index.md")
    charts = parse("".join(site.draw(page).values()))
    assert [head.text for head in charts.one(cls="jn-chart-heads").all("text")] == [
        "Prise de conscience",
        "Achat",
    ]
    head = parse("".join(site.write(page).fragments.values())).one(cls="jn-compared__said")
    assert "dans la phase «\N{NO-BREAK SPACE}Achat\N{NO-BREAK SPACE}»" in head.tight_text


@pytest.mark.parametrize("locale", ["en", *(catalogue.stem for catalogue in CATALOGUES)])
def test_two_letters_tell_the_four_objectives_apart(locale: str) -> None:
    letters = {language(locale).word(word)[:2] for word in OBJECTIVES.values()}
    assert len(letters) == len(OBJECTIVES)


def test_numbers_and_dates_are_written_as_the_readers_write_them(french: Built) -> None:
    stage = (french.site / "journeys/essai/envie/index.html").read_text(encoding="utf-8")
    assert "15\N{NARROW NO-BREAK SPACE}500" in stage
    assert "15 déc. 2026" in stage
    stage = (french.site / "journeys/essai/abonnement/index.html").read_text(encoding="utf-8")
    assert "49,50\N{NO-BREAK SPACE}€" in stage


def test_a_line_of_french_does_not_begin_with_punctuation(french: Built) -> None:
    home = (french.site / "index.html").read_text(encoding="utf-8")
    assert "«\N{NO-BREAK SPACE}croissance\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}!" in home
    assert language("fr").typeset("x ?a : b:c") == "x ?a\N{NO-BREAK SPACE}: b:c"
    assert language("en").typeset("a : b") == "a : b"


def test_a_country_speaks_the_words_of_its_language() -> None:
    assert language("fr_CA").word("Goal") == language("fr").word("Goal") != "Goal"


def test_a_language_without_a_catalogue_speaks_english_with_its_own_numbers() -> None:
    german: Language = language("de")
    assert german.word("Goal") == "Goal"
    assert german.number(1234.5) == "1.234,5"
    assert not german.has_words
    assert language("en_GB").has_words
    assert language("fr_CA").has_words


def test_a_build_names_the_languages_there_are_where_one_is_missing(tmp_path: Path) -> None:
    told = "there are no words in the language de yet, only in en, fr"
    german = {**HANDBOOK, "content/handbook.yml": "locale: de\n"}
    assert told in build(write(tmp_path / "de", german)).log
    french = {**HANDBOOK, "content/handbook.yml": "locale: fr\n"}
    assert "there are no words" not in build(write(tmp_path / "fr", french)).log


@pytest.mark.parametrize("numbers", [(0.0, -0.0), (-0.0, 0.0), (1, 1.0), (1e16, 10**16)])
def test_a_number_is_written_alike_whatever_was_written_before(numbers: tuple[float, ...]) -> None:
    for locale in ("en", "de", "fr"):
        spoken = language(locale)
        for number in numbers:
            assert spoken.number(number) == format_decimal(number, locale=locale)
            assert spoken.quantity(number, None) == spoken.number(number)


def test_two_languages_in_one_process_keep_their_words_apart(tmp_path: Path) -> None:
    (tmp_path / "said.html").write_text(
        '{{ _("Goal") }} {{ _("due %(date)s", date=view) }}', encoding="utf-8"
    )
    english, french = (Templates((tmp_path,), language(locale)) for locale in ("en", "fr"))
    for _ in range(2):
        assert english.render("said.html", "<b>") == "Goal due &lt;b&gt;"
        assert french.render("said.html", "<b>").startswith(language("fr").word("Goal"))


def test_a_language_is_added_by_one_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "catalogues").mkdir()
    text = 'msgid "Goal"\nmsgstr "Ziel"\n\nmsgid "{count} stage"\nmsgid_plural "{count} stages"\n'
    text += 'msgstr[0] "{count} Phase"\nmsgstr[1] "{count} Phasen"\n'
    (tmp_path / "catalogues" / "de.po").write_text(text, encoding="utf-8")
    assert files(mkdocs_journeys.pages) == PAGES
    monkeypatch.setattr("mkdocs_journeys.pages.languages.files", lambda package: tmp_path)
    language.cache_clear()
    try:
        assert language("de_AT").word("Goal") == "Ziel"
        assert language("de_AT").words("{count} stage", "{count} stages", 2) == "2 Phasen"
    finally:
        language.cache_clear()
