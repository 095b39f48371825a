"""Files as they are written: a file's text with its line ends, and lines put into it.

Nothing here changes a byte that an author wrote: lines are only added, and what comes out is read
again to see that everything else still means what it meant.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..source.nodes import Mapping, Node, Sequence, plain, read_yaml
from ..source.positions import LINE_BREAK
from .names import RefusedError

_LINE = re.compile(rf"[^\r\n\x85\u2028\u2029]*(?:{LINE_BREAK.pattern})|[^\r\n\x85\u2028\u2029]+$")
"""A line with its end, as YAML's parser counts lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A file to be written: its path below the handbook's folder, and its bytes.

    `before` is what stood in it, None where it is new.
    """

    file: str
    after: bytes
    before: bytes | None = None


def new_file(file: str, lines: Iterable[str]) -> Write:
    """Return a file of these lines."""
    return Write(file=file, after=("\n".join(lines) + "\n").encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Existing:
    """A file of an author: its bytes, its lines with their ends, and what it says."""

    file: str
    shown: str
    before: bytes
    lines: list[str]
    node: Node | None

    def grown(self, at: int, lines: list[str], expected: Any) -> Write | None:
        """Return the file with lines put in before the line number `at`, counted from 0.

        None where the file would then not say what is expected.
        """
        end = "\r\n" if any(line.endswith("\r\n") for line in self.lines) else "\n"
        before = list(self.lines[:at])
        if before and not LINE_BREAK.search(before[-1]):
            before[-1] += end
        text = "".join([*before, *(line + end for line in lines), *self.lines[at:]])
        node, faults = read_yaml(text, self.shown)
        if node is None or faults or plain(node) != expected:
            return None
        bom = codecs.BOM_UTF8 if self.before.startswith(codecs.BOM_UTF8) else b""
        return Write(file=self.file, after=bom + text.encode(), before=self.before)

    def refused(self, why: str) -> RefusedError:
        """Return the refusal to add to this file."""
        return RefusedError(f"{self.shown}: {why}. Nothing was written")


def existing(root: Path, file: str, shown: str) -> Existing | None:
    """Return a file of an author, None where there is none.

    Raises `RefusedError` where it cannot be read, or is no YAML without faults.
    """
    path = root / file
    if not path.exists() and not path.is_symlink():
        return None
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise RefusedError(f"{shown} is a link that leads out of the handbook")
        before = path.read_bytes()
        text = before.decode("utf-8-sig")
    except (OSError, RuntimeError, UnicodeDecodeError) as error:
        raise RefusedError(f"{shown} cannot be read; mend it first. Nothing was written") from error
    lines = _LINE.findall(text)
    says_something = any(line.strip() and not line.lstrip().startswith("#") for line in lines)
    node, faults = read_yaml(text, shown) if says_something else (None, [])
    if faults:
        raise RefusedError(
            f"{faults[0].position}: {faults[0].headline}; mend this first. Nothing was written"
        )
    return Existing(file=file, shown=shown, before=before, lines=lines, node=node)


def with_records(library: Existing, lines: list[str], records: dict[str, Any]) -> Write:
    """Return a library with the lines of further records at its end.

    Raises `RefusedError` where the library is not written as lines of `id: …`.
    """
    said = plain(library.node) if library.node is not None else {}
    if isinstance(library.node, Mapping) and library.node.keys:
        indent = " " * (min(place.column for place in library.node.keys.values()) - 1)
        lines = [f"{indent}{line}" for line in lines]
    if isinstance(said, dict):
        for block in (["", *lines], lines):
            if grown := library.grown(len(library.lines), block, {**said, **records}):
                return grown
    raise library.refused("records cannot be added at its end; write them as lines of `id: …`")


def with_stage(
    journey: Existing, lines: list[str], stage: dict[str, Any], after: str | None
) -> Write:
    """Return a journey with the lines of a stage behind another, or behind all of them.

    The lines start at the left. `after` is a stage that is written in this file. Raises
    `RefusedError` where the stages do not stand on lines of their own.
    """
    root = journey.node
    said = plain(root) if root is not None else None
    if not isinstance(root, Mapping) or not isinstance(said, dict):
        raise journey.refused("this is no journey; `journeys check` says what it lacks")
    stages = root.items.get("stages")
    if not isinstance(stages, Sequence):
        indent = " " * (root.position.column - 1)
        own = [f"{indent}stages:", *_shifted(lines, len(indent) + 2)]
        if "stages" not in root.keys:
            expected = {**said, "stages": [stage]}
            for block in (["", *own], own):
                if grown := journey.grown(len(journey.lines), block, expected):
                    return grown
        raise journey.refused("no stage can be added; write `stages:` with a line for each")
    ids = [item.text("id") if isinstance(item, Mapping) else None for item in stages.items]
    number = ids.index(after) + 1 if after is not None else len(ids)
    expected = {**said, "stages": [*said["stages"][:number], stage, *said["stages"][number:]]}
    column = stages.position.column - 1
    dashes = [_dash_above(journey.lines, item, column) for item in stages.items]
    if all(dash is not None for dash in dashes):
        starts = [dash for dash in dashes if dash is not None]
        below = starts[number] if number < len(starts) else _end_of_stages(journey, root)
        own = _shifted(lines, column)
        end = _last_line(journey.lines, below, column)
        apart = len(starts) < 2 or any(not journey.lines[at - 1].strip() for at in starts[1:])
        tries = [(end, ["", *own] if apart else own), (end, own), (below, own), (below, [*own, ""])]
        for at, block in tries:
            if grown := journey.grown(at, block, expected):
                return grown
    raise journey.refused("a stage can only be added where each begins on a line with a dash")


def _shifted(lines: list[str], columns: int) -> list[str]:
    return [" " * columns + line if line else "" for line in lines]


def _dash_above(lines: list[str], item: Node, column: int) -> int | None:
    """Return the number of the line whose dash begins an item, None where there is none."""
    for number in range(min(item.position.line, len(lines)) - 1, -1, -1):
        line = lines[number]
        if line[: column + 1].strip() == "-" and line[column : column + 1] == "-":
            return number
        if line.strip() and number < item.position.line - 1 and not line.lstrip().startswith("#"):
            return None
    return None


def _end_of_stages(journey: Existing, root: Mapping) -> int:
    """Return the number of the line that follows the last stage."""
    start = root.keys["stages"].line
    below = [place.line - 1 for place in root.keys.values() if place.line > start]
    return min(below, default=len(journey.lines))


def _last_line(lines: list[str], below: int, column: int) -> int:
    """Return the number of the line behind a stage: what comes next keeps its comments."""
    at = below
    while at > 0:
        line = lines[at - 1].rstrip()
        is_comment = line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= column
        if line.strip() and not is_comment and line not in ("...", "---"):
            return at
        at -= 1
    return below
