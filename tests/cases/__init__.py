"""Cases as data: a purpose, the files of a handbook, and what `journeys check` prints of them.

A case is a text: its purpose in a line or two, then a section `-- path --` for every file of the
handbook, lastly the section `-- expected --`. Two more sections may stand before the files:

- `-- options --`: the arguments of the command, beside `--today 2026-11-22`, which every case has;
- `-- about --`: the codes that the case is about. Only lines with these codes are compared, for a
  handbook of a few lines falls short in many ways that would hide what is meant.

The folder says what a case is about where it does not say so itself: those in `diagnostics/` are
about faults, whatever rules find beside them; in `rules/` every line counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs_journeys.source.diagnostics import CODES, FAULTS

FOLDER = Path(__file__).parent
DAY = "2026-11-22"
"""The day that ages are counted from in every case that does not name another."""

_SECTION = re.compile(r"^-- (.+) --\n", re.MULTILINE)
_CODE = re.compile(r"\[([a-z0-9/-]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A handbook that is wrong or falls short, and what is said of it."""

    name: str
    purpose: str
    options: tuple[str, ...]
    about: frozenset[str]
    files: dict[str, str]
    expected: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the diagnostics that are expected."""
        return frozenset(map(code_of, self.expected))

    def of_matter(self, lines: Iterable[str]) -> list[str]:
        """Return the lines of what was printed that the case is about."""
        return [line for line in lines if code_of(line) in self.about]


def code_of(line: str) -> str:
    """Return the code in a line that the command printed, "" where there is none."""
    found = _CODE.search(line)
    return found[1] if found else ""


def read_case(path: Path, about: Iterable[str]) -> Case:
    """Read a case from its file; `about` are the codes it is about where it names none."""
    purpose, *sections = _SECTION.split(path.read_text(encoding="utf-8"))
    files = dict(zip(sections[::2], sections[1::2], strict=True))
    expected = files.pop("expected")
    return Case(
        name=path.stem,
        purpose=purpose.strip(),
        options=("--today", DAY, *files.pop("options", "").split()),
        about=frozenset(files.pop("about", "").split() or about),
        files=files,
        expected=tuple(expected.splitlines()),
    )


CASES = tuple(read_case(path, FAULTS) for path in sorted(FOLDER.glob("diagnostics/*.case")))
"""Handbooks with faults."""
RULE_CASES = tuple(read_case(path, CODES) for path in sorted(FOLDER.glob("rules/*.case")))
"""Handbooks that may be published and yet fall short, and what comments and settings change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormattingCase:
    """A file of a handbook, and what `journeys fmt` makes of it."""

    name: str
    purpose: str
    file: str
    before: str
    after: str


def read_formatting_case(path: Path) -> FormattingCase:
    """Read a case from its file: a purpose, a file, and the section `-- formatted --`."""
    purpose, file, before, _, after = _SECTION.split(path.read_text(encoding="utf-8"))
    return FormattingCase(
        name=path.stem, purpose=purpose.strip(), file=file, before=before, after=after
    )


FORMATTING_CASES = tuple(map(read_formatting_case, sorted(FOLDER.glob("formatting/*.case"))))
"""Files in no order or style, and the same as they should be."""
