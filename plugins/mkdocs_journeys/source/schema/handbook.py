"""`handbook.yml`: what holds for the whole handbook."""

from typing import Literal

from pydantic import Field

from .drafts import ClosedDraft
from .fields import Id, Label, Locale, Markdown, PageTitle, Period, RuleCode, Span

Lane = Literal[
    "goal",
    "mindset",
    "questions",
    "seeks",
    "motivations",
    "actions",
    "touchpoints",
    "aida",
    "messages",
    "pain_points",
    "opportunities",
    "kpis",
    "experiments",
    "teams",
    "backstage",
    "next",
]

DEFAULT_LANES: tuple[Lane, ...] = (
    "goal",
    "mindset",
    "actions",
    "questions",
    "seeks",
    "motivations",
    "touchpoints",
    "aida",
    "messages",
    "pain_points",
    "opportunities",
    "kpis",
    "experiments",
    "teams",
    "backstage",
    "next",
)


class PhaseDraft(ClosedDraft):
    """A part of every journey, so that the stages of different journeys can be compared."""

    id: Id = Field(description="What stages name it by.")
    name: Label = Field(description="What the phase is called.")


DEFAULT_PHASES: tuple[PhaseDraft, ...] = (
    PhaseDraft(id="awareness", name="Awareness"),
    PhaseDraft(id="consideration", name="Consideration"),
    PhaseDraft(id="decision", name="Decision"),
    PhaseDraft(id="purchase", name="Purchase"),
    PhaseDraft(id="after-purchase", name="After purchase"),
)


ViewName = Literal[
    "start",
    "compare",
    "messages",
    "touchpoints",
    "content-plan",
    "kpis",
    "actions",
    "health",
    "glossary",
    "print",
]
"""Pages across the handbook that may be renamed or left out."""


class HandbookDraft(ClosedDraft):
    """Settings of the whole handbook; every one has a default."""

    title: Label = Field(default="Journey handbook", description="The handbook's name.")
    summary: Markdown | None = Field(
        default=None, description="What the handbook is and how to use it; shown on the home page."
    )
    locale: Locale | None = Field(
        default=None,
        description="Language of the interface, and how dates and numbers are written, for "
        "example fr or en-GB. Left out, that of the site's theme. Pages speak English where "
        "there are no words in a language yet.",
    )
    phases: tuple[PhaseDraft, ...] = Field(
        default=DEFAULT_PHASES, description="The parts that all journeys share, in their order."
    )
    lanes: tuple[Lane, ...] = Field(
        default=DEFAULT_LANES, description="The lanes of a map, in their order; others are hidden."
    )
    views: dict[ViewName, PageTitle] = Field(
        default={},
        description="Pages across the handbook, by their name: another title for one, or `off` to "
        "leave it out.",
    )
    rules: dict[RuleCode, Literal["error", "warning", "off"]] = Field(
        default={}, description="How much the findings of a rule weigh, by its code."
    )
    evidence_age: Span = Field(
        default=Period(18, "month"),
        description="How old evidence may be before what it supports counts as stale.",
    )
