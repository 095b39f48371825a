"""Script and markup in every text that the schema knows: nothing runs, nothing of it is markup.

The same records are built with hostile and with tame texts of the same shape. No page of the first
has an element or an attribute that those of the second do not have.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.support.driving import served
from tests.support.filling import Place, filled_handbook, places
from tests.support.projects import MKDOCS, Built, build_well
from tests.support.sharing import shared

ATTACKS = {
    "tags": (
        "<script>hit('{at}')</script><img src=x onerror=hit('{at}')><svg onload=hit('{at}')>",
        "xscriptx hit {at} xxscriptxxaaa srcxx onerrorxxhit {at} xxx aaa onloadxxhit {at}xx",
    ),
    "attributes": (
        "\" onmouseover=\"hit('{at}')\" autofocus onfocus='hit(1)' style=\"x:y\" x='",
        "x onmouseoverxxhit {at} x autofocus onfocusxxhit 1 x stylexxx y xxx",
    ),
    "ends": (
        "</title></style></script></svg>--></p><script>hit('{at}')</script><base href=x>",
        "x title xx style xx script xx svg xxx xp xx hit {at} xx script xx base hrefxxx",
    ),
    "templates": (
        "{{{{ hit('{at}') }}}} {{% raw %}} {{# note #}} ${{hit}} <%= 1 %> <!-- journeys:0 --> <!--",
        "xx hit {at} xx x raw x x note x x hit x xxx 1 x xxxx journeys 0 xxx xxxx x",
    ),
    "entities": (
        "javascript:hit('{at}') &lt;script&gt;hit('{at}')&lt;/script&gt; &#60;b&#62; \\u003cb",
        "javascript hit {at} x script x hit {at} x script x x 60 b x 62 x x u003cb x",
    ),
    "frames": (
        "<iframe srcdoc=\"<script>hit('{at}')</script>\"></iframe><math><mtext><style><img src=x "
        "onerror=hit('{at}')></style></math><details open ontoggle=hit('{at}')><object data=x>",
        "xxiframe srcdocxx script hit {at} xx script xx iframe xx math x mtext x style x img srcxx "
        "onerrorxxhit {at} x style xx math xx details open ontoggle xxx hit {at} x object dataxx",
    ),
}
"""What is written, and the same in words; `{at}` says in which field."""

TAME = tuple(ATTACKS)[:2]
"""The attacks whose words are tame texts: two of a kind are compared, more have the same pages."""

MARKDOWN = {
    "block": " [a](https://example.com/{0} '{1}')\n\n- **{1}**\n\n1. `{1}`\n\n> {1}\n\n    {1}\n",
    "inline": " [a](https://example.com/{0} '{1}') **b** `c{1}`",
    "plain": "",
}
"""Markup that prose may have, with a text in it."""

ADDRESSES = (
    "https://example.com/?q=\"><script>hit('{at}')</script>' onclick=hit('{at}') x='",
    "https://example.com/?q=xxscripthit-{at}xscriptx-onclickxhit-{at}xxx",
)
PICTURES = ("\"><img src=x onerror=hit('{at}')>.png", "xximg srcxx onerrorxxhit{at}xx.png")

SHOWN_FACTS = {"PersonaDraft.x-", "JourneyDraft.x-", "StageDraft.x-"}
"""Records whose own facts a page shows; it may show those of others."""
ON_NO_PAGE = {"TermDraft.name", "TermDraft.text"}
"""Texts that need not be on any page."""

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63606060f80f0001040100fd8f2b520000000049454e44ae426082"
)

TOO_WIDE = {"CODE tabindex", "SPAN title"}
"""What the theme's script gives to code and to names in the navigation that are cut off."""

KINDS = """() => [...new Set([...document.querySelectorAll('*')].flatMap(element =>
    [element.tagName, ...[...element.attributes].map(a => `${element.tagName} ${a.name}`)]))]"""
"""The elements of a page and their attributes, as the browser made them."""


def text_at(place: Place, *, attack: str, hostile: bool) -> str:
    """Return the text for a place of the schema."""
    at = place.field
    side = 0 if hostile else 1
    if place.is_picture:
        return PICTURES[side].format(at=at)
    if place.is_address:
        return ADDRESSES[side].format(at=at)
    # Of settings there is one file: each of its texts is every attack.
    attacks = ATTACKS if at.startswith(("HandbookDraft", "PhaseDraft")) else (attack,)
    text = " ".join(ATTACKS[name][side].format(at=at) for name in attacks)
    # In prose it stands also where Markdown makes an attribute, a title or code of it.
    quoted = text.replace("'", '"').replace("\\", "")
    address = quoted.replace(" ", "").replace("<", "%3C").replace("(", "").replace(")", "")
    return f"{at} {text}" + MARKDOWN[place.markup].format(address if hostile else "x", quoted)


def handbook(*, hostile: bool) -> dict[str, str]:
    """Return the files of a handbook that has every field filled, for every attack if hostile."""
    files: dict[str, dict[str, object]] = {}
    for attack in ATTACKS if hostile else TAME:
        made = filled_handbook(partial(text_at, attack=attack, hostile=hostile), attack)
        for name, record in made.items():
            # Of libraries there is one file a kind.
            files[name] = {**files.get(name, {}), **record}
    return {
        "mkdocs.yml": MKDOCS,
        # JSON is YAML.
        **{
            f"content/{name}.yml": json.dumps(record, ensure_ascii=False)
            for name, record in files.items()
        },
    }


def built(folder: Path, *, hostile: bool) -> Built:
    """Build the site of such a handbook."""
    content = folder / "content"
    content.mkdir()
    for place in places():
        if place.is_picture:
            (content / text_at(place, attack="tags", hostile=hostile)).write_bytes(PIXEL)
    return build_well(folder, handbook(hostile=hostile))


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a browser found on the pages of a site.

    Their kinds of parts by page, what ran, what went wrong or astray, and all that they say.
    """

    kinds: dict[str, set[str]]
    hits: list[str]
    wrong: list[str]
    text: str


def look(browser: Browser, site: Built, *, searched: bool = True) -> Looked:
    """Open every page of a site in a browser, and search it."""
    hits: list[str] = []
    wrong: list[str] = []
    kinds: dict[str, set[str]] = {}
    texts: list[str] = []

    def note_dialog(dialog: Dialog) -> None:
        hits.append(dialog.message)
        dialog.dismiss()

    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    context.expose_function("hit", lambda at=None: hits.append(str(at)))
    with served(site.site) as address:
        page = context.new_page()
        # Without a listener Playwright would wave dialogs away.
        page.on("dialog", note_dialog)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: wrong.extend(astray(asked.url, address)))
        page.on("response", lambda answer: wrong.extend([answer.url] * (answer.status >= 400)))
        for name in site.pages:
            page.goto(f"{address}/{name}", wait_until="load")
            kinds[name] = set(page.evaluate(KINDS))
            texts.append(page.evaluate("document.documentElement.textContent"))
        if searched:
            page.goto(address, wait_until="networkidle")
            kinds["search"] = search(page)
        page.wait_for_load_state("networkidle")
    context.close()
    return Looked(kinds=kinds, hits=hits, wrong=wrong, text=" ".join(texts))


def astray(url: str, address: str) -> list[str]:
    """Return an address that is not of the site."""
    return [] if url.startswith((address, "data:", "blob:", "about:")) else [url]


def search(page: Page) -> set[str]:
    """Search for a word that all texts have; return what the page is made of then."""
    field = page.get_by_role("textbox", name="Search")
    field.click()
    # Key by key: the theme listens to keys, not to the field's value.
    field.press_sequentially("hit")
    page.locator(".md-search-result__link").first.wait_for()
    return set(page.evaluate(KINDS))


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Looked:
    """Look at the site of hostile texts."""
    return looked_at(browser, tmp_path_factory, hostile=True)


@pytest.fixture(scope="module")
def tame(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Looked:
    """Look at the site of tame texts."""
    return looked_at(browser, tmp_path_factory, hostile=False)


def looked_at(browser: Browser, factory: pytest.TempPathFactory, *, hostile: bool) -> Looked:
    """Build a site and look at it, both once for all processes that ask."""
    name = f"every-field-{'hostile' if hostile else 'tame'}"
    return shared(factory, name, lambda folder: look(browser, built(folder, hostile=hostile)))


def test_nothing_that_is_written_runs(hostile: Looked) -> None:
    assert hostile.hits == []
    assert hostile.wrong == []


def test_no_element_and_no_attribute_comes_of_what_is_written(
    hostile: Looked, tame: Looked
) -> None:
    # When the theme's script has set all that it sets depends on the moment: ask of all pages.
    known = TOO_WIDE.union(*tame.kinds.values())
    assert hostile.kinds.keys() == {
        name.replace(f"/{TAME[0]}/", f"/{attack}/") for name in tame.kinds for attack in ATTACKS
    }
    more = {name: kinds - known for name, kinds in hostile.kinds.items()}
    assert {name: kinds for name, kinds in more.items() if kinds} == {}


def test_every_text_of_the_schema_is_tried(hostile: Looked) -> None:
    of_schema = {place.field for place in places() if not (place.is_address or place.is_picture)}
    assert len(of_schema) > 80
    missing = {field for field in of_schema if field not in hostile.text}
    own_facts = {field for field in of_schema if field.endswith(".x-")}
    assert sorted(missing - (own_facts - SHOWN_FACTS) - ON_NO_PAGE) == []


def test_the_trial_sees_what_runs_and_what_is_markup(browser: Browser, tmp_path: Path) -> None:
    texts = "".join(f"<p>{text.format(at='here')}</p>" for text, _ in ATTACKS.values())
    (tmp_path / "index.html").write_text(f"<title>T</title>{texts}", encoding="utf-8")
    seen = look(browser, Built(code=0, log="", site=tmp_path), searched=False)
    assert "here" in seen.hits
    assert {"SCRIPT", "IMG onerror", "svg onload"} <= seen.kinds["index.html"]
