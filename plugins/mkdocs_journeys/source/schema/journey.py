"""A journey: how a persona goes, stage by stage."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from .drafts import ClosedDraft, Draft
from .fields import (
    ContentId,
    Date,
    EvidenceId,
    Id,
    JourneyId,
    KpiId,
    Label,
    Markdown,
    Number,
    ObjectiveLetter,
    PainPointId,
    PersonaId,
    PhaseId,
    Rating,
    Score,
    Share,
    Shorthand,
    Span,
    StageId,
    TeamId,
    Text,
    TouchpointId,
    Truth,
    Url,
)
from .persona import Claims

REMOVE = "In a variation: `true` drops the record it inherits."


class EmotionDraft(ClosedDraft):
    """How the persona feels."""

    score: Score = Field(description="From -2 (at the worst) to 2 (delighted).")
    feeling: Label | None = Field(default=None, description="The feeling in a word.")
    why: Text | None = Field(default=None, description="What makes her feel so.")
    quote: Text | None = Field(default=None, description="What she says.")
    evidence: tuple[EvidenceId, ...] = Field(default=(), description="The evidence that shows it.")


class StepDraft(Draft):
    """A step within a stage."""

    id: Id = Field(description="A name of its own in the stage, for references and variations.")
    name: Label = Field(description="What happens.")
    actions: Claims = Field(default=(), description="What she does.")
    touchpoint: TouchpointId | None = Field(default=None, description="Where she meets us.")
    emotion: EmotionDraft | None = Field(default=None, description="How she feels.")
    moment_of_truth: Truth = Field(
        default=False, description="Whether the journey is won or lost here."
    )
    remove: Truth = Field(default=False, description=REMOVE)


class TouchpointUseDraft(Draft):
    """A touchpoint of a stage."""

    touchpoint: TouchpointId = Field(description="The touchpoint's id in the library.")
    note: Text | None = Field(
        default=None, description="What is particular about it in this stage."
    )
    importance: Rating | None = Field(
        default=None,
        description="How much it matters to the persona: from 1, hardly, to 5, it decides.",
    )
    satisfaction: Rating | None = Field(
        default=None,
        description="How well it serves the persona today: from 1, badly, to 5, very well. Where "
        "importance is 4 or more, 2.5 or less is pointed out: it matters much and does badly.",
    )


class GapDraft(ClosedDraft):
    """Content that a message needs and that does not exist yet."""

    gap: Text = Field(description="What is missing.")
    owner: TeamId | None = Field(default=None, description="The team that will make it.")
    due: Date | None = Field(default=None, description="When it will be there.")


CONTENT_TAG, GAP_TAG = UNION_TAGS = ("(content)", "(gap)")
"""Tags of the union below, in pydantic's errors as well."""


def _content_or_gap(value: Any) -> str:
    return GAP_TAG if isinstance(value, dict | GapDraft) else CONTENT_TAG


class MessageDraft(Draft):
    """What we tell the persona in a stage."""

    id: Id | None = Field(
        default=None, description="A name of its own in the stage, for references and variations."
    )
    text: Text = Field(description="The message.")
    aida: ObjectiveLetter | None = Field(default=None, description="The objective it serves.")
    touchpoint: TouchpointId | None = Field(default=None, description="Where she gets it.")
    content: (
        Annotated[
            Annotated[ContentId, Tag(CONTENT_TAG)] | Annotated[GapDraft, Tag(GAP_TAG)],
            Discriminator(_content_or_gap),
        ]
        | None
    ) = Field(default=None, description="The content that proves it, or the gap to fill.")
    remove: Truth = Field(default=False, description=REMOVE)


class KpiUseDraft(Draft):
    """A KPI of a stage, with its figures."""

    kpi: KpiId = Field(description="The KPI's id in the library.")
    baseline: Number | None = Field(
        default=None, description="The figure when we began to measure."
    )
    target: Number | None = Field(default=None, description="The figure to reach.")
    current: Number | None = Field(default=None, description="The latest figure.")
    alert: Number | None = Field(
        default=None,
        description="The figure that calls for action: below it, or above it where less is better.",
    )


class PainPointDraft(Draft):
    """What makes the stage hard."""

    id: Id | None = Field(
        default=None, description="A name of its own in the stage, for references and variations."
    )
    text: Text = Field(description="What hurts.")
    severity: Literal["low", "medium", "high"] | None = Field(
        default=None, description="How much it hurts."
    )
    symptom: Text | None = Field(default=None, description="How it shows, best with a figure.")
    evidence: tuple[EvidenceId, ...] = Field(default=(), description="The evidence that shows it.")
    remove: Truth = Field(default=False, description=REMOVE)


class OpportunityDraft(Draft):
    """What we could do about it."""

    id: Id | None = Field(
        default=None, description="A name of its own in the stage, for references and variations."
    )
    text: Text = Field(description="What we could do.")
    answers: tuple[PainPointId, ...] = Field(default=(), description="The pain points it answers.")
    impact: Rating | None = Field(default=None, description="How much it would help, from 1 to 5.")
    effort: Rating | None = Field(default=None, description="How much work it is, from 1 to 5.")
    status: Literal["idea", "planned", "in-progress", "done", "dropped"] = Field(
        default="idea", description="How far it has come."
    )
    owner: TeamId | None = Field(default=None, description="The team that does it.")
    due: Date | None = Field(default=None, description="When it will be done.")
    link: Url | None = Field(default=None, description="The ticket or the plan.")
    remove: Truth = Field(default=False, description=REMOVE)


class ExperimentDraft(Draft):
    """What we tried, and what we learned."""

    id: Id | None = Field(
        default=None, description="A name of its own in the stage, for references and variations."
    )
    hypothesis: Text = Field(description="What we expected.")
    kpi: KpiId | None = Field(default=None, description="What we measured.")
    status: Literal["planned", "running", "done", "stopped"] = Field(
        default="planned", description="How far it has come."
    )
    result: Text | None = Field(default=None, description="What came out.")
    learning: Text | None = Field(default=None, description="What we do differently now.")
    remove: Truth = Field(default=False, description=REMOVE)


_WAYS = ("stage", "exit")


class NextDraft(ClosedDraft):
    """A way out of a stage: into another one, or out of the journey."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": [way], "properties": {way: {"not": {"type": "null"}}}} for way in _WAYS
            ]
        }
    )
    one_of: ClassVar[tuple[str, ...]] = _WAYS

    stage: StageId | None = Field(default=None, description="The stage that follows.")
    exit: Text | None = Field(default=None, description="How she leaves the journey.")
    when: Text | None = Field(default=None, description="In which case she goes this way.")
    share: Share | None = Field(default=None, description="How many go this way, as in 60%.")

    # One that says both is for the checks to report: what it names can be read all the same.
    @model_validator(mode="after")
    def _leads_somewhere(self) -> "NextDraft":
        if self.stage is None and self.exit is None:
            raise PydanticCustomError(
                "missing-field",
                "a stage or an exit is missing",
                {"help": "add `stage:` for a way on, or `exit:` for a way out"},
            )
        return self


class StageDraft(Draft):
    """A stage of a journey: a column of the map."""

    id: Id = Field(description="A name of its own in the journey; part of the page's address.")
    name: Label = Field(description="The stage in the persona's words.")
    phase: PhaseId | None = Field(
        default=None,
        description="The phase it belongs to, by which stages of different journeys are compared.",
    )
    after: StageId | None = Field(
        default=None, description="In a variation: the stage this one comes after."
    )
    before: StageId | None = Field(
        default=None, description="In a variation: the stage this one comes before."
    )
    summary: Markdown | None = Field(default=None, description="What happens in this stage.")
    duration: Label | None = Field(
        default=None, description="How long it takes, for example 2–4 weeks."
    )
    goal: Text | None = Field(default=None, description="What she wants to get done.")
    mindset: Text | None = Field(default=None, description="What goes through her mind.")
    questions: Claims = Field(default=(), description="What she asks herself and others.")
    seeks: Claims = Field(default=(), description="The content she looks for.")
    motivations: Claims = Field(default=(), description="What drives her.")
    actions: Claims = Field(default=(), description="What she does.")
    aida: dict[ObjectiveLetter, Text] = Field(
        default={}, description="Our objective by AIDA letter, any subset of the four."
    )
    emotion: EmotionDraft | None = Field(default=None, description="How she feels.")
    steps: tuple[StepDraft, ...] = Field(default=(), description="The stage in more detail.")
    touchpoints: tuple[Annotated[TouchpointUseDraft, Shorthand("touchpoint")], ...] = Field(
        default=(), description="Where she meets us."
    )
    messages: tuple[Annotated[MessageDraft, Shorthand("text")], ...] = Field(
        default=(), description="What we tell her."
    )
    kpis: tuple[Annotated[KpiUseDraft, Shorthand("kpi")], ...] = Field(
        default=(), description="How we measure the stage."
    )
    pain_points: tuple[Annotated[PainPointDraft, Shorthand("text")], ...] = Field(
        default=(), description="What makes the stage hard."
    )
    opportunities: tuple[Annotated[OpportunityDraft, Shorthand("text")], ...] = Field(
        default=(), description="What we could do about it."
    )
    experiments: tuple[Annotated[ExperimentDraft, Shorthand("hypothesis")], ...] = Field(
        default=(), description="What we tried, and what we learned."
    )
    teams: tuple[TeamId, ...] = Field(default=(), description="Who works on this stage.")
    backstage: Claims = Field(default=(), description="What happens behind the scenes.")
    next: tuple[NextDraft, ...] = Field(
        default=(), description="Where she goes from here; the following stage when left out."
    )
    remove: Truth = Field(default=False, description=REMOVE)


class ScopeDraft(ClosedDraft):
    """What the map covers."""

    from_: Text | None = Field(default=None, alias="from", description="What the map begins with.")
    to: Text | None = Field(default=None, description="What the map ends with.")


class JourneyDraft(Draft):
    """A journey of one or several personas, or a base map that others extend."""

    title: Label = Field(description="What the journey is called.")
    persona: PersonaId | None = Field(default=None, description="Whose journey it is.")
    personas: tuple[PersonaId, ...] = Field(
        default=(), description="Whose journey it is, where it is several personas'."
    )
    summary: Markdown | None = Field(default=None, description="The journey in a few sentences.")
    objective: Label | None = Field(
        default=None, description="What the map is for: acquisition, onboarding, loyalty …"
    )
    scope: ScopeDraft | None = Field(default=None, description="Where it begins and ends.")
    type: Label | None = Field(
        default=None, description="b2b, e-commerce, local-service, or a word of your own."
    )
    state: Literal["current", "target"] = Field(
        default="current", description="How it is today, or how it should be."
    )
    compare_to: JourneyId | None = Field(
        default=None, description="The journey it is to be compared with: as-is against to-be."
    )
    extends: JourneyId | None = Field(default=None, description="The base map it starts from.")
    owner: TeamId | None = Field(default=None, description="The team that keeps it up to date.")
    reviewed: Date | None = Field(default=None, description="When it was last reviewed.")
    review_every: Span | None = Field(
        default=None, description="How long after that day it is to be reviewed again."
    )
    stages: tuple[StageDraft, ...] = Field(min_length=1, description="The stages, in their order.")

    @property
    def persona_ids(self) -> tuple[str, ...]:
        """Whose journey it is, however it was written."""
        return (self.persona,) if self.persona else self.personas
