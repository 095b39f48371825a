"""What to know before writing to a persona: her wants, fears, questions; what we say and answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from markupsafe import Markup

from ...model import Claim, Content, Gap, Message, Persona, Stage, Touchpoint
from .. import words
from ..viewing import a_view
from ..writer import Link, Writer
from .called import names
from .parts import (
    Badge,
    ClaimsView,
    ClaimView,
    FactView,
    MessageView,
    badge,
    claim_lists,
    claims,
    facts,
    message,
)


@a_view
class AskedView:
    """What she asks in a stage."""

    stage: Link
    questions: tuple[ClaimView, ...]


@a_view
class BeforeView:
    """What to know before writing to her. `criteria` come most important first."""

    name: str
    wants: tuple[ClaimsView, ...]
    fears: tuple[ClaimsView, ...]
    asks: tuple[AskedView, ...]
    criteria: tuple[ClaimView, ...]
    trusts: tuple[ClaimsView, ...]


def before(writer: Writer, persona: Persona) -> BeforeView | None:
    """Return what she wants, fears, asks and trusts; None where nothing is said."""
    view = BeforeView(
        name=persona.name,
        wants=_claimed(
            writer,
            persona,
            ("professional_goals", "personal_goals", "needs", "expectations", "ambitions"),
        ),
        fears=_claimed(writer, persona, ("fears", "frustrations")),
        asks=tuple(_asked(writer, persona)),
        criteria=claims(writer, persona.decision_criteria),
        trusts=_claimed(writer, persona, ("sources", "influencers")),
    )
    said = view.wants or view.fears or view.asks or view.criteria or view.trusts
    return view if said else None


def _claimed(writer: Writer, persona: Persona, names: tuple[str, ...]) -> tuple[ClaimsView, ...]:
    return claim_lists(writer, ((words.CLAIMS[name], getattr(persona, name)) for name in names))


def _asked(writer: Writer, persona: Persona) -> Iterator[AskedView]:
    """Yield her questions by stage, each question once."""
    seen: set[str] = set()
    for stage in _stages(persona):
        new: list[Claim] = []
        for question in stage.questions:
            if question.text not in seen:
                seen.add(question.text)
                new.append(question)
        if new:
            yield AskedView(stage=writer.link(stage), questions=claims(writer, new))


def _stages(persona: Persona) -> Iterator[Stage]:
    """Yield the stages of her journeys, those of today before targets."""
    for journey in persona.journeys:
        yield from journey.stages


@a_view
class SaidView:
    """A message and the stages that send it; `planned` says that only a target map does."""

    message: MessageView
    stages: tuple[Link, ...]
    planned: Badge | None
    mark: str | None


@a_view
class ToldView:
    """What we tell her for one letter of AIDA; None for messages without a letter."""

    letter: Badge | None
    count: str
    messages: tuple[SaidView, ...]


@a_view
class TellView:
    """All that we tell her, by letter."""

    name: str
    letters: tuple[ToldView, ...]


def told(writer: Writer, persona: Persona) -> TellView | None:
    """Return the messages of her journeys by letter; None where we have nothing to say.

    What several stages say in the same place with the same proof is one message.
    """
    found: dict[str | None, dict[_Told, list[tuple[Message, Stage]]]] = {
        letter: {} for letter in (*words.OBJECTIVES, None)
    }
    for stage in _stages(persona):
        for record in stage.messages:
            found[record.aida].setdefault(_told(record), []).append((record, stage))
    letters = tuple(
        ToldView(
            letter=badge(writer, words.OBJECTIVES, letter) if letter else None,
            count=writer.language.words("{count} message", "{count} messages", len(messages)),
            messages=tuple(_said(writer, uses) for uses in messages.values()),
        )
        for letter, messages in found.items()
        if messages
    )
    return TellView(name=persona.name, letters=letters) if letters else None


_Told: TypeAlias = tuple[str, Touchpoint | None, Content | str | None]


def _told(record: Message) -> _Told:
    """Return what two messages have in common that are the same to a reader."""
    proof = record.content
    return record.text, record.touchpoint, proof.gap if isinstance(proof, Gap) else proof


def _said(writer: Writer, uses: list[tuple[Message, Stage]]) -> SaidView:
    """Return a message with its stages: those of today, else those of target maps."""
    today = [use for use in uses if use[1].journey.state == "current"]
    shown = today or uses
    record, stage = shown[0]
    return SaidView(
        message=message(writer, record, stage),
        stages=tuple(writer.link(of) for _, of in shown),
        planned=None if today else badge(writer, words.STATES, "target"),
        mark=writer.mark_all(*((of,) for of, _ in shown), *names(writer, record)),
    )


@a_view
class ObjectionView:
    """What she holds against us, and our answer with its proof."""

    id: str
    says: Markup | None
    answer: Markup | None
    content: Link | None
    format: str | None
    evidence: tuple[Link, ...]
    facts: tuple[FactView, ...]
    mark: str | None


def objections(writer: Writer, persona: Persona) -> tuple[ObjectionView, ...]:
    """Return the objections."""
    return tuple(
        ObjectionView(
            id=f"objection:{record.id or number}",
            says=writer.inline(record.says),
            answer=writer.inline(record.answer),
            content=writer.proof(record.content) if record.content else None,
            format=record.content.format if record.content else None,
            evidence=writer.links(record.evidence),
            facts=facts(record.extra),
            mark=writer.mark_all((record,), *names(writer, record)),
        )
        for number, record in enumerate(persona.objections, start=1)
    )
