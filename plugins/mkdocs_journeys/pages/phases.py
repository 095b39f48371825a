"""Phases: which ones journeys pass through, and what readers call them."""

from __future__ import annotations

from ..model import Journey, Phase
from . import words
from .writer import Writer


def phase_name(writer: Writer, phase: Phase) -> str:
    """Return a phase's name; those of a handbook that names none are in the reader's language."""
    built_in = words.PHASES.get(phase.id)
    return writer.language.word(built_in) if built_in == phase.name else phase.name


def phases_of(journeys: tuple[Journey, ...], phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
    """Return the phases that these journeys pass through, in the handbook's order."""
    used = {stage.phase for journey in journeys for stage in journey.stages}
    return tuple(phase for phase in phases if phase in used)
