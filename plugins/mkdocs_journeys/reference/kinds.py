"""What a field takes, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from ..source.schema import Draft, Reference
from ..source.schema.describing import DescribedField
from ..source.schema.fields import Kind, Period, Shorthand

MOST_NAMED = 8
"""Words of a default that are named one by one."""

Named: TypeAlias = Callable[[type[Draft], bool], str]
"""Names a record, or several of them (True), with a link to where it is described."""

_NOUNS = {
    "channel": ("a channel", "channels"),
    "content": ("content", "content"),
    "evidence": ("evidence", "evidence"),
    "journey": ("a journey", "journeys"),
    "kpi": ("a KPI", "KPIs"),
    "persona": ("a persona", "personas"),
    "phase": ("a phase", "phases"),
    "stage": ("a stage", "stages"),
    "team": ("a team", "teams"),
    "term": ("a term", "terms"),
    "touchpoint": ("a touchpoint", "touchpoints"),
}
"""The kinds of records that ids name, one and several."""


def kind_of(field: DescribedField, named: Named) -> str:
    """Return what a field takes, for example “list of messages, or just their `text`”."""
    return _kind(field.annotation, field.marks, named)


def default_of(field: DescribedField) -> str:
    """Return what holds where a field is left out, "" where nothing does."""
    value = field.default
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, str | Period):
        return f"`{value}`"
    if isinstance(value, tuple) and len(value) > MOST_NAMED:
        return "all of them"
    if isinstance(value, tuple):
        return ", ".join(f"`{getattr(item, 'id', item)}`" for item in value)
    return ""


def _kind(annotation: Any, metadata: tuple[Any, ...], named: Named, *, many: bool = False) -> str:
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return _kind(inner, (*marks, *metadata), named, many=many)
    if isinstance(annotation, type) and issubclass(annotation, Draft):
        short = next((mark for mark in metadata if isinstance(mark, Shorthand)), None)
        record = named(annotation, many)
        return (
            f"{record}, or just {'their' if many else 'its'} `{short.field}`" if short else record
        )
    if reference := next((mark for mark in metadata if isinstance(mark, Reference)), None):
        one, several = _NOUNS[reference.kind]
        return f"ids of {several}" if many else f"id of {one}"
    # The last one: what is said of a rating goes before what is said of numbers.
    if kind := next((mark for mark in reversed(metadata) if isinstance(mark, Kind)), None):
        return kind.many if many else kind.one
    arguments = [argument for argument in get_args(annotation) if argument not in (..., type(None))]
    origin = get_origin(annotation)
    if origin is Literal:
        return f"{'any' if many else 'one'} of {', '.join(f'`{word}`' for word in arguments)}"
    if origin in (Union, UnionType):
        return " or ".join(_kind(argument, (), named, many=many) for argument in arguments)
    if origin is tuple:
        inner_kind = _kind(arguments[0], (), named, many=True)
        return f"list: {inner_kind}" if inner_kind.startswith("any of") else f"list of {inner_kind}"
    if origin is dict:
        key, value = (_kind(argument, (), named) for argument in arguments)
        return f"record: {key} → {value}"
    raise TypeError(f"no words for {annotation}")
