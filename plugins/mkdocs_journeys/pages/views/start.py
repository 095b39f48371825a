"""Start here: a newcomer's first hour, as steps through the handbook's own pages."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from ...insight import first_hour
from ...insight.first_hour import Choice, Tour, minutes, tour
from ...insight.kpis import kpi_status
from ...insight.moods import felt
from ...model import Handbook, Journey, KpiUse, Message, Persona, Stage
from .. import words
from ..phases import phase_name
from ..viewing import a_view
from ..writer import Link, Writer
from .parts import level_of

MOST_SHOWN = 4
"""Messages and KPIs that a step shows: the others are on the page it leads to."""


@a_view
class CheckView:
    """A question about what a step showed; `answer` is one of the options, `more` says why."""

    question: Markup | str
    options: tuple[Markup | str, ...]
    answer: Markup | str
    more: str
    where: Link


@a_view
class StationView:
    """A stage on the way, with its phase and how long it lasts."""

    link: Link
    note: str


@a_view
class SaidView:
    """A message with its letter of AIDA and its touchpoint."""

    text: Markup
    letter: str | None
    touchpoint: Link | None


@a_view
class FiguresView:
    """A KPI and those of its figures that are known, each with its word."""

    link: Link
    figures: tuple[tuple[str, str], ...]


@a_view
class StepView:
    """A step of the hour. `key` is what the browser remembers it by."""

    key: str
    minutes: str
    look_for: str
    quote: Markup | None
    facts: tuple[tuple[str, tuple[Markup | str, ...]], ...]
    stations: tuple[StationView, ...]
    messages: tuple[SaidView, ...]
    kpis: tuple[FiguresView, ...]
    link: Link
    check: CheckView | None


@a_view
class IntroView:
    """What the hour is: its steps in a sentence, and the words for counting those done."""

    lead: str
    steps: int


@a_view
class _Step:
    """A step before it is numbered, with how many minutes it takes."""

    heading: str
    minutes: int
    key: str
    look_for: str
    link: Link
    check: CheckView | None
    quote: Markup | None = None
    facts: tuple[tuple[str, tuple[Markup | str, ...]], ...] = ()
    stations: tuple[StationView, ...] = ()
    messages: tuple[SaidView, ...] = ()
    kpis: tuple[FiguresView, ...] = ()


def steps(writer: Writer) -> tuple[IntroView, tuple[tuple[str, StepView], ...]] | None:
    """Return the introduction, and the steps by their headings; None where there is no tour."""
    found = tour(writer.handbook)
    if found is None:
        return None
    made = tuple(_steps(writer, found))
    word, number = writer.language.word, writer.language.number
    count = writer.language.words("{count} step", "{count} steps", len(made))
    total = sum(step.minutes for step in made)
    lead = word(
        "{steps} through this handbook, about {minutes} in all. Each ends with a question to see"
        " what stayed with you."
    ).format(steps=count, minutes=_minutes(writer, total))
    return IntroView(lead=lead, steps=len(made)), tuple(
        (
            f"{number(place)}. {step.heading}",
            StepView(
                key=step.key,
                minutes=_minutes(writer, step.minutes),
                look_for=step.look_for,
                quote=step.quote,
                facts=tuple((name, values) for name, values in step.facts if values),
                stations=step.stations,
                messages=step.messages,
                kpis=step.kpis,
                link=step.link,
                check=step.check,
            ),
        )
        for place, step in enumerate(made, 1)
    )


def has_tour(handbook: Handbook) -> bool:
    """Return whether there is anything to start with: somebody with a map, or with a story."""
    found = tour(handbook)
    return found is not None and (found.journey is not None or _tells(found.persona))


def _tells(persona: Persona) -> bool:
    return bool(persona.quote or persona.story or persona.decision_criteria or persona.fears)


def _minutes(writer: Writer, count: int) -> str:
    return writer.language.words("{count} minute", "{count} minutes", count)


def _steps(writer: Writer, of: Tour) -> Iterator[_Step]:
    if _tells(of.persona) or of.journey is None:
        yield _meet(writer, of.persona)
    if of.journey is None:
        return
    yield _walk(writer, of.persona, of.journey)
    if of.hardest:
        yield _stop(writer, of.persona, of.hardest)
    if of.told_at:
        yield _say(writer, of.told_at)
    if of.measured_at:
        yield _measure(writer, of.measured_at)


def _meet(writer: Writer, persona: Persona) -> _Step:
    word = writer.language.word
    here = writer.link(persona)
    criterion = first_hour.first_criterion(persona)
    fear = None if criterion else first_hour.own_fear(persona, writer.handbook)
    check = None
    if choice := criterion or fear:
        question = (
            word("What matters most to {name} in a decision?")
            if criterion
            else word("What is {name} afraid of?")
        )
        check = _prose_check(writer, question.format(name=persona.name), choice, here)
    goals = (*persona.professional_goals, *persona.personal_goals)
    fears = () if fear else persona.fears
    return _Step(
        heading=word("Meet {name}").format(name=persona.name),
        minutes=minutes(persona),
        key="persona",
        look_for=word(
            "Read the story, then what {name} decides by. Look up and say in one sentence who"
            " {name} is and what {name} wants from us."
        ).format(name=persona.name),
        quote=writer.inline(persona.quote),
        facts=(
            (word("Who"), _texts(persona.archetype)),
            (word("Goal"), tuple(_prose(writer, goal.text) for goal in goals[:1])),
            (word("Fear"), tuple(_prose(writer, fear.text) for fear in fears[:1])),
        ),
        link=Link(text=word("Open the page about {name}").format(name=persona.name), url=here.url),
        check=check,
    )


def _walk(writer: Writer, persona: Persona, journey: Journey) -> _Step:
    word = writer.language.word
    here = writer.link(journey)
    best, second = first_hour.best_stage(journey), first_hour.second_stage(journey)
    check = None
    if choice := best or second:
        question = (
            word("Where along the way does {name} feel best?").format(name=persona.name)
            if best
            else word("What comes right after “{stage}”?").format(stage=journey.stages[0].name)
        )
        emotion = felt(choice.right) if best else None
        check = CheckView(
            question=question,
            options=tuple(stage.name for stage in choice.options),
            answer=choice.right.name,
            more=_feeling(writer, choice.right) if emotion else "",
            where=writer.link(choice.right),
        )
    look_for = (
        word("Go from left to right. Where does the curve rise, where does it fall, and why?")
        if any(felt(stage) for stage in journey.stages)
        else word("Go from left to right, and put yourself in the place of {name}.")
    )
    return _Step(
        heading=word("Walk the map: {title}").format(title=journey.name),
        minutes=minutes(journey),
        key="map",
        look_for=look_for.format(name=persona.name),
        facts=(
            (word("What it is for"), _texts(journey.objective)),
            (word("From"), _texts(journey.scope_from)),
            (word("To"), _texts(journey.scope_to)),
        ),
        stations=tuple(
            StationView(
                link=writer.link(stage),
                note=stage.duration or (phase_name(writer, stage.phase) if stage.phase else ""),
            )
            for stage in journey.stages
        ),
        link=Link(text=word("Open the map"), url=here.url),
        check=check,
    )


def _stop(writer: Writer, persona: Persona, stage: Stage) -> _Step:
    word = writer.language.word
    here = writer.link(stage)
    emotion = felt(stage)
    assert emotion is not None  # noqa: S101 - the hardest stage is one that feels like something
    pain = first_hour.pain_here(stage)
    if pain:
        check = CheckView(
            question=word("Which of these hurts at this stage?"),
            options=tuple(_prose(writer, point.text) for point in pain.options),
            answer=_prose(writer, pain.right.text),
            more=word("Severity:") + f" {word(words.SEVERITIES[pain.right.severity])}"
            if pain.right.severity
            else "",
            where=here,
        )
    else:
        check = CheckView(
            question=word("How does {name} feel at this stage?").format(name=persona.name),
            options=tuple(word(level) for level in words.LEVELS),
            answer=word(words.LEVELS[level_of(emotion.score)]),
            more=_feeling(writer, stage),
            where=here,
        )
    planned = [
        chance for chance in stage.opportunities if chance.status in ("planned", "in-progress")
    ]
    return _Step(
        heading=word("Stop where it is hardest: {stage}").format(stage=stage.name),
        minutes=minutes(stage),
        key="hardest",
        look_for=word(
            "Read how it feels and in whose words, what hurts, and what is planned against it."
        ),
        quote=writer.inline(emotion.quote),
        facts=(
            (word("Mood"), (_feeling(writer, stage),) if pain else ()),
            (word("Why"), (_prose(writer, emotion.why),) if emotion.why else ()),
            (
                word("Planned"),
                tuple(_prose(writer, chance.text) for chance in planned[:MOST_SHOWN]),
            ),
        ),
        link=Link(text=word("Open the stage"), url=here.url),
        check=check,
    )


def _say(writer: Writer, stage: Stage) -> _Step:
    word = writer.language.word
    here = writer.link(stage)
    check = None
    lettered = first_hour.with_letter(stage)
    if proof := first_hour.proof_of(stage):
        said, choice = proof
        check = CheckView(
            question=_asked(writer, word("What proves “{message}”?"), said.text),
            options=tuple(content.name for content in choice.options),
            answer=choice.right.name,
            more=choice.right.format or "",
            where=writer.proof(choice.right, near=stage),
        )
    elif lettered and lettered.aida:
        check = CheckView(
            question=_asked(
                writer, word("Which letter of AIDA does “{message}” serve?"), lettered.text
            ),
            options=tuple(word(letter) for letter in words.OBJECTIVES.values()),
            answer=word(words.OBJECTIVES[lettered.aida]),
            more="",
            where=here,
        )
    return _Step(
        heading=word("What we say at “{stage}”").format(stage=stage.name),
        minutes=minutes(*stage.messages),
        key="messages",
        look_for=word(
            "Find the touchpoint of each message, and what proves it. Which one would you send"
            " today?"
        ),
        messages=tuple(_said(writer, said, stage) for said in stage.messages[:MOST_SHOWN]),
        link=Link(text=word("Open what we say"), url=here.url),
        check=check,
    )


def _measure(writer: Writer, stage: Stage) -> _Step:
    word = writer.language.word
    here = writer.link(stage)
    use = first_hour.asked_kpi(stage)
    asked = _figures(writer, use, stage)
    return _Step(
        heading=word("How we measure “{stage}”").format(stage=stage.name),
        minutes=minutes(*stage.kpis),
        key="kpis",
        look_for=word(
            "Compare the figure of today with the target and the alert. What would you report?"
        ),
        kpis=tuple(_figures(writer, use, stage) for use in stage.kpis[:MOST_SHOWN]),
        link=Link(text=word("Open the figures"), url=here.url),
        check=CheckView(
            question=word("Where does “{kpi}” stand?").format(kpi=asked.link.text),
            options=tuple(word(status) for status in words.KPI_STATUSES.values()),
            answer=word(words.KPI_STATUSES[kpi_status(use)]),
            more=", ".join(f"{name} {figure}" for name, figure in asked.figures),
            where=asked.link,
        ),
    )


def _feeling(writer: Writer, stage: Stage) -> str:
    emotion = felt(stage)
    if emotion is None:
        return ""
    level = writer.language.word(words.LEVELS[level_of(emotion.score)])
    said = f"{level}, {emotion.feeling}" if emotion.feeling else level
    return f"{said} ({writer.language.signed(emotion.score)})"


def _prose_check(writer: Writer, question: str, choice: Choice[str], where: Link) -> CheckView:
    return CheckView(
        question=question,
        options=tuple(_prose(writer, option) for option in choice.options),
        answer=_prose(writer, choice.right),
        more="",
        where=where,
    )


def _texts(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _said(writer: Writer, said: Message, stage: Stage) -> SaidView:
    return SaidView(
        text=_prose(writer, said.text),
        letter=writer.language.word(words.OBJECTIVES[said.aida]) if said.aida else None,
        touchpoint=writer.link(said.touchpoint, near=stage) if said.touchpoint else None,
    )


def _figures(writer: Writer, use: KpiUse, stage: Stage) -> FiguresView:
    alert = words.FIGURES["alert"] if use.kpi.better == "up" else words.ALERT_ABOVE
    known = (
        (words.FIGURES["baseline"], use.baseline),
        (words.FIGURES["current"], use.current),
        (words.FIGURES["target"], use.target),
        (alert, use.alert),
    )
    return FiguresView(
        link=writer.link(use.kpi, near=stage),
        figures=tuple(
            (writer.language.word(name), writer.language.quantity(figure, use.kpi.unit))
            for name, figure in known
            if figure is not None
        ),
    )


def _prose(writer: Writer, text: str) -> Markup:
    return writer.inline(text) or escape(text)


def _asked(writer: Writer, question: str, text: str) -> Markup:
    """Return a question with an author's text in it."""
    before, _, after = question.partition("{message}")
    return escape(before) + _prose(writer, text) + escape(after)
