"""The list of journeys: whose each is and how it feels, in the order of the personas."""

from __future__ import annotations

from tests.support.projects import Built
from tests.support.trees import content_of


def test_journeys_are_listed_as_their_personas_are_and_base_maps_before_variations(
    sample: Built,
) -> None:
    cards = content_of(sample.pages["journeys/index.html"]).one(cls="jn-cards--journeys").all("li")
    named = [card.all("a")[0].text for card in cards]
    assert named == [
        "Maya starts to train",
        "Maya starts to train, end of 2027",
        "Tomasz opens his door to us",
        "How an employer buys",
        "Claire subscribes her company",
        "Jonas decides about the data",
        "Inés checks the sums",
    ]


def test_a_card_shows_whose_the_journey_is_and_how_it_feels(sample: Built) -> None:
    cards = content_of(sample.pages["journeys/index.html"]).one(cls="jn-cards--journeys").all("li")
    drawn = [card.one(cls="jn-card__curve").one("svg") for card in cards]
    assert len({one.attributes["class"] for one in drawn}) == 1
    monograms = [[of.text for of in card.all(cls="jn-chip__dot")] for card in cards]
    assert monograms == [["M"], ["M"], ["T"], [], ["C"], ["J"], ["I"]]


def test_without_feelings_a_card_has_no_curve(bare: Built) -> None:
    page = content_of(bare.pages["journeys/index.html"])
    assert len(page.one(cls="jn-cards--journeys").all("li")) == 1
    assert page.all(cls="jn-card__curve") == []


def test_an_action_names_personas_as_the_handbook_does(sample: Built) -> None:
    page = content_of(sample.pages["actions/index.html"])
    order = ["Maya", "Tomasz", "Claire", "Jonas", "Inés"]
    several = [
        names
        for row in page.all("tr")
        if len(names := [of.text for of in row.all("a", cls="jn-persona")]) > 1
    ]
    assert several
    for names in several:
        assert names == sorted(names, key=order.index)
