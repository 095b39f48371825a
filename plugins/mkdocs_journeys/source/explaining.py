"""What every code means and why it matters, with a bad example and a good one.

The meaning stands in the table of `diagnostics.py`, the rest in `explanations/<code>.txt`: the
reason, then sections `-- bad path --`, `-- good path --` and, for files that both examples need
beside them, `-- also path --`. A path may be followed by the encoding that its text is saved in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .diagnostics import CODES, FAULTS

_SECTION = re.compile(r"^-- (bad|good|also) (.+?)(?: \(([a-z0-9-]+)\))? --\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A file of an example, its path below the handbook's folder."""

    path: str
    text: str
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a code means and why it matters; the examples are empty where a house rule has none.

    `package` is the one that adds a house rule, "" for our own codes. `also` are the files that
    both examples need, and that are left out where they are shown.
    """

    code: str
    meaning: str
    why: str
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    also: tuple[Example, ...] = ()
    package: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether it is always an error, and not what `handbook.yml` says."""
        return self.code in FAULTS

    @property
    def weight(self) -> str:
        """How much it weighs where nobody says else, in words."""
        return "always an error" if self.is_fault else "a warning"


@cache
def explanations() -> dict[str, Explanation]:
    """Return the explanation of every code of ours, in the order of the table."""
    return {code: _read(code) for code in CODES}


def as_plain_text(explanation: Explanation) -> str:
    """Return an explanation for a terminal or a report, its last line ended."""
    from_ = f", added by the package {explanation.package}" if explanation.package else ""
    parts = [
        f"{explanation.code}: {explanation.weight}{from_}",
        f"{explanation.meaning}\n{explanation.why}",
    ]
    for title, examples in (("Bad", explanation.bad), ("Good", explanation.good)):
        parts += [f"{title}: {title_of(example)}\n{_indented(example)}" for example in examples]
    return "\n\n".join(parts) + "\n"


def title_of(example: Example) -> str:
    """Return an example's path, and how it is saved where that matters."""
    saved = "" if example.encoding == "utf-8" else f", saved as {example.encoding}"
    return f"{example.path}{saved}"


def _read(code: str) -> Explanation:
    text = (files(__package__) / "explanations" / f"{code}.txt").read_text(encoding="utf-8")
    why, *sections = _SECTION.split(text)
    examples: dict[str, list[Example]] = {"bad": [], "good": [], "also": []}
    for kind, path, encoding, written in zip(*(sections[i::4] for i in range(4)), strict=True):
        examples[kind].append(Example(path=path, text=written, encoding=encoding or "utf-8"))
    return Explanation(
        code=code,
        meaning=CODES[code],
        why=why.strip(),
        bad=tuple(examples["bad"]),
        good=tuple(examples["good"]),
        also=tuple(examples["also"]),
    )


def _indented(example: Example) -> str:
    return "\n".join(f"    {line}".rstrip() for line in example.text.splitlines())
