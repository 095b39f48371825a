"""Cases as data: a purpose, an edit of the small handbook, and every change that comes of it.

A case is a text: its purpose in a line or two, then a section `-- path --` for every file that is
edited, lastly the section `-- expected --`. An edit is written as a patch is: lines that start
with a blank stay, those with `-` go, those with `+` come; what stays and goes stands once in the
file, and `@@` begins another place. A file whose section is `deleted` goes, one with nothing but
`+` is new.

A change is expected in a few lines: its class, kind and record, the page it belongs to and the
field; then what was said `<` before and `>` now, each with its line; then what it reaches, and how
its values compare, where they do.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from mkdocs_journeys.insight.changes import Change, Changes, Side, ValueChanged, kind_of
from tests.insight.changes.editing import FILES

_SECTION = re.compile(r"^-- (.+) --\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An edit, and the changes that come of it."""

    name: str
    purpose: str
    files: dict[str, str]
    expected: str


def read_case(path: Path) -> Case:
    """Read a case, and make its edits."""
    purpose, *sections = _SECTION.split(path.read_text(encoding="utf-8"))
    edits = dict(zip(sections[::2], sections[1::2], strict=True))
    expected = edits.pop("expected", "")
    files = dict(FILES)
    for name, patch in edits.items():
        if patch.strip() == "deleted":
            del files[name]
        else:
            files[name] = patched(files.get(name, ""), patch)
    return Case(name=path.stem, purpose=purpose.strip(), files=files, expected=expected)


def patched(text: str, patch: str) -> str:
    """Return a text with an edit made."""
    for place in patch.split("@@\n"):
        lines = [line for line in place.splitlines() if line]
        old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
        new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
        if not old and not text:
            return new
        assert f"\n{text}".count(f"\n{old}") == 1, f"stands there not once: {old}"
        text = f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:]
    return text


def told(changes: Changes) -> str:
    """Return changes as cases expect them."""
    return "".join(f"{_told(change)}\n" for change in changes)


def _told(change: Change) -> str:
    side = change.side
    lines = [
        f"{change.change_class} {kind_of(change)} {change.record}: "
        f"{side.subject.kind} {side.subject.id} {side.field}".rstrip()
    ]
    for sign, one in (("<", change.before), (">", change.after)):
        if one is not None:
            lines.append(f"  {sign} {_said(one)}")
    reach = change.reach
    lines += [
        f"  {name}: {' '.join(ids)}"
        for name in ("variations", "journeys", "stages", "personas", "records")
        if (ids := getattr(reach, name))
    ]
    if isinstance(change, ValueChanged) and change.comparison:
        found = change.comparison
        parts = [f"{found.difference:+g}"] if found.difference is not None else []
        parts += [found.trend.value] if found.trend else []
        parts += [f"{found.aim} aim"] if found.aim else []
        parts += [" → ".join(found.standing)] if found.standing else []
        lines += [f"  compared: {', '.join(parts)}"] if parts else []
    return "\n".join(lines)


def _said(side: Side) -> str:
    value = json.dumps(side.value, ensure_ascii=False)
    place = f"{side.place.path.removeprefix('content/')}:{side.place.line}" if side.place else "-"
    names = f" ({', '.join(side.names)})" if side.names else ""
    return f"{place} {value}{names}"


CASES = tuple(read_case(path) for path in sorted(Path(__file__).with_name("cases").glob("*.case")))
