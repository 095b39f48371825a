"""Authors' prose as HTML: what needs no parser is written as the parser would."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_journeys.pages.prose import render
from mkdocs_journeys.source.prose import parser

SIGNS = "ab é\N{NO-BREAK SPACE}.,:;?!%'\"«»()[]{}<>&*_`~\\/#+-=@|$^0\t\n\r\0\x7f\u2028"


@given(st.text(st.sampled_from(SIGNS) | st.characters(), max_size=20))
@example("")
@example(" Two  words ")
@example("A & B, <i>!")
@example("100 %: “so” – e.g. (a|b) {c} $d ~e~ @f #g +h =i ^j")
def test_a_line_is_written_as_the_parser_writes_it(text: str) -> None:
    written = parser().renderInline(text)
    if "href=" not in written and "src=" not in written:  # addresses are put in
        assert render(text, str, block=False, typeset=str) == written


def test_the_spaces_of_a_plain_line_are_those_of_the_language() -> None:
    assert render("a b", str, block=False, typeset=str.upper) == "A B"
