"""Whatever the text, reading it ends with a node or a diagnostic, never with an exception."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_journeys.source.nodes import Scalar, read_yaml, walk
from mkdocs_journeys.source.positions import Position

ROOT = Path(__file__).parents[2]
SAMPLES = tuple(
    path.read_text(encoding="utf-8")[:4000] for path in sorted((ROOT / "content").rglob("*.yml"))
)
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")

YAML_PIECES = st.sampled_from(
    [
        *("a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "&a ", "*a", '"', "'", "|", ">"),
        *("#", "!", "!t ", "<<: ", "---\n", "...\n", "%", "? ", "@", "\t", "\\", "\x00", "\ufeff"),
        *("𝄞", "é"),
    ]
)


def is_inside(position: Position, text: str) -> bool:
    """Say whether a position is one of the text's: at most just behind the end of its line."""
    lines = _LINE_END.split(text)
    return (
        1 <= position.line <= len(lines)
        and 1 <= position.column <= len(lines[position.line - 1]) + 1
    )


def assert_reads(text: str) -> None:
    node, faults = read_yaml(text, "a.yml")
    assert node is not None or faults
    for fault in faults:
        assert is_inside(fault.position, text), fault
        assert (fault.headline + fault.help).isprintable()
    for below in walk(node) if node else ():
        assert is_inside(below.position, text)


@given(st.text(max_size=80))
@settings(max_examples=300)
def test_any_text_is_read_or_told(text: str) -> None:
    assert_reads(text)


@given(st.lists(YAML_PIECES, max_size=30).map("".join))
@settings(max_examples=600)
def test_anything_like_yaml_is_read_or_told(text: str) -> None:
    assert_reads(text)


@given(st.data())
@settings(max_examples=200)
def test_a_sample_file_with_pieces_put_in_or_cut_out_is_read_or_told(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SAMPLES))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 30))
        text = text[:at] + data.draw(YAML_PIECES) + text[at + cut :]
    assert_reads(text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
@settings(max_examples=200)
def test_a_text_in_single_quotes_comes_back_as_it_was(text: str) -> None:
    text = re.sub("[\x85\u2028\u2029\ufeff\ufffe\uffff]", "", text)
    node, faults = read_yaml("'" + text.replace("'", "''") + "'", "a.yml")
    assert faults == []
    assert isinstance(node, Scalar)
    assert node.text == text
