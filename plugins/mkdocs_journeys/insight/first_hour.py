"""A newcomer's first hour, chosen from the content: whom to meet, which map to walk, where to stop.

Each part has a question whose answer is in the content. Its choices come in an order that does not
give the answer away and that is the same in every build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Generic, TypeVar

from ..model import (
    Content,
    Evidence,
    Handbook,
    Journey,
    KpiUse,
    Message,
    PainPoint,
    Persona,
    Record,
    Stage,
    Team,
)
from .moods import felt, hardest, maps_of_today

T = TypeVar("T")

MOST_CHOICES = 4
"""Choices of a question: more are a list, not a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Generic[T]):
    """What there is to choose from, and the one that is right."""

    options: tuple[T, ...]
    right: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """The parts of the hour that there is content for.

    `hardest` is the stage of the map that feels worst, `told_at` and `measured_at` the stages to
    learn from what we say and how we measure: the hardest where it says so, else the first that
    does.
    """

    persona: Persona
    journey: Journey | None
    hardest: Stage | None
    told_at: Stage | None
    measured_at: Stage | None


def tour(handbook: Handbook) -> Tour | None:
    """Return the first hour with a handbook; None where there is nobody to meet.

    It is that of the first strategic persona with a map, else of any persona with one.
    """
    in_order = sorted(
        handbook.personas, key=lambda persona: (not _map(persona), persona.priority != "strategic")
    )
    if not in_order:
        return None
    persona = in_order[0]
    journey = _map(persona)
    stages = journey.stages if journey else ()
    worst = hardest(stages)
    by_hardship = [worst, *stages] if worst else list(stages)
    return Tour(
        persona=persona,
        journey=journey,
        hardest=worst,
        told_at=next((stage for stage in by_hardship if stage.messages), None),
        measured_at=next((stage for stage in by_hardship if stage.kpis), None),
    )


def _map(persona: Persona) -> Journey | None:
    """Return the map to walk: of those of today the one that says most of how it feels."""
    maps = [journey for journey in maps_of_today(persona) if journey.stages]
    return max(maps, key=lambda of: sum(bool(felt(stage)) for stage in of.stages), default=None)


def first_criterion(persona: Persona) -> Choice[str] | None:
    """Return her first criterion of decision among the others."""
    found = list(dict.fromkeys(claim.text for claim in persona.decision_criteria))
    return _choice(found[0], found[1:]) if found else None


def own_fear(persona: Persona, handbook: Handbook) -> Choice[str] | None:
    """Return what she fears among the fears of others."""
    own = {claim.text for claim in persona.fears}
    others = [
        other.fears[0].text
        for other in handbook.personas
        if other is not persona and other.fears and other.fears[0].text not in own
    ]
    return _choice(persona.fears[0].text, others) if persona.fears else None


def best_stage(journey: Journey) -> Choice[Stage] | None:
    """Return the first stage that feels best among those that feel worse, in the map's order."""
    known = [(emotion.score, stage) for stage in journey.stages if (emotion := felt(stage))]
    top = max((score for score, _ in known), default=0)
    worse = sorted((pair for pair in known if pair[0] < top), key=lambda pair: -pair[0])
    if not worse:
        return None
    right = next(stage for score, stage in known if score == top)
    # Those that come close, so that one has to have looked.
    chosen = [right, *(stage for _, stage in worse[: MOST_CHOICES - 1])]
    return Choice(options=tuple(sorted(chosen, key=journey.stages.index)), right=right)


def second_stage(journey: Journey) -> Choice[Stage] | None:
    """Return the stage that follows the first among those that come later."""
    if len(journey.stages) < 3:
        return None
    right, *others = journey.stages[1 : MOST_CHOICES + 1]
    options = sorted((right, *others[: MOST_CHOICES - 1]), key=lambda stage: stage.name.casefold())
    return Choice(options=tuple(options), right=right)


def pain_here(stage: Stage) -> Choice[PainPoint] | None:
    """Return the gravest pain point of a stage among those of the journey's other stages."""
    here = sorted(stage.pain_points, key=lambda point: _GRAVEST.index(point.severity))
    if not here:
        return None
    said = {point.text for point in here}
    others = [
        point
        for other in stage.journey.stages
        if other is not stage
        for point in other.pain_points[:1]
        if point.text not in said
    ]
    return _choice_of(here[0], others, lambda point: point.text)


_GRAVEST = ("high", "medium", "low", None)


def proof_of(stage: Stage) -> tuple[Message, Choice[Content]] | None:
    """Return a message of a stage, with its proof among those of the journey's other messages."""
    for message in stage.messages:
        if isinstance(message.content, Content):
            others = [
                other.content
                for at in (stage, *stage.journey.stages)
                for other in at.messages
                if isinstance(other.content, Content) and other.text != message.text
            ]
            choice = _choice_of(message.content, others, lambda content: content.name)
            if choice:
                return message, choice
    return None


def with_letter(stage: Stage) -> Message | None:
    """Return the first message of a stage that serves a letter of AIDA."""
    return next((message for message in stage.messages if message.aida), None)


def asked_kpi(stage: Stage) -> KpiUse:
    """Return the KPI to ask about: the first with a current figure, else the first."""
    return next((use for use in stage.kpis if use.current is not None), stage.kpis[0])


def _choice(right: str, others: Iterable[str]) -> Choice[str] | None:
    return _choice_of(right, others, str)


def _choice_of(right: T, others: Iterable[T], text: Callable[[T], str]) -> Choice[T] | None:
    """Return a choice in the order of the alphabet; None where there is nothing to choose."""
    by_text = {text(right): right}
    for other in others:
        if len(by_text) < MOST_CHOICES:
            by_text.setdefault(text(other), other)
    if len(by_text) < 2:
        return None
    options = sorted(by_text.values(), key=lambda option: text(option).casefold())
    return Choice(options=tuple(options), right=right)


_WORDS_A_MINUTE = 60
"""For somebody who reads in order to remember, and follows a link now and then."""
_LEAST, _MOST = 3, 15
"""Minutes for one part of the hour: nobody learns anything in less, or stays for more."""


def minutes(*records: Record) -> int:
    """Return how long to stay with records, in minutes, from the words that they hold."""
    words = sum(_words_in(record) for record in records)
    return min(_MOST, _LEAST + words // _WORDS_A_MINUTE)


def _words_in(value: object) -> int:
    if isinstance(value, str):
        return len(value.split())
    if isinstance(value, tuple):
        return sum(_words_in(item) for item in value if not isinstance(item, Team | Evidence))
    if isinstance(value, Record):
        said = (item.name for item in fields(value) if item.name not in _NOT_SAID)
        return sum(_words_in(getattr(value, name)) for name in said)
    return 0


_NOT_SAID = frozenset(
    (
        *("origin", "extra", "parent", "backlinks", "id", "name", "type", "state", "priority"),
        *("base", "variations", "compare_to", "personas", "persona", "phase", "kpi"),
        *("touchpoint", "content", "owner", "answers", "next", "channels"),
    )
)
"""Fields whose words are not read here: names of other records, and choices of the format."""
