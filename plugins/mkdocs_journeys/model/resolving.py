"""Drafts → the frozen Handbook: ids become objects, and what refers to what is known both ways."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from ..source.diagnostics import Diagnostic, in_order
from ..source.folder import Sources
from ..source.schema import Draft
from .checking import Checked, check
from .drafting import Drafted, Drafts, draft_all, leave_out_stand_ins
from .inheriting import inherited_places
from .journeys import in_turn, journey_of, relate_journeys
from .making import Maker, node_at
from .personas import personas_of
from .records import (
    Channel,
    Content,
    Evidence,
    Handbook,
    Kpi,
    Named,
    Origin,
    Phase,
    Team,
    Term,
    Touchpoint,
)

_LIBRARY: dict[str, type[Named]] = {
    "team": Team,
    "channel": Channel,
    "touchpoint": Touchpoint,
    "kpi": Kpi,
    "content": Content,
    "evidence": Evidence,
    "term": Term,
}
"""Kinds of library records, those first that others refer to."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A handbook and everything that is wrong with its sources, in order.

    With errors the handbook holds what could be read: enough to check it, not to publish it.
    """

    handbook: Handbook
    diagnostics: tuple[Diagnostic, ...]


def resolve(sources: Sources, *, house_codes: Collection[str] = ()) -> Resolved:
    """Make the handbook that was written in a folder.

    `house_codes` are those of rules that packages add.
    """
    drafts = draft_all(sources, house_codes)
    checked = check(sources, drafts)
    leave_out_stand_ins(drafts, house_codes)
    handbook = _handbook(drafts, checked)
    faults = [*sources.diagnostics, *drafts.diagnostics, *checked.faults]
    return Resolved(handbook, in_order(_with_reach(faults, drafts)))


def _with_reach(faults: list[Diagnostic], drafts: Drafts) -> list[Diagnostic]:
    """Note with each fault of a base map the variations that inherit it."""
    if not faults:
        return faults
    inherited = {name: inherited_places(journey) for name, journey in drafts.whole.items()}
    return [
        replace(
            fault,
            reaches=(
                *fault.reaches,
                *(name for name, places in inherited.items() if fault.position in places),
            ),
        )
        for fault in faults
    ]


def _handbook(drafts: Drafts, checked: Checked) -> Handbook:
    maker = Maker()
    _phases(maker, drafts)
    for kind, record in _LIBRARY.items():
        for record_id, found in sorted(drafts.libraries.get(kind, {}).items()):
            maker.known[kind][record_id] = _library_record(maker, record, record_id, found)
    personas_of(maker, drafts)
    for journey_id, journey in sorted(drafts.journeys.items()):
        maker.known["journey"][journey_id] = journey_of(maker, journey_id, journey)
    relate_journeys(maker, drafts)
    personas = maker.all("persona")
    journeys = in_turn(personas, maker.all("journey"))
    maker.close()
    settings = drafts.handbook.draft
    return Handbook(
        origin=Origin(drafts.handbook.node, drafts.handbook.file),
        title=settings.title,
        summary=settings.summary,
        locale=settings.locale,
        phases=maker.all("phase"),
        lanes=settings.lanes,
        evidence_age=settings.evidence_age,
        views={str(name): title for name, title in settings.views.items()},
        rules=settings.rules,
        personas=personas,
        journeys=journeys,
        touchpoints=maker.all("touchpoint"),
        channels=maker.all("channel"),
        kpis=maker.all("kpi"),
        content=maker.all("content"),
        evidence=maker.all("evidence"),
        teams=maker.all("team"),
        terms=maker.all("term"),
        named=dict(_every_name(maker)),
        linked=checked.linked,
    )


def _phases(maker: Maker, drafts: Drafts) -> None:
    handbook = drafts.handbook
    maker.file = handbook.file
    for number, phase in enumerate(handbook.draft.phases):
        node = node_at(handbook.node, "phases", number)
        made = maker.make(Phase, phase, node, id=phase.id, name=phase.name)
        maker.known["phase"].setdefault(phase.id, made)


def _library_record(
    maker: Maker, record: type[Named], record_id: str, found: Drafted[Draft]
) -> Named:
    maker.file = found.file
    values = {name: getattr(found.draft, name) for name in type(found.draft).model_fields}
    for field, kind in (("owner", "team"), ("channel", "channel")):
        if field in values:
            values[field] = maker.find(kind, values[field])
    return maker.make(record, found.draft, found.node, id=record_id, **values)


def _every_name(maker: Maker) -> Iterator[tuple[tuple[str, str], Named]]:
    for kind, records in maker.known.items():
        for record_id, record in records.items():
            yield (kind, record_id), record
    for journey in maker.all("journey"):
        for stage in journey.stages:
            yield ("stage", stage.address), stage
