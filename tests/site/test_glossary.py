"""The glossary, and the meaning that the first mention of a term on a page carries."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

import mkdocs_journeys.pages
from mkdocs_journeys.pages.building import Site
from mkdocs_journeys.pages.first_mentions import FirstMentions
from mkdocs_journeys.pages.glossary import Entry, Glossary, built_in_entries, sort_key
from mkdocs_journeys.site import load
from mkdocs_journeys.source.built_in_terms import BUILT_IN_TERMS
from tests.support.links import target_of
from tests.support.projects import ROOT, Built, write
from tests.support.reading import Handbook, plain
from tests.support.trees import Element, content_of, says
from tests.support.written import lay_out, overview
from tests.support.written import written as page_of

FOLDER = files(mkdocs_journeys.pages) / "glossaries"
LANGUAGES = sorted(file.name[:2] for file in FOLDER.iterdir() if file.name.endswith(".toml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_explains_the_same_terms_in_short(language: str) -> None:
    found, entries = built_in_entries(language)
    assert found == language
    assert {entry.id for entry in entries} == BUILT_IN_TERMS
    for entry in entries:
        assert set(entry.see) <= BUILT_IN_TERMS - {entry.id}, entry.id
        assert 30 <= len(entry.text) <= 160, entry.id
        assert entry.words or entry.alone, entry.id


def test_a_language_without_a_glossary_of_its_own_has_the_english_one() -> None:
    assert built_in_entries("pt_BR") == built_in_entries("en")
    assert built_in_entries("fr_CA")[0] == "fr"


def test_the_page_holds_the_method_s_words_and_ours_sorted(
    sample: Built, written: Handbook
) -> None:
    page = content_of(sample.pages["glossary.html"])
    shown = {entry.one("h3").attributes["id"]: entry for entry in page.all(cls="jn-entry")}
    own = written.libraries["glossary"]
    assert shown.keys() == {f"term:{name}" for name in {*BUILT_IN_TERMS, *own}}
    names = [entry.one("h3").text for entry in shown.values()]
    assert names == sorted(names, key=sort_key)
    for name, term in own.items():
        entry = shown[f"term:{name}"]
        assert entry.one("h3").text == term["name"]
        assert says(entry, plain(term["text"]))
        see = entry.all("p", cls="jn-entry__see")
        links = [link.attributes["href"] for of in see for link in of.all("a")]
        assert links == [f"#term:{other}" for other in term.get("see", [])]


def test_on_a_narrow_screen_letters_lead_to_their_terms(sample: Built) -> None:
    page = content_of(sample.pages["glossary.html"])
    letters = page.one("nav", cls="jn-abc").all("a")
    assert [letter.text for letter in letters] == [each.text for each in page.all("h2")]
    places = [each.attributes["id"] for each in page.all("span", cls="jn-abc__at")]
    assert [letter.attributes["href"] for letter in letters] == [f"#{place}" for place in places]


def test_terms_are_found_in_the_glossary_and_their_meaning_nowhere_else(
    sample: Built,
) -> None:
    text = (sample.site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert '"glossary.html#term:pain-point"' in text
    _, entries = built_in_entries("en")
    meaning = next(entry.text for entry in entries if entry.id == "pain-point")
    assert text.count(meaning) == 1


def terms_of(page: Element) -> list[Element]:
    return page.all("a", cls="jn-term")


def test_a_term_is_explained_once_a_page_and_only_in_running_text(
    sample: Built, written: Handbook
) -> None:
    marked = 0
    for name, page in sample.pages.items():
        content = content_of(page) if page.all("article") else page
        found = terms_of(content)
        marked += len(found)
        targets = [link.attributes["href"] for link in found]
        assert len(targets) == len(set(targets)), name
        for link in found:
            assert target_of(name, link.attributes["href"].split("#")[0]) == "glossary.html"
            assert link.attributes["aria-description"]
        for tag in ("a", "h1", "h2", "h3", "code", "table", "blockquote", "summary", "svg"):
            for element in content.all(tag):
                inside = [link for link in terms_of(element) if link is not element]
                # An author's own link in a quote or a table is theirs.
                assert [link for link in inside if tag in ("a", "h1", "h2", "h3", "code")] == []
    assert marked > 100
    assert terms_of(content_of(sample.pages["glossary.html"])) == []


def test_a_link_of_the_author_s_carries_the_meaning_too(sample: Built, written: Handbook) -> None:
    page = content_of(sample.pages["journeys/employee-activation/index.html"])
    (link,) = [of for of in terms_of(page) if of.attributes["href"].endswith("#term:activation")]
    meaning = plain(written.libraries["glossary"]["activation"]["text"])
    assert link.attributes["aria-description"] == meaning


def glossary(*entries: Entry, language: str = "en") -> Glossary:
    return Glossary(entries, language)


def entry(id_: str, *words: str, alone: bool = False) -> Entry:
    return Entry(id=id_, name=words[0], text=f"About {id_}.", see=(), words=words, alone=alone)


ENGLISH = glossary(
    entry("pain", "pain point"),
    entry("truth", "moment of truth"),
    entry("seat", "seat"),
    entry("live", "live seat"),
    entry("policy", "policy"),
    entry("rd", "R&D"),
    entry("apostrophe", "worker's pass"),
    entry("amp", "amp"),
    entry("stage", "stage", alone=True),
)
FRENCH = glossary(
    entry("point", "point de contact"),
    entry("canal", "canal"),
    entry("comite", "comité d’achat"),
    entry("etape", "étape", alone=True),
    language="fr",
)

FOUND: list[tuple[Glossary, str, list[str]]] = [
    (ENGLISH, "A pain point hurts.", ["pain"]),
    (ENGLISH, "Pain Points, moments of truth", ["pain", "truth"]),
    (ENGLISH, "a moment\n of\u00a0truth", ["truth"]),
    (ENGLISH, "one live seat and two seats", ["live", "seat"]),
    (ENGLISH, "seated, unseat, back-seat, seat-belt", []),
    (ENGLISH, "our policies", ["policy"]),
    (ENGLISH, "sea and seat", ["seat"]),
    (ENGLISH, "R&amp;D decides", ["rd"]),
    (ENGLISH, "fish &amp; chips", []),
    (ENGLISH, "a worker&#39;s pass, a worker’s pass", ["apostrophe", "apostrophe"]),
    (ENGLISH, "the stage is hers", []),
    (ENGLISH, " Stages: ", ["stage"]),
    (ENGLISH, "İstanbul seat", []),
    (FRENCH, "des points de contacts", ["point"]),
    (FRENCH, "par tous les canaux", ["canal"]),
    (FRENCH, "le comité d&#39;achat", ["comite"]),
    (FRENCH, "Étapes", ["etape"]),
]


@pytest.mark.parametrize(("words", "text", "expected"), FOUND)
def test_terms_are_found_as_whole_words_in_any_number(
    words: Glossary, text: str, expected: list[str]
) -> None:
    assert [id_ for _, _, id_ in words.found_in(text)] == expected


def mark(html: str, *more: str, words: Glossary = ENGLISH) -> str:
    mentions = FirstMentions(words, "../glossary/", lambda entry: entry.text)
    return "".join(mentions.mark(piece) for piece in (html, *more))


SEAT = '<a href="../glossary/#term:seat" class="jn-term" aria-description="About seat.">{}</a>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>A seat is a seat.</p>", f"<p>A {SEAT.format('seat')} is a seat.</p>"),
        ("<h3>Seat</h3><p>Seat</p>", f"<h3>Seat</h3><p>{SEAT.format('Seat')}</p>"),
        ('<p title="a seat">no</p>', '<p title="a seat">no</p>'),
        ("<code>seat</code> <a href='#'>seat</a>", "<code>seat</code> <a href='#'>seat</a>"),
        (
            "<div class='x'><table><tr><td>seat</td></tr></table> seat</div>",
            f"<div class='x'><table><tr><td>seat</td></tr></table> {SEAT.format('seat')}</div>",
        ),
        (
            '<li class="jn-card"><ul><li>seat</li></ul> seat</li> seat',
            f'<li class="jn-card"><ul><li>seat</li></ul> seat</li> {SEAT.format("seat")}',
        ),
        (
            '<a href="../glossary/#term:seat">ours</a> seat',
            SEAT.format("ours") + " seat",
        ),
        ("<!-- seat --><p>1 < 2 seat</p>", None),
        ("<p><!-- <b>seat</b> --></p>", "<p><!-- <b>seat</b> --></p>"),
        (
            '<p class="x\n jn-quote">seat</p><p class="jn-quotes">seat</p>',
            f'<p class="x\n jn-quote">seat</p><p class="jn-quotes">{SEAT.format("seat")}</p>',
        ),
        (
            '<i id="x" aria-hidden="true">seat</i><p>seat</p><p>seat</p>',
            f'<i id="x" aria-hidden="true">seat</i><p>{SEAT.format("seat")}</p><p>seat</p>',
        ),
        (
            "<table><tr><td><table></table>seat</td></tr></table>seat",
            f"<table><tr><td><table></table>seat</td></tr></table>{SEAT.format('seat')}",
        ),
        (
            '<h2><a href="../glossary/#term:seat">no</a></h2><b>a seat or a seat</b>',
            '<h2><a href="../glossary/#term:seat">no</a></h2><b>a '
            f"{SEAT.format('seat')} or a seat</b>",
        ),
        ("<svg><text>seat</text></svg>", "<svg><text>seat</text></svg>"),
        ("<q>a<!-- </q> -->seat</q>", "<q>a<!-- </q> -->seat</q>"),
        ("<a><a/>x</a> seat", f"<a><a/>x</a> {SEAT.format('seat')}"),
        ("<a><abbr>x</abbr>seat</a>", "<a><abbr>x</abbr>seat</a>"),
        ("<table><tr><td>seat", "<table><tr><td>seat"),
        ("<q>seat</q><br>", "<q>seat</q><br>"),
    ],
)
def test_only_the_first_mention_in_running_text_is_marked(html: str, expected: str | None) -> None:
    marked = mark(html)
    if expected is not None:
        assert marked == expected
    assert re.sub(r'<a href="../glossary/[^>]*>([^<]*)</a>', r"\1", marked) == re.sub(
        r'<a href="../glossary/[^>]*>([^<]*)</a>', r"\1", html
    )


def test_a_term_seen_in_one_part_of_a_page_is_not_marked_in_the_next() -> None:
    assert mark("<p>seat</p>", "<p>seat</p>").count("jn-term") == 1


def test_a_meaning_is_escaped() -> None:
    html = FirstMentions(ENGLISH, "g", lambda entry: '"<b>&').mark("seat")
    assert 'aria-description="&#34;&lt;b&gt;&amp;"' in html


def small(tmp_path: Path, glossary: str, story: str, settings: str = "locale: en\n") -> Site:
    return lay_out(
        write(
            tmp_path,
            {
                "handbook.yml": settings,
                "personas/ada.yml": f"name: Ada\nstory: {story}\n",
                "library/glossary.yml": glossary,
            },
        )
    )


def test_an_author_s_term_takes_the_place_of_a_built_in_one(tmp_path: Path) -> None:
    own = "kpi: {name: Figure, text: Ours., see: [persona]}\nbuyer: {name: Persona, text: Them.}\n"
    page = overview(small(tmp_path, own, "A figure of a persona."), "glossary")
    assert page
    assert says(page.one(id="term:kpi"), "Figure")
    assert page.all(id="term:persona") == []
    assert says(page.one(id="term:buyer"), "Persona")


def test_texts_may_link_to_a_built_in_term(tmp_path: Path) -> None:
    site = small(tmp_path, "x: {name: X, text: Y.}\n", "See [this](term:moment-of-truth).")
    (link,) = terms_of(page_of(site, "personas/ada.md"))
    assert link.attributes["href"] == "../../glossary/#term:moment-of-truth"
    assert link.text == "this"


def test_without_a_glossary_a_page_explains_the_terms_it_links_to(tmp_path: Path) -> None:
    site = small(
        tmp_path,
        "seat: {name: Seat, text: Sit.}\n",
        "A [seat](term:seat).",
        "views: {glossary: off}\n",
    )
    page = page_of(site, "personas/ada.md")
    assert terms_of(page) == []
    assert says(page.one(id="term:seat"), "Sit.")
    assert overview(site, "glossary") is None


def test_a_term_that_exists_nowhere_is_still_a_fault(tmp_path: Path) -> None:
    folder = write(tmp_path, {"personas/ada.yml": "name: Ada\nstory: A [b](term:persnoa).\n"})
    (fault,) = [d for d in load(folder).diagnostics if d.code == "unknown-reference"]
    assert "persona" in f"{fault.headline} {fault.help}"


def test_a_french_handbook_speaks_french() -> None:
    page = overview(
        lay_out(ROOT / "tests" / "handbooks" / "french" / "content", locale="fr"), "glossary"
    )
    assert page
    assert says(page.one(id="term:pain-point"), "Point de friction")
