"""The content format, described once: every record an author may write, as a pydantic model.

A *draft* is one record as it was written: shape checked, references still ids. The JSON Schema
for editors and the reference page for authors come from these same classes.
"""

from .drafts import Draft, marked_in, references_in, texts_in
from .fields import Reference
from .handbook import DEFAULT_LANES, DEFAULT_PHASES, HandbookDraft, PhaseDraft
from .journey import (
    EmotionDraft,
    ExperimentDraft,
    GapDraft,
    JourneyDraft,
    KpiUseDraft,
    MessageDraft,
    NextDraft,
    OpportunityDraft,
    PainPointDraft,
    ScopeDraft,
    StageDraft,
    StepDraft,
    TouchpointUseDraft,
)
from .library import (
    LIBRARIES,
    ChannelDraft,
    ContentDraft,
    EvidenceDraft,
    KpiDraft,
    TeamDraft,
    TermDraft,
    TouchpointDraft,
)
from .persona import ClaimDraft, ObjectionDraft, PersonaDraft, RoleDraft, TraitDraft

__all__ = [
    "DEFAULT_LANES",
    "DEFAULT_PHASES",
    "LIBRARIES",
    "ChannelDraft",
    "ClaimDraft",
    "ContentDraft",
    "Draft",
    "EmotionDraft",
    "EvidenceDraft",
    "ExperimentDraft",
    "GapDraft",
    "HandbookDraft",
    "JourneyDraft",
    "KpiDraft",
    "KpiUseDraft",
    "MessageDraft",
    "NextDraft",
    "ObjectionDraft",
    "OpportunityDraft",
    "PainPointDraft",
    "PersonaDraft",
    "PhaseDraft",
    "Reference",
    "RoleDraft",
    "ScopeDraft",
    "StageDraft",
    "StepDraft",
    "TeamDraft",
    "TermDraft",
    "TouchpointDraft",
    "TouchpointUseDraft",
    "TraitDraft",
    "marked_in",
    "references_in",
    "texts_in",
]
