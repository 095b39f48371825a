"""How well a stage is supported by evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import fields
from enum import StrEnum
from functools import cache

from ..model import Claim, Evidence, Objection, Persona, Stage
from ..source.schema.fields import Period


class Grade(StrEnum):
    """What a stage rests on."""

    SUPPORTED = "supported"
    STALE = "stale"
    ASSUMPTION = "assumption"


@cache  # asked for every stage, and counted day by day
def oldest_fresh(evidence_age: Period, today: dt.date) -> dt.date:
    """Return the first day whose evidence is not stale yet."""
    return evidence_age.before(today)


def grade(stage: Stage, *, evidence_age: Period, today: dt.date) -> Grade:
    """Grade a stage by the evidence of its emotion and of its pain points.

    Supported: the emotion and at least half of the pain points cite evidence that is not older
    than `evidence_age`. Stale: they cite enough, but too much of it is older. Assumption: else.
    """
    oldest = oldest_fresh(evidence_age, today)
    claims = [point.evidence for point in stage.pain_points]
    emotion = stage.emotion.evidence if stage.emotion else ()
    if _supports(emotion, claims, lambda evidence: evidence.date >= oldest):
        return Grade.SUPPORTED
    if _supports(emotion, claims, lambda evidence: True):
        return Grade.STALE
    return Grade.ASSUMPTION


def _supports(
    emotion: tuple[Evidence, ...],
    claims: list[tuple[Evidence, ...]],
    counts: Callable[[Evidence], bool],
) -> bool:
    supported = sum(any(map(counts, evidence)) for evidence in claims)
    return any(map(counts, emotion)) and 2 * supported >= len(claims)


def rests_on_nothing(persona: Persona) -> bool:
    """Whether a persona is an assumption: no evidence stands behind her, nor behind any claim."""
    return not persona.evidence and not any(claim.evidence for claim in _claims_of(persona))


def _claims_of(persona: Persona) -> Iterator[Claim | Objection]:
    for item in fields(persona):
        value = getattr(persona, item.name)
        if isinstance(value, tuple):
            yield from (record for record in value if isinstance(record, Claim | Objection))
