"""Where in the authors' files something stands."""

import re
from typing import NamedTuple

LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line for YAML's parser."""
_RARE_BREAK = re.compile("[\r\x85\u2028\u2029]")
"""What few files have: those without are counted many times faster."""


# A named tuple, for a handbook has hundreds of thousands of places, and a frozen dataclass takes
# three times as long to make.
class Position(NamedTuple):
    """A place in a file, as editors count: the first character is line 1, column 1.

    `path` is the file's path as shown to people: relative to the project, with forward slashes
    on every system.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def end_of(text: str, path: str) -> Position:
    """Return the place behind a text's last character.

    PyYAML puts the end of a file without a last line end into a line of its own: no place of its
    lies behind this one.
    """
    if not _RARE_BREAK.search(text):
        return Position(path, text.count("\n") + 1, len(text) - text.rfind("\n"))
    lines = LINE_BREAK.split(text)
    return Position(path, len(lines), len(lines[-1]) + 1)
