"""The examples in a new file: found as an author sees them, and taken up one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FIRST = re.compile(r"(?P<indent> *)# [a-z_]+:( |$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A commented field: its first line (counted from 0), the line behind it, its column."""

    start: int
    end: int
    column: int


def examples_in(text: str) -> list[Example]:
    """Return every example of a file."""
    lines = text.split("\n")
    found = []
    number = 0
    while number < len(lines):
        match = _FIRST.match(lines[number])
        if match is None:
            number += 1
            continue
        sign = match["indent"] + "#"
        end = number + 1
        while end < len(lines) and re.match(rf"{sign}(   |$)", lines[end]):
            end += 1
        found.append(Example(start=number, end=end, column=len(match["indent"])))
        number = end
    return found


def taken_up(text: str, example: Example) -> str:
    """Return a file with an example's `# ` taken away, as editors do."""
    lines = text.split("\n")
    for number in range(example.start, example.end):
        line, at = lines[number], example.column
        lines[number] = (line[:at] + line[at + 2 :]).rstrip()
    return "\n".join(lines)


def each_taken_up(text: str) -> Iterator[tuple[str, str]]:
    """Yield the first line of every example, and the file with this one taken up."""
    lines = text.split("\n")
    for example in examples_in(text):
        yield lines[example.start].strip(), taken_up(text, example)


def all_taken_up(text: str) -> str:
    """Return a file with every example taken up."""
    for example in examples_in(text):
        text = taken_up(text, example)
    return text
