"""An own reading of a handbook's YAML, to count against: plain mappings, `extends` laid over.

It shares no code with the product and takes its rules from the format alone. Every scalar stays
the text that the author wrote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook:
    """Records as they are written, by id; journeys with what they inherit."""

    personas: dict[str, Record]
    journeys: dict[str, Record]
    libraries: dict[str, dict[str, Record]]


def read_handbook(folder: Path) -> Handbook:
    """Read a handbook that is known to be without faults."""
    written = _records(folder / "journeys")
    return Handbook(
        personas=_records(folder / "personas"),
        journeys={name: _inherit(name, written) for name in written},
        libraries=_records(folder / "library"),
    )


def stages_of(journey: Record) -> list[Record]:
    """Return a journey's stages."""
    stages: list[Record] = journey["stages"]
    return stages


def as_record(item: Any, key: str) -> Record:
    """Return an item that may be written as a text only."""
    return item if isinstance(item, dict) else {key: item}


def plain(text: str) -> str:
    """Return a text as a reader sees it: links as their words, on one line."""
    return " ".join(re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", text).split())


def _records(folder: Path) -> dict[str, Record]:
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
        for path in sorted(folder.glob("*.yml"))
    }


def _inherit(name: str, written: dict[str, Record]) -> Record:
    own = written[name]
    if "extends" not in own:
        return own
    base = {
        key: value
        for key, value in _inherit(own["extends"], written).items()
        if key not in ("extends", "compare_to")
        and not (key in ("persona", "personas") and {"persona", "personas"} & own.keys())
    }
    merged: Record = _lay_over(base, own)
    return merged


def _lay_over(base: Any, own: Any) -> Any:
    if own in ("", "null", "~"):
        return base
    if isinstance(base, dict) and isinstance(own, dict):
        return {
            **base,
            **{key: _lay_over(base.get(key), value) for key, value in own.items()},
        }
    told_apart = isinstance(own, list) and all(isinstance(i, dict) and "id" in i for i in own)
    if isinstance(base, list) and own and told_apart:
        return _lay_over_by_id(base, own)
    return own


def _lay_over_by_id(base: list[Any], own: list[Record]) -> list[Record]:
    merged = list(base)
    for item in own:
        ids = [known.get("id") if isinstance(known, dict) else None for known in merged]
        at = ids.index(item["id"]) if item["id"] in ids else None
        if item.get("remove") == "true":
            assert at is not None
            del merged[at]
        elif at is not None:
            assert not {"after", "before"} & item.keys(), "moved stages are not read here"
            merged[at] = _lay_over(merged[at], item)
        elif "after" in item:
            merged.insert(ids.index(item["after"]) + 1, item)
        elif "before" in item:
            merged.insert(ids.index(item["before"]), item)
        else:
            merged.append(item)
    return merged
