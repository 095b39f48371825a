"""Sources → drafts: base maps merged, then every record's shape checked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from ..source.diagnostics import Diagnostic
from ..source.folder import Sources, Written
from ..source.nodes import Mapping, is_as_written, without_stand_ins
from ..source.positions import Position
from ..source.schema import LIBRARIES, Draft, HandbookDraft, JourneyDraft, PersonaDraft
from ..source.validating import draft_of
from .inheriting import merge, misplaced

D = TypeVar("D", bound=Draft)

_LEVELS = 8
"""Records within records, and more; a record that is not whole by then is left out."""


@dataclass(frozen=True, slots=True)
class Drafted(Generic[D]):
    """A draft with the node it mirrors and the file of the record, as shown to people.

    Where it `has_faults`, some of it may be stand-ins (see `draft_of`).
    """

    draft: D
    node: Mapping
    file: str
    has_faults: bool = False


@dataclass(slots=True)
class Drafts:
    """All drafts by id; those that cannot be read at all are absent.

    `partial` holds the variations whose base map cannot be read: they are checked and go no
    further. `whole` holds every other journey's node with all it inherits and with its faulty
    parts, which do exist.
    """

    handbook: Drafted[HandbookDraft]
    personas: dict[str, Drafted[PersonaDraft]] = field(default_factory=dict)
    journeys: dict[str, Drafted[JourneyDraft]] = field(default_factory=dict)
    partial: list[Drafted[JourneyDraft]] = field(default_factory=list)
    whole: dict[str, Mapping] = field(default_factory=dict)
    libraries: dict[str, dict[str, Drafted[Draft]]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def draft_all(sources: Sources, house_codes: Collection[str] = ()) -> Drafts:
    """Make a draft of everything that was found, and collect every fault of shape.

    `house_codes` are those of rules that packages add; `handbook.yml` may weigh them.
    """
    drafts = Drafts(Drafted(HandbookDraft(), Mapping({}, Position("")), ""))
    written = sources.records.get("handbook", {}).get("handbook")
    if written:
        settings = _draft(sources, drafts, written, HandbookDraft, house_codes=house_codes)
        drafts.handbook = settings or drafts.handbook
    for kind, model in LIBRARIES.values():
        records = drafts.libraries[kind] = {}
        for record_id, written in sources.records.get(kind, {}).items():
            if drafted := _draft(sources, drafts, written, model):
                records[record_id] = drafted
    for record_id, written in sources.records.get("persona", {}).items():
        if persona := _draft(sources, drafts, written, PersonaDraft):
            drafts.personas[record_id] = persona
    _draft_journeys(sources, drafts)
    return drafts


def _draft(
    sources: Sources,
    drafts: Drafts,
    written: Written,
    model: type[D],
    *,
    partial: bool = False,
    house_codes: Collection[str] = (),
) -> Drafted[D] | None:
    draft, node, faults = sources.memory.once(
        f"draft {model.__name__} {partial}",
        (written.node,),
        lambda: draft_of(written.node, model, partial=partial, house_codes=house_codes),
    )
    file, name = sources.shown(written.file), PurePosixPath(written.file).stem
    drafts.diagnostics += [
        fault if fault.position.path == file else replace(fault, reaches=(name,))
        for fault in faults
    ]
    # A draft was made of this node, so it is a mapping, or a shorthand no top-level record has.
    if draft is None or not isinstance(node, Mapping):
        return None
    return Drafted(draft, node, file, bool(faults) or partial)


def leave_out_stand_ins(drafts: Drafts, house_codes: Collection[str] = ()) -> None:
    """Leave out the records that have a stand-in, once all is checked: nobody wrote them."""
    drafts.handbook = _as_written(drafts.handbook, house_codes) or Drafted(
        HandbookDraft(), drafts.handbook.node, drafts.handbook.file
    )
    _leave_out_in(drafts.personas)
    _leave_out_in(drafts.journeys)
    for library in drafts.libraries.values():
        _leave_out_in(library)


def _leave_out_in(records: dict[str, Drafted[D]]) -> None:
    for name, drafted in list(records.items()):
        if kept := _as_written(drafted):
            records[name] = kept
        else:
            del records[name]


def _as_written(drafted: Drafted[D], house_codes: Collection[str] = ()) -> Drafted[D] | None:
    """Return what can be read of a record without any stand-in, None where nothing can."""
    if not drafted.has_faults:
        return drafted
    draft, node = drafted.draft, drafted.node
    for _ in range(_LEVELS):  # what is left out may be what the record around it needs
        if is_as_written(node):
            return Drafted(draft, node, drafted.file, drafted.has_faults)
        left = without_stand_ins(node)
        if left is None:
            return None
        again, mended, _faults = draft_of(left, type(draft), house_codes=house_codes)
        if again is None or not isinstance(mended, Mapping):
            return None
        draft, node = again, mended
    return None


def _draft_journeys(sources: Sources, drafts: Drafts) -> None:
    written = sources.records.get("journey", {})
    extends = {
        name: base
        for name, found in written.items()
        if isinstance(found.node, Mapping) and (base := found.node.text("extends"))
    }
    in_circle = _note_cycles(drafts, written, extends)
    merged: dict[str, Mapping | None] = {}

    def merge_one(name: str) -> Mapping | None:
        """Return the journey's node with all it inherits, None where a base cannot be read."""
        node = written[name].node if name in written else None
        if not isinstance(node, Mapping) or name in in_circle:
            return None
        if name not in extends:
            faults = sources.memory.once("misplaced", (node,), lambda: misplaced(node))
            drafts.diagnostics.extend(faults)
            return node
        base = merged[extends[name]]
        if base is None:
            return None
        whole, faults = sources.memory.once("merge", (base, node), lambda: merge(base, node))
        drafts.diagnostics.extend(faults)
        return whole

    def merge_chain(name: str) -> Mapping | None:
        chain = [name]
        while chain[-1] not in merged and chain[-1] not in in_circle and chain[-1] in extends:
            chain.append(extends[chain[-1]])
        for link in reversed(chain):  # base maps first
            if link not in merged:
                merged[link] = merge_one(link)
        return merged[name]

    for name, found in written.items():
        whole = merge_chain(name)
        journey = Written(found.node if whole is None else whole, found.file)
        drafted = _draft(sources, drafts, journey, JourneyDraft, partial=whole is None)
        if whole is not None:
            drafts.whole[name] = whole
            if drafted:
                drafts.journeys[name] = drafted
        elif drafted:
            drafts.partial.append(drafted)


def _note_cycles(drafts: Drafts, written: dict[str, Written], extends: dict[str, str]) -> set[str]:
    in_circle: set[str] = set()
    settled: set[str] = set()
    for start in sorted(extends):
        chain: dict[str, None] = {}
        name = start
        while name in extends and name not in settled and name not in chain:
            chain[name] = None
            name = extends[name]
        settled.update(chain)
        if name not in chain:
            continue  # the chain ends, or joins one that is settled
        circle = list(chain)[list(chain).index(name) :]
        in_circle.update(circle)
        start = min(circle)
        chain = dict.fromkeys(circle[circle.index(start) :] + circle[: circle.index(start)])
        node = written[start].node
        assert isinstance(node, Mapping)  # noqa: S101 - only mappings are in `extends`
        drafts.diagnostics.append(
            Diagnostic(
                position=node.items["extends"].position,
                code="extends-cycle",
                headline=f"these journeys extend one another: {' → '.join([*chain, start])}",
                help="let one of them stand by itself",
            )
        )
    return in_circle
