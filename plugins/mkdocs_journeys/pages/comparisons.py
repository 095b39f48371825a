"""Which journeys a handbook lays side by side, and over which columns their curves meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..insight.comparing import common_order
from ..model import Handbook, Journey, Persona
from .curves import MOST_OVERLAID, Moment, moments, overlaid, phases_of

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
    pairs = {frozenset(pair.journeys): pair for pair in _pairs(handbook)}
    families = (
        Compared(
            source=f"compare/{base.id}/index.md",
            journeys=(base, *base.variations),
            is_family=True,
        )
        for base in handbook.journeys
        if base.variations
    )
    return (
        *(family for family in families if frozenset(family.journeys) not in pairs),
        *pairs.values(),
    )


def _pairs(handbook: Handbook) -> Iterator[Compared]:
    seen = set()
    for journey in handbook.journeys:
        other = journey.compare_to
        if other is None or frozenset((journey, other)) in seen:
            continue
        seen.add(frozenset((journey, other)))
        # Today stands first, and what is to become of it second.
        first, second = sorted((journey, other), key=lambda one: (one.state == "target", one.id))
        source = f"compare/{first.id}/{second.id}/index.md"
        yield Compared(source=source, journeys=(first, second), is_family=False)


def family_of(journey: Journey, handbook: Handbook) -> Compared | None:
    """Return the comparison of a base map with its variations, by the base or by one of them."""
    base = journey if journey.variations else journey.base
    found = (of for of in comparisons(handbook) if of.is_family)
    return next((of for of in found if of.journeys[0] is base), None)


def pair_of(journey: Journey, handbook: Handbook) -> Compared | None:
    """Return the comparison of a journey with the one that it names, or that names it."""
    named = [journey, *(one for one in handbook.journeys if one.compare_to is journey)]
    pairs = [{one, one.compare_to} for one in named]
    return next(
        (of for of in comparisons(handbook) if not of.is_family and set(of.journeys) in pairs),
        None,
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


def lay(journeys: tuple[Journey, ...], handbook: Handbook) -> Laid:
    """Lay journeys over the stages they share by id; over the phases where they share none.

    Two journeys are drawn by steps where they have feelings at steps, more by stages alone.
    """
    ids = [[stage.id for stage in journey.stages] for journey in journeys]
    if not any(name in ids[0] for of in ids[1:] for name in of):
        return lay_over_phases(journeys, handbook)
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


def lay_over_phases(journeys: tuple[Journey, ...], handbook: Handbook) -> Laid:
    """Lay journeys over the handbook's phases."""
    shared = phases_of(journeys, handbook.phases)
    return Laid(
        columns=tuple(phase.name for phase in shared),
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
