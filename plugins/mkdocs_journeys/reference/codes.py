"""The pages about codes: what each means, why it matters, a bad example and a good one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from ..source.explaining import Example, Explanation, explanations, title_of
from .markup import anchor, block, page, table

_LANGUAGES = {".py": "python"}
_EXAMPLES = (
    "The examples leave out files that they only refer to. `journeys explain CODE` says the same "
    "on your terminal."
)
_WEIGHTS = """\
A finding is a warning and does not stop the site. `handbook.yml` weighs each rule anew:

```yaml title="handbook.yml"
rules:
  opportunity-past-due: error
  stage-without-kpi: off
```

A comment silences a rule at one place, on the line of the finding or on a line of its own above:

```yaml title="personas/claire.yml"
name: Claire  # journeys: ignore[persona-on-assumption]
```"""


def faults_page() -> str:
    """Return the page about what makes a handbook unfit to be published."""
    return page(
        "Faults",
        "What stops a handbook from being published, by the code in square brackets. "
        "A fault is always an error.",
        _EXAMPLES,
        *_sections([known for known in explanations().values() if known.is_fault]),
    )


def rules_page(house: Iterable[Explanation]) -> str:
    """Return the page about what falls short of a good handbook, house rules at its end."""
    parts = _sections([known for known in explanations().values() if not known.is_fault])
    added = list(house)
    if added:
        parts += ["## House rules", *_sections(added, level=3)]
    return page(
        "Rules",
        "What a good handbook has, and where `journeys check` says that one falls short of it, "
        "by the code in square brackets.",
        _WEIGHTS,
        _EXAMPLES,
        *parts,
    )


def _sections(known: list[Explanation], level: int = 2) -> list[str]:
    rows = [(f"[`{found.code}`](#{anchor(found.code)})", found.meaning) for found in known]
    return [table(("Code", "What it means"), rows), *(_section(found, level) for found in known)]


def _section(found: Explanation, level: int) -> str:
    parts = [f"{'#' * level} `{found.code}`", found.meaning, found.why]
    if found.package:
        parts.append(f"Added by the package `{found.package}`.")
    for word, examples in (("Bad", found.bad), ("Good", found.good)):
        if examples:
            parts += [f"**{word}**", *map(_block, examples)]
    return "\n\n".join(parts)


def _block(example: Example) -> str:
    language = _LANGUAGES.get(PurePosixPath(example.path).suffix, "yaml")
    return block(example.text, title_of(example), language)
