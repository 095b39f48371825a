"""The library: records that personas and journeys share by id."""

from typing import Literal

from pydantic import Field

from .drafts import Draft
from .fields import ChannelId, Date, Label, Markdown, Number, TeamId, TermId, Text, Url


class TouchpointDraft(Draft):
    """A place or moment where a persona meets us."""

    name: Label = Field(description="What it is called, for example LinkedIn post.")
    channel: ChannelId | None = Field(default=None, description="The channel it belongs to.")
    reach: Literal["direct", "indirect", "internal"] = Field(
        default="direct",
        description="direct: ours; indirect: others speak of us; internal: our own people.",
    )
    medium: Literal["online", "offline"] | None = Field(
        default=None, description="Whether it happens online or offline."
    )
    owner: TeamId | None = Field(default=None, description="The team that answers for it.")
    note: Text | None = Field(default=None, description="Anything else worth knowing.")


class ChannelDraft(Draft):
    """A way to reach people, to which touchpoints belong."""

    name: Label = Field(description="What it is called, for example LinkedIn.")
    note: Text | None = Field(default=None, description="Anything else worth knowing.")


class KpiDraft(Draft):
    """A measure, defined once and set against targets in the stages."""

    name: Label = Field(description="What it is called, for example Lead rate.")
    formula: Text | None = Field(default=None, description="How it is computed.")
    unit: Label | None = Field(default=None, description="%, €, days, count, score or a word.")
    better: Literal["up", "down"] = Field(
        default="up", description="Whether more is better, or less."
    )
    source: Text | None = Field(default=None, description="Where the figure is read.")
    owner: TeamId | None = Field(default=None, description="The team that answers for it.")


class ContentDraft(Draft):
    """An asset that carries messages: a study, a page, a video."""

    name: Label = Field(description="What it is called.")
    format: Label | None = Field(default=None, description="PDF, video, page …")
    url: Url | None = Field(default=None, description="Where a reader finds it.")
    owner: TeamId | None = Field(default=None, description="The team that answers for it.")
    updated: Date | None = Field(default=None, description="When it was last brought up to date.")
    note: Text | None = Field(default=None, description="Anything else worth knowing.")


class EvidenceDraft(Draft):
    """Where a claim comes from."""

    name: Label = Field(description="What it is called, for example 12 customer interviews.")
    kind: Literal[
        "interview", "survey", "crm", "analytics", "support", "sales", "verbatim", "desk"
    ] = Field(description="What kind of source it is.")
    date: Date = Field(description="When it was gathered.")
    sample: Number | None = Field(default=None, ge=0, description="How many people or cases.")
    link: Url | None = Field(default=None, description="Where it can be read.")
    note: Text | None = Field(default=None, description="Anything else worth knowing.")


class TeamDraft(Draft):
    """Who owns and does the work."""

    name: Label = Field(description="What it is called.")
    contact: Label | None = Field(
        default=None, description="How to reach the team: a channel, an address, a phone."
    )
    note: Text | None = Field(default=None, description="Anything else worth knowing.")


class TermDraft(Draft):
    """A word of the trade, explained."""

    name: Label = Field(description="The term.")
    text: Markdown = Field(description="What it means.")
    see: tuple[TermId, ...] = Field(default=(), description="Terms to read next.")


LIBRARIES: dict[str, tuple[str, type[Draft]]] = {
    "channels": ("channel", ChannelDraft),
    "touchpoints": ("touchpoint", TouchpointDraft),
    "kpis": ("kpi", KpiDraft),
    "content": ("content", ContentDraft),
    "evidence": ("evidence", EvidenceDraft),
    "teams": ("team", TeamDraft),
    "glossary": ("term", TermDraft),
}
"""Each library file's stem: the kind of its records, and their draft."""
