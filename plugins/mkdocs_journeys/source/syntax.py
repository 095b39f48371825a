"""Mistakes of YAML said in an author's words, and shown where the author made them."""

from __future__ import annotations

from typing import Any

from .diagnostics import Diagnostic
from .positions import LINE_BREAK, Position, end_of


def syntax_fault(error: Any, text: str, path: str) -> Diagnostic:
    """Return the diagnostic for a `MarkedYAMLError` that was raised at reading a text."""
    problem = error.problem or ""
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    lines = LINE_BREAK.split(text)
    before = lines[mark.line][: mark.column] if mark and mark.line < len(lines) else ""
    character = text[mark.index : mark.index + 1] if mark else ""
    for where, words, at_opening, headline, cure in _PLAIN_WORDS:
        if words in problem and where in (error.context or ""):
            problem, help_ = headline, cure
            if at_opening and context:
                mark = context
            break
    else:
        problem, help_ = _NOT_YAML
    if problem == _NO_VALUE and character in _NO_VALUES:
        problem, help_ = _NO_VALUES[character]
    if problem == _NO_FIT and before.strip(" -"):
        problem, help_ = "more text after a closing quote or bracket", _QUOTE_ALL
    elif problem == _NO_START and character == "\t":
        problem, help_ = "a tab where spaces are needed", "indent with spaces"
    elif problem == _AFTER_THE_END and text.startswith("%") and not character:
        problem, help_ = _PERCENT, _NO_PERCENT
    place = Position(path, mark.line + 1, mark.column + 1) if mark else Position(path)
    place = min(place, end_of(text, path))
    return Diagnostic(position=place, code="yaml-syntax", headline=problem, help=help_)


_NO_FIT = "this line does not fit the lines above it"
_NO_START = "this character cannot start a value"
_AFTER_THE_END = "more text after the end of the document"
_CLOSE_WELL = "close [ with ] and { with }, or put quotes around a text with brackets"
_PERCENT = "a line that starts with % and is no text to YAML"
_NO_PERCENT = "take it away, or put quotes around a text that starts with %"
_NO_VALUE = "a list or a record that is never closed"
_QUOTE_ALL = "put quotes around the whole text"
_NOT_YAML = (
    "this is not YAML",
    "look for a quote, a bracket, a comma or a space that is missing here or just before",
)
"""Of a mistake that we have no words for: the parser's own would be no way out."""
_NO_VALUES = {
    ",": ("a comma with nothing before it", "take it away, or put quotes around the text"),
    ":": ("a colon with nothing before it", "put quotes around the text that it is part of"),
    "-": (
        "a dash in a list that has brackets",
        "write [one, another], or a line with a dash for each and no brackets",
    ),
    "]": ("a closing bracket that does not fit", _CLOSE_WELL),
    "}": ("a closing bracket that does not fit", _CLOSE_WELL),
    ".": ("the end of a document that has not begun", "remove ..."),
}
"""What is wrong where a value is needed and none can begin, by the character that stands there."""
_PLAIN_WORDS = (
    (
        "",
        "found a tab character",
        False,
        "a tab where spaces are needed",
        "indent with spaces",
    ),
    (
        "",
        "block sequence entries are not allowed",
        False,
        "a dash where no list can begin",
        "put quotes around a text that starts with a dash, or begin the list on the next line",
    ),
    (
        "",
        "mapping keys are not allowed",
        False,
        "a question mark where none can stand",
        "put quotes around a text that starts with a question mark and a space",
    ),
    (
        "plain scalar",
        "found unexpected ':'",
        False,
        "a colon without a space after it",
        "write `key: value` in brackets too, or put quotes around a text that contains a colon",
    ),
    ("", "node content", False, _NO_VALUE, "close it with ] or }"),
    (
        "quoted scalar",
        "hexdecimal number",
        False,
        "a backslash that YAML does not understand",
        "write it twice, or put single quotes around the text",
    ),
    (
        "quoted scalar",
        "Unicode character escape",
        False,
        "a character that does not exist, written by its number",
        "write the character itself, or write the backslash twice",
    ),
    *(
        (
            where,
            words,
            True,
            _PERCENT,
            _NO_PERCENT,
        )
        for where, words in (("directive", ""), ("%TAG", ""), ("", "duplicate %"))
    ),
    *(
        (
            where,
            words,
            True,
            "a text that starts with ! has a meaning of its own in YAML",
            "put quotes around it",
        )
        for where, words in (("a tag", ""), ("", "undefined tag handle"))
    ),
    (
        "duplicate anchor",
        "",
        False,
        "an anchor that is there already",
        "give it a name of its own, or put quotes around a text that starts with &",
    ),
    (
        "",
        "character that cannot start any token",
        False,
        _NO_START,
        "put quotes around a text that starts with it",
    ),
    (
        "",
        "mapping values are not allowed",
        False,
        'a ": " where none can stand',
        "put quotes around a text that contains a colon and a space, or mend the indentation",
    ),
    ("", "did not find expected key", False, _NO_FIT, "indent it like its neighbours"),
    (
        "",
        "did not find expected '-' indicator",
        False,
        "this line does not fit the list above it",
        "indent it like the other items and start it with a dash",
    ),
    (
        "",
        "could not find expected ':'",
        True,
        "a key without its colon, or a text that goes on at the wrong indentation",
        "write `key: value`, and indent the further lines of a text",
    ),
    (
        "quoted scalar",
        "found unexpected",
        True,
        "a quote that is opened here and never closed",
        "close it, or take it away",
    ),
    (
        "quoted scalar",
        "escape character",
        False,
        "a backslash that YAML does not understand",
        "write it twice, or put single quotes around the text",
    ),
    (
        "flow",
        "did not find expected ','",
        True,
        "a list or a record that is opened here and never closed, or lacks a comma",
        "close it with ] or }, and put quotes around texts with brackets or commas in them",
    ),
    (
        "scanning an a",
        "did not find expected alphabetic or numeric character",
        True,
        "a text that starts with * or & has a meaning of its own in YAML",
        "put quotes around it",
    ),
    (
        "block scalar",
        "",
        False,
        "more text after | or >",
        "start the text on the next line, or put quotes around it",
    ),
    (
        "",
        "expected <document start>",
        False,
        _AFTER_THE_END,
        "write one document a file: remove ...",
    ),
    (
        "",
        "incompatible YAML document",
        False,
        "a version of YAML that cannot be read here",
        "take the line away, and the --- below it",
    ),
    (
        "",
        "but found another document",
        False,
        "a second document",
        "write one document a file: remove ---",
    ),
    (
        "",
        "found undefined alias",
        False,
        "an alias without its anchor",
        "put quotes around a text that starts with *",
    ),
)
"""PyYAML's words for the mistakes that authors make, and ours.

First a word of what it was reading and of what went wrong, then whether the fault is best shown
where that thing was opened, then our headline and help.
"""
