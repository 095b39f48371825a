"""The one table of what can change: every field of every record, and how much its change matters.

Whatever authors can write is in it; a test walks the model and the schema to prove it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from ...model import (
    Channel,
    Claim,
    Content,
    Emotion,
    Evidence,
    Experiment,
    Gap,
    Handbook,
    Journey,
    Kpi,
    KpiUse,
    Message,
    Next,
    Objection,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Record,
    Role,
    Stage,
    Step,
    Team,
    Term,
    Touchpoint,
    TouchpointUse,
    Trait,
)
from .kinds import ChangeClass, Path, Plain

BREAKING, NOTABLE, EDITORIAL = ChangeClass


class Shape(Enum):
    """What a field holds."""

    ID = auto()
    VALUE = auto()
    """A text, number, date, choice or truth value."""
    REFERENCE = auto()
    REFERENCES = auto()
    TEXTS = auto()
    MAP = auto()
    """Values by a key of their own: each is a field by itself, and their order means nothing."""
    RECORD = auto()
    RECORDS = auto()
    CONTENT = auto()
    """A piece of content by its id, or a record of what is missing."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its name in the model, what it holds, and the keys authors write.

    `changed` is the class of a change of its value, `removed` that of an item that went; `order`
    is that of another order of its items, None where their order means nothing. `of` is the
    kind of the record referred to. A list that is told `whole` is one value where an item came or
    went: it is chosen of ours, and each item by itself would be a row.
    """

    name: str
    shape: Shape
    changed: ChangeClass
    key: tuple[str, ...]
    of: str = ""
    record: type[Record] | None = None
    removed: ChangeClass | None = None
    order: ChangeClass | None = EDITORIAL
    whole: bool = False


Fields: TypeAlias = tuple[Field, ...]


def identity(changed: ChangeClass = EDITORIAL) -> Field:
    return Field("id", Shape.ID, changed, ("id",))


def _value(name: str, changed: ChangeClass, *key: str) -> Field:
    return Field(name, Shape.VALUE, changed, key or (name,))


def _reference(name: str, of: str, changed: ChangeClass = NOTABLE, *key: str) -> Field:
    return Field(name, Shape.REFERENCE, changed, key or (name,), of)


def _references(name: str, of: str, changed: ChangeClass = NOTABLE) -> Field:
    return Field(name, Shape.REFERENCES, changed, (name,), of)


def _map(name: str, changed: ChangeClass, *key: str, of: str = "") -> Field:
    return Field(name, Shape.MAP, changed, key or (name,), of, order=None)


def _record(name: str, record: type[Record]) -> Field:
    return Field(name, Shape.RECORD, NOTABLE, (name,), record=record)


def _records(
    name: str,
    record: type[Record],
    *key: str,
    changed: ChangeClass = NOTABLE,
    removed: ChangeClass | None = None,
    order: ChangeClass | None = EDITORIAL,
) -> Field:
    return Field(
        name,
        Shape.RECORDS,
        changed,
        key or (name,),
        record=record,
        removed=removed or changed,
        order=order,
    )


EXTRA = _map("extra", EDITORIAL)
"""The author's own `x-` facts, of the records that take them."""

_REVIEW = (
    _reference("owner", "team"),
    _value("reviewed", EDITORIAL),
    _value("review_every", EDITORIAL),
)
_SHARED = (identity(BREAKING), _value("name", NOTABLE))
_OWNER, _NOTE = _reference("owner", "team"), _value("note", EDITORIAL)
_EVIDENCE = _references("evidence", "evidence")

FIELDS: dict[type[Record | Handbook], Fields] = {
    Handbook: (
        _value("title", NOTABLE),
        _value("summary", EDITORIAL),
        _value("locale", NOTABLE),
        _records("phases", Phase, removed=BREAKING, order=NOTABLE),
        Field("lanes", Shape.TEXTS, NOTABLE, ("lanes",), whole=True),
        _map("views", NOTABLE),
        _map("rules", NOTABLE),
        _value("evidence_age", NOTABLE),
    ),
    Phase: _SHARED,
    Persona: (
        *_SHARED,
        _value("archetype", NOTABLE),
        _value("priority", NOTABLE),
        _value("basis", NOTABLE),
        _value("portrait", EDITORIAL),
        _value("quote", EDITORIAL),
        _value("story", EDITORIAL),
        _map("demographics", NOTABLE),
        _map("psychographics", NOTABLE),
        _map("digital", NOTABLE),
        _records("professional_goals", Claim, "goals", "professional"),
        _records("personal_goals", Claim, "goals", "personal"),
        _records("ambitions", Claim),
        _records("fears", Claim),
        _records("habits", Claim),
        _records("needs", Claim),
        _records("expectations", Claim),
        _records("frustrations", Claim),
        _records("sources", Claim),
        _records("influencers", Claim),
        _records("decision_criteria", Claim, order=NOTABLE),  # most important first
        _records("objections", Objection),
        _value("decision_summary", NOTABLE, "decision_process", "summary"),
        _records("decision_roles", Role, "decision_process", "roles"),
        _records("traits", Trait),
        _map("channels", NOTABLE, of="channel"),
        _EVIDENCE,
        *_REVIEW,
        Field("tags", Shape.TEXTS, EDITORIAL, ("tags",)),
        EXTRA,
    ),
    Journey: (
        identity(BREAKING),
        _value("name", NOTABLE, "title"),
        _references("personas", "persona"),
        _value("summary", EDITORIAL),
        _value("objective", NOTABLE),
        _value("scope_from", NOTABLE, "scope", "from"),
        _value("scope_to", NOTABLE, "scope", "to"),
        _value("type", NOTABLE),
        _value("state", NOTABLE),
        _reference("compare_to", "journey"),
        _reference("base", "journey", EDITORIAL, "extends"),
        *_REVIEW,
        EXTRA,
        _records("stages", Stage, removed=BREAKING, order=NOTABLE),
    ),
    Stage: (
        *_SHARED,
        _reference("phase", "phase"),
        _value("summary", EDITORIAL),
        _value("duration", NOTABLE),
        _value("goal", NOTABLE),
        _value("mindset", NOTABLE),
        _record("emotion", Emotion),
        _records("steps", Step),
        _records("questions", Claim),
        _records("seeks", Claim),
        _records("motivations", Claim),
        _records("actions", Claim),
        _map("objectives", NOTABLE, "aida"),
        _records("touchpoints", TouchpointUse),
        _records("messages", Message),
        _records("kpis", KpiUse),
        _records("pain_points", PainPoint),
        _records("opportunities", Opportunity),
        _records("experiments", Experiment),
        _references("teams", "team"),
        _records("backstage", Claim),
        _records("next", Next),
        EXTRA,
    ),
    Step: (
        identity(),
        _value("name", NOTABLE),
        _records("actions", Claim),
        _reference("touchpoint", "touchpoint"),
        _record("emotion", Emotion),
        _value("moment_of_truth", NOTABLE),
        EXTRA,
    ),
    Emotion: (
        _value("score", NOTABLE),
        _value("feeling", NOTABLE),
        _value("why", NOTABLE),
        _value("quote", EDITORIAL),
        _EVIDENCE,
    ),
    TouchpointUse: (
        _reference("touchpoint", "touchpoint"),
        _value("note", NOTABLE),  # "48% open it" is what the map says of a contact
        _value("importance", NOTABLE),
        _value("satisfaction", NOTABLE),
        EXTRA,
    ),
    Message: (
        identity(),
        _value("text", NOTABLE),
        _value("aida", NOTABLE),
        _reference("touchpoint", "touchpoint"),
        Field("content", Shape.CONTENT, NOTABLE, ("content",), "content", Gap),
        EXTRA,
    ),
    Gap: (_value("gap", NOTABLE), _OWNER, _value("due", NOTABLE)),
    KpiUse: (
        _reference("kpi", "kpi"),
        _value("baseline", NOTABLE),
        _value("current", NOTABLE),
        _value("target", NOTABLE),
        _value("alert", NOTABLE),
        EXTRA,
    ),
    PainPoint: (
        identity(),
        _value("text", NOTABLE),
        _value("severity", NOTABLE),
        _value("symptom", NOTABLE),
        _EVIDENCE,
        EXTRA,
    ),
    Opportunity: (
        identity(),
        _value("text", NOTABLE),
        _references("answers", "pain-point"),
        _value("impact", NOTABLE),
        _value("effort", NOTABLE),
        _value("status", NOTABLE),
        _OWNER,
        _value("due", NOTABLE),
        _value("link", EDITORIAL),
        EXTRA,
    ),
    Experiment: (
        identity(),
        _value("hypothesis", NOTABLE),
        _reference("kpi", "kpi"),
        _value("status", NOTABLE),
        _value("result", NOTABLE),
        _value("learning", NOTABLE),
        EXTRA,
    ),
    Next: (
        _reference("stage", "stage"),
        _value("exit", NOTABLE),
        _value("when", NOTABLE),
        _value("share", NOTABLE),
    ),
    Claim: (identity(), _value("text", EDITORIAL), _EVIDENCE, EXTRA),
    Objection: (
        identity(),
        _value("says", EDITORIAL),
        _value("answer", NOTABLE),
        _reference("content", "content"),
        _EVIDENCE,
        EXTRA,
    ),
    Role: (_value("role", EDITORIAL), _reference("persona", "persona")),
    Trait: (
        _value("low", EDITORIAL),
        _value("high", EDITORIAL),
        _value("value", NOTABLE),
    ),
    Touchpoint: (
        *_SHARED,
        _reference("channel", "channel"),
        _value("reach", NOTABLE),
        _value("medium", NOTABLE),
        _OWNER,
        _NOTE,
        EXTRA,
    ),
    Channel: (*_SHARED, _NOTE, EXTRA),
    Kpi: (
        *_SHARED,
        _value("formula", NOTABLE),
        _value("unit", NOTABLE),
        _value("better", NOTABLE),
        _value("source", EDITORIAL),
        _OWNER,
        EXTRA,
    ),
    Content: (
        *_SHARED,
        _value("format", NOTABLE),
        _value("url", NOTABLE),
        _OWNER,
        _value("updated", EDITORIAL),
        _NOTE,
        EXTRA,
    ),
    Evidence: (
        *_SHARED,
        _value("kind", NOTABLE),
        _value("date", NOTABLE),
        _value("sample", NOTABLE),
        _value("link", EDITORIAL),
        _NOTE,
        EXTRA,
    ),
    Team: (*_SHARED, _value("contact", EDITORIAL), _NOTE, EXTRA),
    Term: (*_SHARED, _value("text", NOTABLE), _references("see", "term", EDITORIAL), EXTRA),
}
"""Every kind of record, its fields in the order they are compared and told."""

KINDS: dict[type[Record | Handbook], str] = {
    Handbook: "handbook",
    Persona: "persona",
    Journey: "journey",
    Touchpoint: "touchpoint",
    Channel: "channel",
    Kpi: "kpi",
    Content: "content",
    Evidence: "evidence",
    Team: "team",
    Term: "term",
    Phase: "phase",
    Stage: "stage",
    Step: "step",
    Emotion: "emotion",
    TouchpointUse: "touchpoint-use",
    Message: "message",
    Gap: "gap",
    KpiUse: "kpi-use",
    PainPoint: "pain-point",
    Opportunity: "opportunity",
    Experiment: "experiment",
    Next: "way",
    Claim: "claim",
    Objection: "objection",
    Role: "role",
    Trait: "trait",
}
"""What each kind of record is called in changes."""

COLLECTIONS: dict[str, type[Record]] = {
    "personas": Persona,
    "journeys": Journey,
    "touchpoints": Touchpoint,
    "channels": Channel,
    "kpis": Kpi,
    "content": Content,
    "evidence": Evidence,
    "teams": Team,
    "terms": Term,
}
"""The handbook's records by id, in the order they are told."""

MAIN: dict[type[Record], tuple[str, ...]] = {
    Claim: ("text",),
    Objection: ("says",),
    Role: ("role",),
    Trait: ("low", "high"),
    Message: ("text",),
    PainPoint: ("text",),
    Opportunity: ("text",),
    Experiment: ("hypothesis",),
    Next: ("exit",),
}
"""The text that a record is known by where it has no id."""

POINTING: dict[type[Record], str] = {
    TouchpointUse: "touchpoint",
    KpiUse: "kpi",
    Next: "stage",
}
"""Records known by what they refer to."""


def referred_kind(record: str, path: Path) -> str:
    """Return the kind of the records that a path's last field refers to; "" where to none.

    `record` is the kind of the record that the field is of.
    """
    return next(
        (
            item.of
            for item in FIELDS[_RECORDS[record]]
            if item.of
            and item.key == (path[:-1] if item.shape is Shape.MAP else path)[-len(item.key) :]
        ),
        "",
    )


def pointed_at(record: str, said: Plain) -> tuple[str, str] | None:
    """Return kind and id of what a record is known by, where it is known by what it refers to."""
    key = next((key for of, key in POINTING.items() if KINDS[of] == record), "")
    if not key or not isinstance(said, dict) or key not in said:
        return None
    return referred_kind(record, (key,)), said[key]


_RECORDS = {kind: record for record, kind in KINDS.items()}
