"""Ids, references, links: is each id given once, and does all that is named exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from ..source.built_in_terms import BUILT_IN_TERMS
from ..source.diagnostics import Diagnostic, quoted
from ..source.folder import Sources
from ..source.nodes import Mapping, Node, Path, Scalar, Sequence, StandIn, descend
from ..source.positions import Position
from ..source.prose import OUTSIDE_SCHEMES, RECORD_SCHEMES, ProseLink, Target, links_in, target_of
from ..source.schema import Draft, JourneyDraft, Reference, marked_in
from ..source.schema.drafts import Found
from ..source.schema.fields import Prose, is_id
from ..source.suggestions import did_you_mean
from ..source.trees import Whereabouts
from .drafting import Drafted, Drafts

_WORDS = {"kpi": "KPI", "pain_point": "pain point"}
_PLACES = {
    "persona": "personas/{}.yml",
    "journey": "journeys/{}.yml",
    "touchpoint": "library/touchpoints.yml",
    "channel": "library/channels.yml",
    "kpi": "library/kpis.yml",
    "content": "library/content.yml",
    "evidence": "library/evidence.yml",
    "team": "library/teams.yml",
    "term": "library/glossary.yml",
    "phase": "handbook.yml, below phases",
}
_MOST_SUGGESTIONS = 100
"""Faults after which no nearest name is looked for: thousands of searches take minutes."""
_TAKEN = "index"
"""The id of no persona and no stage: web servers and MkDocs give this name to overviews."""
_LONGEST_CHOICE = 100
"""Characters up to which all stages are named where one is unknown."""
_RECORDS = {
    "phases": "phase",
    "objections": "objection",
    "stages": "stage",
    "steps": "step",
    "touchpoints": "touchpoint",
    "kpis": "KPI",
    "messages": "message",
    "pain_points": "pain point",
    "opportunities": "opportunity",
    "experiments": "experiment",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking found: faults, and the records that prose links to, by scheme and name."""

    faults: list[Diagnostic]
    linked: frozenset[tuple[str, str]]


def check(sources: Sources, drafts: Drafts) -> Checked:
    """Find every id given twice, and every reference and link that leads nowhere."""
    names = {**sources.names}
    names.setdefault("phase", {phase.id for phase in drafts.handbook.draft.phases})
    names["term"] = {*names.get("term", ()), *BUILT_IN_TERMS}
    names["stage"] = {
        f"{journey_id}/{stage}"
        for journey_id, journey in drafts.whole.items()
        for stage in ids_in(journey.items.get("stages"))
    }
    unread = {name for name in sources.names["journey"] if name not in drafts.whole}
    checker = _Checker(sources, names, unread)
    every: list[Drafted[Any]] = [
        drafts.handbook,
        *drafts.personas.values(),
        *(record for library in drafts.libraries.values() for record in library.values()),
    ]
    for record in every:
        checker.texts(record.draft, record.node)
        checker.unique_below(record)
    checker.lanes(drafts.handbook.node.items.get("lanes"))
    for name, persona in drafts.personas.items():
        checker.empty_preferences(persona.node)
        if name == _TAKEN:
            checker.taken(Position(persona.file), "name the file otherwise")
        if persona.draft.portrait:
            place = persona.node.items["portrait"].position
            checker.picture(persona.draft.portrait, place)
    for journey in [*drafts.journeys.values(), *drafts.partial]:
        _check_journey(checker, journey)
    for name, journey in drafts.journeys.items():
        _check_ways(checker, drafts, name, journey)
    _check_bases(checker)
    return Checked(checker.faults, frozenset(checker.linked))


def _check_bases(checker: _Checker) -> None:
    """Check that base maps exist, whatever else is wrong with the journeys that name them."""
    known = checker.names["journey"]
    for name, written in checker.sources.records.get("journey", {}).items():
        base = written.node.items.get("extends") if isinstance(written.node, Mapping) else None
        if not isinstance(base, Scalar) or base.is_null or base.text in known:
            continue
        if is_id(base.text) and "journey" not in checker.sources.unread:
            checker.unknown(base.position, "journey", base.text, known - {name})


def _check_journey(checker: _Checker, journey: Drafted[JourneyDraft]) -> None:
    """Check all but what depends on the whole journey."""
    draft, node = journey.draft, journey.node
    checker.texts(draft, node)
    checker.unique_below(journey)
    for at, stage in enumerate(draft.stages):
        for number, way in enumerate(stage.next):
            if way.stage is not None and way.exit is not None:
                checker.fault(
                    descend(node, ("stages", at, "next", number))[0].position,
                    "conflicting-fields",
                    "a stage and an exit exclude each other",
                    "keep `stage:` for a way on, or `exit:` for a way out",
                )
    if draft.compare_to == PurePosixPath(journey.file).stem:
        checker.fault(
            node.items["compare_to"].position,
            "conflicting-fields",
            "a journey cannot be compared with itself",
            "name the journey as it is to be, or take the line away",
        )
    if draft.persona and draft.personas:
        checker.faults.append(
            Diagnostic(
                position=node.keys["personas"],
                code="conflicting-fields",
                headline='"persona" and "personas" exclude each other',
                help="keep `personas` and write them all there",
            )
        )


def _check_ways(
    checker: _Checker, drafts: Drafts, name: str, journey: Drafted[JourneyDraft]
) -> None:
    """Check what a journey says of its own stages and pain points."""
    draft, whole = journey.draft, drafts.whole[name]
    own = checker.sources.records["journey"][name].node
    stages = ids_in(whole.items.get("stages"))
    points = _pain_points_of(whole)
    names = _stage_names(whole, journey.node)
    for found, _links in checker.said(draft):
        if not isinstance(found.mark, Reference) or found.mark.kind != "stage":
            continue
        if found.text in stages:
            continue
        if _is_stand_in(journey.node, found.path):
            continue
        place = _position(journey.node, found)
        if place.path == journey.file:
            checker.unknown(place, "stage", found.text, stages)
        elif removal := _removal(own, found.text):
            # The base map is in order: its stage is removed here, the way to it is not.
            stage = names[int(found.path[1])]
            headline = f"{quoted(found.text)} is removed, but {quoted(stage)} still leads to it"
            checker.fault(removal, "unknown-reference", headline, f"write the `next` of {stage}")
    for number, stage_draft in enumerate(draft.stages):
        if stage_draft.id == _TAKEN:
            place = descend(journey.node, ("stages", number, "id"))[0].position
            checker.taken(place, "give the stage another id")
        for at, opportunity in enumerate(stage_draft.opportunities):
            for index, answer in enumerate(opportunity.answers):
                if {answer, f"{names[number]}/{answer}"} & points:
                    continue
                path = ("stages", number, "opportunities", at, "answers", index)
                place = descend(journey.node, path)[0].position
                near = {
                    name.removeprefix(f"{names[number]}/")
                    for name in points
                    if name.startswith(f"{names[number]}/") or is_id(name.partition("/")[0])
                }
                if place.path == journey.file:
                    checker.unknown(place, "pain_point", answer, near)
                elif removal := _removal(own, *_pain_point(names[number], answer)):
                    headline = f"{quoted(answer)} is removed, but an opportunity still answers it"
                    help_ = "remove the opportunity too, or write its `answers`"
                    checker.fault(removal, "unknown-reference", headline, help_)


def ids_in(records: Node | None) -> list[str]:
    """Return the ids of a list's records, in order."""
    items = records.items if isinstance(records, Sequence) else []
    ids = (item.text("id") for item in items if isinstance(item, Mapping))
    return [name for name in ids if name]


def _pain_points_of(journey: Mapping) -> set[str]:
    """Return the names of a journey's pain points, as in `stage/pain-point`."""
    stages = journey.items.get("stages")
    return {
        f"{_name_of(stage)}/{point}"
        for stage in (stages.items if isinstance(stages, Sequence) else [])
        if isinstance(stage, Mapping)
        for point in ids_in(stage.items.get("pain_points"))
    }


def _name_of(stage: Mapping) -> str:
    """Return a stage's id as it is written, or words that cannot be one where it has none."""
    return stage.text("id") or f"the stage of line {stage.position.line}"


def _stage_names(whole: Mapping, mended: Mapping) -> list[str]:
    """Return what the stages of a mended journey are called: by their ids as they are written."""
    stages = whole.items.get("stages")
    items = stages.items if isinstance(stages, Sequence) else []
    written = {item.position: _name_of(item) for item in items if isinstance(item, Mapping)}
    kept = mended.items.get("stages")
    return [
        written.get(item.position, "")
        for item in (kept.items if isinstance(kept, Sequence) else [])
    ]


def _pain_point(stage: str, answer: str) -> tuple[str, str]:
    before, slash, after = answer.partition("/")
    return (before, after) if slash else (stage, answer)


def _removal(journey: Node, stage: str, pain_point: str | None = None) -> Position | None:
    """Return where a variation removes a stage, or a pain point of one."""
    found = _record(journey, "stages", stage)
    if found and pain_point and "remove" not in found.items:
        found = _record(found, "pain_points", pain_point)
    return found.keys.get("remove") if found else None


def _record(node: Node, key: str, name: str) -> Mapping | None:
    below = node.items.get(key) if isinstance(node, Mapping) else None
    items = below.items if isinstance(below, Sequence) else []
    records = (item for item in items if isinstance(item, Mapping))
    return next((record for record in records if record.text("id") == name), None)


class _Checker:
    """Checks what drafts refer to against everything that exists.

    `names` are the ids that exist, by kind; those of stages are written `journey/stage`.
    `unread` are the journeys whose stages are not known.
    """

    def __init__(self, sources: Sources, names: dict[str, set[str]], unread: set[str]) -> None:
        self.sources = sources
        self.names = names
        self.unread = unread
        self.faults: list[Diagnostic] = []
        self.linked: set[tuple[str, str]] = set()
        self.suggestions: dict[tuple[Position, str], str] = {}

    def texts(self, draft: Draft, node: Node) -> None:
        """Note every id in a draft that names nothing, and every link that leads nowhere.

        Its own stages and its base map are left out: `_check_ways` and `_check_bases` know more.
        """
        named: set[tuple[Path, str]] = set()
        for found, links in self.said(draft):
            mark = found.mark
            if isinstance(mark, Reference):
                if found.path[0] == "personas":
                    self._named_once(mark.kind, found, node, named)
                if mark.kind != "stage" and found.path != ("extends",):
                    self._reference(mark.kind, found, node)
            for link in links:
                self._link(link.target, _position(node, found), is_picture=link.is_picture)

    def said(self, draft: Draft) -> list[tuple[Found, tuple[ProseLink, ...]]]:
        """Return what a draft says that names a record or links to something, with its links."""
        return self.sources.memory.once("said", (draft,), lambda: list(_said(draft)))

    def _named_once(
        self, kind: str, found: Found, node: Node, named: set[tuple[Path, str]]
    ) -> None:
        """Note an id that the same list names twice; `named` are those of all lists so far."""
        key = (found.path[:-1], found.text)
        if key in named:
            headline = f"{_WORDS.get(kind, kind)} {quoted(found.text)} is already in this list"
            self.fault(_position(node, found), "duplicate-id", headline, "name it once")
        named.add(key)

    def lanes(self, lanes: Node | None) -> None:
        """Note a lane that is to be drawn a second time."""
        seen: set[str] = set()
        for lane in lanes.items if isinstance(lanes, Sequence) else ():
            if isinstance(lane, Scalar) and lane.text in seen:
                headline = f"lane {quoted(lane.text)} is already in this list"
                self.fault(lane.position, "duplicate-id", headline, "name it once")
            elif isinstance(lane, Scalar):
                seen.add(lane.text)

    def empty_preferences(self, persona: Mapping) -> None:
        """Note a channel that does not exist where no preference is written: no draft has it."""
        channels = persona.items.get("channels")
        for name, value in channels.items.items() if isinstance(channels, Mapping) else ():
            if isinstance(value, Scalar) and value.is_null:
                found = Found(Reference("channel"), ("channels", name), name, is_key=True)
                self._reference("channel", found, persona)

    def _reference(self, kind: str, found: Found, node: Node) -> None:
        known = self.names.get(kind, set())
        if found.text in known or kind in self.sources.unread or _is_stand_in(node, found.path):
            return
        self.unknown(_position(node, found), kind, found.text, known)

    def picture(self, path: str, position: Position) -> None:
        """Note a picture that is not in the handbook's folder."""
        parts = path.replace("\\", "/").split("/")
        if not path.isprintable() or ":" in path or not parts[0] or ".." in parts:
            target = Target("forbidden", path)
        else:
            target = Target("file", path)
        self._link(target, position, is_picture=True)

    def unknown(self, place: Position, kind: str, name: str, known: Iterable[str]) -> None:
        """Note a reference to a record that does not exist."""
        help_ = self._suggestion(place, name, known)
        if not help_ and kind in _PLACES:
            file = _PLACES[kind].format(name if is_id(name) else "<id>")
            help_ = f"it would be written in {file}"
        elif not help_ and kind == "stage":
            several = f"choose among {', '.join(sorted(set(known)))}"
            help_ = several if len(several) <= _LONGEST_CHOICE else ""
        headline = f"no {_WORDS.get(kind, kind)} {quoted(name)}"
        self.fault(place, "unknown-reference", headline, help_)

    def _suggestion(self, place: Position, name: str, known: Iterable[str]) -> str:
        """Return the nearest name, looked for once a place: a variation finds the same fault."""
        if (place, name) not in self.suggestions:
            few = len(self.suggestions) < _MOST_SUGGESTIONS
            self.suggestions[place, name] = did_you_mean(name, known) if few else ""
        return self.suggestions[place, name]

    def taken(self, place: Position, help_: str) -> None:
        """Note an id whose page would take the place of an overview."""
        self.fault(place, "invalid-id", f"{quoted(_TAKEN)} is the address of the overview", help_)

    def unique_below(self, record: Drafted[Any]) -> None:
        """Note records that have the id of one before them, in every list of a record."""
        self.faults += self.sources.memory.once(
            f"repeated {record.file}",
            (record.node,),
            lambda: list(_repeated_below(record.node, record.file)),
        )

    def _link(self, target: Target, place: Position, *, is_picture: bool) -> None:
        if target.kind == "record" and not is_picture:
            self.linked.add((target.scheme, target.name))
            known = self.names.get(target.scheme, set())
            is_unread = target.scheme == "stage" and target.name.partition("/")[0] in self.unread
            if target.name not in known and not (is_unread or target.scheme in self.sources.unread):
                self.unknown(place, target.scheme, target.name, known)
        elif target.kind == "file":
            found = self._found(target.name)
            if found == "outside":
                help_ = "it is a symbolic link that leads out of the folder"
                self.fault(
                    place, "unsafe-link", f"{quoted(target.name)} leaves the handbook", help_
                )
            elif found == "nowhere":
                folder = self.sources.shown("")
                folder = "the handbook's folder" if folder == "." else folder
                headline = f"no file {quoted(target.name)} below {folder}"
                help_ = "" if is_picture else f"a link to a record starts with {_schemes()}"
                self.fault(place, "unknown-reference", headline, help_)
        elif target.kind == "forbidden" or is_picture:
            what = "a picture" if is_picture else "a link"
            help_ = (
                "put the picture below the handbook's folder and write its path from there"
                if is_picture
                else f"a link starts with {', '.join(f'{s}:' for s in OUTSIDE_SCHEMES)}, names a "
                "record as in persona:hr-director, or is a path below the handbook's folder"
            )
            self.fault(place, "unsafe-link", f"{quoted(target.name)} cannot be {what}", help_)

    def _found(self, path: str) -> Whereabouts:
        """Say where a file of this path is: inside the handbook's folder, outside, or nowhere."""
        if path in self.sources.files or any(part[:1] == "." for part in path.split("/")):
            return "nowhere"  # MkDocs does not publish hidden files, nor we the YAML
        return self.sources.tree.find(path)

    def fault(self, place: Position, code: str, headline: str, help_: str = "") -> None:
        """Note a fault."""
        self.faults.append(Diagnostic(position=place, code=code, headline=headline, help=help_))


def _schemes() -> str:
    return ", ".join(f"{scheme}:" for scheme in RECORD_SCHEMES)


def _said(draft: Draft) -> Iterator[tuple[Found, tuple[ProseLink, ...]]]:
    """Yield every text of a draft that names a record or has links, with its links."""
    for found in marked_in(draft):
        if isinstance(found.mark, Reference):
            yield found, ()
        elif not isinstance(found.mark, Prose):
            yield found, (ProseLink(target_of(found.text), is_picture=False),)
        elif links := links_in(found.text, block=found.mark.block):
            yield found, links


def _repeated_below(node: Node, file: str) -> Iterator[Diagnostic]:
    """Yield a fault for each record that has the id of one before it, in every list below a node.

    What stands in another file than `file` is inherited, and is reported there.
    """
    if isinstance(node, Sequence):
        for item in node.items:
            if not isinstance(item, Scalar):  # most are, and have nothing below
                yield from _repeated_below(item, file)
    elif isinstance(node, Mapping):
        for name, value in node.items.items():
            if isinstance(value, Sequence):
                key = {"kpis": "kpi", "touchpoints": "touchpoint"}.get(name, "id")
                yield from _repeated(value, _RECORDS.get(name, "claim"), key, file)
            if not isinstance(value, Scalar):
                yield from _repeated_below(value, file)


def _repeated(records: Sequence, what: str, key: str, file: str) -> Iterator[Diagnostic]:
    first: dict[str, Position] = {}
    for record in records.items:
        # A plain text is the shorthand of a record that says nothing but which KPI it is.
        node = record if key != "id" else None
        if isinstance(record, Mapping):
            node = record.items.get(key)
        if not isinstance(node, Scalar) or node.is_null or isinstance(node, StandIn):
            continue
        name = node.text
        if name not in first:
            first[name] = node.position
        elif node.position.path == file:
            headline = f"a second {what} {quoted(name)}"
            if first[name].path == file:
                headline += f", after that of line {first[name].line}"
            help_ = "give each an id of its own" if key == "id" else "make one of the two"
            yield Diagnostic(
                position=node.position, code="duplicate-id", headline=headline, help=help_
            )


def _is_stand_in(node: Node, path: Path) -> bool:
    return isinstance(descend(node, path)[0], StandIn)


def _position(node: Node, found: Found) -> Position:
    path: Path = found.path
    if found.is_key:
        parent, _ = descend(node, path[:-1])
        if isinstance(parent, Mapping):
            return parent.keys[str(path[-1])]
    return descend(node, path)[0].position
