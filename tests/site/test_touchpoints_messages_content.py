"""Touchpoints, messages and content plan, every cell of them against the YAML read on its own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.handbooks import handbook as made_up
from mkdocs_journeys.site import build as build_pages
from mkdocs_journeys.site import load
from tests.support.projects import ROOT, Built, write
from tests.support.reading import Handbook, Record, as_record, plain, stages_of
from tests.support.trees import Element, content_of, parse

LETTERS = ("attention", "interest", "desire", "action")
PAGES = ("touchpoints", "messages", "content-plan")

Place = tuple[str, frozenset[str], frozenset[str]]
"""The name of a stage, those of the personas who live it, and those of the maps it is on."""


def bare(text: str) -> str:
    """Return a text without any blanks, to be compared."""
    return "".join(plain(text).split())


def rows_of(page: Element, name: str) -> list[list[Element]]:
    """Return the cells of every row of a table."""
    (sheet,) = [of for of in page.all(cls="jn-sheet") if of.attributes["data-name"] == name]
    rows = sheet.one("tbody").all("tr")
    return [[of for of in row.walk() if of.tag in ("td", "th")] for row in rows]


def said(cell: Element) -> str:
    """Return what a cell says, without blanks."""
    return bare(cell.tight_text)


def chosen(cell: Element) -> frozenset[str]:
    """Return what a cell may be filtered by."""
    return frozenset(filter(None, cell.attributes["data-choices"].split("|")))


# --- the YAML, read on its own


@pytest.fixture(scope="session")
def raw() -> dict[str, Record]:
    """Return the journeys of the sample as they are written, without what they inherit."""
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
        for path in sorted((ROOT / "content" / "journeys").glob("*.yml"))
    }


def names_of(written: Handbook, journey: str) -> list[str]:
    """Return the names of a journey's personas."""
    record = written.journeys[journey]
    ids = [record["persona"]] if "persona" in record else record.get("personas", [])
    return [written.personas[name]["name"] for name in ids]


def author(raw: Mapping[str, Record], journey: str, stage: str, key: str, item: str = "") -> str:
    """Return the journey in whose file a part of a stage, or an item of it, was written."""
    while True:
        stages = [of for of in raw[journey].get("stages", []) if of["id"] == stage]
        parts = [of[key] for of in stages if key in of]
        if parts and (not item or any(item in (of.get("id"), of.get("text")) for of in parts[0])):
            return journey
        journey = raw[journey]["extends"]


def root(raw: Mapping[str, Record], journey: str) -> str:
    """Return the base map that a journey goes back to."""
    return root(raw, raw[journey]["extends"]) if "extends" in raw[journey] else journey


def places(
    written: Handbook, groups: Mapping[Any, list[tuple[str, Record, Record]]]
) -> dict[Any, tuple[Place, Record]]:
    """Return where each group of journeys, stages and records stands, with its record."""
    found = {}
    for key, group in groups.items():
        # A base map comes before its variations.
        first = min(group, key=lambda of: "extends" in written.journeys[of[0]])
        people = frozenset(name for journey, *_ in group for name in names_of(written, journey))
        maps = frozenset(written.journeys[journey]["title"] for journey, *_ in group)
        found[key] = ((bare(first[1]["name"]), people, maps), first[2])
    return found


@pytest.fixture(scope="session")
def messages(written: Handbook, raw: dict[str, Record]) -> list[tuple[Place, Record]]:
    """Return every message once, with where it stands."""
    groups: dict[Any, list[tuple[str, Record, Record]]] = {}
    for name, journey in written.journeys.items():
        for stage in stages_of(journey):
            for message in stage.get("messages", []):
                item = message.get("id") or message["text"]
                key = (author(raw, name, stage["id"], "messages", item), stage["id"], item)
                groups.setdefault(key, []).append((name, stage, message))
    return list(places(written, groups).values())


# --- messages


@pytest.fixture(scope="session")
def messages_page(sample: Built) -> Element:
    """Return the page of messages."""
    return content_of(sample.pages["messages.html"])


def proof_of(written: Handbook, message: Record) -> tuple[str, ...]:
    """Return what the page says to prove a message, in parts."""
    proof = message.get("content")
    if isinstance(proof, dict):
        owner = written.libraries["teams"][proof["owner"]]["name"]
        day = dt.date.fromisoformat(proof["due"])
        return "Proof to be made", proof["gap"], owner, f"{day:%b} {day.day}, {day.year}"
    if proof:
        content = written.libraries["content"][proof]
        return "With proof", content["name"], content["format"]
    return "Without proof", "No proof yet."


def test_every_message_has_one_row_with_all_that_is_known(
    messages_page: Element, written: Handbook, messages: list[tuple[Place, Record]]
) -> None:
    rows = rows_of(messages_page, "messages")
    assert len(rows) == len(messages) > 50
    expected = Counter(
        (place, message.get("aida", ""), bare(message["text"])) for place, message in messages
    )
    found = Counter(
        (
            (said(cells[1]), chosen(cells[0]), chosen(cells[6])),
            "".join(chosen(cells[2])).lower(),
            said(cells[3]),
        )
        for cells in rows
    )
    assert found == expected
    by_text = {bare(message["text"]): message for _, message in messages}
    assert len(by_text) == len(messages)
    for cells in rows:
        message = by_text[said(cells[3])]
        touchpoint = written.libraries["touchpoints"].get(message.get("touchpoint", ""), {})
        assert said(cells[4]) == bare(touchpoint.get("name", ""))
        choice, *parts = proof_of(written, message)
        assert chosen(cells[5]) == {choice}
        assert all(bare(part) in said(cells[5]) for part in parts), said(cells[5])
        assert {said(link) for link in cells[6].all("a")} == {bare(of) for of in chosen(cells[6])}


def test_the_matrix_counts_messages_and_names_holes(
    messages_page: Element, written: Handbook
) -> None:
    expected = Counter(
        (*names_of(written, name), bare(journey["title"]), bare(stage["name"]), *_cells(stage))
        for name, journey in written.journeys.items()
        if names_of(written, name)
        for stage in stages_of(journey)
    )
    found = Counter(tuple(map(said, cells)) for cells in rows_of(messages_page, "message-matrix"))
    assert found == expected
    assert any("Nothingsaid" in row for row in found)


def _cells(stage: Record) -> Iterator[str]:
    for letter in LETTERS:
        these = [of for of in stage.get("messages", []) if of.get("aida") == letter]
        unproved = sum(not isinstance(of.get("content"), str) for of in these)
        if these:
            yield f"{len(these)}" + (f"{unproved}withoutproof" if unproved else "")
        else:
            yield "Nothingsaid" if letter in stage.get("aida", {}) else "–"


def test_the_head_of_the_page_counts_what_the_tables_hold(messages_page: Element) -> None:
    rows = rows_of(messages_page, "messages")
    cells = [cell for row in rows_of(messages_page, "message-matrix") for cell in row]
    silent = sum(said(cell) == "Nothingsaid" for cell in cells)
    unproved = sum(chosen(row[5]) != {"With proof"} for row in rows)
    assert silent == 1
    assert [of.text for of in messages_page.one(cls="jn-overview").all("span")] == [
        f"{len(rows)} messages",
        f"{silent} objective with nothing said",
        f"{unproved} messages without proof",
    ]


# --- touchpoints


@pytest.fixture(scope="session")
def touchpoints_page(sample: Built) -> Element:
    """Return the page of touchpoints."""
    return content_of(sample.pages["touchpoints.html"])


def met_in(stage: Record) -> set[str]:
    """Return the touchpoints of a stage, of its steps and of its messages."""
    others = [*stage.get("steps", []), *stage.get("messages", [])]
    found = {of["touchpoint"] for of in others if "touchpoint" in of}
    return found | {
        as_record(of, "touchpoint")["touchpoint"] for of in stage.get("touchpoints", [])
    }


@pytest.fixture(scope="session")
def encounters(written: Handbook, raw: dict[str, Record]) -> dict[Any, tuple[Place, Record]]:
    """Return every touchpoint in every stage once, with its ratings there."""
    groups: dict[Any, list[tuple[str, Record, Record]]] = {}
    for name, journey in written.journeys.items():
        for stage in stages_of(journey):
            uses = [as_record(of, "touchpoint") for of in stage.get("touchpoints", [])]
            for touchpoint in met_in(stage):
                mine = [of for of in uses if of["touchpoint"] == touchpoint]
                place = author(raw, name, stage["id"], "touchpoints") if mine else ""
                key = (touchpoint, root(raw, name), stage["id"], place)
                groups.setdefault(key, []).append((name, stage, mine[0] if mine else {}))
    return places(written, groups)


def test_every_touchpoint_has_one_row_with_everybody_who_meets_us_there(
    touchpoints_page: Element, written: Handbook, encounters: dict[Any, tuple[Place, Record]]
) -> None:
    rows = {
        said(cells[1].without(tag="span")): cells
        for cells in rows_of(touchpoints_page, "touchpoints")
    }
    assert len(rows) == len(rows_of(touchpoints_page, "touchpoints"))
    library = written.libraries["touchpoints"]
    assert rows.keys() == {bare(record["name"]) for record in library.values()}
    for name, record in library.items():
        cells = rows[bare(record["name"])]
        here = [found for (of, *_), found in encounters.items() if of == name]
        channel, owner = written.libraries["channels"], written.libraries["teams"]
        assert said(cells[0]) == bare(channel[record["channel"]]["name"])
        assert said(cells[5]) == bare(owner[record["owner"]]["name"])
        assert bare(record["reach"]) in said(cells[1])
        assert bare(record["medium"]) in said(cells[1])
        assert Counter(map(_line, cells[2].all("li"))) == Counter(_told(of) for of in here), name
        for cell, key, best in ((3, "importance", max), (4, "satisfaction", min)):
            figures = [int(use[key]) for _, use in here if key in use]
            assert said(cells[cell]) == (str(best(figures)) if figures else "")
        assert chosen(cells[2]) == {person for (_, people, _), _ in here for person in people}


def _line(line: Element) -> tuple[object, ...]:
    links = line.one(cls="jn-where-line").all("a")
    people = frozenset(of.text for of in links if "jn-persona" in of.classes)
    stage = next(of for of in links if "jn-persona" not in of.classes)
    scores = tuple(said(of) for of in line.all(cls="jn-score"))
    return said(stage), people, scores, bool(line.all(cls="jn-weak"))


def _told(of: tuple[Place, Record]) -> tuple[object, ...]:
    (stage, people, _), use = of
    scores = tuple(
        f"{key.capitalize()}{use[key]}of5" for key in ("importance", "satisfaction") if key in use
    )
    weak = len(scores) == 2 and int(use["importance"]) >= 4 and float(use["satisfaction"]) <= 2.5
    return stage, people, scores, weak


def test_the_heat_table_holds_preference_against_use(
    touchpoints_page: Element, written: Handbook
) -> None:
    channels, touchpoints = written.libraries["channels"], written.libraries["touchpoints"]
    rows = {said(cells[0]): cells[1:] for cells in rows_of(touchpoints_page, "channels")}
    heads = [
        of.text
        for sheet in touchpoints_page.all(cls="jn-sheet")
        if sheet.attributes["data-name"] == "channels"
        for of in sheet.one("thead").all("th")
    ][1:]
    assert rows.keys() == {persona["name"] for persona in written.personas.values()}
    verdicts: Counter[str] = Counter()
    for name, persona in written.personas.items():
        met = Counter(
            touchpoints[of]["channel"]
            for journey, record in written.journeys.items()
            if persona["name"] in names_of(written, journey) and record["state"] == "current"
            for stage in stages_of(record)
            for of in met_in(stage)
        )
        likes = {of: float(value) for of, value in persona["channels"].items()}
        known = likes.keys() | met.keys()
        average = sum(met.values()) / len(known)
        cells = dict(zip(heads, rows[persona["name"]], strict=True))
        for channel, record in channels.items():
            text = said(cells[record["name"]]) if record["name"] in heads else ""
            if channel not in known:
                assert text == "", name
                continue
            liked = f"{likes[channel]:g}" if channel in likes else "notrated"
            times = "time" if met[channel] == 1 else "times"
            seen = f"met{met[channel]}{times}" if met[channel] else "nevermet"
            verdict = ""
            if likes.get(channel, 3) >= 4 and met[channel] < average / 2:
                verdict = "Under-invested"
            elif likes.get(channel, 3) <= 2 and met[channel] > average:
                verdict = "Over-invested"
            verdicts[verdict] += 1
            assert text == liked + seen + verdict, (name, channel)
    assert verdicts["Under-invested"] > 0
    assert verdicts["Over-invested"] > 0


# --- content plan


@pytest.fixture(scope="session")
def plan_page(sample: Built) -> Element:
    """Return the content plan."""
    return content_of(sample.pages["content-plan.html"])


def test_every_asset_has_one_row_with_what_it_carries_and_answers(
    plan_page: Element, written: Handbook, messages: list[tuple[Place, Record]]
) -> None:
    rows = {said(cells[0]): cells for cells in rows_of(plan_page, "content")}
    assert len(rows) == len(rows_of(plan_page, "content"))
    for name, record in written.libraries["content"].items():
        cells = rows.pop(bare(record["name"]))
        day = dt.date.fromisoformat(record["updated"])
        assert said(cells[1]) == bare(record["format"])
        assert said(cells[3]) == bare(written.libraries["teams"][record["owner"]]["name"])
        assert said(cells[4]) == bare(f"{day:%b} {day.day}, {day.year}")
        carried = [bare(of["text"]) for _, of in messages if of.get("content") == name]
        answered = [
            f"Answers“{bare(of['says'])}”{persona['name']}"
            for persona in written.personas.values()
            for of in persona["objections"]
            if of.get("content") == name
        ]
        lines = [line.without(cls="jn-where-line") for line in cells[2].all("li")]
        answers = [line for line in cells[2].all("li") if "jn-lines__answer" in line.classes]
        assert Counter(map(said, answers)) == Counter(answered), name
        told = [said(line) for line in lines if "jn-lines__answer" not in line.classes]
        assert Counter(told) == Counter(carried), name
    assert rows == {}


def test_every_gap_has_one_row_with_owner_day_and_messages(
    plan_page: Element, written: Handbook, messages: list[tuple[Place, Record]]
) -> None:
    rows = rows_of(plan_page, "content-to-make")
    waiting = [of for _, of in messages if isinstance(of.get("content"), dict)]
    days = [of["content"]["due"] for of in waiting]
    assert Counter(said(cells[0]) for cells in rows) == Counter(
        bare(of["content"]["gap"]) for of in waiting
    )
    assert [cells[1].attributes["data-sort"] for cells in rows] == sorted(days)
    for of in waiting:
        (cells,) = [cells for cells in rows if said(cells[0]) == bare(of["content"]["gap"])]
        assert said(cells[2]) == bare(written.libraries["teams"][of["content"]["owner"]]["name"])
        lines = [said(line.without(cls="jn-where-line")) for line in cells[3].all("li")]
        assert lines == [bare(of["text"])]


# --- other handbooks


WORK = {
    "library/teams.yml": "us: {name: Us}\n",
    "library/content.yml": "used: {name: Used}\nlinked: {name: Linked}\nidle: {name: Idle}\n",
    "library/touchpoints.yml": (
        "desk: {name: Desk, reach: direct}\nidle: {name: Idle, reach: direct}\n"
    ),
    "personas/ada.yml": "name: Ada\nstory: See [it](content:linked)\n",
    "journeys/buys.yml": """\
title: Ada buys
persona: ada
stages:
  - id: a
    name: A
    aida: {attention: Be seen, desire: Be wanted}
    touchpoints: [{touchpoint: desk, importance: 4, satisfaction: 2}]
    messages:
      - {text: Late, aida: attention, content: {gap: Film, owner: us, due: 2026-11-21}}
      - {text: Today, content: {gap: Leaflet, due: 2026-11-22}}
      - {text: Some day, content: {gap: Book, owner: us}}
      - {text: Proved, aida: interest, content: used}
      - {text: Nothing behind it, aida: interest}
""",
}


def fragments(folder: Path, files: Mapping[str, str]) -> dict[str, Element]:
    """Return the pages across a handbook by their name, written on 22 November 2026."""
    day = dt.date(2026, 11, 22)
    loaded = load(write(folder, files), day=day)
    assert not loaded.has_errors, loaded.diagnostics
    site = build_pages(loaded.handbook, day=day)
    found = {page.source.removesuffix(".md"): page for page in site.pages}
    return {
        name: parse("".join(site.write(found[name]).fragments.values()))
        for name in PAGES
        if name in found
    }


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Element]:
    """Return the pages of a handbook in which much is still to be done."""
    return fragments(tmp_path_factory.mktemp("work"), WORK)


def test_what_is_overdue_or_without_owner_is_said_in_words(work: dict[str, Element]) -> None:
    page = work["content-plan"]
    rows = {said(cells[0]): cells for cells in rows_of(page, "content-to-make")}
    assert list(rows) == ["Film", "Leaflet", "Book"]
    assert [rows[name][1].text for name in rows] == [
        "Nov 21, 2026 Overdue",
        "Nov 22, 2026",
        "No day set",
    ]
    assert [rows[name][2].text for name in rows] == ["Us", "No owner yet", "Us"]
    counts = [of.text for of in page.one(cls="jn-overview").all("span")]
    assert counts == [
        "3 pieces of content",
        "3 to be made",
        "1 of them overdue",
        "1 without an owner",
        "2 used by nobody",
    ]


def test_what_nobody_uses_is_named(work: dict[str, Element]) -> None:
    plan = work["content-plan"]
    assert [said(cells[0]) for cells in rows_of(plan, "content")] == ["Used"]
    assert [cells[0].text for cells in rows_of(plan, "content-unused")] == [
        "Idle",
        "Linked Only a text links to it.",
    ]
    idle = rows_of(work["touchpoints"], "touchpoints")[1]
    assert said(idle[2]) == "Onnomapyet"


def test_messages_without_letter_or_proof_are_not_dropped(work: dict[str, Element]) -> None:
    assert [cells[2].text for cells in rows_of(work["content-plan"], "messages-without-proof")] == [
        "Nothing behind it"
    ]
    (cells,) = rows_of(work["messages"], "message-matrix")
    assert [of.attributes["data-label"] for of in cells[3:]][-1] == "No letter"
    assert [cell.text for cell in cells[3:]] == [
        "1 1 without proof",
        "2 1 without proof",
        "Nothing said",
        "–",
        "2 2 without proof",
    ]


def test_a_bare_handbook_has_none_of_these_pages(bare: Built) -> None:
    assert not [name for name in bare.files if name.startswith(PAGES)]


def test_a_page_can_be_renamed_or_left_out(tmp_path: Path) -> None:
    settings = {"handbook.yml": "views: {messages: What we say, content-plan: off}\n"}
    loaded = load(write(tmp_path, {**WORK, **settings}))
    titles = {page.source: page.title for page in build_pages(loaded.handbook).pages}
    assert titles["messages.md"] == "What we say"
    assert "content-plan.md" not in titles


def test_pages_grow_no_faster_than_the_handbook(tmp_path: Path) -> None:
    small = fragments(tmp_path / "small", made_up(10))
    large = fragments(tmp_path / "large", made_up(40))
    for name in PAGES:
        before, after = (len(pages[name].tight_text) for pages in (small, large))
        assert after <= 4.4 * before, name


VARIATIONS = 60


def test_a_base_map_of_many_variations_does_not_fill_its_pages(tmp_path: Path) -> None:
    base = {
        name.replace("buys", "base"): text.replace("persona: ada\n", "")
        for name, text in WORK.items()
    }
    more = {
        f"journeys/v{number}.yml": f"title: V {number}\npersona: ada\nextends: base\n"
        for number in range(VARIATIONS)
    }
    pages = fragments(tmp_path, {**base, **more})
    rows = rows_of(pages["messages"], "messages")
    assert len(rows) == 5
    assert all(len(row[6].all("a")) == 8 for row in rows)
    assert all(row[6].text.endswith(f"and {VARIATIONS + 1 - 8} more maps") for row in rows)
    assert all(len(chosen(row[6])) == VARIATIONS + 1 for row in rows)
