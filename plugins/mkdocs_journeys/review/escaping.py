"""Authors' words in a comment: what they wrote is seen, and nothing they wrote is done.

Whoever opens a pull request writes the YAML and names the files, and the comment is posted by a
program that others trust. So a text becomes one line of plain words: no markup, no link, nobody
notified, nothing referred to, no command obeyed.
"""

from __future__ import annotations

import re

from ..source.reports.report import harmless

_BREAK = "&#8203;"
"""A blank of no width: what a site would turn into a link or a mention is seen, and is none."""

_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "|": "&#124;",  # a backslash would do in a table only
    "$": "&#36;",  # between two of them GitHub expects a formula
    "`": "&#96;",  # GitLab and GitHub look for `$…$` and the like before they look for backslashes
    **{character: f"\\{character}" for character in "\\*_[]~^{}"},
}
_STARTS = {"#": "\\#", "+": "\\+", "-": "\\-", "=": "\\=", "/": "&#47;", ":": "\\:", "%": "&#37;"}
"""What means something at the start of a line only; GitLab takes `/close` for a command."""

_LIST = re.compile(r"\d{1,9}(?=[.)])")
_REFERENCES = re.compile(
    r"""
      [@#!$%~&^](?=["{\w\[*-])            # @name, #1; GitLab has !1, $1, %name, ~name, &1 and ^
    | (?i:\b(?:GH|gl)-)(?=\d)
    | (?i:\b(?:https?|ftp|mailto|xmpp|javascript|data|vbscript|file|irc|tel)(?=:)) # no link
    | (?<=:)(?=//)
    | (?i:\bwww)(?=\.)
    | :(?=[\w+-]+:)                       # :smile:
    | [0-9a-fA-F]{6}(?=[0-9a-fA-F])       # a commit
    | \w(?=@)                             # name@example.com
    """,
    re.VERBOSE,
)
_BLANKS = re.compile(r"[^\S\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
_MARK = "\ue000"
"""Stands for a break until the text is escaped: `harmless` leaves no character of private use."""


def escaped(text: str) -> str:
    """Return a text as Markdown that shows it as it is, on one line, anywhere but within code."""
    line = harmless(" ".join(text.split()))
    line = _REFERENCES.sub(lambda found: f"{found[0]}{_MARK}", line)
    start = _LIST.match(line)
    if start:
        body = line[start.end() + 1 :]
        first = f"{start[0]}\\{line[start.end()]}"
    elif line[:1] in _STARTS:
        first, body = _STARTS[line[0]], line[1:]
    else:
        first, body = "", line
    body = "".join(_ENTITIES.get(character, character) for character in body)
    return f"{first}{body}".replace(_MARK, _BREAK)


def _on_one_line(text: str) -> str:
    """Return a text with single blanks; those that keep words together stay what they are."""
    return _BLANKS.sub(" ", text).strip()


def cut(text: str, room: int) -> str:
    """Return a text on one line, its end left out where it is longer than so many characters."""
    line = _on_one_line(text[: room * 8 + 200])
    return line if len(line) <= room else f"{line[: room - 1].rstrip()}…"


def cut_around(before: str, after: str, room: int) -> tuple[str, str]:
    """Return two texts cut so that the place where they begin to differ is seen in both."""
    before, after = _on_one_line(before), _on_one_line(after)
    if len(before) <= room and len(after) <= room:
        return before, after
    same = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        same += 1
    start = max(0, same - room // 3)
    if start:
        start = before.rfind(" ", 0, start) + 1 or start
    opening = "…" if start else ""
    return (opening + cut(before[start:], room), opening + cut(after[start:], room))
