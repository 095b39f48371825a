"""The handbook's folder → one node for every record, by kind and id; wherever the folder is."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from .diagnostics import Diagnostic, quoted
from .ignores import Ignore, ignores_in
from .memory import Memory, Parsed
from .nodes import Mapping, Node, Sequence, read_yaml
from .positions import Position
from .schema import LIBRARIES
from .schema.fields import is_id
from .strays import may_be_ours, place_of
from .suggestions import nearest
from .trees import FolderTree, Tree, UnreadableError

MAX_FILES = 5_000
HANDBOOK_FILE = "handbook.yml"
RECORD_FOLDERS = {"personas": "persona", "journeys": "journey"}
"""The folders with one record a file, and the kind of their records."""
LIBRARY_FOLDER = "library"
_ENDINGS = (".yml", ".yaml")
_LFS_POINTER = b"version https://git-lfs.github.com/spec/"


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
    `files` are the YAML files of the handbook, relative to the folder, `said` is a digest of what
    they are called and say.
    """

    root: Path
    shown_root: str
    tree: Tree
    records: dict[str, dict[str, Written]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    files: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    ignores: list[Ignore] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    said: hashlib.blake2b = field(default_factory=hashlib.blake2b)

    def shown(self, file: str) -> str:
        """Return a file's path as people see it: relative to the project."""
        path = "/".join(filter(None, (self.shown_root, file))) or "."
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path)

    def fault(self, file: str, code: str, headline: str, help_: str = "") -> None:
        """Note a fault of a whole file."""
        self.diagnostics.append(
            Diagnostic(
                position=Position(self.shown(file)), code=code, headline=headline, help=help_
            )
        )


def read_folder(
    root: Path, *, project: Path | None = None, memory: Memory | None = None
) -> Sources:
    """Read every YAML file of the handbook in a folder.

    Paths in diagnostics are relative to `project` (the current folder where it is None), or
    start with the folder's own name where it lies elsewhere. What is read is added to `memory`.
    """
    root = root.absolute()
    base = (project or Path.cwd()).absolute()
    shown = root.relative_to(base).as_posix() if root.is_relative_to(base) else root.name
    shown_root = "" if shown == "." else shown
    return read_tree(FolderTree(root), root=root, shown_root=shown_root, memory=memory)


def read_tree(tree: Tree, *, root: Path, shown_root: str, memory: Memory | None = None) -> Sources:
    """Read every YAML file of the handbook in a tree of files, as `read_folder` does.

    Paths in diagnostics start with `shown_root`. What `memory` holds is not made again, and what
    is read is added to it.
    """
    sources = Sources(root, shown_root, tree, memory=memory or Memory())
    parsed = sources.memory.parsed
    for kind in [*RECORD_FOLDERS.values(), *(kind for kind, _ in LIBRARIES.values())]:
        sources.names[kind] = set()
    if not tree.exists():
        sources.fault("", "empty-handbook", "there is no such folder")
        return sources
    _note_strays(sources)
    if tree.has(HANDBOOK_FILE):
        _add_settings(sources, parsed)
    for folder, kind in RECORD_FOLDERS.items():
        for path in _yaml_files(sources, folder):
            _add(sources, parsed, f"{folder}/{path.name}", kind, path.stem)
    for stem, (kind, _) in LIBRARIES.items():
        if tree.has(f"{LIBRARY_FOLDER}/{stem}.yml"):
            _add_library(sources, parsed, f"{LIBRARY_FOLDER}/{stem}.yml", kind)
    _yaml_files(sources, LIBRARY_FOLDER, known=LIBRARIES)
    _note_records_elsewhere(sources)
    kinds = set(RECORD_FOLDERS.values())
    if not any(sources.names[kind] for kind in kinds) and not sources.unread & kinds:
        sources.fault(
            "",
            "empty-handbook",
            "neither a persona nor a journey is written here",
            "write personas/<id>.yml or journeys/<id>.yml",
        )
    return sources


def _yaml_files(
    sources: Sources, folder: str, known: Collection[str] | None = None
) -> list[PurePosixPath]:
    """Return a folder's YAML files by name, those with a fault in their name noted and left out."""
    found: list[PurePosixPath] = []
    try:
        entries = list(sources.tree.below(folder))
    except UnreadableError as error:
        sources.fault(folder, error.code, error.headline, error.help)
        _note_unread(sources, folder)
        return found
    for entry in entries:
        file, path = entry.name, PurePosixPath(entry.name)
        if path.suffix.lower() not in _ENDINGS or path.name.startswith(".") or entry.is_folder:
            continue
        if path.parent.as_posix() != folder:
            sources.fault(file, "unexpected-file", "a folder too deep", f"move it to {folder}/")
            _note_misplaced(sources, folder, path.stem)
        elif path.suffix != ".yml":
            headline = f"a name that ends in {path.suffix}"
            sources.fault(file, "unexpected-file", headline, "rename it to end in .yml")
            _note_misplaced(sources, folder, path.stem)
        elif known is not None and path.stem not in known:
            near = nearest(path.stem, known)
            help_ = f"did you mean {near}.yml?" if near else f"the library has {', '.join(known)}"
            sources.fault(file, "unexpected-file", f"no library {quoted(path.stem)}", help_)
            _note_misplaced(sources, folder, near)
        elif known is None and not is_id(path.stem):
            sources.fault(
                file,
                "invalid-id",
                f"{quoted(path.stem)} cannot be an id",
                "name the file in lowercase letters, digits and single hyphens, as in it-lead.yml",
            )
            _note_misplaced(sources, folder, path.stem)
        else:
            found.append(path)
    if len(found) > MAX_FILES:
        sources.fault(folder, "limit-exceeded", f"more than {MAX_FILES} files")
    return found[:MAX_FILES]


def _note_misplaced(sources: Sources, folder: str, stem: str) -> None:
    """Note that what is written in a file exists, so that a reference to it is no further fault."""
    if folder in RECORD_FOLDERS:
        sources.names[RECORD_FOLDERS[folder]].add(stem)
    elif stem in LIBRARIES:
        sources.unread.add(LIBRARIES[stem][0])


def _note_strays(sources: Sources) -> None:
    """Note files beside `handbook.yml` whose name is nearly right: they would count for nothing."""
    expected = [HANDBOOK_FILE, *RECORD_FOLDERS, LIBRARY_FOLDER]
    for entry in sources.tree.top():
        name, is_file = entry.name, not entry.is_folder
        if name in expected or (is_file and PurePosixPath(name).suffix.lower() not in _ENDINGS):
            continue
        near = nearest(name, [word for word in expected if word.endswith(".yml") == is_file])
        if not near or abs(len(name) - len(near)) > 2 or name[:1].lower() != near[0]:
            continue
        headline = "the handbook does not know this name"
        sources.fault(name, "unexpected-file", headline, f"did you mean {near}?")
        if near == HANDBOOK_FILE:
            sources.unread.add("phase")
        else:
            _note_unread(sources, near)


def _note_records_elsewhere(sources: Sources) -> None:
    """Note records in files that the handbook does not look for: a site would publish them as is.

    Names that begin with a dot are other tools', and so is what lies in a handbook of its own.
    """
    own = {*RECORD_FOLDERS, LIBRARY_FOLDER}
    told = {fault.position.path for fault in sources.diagnostics}
    for entry in sources.tree.top():
        if entry.name in (*own, HANDBOOK_FILE) or entry.name.startswith("."):
            continue
        if sources.shown(entry.name) in told:
            continue
        try:
            within = list(sources.tree.below(entry.name)) if entry.is_folder else [entry]
        except UnreadableError:  # none of ours
            continue
        parts = {part for each in within for part in each.name.split("/")}
        if parts & {*own, HANDBOOK_FILE}:
            continue
        for each in within:
            path = PurePosixPath(each.name)
            if path.suffix.lower() in _ENDINGS and not each.is_folder and "/." not in each.name:
                _note_record(sources, each.name, path)


def _note_record(sources: Sources, file: str, path: PurePosixPath) -> None:
    """Note a file outside our folders where it holds a record of ours."""
    try:
        content = sources.tree.read(file)
    except UnreadableError:
        return
    if not may_be_ours(content) or any(content == read for _, read in sources.memory.read):
        return  # what was read already is what a link in our folders leads to
    node, _ = read_yaml(content.decode("utf-8-sig", "replace"), file)
    place = place_of(node, file) if node is not None else ""
    if not place:
        return
    headline = "a record where the handbook does not look for one"
    help_ = f"move it to {place}, or into a folder whose name begins with a dot"
    sources.fault(file, "unexpected-file", headline, help_)
    folder, _, library = place.partition("/")
    _note_misplaced(sources, folder, library.removesuffix(".yml") or path.stem)


def _note_unread(sources: Sources, folder: str) -> None:
    """Note that nobody knows what a folder holds."""
    if folder in RECORD_FOLDERS:
        sources.unread.add(RECORD_FOLDERS[folder])
    else:
        sources.unread.update(kind for kind, _ in LIBRARIES.values())


def _read(sources: Sources, parsed: Parsed, file: str) -> Node | None:
    sources.files.append(file)
    try:
        content = sources.tree.read(file)
    except UnreadableError as error:
        sources.fault(file, error.code, error.headline, error.help)
        return None
    shown = sources.shown(file)
    sources.said.update(f"{shown!r} {len(content)} ".encode() + content)
    known = parsed.get((shown, content))
    if known is None:
        if content.startswith(_LFS_POINTER):
            headline = "this is a pointer of Git LFS, not the file itself"
            sources.fault(file, "unreadable-file", headline, "keep YAML files out of Git LFS")
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            sources.fault(file, "unreadable-file", "this is not UTF-8", "save the file as UTF-8")
            return None
        node, faults = read_yaml(text, shown)
        ignores = ignores_in(text, shown) if node is not None else []
        known = parsed[shown, content] = node, faults, ignores
    sources.memory.read.add((shown, content))
    node, faults, ignores = known
    sources.diagnostics += faults
    sources.ignores += ignores
    return node


def _add_settings(sources: Sources, parsed: Parsed) -> None:
    """Read `handbook.yml`, and note whether the phases can be told from it."""
    _add(sources, parsed, HANDBOOK_FILE, "handbook", "handbook")
    written = sources.records.get("handbook", {}).get("handbook")
    if written is None or not isinstance(written.node, Mapping):
        sources.unread.add("phase")
        return
    phases = written.node.items.get("phases")
    if isinstance(phases, Sequence):
        ids = [phase.text("id") if isinstance(phase, Mapping) else None for phase in phases.items]
        sources.names["phase"] = {name for name in ids if name}
        if not all(ids):
            sources.unread.add("phase")
    elif phases is not None:
        sources.unread.add("phase")


def _add(sources: Sources, parsed: Parsed, file: str, kind: str, record_id: str) -> None:
    sources.names.setdefault(kind, set()).add(record_id)
    node = _read(sources, parsed, file)
    if node is not None:
        sources.records.setdefault(kind, {})[record_id] = Written(node, file)


def _add_library(sources: Sources, parsed: Parsed, file: str, kind: str) -> None:
    node = _read(sources, parsed, file)
    if node is None:
        sources.unread.add(kind)
        return
    if not isinstance(node, Mapping):
        sources.unread.add(kind)
        sources.fault(file, "wrong-type", "a record by id is needed here", "write `id: {…}` lines")
        return
    for record_id, record in node.items.items():
        if not is_id(record_id):
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
