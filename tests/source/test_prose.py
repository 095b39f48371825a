"""Links in authors' prose: where they lead, and those that may lead nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_journeys.source.prose import Target, links_in, target_of


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("persona:hr-director", Target("record", "hr-director", "persona")),
        ("STAGE:buys/doubt", Target("record", "buys/doubt", "stage")),
        ("term:%61ida", Target("record", "aida", "term")),
        ("https://example.com/a?b#c", Target("outside", "https://example.com/a?b#c")),
        ("HTTP://example.com", Target("outside", "HTTP://example.com")),
        ("mailto:ada@example.com", Target("outside", "mailto:ada@example.com")),
        ("tel:+3212345", Target("outside", "tel:+3212345")),
        (" https://example.com ", Target("outside", "https://example.com")),
        ("guide.md", Target("file", "guide.md")),
        ("guides/first%20steps.md#top", Target("file", "guides/first steps.md")),
        ("guides/a:b.md", Target("file", "guides/a:b.md")),
    ],
)
def test_a_link_leads_to_a_record_outside_or_to_a_file(href: str, target: Target) -> None:
    assert target_of(href) == target


@pytest.mark.parametrize(
    "href",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "\x01javascript:x"),
        *(
            "java\nscript:x",
            "java\tscript:x",
            "java\u200bscript:x",
            "vbscript:x",
            "data:text/html,x",
        ),
        *("file:///etc/passwd", "ftp://example.com", "blob:x", "about:blank", "//example.com/x"),
        *("/etc/passwd", "\\\\server\\x", "\\x", "a\\b", "..", "../x", "a/../../x", "%2e%2e/x"),
        *("..%2fx", "%2e./x", "C:\\x", "c:/x", "https:", "https://", "https:example.com"),
        *("http://[", "mailto:", "tel:", "", "#top", "a%00b", "a%0ab", "persona:a%0ab", "x%1b"),
    ],
)
def test_other_links_lead_nowhere(href: str) -> None:
    assert target_of(href).kind == "forbidden"


@given(st.text(max_size=30))
def test_no_link_leads_to_a_scheme_or_a_folder_of_its_own(href: str) -> None:
    target = target_of(href)
    assert target.kind == "forbidden" or target.name.isprintable()
    if target.kind == "outside":
        assert target.name.lower().startswith(("https:", "http:", "mailto:", "tel:"))
    if target.kind == "file":
        assert not target.name.startswith(("/", "\\"))
        assert ".." not in target.name.split("/")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[a](persona:a) and [b](kpi:b)", ["a", "b"]),
        ("**[a](persona:a)** _x [b](term:b)_", ["a", "b"]),
        ("![a](images/a.png)", ["images/a.png"]),
        ("[![a](a.png)](persona:a)", ["a", "a.png"]),
        ("<https://example.com>", ["https://example.com"]),
        ("<javascript:x>", ["javascript:x"]),
        ("[a](&#106;avascript:x)", ["javascript:x"]),
        ("`[a](persona:a)` \\[b](persona:b)", []),
        ("no links: 3 < 4, [x] (y)", []),
        ("<a href='javascript:x'>", []),
    ],
)
def test_every_link_of_a_text_is_found(text: str, names: list[str]) -> None:
    assert [link.target.name for link in links_in(text, block=False)] == names


def test_blocks_have_links_that_phrases_do_not() -> None:
    text = "- See [a][1]\n\n> [b](persona:b)\n\n[1]: persona:a\n"
    assert [link.target.name for link in links_in(text, block=True)] == ["a", "b"]
    assert [link.is_picture for link in links_in("![a](a.png) [b](b.md)", block=True)] == [
        True,
        False,
    ]
