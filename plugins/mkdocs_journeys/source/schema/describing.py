"""What can be said of a record's fields without reading any: for the reference."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from .drafts import Draft
from .fields import Kind

_LIMITS = {"ge": "at least {:g}", "le": "at most {:g}", "min_length": "at least {}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedField:
    """A field of a record: its key in YAML, what it means, and what it takes.

    `annotation` is its type less what `marks` say of it. `limits` are in plain words, "" where
    the field has none of its own.
    """

    key: str
    meaning: str
    required: bool
    default: Any
    annotation: Any
    marks: tuple[Any, ...]
    limits: str


@cache
def described_fields(model: type[Draft]) -> tuple[DescribedField, ...]:
    """Return the fields of a record, in their order."""
    return tuple(
        DescribedField(
            key=info.alias or name,
            meaning=info.description or "",
            required=info.is_required(),
            default=info.default,
            annotation=info.annotation,
            marks=tuple(info.metadata),
            limits=_limits(info),
        )
        for name, info in model.model_fields.items()
    )


def _limits(info: FieldInfo) -> str:
    if any(isinstance(mark, Kind) for mark in info.metadata):
        return ""  # the limits are those of its kind, whose words tell them
    said = [
        words.format(getattr(mark, name))
        for mark in info.metadata
        for name, words in _LIMITS.items()
        if getattr(mark, name, None) is not None
    ]
    return ", ".join(said)
