"""What the search reads of a page, told from trees of elements whose HTML it is given."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_journeys.pages.searching import searched

SHOWN, APART, PLAIN = ("p", "li", "ul", "code"), ("div", "td", "h3"), ("span", "a", "h2", "nav")
SILENT = ("svg", "script", "div data-search-exclude", 'a class="headerlink"')


@dataclass(frozen=True)
class Element:
    """An element with its attributes behind its name."""

    tag: str
    inside: tuple[Element | str, ...] = ()

    @property
    def name(self) -> str:
        return self.tag.split(" ")[0]


Piece = Element | str


def html(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    if piece.name == "br":
        return "<br>"
    return f"<{piece.tag}>{''.join(map(html, piece.inside))}</{piece.name}>"


@dataclass
class Told:
    """The sections of a page: what begins each, and what stands in it."""

    sections: list[list[str]] = field(default_factory=lambda: [["", ""]])

    def read(self, pieces: tuple[Piece, ...], now: int) -> None:
        """Tell what pieces hold; a section ends with the element that its heading is in."""
        for piece in pieces:
            said = self.sections[now]
            if isinstance(piece, str):
                said[1] += piece
            elif " id=" in piece.tag:
                title = " ".join(re.sub("<[^>]*>", "", "".join(map(html, piece.inside))).split())
                self.sections.append([f"<{piece.tag}>{title}</{piece.name}>\n", ""])
                now = len(self.sections) - 1
            elif piece.tag in SILENT or piece.name == "br":
                said[1] += " " if "<br>" in html(piece) else ""
            else:
                apart = " " if piece.name in APART else ""
                shown = piece.name in SHOWN
                said[1] += f"<{piece.name}>" if shown else apart
                self.read(piece.inside, now)
                said[1] += f"</{piece.name}>" if shown else apart

    def __str__(self) -> str:
        return "\n".join(filter(None, (start + flat(text) for start, text in self.sections)))


def flat(text: str) -> str:
    text, empty = " ".join(text.split()), re.compile(r"<(\w+)>\s*</\1>")
    while empty.search(text):
        text = empty.sub("", text)
    return text.strip()


words = st.sampled_from(("one", " two ", "\n", "&lt;three&gt;", "data-search-exclude "))
heading = st.builds(
    Element,
    st.sampled_from(('h2 id="a"', 'h3 id="b"', 'h4 id="c"')),
    st.tuples(words, st.builds(Element, st.just("span"), st.tuples(words))),
)
element = st.sampled_from((*SHOWN, *APART, *PLAIN, 'p class="x"', "div data-x='id'", *SILENT))
trees = st.recursive(
    words | heading | st.just(Element("br")),
    lambda inner: st.builds(Element, element, st.lists(inner, max_size=4).map(tuple)),
    max_leaves=30,
)


@given(st.lists(trees, max_size=6).map(tuple))
def test_each_heading_has_the_words_up_to_the_end_of_what_it_is_in(page: tuple[Piece, ...]) -> None:
    told = Told()
    told.read(page, 0)
    assert searched("".join(map(html, page))) == str(told)


def test_a_comment_and_a_picture_that_is_one_tag_say_nothing() -> None:
    assert searched("<p>a<!-- <b>no</b> > no --><svg/>b</p>") == "<p>a b</p>"


def test_words_about_what_is_left_out_are_not_left_out() -> None:
    assert searched('<p>An a class="headerlink" in words</p>').endswith("in words</p>")
