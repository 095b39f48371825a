"""What an editor makes of a handbook's files: YAML 1.2 values, checked against our schemas."""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from mkdocs_journeys.source.json_schema import json_schemas, schema_paths

ROOT = Path(__file__).parents[2]
VALIDATORS = {name: Draft202012Validator(json.loads(text)) for name, text in json_schemas().items()}

Place = tuple[str | int, ...]
"""The keys and list numbers that lead to a value."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_INTEGER = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{sign + word: float(sign + "inf") for sign in ("", "-") for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
"""The words of YAML 1.2's core schema that are no texts."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A file as an editor reads it: its value, and what stands at each line and column."""

    value: Any
    places: dict[tuple[int, int], set[Place]]


def read(text: str) -> Edited | None:
    """Read YAML as an editor does, where dates are texts; None where it cannot be parsed."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return None
    places: dict[tuple[int, int], set[Place]] = {}
    return Edited(_value(root, (), places), places)


def _value(node: yaml.Node | None, place: Place, places: dict[tuple[int, int], set[Place]]) -> Any:
    if node is None:
        return None
    _note(node, place, places)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*place, at), places) for at, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        made = {}
        for key, value in node.value:
            name = str(key.value)
            _note(key, (*place, name), places)
            made[name] = _value(value, (*place, name), places)
        return made
    quoted = isinstance(node, yaml.ScalarNode) and node.style
    return node.value if quoted else scalar(node.value)


def _note(node: yaml.Node, place: Place, places: dict[tuple[int, int], set[Place]]) -> None:
    mark = node.start_mark
    places.setdefault((mark.line + 1, mark.column + 1), set()).add(place)


def scalar(text: str) -> Any:
    """Return what YAML 1.2 makes of a scalar without quotes."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text, 10)
    if _OTHER_INTEGER.fullmatch(text):
        return int(text, 0)
    return float(text) if _FLOAT.fullmatch(text) else text


def schema_for(file: str) -> str | None:
    """Return the name of the schema for a file below the handbook's folder."""
    found = (name for name, path in schema_paths().items() if fnmatch.fnmatchcase(file, path))
    return next(found, None)


def marks(file: str, value: Any) -> set[Place]:
    """Return every place that an editor marks in a file; none where the schema accepts it."""
    name = schema_for(file)
    errors = VALIDATORS[name].iter_errors(value) if name else ()
    return {place for error in errors for place in _places(error)}


def _places(error: ValidationError) -> Iterator[Place]:
    place = tuple(error.absolute_path)
    schema: Any = error.schema
    value: Any = error.instance
    if error.validator == "additionalProperties":
        patterns = schema.get("patternProperties", ())
        for key in value:
            known = key in schema.get("properties", ())
            if not known and not any(re.search(pattern, key) for pattern in patterns):
                yield (*place, key)
    elif "propertyNames" in error.absolute_schema_path:
        yield (*place, value)
    else:
        yield place
    for below in error.context or ():
        yield from _places(below)
