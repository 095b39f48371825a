"""The content format as JSON Schemas (2020-12), by which editors complete, explain and mark YAML.

Made from the drafts, and mended where pydantic describes what is in a draft rather than what an
author may write: an empty value is as good as none, and a journey that extends another leaves out
what that one says.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeAlias

from .folder import HANDBOOK_FILE, LIBRARY_FOLDER, RECORD_FOLDERS
from .schema import LIBRARIES, HandbookDraft, JourneyDraft, PersonaDraft
from .schema.drafts import EXTRA_PATTERN, Draft
from .schema.fields import ID_PATTERN, LONGEST_ID, Period

Json: TypeAlias = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NULL = {"type": "null"}
_ABOUT = ("title", "description", "default")
"""What is said of a field, whatever it may hold."""
_REFS = "#/$defs/"
_NOTHING = {"$ref": f"{_REFS}Nothing"}
_NOTHING_IS = {
    "$comment": "An empty value, which is as good as none.",
    "not": {"type": ["array", "boolean", "number", "object", "string"]},
}
"""Null, said in a way that keeps editors from offering `null` among the words to choose from."""
_VARIATION = "InVariation"
"""The end of the names of records that may leave out what their base says."""
_ONLY_IN_VARIATIONS = ("after", "before", "remove")
_UPPER = {"Id": "ID", "kpi": "KPI", "Kpi": "KPI", "Kpis": "KPIs", "Aida": "AIDA", "Url": "URL"}
_LIMITS = {"ge": "minimum", "le": "maximum"}
"""Pydantic's words for limits that it cannot place, and those of JSON Schema."""
_ORDER = (
    *("$schema", "title", "description", "type", "enum", "const", "default", "$ref"),
    *("pattern", "patternErrorMessage", "maxLength", "minimum", "maximum"),
    *("required", "properties", "patternProperties", "propertyNames", "additionalProperties"),
    *("minItems", "items", "not", "anyOf", "oneOf", "if", "then", "else", "$defs"),
)
"""Keywords in the order in which people read them."""


def json_schemas() -> dict[str, str]:
    """Return the JSON Schema of every kind of file, as text, by the name of its file."""
    made = {
        "handbook.schema.json": _schema_of(HandbookDraft),
        "persona.schema.json": _schema_of(PersonaDraft),
        "journey.schema.json": _journey(_schema_of(JourneyDraft)),
    }
    for stem, (kind, model) in LIBRARIES.items():
        made[f"library-{stem}.schema.json"] = _library(stem, kind, _schema_of(model))
    return {
        name: json.dumps(_ordered(_complete(schema)), indent=2, ensure_ascii=False) + "\n"
        for name, schema in made.items()
    }


def _complete(schema: Json) -> Json:
    definitions = {**schema.get("$defs", {}), "Nothing": _NOTHING_IS}
    return {"$schema": _DIALECT, **schema, "$defs": definitions}


def schema_paths() -> dict[str, str]:
    """Return which files each schema is for, as a pattern of paths below the handbook's folder."""
    paths = {f"{kind}.schema.json": f"{folder}/*.yml" for folder, kind in RECORD_FOLDERS.items()}
    libraries = {
        f"library-{stem}.schema.json": f"{LIBRARY_FOLDER}/{stem}.yml" for stem in LIBRARIES
    }
    return {"handbook.schema.json": HANDBOOK_FILE, **paths, **libraries}


def _schema_of(model: type[Draft]) -> Json:
    return _mended(model.model_json_schema(by_alias=True))


def _mended(schema: Json) -> Json:
    """Return one of pydantic's schemas as an author needs it, with everything below it."""
    made: Json = {}
    for word, value in schema.items():
        if word == "title":
            made[word] = _title(value)
        elif word == "default":
            made.update(_default(value))
        elif word == "$ref":
            made[word] = _without_suffix(value)
        elif word in _LIMITS:
            made[_LIMITS[word]] = int(value) if value == int(value) else value
        elif word in ("anyOf", "oneOf"):
            made[word] = [_mended(choice) for choice in value]
        elif word in ("properties", "patternProperties", "$defs"):
            made[word] = {_without_suffix(name): _mended(below) for name, below in value.items()}
        elif word in ("items", "additionalProperties") and isinstance(value, dict):
            made[word] = _mended(value)
        else:
            made[word] = value
    if "properties" in made and "additionalProperties" in made:
        return _record(made)
    return _map(made) if made.get("type") == "object" else made


def _record(schema: Json) -> Json:
    """Return a record that takes its fields, empty or not, and perhaps the author's own."""
    required = schema.get("required", ())
    fields = schema["properties"].items()
    own = schema["additionalProperties"]
    return {
        **schema,
        "properties": {name: s if name in required else _or_null(s) for name, s in fields},
        **({"patternProperties": {EXTRA_PATTERN: _or_null(own)}} if own else {}),
        "additionalProperties": False,
    }


def _map(schema: Json) -> Json:
    """Return a record whose keys are the author's, or a choice among words, which are offered."""
    rest = dict(schema)
    names = rest.pop("propertyNames", {})
    patterns = rest.pop("patternProperties", {})
    values = rest.pop("additionalProperties", None)
    choices = next((c["enum"] for c in (names, *names.get("anyOf", ())) if "enum" in c), None)
    if choices is not None:
        rest["properties"] = {name: _or_null(values) for name in choices}
        others = [c["pattern"] for c in names.get("anyOf", ()) if "pattern" in c]
        if others:
            rest["patternProperties"] = {pattern: _or_null(values) for pattern in others}
    else:
        rest["patternProperties"] = {name: _or_null(s) for name, s in patterns.items()}
    return {**rest, "additionalProperties": False}


def _or_null(schema: Json) -> Json:
    """Return a schema that takes what another does, and the empty value."""
    about = {word: value for word, value in schema.items() if word in _ABOUT}
    rest = {word: value for word, value in schema.items() if word not in _ABOUT}
    choices = [c for c in rest.get("anyOf", [rest]) if c not in (_NULL, _NOTHING)]
    choices = [below for choice in choices for below in choice.get("oneOf", [choice])]
    return {**about, "anyOf": [*choices, _NOTHING]}


def _default(value: Any) -> Json:
    """Return what an editor may fill in: neither nothing nor whole lists."""
    if isinstance(value, dict) and set(value) == {"count", "unit"}:
        return {"default": str(Period(**value))}
    return {"default": value} if isinstance(value, str | bool) else {}


def _title(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removesuffix("Draft")).split()
    said = [word if number == 0 else word.lower() for number, word in enumerate(words)]
    return " ".join(_UPPER.get(word, word) for word in said)


def _without_suffix(name: str) -> str:
    return name.removesuffix("Draft")


def _library(stem: str, kind: str, record: Json) -> Json:
    """Return the schema of a library file: its records by id."""
    definitions = record.pop("$defs", {})
    name = record["title"]
    return {
        "title": _title(stem.capitalize()),
        "description": f"{record['description']} Records of the kind {kind}, each below its id.",
        "type": "object",
        "propertyNames": {"pattern": ID_PATTERN, "maxLength": LONGEST_ID},
        "additionalProperties": {"$ref": f"{_REFS}{name}"},
        "$defs": {**definitions, name: record},
    }


def _journey(schema: Json) -> Json:
    """Return the schema of a journey, which asks for less where it extends another."""
    records: dict[str, Json] = schema.pop("$defs")
    merged = {name for name in _merged(schema, records) if "required" in records[name]}
    strict = {name: _by_itself(record) for name, record in records.items()}
    partial = {f"{name}{_VARIATION}": _partial(records[name], merged) for name in sorted(merged)}
    required: list[str] = schema.pop("required")
    fields = schema["properties"]
    laid_over = {name: _refer(field, merged) for name, field in fields.items()}
    changed = [name for name in fields if name in required or laid_over[name] != fields[name]]
    return {
        **schema,
        "properties": {
            name: {"title": field["title"], "description": field["description"]}
            if name in changed
            else field
            for name, field in fields.items()
        },
        "if": {"required": ["extends"], "properties": {"extends": {"not": _NULL}}},
        "then": {"properties": {name: _or_null(laid_over[name]) for name in changed}},
        "else": {"required": required, "properties": {name: fields[name] for name in changed}},
        "$defs": strict | partial,
    }


def _merged(schema: Json, records: dict[str, Json]) -> set[str]:
    """Return the names of the records that a variation's are laid over.

    Those are the records in a field, and in a list where they have an id. A list of others is
    replaced as a whole.
    """
    found: set[str] = set()
    for field in schema["properties"].values():
        for name, in_list in _named(field):
            if name not in found and (not in_list or "id" in records[name]["properties"]):
                found |= {name} | _merged(records[name], records)
    return found


def _named(field: Json, *, in_list: bool = False) -> list[tuple[str, bool]]:
    """Return the names of the records that a field may hold, and whether in a list."""
    if field == _NOTHING:
        return []
    named = [(field["$ref"].removeprefix(_REFS), in_list)] if "$ref" in field else []
    for choice in field.get("anyOf", ()):
        named += _named(choice, in_list=in_list)
    return named + (_named(field["items"], in_list=True) if "items" in field else [])


def _refer(schema: Json, merged: set[str]) -> Json:
    """Return a field in which records of the names in `merged` may leave out fields."""
    made = dict(schema)
    if "$ref" in made and made["$ref"].removeprefix(_REFS) in merged:
        made["$ref"] += _VARIATION
    if "anyOf" in made:
        made["anyOf"] = [_refer(choice, merged) for choice in made["anyOf"]]
    if "items" in made:
        made["items"] = _refer(made["items"], merged)
    return made


def _by_itself(record: Json) -> Json:
    """Return a record of a journey that extends none: nothing in it can be dropped or moved."""
    fields = record["properties"].items()
    kept = {name: field for name, field in fields if name not in _ONLY_IN_VARIATIONS}
    return {**record, "properties": kept}


def _partial(record: Json, merged: set[str]) -> Json:
    """Return a record that only its id must be told of, or all it must have where it has none."""
    made = dict(record)
    required: list[str] = made.pop("required", [])
    made["properties"] = {
        name: _or_null(_refer(field, merged)) if name != "id" else field
        for name, field in record["properties"].items()
    }
    if "id" in required:
        made["required"] = ["id"]
    elif "id" in made["properties"] and required:
        made["anyOf"] = [{"required": ["id"]}, {"required": required}]
    return made


def _ordered(value: Any, *, names: bool = False) -> Any:
    """Return a schema with its keywords in order; names of fields stay in that of the draft."""
    if isinstance(value, list):
        return [_ordered(item) for item in value]
    if not isinstance(value, dict):
        return value
    places = {word: place for place, word in enumerate(_ORDER)}
    words = list(value) if names else sorted(value, key=lambda w: (places.get(w, len(places)), w))
    below = ("properties", "patternProperties", "$defs")
    return {word: _ordered(value[word], names=not names and word in below) for word in words}
