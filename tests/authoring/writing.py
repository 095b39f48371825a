"""YAML as people write it: fields in any order, every style, comments wherever they can stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

_FIELDS = (
    "name",
    "id",
    "text",
    "emotion",
    "aida",
    "stages",
    "title",
    "x-b",
    "x-a",
    "owner",
    "kpis",
)
_TEXTS = (
    *("Ada", "a b", "no", "12:30", "010", "1e3", "-5", "2026-01-01", "~", "null", "true", "é"),
    *('"42"', "'it''s'", '"a: b"', "'a # b'", '"a, b"', '"a\\tb"', "''", '"~"', "'plain text'"),
)
_LONG = "a text that is rather long and goes on, so that some brackets get beyond their column"


@dataclass(slots=True)
class Written:
    """Lines, and what the comments in them stand at: by comment, the key beside or below it."""

    lines: list[str] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    comments: int = 0

    @property
    def text(self) -> str:
        """The whole file."""
        return "".join(f"{line}\n" for line in self.lines)

    def comment(self) -> str:
        """Return a comment that no other is like."""
        self.comments += 1
        return f"# c{self.comments}."


@st.composite
def written_yaml(draw: st.DrawFn) -> Written:
    """Draw a file whose root is a record."""
    written = Written()
    _Writer(draw, written).record(0, 0)
    return written


class _Writer:
    def __init__(self, draw: st.DrawFn, written: Written) -> None:
        self.draw = draw
        self.written = written

    def seldom(self) -> bool:
        return self.draw(st.integers(0, 3)) == 0

    def gap(self, indent: int) -> list[str]:
        """Write blank lines and comments, return the comments."""
        found = []
        for _ in range(self.draw(st.sampled_from((0, 0, 0, 1, 2)))):
            if self.draw(st.booleans()):
                self.written.lines.append("")
            else:
                found.append(self.written.comment())
                self.written.lines.append(" " * indent + found[-1])
        return found

    def record(self, indent: int, depth: int, lead: str = "") -> None:
        keys = self.draw(st.lists(st.sampled_from(_FIELDS), min_size=1, max_size=5, unique=True))
        for number, key in enumerate(keys):
            if number or not lead:
                above = self.gap(indent)
                if number:
                    self.written.above |= dict.fromkeys(above, key)
            start = lead if lead and not number else " " * indent
            self.value(f"{start}{key}:", indent, depth, key)
        if self.seldom():
            self.written.lines.append(" " * indent + self.written.comment())

    def items(self, indent: int, depth: int) -> None:
        for _ in range(self.draw(st.integers(1, 3))):
            self.gap(indent)
            lead = " " * indent + "-"
            if depth < 3 and self.seldom():
                self.record(indent + 2, depth + 1, f"{lead} ")
            else:
                self.value(lead, indent, depth, "")

    def value(self, lead: str, indent: int, depth: int, key: str) -> None:
        kinds = ["text", "text", "nothing", "lines", "block", "brackets"]
        kind = self.draw(st.sampled_from([*kinds, "record", "items"] if depth < 3 else kinds))
        lines = self.written.lines
        deeper = " " * (indent + self.draw(st.sampled_from((2, 2, 3, 5))))
        comment = f"   {self.written.comment()}" if self.seldom() else ""
        if kind in ("text", "nothing", "record", "items") and comment and key:
            self.written.beside[comment.strip()] = key
        if kind == "text":
            lines.append(f"{lead} {self.draw(st.sampled_from(_TEXTS))}{comment}")
        elif kind == "nothing":
            lines.append(lead + comment)
        elif kind == "lines":
            quote = self.draw(st.sampled_from(("", "'", '"')))
            lines.extend([f"{lead} {quote}some words", f"{deeper}and more{quote}{comment}"])
        elif kind == "block":
            lines.append(
                f"{lead} {self.draw(st.sampled_from(('|', '>', '|-', '>+', '|+')))}{comment}"
            )
            lines.extend([f"{deeper}one # no comment", "", f"{deeper}  two", deeper + "three"])
            if self.draw(st.booleans()):
                lines.append("")
        elif kind == "brackets":
            self.brackets(lead, deeper, comment)
        elif kind == "record":
            lines.append(lead + comment)
            self.record(len(deeper), depth + 1)
        else:
            lines.append(lead + comment)
            self.items(indent if key and self.draw(st.booleans()) else len(deeper), depth + 1)

    def brackets(self, lead: str, deeper: str, comment: str) -> None:
        texts = st.sampled_from((*_TEXTS, _LONG.replace(",", ""), f'"{_LONG}"', "[a, b]", "{a: b}"))
        parts = self.draw(st.lists(texts, max_size=4))
        is_record = self.draw(st.booleans())
        if is_record:
            parts = [f"{key}: {part}" for key, part in zip(_FIELDS, parts, strict=False)]
        opening, closing = "{}" if is_record else "[]"
        if self.seldom():
            self.written.lines.append(f"{lead} {opening}{comment}")
            for part in parts:
                note = f" {self.written.comment()}" if self.seldom() else ""
                self.written.lines.append(f"{deeper}{part},{note}")
            self.written.lines.append(deeper + closing)
        else:
            self.written.lines.append(f"{lead} {opening}{', '.join(parts)}{closing}{comment}")
