"""The handbook's folder → one node for every record, by kind and id."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from .diagnostics import Diagnostic, quoted
from .nodes import MAX_BYTES, Mapping, Node, read_yaml
from .positions import Position
from .schema import LIBRARIES
from .schema.fields import ID_PATTERN
from .suggestions import did_you_mean

MAX_FILES = 5_000
HANDBOOK_FILE = "handbook.yml"
RECORD_FOLDERS = {"personas": "persona", "journeys": "journey"}
"""The folders with one record a file, and the kind of their records."""
LIBRARY_FOLDER = "library"


@dataclass(frozen=True, slots=True)
class Written:
    """A record as it was found: its node, and the file it was found in, relative to the folder."""

    node: Node
    file: str


@dataclass(slots=True)
class Sources:
    """Everything that was found in a handbook's folder.

    `records` holds what could be read, by kind and id. `names` holds the ids of all records by
    kind, those that could not be read included, so that a reference to one is no further fault;
    `unread` the kinds whose file could not be read at all, for the same reason.
    `files` are the YAML files of the handbook, relative to the folder.
    """

    root: Path
    shown_root: str
    records: dict[str, dict[str, Written]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    files: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def shown(self, file: str) -> str:
        """Return a file's path as people see it: relative to the project."""
        return f"{self.shown_root}/{file}" if self.shown_root else file

    def fault(self, file: str, code: str, headline: str, help_: str = "") -> None:
        """Note a fault of a whole file."""
        self.diagnostics.append(
            Diagnostic(
                position=Position(self.shown(file)), code=code, headline=headline, help=help_
            )
        )


def read_folder(root: Path, *, project: Path | None = None) -> Sources:
    """Read every YAML file of the handbook in a folder.

    Paths in diagnostics are relative to `project` (the current folder where it is None), or
    start with the folder's own name where it lies elsewhere.
    """
    root = root.absolute()
    base = (project or Path.cwd()).absolute()
    shown = root.relative_to(base).as_posix() if root.is_relative_to(base) else root.name
    sources = Sources(root, "" if shown == "." else shown)
    if not root.is_dir():
        sources.fault("", "empty-handbook", "there is no such folder")
        return sources
    _note_strays(sources)
    if (root / HANDBOOK_FILE).is_file():
        _add(sources, HANDBOOK_FILE, "handbook", "handbook")
    for folder, kind in RECORD_FOLDERS.items():
        sources.names[kind] = set()
        for path in _yaml_files(sources, folder):
            _add(sources, f"{folder}/{path.name}", kind, path.stem)
    for stem, (kind, _) in LIBRARIES.items():
        sources.names[kind] = set()
        if (root / LIBRARY_FOLDER / f"{stem}.yml").is_file():
            _add_library(sources, f"{LIBRARY_FOLDER}/{stem}.yml", kind)
    _yaml_files(sources, LIBRARY_FOLDER, known=LIBRARIES)
    if not sources.names["persona"] and not sources.names["journey"]:
        sources.fault(
            "",
            "empty-handbook",
            "neither a persona nor a journey is written here",
            "write personas/<id>.yml or journeys/<id>.yml",
        )
    return sources


def _yaml_files(sources: Sources, folder: str, known: Collection[str] | None = None) -> list[Path]:
    """Return a folder's YAML files by name, those with a fault in their name noted and left out."""
    found = []
    place = sources.root / folder
    for path in sorted(place.rglob("*")) if place.is_dir() else ():
        if path.suffix not in (".yml", ".yaml") or path.name.startswith(".") or path.is_dir():
            continue
        file = path.relative_to(sources.root).as_posix()
        if path.parent != place:
            sources.fault(file, "unexpected-file", "a folder too deep", f"move it to {folder}/")
        elif path.suffix == ".yaml":
            help_ = f"rename it to {path.stem}.yml"
            sources.fault(file, "unexpected-file", "a name that ends in .yaml", help_)
        elif known is not None and path.stem not in known:
            help_ = did_you_mean(path.name, [f"{stem}.yml" for stem in known])
            help_ = help_ or f"the library has {', '.join(f'{stem}.yml' for stem in known)}"
            sources.fault(file, "unexpected-file", f"no library {quoted(path.stem)}", help_)
        elif known is None and not re.fullmatch(ID_PATTERN, path.stem):
            sources.fault(
                file,
                "invalid-id",
                f"{quoted(path.stem)} cannot be an id",
                "name the file in lowercase letters, digits and single hyphens, as in it-lead.yml",
            )
        else:
            found.append(path)
    if len(found) > MAX_FILES:
        sources.fault(folder, "limit-exceeded", f"more than {MAX_FILES} files")
    return found[:MAX_FILES]


def _note_strays(sources: Sources) -> None:
    """Note files beside `handbook.yml` whose name is nearly right: they would count for nothing."""
    expected = [HANDBOOK_FILE, *RECORD_FOLDERS, LIBRARY_FOLDER]
    for path in sorted(sources.root.iterdir()):
        name = path.name
        if name in expected or not (path.is_dir() or path.suffix in (".yml", ".yaml")):
            continue
        near = [word for word in expected if word.endswith(".yml") == path.is_file()]
        help_ = did_you_mean(name, near)
        if help_ and _near_enough(name, help_):
            sources.fault(name, "unexpected-file", "the handbook does not know this name", help_)


def _near_enough(name: str, help_: str) -> bool:
    expected = help_.split('"')[1]
    return abs(len(name) - len(expected)) <= 2 and name[:1].lower() == expected[0]


def _read(sources: Sources, file: str) -> Node | None:
    path = sources.root / file
    sources.files.append(file)
    try:
        if not path.resolve().is_relative_to(sources.root.resolve()):
            sources.fault(file, "unsafe-link", "a symbolic link that leads out of the handbook")
            return None
        if path.stat().st_size > MAX_BYTES:
            help_ = "split it into several records"
            sources.fault(file, "limit-exceeded", "a file larger than 1 MiB", help_)
            return None
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        sources.fault(file, "unreadable-file", "this is not UTF-8", "save the file as UTF-8")
        return None
    except OSError as error:
        words = (error.strerror or "it cannot be opened").lower()
        sources.fault(file, "unreadable-file", f"this file cannot be read: {words}")
        return None
    node, faults = read_yaml(text, sources.shown(file))
    sources.diagnostics += faults
    return node


def _add(sources: Sources, file: str, kind: str, record_id: str) -> None:
    sources.names.setdefault(kind, set()).add(record_id)
    node = _read(sources, file)
    if node is not None:
        sources.records.setdefault(kind, {})[record_id] = Written(node, file)


def _add_library(sources: Sources, file: str, kind: str) -> None:
    node = _read(sources, file)
    if node is None:
        sources.unread.add(kind)
        return
    if not isinstance(node, Mapping):
        sources.unread.add(kind)
        sources.fault(file, "wrong-type", "a record by id is needed here", "write `id: {…}` lines")
        return
    for record_id, record in node.items.items():
        if not re.fullmatch(ID_PATTERN, record_id):
            sources.diagnostics.append(
                Diagnostic(
                    position=node.keys[record_id],
                    code="invalid-id",
                    headline=f"{quoted(record_id)} cannot be an id",
                    help="use lowercase letters, digits and single hyphens, as in lead-rate",
                )
            )
            continue
        sources.names[kind].add(record_id)
        sources.records.setdefault(kind, {})[record_id] = Written(record, file)
