"""A review as Markdown: one comment on a pull request, updated in place.

The marker in its first line is how a program finds the comment it made before.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from ..insight.changes import Change, ChangeClass
from ..source.git import SHORT
from ..source.reports import count_of
from .comparing import Compared, CurveMove, Review
from .escaping import cut, cut_around, escaped
from .telling import Row, Section, moved, sections, sparkline, verdict

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
    parts = _Parts(_head(review))
    told = sections(review)
    grave = [_only(section, editorial=False) for section in told]
    for section in grave:
        if section.rows or section.curve:
            parts.add(_section(section, preview), section.rows)
    light = [row for section in told for row in _only(section, editorial=True).rows]
    if light:
        parts.add(_folded(light, preview), light)
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

    def __init__(self, head: str) -> None:
        self.text = head
        self.left: list[Change] = []
        self.sections = 0

    def add(self, made: tuple[str, int], rows: list[Row] | tuple[Row, ...]) -> None:
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
        classes = [
            f"{count} {name.value}"
            for name in ChangeClass
            if (count := sum(change.change_class is name for change in self.left))
        ]
        foot = (
            f"\n> **{count_of(len(self.left), 'change')} left out here** for want of room"
            f"{f' ({chr(44).join(classes)})'.replace(',', ', ') if classes else ''}. "
            "`journeys diff` shows all of them.\n"
        )
        return self.text + foot


def _only(section: Section, *, editorial: bool) -> Section:
    return Section(
        kind=section.kind,
        name=section.name,
        path=section.path,
        curve=None if editorial else section.curve,
        rows=tuple(
            row
            for row in section.rows
            if (row.change.change_class is ChangeClass.EDITORIAL) is editorial
        ),
    )


def _head(review: Review) -> str:
    lines = [MARKER]
    found = verdict(review)
    if not found:
        lines += ["### No change to the handbook", "", _compared(review)]
    else:
        lines += [f"### {' · '.join(found)}", "", _compared(review)]
    if not review.exists[0]:
        lines += ["", "There was no handbook before: all of it is new."]
    if not review.exists[1]:
        lines += ["", "There is no handbook any more."]
    lines += _unread(review)
    return "\n".join(lines) + "\n"


def _compared(review: Review) -> str:
    """Say what was compared; a commit's name is Git's own word and may become a link."""
    base, head = review.compared
    since = f"{_side(base)}, where this change left it" if base.is_merge_base else _side(base)
    return f"Since {since}; now {_side(head)}."


def _side(one: Compared) -> str:
    if one.kind == "working-tree":
        return "the working tree"
    if one.commit is None:
        return f"the folder {_code(one.name)}"
    if one.commit.startswith(one.name):
        return one.commit[:SHORT]
    return f"{_code(one.name)} at {one.commit[:SHORT]}"


def _unread(review: Review) -> Iterator[str]:
    if not review.unread:
        return
    yield ""
    yield f"**{count_of(len(review.unread), 'file')} with faults, compared as far as possible:**"
    yield ""
    for one in review.unread[:_MOST_UNREAD]:
        first = one.faults[0]
        more = f" (and {len(one.faults) - 1} more)" if len(one.faults) > 1 else ""
        place = _code(f"{one.file}:{first.position.line}")
        yield f"- {one.side}: {place} {escaped(cut(first.headline, _ROOM))}{more}"
    if len(review.unread) > _MOST_UNREAD:
        yield f"- and {len(review.unread) - _MOST_UNREAD} more"
    if review.withheld:
        these = count_of(review.withheld, "more difference")
        verb = "is" if review.withheld == 1 else "are"
        yield ""
        yield f"{these} may come of these faults alone and {verb} left out."


def _section(section: Section, preview: str) -> tuple[str, int]:
    name = escaped(cut(section.name, _NAME_ROOM))
    title = f"{section.kind}: {_linked(name, section.path, preview)}" if name else section.kind
    lines = ["", f"#### {title}"]
    if move := section.curve:
        lines.append("")
        lines.append(
            f"Curve `{sparkline(move.before)}` → `{sparkline(move.after)}`: {_moves(move)}"
        )
    text = "\n".join(lines) + "\n"
    table, shown = _table(section.rows, preview, section.name)
    return f"{text}\n{table}" if table else text, shown


def _moves(move: CurveMove) -> str:
    found = moved(move)
    told = [
        f"{escaped(cut(name, _NAME_ROOM))} {before} → {after}"
        for name, before, after in found[:_MOST_MOVES]
    ]
    more = len(found) - _MOST_MOVES
    return "; ".join(told) + (f" and {more} more" if more > 0 else "") or "another order"


def _folded(rows: list[Row], preview: str) -> tuple[str, int]:
    table, shown = _table(rows, preview, "", with_class=False)
    title = count_of(len(rows), "editorial change")
    return f"\n<details>\n<summary>{title}</summary>\n\n{table}\n</details>\n", shown


def _table(
    rows: list[Row] | tuple[Row, ...], preview: str, section: str, *, with_class: bool = True
) -> tuple[str, int]:
    if not rows:
        return "", 0
    heads = [*(["Class"] if with_class else []), "What", "Before", "After", "Written in"]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    length = 0
    for shown, row in enumerate(rows):
        line = _row(row, preview, section, with_class=with_class)
        length += len(line)
        if length > _LONGEST_SECTION and shown:
            return "\n".join(lines) + "\n", shown
        lines.append(line)
    return "\n".join(lines) + "\n", len(rows)


def _row(row: Row, preview: str, section: str, *, with_class: bool) -> str:
    where = (
        ""
        if row.where == section
        else _linked(escaped(cut(row.where, _NAME_ROOM)), row.path, preview)
    )
    what = escaped(cut(row.what, _NAME_ROOM))
    if not where and preview and row.path:
        what = _linked(what, row.path, preview)
    cells = [": ".join(filter(None, (where, what)))]
    if row.reach:
        cells[0] += f"<br>{row.reach}"
    before, after = (escaped(text) for text in cut_around(row.before, row.after, _ROOM))
    cells += [before, f"{after} ({row.note})" if row.note else after]
    former = " before" if row.is_former else ""
    cells.append(f"{_code(row.place)}{former}" if row.place else "")
    if with_class:
        word = row.change.change_class.value
        is_breaking = row.change.change_class is ChangeClass.BREAKING
        cells.insert(0, f"**{word}**" if is_breaking else word)
    return f"| {' | '.join(cells)} |"


def _linked(name: str, path: str, preview: str) -> str:
    return f"[{name}](<{preview}{path}>)" if preview and path else name


def _code(text: str) -> str:
    """Return a text in the letters of code; not as Markdown's code, in which nothing is escaped."""
    return f"<code>{escaped(cut(text, _NAME_ROOM * 2))}</code>"
