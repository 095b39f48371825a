"""What was written → canonical YAML.

Two spaces a level, a list's dashes two further in than its key. Texts and comments keep their line
breaks, however long. A list or a record in brackets stays in them while it fits into a line of
`WIDTH` columns; otherwise each of its parts gets a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .scalars import written
from .written import Alias, Collection, Comment, Document, Entry, Text, Value

WIDTH = 100
"""Columns that a list or a record in brackets may reach, a comment behind it not counted."""
_STEP = "  "


def printed(document: Document) -> str:
    """Return the whole file, its last line ended."""
    page = _Lines()
    page.put_notes(document.head)
    pinned = any(note.silences for note in document.head)
    page.put(_part_of(document.root.holder, "", pinned=pinned))
    page.put_notes(document.foot)
    return "".join(f"{line}\n" for line in page.lines)


@dataclass(slots=True)
class _Lines:
    """Lines of the file. `keeps_blanks` says that blank lines below would belong to a text."""

    lines: list[str] = field(default_factory=list)
    keeps_blanks: bool = False

    def put_blank(self) -> None:
        """End what is above with one blank line, where there is something above."""
        if self.lines and self.lines[-1] and not self.keeps_blanks:
            self.lines.append("")

    def put_notes(self, notes: Iterable[Comment], indent: str = "") -> None:
        for note in notes:
            if note.blank_above:
                self.put_blank()
            self.lines.append(indent + note.text)
            self.keeps_blanks = False

    def put(self, part: _Part) -> None:
        self.put_notes(part.above, part.indent)
        if part.blank_above:
            self.put_blank()
        self.lines += part.lines
        self.keeps_blanks = part.keeps_blanks


@dataclass(slots=True, kw_only=True)
class _Part(_Lines):
    """An entry's lines, and the comments that go above them."""

    indent: str
    above: list[Comment]
    blank_above: bool

    def raise_notes(self, notes: list[Comment]) -> None:
        """Put further comments above the lines, a blank line above them instead of below."""
        if notes:
            self.above += [replace(notes[0], blank_above=self.blank_above), *notes[1:]]
            self.blank_above = False


def _part_of(entry: Entry, indent: str, *, pinned: bool = False) -> _Part:
    """Return an entry as lines; `pinned` says that a comment silences a finding in its first line.

    Such a line neither loses nor gains a value.
    """
    part = _Part(indent=indent, above=list(entry.above), blank_above=entry.blank_above)
    part.raise_notes([Comment(text) for text in entry.beside[:-1]])
    pinned = pinned or entry.silences
    value = entry.value
    if not isinstance(value, Collection):
        _put_text(part, entry, value)
        part.put_notes(entry.below, indent + _STEP)
    elif not value.entries:
        part.raise_notes(value.below)
        part.lines.append(_beside(entry, _first_line(part, entry, _in_brackets(value))))
    else:
        line = _first_line(part, entry, _in_brackets(value)) if _is_in_line(value) else ""
        if line and (len(line) <= WIDTH or (pinned and value.one_line)):
            part.lines.append(_beside(entry, line))
        else:
            _put_entries(part, entry, value, pinned=pinned)
    return part


def _put_text(part: _Part, entry: Entry, value: Text | Alias) -> None:
    if isinstance(value, Alias):
        part.lines.append(_beside(entry, _first_line(part, entry, f"*{value.name}")))
        return
    deeper = part.indent + _STEP
    if value.is_block:
        sign = _anchored(value, value.style + value.header)
        part.lines.append(_beside(entry, _first_line(part, entry, sign)))
        if value.raw:
            part.lines += [deeper + line if line else "" for line in value.raw.split("\n")]
        part.keeps_blanks = "+" in value.header
        return
    first, *others = _anchored(value, written(value)).split("\n")
    lines = [_first_line(part, entry, first)]
    for line in others:
        said = line.lstrip(" \t")
        lines.append(deeper + said if said else "")
    part.lines += [*lines[:-1], _beside(entry, lines[-1])]


def _put_entries(part: _Part, entry: Entry, value: Collection, *, pinned: bool) -> None:
    """Put each entry of a collection on lines of its own."""
    below = part.indent if entry.within is None else part.indent + _STEP
    in_first_line = not entry.key and not value.anchor
    if in_first_line:
        part.raise_notes([Comment(text) for text in entry.beside[-1:]])
    else:
        part.lines.append(_beside(entry, _first_line(part, entry, _anchored(value, ""))))
    for number, each in enumerate(value.entries):
        lines = _part_of(each, below, pinned=pinned and in_first_line and not number)
        if number:
            part.put(lines)
            continue
        if in_first_line:
            if entry.within is None:  # the first blank line of a file is that below its head
                part.blank_above = (lines.above[0] if lines.above else lines).blank_above
            part.raise_notes(lines.above)
            lines.above = []
            dash = _first_line(part, entry, "")
            lines.lines[0] = f"{dash:{len(below)}}{lines.lines[0][len(below) :]}"
        elif lines.above:
            lines.above[0] = replace(lines.above[0], blank_above=False)
        lines.blank_above = lines.blank_above and bool(lines.above)
        part.put(lines)
    part.put_notes(value.below, below)


def _first_line(part: _Part, entry: Entry, text: str) -> str:
    """Return the line that an entry begins with: its key or dash, then a text."""
    if entry.within is None:
        lead = ""
    elif entry.key is None:
        lead = "-"
    else:
        lead = _anchored(entry.key, written(entry.key, is_key=True)) + ":"
    return part.indent + " ".join(filter(None, (lead, text)))


def _beside(entry: Entry, line: str) -> str:
    """Return the line with the comment that stands behind it."""
    return "  ".join([line, *entry.beside[-1:]])


def _anchored(value: Text | Collection, text: str) -> str:
    return " ".join(filter(None, (value.anchor and f"&{value.anchor}", text)))


def _is_in_line(value: Value) -> bool:
    """Whether a value can stand in one line: it has brackets, no comments and no longer texts."""
    if not isinstance(value, Collection):
        return not isinstance(value, Text) or value.is_one_line
    return (
        value.flow
        and not value.below
        and all(
            not (entry.above or entry.beside or entry.below) and _is_in_line(entry.value)
            for entry in value.entries
        )
    )


def _in_brackets(value: Value) -> str:
    """Return a value as it stands in brackets, in one line."""
    if isinstance(value, Alias):
        return f"*{value.name}"
    if isinstance(value, Text):
        return _anchored(value, written(value, in_brackets=True))
    parts = []
    for entry in value.entries:
        key = _key_in_brackets(entry.key) if entry.key else ""
        text = _in_brackets(entry.value)
        # `{linkedin:5}` is a mistake: it is not to look as if a value had been left out.
        alone = entry.key and not text and ":" in entry.key.value
        parts.append(key if alone else f"{key}: {text}" if key else text)
    inner = ", ".join(parts)
    return _anchored(value, f"{{{inner}}}" if value.is_mapping else f"[{inner}]")


def _key_in_brackets(key: Text) -> str:
    return _anchored(key, written(key, in_brackets=True, is_key=True))
