"""Applying changes, told as JSON, to what a handbook says: the law that nothing is left out.

Written from the schema's description alone: it knows which list holds which records and what
refers to what, and nothing of how changes are found.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any, cast

from mkdocs_journeys.insight.changes.fields import COLLECTIONS, FIELDS, KINDS, Shape
from mkdocs_journeys.insight.changes.plain import keys_of
from mkdocs_journeys.model import Handbook, Record

Json = dict[str, Any]
Path = tuple[str, ...]

LISTS: dict[str, type[Record]] = {
    item.key[-1]: item.record
    for fields in FIELDS.values()
    for item in fields
    if item.shape is Shape.RECORDS and item.record
}
"""The records that a list of a name holds."""


def applied(data: Json, changes: Json) -> Json:
    """Return what a handbook says once the changes are made to what it said before."""
    data = copy.deepcopy(data)
    index = dict(_index(data, ()))
    added: dict[Path, Any] = {}
    was = {
        change["after"]["value"]: change["before"]["value"]
        for change in changes["changes"]
        if change["change"] == "record-renamed" and change["record"] == "journey"
    }
    every = [one for change in changes["changes"] for one in _everywhere(change, was)]
    for change in every:
        if change["change"] == "value-changed":
            path = tuple(change["before"]["path"])
            place, key = _ensure(index, path[:-1], {}), path[-1]
            if change["after"]["value"] is None:
                place.pop(key, None)
            else:
                place[key] = copy.deepcopy(change["after"]["value"])
    for change in every:
        _remove(change, index)
    for change in every:
        _add(change, index, added)
    for order in changes["orders"]:
        path = tuple(order["before"])
        items = [
            index[(*path, item["before"])]
            if (*path, item.get("before", "")) in index
            else added.get((*order["after"], item.get("after")), item.get("before"))
            for item in order["items"]
        ]
        _ensure(index, path, [])[:] = items
    for change in every:
        if change["change"] == "record-renamed":
            path = tuple(change["before"]["path"])
            index[path]["id"] = change["after"]["value"]
    _rename(data, every)
    return cast("Json", pruned(data))


def pruned(value: Any) -> Any:
    """Return a value without the mappings and lists in it that hold nothing."""
    if isinstance(value, dict):
        kept = {key: pruned(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in ({}, [], None)}
    return [pruned(item) for item in value] if isinstance(value, list) else value


def _index(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield every mapping and list, and the items of lists, by their path."""
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, dict | list):
                yield from _index(item, (*path, key))
    elif value and isinstance(value[0], dict):
        for key, item in zip(keys_of(value, LISTS[path[-1]]), value, strict=True):
            yield from _index(item, (*path, key))


def _ensure(index: dict[Path, Any], path: Path, empty: Any) -> Any:
    """Return what stands at a path, made where nothing does."""
    if path not in index:
        above = _ensure(index, path[:-1], {})
        above[path[-1]] = index[path] = empty
    return index[path]


def _everywhere(change: Json, was: dict[str, str]) -> Iterator[Json]:
    """Yield a change and what it is in every variation that inherits it."""
    yield change
    for name in change["reach"]["variations"]:
        one = copy.deepcopy(change)
        for key, journey in (("before", was.get(name, name)), ("after", name)):
            side = one[key]
            if side is not None:
                own = side["subject"]["id"].partition("/")
                side["subject"]["id"] = "".join((journey, *own[1:]))
                side["path"][1] = journey
        for key, journey in (("into", was.get(name, name)), ("out_of", name)):
            if key in one:
                one[key][1] = journey
        yield one


def _remove(change: Json, index: dict[Path, Any]) -> None:
    kind = change["change"]
    if kind == "item-removed":
        held = index[tuple(change["before"]["path"])]
        place = len(held) - 1 - held[::-1].index(change["before"]["value"])
        del held[place]
    elif kind == "record-removed":
        path = tuple(change["before"]["path"])
        place, record = index[path[:-1]], index[path]
        if isinstance(place, list):
            place[:] = [item for item in place if item is not record]
        else:
            del place[path[-1]]
            del index[path]


def _add(change: Json, index: dict[Path, Any], added: dict[Path, Any]) -> None:
    kind = change["change"]
    if kind not in ("record-added", "item-added"):
        return
    value, path = copy.deepcopy(change["after"]["value"]), tuple(change["after"]["path"])
    into = tuple(change["into"])
    if len(into) == 1:
        index[into][path[-1]] = value
    elif kind == "record-added" and len(into) == len(path):
        _ensure(index, into[:-1], {})[into[-1]] = value
    else:
        _ensure(index, into, []).append(value)
        added[(*path, value) if kind == "item-added" else path] = value


def _rename(data: Json, changes: list[Json]) -> None:
    """Give records their new ids, and let everything that refers to them follow."""
    new: dict[tuple[str, str], str] = {}
    for change in changes:
        if change["change"] == "record-renamed":
            before, after = change["before"], change["after"]
            if change["record"] == "pain-point":
                old = f"{before['subject']['id']}/{before['value']}"
                new["pain-point", old] = f"{after['subject']['id']}/{after['value']}"
            elif change["record"] == "stage":
                new["stage", before["subject"]["id"]] = after["subject"]["id"]
            else:
                new[change["record"], before["value"]] = after["value"]
    for name, record in COLLECTIONS.items():
        kind = KINDS[record]
        for key in list(data[name]):
            _follow(data[name][key], record, new, (key, ""))
        data[name] = {new.get((kind, key), key): item for key, item in data[name].items()}
    _follow(data["handbook"], Handbook, new, ("", ""))


def _follow(value: Json, record: Any, new: dict[tuple[str, str], str], here: Path) -> None:
    """Change the references and links of a record; `here` is its journey and its stage before."""
    stages_before = {
        now.partition("/")[2]: old.partition("/")[2]
        for (kind, old), now in new.items()
        if kind == "stage" and old.startswith(f"{here[0]}/")
    }

    def referred(kind: str, name: str) -> str:
        if kind == "stage":
            found = new.get((kind, f"{here[0]}/{name}"))
            return found.partition("/")[2] if found else name
        if kind == "pain-point":
            stage, slash, point = name.rpartition("/")
            address = f"{here[0]}/{stage or here[1]}"
            now = new.get((kind, f"{address}/{point}"), f"{address}/{point}").rpartition("/")[2]
            return f"{referred('stage', stage) if slash else ''}{slash}{now}"
        return new.get((kind, name), name)

    for item in FIELDS[record]:
        place = value
        for key in item.key[:-1]:
            place = place.get(key, {})
        said = place.get(item.key[-1])
        if said is None:
            continue
        if item.shape is Shape.REFERENCE or (item.of == "content" and isinstance(said, str)):
            place[item.key[-1]] = referred(item.of, said)
        elif item.shape is Shape.REFERENCES:
            place[item.key[-1]] = [referred(item.of, name) for name in said]
        elif item.shape is Shape.MAP and item.of:
            place[item.key[-1]] = {referred(item.of, name): held for name, held in said.items()}
        elif item.shape is Shape.RECORDS:
            for held in said:
                stage = stages_before.get(held["id"], held["id"]) if "name" in held else here[1]
                stage = stage if item.name == "stages" else here[1]
                _follow(held, item.record, new, (here[0], stage))
        elif item.record:
            _follow(said, item.record, new, here)
        elif item.shape is Shape.VALUE and isinstance(said, str):
            place[item.key[-1]] = _relinked(said, new)
        elif item.name == "objectives":
            place[item.key[-1]] = {key: _relinked(text, new) for key, text in said.items()}


def _relinked(text: str, new: dict[tuple[str, str], str]) -> str:
    def follow(found: re.Match[str]) -> str:
        scheme, name = found.groups()
        journey, slash, stage = name.partition("/")
        follows = f"{new.get(('journey', journey), journey)}{slash}{stage}" if slash else name
        return f"]({scheme}:{new.get((scheme, name), follows)})"

    return re.sub(r"\]\(([a-z]+):([a-z0-9/-]+)\)", follow, text)
