"""The handbook's records: frozen, with references as objects.

Every record knows where it was written (`origin`), the record it belongs to (`parent`), and the
records that refer to it (`backlinks`). The last two close circles, so they are set once, by
`resolving.py`, right after the records are made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, cast

from ..source.nodes import Node, descend
from ..source.positions import Position
from ..source.schema.fields import ObjectiveLetter, Period

Facts: TypeAlias = Mapping[str, tuple[str, ...]]
"""One fact or several under a name of the author's own."""


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """Where a record was written.

    `file` is the file of the persona, journey or library that the record belongs to, as shown to
    people. What a variation inherits stands in another file: that of its base map.
    """

    node: Node
    file: str

    def position(self, *path: str | int) -> Position:
        """Return where the record, or the value that a path leads to, was written."""
        return descend(self.node, path)[0].position

    def inherited(self, *path: str | int) -> bool:
        """Whether the record, or the value that a path leads to, comes from a base map."""
        return self.position(*path).path != self.file


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Record:
    """What all records share. Two records are equal only when they are the same object."""

    origin: Origin = field(repr=False)
    extra: Facts = field(default_factory=dict, repr=False)
    parent: Record | None = field(init=False, default=None, repr=False)
    backlinks: tuple[Record, ...] = field(init=False, default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Named(Record):
    """A record that others refer to by its id."""

    id: str
    name: str


# --- the library


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Team(Named):
    """Who owns and does the work."""

    contact: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Channel(Named):
    """A way to reach people, to which touchpoints belong."""

    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Touchpoint(Named):
    """A place or moment where a persona meets us."""

    channel: Channel | None
    reach: Literal["direct", "indirect", "internal"]
    medium: Literal["online", "offline"] | None
    owner: Team | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kpi(Named):
    """A measure, defined once and set against targets in the stages."""

    formula: str | None
    unit: str | None
    better: Literal["up", "down"]
    source: str | None
    owner: Team | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Content(Named):
    """An asset that carries messages."""

    format: str | None
    url: str | None
    owner: Team | None
    updated: dt.date | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evidence(Named):
    """Where a claim comes from."""

    kind: str
    date: dt.date
    sample: float | None
    link: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Term(Named):
    """A word of the trade, explained. `see` are the ids of terms to read next."""

    text: str
    see: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Phase(Named):
    """A part of every journey, so that stages of different journeys can be compared."""


# --- parts of personas and stages


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Claim(Record):
    """Something said of a persona or a stage, and what it rests on."""

    id: str | None
    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Objection(Record):
    """What a persona holds against us, and what we answer."""

    id: str | None
    says: str
    answer: str
    content: Content | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Role(Record):
    """A part in the decision, and the persona who plays it."""

    role: str
    persona: Persona | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trait(Record):
    """A trait between two opposites; `value` runs from 1 (low) to 5 (high)."""

    low: str
    high: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Preference(Record):
    """How much a persona likes a channel; `value` runs from 0 to 5."""

    channel: Channel
    value: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Emotion(Record):
    """How a persona feels; `score` runs from −2 to +2."""

    score: float
    feeling: str | None
    why: str | None
    quote: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TouchpointUse(Record):
    """A touchpoint in a stage; `importance` and `satisfaction` run from 1 to 5."""

    touchpoint: Touchpoint
    note: str | None
    importance: float | None
    satisfaction: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gap(Record):
    """Content that a message needs and that does not exist yet."""

    gap: str
    owner: Team | None
    due: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Message(Record):
    """What we tell a persona in a stage, where, and what proves it."""

    id: str | None
    text: str
    aida: ObjectiveLetter | None
    touchpoint: Touchpoint | None
    content: Content | Gap | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KpiUse(Record):
    """A KPI in a stage; its figures are in the KPI's own unit."""

    kpi: Kpi
    baseline: float | None
    current: float | None
    target: float | None
    alert: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PainPoint(Record):
    """What makes a stage hard."""

    id: str | None
    text: str
    severity: Literal["low", "medium", "high"] | None
    symptom: str | None
    evidence: tuple[Evidence, ...]

    @property
    def answered_by(self) -> tuple[Opportunity, ...]:
        """The opportunities that answer it."""
        return tuple(record for record in self.backlinks if isinstance(record, Opportunity))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Opportunity(Record):
    """What we could do; `impact` and `effort` run from 1 to 5."""

    id: str | None
    text: str
    impact: float | None
    effort: float | None
    status: Literal["idea", "planned", "in-progress", "done", "dropped"]
    owner: Team | None
    due: dt.date | None
    link: str | None
    answers: tuple[PainPoint, ...] = field(init=False, default=())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Experiment(Record):
    """What we tried, and what we learned."""

    id: str | None
    hypothesis: str
    kpi: Kpi | None
    status: Literal["planned", "running", "done", "stopped"]
    result: str | None
    learning: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Next(Record):
    """A way out of a stage: into a stage, or out of the journey. `share` is a percentage.

    `written` is false for the way on that a stage has when it says nothing: to the next one.
    """

    stage: Stage | None
    exit: str | None
    when: str | None
    share: float | None
    written: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Step(Named):
    """A step within a stage."""

    actions: tuple[Claim, ...]
    touchpoint: Touchpoint | None
    emotion: Emotion | None
    moment_of_truth: bool

    @property
    def stage(self) -> Stage:
        """The stage it is part of."""
        return cast("Stage", self.parent)


# --- persona, journey, stage


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Persona(Named):
    """For whom we write."""

    archetype: str | None
    priority: Literal["strategic", "secondary"]
    basis: Literal["customers", "target"]
    portrait: str | None
    quote: str | None
    story: str | None
    demographics: Facts
    psychographics: Facts
    digital: Facts
    professional_goals: tuple[Claim, ...]
    personal_goals: tuple[Claim, ...]
    ambitions: tuple[Claim, ...]
    fears: tuple[Claim, ...]
    habits: tuple[Claim, ...]
    needs: tuple[Claim, ...]
    expectations: tuple[Claim, ...]
    frustrations: tuple[Claim, ...]
    sources: tuple[Claim, ...]
    influencers: tuple[Claim, ...]
    decision_criteria: tuple[Claim, ...]
    objections: tuple[Objection, ...]
    decision_summary: str | None
    decision_roles: tuple[Role, ...]
    traits: tuple[Trait, ...]
    channels: tuple[Preference, ...]
    evidence: tuple[Evidence, ...]
    owner: Team | None
    reviewed: dt.date | None
    review_every: Period | None
    tags: tuple[str, ...]
    accent: int
    """The number of her accent colour, the same wherever she appears."""

    @property
    def journeys(self) -> tuple[Journey, ...]:
        """Her journeys, those of today before targets."""
        own = [record for record in self.backlinks if isinstance(record, Journey)]
        return tuple(sorted(own, key=lambda journey: journey.state == "target"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stage(Named):
    """A stage of a journey: a column of the map."""

    phase: Phase | None
    summary: str | None
    duration: str | None
    goal: str | None
    mindset: str | None
    questions: tuple[Claim, ...]
    seeks: tuple[Claim, ...]
    motivations: tuple[Claim, ...]
    actions: tuple[Claim, ...]
    objectives: Mapping[ObjectiveLetter, str]
    emotion: Emotion | None
    steps: tuple[Step, ...]
    touchpoints: tuple[TouchpointUse, ...]
    messages: tuple[Message, ...]
    kpis: tuple[KpiUse, ...]
    pain_points: tuple[PainPoint, ...]
    opportunities: tuple[Opportunity, ...]
    experiments: tuple[Experiment, ...]
    teams: tuple[Team, ...]
    backstage: tuple[Claim, ...]
    next: tuple[Next, ...] = field(init=False, default=())

    @property
    def journey(self) -> Journey:
        """The journey it is part of."""
        return cast("Journey", self.parent)

    @property
    def address(self) -> str:
        """How it is named across the handbook: `journey/stage`."""
        return f"{self.journey.id}/{self.id}"

    @property
    def number(self) -> int:
        """Its place in the journey, from 1."""
        return self.journey.stages.index(self) + 1

    @property
    def previous_stage(self) -> Stage | None:
        """The stage before it in the map."""
        return self.journey.stages[self.number - 2] if self.number > 1 else None

    @property
    def next_stage(self) -> Stage | None:
        """The stage after it in the map."""
        stages = self.journey.stages
        return stages[self.number] if self.number < len(stages) else None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Journey(Named):
    """How personas go, stage by stage; `name` is its title. A base map may have no persona."""

    personas: tuple[Persona, ...]
    summary: str | None
    objective: str | None
    scope_from: str | None
    scope_to: str | None
    type: str | None
    state: Literal["current", "target"]
    owner: Team | None
    reviewed: dt.date | None
    review_every: Period | None
    stages: tuple[Stage, ...]
    base: Journey | None = field(init=False, default=None)
    variations: tuple[Journey, ...] = field(init=False, default=())
    compare_to: Journey | None = field(init=False, default=None)


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True, eq=False)
class Handbook:
    """Everything the authors wrote, resolved; records in the order of their ids, phases as written.

    `locale` is None where the site's language is to be followed; `evidence_age` says how old
    evidence may be before it counts as stale, `rules` how much the findings of a rule weigh where
    it is not a warning, `views` which pages across the handbook have another title, or are "off".
    `origin` is that of its settings, an empty record of a file without a name where nobody wrote
    any.
    """

    origin: Origin = field(repr=False)
    title: str
    summary: str | None
    locale: str | None
    phases: tuple[Phase, ...]
    lanes: tuple[str, ...]
    evidence_age: Period
    views: Mapping[str, str]
    rules: Mapping[str, Literal["error", "warning", "off"]]
    personas: tuple[Persona, ...]
    journeys: tuple[Journey, ...]
    touchpoints: tuple[Touchpoint, ...]
    channels: tuple[Channel, ...]
    kpis: tuple[Kpi, ...]
    content: tuple[Content, ...]
    evidence: tuple[Evidence, ...]
    teams: tuple[Team, ...]
    terms: tuple[Term, ...]
    named: Mapping[tuple[str, str], Named] = field(repr=False)
    """Every record that prose may link to, by the scheme and the rest of the link."""
    linked: frozenset[tuple[str, str]] = field(repr=False)
    """What prose does link to, by scheme and name."""
