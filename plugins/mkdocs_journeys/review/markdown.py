"""A review as Markdown: one comment on a pull request, updated in place.

The marker in its first line is how a program finds the comment it made before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from ..insight.changes import Change, ChangeClass
from ..pages.languages import Language
from ..pages.preview import CLASSES, counted
from ..source.git import SHORT
from .comparing import Compared, CurveMove, Review
from .escaping import cut, cut_around, escaped
from .telling import (
    Row,
    Section,
    and_more,
    heading,
    in_other_order,
    is_commit,
    language_of,
    left_out,
    more_faults,
    moved,
    sections,
    short_name,
    side_of,
    sparkline,
    verdict,
)

MARKER = "<!-- mkdocs-journeys: review of the handbook -->"
LONGEST = 60_000
"""Characters of a comment; GitHub takes 65,536."""
_LONGEST_SECTION = 20_000
_FOOT_ROOM = 1_500
_ROOM = 160
"""Characters of a value that are shown."""
_NAME_ROOM = 120
_MOST_MOVES = 6
_MOST_UNREAD = 20


def as_markdown(review: Review, *, preview: str = "") -> str:
    """Return the comment. `preview` is the address of the handbook's home in a preview."""
    spoken = language_of(review)
    telling = _Telling(spoken, preview)
    parts = _Parts(telling.head(review), spoken)
    told = sections(review, spoken)
    for section in told:
        grave = _only(section, editorial=False)
        if grave.rows or grave.curve:
            parts.add(telling.section(grave), grave.rows)
    light = [row for section in told for row in _only(section, editorial=True).rows]
    if light:
        parts.add(telling.folded(light), light)
    return parts.whole()


def preview_address(url: str) -> str:
    """Return an address that links can start with. Raises `ValueError` where it is none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("an address starts with https:// and has neither ? nor #")
    safe = quote(url, safe=":/%@~.,+-_=[]!&;").replace("[", "%5B").replace("]", "%5D")
    return safe if safe.endswith("/") else f"{safe}/"


class _Parts:
    """The parts of a comment as far as there is room, and what was left out."""

    def __init__(self, head: str, spoken: Language) -> None:
        self.text = head
        self.left: list[Change] = []
        self.sections = 0
        self._spoken = spoken

    def add(self, made: tuple[str, int], rows: Sequence[Row]) -> None:
        """Add a section of which so many rows were told, unless there is no room for it."""
        text, shown = made
        if self.sections or len(self.text) + len(text) > LONGEST - _FOOT_ROOM:
            self.sections += 1
            self.left += [row.change for row in rows]
            return
        self.text += text
        self.left += [row.change for row in rows[shown:]]

    def whole(self) -> str:
        """Return the comment."""
        if not self.left and not self.sections:
            return self.text
        spoken = self._spoken
        classes = [
            counted(name, count, spoken)
            for name in ChangeClass
            if (count := sum(change.change_class is name for change in self.left))
        ]
        left = spoken.words(
            "{count} change left out here", "{count} changes left out here", len(self.left)
        )
        reason = spoken.word("for want of room")
        rest = spoken.word("`journeys diff` shows all of them.")
        counts = f" ({', '.join(classes)})" if classes else ""
        return f"{self.text}\n> **{left}** {reason}{counts}. {rest}\n"


def _only(section: Section, *, editorial: bool) -> Section:
    """Return a section with its editorial changes alone, or without them."""
    return replace(
        section,
        curve=None if editorial else section.curve,
        rows=tuple(
            row
            for row in section.rows
            if (row.change.change_class is ChangeClass.EDITORIAL) is editorial
        ),
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells a review in a language; links lead into the preview at an address, if there is one."""

    spoken: Language
    preview: str

    def head(self, review: Review) -> str:
        """Return what the comment begins with: the verdict, and what was compared."""
        word = self.spoken.word
        found = " · ".join(verdict(review, self.spoken)) or word("No change to the handbook")
        lines = [MARKER, f"### {found}", "", self._compared(review)]
        if not review.exists[0]:
            lines += ["", word("There was no handbook: all of it is new.")]
        if not review.exists[1]:
            lines += ["", word("There is no handbook any more.")]
        lines += self._unread(review)
        return "\n".join(lines) + "\n"

    def section(self, section: Section) -> tuple[str, int]:
        """Return a section, and how many of its rows there was room for."""
        name = escaped(cut(section.name, _NAME_ROOM))
        title = heading(section, self.spoken, name and self._linked(name, section.path))
        lines = ["", f"#### {title}"]
        if move := section.curve:
            curve = self.spoken.word("Curve {before} → {after}: {moved}").format(
                before=f"`{sparkline(move.before)}`",
                after=f"`{sparkline(move.after)}`",
                moved=self._moves(move, section),
            )
            lines += ["", curve]
        text = "\n".join(lines) + "\n"
        table, shown = self._table(section.rows, section.name)
        return f"{text}\n{table}" if table else text, shown

    def folded(self, rows: Sequence[Row]) -> tuple[str, int]:
        """Return the editorial changes, folded, and how many there was room for."""
        table, shown = self._table(rows, "", with_class=False)
        title = self.spoken.words(
            "{count} editorial change", "{count} editorial changes", len(rows)
        )
        return f"\n<details>\n<summary>{title}</summary>\n\n{table}\n</details>\n", shown

    def _compared(self, review: Review) -> str:
        """Say what was compared; a commit's name is Git's own word and may become a link."""
        base, head = review.compared
        text = self.spoken.word("Since {base}; now {head}.")
        if base.is_merge_base:
            text = self.spoken.word("Since {base}, where this change left it; now {head}.")
        return text.format(base=self._side(base), head=self._side(head))

    def _side(self, one: Compared) -> str:
        word = self.spoken.word
        if one.kind == "working-tree":
            return word("the working tree")
        if one.commit is None:
            return word("the folder {name}").format(name=_code(one.name))
        short = one.commit[:SHORT]
        if one.commit.startswith(one.name):
            return short
        # A commit's name is digits alone: it may become a link, and nothing else.
        name = short_name(one) if is_commit(one) else _code(one.name)
        return word("{name} at {commit}").format(name=name, commit=short)

    def _unread(self, review: Review) -> Iterator[str]:
        if not review.unread:
            return
        title = self.spoken.words(
            "{count} file with faults, compared as far as possible:",
            "{count} files with faults, compared as far as possible:",
            len(review.unread),
        )
        yield from ("", f"**{title}**", "")
        for one in review.unread[:_MOST_UNREAD]:
            first = one.faults[0]
            side = side_of(one, self.spoken)
            place = _code(f"{one.file}:{first.position.line}")
            said = f"{place} {escaped(cut(first.headline, _ROOM))}{more_faults(one, self.spoken)}"
            yield "- " + self.spoken.word("{kind}: {name}").format(kind=side, name=said)
        if len(review.unread) > _MOST_UNREAD:
            yield f"- {and_more(len(review.unread) - _MOST_UNREAD, self.spoken)}"
        if review.withheld:
            yield from ("", left_out(review, self.spoken))

    def _moves(self, move: CurveMove, section: Section) -> str:
        found = moved(move, self.spoken)
        told = "; ".join(
            f"{escaped(cut(name, _NAME_ROOM))} {before} → {after}"
            for name, before, after in found[:_MOST_MOVES]
        )
        more = len(found) - _MOST_MOVES
        rest = f" {and_more(more, self.spoken)}" if more > 0 else ""
        return f"{told}{rest}" or escaped(in_other_order(section.moved, self.spoken))

    def _table(
        self, rows: Sequence[Row], section: str, *, with_class: bool = True
    ) -> tuple[str, int]:
        if not rows:
            return "", 0
        word = self.spoken.word
        heads = [word("What"), word("Before"), word("After"), word("Written in")]
        if with_class:
            heads.insert(0, word("Class"))
        lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
        length = 0
        for shown, row in enumerate(rows):
            line = self._row(row, section, with_class=with_class)
            length += len(line)
            if length > _LONGEST_SECTION and shown:
                return "\n".join(lines) + "\n", shown
            lines.append(line)
        return "\n".join(lines) + "\n", len(rows)

    def _row(self, row: Row, section: str, *, with_class: bool) -> str:
        word = self.spoken.word
        where = ""
        if row.where != section:
            where = self._linked(escaped(cut(row.where, _NAME_ROOM)), row.path)
        what = escaped(cut(row.what, _NAME_ROOM))
        if not where and row.path:
            what = self._linked(what, row.path)
        both = word("{kind}: {name}").format(kind=where, name=what)
        cells = [both if where and what else where or what]
        if row.reach:
            cells[0] += "<br>" + word("reaches {what}").format(what=escaped(row.reach))
        before, after = (escaped(text) for text in cut_around(row.before, row.after, _ROOM))
        cells += [before, f"{after} ({escaped(row.note)})" if row.note else after]
        place = _code(row.place) if row.place else ""
        is_former = row.place and row.is_former
        cells.append(word("{place}, before").format(place=place) if is_former else place)
        if with_class:
            of = word(CLASSES[row.change.change_class])
            is_breaking = row.change.change_class is ChangeClass.BREAKING
            cells.insert(0, f"**{of}**" if is_breaking else of)
        return f"| {' | '.join(cells)} |"

    def _linked(self, name: str, path: str) -> str:
        return f"[{name}](<{self.preview}{path}>)" if self.preview and path else name


def _code(text: str) -> str:
    """Return a text in the letters of code; not as Markdown's code, in which nothing is escaped."""
    return f"<code>{escaped(cut(text, _NAME_ROOM * 2))}</code>"
