"""What the commands print, and the files they write."""

from __future__ import annotations

import errno
import io
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import click

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

color_option = click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    help="Colour in the format text. auto: on a terminal, unless NO_COLOR is set.",
)


class _Closed(io.TextIOBase):
    """A standard output that was closed before we began: Python has none at all then."""

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


@contextmanager
def told_where_unwritable() -> Iterator[None]:
    """Exit with 2, and a line on the standard error, where the standard output takes no text."""
    sys.stdout = sys.stdout or _Closed()
    sys.stderr = sys.stderr or io.StringIO()
    try:
        yield
    except OSError as error:
        if error.filename is not None:  # it is about a file
            raise
        reason = (error.strerror or str(error)).lower()
        with suppress(OSError):  # the standard error may be the same
            click.echo(f"Error: the output cannot be written: {reason}.", err=True)
        _let_go_of_output()
        sys.exit(2)


def _let_go_of_output() -> None:
    """Keep Python from writing once more, when it ends, what could not be written."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - no path
            os.dup2(nowhere.fileno(), stream.fileno())


def folder_option(default: str) -> Callable[[FunctionT], FunctionT]:
    """Return the option `--output` of a command that writes several files."""
    return click.option(
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(default),
        show_default=True,
        metavar="FOLDER",
        help="Where to write them; made if it is not there.",
    )


def is_terminal(output: Path | None) -> bool:
    """Return whether people read what is written: no file was named, and it is a terminal."""
    return output is None and sys.stdout.isatty()


def wants_colours(color: str, output: Path | None) -> bool:
    """Return what `--color` asks for."""
    return color == "always" or (color == "auto" and is_terminal(output) and wants_colour())


def wants_colour() -> bool:
    """Return whether a terminal is to be given colours (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def deliver(text: str, output: Path | None, *, for_people: bool) -> None:
    """Write a command's answer to a file, or print it where none is named."""
    if output is not None:
        write(output, text)
    elif for_people:
        print_text(text)
    else:  # read by programs, which expect UTF-8 and no carriage returns on every system
        click.echo(text.encode(), nl=False)


def print_text(text: str, *, err: bool = False) -> None:
    """Print a text; characters that the output cannot take become question marks."""
    encoding = (sys.stderr if err else sys.stdout).encoding or "utf-8"
    # The colours were decided on already: click is to take none away.
    click.echo(text.encode(encoding, "replace").decode(encoding), nl=False, color=True, err=err)


def write(file: Path, text: str) -> None:
    """Write a text to a file so that others find the former text or the whole new one.

    What is no regular file, such as a pipe or `/dev/stderr`, is written to as it is.
    """
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(text.encode())
            return
        replace(file, text.encode())
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, to Python 3.12
        raise unwritable(file, error) from error


def write_all(folder: Path, files: Mapping[str, str]) -> Iterator[Path]:
    """Write texts by their name into a folder, and yield the path of each when it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    for name, text in files.items():
        write(folder / name, text)
        yield folder / name


def replace(file: Path, content: bytes) -> None:
    """Put a file in the place of another, which keeps its permissions, in one move.

    Raises `OSError` where it cannot be written.
    """
    target = file.resolve()  # of a symbolic link, what it leads to is replaced
    draft = target.with_name(f".journeys-{secrets.token_hex(8)}")
    try:
        draft.write_bytes(content)
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def unwritable(path: Path, error: Exception) -> click.BadParameter:
    reason = getattr(error, "strerror", None) or "it is no file"
    return click.BadParameter(
        f"{click.format_filename(path)!r} cannot be written: {reason.lower()}.",
        param_hint="'--output'",
    )
