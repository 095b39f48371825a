"""What the commands print, and the files they write."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from pathlib import Path

import click


def wants_colour() -> bool:
    """Return whether a terminal is to be given colours (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


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
