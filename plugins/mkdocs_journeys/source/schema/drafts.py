"""What all drafts share, and how to find the references and texts in one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from ..nodes import Path
from .fields import Facts, Link, Prose, Reference

EXTRA_PATTERN = r"^x-."
"""Keys of the author's own, shown as extra facts."""


class Draft(BaseModel):
    """A record as an author wrote it: its shape is right, its references are still ids."""

    # What checks a record is made when the first one comes, for those that come by themselves: most
    # are parts of others, and are checked with them.
    model_config = ConfigDict(extra="allow", frozen=True, defer_build=True)
    __pydantic_extra__: dict[Annotated[str, Field(pattern=EXTRA_PATTERN)], Facts]

    one_of: ClassVar[tuple[str, ...]] = ()
    """Fields of which a record needs one, whichever."""

    @property
    def extra(self) -> dict[str, tuple[str, ...]]:
        """The author's own `x-` facts."""
        return dict(self.__pydantic_extra__ or {})

    @classmethod
    def takes_facts(cls) -> bool:
        """Whether an author may add `x-` facts: whether a page has a place where they are shown."""
        return cls.model_config.get("extra") == "allow"


class ClosedDraft(Draft):
    """A record whose fields are all there may be: what is added belongs to the record around it."""

    model_config = ConfigDict(extra="forbid")


Mark = Reference | Prose | Link


# A named tuple, for a handbook has tens of thousands, and a frozen dataclass takes three times as
# long to make.
class Found(NamedTuple):
    """A marked text in a draft: what marks it, where it stands and what it says.

    `is_key` says that the text is the last key of the path, not the value there.
    """

    mark: Mark
    path: Path
    text: str
    is_key: bool = False


def references_in(draft: Draft) -> list[Found]:
    """Return every id in the draft that names another record."""
    return [found for found in marked_in(draft) if isinstance(found.mark, Reference)]


def texts_in(draft: Draft) -> list[Found]:
    """Return every Markdown text and every address in the draft."""
    return [found for found in marked_in(draft) if not isinstance(found.mark, Reference)]


def marked_in(draft: Draft) -> list[Found]:
    """Return every marked text in the draft, ids and others.

    Every record is looked through, so it has to be quick: a list to add to, no generators, and
    nothing done for the many fields that say nothing.
    """
    found: list[Found] = []
    _collect(draft, (), found)
    return found


def _collect(draft: Draft, path: Path, found: list[Found]) -> None:
    for name, key, plan in _plan(type(draft)):
        value = getattr(draft, name)
        if value:
            plan.collect(value, (*path, key), found)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where marked texts can be in a value of some type: itself, its keys, or what it holds."""

    mark: Mark | None = None
    keys: _Plan | None = None
    values: _Plan | None = None
    records: bool = False

    def collect(self, value: Any, path: Path, found: list[Found]) -> None:
        """Add the marked texts in a value to those found so far."""
        if isinstance(value, str):
            if self.mark is not None:
                found.append(Found(self.mark, path, value))
        elif isinstance(value, Draft):
            _collect(value, path, found)
        elif isinstance(value, tuple) and self.values is not None:
            for number, item in enumerate(value):
                self.values.collect(item, (*path, number), found)
        elif isinstance(value, dict):
            for key, item in value.items():
                if self.keys is not None and self.keys.mark is not None:
                    found.append(Found(self.keys.mark, (*path, key), key, is_key=True))
                if self.values is not None:
                    self.values.collect(item, (*path, key), found)


@cache
def _plan(model: type[Draft]) -> tuple[tuple[str, str, _Plan], ...]:
    """Return the fields of a draft that can hold marked texts, each with its key in YAML.

    Worked out once a class.
    """
    plans = [
        (name, info.alias or name, _plan_of_field(info))
        for name, info in model.model_fields.items()
    ]
    return tuple((name, key, plan) for name, key, plan in plans if plan is not None)


def _plan_of_field(info: FieldInfo) -> _Plan | None:
    return _plan_of(info.annotation, tuple(info.metadata))


def _plan_of(annotation: Any, metadata: tuple[Any, ...] = ()) -> _Plan | None:
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return _plan_of(inner, (*marks, *metadata))
    mark = next((item for item in metadata if isinstance(item, Mark)), None)
    if isinstance(annotation, type) and issubclass(annotation, Draft):
        return _Plan(records=True)
    arguments = [argument for argument in get_args(annotation) if argument not in (..., type(None))]
    if get_origin(annotation) is dict:
        keys, values = (_plan_of(argument) for argument in arguments)
        return _Plan(keys=keys, values=values) if keys or values else None
    if get_origin(annotation) is tuple:
        values = _plan_of(arguments[0])
        return _Plan(values=values) if values else None
    below = [plan for plan in map(_plan_of, arguments) if plan is not None]
    if mark is None and not below:
        return None
    # A union (`Text | None`, `ContentId | GapDraft`): at most one of its members is a text.
    return _Plan(
        mark=mark or next((plan.mark for plan in below if plan.mark), None),
        values=next((plan.values for plan in below if plan.values), None),
        keys=next((plan.keys for plan in below if plan.keys), None),
        records=any(plan.records for plan in below),
    )


def record_at(model: type[Draft], path: Path) -> type[Draft] | None:
    """Return the draft class of the record that a path leads to, None where there is none."""
    return _record_in(_kind_at(model, path))


def keys_at(model: type[Draft], path: Path) -> Any:
    """Return what the keys are of the record without fields that a path leads to, else None."""
    return _keys_in(_kind_at(model, path))


def _keys_in(annotation: Any) -> Any:
    if get_origin(annotation) is dict:
        return get_args(annotation)[0]
    return next(filter(None, map(_keys_in, get_args(annotation))), None)


def _kind_at(model: type[Draft], path: Path) -> Any:
    annotation: Any = model
    for part in path:
        if isinstance(part, int):
            continue  # an item of a list, whose annotation names its record already
        record = _record_in(annotation)
        fields = record.model_fields.items() if record else ()
        found = (info.annotation for name, info in fields if (info.alias or name) == part)
        annotation = next(found, None)
    return annotation


def _record_in(annotation: Any) -> type[Draft] | None:
    if isinstance(annotation, type) and issubclass(annotation, Draft):
        return annotation
    return next(filter(None, map(_record_in, get_args(annotation))), None)
