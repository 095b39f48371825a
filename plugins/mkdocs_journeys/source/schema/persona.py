"""A persona: for whom we write."""

from typing import Annotated, Literal

from pydantic import Field

from .drafts import ClosedDraft, Draft
from .fields import (
    ChannelId,
    ContentId,
    Date,
    EvidenceId,
    Facts,
    Id,
    Label,
    Markdown,
    PersonaId,
    PicturePath,
    Preference,
    Rating,
    Shorthand,
    Span,
    TeamId,
    Text,
)


class ClaimDraft(Draft):
    """Something said of a persona or a stage, and where it comes from."""

    id: Id | None = Field(
        default=None, description="A name of its own, by which a variation can change it."
    )
    text: Text = Field(description="What is claimed.")
    evidence: tuple[EvidenceId, ...] = Field(default=(), description="What it rests on.")


Claims = tuple[Annotated[ClaimDraft, Shorthand("text")], ...]


class GoalsDraft(ClosedDraft):
    """What a persona wants to achieve."""

    professional: Claims = Field(default=(), description="What she wants to achieve at work.")
    personal: Claims = Field(default=(), description="What she wants to achieve for herself.")


class ObjectionDraft(Draft):
    """What a persona holds against us, and what we answer."""

    id: Id | None = Field(default=None, description="A name of its own, for links.")
    says: Text = Field(description="The objection in her words.")
    answer: Text = Field(description="What we answer.")
    content: ContentId | None = Field(default=None, description="The proof to send.")
    evidence: tuple[EvidenceId, ...] = Field(default=(), description="What the answer rests on.")


class RoleDraft(ClosedDraft):
    """A part in the decision, and who plays it."""

    role: Label = Field(description="What this person does in the decision.")
    persona: PersonaId | None = Field(default=None, description="The persona who does it.")


class DecisionProcessDraft(ClosedDraft):
    """How the persona's side decides."""

    summary: Markdown | None = Field(default=None, description="How the decision is made.")
    roles: tuple[Annotated[RoleDraft, Shorthand("role")], ...] = Field(
        default=(), description="The buying committee."
    )


class TraitDraft(ClosedDraft):
    """A trait between two opposites."""

    low: Label = Field(description="The trait at 1.")
    high: Label = Field(description="The trait at 5.")
    value: Rating = Field(description="Where the persona stands, from 1 to 5.")


class PersonaDraft(Draft):
    """A persona: a story that stands for real customers, or for those we want to reach."""

    name: Label = Field(description="The persona's name.")
    archetype: Label | None = Field(default=None, description="Who she is, in a few words.")
    priority: Literal["strategic", "secondary"] = Field(
        default="strategic",
        description="strategic: a full map is expected; secondary: a simplified one is fine.",
    )
    basis: Literal["customers", "target"] = Field(
        default="customers",
        description="customers: stands for people who buy; target: for people we want to reach.",
    )
    portrait: PicturePath | None = Field(
        default=None,
        description="A picture below the handbook's folder; when left out, a monogram is drawn.",
    )
    quote: Text | None = Field(default=None, description="A sentence she would say.")
    story: Markdown | None = Field(
        default=None,
        description="What she tries to achieve, where she gets stuck, how it feels.",
    )
    demographics: dict[Label, Facts] = Field(
        default={}, description="Age, role, company, place, income."
    )
    psychographics: dict[Label, Facts] = Field(
        default={}, description="Values, interests, lifestyle."
    )
    digital: dict[Label, Facts] = Field(default={}, description="Platforms, devices, hours.")
    goals: GoalsDraft = Field(default=GoalsDraft(), description="What she wants to achieve.")
    ambitions: Claims = Field(default=(), description="Where she wants to be one day.")
    fears: Claims = Field(default=(), description="What she is afraid of.")
    habits: Claims = Field(default=(), description="What she does without thinking.")
    needs: Claims = Field(default=(), description="What she cannot do without.")
    expectations: Claims = Field(default=(), description="What she expects of us.")
    frustrations: Claims = Field(default=(), description="What gets in her way.")
    sources: Claims = Field(default=(), description="Where she looks for information.")
    influencers: Claims = Field(default=(), description="Whom she listens to.")
    decision_criteria: Claims = Field(
        default=(), description="What she decides by, most important first."
    )
    objections: tuple[ObjectionDraft, ...] = Field(
        default=(), description="What she holds against us, and our answers."
    )
    decision_process: DecisionProcessDraft = Field(
        default=DecisionProcessDraft(), description="How the decision is made, and by whom."
    )
    traits: tuple[TraitDraft, ...] = Field(default=(), description="Her traits, from 1 to 5.")
    channels: dict[ChannelId, Preference] = Field(
        default={}, description="How much she likes each channel, from 0 to 5."
    )
    evidence: tuple[EvidenceId, ...] = Field(default=(), description="What the persona rests on.")
    owner: TeamId | None = Field(default=None, description="The team that keeps her up to date.")
    reviewed: Date | None = Field(default=None, description="When she was last reviewed.")
    review_every: Span | None = Field(
        default=None, description="How long after that day she is to be reviewed again."
    )
    tags: tuple[Label, ...] = Field(default=(), description="Words to find her by.")
