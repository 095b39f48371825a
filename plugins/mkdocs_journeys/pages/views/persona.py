"""A persona's page: who she is, how she decides, what else is known, and her journeys.

What to know before writing to her is in `briefing.py`, what at a glance in `glance.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ...insight.evidence import rests_on_nothing
from ...model import Emotion, Journey, Persona
from .. import words
from ..curves import has_curve, moments, shown_journeys
from ..emblems import draw_emblem
from ..viewing import a_view
from ..writer import Link, Writer
from .glance import GlanceView, by_liking, glance, glance_of_card, used
from .parts import (
    Badge,
    ClaimView,
    FactView,
    JourneyCard,
    MoodView,
    OwnerView,
    PersonaCard,
    badge,
    card_mark,
    claims,
    facts,
    journey_card,
    mood,
    owner_line,
    persona_card,
)


@a_view
class PersonaSummary:
    """A persona as the overviews show her; `emblem` stands for a portrait.

    `mark` names the word for what changed on her page.
    """

    card: PersonaCard
    emblem: Markup | None
    glance: tuple[GlanceView, ...]
    mark: str | None


def summary(writer: Writer, persona: Persona) -> PersonaSummary:
    """Return a persona in short."""
    return PersonaSummary(
        card=persona_card(writer, persona),
        emblem=_emblem(writer, persona),
        glance=glance_of_card(writer, persona),
        mark=card_mark(writer, persona),
    )


@a_view
class HeadView:
    """Who she is, at a glance. `assumed` says that no evidence stands behind anything of it."""

    card: PersonaCard
    emblem: Markup | None
    portrait_of: str
    basis: Badge
    assumed: bool
    story: Markup | None
    tags: tuple[str, ...]
    glance: tuple[GlanceView, ...]
    jumps: tuple[Link, ...]


def head(writer: Writer, persona: Persona, parts_said: tuple[tuple[str, object], ...]) -> HeadView:
    """Return who she is. `parts_said` are the parts that may follow, each by its place."""
    return HeadView(
        card=persona_card(writer, persona),
        emblem=_emblem(writer, persona),
        portrait_of=persona.name,
        basis=badge(writer, words.BASES, persona.basis),
        assumed=rests_on_nothing(persona),
        story=writer.block(persona.story),
        tags=persona.tags,
        glance=glance(writer, persona),
        jumps=tuple(
            Link(text=writer.language.word(words.PERSONA_PARTS[place]), url=f"#part:{place}")
            for place, said in parts_said
            if said
        ),
    )


def _emblem(writer: Writer, persona: Persona) -> Markup | None:
    if persona.portrait:
        return None
    return draw_emblem(persona.id, persona_card(writer, persona).monogram)


@a_view
class RoleView:
    """A part in a decision, and who plays it; `here` says that it is the persona of the page."""

    role: str
    persona: Link | None
    here: bool
    mark: str | None


@a_view
class DecisionView:
    """How her side decides, with whom, and in whose decisions she has a part herself."""

    summary: Markup | None
    roles: tuple[RoleView, ...]
    elsewhere: tuple[RoleView, ...]
    summary_mark: str | None


def decision(writer: Writer, persona: Persona) -> DecisionView | None:
    """Return how the decision is made; None where nothing is said."""
    view = DecisionView(
        summary=writer.block(persona.decision_summary),
        roles=tuple(
            RoleView(
                role=role.role,
                persona=writer.link(role.persona) if role.persona else None,
                here=role.persona is persona,
                mark=writer.mark(role),
            )
            for role in persona.decision_roles
        ),
        elsewhere=tuple(
            RoleView(
                role=role.role,
                persona=writer.link(other),
                here=False,
                mark=writer.mark(role),
            )
            for other in writer.handbook.personas
            for role in other.decision_roles
            if role.persona is persona and other is not persona
        ),
        summary_mark=writer.mark(persona, "decision_process", "summary"),
    )
    return view if view.summary or view.roles or view.elsewhere else None


@a_view
class TraitView:
    """A trait between two opposites; `position` is the part of the way from low to high.

    `leans` names the nearer opposite: low, high, or "" in the middle.
    """

    low: str
    high: str
    value: str
    position: str
    leans: str
    mark: str | None


@a_view
class PreferenceView:
    """How much she likes a channel; `level` is a percentage, `used` says how often we use it."""

    channel: Link
    value: str
    level: str
    used: str
    mark: str | None


@a_view
class FactGroup:
    """Facts of one kind."""

    word: str
    facts: tuple[FactView, ...]
    mark: str | None


@a_view
class ProfileView:
    """Facts, habits, traits and channels, and how we know."""

    facts: tuple[FactGroup, ...]
    traits: tuple[TraitView, ...]
    channels: tuple[PreferenceView, ...]
    habits: tuple[ClaimView, ...]
    evidence: tuple[Link, ...]
    owner: OwnerView | None


def profile(writer: Writer, persona: Persona) -> ProfileView | None:
    """Return the rest of what is known; None where nothing is."""
    word = writer.language.word
    groups = (
        (word("Facts"), persona.demographics, ("demographics",)),
        (word("Way of life"), persona.psychographics, ("psychographics",)),
        (word("Online"), persona.digital, ("digital",)),
        (word("More"), persona.extra, tuple(persona.extra)),
    )
    view = ProfileView(
        facts=tuple(
            FactGroup(
                word=name,
                facts=facts(found),
                mark=writer.mark_all(*((persona, key) for key in keys)),
            )
            for name, found, keys in groups
            if found
        ),
        traits=tuple(
            TraitView(
                low=trait.low,
                high=trait.high,
                value=writer.language.number(trait.value),
                position=f"{(trait.value - 1) / 4:g}",
                leans="" if trait.value == _MIDDLE else "high" if trait.value > _MIDDLE else "low",
                mark=writer.mark(trait),
            )
            for trait in persona.traits
        ),
        channels=tuple(
            PreferenceView(
                channel=writer.link(preference.channel),
                value=writer.language.number(preference.value),
                level=f"{preference.value * 20:g}",
                used=used(writer, persona, preference.channel),
                mark=writer.mark_all(
                    (persona, "channels", preference.channel.id), (preference.channel, "name")
                ),
            )
            for preference in by_liking(persona)
        ),
        habits=claims(writer, persona.habits),
        evidence=writer.links(persona.evidence),
        owner=owner_line(writer, persona),
    )
    known = view.facts or view.traits or view.channels or view.habits
    return view if known or view.evidence or view.owner else None


_MIDDLE = 3
"""Of a trait's values from 1 to 5."""


@a_view
class TurnView:
    """The highest or the lowest moment of a journey, where it is and how it feels."""

    word: str
    mood: MoodView | None
    link: Link


@a_view
class WalkView:
    """A journey of hers; `chart` names its small curve."""

    card: JourneyCard
    chart: str | None
    turns: tuple[TurnView, ...]


@a_view
class JourneysView:
    """Her journeys; `chart` names the overlaid curves."""

    walks: tuple[WalkView, ...]
    chart: str | None


def journeys(writer: Writer, persona: Persona) -> JourneysView | None:
    """Return her journeys; None where she has none."""
    if not persona.journeys:
        return None
    small = drawn_small(persona)
    return JourneysView(
        walks=tuple(
            WalkView(
                card=journey_card(writer, journey),
                chart=small_chart(journey) if journey in small else None,
                turns=tuple(_turns(writer, journey)),
            )
            for journey in persona.journeys
        ),
        chart="curves" if shown_journeys(persona) else None,
    )


def drawn_small(persona: Persona) -> tuple[Journey, ...]:
    """Return the journeys with a small curve of their own: all, but for one drawn large alone."""
    found = tuple(journey for journey in persona.journeys if has_curve(journey))
    return () if len(found) == 1 and shown_journeys(persona) == found else found


def small_chart(journey: Journey) -> str:
    """Return the name of a journey's small curve on the page."""
    return f"curve-{journey.id}"


def _turns(writer: Writer, journey: Journey) -> Iterator[TurnView]:
    """Yield a journey's highest and lowest moment, the earlier of several; one if all are even."""
    known = [moment for moment in moments(journey) if moment.emotion]
    if not known:
        return
    word = writer.language.word

    def score(emotion: Emotion | None) -> float:
        return emotion.score if emotion else 0

    high = max(known, key=lambda moment: score(moment.emotion))
    low = min(known, key=lambda moment: score(moment.emotion))
    named = [(word("Highest"), high), (word("Lowest"), low)]
    if score(high.emotion) == score(low.emotion):
        named = [(word("All along"), high)]
    for said, moment in named:
        yield TurnView(
            word=said,
            mood=mood(writer, moment.emotion, cited=False),
            link=writer.link(moment.step or moment.stage),
        )
