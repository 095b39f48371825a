"""Which journeys a handbook lays side by side, and over which columns their curves meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

from ..model import Handbook, Journey, Persona, Record
from .curves import MOST_OVERLAID, Moment, moments, overlaid
from .phases import phase_name, phases_of
from .writer import Writer

PERSONAS_COMPARED = "compare/index.md"
"""The page that lays the personas' journeys side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Journeys that one page compares, the first being what the others are held against.

    A family is a base map with its variations, else it is a journey and its `compare_to`.
    """

    source: str
    journeys: tuple[Journey, ...]
    is_family: bool

    @property
    def groups(self) -> tuple[tuple[Journey, ...], ...]:
        """The journeys, as many at a time as can be told apart, the first in each group."""
        first, others = self.journeys[0], self.journeys[1:]
        step = MOST_OVERLAID - 1
        return tuple((first, *others[at : at + step]) for at in range(0, len(others), step))


def comparisons(handbook: Handbook) -> tuple[Compared, ...]:
    """Return every comparison of a handbook: none twice, whatever it is called for by."""
    if handbook.views.get("compare") == "off":
        return ()
    families = (family_of(base, handbook) for base in handbook.journeys if base.variations)
    pairs = (_pair(one, one.compare_to) for one in handbook.journeys if one.compare_to)
    return tuple(dict.fromkeys(found for found in (*families, *pairs) if found))


def family_of(journey: Journey, handbook: Handbook) -> Compared | None:
    """Return the comparison of a base map with its variations, by the base or by one of them.

    None where there is but one of them and the two are a pair.
    """
    base = journey if journey.variations else journey.base
    if base is None or handbook.views.get("compare") == "off":
        return None
    journeys = (base, *base.variations)
    if len(journeys) == 2 and any(one.compare_to in journeys for one in journeys):
        return None
    return Compared(source=f"compare/{base.id}/index.md", journeys=journeys, is_family=True)


def pair_of(journey: Journey, handbook: Handbook) -> Compared | None:
    """Return the comparison of a journey with the one that it names, or that names it."""
    naming = [one for one in (journey, *journey.backlinks) if _names(one, journey)]
    if not naming or handbook.views.get("compare") == "off":
        return None
    one = min(naming, key=handbook.journeys.index)
    return _pair(one, one.compare_to) if one.compare_to else None


def _pair(one: Journey, other: Journey) -> Compared:
    # Today stands first, and what is to become of it second.
    first, second = sorted((one, other), key=lambda one: (one.state == "target", one.id))
    source = f"compare/{first.id}/{second.id}/index.md"
    return Compared(source=source, journeys=(first, second), is_family=False)


def _names(record: Record, journey: Journey) -> TypeGuard[Journey]:
    """Whether a record is a journey to be compared with another, one of both the one given."""
    return isinstance(record, Journey) and (
        record.compare_to is not None if record is journey else record.compare_to is journey
    )


def short_names(journeys: tuple[Journey, ...], words: tuple[str, str, str]) -> tuple[str, ...]:
    """Name journeys as shortly as tells them apart: by their personas, else by their titles.

    `words` are those for a base map, for today's and for the target map.
    """
    base, current, target = words
    if len(journeys) == 2 and journeys[0].state != journeys[1].state:
        return tuple(target if one.state == "target" else current for one in journeys)
    people = [" · ".join(persona.name for persona in one.personas) for one in journeys]
    return tuple(
        who
        if who and people.count(who) == 1
        else base
        if not who and people.count("") == 1 and one.variations
        else one.name
        for one, who in zip(journeys, people, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Journeys over common columns, which are stages or phases, and their points on them."""

    columns: tuple[str, ...]
    points: tuple[tuple[Moment, ...], ...]
    by_phase: bool


def lay(writer: Writer, journeys: tuple[Journey, ...]) -> Laid:
    """Lay journeys over the stages they share by id; over the phases where they share none.

    Two journeys are drawn by steps where they have feelings at steps, more by stages alone.
    """
    ids = [[stage.id for stage in journey.stages] for journey in journeys]
    if not any(name in ids[0] for of in ids[1:] for name in of):
        return lay_over_phases(writer, journeys)
    # Only a page that is written needs it, and it comes with all that finds changes.
    from ..insight.comparing import common_order

    order = common_order(ids)
    names = {stage.id: stage.name for one in reversed(journeys) for stage in one.stages}
    points = []
    for journey in journeys:
        found = moments(journey) if len(journeys) == 2 else _by_stage(journey)
        points.append(
            tuple(
                Moment(
                    x=order.index(moment.stage.id) + moment.x % 1,
                    stage=moment.stage,
                    step=moment.step,
                )
                for moment in found
            )
        )
    return Laid(columns=tuple(names[name] for name in order), points=tuple(points), by_phase=False)


def lay_over_phases(writer: Writer, journeys: tuple[Journey, ...]) -> Laid:
    """Lay journeys over the handbook's phases."""
    shared = phases_of(journeys, writer.handbook.phases)
    return Laid(
        columns=tuple(phase_name(writer, phase) for phase in shared),
        points=overlaid(journeys, shared),
        by_phase=True,
    )


def _by_stage(journey: Journey) -> tuple[Moment, ...]:
    return tuple(
        Moment(x=number + 0.5, stage=stage, step=None)
        for number, stage in enumerate(journey.stages)
    )


def journeys_of_personas(handbook: Handbook) -> tuple[Journey, ...]:
    """Return the journeys of today that personas take, strategic personas' first.

    None where fewer than two personas have any, or no phase is shared out among them.
    """
    people = sorted(handbook.personas, key=lambda persona: persona.priority == "secondary")
    found: dict[Journey, None] = {}
    travellers: set[Persona] = set()
    for persona in people:
        for journey in persona.journeys:
            if journey.state == "current":
                found[journey] = None
                travellers.add(persona)
    if handbook.views.get("compare") == "off" or len(travellers) < 2 or len(found) < 2:
        return ()
    return tuple(found) if phases_of(tuple(found), handbook.phases) else ()


def drawn_together(journeys: tuple[Journey, ...]) -> tuple[Journey, ...]:
    """Return the journeys whose curves one picture holds: the first ones that have any."""
    known = [one for one in journeys if any(stage.emotion for stage in one.stages)]
    return tuple(known[:MOST_OVERLAID])
