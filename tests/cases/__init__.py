"""Cases as data: a purpose, the files of a handbook, and what `journeys check` prints of them.

A case is a text: its purpose in a line or two, then a section `-- path --` for every file of the
handbook, lastly the section `-- expected --`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "diagnostics"

_SECTION = re.compile(r"^-- (.+) --\n", re.MULTILINE)
_CODE = re.compile(r"\[([a-z-]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A handbook with faults, and what is said of them."""

    name: str
    purpose: str
    files: dict[str, str]
    expected: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the diagnostics that are expected."""
        return frozenset(found[1] for line in self.expected if (found := _CODE.search(line)))


def read_case(path: Path) -> Case:
    """Read a case from its file."""
    purpose, *sections = _SECTION.split(path.read_text(encoding="utf-8"))
    files = dict(zip(sections[::2], sections[1::2], strict=True))
    expected = files.pop("expected")
    return Case(
        name=path.stem,
        purpose=purpose.strip(),
        files=files,
        expected=tuple(expected.splitlines()),
    )


CASES = tuple(read_case(path) for path in sorted(FOLDER.glob("*.case")))
