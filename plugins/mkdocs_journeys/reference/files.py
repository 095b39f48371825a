"""The pages about files: every field of every record, and an example of each file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from ..source.schema import LIBRARIES, Draft, HandbookDraft, JourneyDraft, PersonaDraft
from ..source.schema.describing import DescribedField, described_fields
from .kinds import default_of, kind_of
from .markup import anchor, block, code, page, sentence, small, table
from .samples import (
    JOURNEY_FILE,
    PERSONA_FILE,
    SETTINGS_FILE,
    library_file,
    sample_file,
    samples,
)

MOST_NAMED = 4
"""Fields that are named where many hold the same record."""

_HEADS = ("Field", "What it means")
_OWN = (
    "Leave out what you do not know. Where a text is needed, a plain one is enough; put quotes "
    "around one that contains a colon and a space."
)
_FACTS = "Fields of your own, whose names begin with `x-`, are shown beside these."
_MANY = {"Next": "Ways out", "Decision process": "Decision processes"}
_WORDS = {"Kpi": "KPI", "Kpis": "KPIs"}


def persona_page() -> str:
    """Return the page about the files of personas."""
    return _page(
        "Persona files",
        f"Every field of `{PERSONA_FILE}`. The file's name is the persona's id.",
        PersonaDraft,
        "persona.md",
        ["personas/claire.yml"],
    )


def journey_page() -> str:
    """Return the page about the files of journeys."""
    return _page(
        "Journey files",
        f"Every field of `{JOURNEY_FILE}`. The file's name is the journey's id.",
        JourneyDraft,
        "journey.md",
        ["journeys/subscribes.yml", "journeys/subscribes-target.yml", "journeys/renews.yml"],
    )


def handbook_page() -> str:
    """Return the page about `handbook.yml`."""
    return _page(
        "Settings",
        f"Every field of `{SETTINGS_FILE}`, the settings of the whole handbook.",
        HandbookDraft,
        "handbook.md",
        ["handbook.yml"],
    )


def library_page() -> str:
    """Return the page about the library: one section a file, with its fields and its example."""
    parts = [_OWN]
    for stem, (_, model) in LIBRARIES.items():
        file = library_file(stem)
        parts += [
            f"## {name_of(model)}",
            f"`{file}`: {sentence(model.__doc__ or '')}",
            _fields(model, "library.md"),
            block(sample_file(file), file),
        ]
    return page(
        "Library files",
        "Every field of the files in `library/`: records that personas and journeys share. "
        "Each file maps ids to records.",
        *parts,
    )


def name_of(model: type[Draft], *, many: bool = False) -> str:
    """Return what a record is called, with a capital: Pain point, Pain points."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__.removesuffix("Draft")).split()
    first, *rest = [_WORDS.get(word, word) for word in words]
    name = " ".join([first, *(word if word.isupper() else word.lower() for word in rest)])
    if not many:
        return name
    if name in _MANY:
        return _MANY[name]
    return name[:-1] + "ies" if re.search("[^aeiou]y$", name) else f"{name}s"


@cache
def places() -> dict[type[Draft], str]:
    """Return the page that describes each record; those of several files stand on the first."""
    found: dict[type[Draft], str] = {}
    roots: dict[str, list[type[Draft]]] = {
        "persona.md": [PersonaDraft],
        "journey.md": [JourneyDraft],
        "library.md": [model for _, model in LIBRARIES.values()],
        "handbook.md": [HandbookDraft],
    }
    for file, models in roots.items():
        for model in models:
            for record in (model, *_below(model)):
                found.setdefault(record, file)
    return found


def _page(title: str, description: str, root: type[Draft], file: str, examples: list[str]) -> str:
    parts = [_OWN, _fields(root, file)]
    records = [record for record in _below(root) if places()[record] == file]
    for record in records:
        used = _either([f"`{field}`" for field in _fields_with(record)])
        parts += [
            f"## {name_of(record)}",
            f"{sentence(record.__doc__ or '')} {small(f'Written in {used}.')}",
            _fields(record, file),
        ]
    several = len(examples) > 1
    parts.append(f"## {'Whole files' if several else 'A whole file'}")
    return page(title, description, *parts, *(block(sample_file(name), name) for name in examples))


def _fields(model: type[Draft], file: str) -> str:
    """Return the fields of a record as a table; `file` is the page it stands on."""

    def named(record: type[Draft], many: bool) -> str:
        name = name_of(record, many=many)
        shown = name if name.startswith("KPI") else name[0].lower() + name[1:]
        there = places()[record]
        heading = anchor(name_of(record))
        return f"[{shown}]({'' if there == file else there}#{heading})"

    rows = []
    for field in described_fields(model):
        default = default_of(field)
        sample = samples().get((model, field.key), "")
        remarks = small(
            "**required**" if field.required else "",
            kind_of(field, named),
            field.limits,
            f"when left out: {default}" if default else "",
            f"for example {code(sample)}" if sample and not _is_choice(field) else "",
        )
        rows.append((code(field.key), f"{field.meaning}<br>{remarks}"))
    made = table(_HEADS, rows)
    return f"{made}\n\n{_FACTS}" if model.takes_facts() else made


def _is_choice(field: DescribedField) -> bool:
    """Return whether the words that a field takes are all named already."""
    if get_origin(field.annotation) in (dict, tuple):
        return False
    members = {field.annotation, *get_args(field.annotation)}
    return bool in members or any(get_origin(member) is Literal for member in members)


@cache
def _below(model: type[Draft]) -> tuple[type[Draft], ...]:
    """Return the records that a record can hold, in the order of its fields, each once."""
    found: dict[type[Draft], None] = {}
    for field in described_fields(model):
        for record in _records_in(field.annotation):
            if record is not model:
                found |= dict.fromkeys((record, *_below(record)))
    return tuple(found)


def _records_in(annotation: Any) -> Iterator[type[Draft]]:
    if isinstance(annotation, type) and issubclass(annotation, Draft):
        yield annotation
    for argument in get_args(annotation):
        yield from _records_in(argument)


def _fields_with(record: type[Draft]) -> list[str]:
    """Return the names of the fields that hold a record, each once."""
    names: dict[str, None] = {}
    for model in places():
        for field in described_fields(model):
            if record in _records_in(field.annotation):
                names[field.key] = None
    return list(names)


def _either(words: Iterable[str]) -> str:
    *most, last = words
    if len(most) > MOST_NAMED:
        most, last = most[:MOST_NAMED], "others"
    return f"{', '.join(most)} or {last}" if most else last
