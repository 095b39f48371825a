"""What a handbook has that a new record can use, and what it still lacks for it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..source.diagnostics import quoted
from ..source.folder import HANDBOOK_FILE, LIBRARY_FOLDER, RECORD_FOLDERS, Sources
from ..source.nodes import Mapping, Node, Sequence, descend, is_as_written, plain
from ..source.schema import DEFAULT_PHASES, LIBRARIES, Draft, HandbookDraft, PhaseDraft
from ..source.suggestions import did_you_mean
from ..source.validating import draft_of
from .adding import Write, existing, new_file, with_records
from .fields import fields_of
from .guide import WIDTH, Guide, Part
from .names import RefusedError
from .quoting import flow, scalar
from .skeletons import Template

HOW = (
    '# A line such as "# key: …" is an example: make it yours, and take its "# " away.',
    '# Lines with "##" only explain. Delete what you do not need.',
)
"""How to read a new file, below its first line."""
_TEAM = "marketing"
"""The team of a handbook that has none."""


@dataclass(slots=True)
class Stock:
    """A handbook's phases and ids, and the library records that a template adds to them.

    `ids` are those that exist or will, by kind; `added` those that will, by the library's stem.
    """

    sources: Sources
    template: Template
    phases: tuple[PhaseDraft, ...] = DEFAULT_PHASES
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    added: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        written = self.sources.records.get("handbook", {}).get("handbook")
        if written is not None:
            draft, node, _ = draft_of(written.node, HandbookDraft)
            phases = draft.phases if draft else DEFAULT_PHASES
            self.phases = tuple(
                phase
                for number, phase in enumerate(phases)
                if is_as_written(descend(node, ("phases", number))[0])
            )
        for kind, names in self.sources.names.items():
            self.ids[kind] = tuple(sorted(names))
        self.ids["phase"] = tuple(phase.id for phase in self.phases)

    def of(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind that exist."""
        return self.ids.get(kind, ())

    def known(self, kind: str, name: str) -> str:
        """Return the id of a record that exists; raise `RefusedError` where it does not."""
        names = self.sources.names[kind]
        if name not in names:
            raise RefusedError(unknown(kind, name, sorted(names)))
        return name

    def free(self, kind: str, name: str) -> str:
        """Return the file of a new record; raise `RefusedError` where it is taken."""
        folder = next(folder for folder, of in RECORD_FOLDERS.items() if of == kind)
        file = f"{folder}/{name}.yml"
        place = self.sources.root / file
        if os.path.lexists(place) or os.path.lexists(place.with_suffix(".yaml")):
            raise RefusedError(
                f"{self.sources.shown(file)} is there already, and stays as it is: "
                "choose another id with --id"
            )
        return file

    def whose(self, persona: str | None, *, is_optional: bool) -> dict[str, str]:
        """Return the persona of a new journey, where it has one."""
        if persona is not None:
            return {"persona": self.known("persona", persona)}
        if is_optional:
            return {}
        names = sorted(self.sources.names["persona"])
        there = f" (there is {several(names)})" if names else ""
        make = "" if names else '; make one first: journeys new persona "…"'
        raise RefusedError(
            f"say whose journey it is with --persona{there}, or --base for a base map{make}"
        )

    def owner(self) -> dict[str, str]:
        """Return the team that keeps a new record up to date, unless there are others to ask."""
        if self.of("team") and _TEAM not in self.of("team"):
            return {}
        self.add("teams", _TEAM)
        return {"owner": _TEAM}

    def stage_ids(self, journey: str) -> tuple[str, ...]:
        """Return the ids of a journey's stages, inherited or its own, in order of reading."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        chain: list[dict[str, None]] = []
        removed: dict[str, None] = {}
        name: str | None = journey
        while name is not None and name not in seen:
            seen.add(name)
            written = self.sources.records.get("journey", {}).get(name)
            if written is None:
                break
            chain.append(own_ids(written.node))
            removed |= own_ids(written.node, removed=True)
            name = written.node.text("extends") if isinstance(written.node, Mapping) else None
        for ids in reversed(chain):
            found |= dict.fromkeys(ids)
        return tuple(name for name in found if name not in removed)

    def leads_on(self, journey: str, stage: str) -> bool:
        """Whether a stage says itself where it leads."""
        written = self.sources.records["journey"].get(journey)
        said = plain(written.node) if written else {}
        stages = said.get("stages", ()) if isinstance(said, dict) else ()
        return any(
            isinstance(item, dict) and item.get("id") == stage and item.get("next")
            for item in stages
        )

    def add(self, stem: str, *names: str) -> None:
        """Note that records of a library are needed, and what they name themselves.

        Raises `RefusedError` where the library cannot be read.
        """
        for name in names:
            if name not in self.of(LIBRARIES[stem][0]):
                self._add(stem, name)

    def _add(self, stem: str, name: str) -> None:
        kind, file = LIBRARIES[stem][0], f"{LIBRARY_FOLDER}/{stem}.yml"
        if kind in self.sources.unread and not os.path.lexists(self.sources.root / file):
            raise RefusedError(
                f"{self.sources.shown(file)} has another name or place: `journeys check` says "
                "which. Nothing was written"
            )
        self.added.setdefault(stem, []).append(name)
        self.ids[kind] = (*self.of(kind), name)
        if "channel" in (record := self.template.library[stem][name]):
            self.add("channels", record["channel"])

    def writes(self) -> Iterator[Write]:
        """Return the files that a new record needs beside its own."""
        for stem in LIBRARIES:
            if stem not in self.added:
                continue
            model = LIBRARIES[stem][1]
            file = f"{LIBRARY_FOLDER}/{stem}.yml"
            records = {name: self.template.library[stem][name] for name in self.added[stem]}
            lines = _records(records)
            written = existing(self.sources.root, file, self.sources.shown(file))
            if written is None:
                yield new_file(file, [*_library_head(model), "", *lines])
            else:
                yield with_records(written, lines, records)
        names = self.sources.names
        is_there = os.path.lexists(self.sources.root / HANDBOOK_FILE)
        if not (is_there or names["persona"] or names["journey"]):
            yield self._settings()

    def _settings(self) -> Write:
        part = Part(
            live={"title": _title(self.sources)},
            examples=self.template.handbook,
            first=tuple(self.template.first["handbook"]),
            whole=True,
        )
        head = "# Settings of the whole handbook. Every one has a default."
        lines = [head, *HOW, "", *Guide(ids=self.ids).record(HandbookDraft, part)]
        return new_file(HANDBOOK_FILE, lines)


def _library_head(model: type[Draft]) -> list[str]:
    """Return what a library holds, with every field of its records."""
    width = max(len(item.key) for item in fields_of(model)) + 1
    fields = [f"##   {item.key + ':':{width}} {item.about}" for item in fields_of(model)]
    return [
        f"## {(model.__doc__ or '').strip()}",
        "## Each stands below its id, and says:",
        *fields,
    ]


def _records(records: dict[str, dict[str, Any]]) -> list[str]:
    """Return library records on a line each, or all on several where one would be too long."""
    lines = [f"{name}: {flow(said)}" for name, said in records.items()]
    if all(len(line) <= WIDTH for line in lines):
        return lines
    return [
        line
        for name, said in records.items()
        for line in (f"{name}:", *(f"  {key}: {scalar(value)}" for key, value in said.items()))
    ]


def own_ids(journey: Node | None, *, removed: bool = False) -> dict[str, None]:
    """Return the ids of the stages that a journey's file writes, or of those it removes."""
    stages = journey.items.get("stages") if isinstance(journey, Mapping) else None
    items = stages.items if isinstance(stages, Sequence) else []
    found = [item for item in items if isinstance(item, Mapping)]
    if removed:
        found = [item for item in found if item.text("remove") == "true"]
    return {name: None for item in found if (name := item.text("id"))}


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Say that there is no such record, and what there is."""
    names = list(known)
    if near := did_you_mean(name, names):
        return f"no {kind} {quoted(name)}: {near}"
    there = f": there is {several(names)}" if names else ""
    is_made = kind in ("persona", "journey")
    return f"no {kind} {quoted(name)}{there}" + (
        f'; make one with: journeys new {kind} "…"' if is_made else ""
    )


def several(names: Iterable[str]) -> str:
    """Return names as a message lists them."""
    shown = list(names)
    return ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")


def _title(sources: Sources) -> str:
    """Return a handbook's title after its folder, or the one above a folder called `content`."""
    root = sources.root
    name = root.parent.name if root.name in ("content", "docs") else root.name
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    if not words or not words.isprintable() or len(words) > 60 or not words[0].isalpha():
        return "Customer handbook"
    title = words[0].upper() + words[1:]
    return title if title.lower().endswith("handbook") else f"{title} handbook"
