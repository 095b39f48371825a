"""`journeys new`: a persona, a journey or a stage to go on from."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from ..authoring.adding import Write
from ..authoring.names import RefusedError
from ..authoring.skeletons import TYPES
from ..authoring.starting import Start, new_journey, new_persona, new_stage
from ..source.folder import Sources, read_folder
from .output import print_text, replace

_DEFAULT = Path("content")
_FOLDER = click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=_DEFAULT,
    show_default=True,
    help="The handbook's folder; made if it is not there.",
)
_ID = click.option("--id", "wanted", metavar="ID", help="Its id, instead of one made from NAME.")
_TYPE = click.option(
    "--type",
    "type_",
    type=click.Choice(TYPES),
    default=TYPES[0],
    show_default=True,
    help="The business that stages, KPIs and examples are taken from.",
)


@click.group()
def new() -> None:
    """Start a persona, a journey or a stage from a template.

    NAME is what people call it; put quotes around several words. The new file is valid at once,
    shows every field as an example to take up, and explains it. What the template refers to is
    added to the library where it is missing. No file is overwritten, and no line of yours changed.
    """


@new.command()
@click.argument("name")
@_FOLDER
@_TYPE
@_ID
def persona(name: str, folder: Path, type_: str, wanted: str | None) -> None:
    """Start the persona NAME, as in: journeys new persona "Claire Martin"."""
    _start(folder, lambda sources: new_persona(sources, name, wanted=wanted, type_=type_))


@new.command()
@click.argument("name")
@click.option("--persona", metavar="ID", help="Whose journey it is.")
@click.option("--extends", metavar="ID", help="The journey that it is a variation of.")
@click.option("--base", is_flag=True, help="A base map: nobody's own, for others to extend.")
@_FOLDER
@_TYPE
@_ID
def journey(
    name: str,
    persona: str | None,
    extends: str | None,
    base: bool,
    folder: Path,
    type_: str,
    wanted: str | None,
) -> None:
    """Start the journey NAME, with a stage for each phase of the handbook.

    As in: journeys new journey "An HR director subscribes" --persona claire-martin
    """
    _start(
        folder,
        lambda sources: new_journey(
            sources,
            name,
            wanted=wanted,
            type_=type_,
            persona=persona,
            extends=extends,
            is_base=base,
        ),
    )


@new.command()
@click.argument("journey")
@click.argument("name")
@click.option("--after", metavar="ID", help="The stage it follows; the last one, when left out.")
@click.option("--phase", metavar="ID", help="The phase it belongs to.")
@_FOLDER
@click.option(
    "--type",
    "type_",
    type=click.Choice(TYPES),
    help="The business that examples are taken from; the journey's own, when left out.",
)
@_ID
def stage(
    journey: str,
    name: str,
    after: str | None,
    phase: str | None,
    folder: Path,
    type_: str | None,
    wanted: str | None,
) -> None:
    """Put the stage NAME into JOURNEY, and leave every other line of its file as it is.

    As in: journeys new stage hr-subscribes "Trying it with one team" --after decision
    """
    _start(
        folder,
        lambda sources: new_stage(
            sources, journey, name, wanted=wanted, after=after, phase=phase, type_=type_
        ),
    )


def _start(folder: Path, make: Callable[[Sources], Start]) -> None:
    """Write what is to be made, all of it or none, and print the files."""
    sources = read_folder(folder)
    try:
        start = make(sources)
        _write_all(sources.root, start.writes)
    except RefusedError as refusal:
        print_text(f"journeys new: {refusal}\n", err=True)
        sys.exit(1)
    for made in start.writes:
        word = "added to" if made.before is not None else "made"
        print_text(f"{word} {sources.shown(made.file)}\n")
    where = "" if folder == _DEFAULT else f" --folder {click.format_filename(folder)}"
    print_text(f"Next: {start.next}{start.then and f', then: {start.then}{where}'}\n")


def _write_all(root: Path, writes: tuple[Write, ...]) -> None:
    """Write files, or take all of them back where one cannot be written."""
    done: list[Write] = []
    folders: list[Path] = []
    path = root
    try:
        for each in writes:
            path = root / each.file
            _make_folder(path.parent, folders)
            if not path.parent.resolve().is_relative_to(root.resolve()):
                raise OSError(None, "its folder is a link that leads out of the handbook")
            if each.before is None:
                with path.open("xb") as file:  # fails where there is one
                    done.append(each)
                    file.write(each.after)
            else:
                replace(path, each.after)
                done.append(each)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, to Python 3.12
        for each in done:
            if each.before is None:
                (root / each.file).unlink(missing_ok=True)
            else:
                replace(root / each.file, each.before)
        for folder in reversed(folders):
            folder.rmdir()
        reason = (getattr(error, "strerror", None) or "it is no file").lower()
        place = click.format_filename(path)
        raise RefusedError(f"{place} cannot be written: {reason}. Nothing was written") from error


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it that are not there, and note them from the top down."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir()
        made.append(each)
