"""The home page: every cell of its grid and every line of what is under way, against the YAML."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.links import target_of
from tests.support.projects import HANDBOOK, ROOT, Built, write
from tests.support.reading import Handbook, Record, plain, stages_of
from tests.support.trees import Element, content_of, says
from tests.support.written import lay_out, overview

PHASES = ("Awareness", "Consideration", "Decision", "Purchase", "After purchase")


def level(score: float) -> str:
    if score < 0:
        return "Miserable" if score <= -1.5 else "Unhappy" if score <= -0.5 else "Neutral"
    return "Delighted" if score >= 1.5 else "Pleased" if score >= 0.5 else "Neutral"


def as_shown(score: float) -> str:
    number = f"{abs(score):g}"
    return number if score == 0 else ("+" if score > 0 else "−") + number


def maps_of(persona: str, written: Handbook) -> list[str]:
    """Return a persona's maps of today that no other map of today extends."""
    bases = {
        journey.get("extends")
        for journey in written.journeys.values()
        if journey.get("state", "current") == "current"
    }
    return [
        name
        for name, journey in written.journeys.items()
        if persona in (journey.get("persona"), *journey.get("personas", ()))
        and journey.get("state", "current") == "current"
        and name not in bases
    ]


@pytest.fixture(scope="session")
def home(sample: Built) -> Element:
    return content_of(sample.pages["index.html"])


def cells_of(home: Element) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return what the grid says: stage and mood, by persona and phase."""
    found = {}
    for row in home.one("table", cls="jn-grid").one("tbody").all("tr"):
        who = row.one("th").all("a")[0].text
        for cell in row.all("td"):
            moods = [
                (target_of("index.html", of.attributes["href"]), of.one(cls="jn-felt__mood").text)
                for of in cell.all("a", cls="jn-felt")
            ]
            found[who, cell.attributes["data-phase"]] = moods
    return found


def test_each_cell_of_the_grid_has_the_mood_of_its_stages(home: Element, written: Handbook) -> None:
    expected: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for persona, who in written.personas.items():
        expected.update({(who["name"], phase): [] for phase in PHASES})
        for name in maps_of(persona, written):
            for stage in stages_of(written.journeys[name]):
                phase = stage["phase"].replace("-", " ").capitalize()
                score = float(stage["emotion"]["score"])
                mood = f"{as_shown(score)} {level(score)}"
                expected[who["name"], phase].append((f"journeys/{name}/{stage['id']}.html", mood))
    found = cells_of(home)
    assert {key: sorted(cell) for key, cell in found.items()} == {
        key: sorted(cell) for key, cell in expected.items()
    }


def test_the_hardest_cell_is_the_lowest_score_of_all(home: Element, written: Handbook) -> None:
    scores = {
        f"journeys/{name}/{stage['id']}.html": float(stage["emotion"]["score"])
        for persona in written.personas
        for name in maps_of(persona, written)
        for stage in stages_of(written.journeys[name])
    }
    lowest = min(scores.values())
    (marked,) = home.all("a", cls="jn-felt--hardest")
    lead = home.one(cls="jn-grid__lead").all("a")[0]
    for link in (marked, lead):
        assert scores[target_of("index.html", link.attributes["href"])] == lowest
    assert says(home.one(cls="jn-grid__lead"), as_shown(lowest))


def test_every_persona_has_a_card(home: Element, written: Handbook) -> None:
    cards = home.one(cls="jn-cards--people").all(cls="jn-card")
    assert sorted(card.one(cls="jn-card__title").text for card in cards) == sorted(
        who["name"] for who in written.personas.values()
    )
    for card in cards:
        (who,) = [w for w in written.personas.values() if says(card, w["name"])]
        assert says(card, who["archetype"])
        assert says(card, plain(who["quote"]))


def as_written() -> list[Record]:
    """Return the stages as each file has them, without what variations inherit."""
    files = sorted((ROOT / "content" / "journeys").glob("*.yml"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    journeys = [yaml.load(text, Loader=yaml.BaseLoader) for text in texts]  # noqa: S506 - texts only
    return [stage for journey in journeys for stage in journey.get("stages", [])]


def listed(home: Element, word: str) -> tuple[list[str], int, str]:
    """Return the texts of a list under way, how many more there are, and what is said above."""
    (found,) = [of for of in home.all(cls="jn-doing__list") if of.one("h3").text == word]
    texts = [" ".join(of.tight_text.split()) for of in found.all(cls="jn-doing__text")]
    more = "".join(of.text for of in found.all(cls="jn-more"))
    note = "".join(of.text for of in found.all(cls="jn-late"))
    return texts, int("".join(filter(str.isdigit, more)) or 0), note


def texts_of(found: list[Any], key: str) -> list[str]:
    return [plain(record[key]) for record in found]


def test_what_is_in_progress_and_tried_is_that_of_the_files() -> None:
    home = overview(lay_out(ROOT / "content"), "home")
    assert home
    begun = [
        chance
        for stage in as_written()
        for chance in stage.get("opportunities", [])
        if chance.get("status") == "in-progress"
    ]
    due = {plain(chance["text"]): str(chance.get("due", "9")) for chance in begun}
    tried = [
        trial
        for stage in as_written()
        for trial in stage.get("experiments", [])
        if trial.get("status") == "running"
    ]
    shown, more, _ = listed(home, "In progress")
    assert [due[text] for text in shown] == sorted(due[plain(of["text"])] for of in begun)[
        : len(shown)
    ]
    assert len(shown) + more == len(begun)
    shown, more, _ = listed(home, "Being tried")
    assert set(shown) <= set(texts_of(tried, "hypothesis"))
    assert len(shown) + more == len(tried)


@pytest.mark.parametrize("day", [dt.date(2026, 11, 22), dt.date(2027, 6, 11), dt.date(2027, 9, 1)])
def test_what_is_next_and_what_is_late_depend_on_the_day(day: dt.date) -> None:
    home = overview(lay_out(ROOT / "content", day=day), "home")
    assert home
    dated: list[tuple[str, str, bool]] = []
    for stage in as_written():
        for chance in stage.get("opportunities", []):
            if "due" in chance and chance.get("status", "idea") in (
                "idea",
                "planned",
                "in-progress",
            ):
                begun = chance.get("status") == "in-progress"
                dated.append((chance["due"], plain(chance["text"]), begun))
        for message in stage.get("messages", []):
            content = message.get("content")
            if isinstance(content, dict) and "due" in content:
                dated.append((content["due"], f"Missing: {plain(content['gap'])}", False))
    ahead = sorted(text for due, text, begun in dated if due >= day.isoformat() and not begun)
    late = sum(due < day.isoformat() for due, _, _ in dated)
    shown, more, note = listed(home, "Next to begin")
    assert set(shown) <= set(ahead)
    assert len(shown) + more == len(ahead)
    dues = {text: due for due, text, begun in dated if not begun}
    first = sorted(dues[text] for text in ahead)[: len(shown)]
    assert [dues[text] for text in shown] == first
    assert (f"{late} " in note) if late else note == ""


def test_where_to_look_leads_to_the_pages_that_exist(home: Element, sample: Built) -> None:
    ways = [
        target_of("index.html", link.attributes["href"])
        for link in home.one(cls="jn-waysin").all("a")
    ]
    assert {"start.html", "glossary.html"} <= set(ways)
    assert set(ways) <= set(sample.pages)
    assert len(ways) == len(set(ways))


def test_a_bare_handbook_has_a_tidy_home(bare: Built) -> None:
    home = content_of(bare.page("index.html"))
    assert [heading.text.removesuffix("¶").strip() for heading in home.all("h2")] == [
        "Who they are",
        "Journeys",
        "Where to look",
    ]
    assert home.all("table") == []
    assert says(home, "Ada buys")


def test_a_page_that_is_off_is_no_way_to_look(tmp_path: Path) -> None:
    files = {
        **HANDBOOK,
        "content/handbook.yml": "views: {glossary: off, start: First steps}\n",
    }
    home = overview(lay_out(write(tmp_path, files) / "content"), "home")
    assert home
    assert [link.text for link in home.one(cls="jn-waysin").all("a")] == [
        "First steps",
        "Health",
        "Whole handbook",
    ]


def many(personas: int, each: int) -> dict[str, str]:
    """Return a handbook of many personas with several maps each, some stages without a mood."""
    files = {}
    for one in range(personas):
        files[f"personas/p{one}.yml"] = f"name: Person {one}\n"
        for map_ in range(each):
            stages = "".join(
                f"  - id: s{at}\n    name: Stage {one} {map_} {at}\n    phase: {phase}\n"
                + ("" if at == 1 else f"    emotion: {{score: {(one + map_ + at) % 5 - 2}}}\n")
                for at, phase in enumerate(("awareness", "decision", "purchase"))
            )
            files[f"journeys/j{one}-{map_}.yml"] = (
                f"title: Map {one} {map_}\npersona: p{one}\nstages:\n{stages}"
            )
    return files


def test_thirty_personas_with_a_hundred_journeys_fit_on_the_home_page(tmp_path: Path) -> None:
    home = overview(lay_out(write(tmp_path, many(30, 4))), "home")
    assert home
    assert len(home.one(cls="jn-cards--people").all(cls="jn-card")) == 8
    assert says(home, "and 22 more personas")
    rows = home.one("table", cls="jn-grid").one("tbody").all("tr")
    assert len(rows) == 30
    assert all(len(cell.all("a", cls="jn-felt")) == 4 for row in rows for cell in row.all("td"))
    seen_at_once = [cell.without(tag="details") for row in rows for cell in row.all("td")]
    assert {len(cell.all("a", cls="jn-felt")) for cell in seen_at_once} == {2}


def test_a_stage_without_a_mood_is_unknown_in_the_grid(tmp_path: Path) -> None:
    home = overview(lay_out(write(tmp_path, many(1, 1))), "home")
    assert home
    moods = [of.one(cls="jn-felt__mood").text for of in home.all("a", cls="jn-felt")]
    assert moods[1] == "unknown"
    assert "data-level" not in home.all("a", cls="jn-felt")[1].attributes
