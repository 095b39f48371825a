"""The handbook's YAML files in one order and style, with all that they say.

What a file means is compared before and after. Where anything but the looks would change, the file
is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..source.diagnostics import Diagnostic, in_order
from ..source.folder import LIBRARY_FOLDER, RECORD_FOLDERS, read_folder
from ..source.positions import Position
from ..source.schema import LIBRARIES, Draft, HandbookDraft, JourneyDraft, PersonaDraft
from .ordering import put_in_order
from .printing import printed
from .verifying import difference
from .written import UnformattableError, read_written

_MODELS: dict[str, type[Draft]] = {"persona": PersonaDraft, "journey": JourneyDraft}
_FAULTS_OF_READING = frozenset(
    {
        "unsafe-link",
        "unreadable-file",
        "limit-exceeded",
        "yaml-syntax",
        "duplicate-key",
        "invalid-key",
        "unknown-tag",
    }
)
"""Codes of faults that keep a file from being understood whole; others do not concern its looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """What a file holds: one record, or a mapping from ids to such records."""

    model: type[Draft]
    by_id: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a file is left as it is, though it is YAML."""

    position: Position
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedFile:
    """A file and its text before and after; `shown` is its path as people see it.

    Where it could not be formatted, `after` is `before` and `refusal` says why.
    """

    path: Path
    shown: str
    before: bytes
    after: bytes
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattedFolder:
    """The files of a handbook, formatted but not written, and what is wrong with the others.

    `names` are all its YAML files, relative to the folder.
    """

    names: tuple[str, ...]
    files: tuple[FormattedFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def format_folder(folder: Path) -> FormattedFolder:
    """Format every YAML file of the handbook in a folder; nothing is written.

    A file that is no YAML, or that the handbook does not know, is left out and has a diagnostic,
    the same as in `journeys check`. Of a symbolic link to another file of the handbook, only that
    file is formatted.
    """
    sources = read_folder(folder)
    unread = {
        fault.position.path for fault in sources.diagnostics if fault.code in _FAULTS_OF_READING
    }
    readable = [file for file in sources.files if sources.shown(file) not in unread]
    named = map(sources.root.joinpath, readable)
    targets = {path.resolve() for path in named if not path.is_symlink()}
    files = []
    for file in readable:
        path = sources.root / file
        if not path.is_symlink() or path.resolve() not in targets:
            files.append(_formatted_file(path, sources.shown(file), format_of(file)))
    shown = {sources.shown(file) for file in readable}
    told = [
        fault
        for fault in sources.diagnostics
        if fault.position.path not in shown and not (fault.code == "empty-handbook" and files)
    ]
    return FormattedFolder(
        names=tuple(sources.files), files=tuple(files), diagnostics=in_order(told)
    )


def format_of(file: str) -> Format:
    """Return what a file of the handbook holds; its path is relative to the folder."""
    folder, _, name = file.rpartition("/")
    if folder == LIBRARY_FOLDER:
        return Format(model=LIBRARIES[name.removesuffix(".yml")][1], by_id=True)
    return Format(model=_MODELS[RECORD_FOLDERS[folder]] if folder else HandbookDraft)


def format_text(text: str, format_: Format) -> str:
    """Return a YAML text, in which `read_yaml` finds no fault, in canonical order and style.

    Raises `UnformattableError` where anything but the looks would change.
    """
    # A last line that is not ended gets its end: a text in it gains one, which no field keeps.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text += "" if text.endswith("\n") else "\n"
    document = read_written(text)
    put_in_order(document, format_.model, by_id=format_.by_id)
    formatted = printed(document)
    if what := difference(text, formatted):
        raise UnformattableError(1, f"formatting would change what it says: {what}")
    return formatted


def _formatted_file(path: Path, shown: str, format_: Format) -> FormattedFile:
    before = path.read_bytes()
    try:
        after = format_text(before.decode("utf-8-sig"), format_).encode()
    except UnformattableError as error:
        refusal = Refusal(position=Position(shown, error.line), reason=error.reason)
        return FormattedFile(path=path, shown=shown, before=before, after=before, refusal=refusal)
    return FormattedFile(path=path, shown=shown, before=before, after=after)
