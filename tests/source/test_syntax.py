"""Mistakes of YAML are told in an author's words, with a way out, whatever the parser says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from mkdocs_journeys.source.nodes import read_yaml

COLON = "a colon without a space after it"
DASH = "a dash where no list can begin"
KEY = "a question mark where none can stand"
COMMA = "a comma with nothing before it"
CLOSING = "a closing bracket that does not fit"
UNCLOSED = "a list or a record that is opened here and never closed, or lacks a comma"
UNENDED = "a list or a record that is never closed"
BACKSLASH = "a backslash that YAML does not understand"
NUMBER = "a character that does not exist, written by its number"
QUOTE = "a quote that is opened here and never closed"
BANG = "a text that starts with ! has a meaning of its own in YAML"
STAR = "a text that starts with * or & has a meaning of its own in YAML"
PERCENT = "a line that starts with % and is no text to YAML"
BLOCK = "more text after | or >"
TAB = "a tab where spaces are needed"
AFTER = "more text after a closing quote or bracket"
NO_FIT = "this line does not fit the lines above it"

MISTAKES = [
    ("quote: - x", 8, DASH),
    ("- - x: - y", 8, DASH),
    ("goals: {professional:[a]}", 21, COLON),
    ("x: {Role:}", 9, COLON),
    ("x: [a:]", 6, COLON),
    ("quote: ? x", 8, KEY),
    ("tags: [a,, b]", 10, COMMA),
    ("tags: [,a]", 8, COMMA),
    ("tags: {,}", 8, COMMA),
    ("tags: ,", 7, COMMA),
    ("tags: [- a]", 8, "a dash in a list that has brackets"),
    ("tags: {: a}", 8, "a colon with nothing before it"),
    ("tags: ]", 7, CLOSING),
    ("tags: {b: [}", 12, CLOSING),
    ("tags: [a", 7, UNCLOSED),
    ("tags: {a: 1 b: 2}", 7, UNCLOSED),
    ("tags: [a,", 10, UNENDED),
    ('quote: "\\x"', 11, BACKSLASH),
    ('quote: "\\q"', 9, BACKSLASH),
    ('quote: "\\ud83d"', 11, NUMBER),
    ('quote: "\\U99999999"', 11, NUMBER),
    ('quote: "x', 8, QUOTE),
    ('quote: "x\n---\n', 8, QUOTE),
    ("!<bad", 1, BANG),
    ("a: !<", 4, BANG),
    ("a: !who!b x", 4, BANG),
    ("a: !x{y", 4, BANG),
    ("a: !%zz x", 4, BANG),
    ("a: !%FF x", 4, BANG),
    ("a: !%E2%28%A1 x", 4, BANG),
    ("a: *", 4, STAR),
    ("a: *x", 4, "an alias without its anchor"),
    ("a: {b: &x 1, c: &x 2}", 17, "an anchor that is there already"),
    ("%FOO", 1, PERCENT),
    ("%FOO\n---\na: 1", 1, PERCENT),
    ("%", 1, PERCENT),
    ("%YAML", 1, PERCENT),
    ("%YAML 1.1", 10, PERCENT),
    ("%YAML 1.1x\n---", 1, PERCENT),
    ("%YAML 1x\n---", 1, PERCENT),
    ("%YAML 99999999999.1\n---", 1, PERCENT),
    ("%YAML!\n---", 1, PERCENT),
    ("%TAG", 1, PERCENT),
    ("%TAG !e! tag:x{\n---", 1, PERCENT),
    ("%TAG !e!x y\n---", 1, PERCENT),
    ("%YAML 2.0\n---\na: 1", 1, "a version of YAML that cannot be read here"),
    ("a: |x", 5, BLOCK),
    ("a: |0\n x", 5, BLOCK),
    ("a: |\n\tx", 1, TAB),
    ("a: b\n\tc: d", 1, TAB),
    ("a: b: c", 5, 'a ": " where none can stand'),
    ('a: "x" y', 8, AFTER),
    ("a:\n  - x\n - y", 2, NO_FIT),
    ("a:\n - x\n b: 1", 2, "this line does not fit the list above it"),
    ("a: 1\nb\nc: 2", 1, "a key without its colon, or a text that goes on"),
    ("a: @x", 4, "this character cannot start a value"),
    ("...", 1, "the end of a document that has not begun"),
    ("a: 1\n...\nb: 2", 1, "more text after the end of the document"),
    ("a: 1\n---\nb: 2", 1, "a second document"),
]
"""A file, the column of the fault and how its headline begins."""
TWICE = [
    "%YAML 1.1\n%YAML 1.1\n---\na: 1",
    "%TAG !e! x\n%TAG !e! y\n---\na: 1",
]
"""Files whose fault is in the second line."""

NEVER = {
    b"did not find expected <stream-start>",  # every file starts
}
"""What the parser holds ready and no file makes it say."""
PROBLEM = re.compile(
    rb"(?<=\0)(?:did not find|could not find|found |block sequence entries"
    rb"|mapping (?:keys|values) are)"
    rb"[ -~]{4,}(?=\0)"
)


@pytest.mark.parametrize(("text", "column", "headline"), MISTAKES)
def test_a_mistake_has_plain_words_and_a_way_out(text: str, column: int, headline: str) -> None:
    _, (fault,) = read_yaml(text, "a.yml")
    assert fault.code == "yaml-syntax"
    assert fault.headline.startswith(headline)
    assert fault.help
    assert fault.position.column == column


@pytest.mark.parametrize("text", TWICE)
def test_a_second_directive_is_told_where_it_stands(text: str) -> None:
    _, (fault,) = read_yaml(text, "a.yml")
    assert (fault.headline, fault.position.line) == (PERCENT, 2)


def test_what_nobody_thought_of_has_a_way_out_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_journeys.source.syntax._PLAIN_WORDS", ())
    _, (fault,) = read_yaml("a: b: c", "a.yml")
    assert fault.headline == "this is not YAML"
    assert fault.help


def test_every_message_of_the_parser_has_been_thought_of() -> None:
    library = getattr(yaml, "_yaml", None)
    held = set(PROBLEM.findall(Path(library.__file__).read_bytes())) if library else set()
    if not held:
        pytest.skip("this parser's messages cannot be had")
    said = set()
    for text in [*(text for text, _, _ in MISTAKES), *TWICE]:
        with pytest.raises(yaml.MarkedYAMLError) as raised:
            yaml.compose(text, Loader=yaml.CBaseLoader)
        said |= {str(raised.value.problem).encode(), str(raised.value.context).encode()}
    assert held - said - NEVER == set()
