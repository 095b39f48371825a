"""Authors' texts in the comment: read by a real parser of Markdown, they are words and no more."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mkdocs_journeys.review.escaping import cut, cut_around, escaped
from mkdocs_journeys.source.reports.report import harmless

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
BREAK = "\u200b"

HOSTILE = (
    "a | b || c \\| d \\\\| e",
    "`code` ``more`` ```\nfence\n```",
    "one\n\n# two\r\nthree\u2028four\x85five\x0bsix",
    "<script>alert(1)</script><!-- --> --> <img src=x onerror=alert(1)> </details>",
    "&lt;b&gt; &amp;amp; &#60; &nbsp;",
    "@everyone @org/team a@b.example",
    '#123 GH-7 org/repo#9 !4 $5 %6 ~bug &7 ^alert# %"a milestone" [vulnerability:1]',
    "0123456789abcdef0123456789abcdef01234567 deadbee 1234567",
    "https://evil.example www.evil.example mailto:a@b.example ftp://x HTTP://y",
    "[here](javascript:alert(1)) ![pixel](https://evil.example/p.png) [a]: https://x <https://y>",
    "*bold* **b** _i_ __b__ ~~gone~~ ~x~ $x^2$ $`y`$ :tada: :+1:",
    "/close",
    "/assign @me",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "===",
    "---",
    "> quote",
    "    code",
    "\tcode",
    "| a |",
    "```",
    "~~~",
    ": term",
    "{: .class}",
    "[[_TOC_]]",
    "\u202etxt.exe\u202c \u2067abc\u2069 \u061c \u200e\u200f",
    "\x1b[31mred\x07\x00\x7f\x9b",
    "\ue000\ufffe\U0010ffff\ud800",
    "\U0001f469\u200d\U0001f4bb é e\u0301 日本",
    "x" * 100_000,
    "|" * 1_000,
    "\\",
    "a\\",
    "[",
    "](",
    "</code>",
    "</summary>",
    "*",
    "_",
    "`",
    "a](<https://x>)",
    "<details><summary>",
    "%%{",
    "{{ x }}",
    "{% x %}",
)
MENTION = re.compile(
    r"""@\w|\#\d|![\d]|\$\w|%[\w"]|~[\w"]|&\w|\^\w|://|\bwww\.|\bGH-\d
    |\b(?:javascript|mailto|https?|data):|(?<!\w)[0-9a-f]{7,40}(?!\w)|:[\w+-]+:""",
    re.VERBOSE | re.IGNORECASE,
)

SHORT = tuple(text for text in HOSTILE if len(text) < 10_000)

hostile_texts = st.one_of(
    st.sampled_from(SHORT),
    st.text(alphabet="ab1 @#!$%~&^*_`|\\[]()<>{}:;/.-+='\"\n\t", max_size=40),
    st.lists(st.one_of(st.sampled_from(SHORT), st.text(max_size=5)), max_size=4).map("".join),
)


def leaves(tokens: list[Token] | None) -> Iterator[Token]:
    """Yield the tokens of a document, those of its lines in their place."""
    for token in tokens or []:
        if token.type == "inline":
            yield from leaves(token.children)
        else:
            yield token


def shape(document: str) -> list[str]:
    """Return what kinds of tokens a document has, texts in one piece."""
    kinds: list[str] = []
    for token in leaves(MARKDOWN.parse(document)):
        kind = "text" if token.type in ("text", "text_special") else token.type
        if kind != "text" or kinds[-1:] != ["text"]:
            kinds.append(f"{kind} {token.content}" if "html" in kind else kind)
    return kinds


def words(document: str) -> str:
    """Return all that a reader of a document sees."""
    return "".join(
        token.content for token in leaves(MARKDOWN.parse(document)) if "html" not in token.type
    )


def seen(text: str) -> str:
    """Return a text as a reader is to see it."""
    return harmless(" ".join(text.split()))


PLACES = {
    "a cell": "| a | b |\n|---|---|\n| {} | z |\n",
    "the last cell": "| a | b |\n|---|---|\n| z | {} |\n",
    "a heading": "#### Journey: {}\n",
    "a paragraph's start": "{}\n",
    "within a paragraph": "Curve {} → z\n",
    "an item": "- {}\n",
    "a link": "[{}](<https://preview.example/a/>)\n",
    "code": "<code>{}</code>\n\nz\n",
    "two of them": "| a | b |\n|---|---|\n| {0} | {0} |\n",
    "folded": "<details>\n<summary>1</summary>\n\n{}\n\n</details>\n",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_a_hostile_text_is_words_and_no_more(place: str, text: str) -> None:
    assert shape(PLACES[place].format(escaped(text))) == shape(PLACES[place].format("word"))


@given(text=hostile_texts.filter(str.strip), place=st.sampled_from(sorted(PLACES)))
@example(text="a\\|b", place="a cell")
@example(text="-\xa0", place="an item")
def test_no_text_changes_what_a_document_is_made_of(text: str, place: str) -> None:
    assert shape(PLACES[place].format(escaped(text))) == shape(PLACES[place].format("word"))


@given(text=hostile_texts)
def test_a_reader_sees_what_was_written(text: str) -> None:
    document = PLACES["within a paragraph"].format(escaped(text))
    expected = PLACES["within a paragraph"].format(seen(text)).strip()
    assert " ".join(words(document).replace(BREAK, "").split()) == " ".join(
        expected.replace(BREAK, "").split()
    )


@given(text=hostile_texts)
@example(text="@a#1")
@example(text="@@a ##1 $$1")
@example(text="::tada:: :a:b:")
@example(text="http://a@b.c/0123456789abcdef")
def test_nobody_is_notified_and_nothing_referred_to(text: str) -> None:
    document = PLACES["within a paragraph"].format(escaped(text))
    assert MENTION.findall(words(document)) == []
    assert MENTION.findall(html.unescape(escaped(text))) == []


@given(text=hostile_texts)
def test_an_escaped_text_is_one_line_of_harmless_characters(text: str) -> None:
    made = escaped(text)
    assert "\n" not in made
    assert harmless(made) == made
    assert not set(made) & set("<>|`$")


@given(text=hostile_texts, room=st.integers(2, 300))
def test_a_text_is_cut_to_its_room(text: str, room: int) -> None:
    assert len(cut(text, room)) <= room


@given(before=hostile_texts, after=hostile_texts)
def test_two_texts_are_cut_where_they_differ(before: str, after: str) -> None:
    one, other = cut_around(before, after, 100)
    assert max(len(one), len(other)) <= 101
    if " ".join(before.split()) != " ".join(after.split()):
        assert one != other


def test_a_change_at_the_end_of_a_long_text_is_seen() -> None:
    start = "word " * 100
    assert cut_around(f"{start}old end", f"{start}new end", 60) == (
        "…word word word word old end",
        "…word word word word new end",
    )
