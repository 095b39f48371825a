"""What we tell a persona in a stage, by AIDA letter, each message with its proof."""

from __future__ import annotations

from markupsafe import Markup

from ....model import Content, Message, Stage
from ... import words
from ...viewing import a_view
from ...writer import Link, Writer
from ..parts import Badge, ContentView, FactView, MessageView, badge, content, facts, message


@a_view
class SaidView:
    """A message of this stage. `proof` is all that is known of its content.

    Content that proves several messages is told with the first; the others link there.
    """

    message: MessageView
    proof: ContentView | None
    again: Link | None
    facts: tuple[FactView, ...]
    mark: str | None


@a_view
class ObjectiveView:
    """What we want to reach, for one letter of AIDA, and what we say for it.

    `letter` is None for messages that serve none.
    """

    letter: Badge | None
    text: Markup | None
    messages: tuple[SaidView, ...]
    mark: str | None


def tell(writer: Writer, stage: Stage) -> tuple[ObjectiveView, ...]:
    """Return the objectives with their messages, then the messages without a letter."""
    told: dict[Content, None] = {}
    views = [
        ObjectiveView(
            letter=badge(writer, words.OBJECTIVES, letter),
            text=writer.inline(_objective(stage, letter)),
            messages=_messages(writer, stage, letter, told),
            mark=writer.mark(stage, "aida", letter),
        )
        for letter in words.OBJECTIVES
        if letter in stage.objectives or any(m.aida == letter for m in stage.messages)
    ]
    if others := _messages(writer, stage, None, told):
        views.append(ObjectiveView(letter=None, text=None, messages=others, mark=None))
    return tuple(views)


def _objective(stage: Stage, letter: str) -> str | None:
    return next((text for name, text in stage.objectives.items() if name == letter), None)


def _messages(
    writer: Writer, stage: Stage, letter: str | None, told: dict[Content, None]
) -> tuple[SaidView, ...]:
    return tuple(
        _said(writer, stage, record, told) for record in stage.messages if record.aida == letter
    )


def _said(writer: Writer, stage: Stage, record: Message, told: dict[Content, None]) -> SaidView:
    proof = record.content if isinstance(record.content, Content) else None
    first = proof not in told
    if proof:
        told[proof] = None
    return SaidView(
        message=message(writer, record, stage),
        proof=content(writer, proof) if proof and first else None,
        again=_again(writer, stage, proof) if proof and not first else None,
        facts=facts(record.extra),
        mark=writer.mark(record),
    )


def _again(writer: Writer, stage: Stage, proof: Content) -> Link:
    """Return a link that opens content told before; of one without an address, to where."""
    return (writer.proof if proof.url else writer.link)(proof, near=stage)
