"""Where in the authors' files something stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file, as editors count: the first character is line 1, column 1.

    `path` is the file's path as shown to people: relative to the project, with forward slashes
    on every system.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
