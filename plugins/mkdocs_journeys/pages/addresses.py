"""Where every record of the handbook is explained: the page, and the place on it.

Addresses are those of the built site, relative to its root, with forward slashes. Which records
have a page is decided here and nowhere else.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import cast
from urllib.parse import quote

from ..model import (
    Content,
    Handbook,
    Journey,
    Named,
    Persona,
    Record,
    Stage,
    Step,
)
from ..model.reads import Derived, note, unwatched

HOME = "index.md"
PERSONAS = "personas/index.md"
JOURNEYS = "journeys/index.md"
PRINT = "print.md"
START = "start.md"
GLOSSARY = "glossary.md"
CHANGES = "changes.md"
CONTENT_PLAN = "content-plan.md"

EXPLAINED_IN, PLACE = "explained-in", "place"
"""What follows from the handbook as a whole, and is noted as read: which stages of a journey
explain a record, and where it is explained for a page."""

_WITH_PAGES = (Persona, Journey, Stage)
_KINDS = {"Kpi": "kpi", "Term": "term", "Step": "step"}


@dataclass(frozen=True)  # not slotted: cached_property needs a __dict__
class Addresses:
    """The addresses of one handbook.

    `path` is the handbook's folder in the site, "" for the site itself. With `directory_urls` a
    page is a folder with an `index.html`, else a file.
    """

    handbook: Handbook
    path: str = ""
    directory_urls: bool = True

    def source(self, record: Record | str) -> str:
        """Return the path of the Markdown file that stands for a page of ours.

        `record` is a persona, journey or stage, or the path of a page about the whole.
        """
        source = self._sources.get(record)
        if source is None:
            source = self._sources[record] = self._source(record)
        return source

    @cached_property
    def _sources(self) -> dict[Record | str, str]:
        return {}

    def _source(self, record: Record | str) -> str:
        match record:
            case str():
                name = record
            case Persona():
                name = f"personas/{record.id}.md"
            case Journey():
                name = f"journeys/{record.id}/index.md"
            case Stage():
                name = f"journeys/{record.journey.id}/{record.id}.md"
            case _:
                raise TypeError(f"{type(record).__name__} has no page")
        return posixpath.join(self.path, name) if self.path else name

    def beside_stages(self, journey: Journey) -> str:
        """Return a path beside the stages of a journey that none of them has."""
        return posixpath.join(self.path, f"journeys/{journey.id}/_.md")

    def url(self, source: str) -> str:
        """Return the address of a Markdown page, as MkDocs gives it, or of any other file."""
        return _url(source, self.directory_urls)

    def relative(self, source: str, to: str) -> str:
        """Return the way from one page or file to another, as a link."""
        return _way(source, to, self.directory_urls)

    def place(self, record: Named, near: Record | None) -> tuple[Record, str] | None:
        """Return the page that explains a record and the anchor on it ("" for the page itself).

        A touchpoint, a KPI or content is explained by a stage that uses it: by the one at hand
        (`near`), else by one of the journey at hand or of the first such journey of the persona
        at hand, else by the first in the handbook. None where no stage does: then the page at hand
        explains it.
        """
        if isinstance(record, _WITH_PAGES):
            return record, ""
        if isinstance(record, Step):
            return record.stage, anchor(record)
        note(record, PLACE, self._word_of(near))
        journeys = self._users.get(record)
        return (_nearest(journeys, near), anchor(record)) if journeys else None

    def stages_explaining(self, record: Named, journey: Journey) -> tuple[Stage, ...]:
        """Return the stages of a journey whose pages explain a record, in their order."""
        note(record, EXPLAINED_IN, journey.id)
        return tuple(self._users.get(record, {}).get(journey, ()))

    @property
    def derived(self) -> Derived:
        """How what is noted as read here is found."""
        named = self.handbook.named

        def explained_in(record: Named, word: str) -> object:
            journey = named.get(("journey", word))
            return tuple(self._users.get(record, {}).get(cast("Journey", journey), ()))

        def place(record: Named, word: str) -> object:
            kind, _, id_ = word.partition(" ")
            return self.place(record, named.get((kind, id_)))

        return {EXPLAINED_IN: explained_in, PLACE: place}

    def _word_of(self, near: Record | None) -> str:
        """Return the name of what a page is about, as far as it has a say in where it leads."""
        if near is None:
            return ""
        word = self._words.get(near)
        if word is None:
            match near:
                case Stage():
                    word = f"stage {near.address}"
                case Journey():
                    word = f"journey {near.id}"
                case Persona():
                    word = f"persona {near.id}"
                case _:
                    word = ""
            self._words[near] = word
        return word

    @cached_property
    def _words(self) -> dict[Record, str]:
        return {}

    @cached_property
    def _users(self) -> dict[Named, dict[Journey, dict[Stage, None]]]:
        users: dict[Named, dict[Journey, dict[Stage, None]]] = {}
        with unwatched():  # who asks notes what is asked
            for journey in self.handbook.journeys:
                for stage in journey.stages:
                    for record in explained_in(stage):
                        users.setdefault(record, {}).setdefault(journey, {})[stage] = None
        return users


@lru_cache(maxsize=20_000)  # pages link to each other
def _url(source: str, directory_urls: bool) -> str:
    stem, extension = posixpath.splitext(source)
    if extension != ".md":
        return quote(source)
    folder, name = posixpath.split(stem)
    if name in ("index", "README"):
        url = f"{folder}/" if folder else ""
        return quote(url if directory_urls else f"{url}index.html")
    return quote(f"{stem}/" if directory_urls else f"{stem}.html")


@lru_cache(maxsize=20_000)  # a page links to the same ones many times
def _way(source: str, to: str, directory_urls: bool) -> str:
    """Return the way between two pages or files of the site."""
    here, there = _url(source, directory_urls), _url(to, directory_urls)
    if here == there:
        return posixpath.basename(here) or "./"
    start, goal = _parts(posixpath.dirname(here)), _parts(there)
    shared = len(posixpath.commonprefix((start, goal)))
    way = "/".join((*(".." for _ in start[shared:]), *goal[shared:])) or "."
    return f"{way}/" if there.endswith("/") or not there else way


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part not in ("", ".")]


def _nearest(journeys: dict[Journey, dict[Stage, None]], near: Record | None) -> Stage:
    journey = near.journey if isinstance(near, Stage) else near
    if isinstance(near, Persona):
        journey = next((taken for taken in near.journeys if taken in journeys), None)
    stages = journeys.get(journey) if isinstance(journey, Journey) else None
    if stages is None:
        return next(iter(next(iter(journeys.values()))))
    return near if isinstance(near, Stage) and near in stages else next(iter(stages))


def explained_in(stage: Stage) -> dict[Named, None]:
    """Return the touchpoints, KPIs and content that a stage's page explains, in their order."""
    found: list[Named | None] = [use.touchpoint for use in stage.touchpoints]
    found += [step.touchpoint for step in stage.steps]
    found += [message.touchpoint for message in stage.messages]
    found += [use.kpi for use in stage.kpis]
    found += [trial.kpi for trial in stage.experiments]
    found += [message.content for message in stage.messages if isinstance(message.content, Content)]
    return dict.fromkeys(record for record in found if record is not None)


def anchor(record: Named) -> str:
    """Return the id of the element that explains a record on a page.

    The colon keeps it apart from the ids of headings, which never have one.
    """
    return f"{_kind(type(record).__name__)}:{record.id}"


@lru_cache(maxsize=64)
def _kind(class_name: str) -> str:
    return _KINDS.get(class_name, class_name.lower())


def section(name: str) -> str:
    """Return the id of a part of a stage's page, by the name of its template."""
    return f"section:{name}"


def place_in_plan(record: Content) -> str:
    """Return the id of a row of the content plan."""
    return f"planned:{record.id}"
