"""Parts that several pages show in the same way."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from ...insight.kpis import KpiStatus, kpi_status, progress
from ...model import (
    Claim,
    Content,
    Emotion,
    Facts,
    Gap,
    Journey,
    KpiUse,
    Message,
    Named,
    Next,
    Persona,
    Stage,
)
from .. import words
from ..addresses import anchor
from ..viewing import a_view
from ..writer import Link, Writer


@a_view
class Badge:
    """A choice of the format: its word, and its value for the stylesheet."""

    word: str
    value: str


def badge(writer: Writer, table: dict[str, str], value: str) -> Badge:
    """Return the word of a value; a value without a word speaks for itself."""
    return Badge(word=writer.language.word(table[value]) if value in table else value, value=value)


@a_view
class FactView:
    """A fact of the author's own naming."""

    name: str
    values: tuple[str, ...]


def facts(*groups: Facts) -> tuple[FactView, ...]:
    """Return facts in the order they were written; `x-` is not part of an extra fact's name."""
    if not any(groups):  # as it is with almost all that can have some
        return ()
    return tuple(
        FactView(name=name.removeprefix("x-").replace("-", " ").capitalize(), values=values)
        if name.startswith("x-")
        else FactView(name=name, values=values)
        for group in groups
        for name, values in group.items()
    )


@a_view
class ClaimView:
    """Something claimed, with what it rests on. `mark` names that of a change under review."""

    text: Markup | None
    evidence: tuple[Link, ...]
    facts: tuple[FactView, ...]
    mark: str | None


def claims(writer: Writer, records: Iterable[Claim]) -> tuple[ClaimView, ...]:
    """Return views of claims."""
    return tuple(
        ClaimView(
            text=writer.inline(claim.text),
            evidence=writer.links(claim.evidence),
            facts=facts(claim.extra),
            mark=writer.mark(claim),
        )
        for claim in records
    )


@a_view
class ClaimsView:
    """A list of claims under a word, such as her fears."""

    word: str
    claims: tuple[ClaimView, ...]


def claim_lists(
    writer: Writer, named: Iterable[tuple[str, tuple[Claim, ...]]]
) -> tuple[ClaimsView, ...]:
    """Return the lists that have anything in them; the words are interface words."""
    return tuple(
        ClaimsView(word=writer.language.word(word), claims=claims(writer, records))
        for word, records in named
        if records
    )


@a_view
class RatingView:
    """A rating from 1 to 5: what it rates, its number as a text, and for the picture."""

    word: str
    text: str
    value: float


def ratings(writer: Writer, **values: float | None) -> tuple[RatingView, ...]:
    """Return the ratings that are known, by what they rate (see `words.RATINGS`)."""
    return tuple(
        RatingView(
            word=writer.language.word(words.RATINGS[name]),
            text=writer.language.number(value),
            value=value,
        )
        for name, value in values.items()
        if value is not None
    )


@a_view
class MoodView:
    """An emotion. `level` runs from 0 (−2) to 4 (+2) and picks the colour; the words say it too."""

    level: int
    score: str
    word: str
    feeling: str | None
    why: Markup | None
    quote: Markup | None
    evidence: tuple[Link, ...]


def mood(writer: Writer, emotion: Emotion | None, *, cited: bool = True) -> MoodView | None:
    """Return a view of an emotion; none is unknown. `cited` says whether its evidence is shown."""
    if emotion is None:
        return None
    level = level_of(emotion.score)
    return MoodView(
        level=level,
        score=writer.language.signed(emotion.score),
        word=writer.language.word(words.LEVELS[level]),
        feeling=emotion.feeling,
        why=writer.inline(emotion.why),
        quote=writer.inline(emotion.quote),
        evidence=writer.links(emotion.evidence) if cited else (),
    )


def level_of(score: float) -> int:
    """Return the step of the axis that is nearest: 0 for −2 to 4 for +2, halves away from 0."""
    return int(score + 2.5) if score >= 0 else 4 - int(-score + 2.5)


@a_view
class KpiView:
    """A KPI in a cell of the map. `progress` is a percentage from 0 to 100, None if unknown."""

    link: Link
    current: str | None
    target: str | None
    status: Badge
    progress: int | None


def kpi(writer: Writer, use: KpiUse, stage: Stage) -> KpiView:
    """Return a KPI as a cell of the map has it."""

    def figure(number: float | None) -> str | None:
        return None if number is None else writer.language.quantity(number, use.kpi.unit)

    way = progress(use)
    status: KpiStatus = kpi_status(use)
    return KpiView(
        link=writer.link(use.kpi, near=stage),
        current=figure(use.current),
        target=figure(use.target),
        status=Badge(word=writer.language.word(words.KPI_STATUSES[status]), value=status),
        progress=None if way is None else round(100 * min(1.0, max(0.0, way))),
    )


def link(writer: Writer, record: Named | None) -> Link | None:
    """Return a link to a record that may be absent."""
    return None if record is None else writer.link(record)


@a_view
class ContentView:
    """A piece of content, as the proof of a message; `url` opens it."""

    id: str
    name: str
    url: str | None
    format: str | None
    updated: str | None
    owner: Link | None
    note: Markup | None
    mark: str | None


def content(writer: Writer, record: Content) -> ContentView:
    """Return a view of a piece of content."""
    return ContentView(
        id=anchor(record),
        name=record.name,
        url=writer.outside(record.url) if record.url else None,
        format=record.format,
        updated=writer.language.date(record.updated) if record.updated else None,
        owner=link(writer, record.owner),
        note=writer.inline(record.note),
        mark=writer.mark(record),
    )


@a_view
class GapView:
    """Content that is missing."""

    text: Markup | None
    owner: Link | None
    due: str | None


@a_view
class MessageView:
    """A message, with its touchpoint and its proof."""

    text: Markup | None
    objective: Badge | None
    touchpoint: Link | None
    content: Link | None
    gap: GapView | None


def message(writer: Writer, record: Message, stage: Stage) -> MessageView:
    """Return a view of a message of a stage."""
    proof = record.content
    return MessageView(
        text=writer.inline(record.text),
        objective=badge(writer, words.OBJECTIVES, record.aida) if record.aida else None,
        touchpoint=writer.link(record.touchpoint, near=stage) if record.touchpoint else None,
        content=writer.proof(proof, near=stage) if isinstance(proof, Content) else None,
        gap=GapView(
            text=writer.inline(proof.gap),
            owner=link(writer, proof.owner),
            due=writer.language.date(proof.due) if proof.due else None,
        )
        if isinstance(proof, Gap)
        else None,
    )


@a_view
class WayView:
    """A way out of a stage; `kind` is onward, back or exit."""

    kind: str
    word: str
    link: Link | None
    text: Markup | None
    when: Markup | None
    share: str | None
    mark: str | None


def ways(writer: Writer, stage: Stage) -> tuple[WayView, ...]:
    """Return the ways on, back and out of a stage, as they were written."""
    return tuple(_way(writer, stage, way) for way in stage.next)


def _way(writer: Writer, stage: Stage, way: Next) -> WayView:
    word = writer.language.word
    if way.stage is None:
        kind, said = "exit", word("Leaves")
    elif way.stage.number <= stage.number:
        kind, said = "back", word("Back to")
    else:
        kind, said = "onward", word("On to")
    return WayView(
        kind=kind,
        word=said,
        link=link(writer, way.stage),
        text=writer.inline(way.exit),
        when=writer.inline(way.when),
        share=None if way.share is None else writer.language.percent(way.share),
        mark=writer.mark(way),
    )


@a_view
class PersonaCard:
    """A persona in short. `accent` numbers her colour; the monogram stands for a portrait."""

    link: Link
    archetype: str | None
    monogram: str
    portrait: str | None
    accent: int
    priority: Badge
    quote: Markup | None


def persona_card(writer: Writer, persona: Persona) -> PersonaCard:
    """Return a persona in short."""
    return PersonaCard(
        link=writer.link(persona),
        archetype=persona.archetype,
        monogram=monogram(persona.name),
        portrait=writer.file(persona.portrait) if persona.portrait else None,
        accent=persona.accent,
        priority=badge(writer, words.PRIORITIES, persona.priority),
        quote=writer.inline(persona.quote),
    )


def monogram(name: str) -> str:
    """Return one or two letters for a name."""
    initials = [part[0].upper() for part in name.split() if part[0].isalnum()]
    return "".join(initials[:1] + initials[1:][-1:]) or name[:1].upper()


def card_mark(writer: Writer, record: Persona | Journey) -> str | None:
    """Return the name of the word for what changed on the page that a card leads to."""
    if writer.marks is None:
        return None
    from . import briefs  # few builds show a change: others need not load it

    return writer.marks.name(briefs.card(writer, writer.marks.marks, record))


@a_view
class JourneyCard:
    """A journey in short; `mark` names the word for what changed on its page."""

    link: Link
    personas: tuple[Link, ...]
    state: Badge
    type: str | None
    objective: str | None
    stages: str
    summary: str | None
    base: Link | None
    is_base: bool
    mark: str | None


def journey_card(writer: Writer, journey: Journey, *, marked: bool = False) -> JourneyCard:
    """Return a journey in short, `marked` where its page changed."""
    return JourneyCard(
        link=writer.link(journey),
        personas=writer.links(journey.personas),
        state=badge(writer, words.STATES, journey.state),
        type=type_word(writer, journey),
        objective=journey.objective,
        stages=writer.language.words("{count} stage", "{count} stages", len(journey.stages)),
        summary=writer.first_words(journey.summary),
        base=link(writer, journey.base),
        is_base=bool(journey.variations),
        mark=card_mark(writer, journey) if marked else None,
    )


def type_word(writer: Writer, journey: Journey) -> str | None:
    """Return the word for a journey's type."""
    return badge(writer, words.TYPES, journey.type).word if journey.type else None


def owner_line(writer: Writer, record: Persona | Journey) -> OwnerView | None:
    """Return who keeps a record up to date, and when; None where nothing is said."""
    reviewed, every = record.reviewed, record.review_every
    if record.owner is None and reviewed is None:
        return None
    return OwnerView(
        owner=link(writer, record.owner),
        reviewed=writer.language.date(reviewed) if reviewed else None,
        next_review=writer.language.date(every.after(reviewed)) if reviewed and every else None,
    )


@a_view
class OwnerView:
    """Who keeps a record up to date, and when."""

    owner: Link | None
    reviewed: str | None
    next_review: str | None
