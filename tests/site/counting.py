"""The sample's records as the pages across the handbook count them, from the YAML alone.

A record of a variation that says what its base map says, in the same stage and phase, is the base
map's: it counts once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_journeys.site import build, load
from tests.support.projects import ROOT, write
from tests.support.reading import Handbook, Record, as_record, stages_of
from tests.support.trees import Element, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A record as it should be told once: what it says, and the maps and stages it is on."""

    record: Record
    stage: Record
    journeys: tuple[str, ...]


def records_of(written: Handbook, field: str, key: str) -> list[Told]:
    """Return every record that stages have under a field, those that repeat their base's once."""
    found: list[tuple[Record, Record, list[str]]] = []
    places: dict[tuple[str, int], int] = {}
    for name in _bases_first(written):
        own: dict[str, int] = {}
        for stage in stages_of(written.journeys[name]):
            for item in stage.get(field, []):
                record = {
                    said: value for said, value in as_record(item, key).items() if said != "answers"
                }
                mark = repr((stage["id"], stage.get("phase"), sorted(record.items(), key=repr)))
                own[mark] = own.get(mark, 0) + 1
                base = written.journeys[name].get("extends", "")
                at = places.get((f"{base}/{mark}", own[mark]))
                if at is None:
                    at = len(found)
                    found.append((as_record(item, key), stage, []))
                found[at][2].append(name)
                places[f"{name}/{mark}", own[mark]] = at
    return [Told(record=r, stage=s, journeys=tuple(names)) for r, s, names in found]


def personas_of(written: Handbook, told: Told) -> set[str]:
    """Return the ids of the personas on whose maps a record is."""
    return {persona for name in told.journeys for persona in _personas(written.journeys[name])}


def _personas(journey: Record) -> list[str]:
    return [journey["persona"]] if "persona" in journey else list(journey.get("personas", []))


def _bases_first(written: Handbook) -> Iterator[str]:
    def depth(name: str) -> int:
        base = written.journeys[name].get("extends")
        return 1 + depth(base) if base else 0

    yield from sorted(written.journeys, key=lambda name: (depth(name), name))


def page_of(folder: Path, files: Mapping[str, str], name: str, *, day: dt.date) -> Element | None:
    """Write a handbook, and return what a page of it says on a day; None where it has no page."""
    loaded = load(write(folder, files), project=folder, day=day)
    assert not loaded.has_errors, loaded.diagnostics
    checked = loaded.checked(edit_url=lambda file: f"https://example.com/edit/{file}")
    site = build(loaded.handbook, day=day, checked=checked)
    page = site.by_source.get(f"{name}/index.md")
    return parse("".join(site.write(page).fragments.values())) if page else None


def rows_of(page: Element, table: str) -> list[Element]:
    """Return the rows of a table across the handbook."""
    return page.one(id=f"table-{table}").one("tbody").all("tr")


def maps_in(row: Element) -> list[str]:
    """Return the maps that a row names, in alphabetical order."""
    return sorted(link.text for link in row.one(cls="jn-spot").all("a"))


def titles(written: Handbook, told: Told) -> list[str]:
    """Return the titles of the maps on which a record is, in alphabetical order."""
    return sorted(written.journeys[name]["title"] for name in told.journeys)


def tallies_of(page: Element) -> dict[str, str]:
    """Return the counts at the top of a page by what they count."""
    items = page.one(cls="jn-tallies").all("li")
    return {item.one("span").text: item.one("strong").text for item in items}


def sample_page(name: str, *, day: dt.date) -> Element:
    """Return what a page of the sample handbook says on a day."""
    loaded = load(ROOT / "content", project=ROOT, day=day)
    site = build(loaded.handbook, day=day, checked=loaded.checked())
    fragments = site.write(site.by_source[f"{name}/index.md"]).fragments
    return parse("".join(fragments.values()))
