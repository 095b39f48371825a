"""Personas over common phases: what each feels in every phase of today's journeys."""

from __future__ import annotations

from markupsafe import Markup

from ...model import Journey, PainPoint, Stage
from .. import words
from ..comparisons import lay_over_phases
from ..curves import Moment
from ..viewing import a_view
from ..writer import Link, Writer
from .compare import lowest_of
from .parts import Badge, MoodView, PersonaCard, badge, mood, persona_card


@a_view
class StageMood:
    """How a stage feels; None is unknown. `mark` names that of a change under review."""

    stage: Link
    mood: MoodView | None
    mark: str | None = None


@a_view
class PhaseCell:
    """The stages of a journey in a phase; `lowest` sorts by the lowest of their scores."""

    word: str
    moods: tuple[StageMood, ...]
    lowest: str


@a_view
class PainCell:
    """The pain that weighs most, and where."""

    text: Markup | None
    severity: Badge | None
    stage: Link
    others: str | None


@a_view
class JourneyRow:
    """A journey of today: its phases, its lowest moment, its main pain, what we say there."""

    personas: tuple[PersonaCard, ...]
    journey: Link
    phases: tuple[PhaseCell, ...]
    lowest: StageMood | None
    lowest_score: str
    pain: PainCell | None
    messages: str
    message_count: int


@a_view
class PersonasView:
    """A row for each journey, over the phases that any of them goes through."""

    phases: tuple[str, ...]
    rows: tuple[JourneyRow, ...]


def personas(writer: Writer, journeys: tuple[Journey, ...]) -> PersonasView | None:
    """Return the journeys of personas over common phases; None where there are none."""
    if not journeys:
        return None
    laid = lay_over_phases(writer, journeys)
    return PersonasView(
        phases=laid.columns,
        rows=tuple(
            _row(writer, journey, laid.columns, found)
            for journey, found in zip(journeys, laid.points, strict=True)
        ),
    )


def _row(
    writer: Writer, journey: Journey, columns: tuple[str, ...], found: tuple[Moment, ...]
) -> JourneyRow:
    lowest = lowest_of(journey)
    count = sum(len(stage.messages) for stage in journey.stages)
    return JourneyRow(
        personas=tuple(persona_card(writer, persona) for persona in journey.personas),
        journey=writer.link(journey),
        phases=tuple(
            _phase(writer, word, [moment.stage for moment in found if int(moment.x) == number])
            for number, word in enumerate(columns)
        ),
        lowest=StageMood(
            stage=writer.link(lowest.step or lowest.stage),
            mood=mood(writer, lowest.emotion, cited=False),
        )
        if lowest
        else None,
        lowest_score=f"{lowest.emotion.score:g}" if lowest and lowest.emotion else "",
        pain=_pain(writer, journey),
        messages=writer.language.number(count),
        message_count=count,
    )


def _phase(writer: Writer, word: str, stages: list[Stage]) -> PhaseCell:
    scores = [stage.emotion.score for stage in stages if stage.emotion]
    return PhaseCell(
        word=word,
        moods=tuple(
            StageMood(
                stage=writer.link(stage),
                mood=mood(writer, stage.emotion, cited=False),
                mark=writer.mark_all((stage, "id"), (stage, "emotion")),
            )
            for stage in stages
        ),
        lowest=f"{min(scores):g}" if scores else "",
    )


_WEIGHTS = {"high": 0, "medium": 1, "low": 2, None: 3}


def main_pain(journey: Journey) -> tuple[Stage, PainPoint] | None:
    """Return the pain point of the highest severity, of several that of the lowest stage."""
    found = [(stage, point) for stage in journey.stages for point in stage.pain_points]

    def weight(one: tuple[Stage, PainPoint]) -> tuple[int, float]:
        stage, point = one
        # Where a feeling is unknown it is not called a low one.
        return _WEIGHTS[point.severity], stage.emotion.score if stage.emotion else 3.0

    return min(found, key=weight, default=None)


def _pain(writer: Writer, journey: Journey) -> PainCell | None:
    found = main_pain(journey)
    if found is None:
        return None
    stage, point = found
    others = sum(len(one.pain_points) for one in journey.stages) - 1
    return PainCell(
        text=writer.inline(point.text),
        severity=badge(writer, words.SEVERITIES, point.severity) if point.severity else None,
        stage=writer.link(stage),
        others=writer.language.words("{count} more", "{count} more", others) if others else None,
    )
