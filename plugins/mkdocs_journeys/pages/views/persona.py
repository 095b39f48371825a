"""A persona's page: who she is, what to say to her, and her journeys."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...model import Claim, Message, Persona, Stage
from .. import words
from ..curves import shown_journeys
from ..writer import Link, Writer
from .parts import (
    Badge,
    ClaimView,
    FactView,
    JourneyCard,
    MessageView,
    OwnerView,
    Part,
    PersonaCard,
    badge,
    claims,
    facts,
    journey_card,
    message,
    owner_line,
    parts,
    persona_card,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """Who she is, at a glance."""

    card: PersonaCard
    basis: Badge
    story: Markup | None
    tags: tuple[str, ...]


def head(writer: Writer, persona: Persona) -> HeadView:
    """Return who she is."""
    return HeadView(
        card=persona_card(writer, persona),
        basis=badge(writer, words.BASES, persona.basis),
        story=writer.block(persona.story),
        tags=persona.tags,
    )


def wants(writer: Writer, persona: Persona) -> tuple[Part, ...]:
    """Return what she wants, fears and expects."""
    return parts(
        writer,
        (
            (words.mark("Professional goals"), persona.professional_goals),
            (words.mark("Personal goals"), persona.personal_goals),
            (words.mark("Needs"), persona.needs),
            (words.mark("Expectations"), persona.expectations),
            (words.mark("Frustrations"), persona.frustrations),
            (words.mark("Fears"), persona.fears),
            (words.mark("Ambitions"), persona.ambitions),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionView:
    """What she holds against us, and our answer with its proof."""

    says: Markup | None
    answer: Markup | None
    content: Link | None
    evidence: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """What she decides by, and with whom. `criteria` come most important first."""

    criteria: tuple[ClaimView, ...]
    summary: Markup | None
    roles: tuple[tuple[str, Link | None], ...]


def objections(writer: Writer, persona: Persona) -> tuple[ObjectionView, ...]:
    """Return the objections."""
    return tuple(
        ObjectionView(
            says=writer.inline(record.says),
            answer=writer.inline(record.answer),
            content=writer.link(record.content) if record.content else None,
            evidence=writer.links(record.evidence),
        )
        for record in persona.objections
    )


def decision(writer: Writer, persona: Persona) -> DecisionView | None:
    """Return how the decision is made; None where nothing is said."""
    view = DecisionView(
        criteria=claims(writer, persona.decision_criteria),
        summary=writer.block(persona.decision_summary),
        roles=tuple(
            (role.role, writer.link(role.persona) if role.persona else None)
            for role in persona.decision_roles
        ),
    )
    return view if view.criteria or view.summary or view.roles else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldView:
    """What we tell her for one letter of AIDA, over all her journeys of today."""

    letter: Badge
    messages: tuple[tuple[MessageView, Link], ...]


_MOST_MESSAGES = 6
"""A letter's messages shown on the persona's page; the stages hold them all."""


def told(writer: Writer, persona: Persona) -> tuple[ToldView, ...]:
    """Return the messages of her journeys by letter, each with its stage."""
    views = []
    for letter in words.OBJECTIVES:
        found: dict[str, tuple[Message, Stage]] = {}
        for journey in persona.journeys:
            if journey.state != "current":
                continue
            for stage in journey.stages:
                for record in stage.messages:
                    if record.aida == letter:
                        found.setdefault(record.text, (record, stage))
        if found:
            shown = list(found.values())[:_MOST_MESSAGES]
            views.append(
                ToldView(
                    letter=badge(writer, words.OBJECTIVES, letter),
                    messages=tuple(
                        (message(writer, record, stage), writer.link(stage))
                        for record, stage in shown
                    ),
                )
            )
    return tuple(views)


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneysView:
    """Her journeys; `chart` names the overlaid curves."""

    journeys: tuple[JourneyCard, ...]
    chart: str | None


def journeys(writer: Writer, persona: Persona) -> JourneysView | None:
    """Return her journeys; None where she has none."""
    if not persona.journeys:
        return None
    return JourneysView(
        journeys=tuple(journey_card(writer, journey) for journey in persona.journeys),
        chart="curves" if shown_journeys(persona) else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitView:
    """A trait between two opposites; `position` is a percentage of the way from low to high."""

    low: str
    high: str
    value: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceView:
    """How much she likes a channel; `level` is a percentage."""

    channel: Link
    value: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    """Facts, habits, traits and channels, and how we know."""

    facts: tuple[tuple[str, tuple[FactView, ...]], ...]
    parts: tuple[Part, ...]
    traits: tuple[TraitView, ...]
    channels: tuple[PreferenceView, ...]
    evidence: tuple[Link, ...]
    owner: OwnerView | None


def profile(writer: Writer, persona: Persona) -> ProfileView:
    """Return the rest of what is known."""
    word = writer.language.word
    groups = (
        (word("Facts"), facts(persona.demographics)),
        (word("Way of life"), facts(persona.psychographics)),
        (word("Online"), facts(persona.digital)),
        (word("More"), facts(persona.extra)),
    )
    named: tuple[tuple[str, tuple[Claim, ...]], ...] = (
        (words.mark("Habits"), persona.habits),
        (words.mark("Sources trusted"), persona.sources),
        (words.mark("Listens to"), persona.influencers),
    )
    return ProfileView(
        facts=tuple((name, found) for name, found in groups if found),
        parts=parts(writer, named),
        traits=tuple(
            TraitView(
                low=trait.low,
                high=trait.high,
                value=writer.language.number(trait.value),
                position=round((trait.value - 1) * 25),
            )
            for trait in persona.traits
        ),
        channels=tuple(
            PreferenceView(
                channel=writer.link(preference.channel),
                value=writer.language.number(preference.value),
                level=round(preference.value * 20),
            )
            for preference in sorted(persona.channels, key=lambda p: -p.value)
        ),
        evidence=writer.links(persona.evidence),
        owner=owner_line(writer, persona),
    )
