"""Whether two YAML texts mean the same. It trusts nothing that formatting is made of.

Both are read by the handbook's own reader, and comments are looked for between the scalars that
this reader sees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..source.ignores import ignores_in
from ..source.nodes import Mapping, Node, Path, Sequence, read_yaml, texts_in
from ..source.positions import LINE_BREAK, Position
from ..source.schema.fields import is_more_than_text


def difference(before: str, after: str) -> str:
    """Return what differs between two texts, "" where they mean the same.

    Positions may differ, and the order of keys. The first is YAML without faults.
    """
    node, _ = read_yaml(before, "")
    formatted, faults = read_yaml(after, "")
    if node is None or formatted is None or faults:
        return "the formatted text is no YAML"
    if _meaning(node) != _meaning(formatted):
        return "a value differs"
    if _comments(before) != _comments(after):
        return "a comment differs"
    if _silenced(before, node) != _silenced(after, formatted):
        return "a comment that silences a finding would stand in another line"
    return ""


def _meaning(node: Node) -> Any:
    """Return all that a node says, comparable."""
    if isinstance(node, Mapping):
        return {key: _meaning(value) for key, value in node.items.items()}
    if isinstance(node, Sequence):
        return [_meaning(item) for item in node.items]
    return (str(node.text), is_more_than_text(node.text))


def _comments(text: str) -> Counter[str]:
    """Count the comments of a YAML text."""
    texts = texts_in(text, "")
    found: Counter[str] = Counter()
    number_of_text = 0
    for number, line in enumerate(LINE_BREAK.split(text), start=1):
        column = 0
        while (column := line.find("#", column)) >= 0:
            place = Position("", number, column + 1)
            while number_of_text < len(texts) and texts[number_of_text][1] <= place:
                number_of_text += 1
            column += 1
            if number_of_text < len(texts) and texts[number_of_text][0] <= place:
                continue
            if column == 1 or line[column - 2] in " \t,[]{}\"'":
                found[line[column - 1 :].rstrip()] += 1
                break
    return found


def _silenced(text: str, node: Node) -> Counter[tuple[str, frozenset[Any]]]:
    """Count the comments that silence a code, each with all that stands in its line."""
    ignores = ignores_in(text, "")
    if not ignores:
        return Counter()
    lines: dict[int, set[Any]] = {}
    for line, what in _places(node, ()):
        lines.setdefault(line, set()).add(what)
    return Counter((each.code, frozenset(lines.get(each.line, ()))) for each in ignores)


def _places(node: Node, path: Path) -> Iterator[tuple[int, tuple[Path, bool]]]:
    """Yield the line of every value and every key, which is told apart by True."""
    yield node.position.line, (path, False)
    if isinstance(node, Mapping):
        for key, value in node.items.items():
            yield node.keys[key].line, ((*path, key), True)
            yield from _places(value, (*path, key))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _places(item, (*path, number))
