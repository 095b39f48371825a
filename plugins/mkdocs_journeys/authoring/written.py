"""YAML text → what its author wrote: texts with their quotes, comments with what they are about.

Why not ruamel's own round trip: there a comment hangs on the token before it, so that a comment
above a key would stay behind when the key moves. Here ruamel says what is where, and each comment
is given to the entry that it stands beside or above.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ..source.ignores import IGNORE


class UnformattableError(Exception):
    """The text is YAML, but of a kind that is not formatted; `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, with its sign, that stands in a line of its own."""

    text: str
    blank_above: bool = False

    @property
    def silences(self) -> bool:
        """Whether it is one of `# journeys: ignore[code]`: then its line matters."""
        return bool(IGNORE.search(self.text))


@dataclass(slots=True, eq=False)
class Text:
    """A scalar. `raw` is how it was written: for a block below `|` or `>`, its lines dedented.

    `style` is "" without quotes, else the quote or sign it begins with; `header` is what stands
    behind a block's sign: how its last line breaks count, and "2" where it begins with blanks.
    """

    value: str
    raw: str
    style: str
    anchor: str = ""
    header: str = ""

    @property
    def is_block(self) -> bool:
        return self.style in ("|", ">")

    @property
    def is_one_line(self) -> bool:
        return not self.is_block and "\n" not in self.raw


@dataclass(slots=True, eq=False)
class Alias:
    """A value that an anchor names elsewhere."""

    name: str


@dataclass(slots=True, eq=False)
class Entry:
    """A key with its value, or an item of a list; with its comments.

    `below` are those that stand in the place of its value, as a list does that waits for better
    days.
    """

    within: Collection | None
    column: int = 0
    key: Text | None = None
    value: Value = field(default_factory=lambda: Text("", "", ""))
    blank_above: bool = False
    above: list[Comment] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    below: list[Comment] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written after the key or the dash."""
        return isinstance(self.value, Text) and not (self.value.raw or self.value.style)

    @property
    def silences(self) -> bool:
        """Whether a comment of this entry silences a finding in its line."""
        return any(note.silences for note in [*self.above, *map(Comment, self.beside)])


@dataclass(slots=True, eq=False)
class Collection:
    """A record or a list; `flow` where it has brackets. `below` are comments at its end."""

    holder: Entry
    is_mapping: bool
    flow: bool
    anchor: str = ""
    one_line: bool = True
    entries: list[Entry] = field(default_factory=list)
    below: list[Comment] = field(default_factory=list)


Value: TypeAlias = Text | Alias | Collection


@dataclass(slots=True, eq=False)
class Document:
    """A file: the record or list in it, and comments that are about nothing in it."""

    root: Collection
    head: list[Comment]
    foot: list[Comment]
    has_aliases: bool


def read_written(text: str) -> Document:
    r"""Return what a YAML file says and how; its line ends are `\n` and `read_yaml` took it.

    Raises `UnformattableError` for tags, directives, and what ruamel does not read.
    """
    try:
        return _Builder(text).document()
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or "a character that the formatter does not read"
        if "\t" in text.split("\n")[line - 1]:
            reason = "a tab stands here; take it away, or write a space instead"
        raise UnformattableError(line, reason) from error


_GAP = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | ^(?:---|\.\.\.)(?=\s|\Z)
      | (?P<property>[&*!][^\s,\[\]{}]*)
      | (?P<dash>-(?=\s|\Z))""",
    re.MULTILINE | re.VERBOSE,
)
"""What can stand between two scalars, beside blanks, brackets, colons and commas."""
_BLANK_ABOVE = re.compile(r"\n[ \t]*\n[ \t]*\Z")
_PROPERTIES = re.compile(r"(?:[&!][^\s]*\s+)*")
_BLOCK_HEADER = re.compile(r"([|>])([-+0-9]*)[ \t]*(#[^\n]*)?")


class _Builder:
    """Builds the tree from ruamel's events and notes what comments can be given to.

    `points` are the places where something ends that a comment behind it, in the same line, is
    about. `starts` are the places where something begins that a comment above it is about; there
    a collection with brackets stands for its end. `texts` are the scalars, in which no comment is.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.last = 0  # behind the last thing read
        self.points: list[tuple[int, Entry]] = []
        self.starts: list[tuple[int, int, Entry | Collection]] = []
        self.texts: list[tuple[int, int]] = []
        self.header_comments: list[tuple[int, str, Entry]] = []
        self.has_aliases = False
        self.root = Entry(None)
        self.foot: list[Comment] = []

    def document(self) -> Document:
        events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(self.text))
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if event.version or event.tags:
                    raise UnformattableError(1, "it has a directive (a line that starts with %)")
                break
        self.value(self.root, next(events), events)
        self.place_comments()
        if not isinstance(self.root.value, Collection):
            raise UnformattableError(1, "it holds no record")
        return Document(self.root.value, [], self.foot, self.has_aliases)

    def value(self, entry: Entry, event: Any, events: Iterator[Any]) -> None:
        """Read the value that starts with an event into an entry."""
        if getattr(event, "tag", None):
            raise UnformattableError(event.start_mark.line + 1, f"it has a tag ({event.tag})")
        if isinstance(event, AliasEvent):
            self.has_aliases = True
            entry.value = Alias(event.anchor)
            self.note(entry, event.start_mark.index, event.end_mark.index)
        elif isinstance(event, ScalarEvent):
            entry.value = self.scalar(entry, event)
        else:
            entry.value = self.collection(entry, event, events)

    def collection(self, entry: Entry, event: Any, events: Iterator[Any]) -> Collection:
        made = Collection(
            entry, isinstance(event, MappingStartEvent), bool(event.flow_style), event.anchor or ""
        )
        if made.flow:
            self.last = max(self.last, event.end_mark.index)
            self.points.append((self.last, entry))
        for below in events:
            if isinstance(below, MappingEndEvent | SequenceEndEvent):
                if made.flow:
                    made.one_line = event.start_mark.line == below.end_mark.line
                    self.last = below.end_mark.index
                    self.starts.append((self.last - 1, 0, made))
                    self.points.append((self.last, entry))
                return made
            made.entries.append(self.entry(made, below, events))
        raise AssertionError("a collection without an end")  # ruamel's parser ends every one

    def entry(self, within: Collection, event: Any, events: Iterator[Any]) -> Entry:
        entry = Entry(within)
        if within.is_mapping:
            if isinstance(event, AliasEvent | MappingStartEvent | SequenceStartEvent):
                raise UnformattableError(event.start_mark.line + 1, "it has a key that is no text")
            if event.tag:
                raise UnformattableError(event.start_mark.line + 1, f"it has a tag ({event.tag})")
            entry.column = event.start_mark.column
            self.begin(entry, event.start_mark.index)
            entry.key = self.scalar(entry, event)
            self.value(entry, next(events), events)
            return entry
        if within.flow:
            self.begin(entry, event.start_mark.index)
        else:
            dash = next(gap for gap in _GAP.finditer(self.text, self.last) if gap["dash"])
            entry.column = dash.start() - (self.text.rfind("\n", 0, dash.start()) + 1)
            self.begin(entry, dash.start())
            self.note(entry, dash.start(), dash.end())
        self.value(entry, event, events)
        return entry

    def begin(self, entry: Entry, index: int) -> None:
        """Note that an entry starts."""
        entry.blank_above = self.is_below_blank(index)
        self.starts.append((index, entry.column, entry))

    def note(self, entry: Entry, start: int, end: int) -> None:
        """Note a part of an entry."""
        self.starts.append((start, entry.column, entry))
        self.last = max(self.last, end)
        self.points.append((self.last, entry))

    def scalar(self, entry: Entry, event: Any) -> Text:
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor:  # ruamel's marks include it
            start += len(_PROPERTIES.match(self.text[start:end])[0])  # type: ignore[index]  # matches nothing as well
        style = event.style or ""
        made = Text(event.value, self.text[start:end], style, event.anchor or "")
        if made.is_block:
            end = self.block(entry, made, start, end)
        elif not style and not event.value:
            made.raw = ""
            start = end = self.last  # ruamel sees nothing behind the comments that follow
        self.texts.append((start, end))
        self.note(entry, start, end)
        return made

    def block(self, entry: Entry, made: Text, start: int, end: int) -> int:
        """Read the lines below `|` or `>`, return where they end.

        `end` is where ruamel saw the next thing, behind blank lines.
        """
        header = _BLOCK_HEADER.match(self.text, start)
        if header is None:
            line = self.text.count("\n", 0, start) + 1
            raise UnformattableError(line, "it has a comment between an anchor and its text")
        if header[3]:
            self.header_comments.append((header.start(3), header[3].rstrip(), entry))
        end = self.text.find("\n", end)
        lines = self.text[header.end() + 1 : end if end >= 0 else None].split("\n")
        said = next((line for line in made.value.split("\n") if line.strip(" ")), "")
        first = next((line for line in lines if line.strip(" ")), "")
        blanks = _blanks(said)
        indent = _blanks(first) - blanks if said else 1 << 20
        behind = (n for n, line in enumerate(lines) if line.strip(" ") and _blanks(line) < indent)
        count = next(behind, len(lines))
        content = lines[:count]
        keeps = "+" in header[2]
        while content and not content[-1].strip(" ") and not (keeps and count < len(lines)):
            content.pop()
        if keeps and count == len(lines):  # the last line end is of the line before
            content = [*content, *[""] * (_line_ends(made.value) - 1)]
        made.raw = "\n".join(line[indent:] for line in content)
        made.header = ("2" if blanks else "") + header[2].strip("0123456789")
        size = sum(len(line) + 1 for line in lines[: len(content)])
        return min(header.end() + max(size, 0), len(self.text))

    def is_below_blank(self, index: int) -> bool:
        """Whether the line above, outside of texts, is blank."""
        since = self.texts[-1][1] if self.texts and self.texts[-1][1] <= index else 0
        return bool(_BLANK_ABOVE.search(self.text[max(since, self.last) : index]))

    def place_comments(self) -> None:
        """Give every comment to what it is about."""
        point_places = [place for place, _ in self.points]
        start_places = [place for place, _, _ in self.starts]
        ending: _Ending | None = None  # what the comment above stands at the end of
        leads = False  # the comment above is about what follows, and takes this one along
        gap, end = -1, 0
        for index, text in self.comments():
            before = bisect_right(point_places, index) - 1
            after = bisect_right(start_places, index)
            last = self.points[before][1] if before >= 0 else None
            start = self.starts[after] if after < len(self.starts) else None
            target = start[2] if start else None
            line = self.text[self.text.rfind("\n", 0, index) + 1 : index]
            since = max(end, self.points[before][0] if before >= 0 else 0)
            end = index + len(text)
            note = Comment(text, bool(_BLANK_ABOVE.search(self.text[since:index])))
            if last and line.strip():
                last.beside.append(text)
            elif isinstance(target, Collection):
                target.below.append(note)
            else:
                if gap != after:
                    gap, leads, ending = after, False, None
                found = self.ending(last, target, start[1] if start else -1, _column(line))
                leads = leads or found is None or bool(note.silences and target)
                if leads or found is None:
                    (target.above if target else self.foot).append(note)
                else:
                    ending = _outer(found, ending) if ending else found
                    ending.below.append(note)

    def comments(self) -> list[tuple[int, str]]:
        """Return the comments between the scalars, each with its place."""
        found: list[tuple[int, str]] = []
        behind = 0
        for start, end in [*self.texts, (len(self.text), len(self.text))]:
            gaps = _GAP.finditer(self.text, behind, start)
            found += [(gap.start(), gap[0].rstrip()) for gap in gaps if gap["comment"]]
            behind = max(behind, end)
        for _, text, entry in self.header_comments:
            entry.beside.append(text)
        return found

    def ending(
        self, last: Entry | None, target: Entry | None, indent: int, column: int
    ) -> _Ending | None:
        """Return what a comment stands at the end of, going by its indentation.

        It stands between `last` and `target`, which is indented so far; None where it belongs to
        that one.
        """
        if last is None or column <= indent or (target and target.within and target.within.flow):
            return None
        if last.is_empty and last.within and column > last.column:
            return last
        going_on = set(map(id, _holders(target)))
        closing = [each for each in _holders(last) if id(each) not in going_on and not each.flow]
        fitting = (each for each in closing if each.entries[0].column <= column)
        return next(fitting, closing[-1] if closing and not target else None)


_Ending: TypeAlias = Collection | Entry


def _holders(entry: Entry | None) -> Iterator[Collection]:
    """Yield the collections that an entry is in, the innermost first."""
    while entry is not None and entry.within is not None:
        yield entry.within
        entry = entry.within.holder


def _outer(found: _Ending, former: _Ending) -> _Ending:
    """Return the outer one of two, one of which is in the other or the same."""
    if isinstance(found, Entry) or isinstance(former, Entry):
        return found if isinstance(former, Entry) else former
    return found if found in _holders(former.holder) else former


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _column(line: str) -> int:
    return len(line.expandtabs(8))


def _line_ends(text: str) -> int:
    return len(text) - len(text.rstrip("\n"))
