"""What a YAML file outside the handbook's own folders was probably meant to be.

Other tools keep YAML in the same folder, such as an interface's description that a page shows. So a
file counts as one of ours only where its keys are those of a record.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from .nodes import Mapping, Node, Sequence
from .schema import LIBRARIES, JourneyDraft, PersonaDraft
from .schema.drafts import EXTRA_PATTERN, Draft

_WORDS = re.compile(rb"^[ \t]*(?:- |\{)?(?:name|title)[ \t]*:|\{name:", re.MULTILINE)
"""What every record of ours says: files without it need not be read as YAML."""


def may_be_ours(content: bytes) -> bool:
    """Whether it takes a closer look to tell whether a file holds a record; quick."""
    return bool(_WORDS.search(content))


def place_of(node: Node, file: str) -> str:
    """Return where a file with this record belongs, "" where it is none of ours.

    A folder ends in a slash.
    """
    if not isinstance(node, Mapping):
        return ""
    stem = PurePosixPath(file).stem
    stages = node.items.get("stages")
    if "title" in node.items and (isinstance(stages, Sequence) or node.text("extends")):
        return "journeys/" if _knows(JourneyDraft, node) else ""
    if node.text("name"):
        return "personas/" if _knows(PersonaDraft, node) else ""
    if stem in LIBRARIES and node.items:
        model = LIBRARIES[stem][1]
        records = node.items.values()
        if all(isinstance(r, Mapping) and r.text("name") and _knows(model, r) for r in records):
            return f"library/{stem}.yml"
    return ""


def _knows(model: type[Draft], record: Mapping) -> bool:
    """Whether every key of a record is one of a draft's."""
    known = {info.alias or name for name, info in model.model_fields.items()}
    return all(key in known or re.match(EXTRA_PATTERN, key) for key in record.items)
