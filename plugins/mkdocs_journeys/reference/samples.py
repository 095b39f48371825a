"""The handbook that the reference takes its examples from: it uses every field at least once."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from ..source.folder import HANDBOOK_FILE, LIBRARY_FOLDER, RECORD_FOLDERS, read_folder
from ..source.nodes import Mapping, Node, Plain, Scalar
from ..source.nodes import Path as NodePath
from ..source.schema import LIBRARIES, Draft, HandbookDraft, JourneyDraft, PersonaDraft
from ..source.schema.drafts import record_at

FOLDER = Path(__file__).parent / "example"
MOST_CHARACTERS = 48
"""How long an example in a table may be."""

Samples: TypeAlias = dict[tuple[type[Draft], str], str]
"""What the example handbook first writes in a field, by the draft of the record and the key."""

_MODELS: dict[str, type[Draft]] = {
    "handbook": HandbookDraft,
    "persona": PersonaDraft,
    "journey": JourneyDraft,
    **dict(LIBRARIES.values()),
}


@cache
def samples() -> Samples:
    """Return an example of every field, as it would stand in YAML, shortened where it is long."""
    found: Samples = {}
    sources = read_folder(FOLDER, project=FOLDER)
    for kind, model in _MODELS.items():
        whole = [_fields(written.node, model, ()) for written in sources.records[kind].values()]
        for fields in sorted(whole, key=len, reverse=True):  # what says most says it best
            for key, node in fields:
                found.setdefault(key, _flow(node))
    return found


def sample_file(name: str) -> str:
    """Return a file of the example handbook, by its path."""
    return FOLDER.joinpath(*PurePosixPath(name).parts).read_text(encoding="utf-8")


def library_file(stem: str) -> str:
    """Return the path of a library file."""
    return f"{LIBRARY_FOLDER}/{stem}.yml"


PERSONA_FILE, JOURNEY_FILE = (f"{folder}/<id>.yml" for folder in RECORD_FOLDERS)
SETTINGS_FILE = HANDBOOK_FILE


def _fields(
    node: Node, model: type[Draft], path: NodePath
) -> list[tuple[tuple[type[Draft], str], Node]]:
    """Return every field in a record and below it: the draft it belongs to, its key and value."""
    if isinstance(node, Scalar):
        return []
    if not isinstance(node, Mapping):
        return [
            found
            for number, item in enumerate(node.items)
            for found in _fields(item, model, (*path, number))
        ]
    draft = record_at(model, path)
    own = [((draft, key), value) for key, value in node.items.items()] if draft else []
    below = [
        found for key, value in node.items.items() for found in _fields(value, model, (*path, key))
    ]
    return own + below


def _flow(node: Node) -> str:
    """Return a value on one line, "" where even its beginning is too long to be of use."""
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        if len(text) > MOST_CHARACTERS:
            return text[:MOST_CHARACTERS].rsplit(" ", 1)[0] + " …"
        return text if isinstance(node.text, Plain) or "\n" in node.text else _quoted(text)
    if isinstance(node, Mapping):
        return _within("{}", [f"{key}: {_flow(value)}" for key, value in node.items.items()])
    return _within("[]", [_flow(item) for item in node.items])


def _within(brackets: str, items: list[str]) -> str:
    """Return items in brackets, only the first where all are too many."""
    for shown in (items, [items[0], "…"]):
        text = f"{brackets[0]}{', '.join(shown)}{brackets[1]}"
        if len(text) <= MOST_CHARACTERS:
            return text
    return ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
