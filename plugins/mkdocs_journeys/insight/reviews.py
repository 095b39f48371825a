"""When personas and journeys are to be read again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..model import Handbook, Journey, Persona


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The next review of a persona or a journey; `due` is None where no day follows."""

    record: Persona | Journey
    due: dt.date | None


def reviews(handbook: Handbook) -> tuple[Review, ...]:
    """Return the review of every persona and journey: the earliest first, those without last."""
    records: tuple[Persona | Journey, ...] = (*handbook.personas, *handbook.journeys)
    found = (Review(record=record, due=due_for_review(record)) for record in records)
    return tuple(sorted(found, key=lambda review: review.due or dt.date.max))


def due_for_review(record: Persona | Journey) -> dt.date | None:
    """Return the last day to review a record; None where it has no period or was never read."""
    if record.reviewed is None or record.review_every is None:
        return None
    return record.review_every.after(record.reviewed)
