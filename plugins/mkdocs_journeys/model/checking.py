"""Ids, references, links: is each id given once, and does all that is named exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from ..source.diagnostics import Diagnostic, quoted
from ..source.folder import Sources
from ..source.nodes import Mapping, Node, Path, Sequence, descend
from ..source.positions import Position
from ..source.prose import OUTSIDE_SCHEMES, RECORD_SCHEMES, Target, links_in, target_of
from ..source.schema import Draft, JourneyDraft, Reference, references_in, texts_in
from ..source.schema.drafts import Found
from ..source.schema.fields import Prose
from ..source.suggestions import did_you_mean
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
    "phase": "phases in handbook.yml",
}
_IDENTIFIED_LISTS = {
    "steps": "step",
    "messages": "message",
    "pain_points": "pain point",
    "opportunities": "opportunity",
    "experiments": "experiment",
}


def check(sources: Sources, drafts: Drafts) -> list[Diagnostic]:
    """Return a fault for every id given twice and every reference and link that leads nowhere."""
    names = {**sources.names, "phase": {phase.id for phase in drafts.handbook.draft.phases}}
    names["stage"] = {
        f"{journey_id}/{stage.id}"
        for journey_id, journey in drafts.journeys.items()
        for stage in journey.draft.stages
    }
    checker = _Checker(sources, names)
    every: list[Drafted[Any]] = [
        drafts.handbook,
        *drafts.personas.values(),
        *(record for library in drafts.libraries.values() for record in library.values()),
    ]
    for record in every:
        checker.references(record.draft, record.node)
        checker.texts(record.draft, record.node)
    checker.unique(drafts.handbook.node.items.get("phases"), "phase")
    for persona in drafts.personas.values():
        if persona.draft.portrait:
            place = persona.node.items["portrait"].position
            checker.picture(persona.draft.portrait, place)
        checker.unique(persona.node.items.get("objections"), "objection")
    for journey in drafts.journeys.values():
        _check_journey(checker, journey)
    return checker.faults


def _check_journey(checker: _Checker, journey: Drafted[JourneyDraft]) -> None:
    draft, node = journey.draft, journey.node
    checker.references(draft, node, stages=[stage.id for stage in draft.stages])
    checker.texts(draft, node)
    checker.unique(node.items.get("stages"), "stage")
    if draft.persona and draft.personas:
        checker.faults.append(
            Diagnostic(
                position=node.keys["personas"],
                code="conflicting-fields",
                headline='"persona" and "personas" exclude each other',
                help="keep `personas` and write them all there",
            )
        )
    pain_points = _pain_point_names(draft)
    for number, stage in enumerate(draft.stages):
        below, _ = descend(node, ("stages", number))
        if not isinstance(below, Mapping):
            continue
        for key, what in _IDENTIFIED_LISTS.items():
            checker.unique(below.items.get(key), what)
        checker.unique(below.items.get("kpis"), "KPI", key="kpi")
        checker.unique(below.items.get("touchpoints"), "touchpoint", key="touchpoint")
        own = {point.id for point in stage.pain_points if point.id}
        for at, opportunity in enumerate(stage.opportunities):
            for index, answer in enumerate(opportunity.answers):
                if answer not in own and answer not in pain_points:
                    place = descend(below, ("opportunities", at, "answers", index))[0].position
                    checker.unknown(place, "pain_point", answer, own)


def _pain_point_names(draft: JourneyDraft) -> set[str]:
    return {
        f"{stage.id}/{point.id}"
        for stage in draft.stages
        for point in stage.pain_points
        if point.id
    }


class _Checker:
    """Checks what drafts refer to against everything that exists.

    `names` are the ids that exist, by kind; those of stages are written `journey/stage`.
    """

    def __init__(self, sources: Sources, names: dict[str, set[str]]) -> None:
        self.sources = sources
        self.names = names
        self.faults: list[Diagnostic] = []

    def references(self, draft: Draft, node: Node, *, stages: Collection[str] = ()) -> None:
        """Note every id in a draft that names nothing; `stages` are those of its journey."""
        for found in references_in(draft):
            assert isinstance(found.mark, Reference)  # noqa: S101 - narrows the type
            kind = found.mark.kind
            known = stages if kind == "stage" else self.names.get(kind, set())
            if found.text not in known and kind not in self.sources.unread:
                self.unknown(_position(node, found), kind, found.text, known)

    def texts(self, draft: Draft, node: Node) -> None:
        """Note every link in a draft that leads nowhere or where none may lead."""
        for found in texts_in(draft):
            if isinstance(found.mark, Prose):
                for link in links_in(found.text, block=found.mark.block):
                    self._link(link.target, _position(node, found), is_picture=link.is_picture)
            else:
                self._link(target_of(found.text), _position(node, found), is_picture=False)

    def picture(self, path: str, position: Position) -> None:
        """Note a picture that is not in the handbook's folder."""
        self._link(target_of(path), position, is_picture=True)

    def unknown(self, place: Position, kind: str, name: str, known: Iterable[str]) -> None:
        """Note a reference to a record that does not exist."""
        help_ = did_you_mean(name, known)
        if not help_ and kind in _PLACES:
            help_ = f"it would be written in {_PLACES[kind].format(name[:40])}"
        headline = f"no {_WORDS.get(kind, kind)} {quoted(name)}"
        self._fault(place, "unknown-reference", headline, help_)

    def unique(self, records: Node | None, what: str, *, key: str = "id") -> None:
        """Note records of a list that have the id of one before them."""
        first: dict[str, Position] = {}
        for record in records.items if isinstance(records, Sequence) else ():
            name = record.text(key) if isinstance(record, Mapping) else None
            if name is None:
                continue
            place = descend(record, (key,))[0].position
            if name in first:
                headline = f"a second {what} {quoted(name)}; the first is in line {{}}"
                headline = headline.format(first[name].line)
                self._fault(place, "duplicate-id", headline, "give each an id of its own")
            else:
                first[name] = place

    def _link(self, target: Target, place: Position, *, is_picture: bool) -> None:
        if target.kind == "record" and not is_picture:
            known = self.names.get(target.scheme, set())
            if target.name not in known and target.scheme not in self.sources.unread:
                self.unknown(place, target.scheme, target.name, known)
        elif target.kind == "file":
            root = self.sources.root.resolve()
            file = (root / target.name).resolve()
            if not file.is_relative_to(root):
                self._fault(place, "unsafe-link", f"{quoted(target.name)} leaves the handbook")
            elif not file.is_file():
                folder = self.sources.shown("") or "the handbook's folder"
                headline = f"no file {quoted(target.name)} below {folder.rstrip('/')}"
                help_ = "" if is_picture else f"a link to a record starts with {_schemes()}"
                self._fault(place, "unknown-reference", headline, help_)
        elif target.kind == "forbidden" or is_picture:
            what = "a picture" if is_picture else "a link"
            help_ = (
                "put the picture below the handbook's folder and write its path from there"
                if is_picture
                else f"a link starts with {', '.join(f'{s}:' for s in OUTSIDE_SCHEMES)} or "
                f"{_schemes()}, or is a path below the handbook's folder"
            )
            self._fault(place, "unsafe-link", f"{quoted(target.name)} cannot be {what}", help_)

    def _fault(self, place: Position, code: str, headline: str, help_: str = "") -> None:
        self.faults.append(Diagnostic(position=place, code=code, headline=headline, help=help_))


def _schemes() -> str:
    return ", ".join(f"{scheme}:" for scheme in RECORD_SCHEMES)


def _position(node: Node, found: Found) -> Position:
    path: Path = found.path
    if found.is_key:
        parent, _ = descend(node, path[:-1])
        if isinstance(parent, Mapping):
            return parent.keys[str(path[-1])]
    return descend(node, path)[0].position
