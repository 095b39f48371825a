"""What the schema says of a field, as a guide for authors needs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from ..source.folder import HANDBOOK_FILE, LIBRARY_FOLDER
from ..source.nodes import Plain
from ..source.schema import LIBRARIES, Draft, Reference
from ..source.schema.drafts import record_at
from ..source.schema.fields import Prose

_MOST_CHOICES = 8
"""Choices up to which an explanation names them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a record: its key in YAML, what it is for, and what it takes.

    `record` is the record it holds, itself or in a list; `refers_to` the kind of record that its
    ids name, `by_key` that they are its keys. `only_in_variations` says that the field belongs in
    journeys that extend another. `default` is its default where that is one word.
    """

    key: str
    about: str
    required: bool
    is_list: bool
    record: type[Draft] | None
    refers_to: str
    by_key: bool
    takes_text: bool
    default: str
    only_in_variations: bool


@cache
def fields_of(model: type[Draft]) -> tuple[Field, ...]:
    """Return the fields of a record, in the schema's order."""
    made = []
    for name, info in model.model_fields.items():
        key = info.alias or name
        parts = list(_parts(info.annotation, info.metadata))
        choices = [c for part in parts if get_origin(part) is Literal for c in get_args(part)]
        reference = next((part for part in parts if isinstance(part, Reference)), None)
        record = record_at(model, (key,))
        made.append(
            Field(
                key=key,
                about=_about(info.description or "", choices),
                required=info.is_required(),
                is_list=any(get_origin(part) is tuple for part in parts),
                record=record,
                refers_to=reference.kind if reference else "",
                by_key=any(get_origin(part) is dict for part in parts),
                takes_text=any(isinstance(part, Prose) for part in parts),
                default=_word(info.default),
                only_in_variations=(info.description or "").startswith("In a variation"),
            )
        )
    return tuple(made)


def home_of(kind: str) -> str:
    """Return where the records of a kind are written, below the handbook's folder."""
    stems = {kind: f"{LIBRARY_FOLDER}/{stem}.yml" for stem, (kind, _) in LIBRARIES.items()}
    return {"phase": HANDBOOK_FILE, "stage": "the journey's stages", **stems}.get(kind, f"{kind}s/")


def fallback(field: Field) -> Any:
    """Return an example for a field that the templates say nothing of; None for an empty one."""
    if field.default:
        return Plain(field.default)
    if field.record is None and not field.by_key and (field.takes_text or field.required):
        text = field.about.rstrip(".")
        return [text] if field.is_list else text
    return None


def _word(default: Any) -> str:
    if isinstance(default, bool):
        return "true" if default else "false"
    return default if isinstance(default, str) else ""


def _about(description: str, choices: list[str]) -> str:
    """Return a field's explanation, with its choices where it does not name them itself."""
    few = choices if len(choices) <= _MOST_CHOICES else []
    if not few or all(choice in description for choice in few):
        return description
    return f"{description.rstrip('.')}: {', '.join(few[:-1])} or {few[-1]}."


def _parts(annotation: Any, metadata: Any = ()) -> Iterator[Any]:
    """Yield a type and everything it is made of, but for what records hold."""
    yield annotation
    yield from metadata
    if isinstance(annotation, type) and issubclass(annotation, Draft):
        return
    if get_origin(annotation) is Literal:
        return
    for argument in get_args(annotation):
        yield from _parts(argument)
