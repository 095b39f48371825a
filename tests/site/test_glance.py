"""How to reach a persona, at a glance: what is liked best, and where we have something to send."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.links import broken
from tests.support.projects import HANDBOOK, Built, build_well
from tests.support.sharing import shared
from tests.support.trees import Element, content_of

REACHED = {
    **HANDBOOK,
    "content/library/channels.yml": "".join(
        f"{name}: {{name: {name.capitalize()}}}\n"
        for name in ("talk", "letter", "radio", "email", "phone", "cinema")
    ),
    "content/library/touchpoints.yml": (
        "newsletter: {name: Newsletter, channel: email}\n"
        "ad: {name: Ad, channel: cinema}\n"
        "call: {name: Call, channel: phone}\n"
        "flyer: {name: Flyer, channel: letter}\n"
    ),
    "content/journeys/buys.yml": (
        "title: Everybody buys\n"
        "personas: [none, some, all, little, nowhere]\n"
        "stages:\n"
        "  - id: first\n"
        "    name: First look\n"
        "    touchpoints: [newsletter, ad, call]\n"
    ),
    # A channel of which another persona's journey has a touchpoint is none of theirs.
    "content/journeys/writes.yml": (
        "title: Ada writes\npersona: ada\nstages:\n"
        "  - {id: first, name: First letter, touchpoints: [flyer]}\n"
    ),
    "content/personas/none.yml": (
        "name: None\nchannels: {cinema: 3, talk: 5, letter: 4.5, phone: 4, email: 4, radio: 0}\n"
    ),
    "content/personas/some.yml": "name: Some\nchannels: {talk: 5, email: 5, phone: 4}\n",
    "content/personas/all.yml": "name: All\nchannels: {email: 4, phone: 4, talk: 1}\n",
    "content/personas/little.yml": "name: Little\nchannels: {talk: 5, email: 2}\n",
    "content/personas/nowhere.yml": "name: Nowhere\nchannels: {email: 0}\n",
}
"""Personas who like best channels of which we use none, some or all."""

ON_THE_PAGE = {
    "none": "Talk 5 of 5 we have nothing there yet then Phone, Email",
    "some": "Talk, Email 5 of 5 nothing on Talk yet",
    "all": "Email, Phone 4 of 5",
    "little": "Talk 5 of 5 we have nothing there yet",
    "nowhere": None,
}
ON_THE_CARD = {
    "none": "Talk 5 of 5 not used yet then Phone",
    "some": "Talk, Email 5 of 5 Talk not used yet",
    "all": "Email, Phone 4 of 5",
    "little": "Talk 5 of 5 not used yet",
    "nowhere": None,
}


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build it."""
    return shared(tmp_path_factory, "glance", lambda folder: build_well(folder, REACHED))


def best(part: Element) -> Element | None:
    """Return what is said after “Best reached by”, None where nothing is."""
    lines = [line for list_ in part.all("dl", cls="jn-glance") for line in list_.all("div")]
    found = [line.one("dd") for line in lines if line.one("dt").text == "Best reached by"]
    return found[0] if found else None


@pytest.mark.parametrize("persona", ON_THE_PAGE)
def test_a_persona_s_page_says_which_best_channels_we_do_not_use(
    reached: Built, persona: str
) -> None:
    said = best(content_of(reached.page(f"personas/{persona}/index.html")))
    assert (said and said.text.replace(" ,", ",")) == ON_THE_PAGE[persona]


@pytest.mark.parametrize("persona", ON_THE_CARD)
def test_a_persona_s_card_says_so_in_short(reached: Built, persona: str) -> None:
    cards = content_of(reached.page("personas/index.html")).all(cls="jn-card--persona")
    (card,) = [card for card in cards if card.one(cls="jn-card__title").text == persona.title()]
    said = best(card)
    assert (said and said.text) == ON_THE_CARD[persona]
    assert not said or said.all("a") == []


def test_each_channel_of_the_page_leads_to_what_is_known_of_it(reached: Built) -> None:
    page = content_of(reached.page("personas/none/index.html"))
    said = best(page)
    assert said
    links = {link.text: link.attributes["href"] for link in said.all("a")}
    assert links == {"Talk": "#channel:talk", "Phone": "#channel:phone", "Email": "#channel:email"}
    assert broken(reached) == []


def test_the_head_and_the_bars_below_agree_on_what_is_not_used(reached: Built) -> None:
    for persona in ON_THE_PAGE:
        page = content_of(reached.page(f"personas/{persona}/index.html"))
        bars = [bar for list_ in page.all(cls="jn-bars") for bar in list_.all("li")]
        unused = {bar.one("a").text for bar in bars if "not used" in bar.text}
        said = best(page)
        gaps = said.all(cls="jn-glance__gap") if said else []
        named = {link.text for link in said.all("a")} if said else set()
        instead = {
            link.text
            for part in (said.all(cls="jn-glance__instead") if said else [])
            for link in part.all("a")
        }
        assert bool(gaps) == bool(named & unused), persona
        assert not instead & unused, persona


def test_a_channel_that_gets_a_touchpoint_is_no_gap_any_more(tmp_path: Path) -> None:
    """With the pages of the build before at hand."""
    build_well(tmp_path, REACHED)
    talks = {
        "content/library/touchpoints.yml": (
            f"{REACHED['content/library/touchpoints.yml']}chat: {{name: Chat, channel: talk}}\n"
        ),
        "content/journeys/buys.yml": REACHED["content/journeys/buys.yml"].replace(
            "[newsletter, ad, call]", "[newsletter, ad, call, chat]"
        ),
    }
    built = build_well(tmp_path, {**REACHED, **talks})
    said = best(content_of(built.page("personas/none/index.html")))
    assert said
    assert said.text == "Talk 5 of 5"
    cards = content_of(built.page("personas/index.html")).all(cls="jn-card--persona")
    assert not any("not used yet" in card.text for card in cards)
