"""How a stage feels, and what goes on in it on the persona's side."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from ....insight.evidence import grade
from ....model import Stage
from ... import words
from ...viewing import a_view
from ...writer import Writer
from ..parts import Badge, ClaimsView, FactView, MoodView, claim_lists, facts, mood


@a_view
class MindView:
    """How she feels, what she wants, and what goes through her mind."""

    mood: MoodView | None
    grade: Badge
    mindset: Markup | None
    goal: Markup | None
    mood_mark: str | None
    mindset_mark: str | None
    goal_mark: str | None


def mind(writer: Writer, stage: Stage, *, today: dt.date) -> MindView | None:
    """Return how she feels; None where nothing is said."""
    if stage.emotion is None and stage.mindset is None and stage.goal is None:
        return None
    graded = grade(stage, evidence_age=writer.handbook.evidence_age, today=today)
    return MindView(
        mood=mood(writer, stage.emotion),
        grade=Badge(word=writer.language.word(words.GRADES[graded]), value=graded),
        mindset=writer.inline(stage.mindset),
        goal=writer.inline(stage.goal),
        mood_mark=writer.mark(stage, "emotion"),
        mindset_mark=writer.mark(stage, "mindset"),
        goal_mark=writer.mark(stage, "goal"),
    )


@a_view
class DoingView:
    """What she does and asks, each in a short list, and facts of the author's own naming."""

    parts: tuple[ClaimsView, ...]
    facts: tuple[FactView, ...]


def doing(writer: Writer, stage: Stage) -> DoingView | None:
    """Return what she does and asks; None where nothing is said."""
    view = DoingView(
        parts=claim_lists(
            writer,
            (
                (words.LANES["questions"], stage.questions),
                (words.LANES["actions"], stage.actions),
                (words.LANES["seeks"], stage.seeks),
                (words.LANES["motivations"], stage.motivations),
            ),
        ),
        facts=facts(stage.extra),
    )
    return view if view.parts or view.facts else None
