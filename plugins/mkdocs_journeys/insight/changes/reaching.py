"""What changes reach: a base map's variations, the journeys and personas that use a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias

from ...model import Content, Handbook, Journey, Kpi, Named, Persona, Record, Stage, Touchpoint
from .aligning import Alignment
from .fields import KINDS
from .kinds import (
    Change,
    Path,
    Reach,
    RecordAdded,
    RecordRemoved,
    RecordRenamed,
    Reordered,
    Side,
)
from .matching import frozen
from .plain import shortened, told_apart
from .walking import Seen

Key: TypeAlias = tuple[object, ...]


def reached(seen: list[Seen], alignment: Alignment) -> list[Change]:
    """Return the changes, each told once and with all it reaches.

    What a variation inherits is told where it was written: at its base map.
    """
    reaching = _Reaching(alignment)
    return [
        replace(one.change, reach=reaching.of(one, variations))
        for one, variations in _once(seen, alignment)
    ]


def _once(seen: list[Seen], alignment: Alignment) -> Iterator[tuple[Seen, list[Journey]]]:
    """Yield the changes that are not inherited, each with the journeys that inherit it."""
    by_journey: dict[Journey, dict[Key, Seen]] = {}
    for one in seen:
        if isinstance(one.owner, Journey):
            by_journey.setdefault(one.owner, {})[_key(one.change)] = one
    heirs: dict[int, list[Journey]] = {}
    inherited: set[int] = set()
    for one in seen:
        journey, root = one.owner, one
        while isinstance(journey, Journey):
            above = next(
                (
                    found
                    for base in _bases(journey, alignment)
                    if (found := _above(root, by_journey.get(base, {})))
                ),
                None,
            )
            if above is None:
                break
            journey, root = above.owner, above
        if root is not one and isinstance(one.owner, Journey):
            inherited.add(id(one))
            heirs.setdefault(id(root), []).append(one.owner)
    return ((one, heirs.get(id(one), [])) for one in seen if id(one) not in inherited)


def _bases(journey: Journey, alignment: Alignment) -> Iterator[Journey]:
    """Yield what a journey extends now, and what that was which it extended before."""
    if journey.base:
        yield journey.base
    before = alignment.partner(journey)
    if before and before.base:
        base = before.base
        yield next((now for now in alignment.head.journeys if alignment.partner(now) is base), base)


def _above(one: Seen, changes: dict[Key, Seen]) -> Seen | None:
    """Return the change of a base map that this one only repeats."""
    if len(one.change.side.path) <= 2:  # the journey itself
        return None
    above = changes.get(_key(one.change))
    if above is None:
        return None
    if isinstance(one.change, RecordRenamed):
        # A variation names what it overrides by id, so that the new id stands there as well.
        return above
    if isinstance(one.change, Reordered):
        # A list that the variation adds to is one of its own, though the order is the base map's.
        return above if _repeats(one.change, above.change) else None
    places = [
        mine.place == theirs.place
        for mine, theirs, wrote in (
            (one.change.before, above.change.before, one.wrote[0] and above.wrote[0]),
            (one.change.after, above.change.after, one.wrote[1] and above.wrote[1]),
        )
        if mine and theirs and wrote
    ]
    return above if any(places) else None


def _key(change: Change) -> Key:
    """Return what a change is told by within its journey: the same for those who inherit it."""
    if isinstance(change, Reordered):
        return type(change), *(side.path[2:] for side in (change.before, change.after) if side)
    return (type(change), *_side_key(change.before), *_side_key(change.after))


def _repeats(order: Change, above: Change) -> bool:
    """Whether a list has the new order of another, but for items of its own that stayed in line."""
    lines = []
    for mine, theirs in ((order.before, above.before), (order.after, above.after)):
        if mine is None or theirs is None:
            return False
        shared = set(theirs.value)
        if [key for key in mine.value if key in shared] != theirs.value:
            return False
        lines.append([key for key in mine.value if key not in shared])
    return lines[0] == lines[1]


def _side_key(side: Side | None) -> tuple[Path, str]:
    if side is None:
        return (), ""
    return side.path[2:], frozen(side.value)


def _is_whole(change: Change) -> bool:
    """Whether a record with a page of its own came, went or was renamed."""
    return isinstance(change, RecordAdded | RecordRemoved | RecordRenamed) and (
        len(change.side.path) == 2
    )


def _variations(journey: Journey) -> Iterator[Journey]:
    """Yield the journeys that extend one, and those that extend these."""
    for one in journey.variations:
        yield one
        yield from _variations(one)


def _players(persona: Persona, side: Side | None) -> Iterator[Persona]:
    """Yield who plays the part in a persona's decision that a change is of."""
    if side is None or side.path[2:4] != ("decision_process", "roles"):
        return
    keys = told_apart(shortened(role.role) for role in persona.decision_roles)
    for key, role in zip(keys, persona.decision_roles, strict=True):
        if side.path[4:5] == (key,) and role.persona:
            yield role.persona


class _Reaching:
    """Finds what refers to a record, in either revision."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment
        self.now_of = {alignment.partner(journey): journey for journey in alignment.head.journeys}
        self.order = {
            name: {record.id: place for place, record in enumerate(records)}
            for name, records in (
                ("journey", alignment.head.journeys),
                ("persona", alignment.head.personas),
            )
        }

    def of(self, one: Seen, variations: list[Journey]) -> Reach:
        """Return what a change reaches, which these journeys inherit."""
        owner = one.owner
        if isinstance(owner, Handbook):
            found = self._settings_uses(one)
        elif isinstance(owner, Journey):
            found = self._journeys(one, [owner, *variations])
        elif isinstance(owner, Persona):
            found = self._of_persona(one, owner)
        else:
            found = self._uses(one, owner)
        return self._reach(found, variations)

    def _journeys(self, one: Seen, journeys: list[Journey]) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        stages = {
            side.subject.id.partition("/")[2]
            for side in (one.change.before, one.change.after)
            if side and side.subject.kind == "stage"
        }
        revisions = [
            revision
            for journey in journeys
            for revision in (journey, self.alignment.partner(journey))
            if revision
        ]
        if isinstance(one.change, RecordRemoved) and one.change.record == "stage":
            revisions += self._that_lost(stages, self.alignment.partner(journeys[0]))
        for revision in revisions:
            of_stages = [stage for stage in revision.stages if stage.id in stages]
            if _is_whole(one.change):
                of_stages = list(revision.stages)
                # Its variations and those compared with it name a journey by its id.
                if not isinstance(one.change, RecordAdded):
                    for user in revision.backlinks:
                        found |= self._above(user)
            found |= self._above(revision)
            for stage in of_stages:
                found |= self._above(stage)
        return found

    def _that_lost(self, stages: set[str], base: Journey | None) -> Iterator[Journey]:
        """Yield the variations that had one of these stages of a base map, and no longer do.

        One that said more of a stage than its base map did not inherit the change word for word.
        """
        for below in _variations(base) if base else ():
            now = self.now_of.get(below)
            if now is None:
                continue
            kept = {stage.address for stage in now.stages}
            for stage in below.stages:
                if stage.id in stages and self._now("stage", stage.address) not in kept:
                    yield below

    def _uses(self, one: Seen, owner: Named) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for record in filter(None, self._revisions(one, owner)):
            found |= self._of_record(record)
        return found

    def _revisions(self, one: Seen, owner: Any) -> tuple[Any, Any]:
        """Return a record as it was and as it is; None where it was not, or is no more."""
        if one.change.after is None and self.alignment.partner(owner) is None:
            return owner, None
        return self.alignment.partner(owner), owner

    def _settings_uses(self, one: Seen) -> set[tuple[str, str]]:
        """Return the stages of a phase that changed, every map for its lanes.

        Other settings concern everybody.
        """
        found: set[tuple[str, str]] = set()
        if one.change.side.path[1:2] == ("lanes",):
            found |= {("journey", journey.id) for journey in self.alignment.head.journeys}
        for side, handbook in (
            (one.change.before, self.alignment.base),
            (one.change.after, self.alignment.head),
        ):
            if side and side.path[1:2] == ("phases",) and len(side.path) > 2:
                for phase in handbook.phases:
                    if phase.id == side.path[2]:
                        found |= self._of_record(phase)
        return found

    def _of_record(self, record: Record) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for user in record.backlinks:
            found |= self._above(user)
            if isinstance(user, Touchpoint | Kpi | Content) and user is not record:
                # Whoever meets us at a touchpoint meets us on its channel, and the team behind it.
                found |= {use for by in user.backlinks for use in self._above(by)}
        return found

    def _of_persona(self, one: Seen, owner: Persona) -> set[tuple[str, str]]:
        """Return a persona, her journeys, and whoever is named beside her in a decision."""
        found: set[tuple[str, str]] = set()
        sides = one.change.before, one.change.after
        for side, record in zip(sides, self._revisions(one, owner), strict=True):
            if record is None:
                continue
            found |= self._above(record)
            # Those in whose decision she has a part show what she is called, and no more of her.
            is_called = _is_whole(one.change) or one.change.side.path[2:] == ("name",)
            for user in record.backlinks:
                if isinstance(user, Journey):  # whoever shares it does not share what is said
                    found.add(("journey", self._now("journey", user.id)))
                elif is_called:
                    found |= self._above(user)
            for player in _players(record, side):
                found |= self._above(player)
        return found

    def _above(self, record: Record) -> set[tuple[str, str]]:
        """Return the pages that a record stands on, by kind and id, as they are called now."""
        found: set[tuple[str, str]] = set()
        above: Record | None = record
        while above is not None:
            if isinstance(above, Stage):
                found.add(("stage", self._now("stage", above.address)))
            elif isinstance(above, Journey | Persona):
                found.add((KINDS[type(above)], self._now(KINDS[type(above)], above.id)))
                if isinstance(above, Journey):
                    found |= {("persona", self._now("persona", one.id)) for one in above.personas}
            elif isinstance(above, Named) and above.parent is None:
                kind = KINDS[type(above)]
                found.add(("record", f"{kind}:{self._now(kind, above.id)}"))
            above = above.parent
        return found

    def _now(self, kind: str, name: str) -> str:
        return self.alignment.renames.get((kind, name), name)

    def _reach(self, found: set[tuple[str, str]], variations: Iterable[Journey]) -> Reach:
        places = self.order["journey"]

        def journey_rank(address: str) -> tuple[int, str]:
            return places.get(address.partition("/")[0], len(places)), address

        def of(kind: str) -> list[str]:
            return [name for found_kind, name in found if found_kind == kind]

        people = self.order["persona"]
        return Reach(
            variations=tuple(sorted({journey.id for journey in variations}, key=journey_rank)),
            journeys=tuple(sorted(of("journey"), key=journey_rank)),
            stages=tuple(sorted(of("stage"), key=self._stage_rank)),
            personas=tuple(
                sorted(of("persona"), key=lambda name: (people.get(name, len(people)), name))
            ),
            records=tuple(sorted(of("record"))),
        )

    def _stage_rank(self, address: str) -> tuple[int, int, str]:
        journey_id = address.partition("/")[0]
        places = self.order["journey"]
        place = places.get(journey_id, len(places))
        if place == len(places):
            return place, 0, address
        stages = [stage.address for stage in self.alignment.head.journeys[place].stages]
        return place, stages.index(address) if address in stages else len(stages), address
