"""Random edits of a handbook, as authors make them, for whatever must hold after each."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml

_WORDS = ("a new word", "**quite** different", "another *one*", "éphémère & co.", "<b>plain</b>")
_NAMES = ("name", "title", "archetype", "feeling")


def edit(folder: Path, random: Random) -> str:
    """Change one thing in a handbook's folder, valid or not; return what was done, in short."""
    files = sorted(path for path in folder.rglob("*.yml"))
    # Journeys are most of what there is to edit, and base maps reach furthest.
    path = random.choice([*files, *(path for path in files if path.parent.name == "journeys")])
    record = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    kind = random.choice((_retext, _rename, _recount, _reorder, _add, _remove, _drop))
    done = kind(record, random)
    if done is None:
        return ""
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return f"{path.relative_to(folder).as_posix()}: {done}"


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, Any, tuple[Any, ...]]]:
    """Yield every value below a record: what holds it, its key there, and the way to it."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in items:
        yield value, key, (*path, key)
        if isinstance(below, dict | list):
            yield from _leaves(below, (*path, key))


def _one(record: Any, random: Random, wanted: Any) -> tuple[Any, Any, tuple[Any, ...]] | None:
    found = [leaf for leaf in _leaves(record) if wanted(leaf[0][leaf[1]], leaf[1])]
    return random.choice(found) if found else None


def _retext(record: Any, random: Random) -> str | None:
    found = _one(record, random, lambda value, key: isinstance(value, str) and " " in value)
    if found is None:
        return None
    holder, key, path = found
    holder[key] = f"{holder[key]} {random.choice(_WORDS)}"
    return f"text at {path}"


def _rename(record: Any, random: Random) -> str | None:
    found = _one(record, random, lambda value, key: key in _NAMES and isinstance(value, str))
    if found is None:
        return None
    holder, key, path = found
    holder[key] = f"{holder[key]} {random.randrange(10)}"
    return f"name at {path}"


def _recount(record: Any, random: Random) -> str | None:
    def is_figure(value: Any, key: Any) -> bool:
        return isinstance(value, int | float | dt.date) and not isinstance(value, bool)

    found = _one(record, random, is_figure)
    if found is None:
        return None
    holder, key, path = found
    if isinstance(holder[key], dt.date):
        holder[key] += dt.timedelta(days=random.choice((-400, -40, 30)))
    else:
        holder[key] = random.choice((-2, -1, 0, 1, 2, 3, 4, 5))
    return f"figure at {path}"


def _reorder(record: Any, random: Random) -> str | None:
    found = _one(record, random, lambda value, key: isinstance(value, list) and len(value) > 1)
    if found is None:
        return None
    holder, key, path = found
    random.shuffle(holder[key])
    return f"order of {path}"


def _add(record: Any, random: Random) -> str | None:
    found = _one(record, random, lambda value, key: isinstance(value, list) and value)
    if found is None:
        return None
    holder, key, path = found
    new = copy.deepcopy(random.choice(holder[key]))
    if isinstance(new, dict) and "id" in new:
        new["id"] = f"{new['id']}-{random.randrange(1000)}"
    elif isinstance(new, str):
        new = f"{new} too"
    holder[key].insert(random.randrange(len(holder[key]) + 1), new)
    return f"one more in {path}"


def _remove(record: Any, random: Random) -> str | None:
    found = _one(record, random, lambda value, key: isinstance(value, list) and len(value) > 1)
    if found is None:
        return None
    holder, key, path = found
    holder[key].pop(random.randrange(len(holder[key])))
    return f"one less in {path}"


def _drop(record: Any, random: Random) -> str | None:
    found = _one(record, random, lambda value, key: isinstance(key, str))
    if found is None:
        return None
    holder, key, path = found
    del holder[key]
    return f"no {path}"
