"""Reading YAML: what the author sees is what is read, and where it stands is known."""

from __future__ import annotations

import pytest

from mkdocs_journeys.source.nodes import (
    MAX_ALIASED_NODES,
    MAX_NESTING,
    Mapping,
    Node,
    Scalar,
    Sequence,
    descend,
    plain,
    read_yaml,
    walk,
)
from mkdocs_journeys.source.positions import Position


def read(text: str) -> Node:
    """Read a text that has no faults."""
    node, faults = read_yaml(text, "a.yml")
    assert node is not None
    assert faults == []
    return node


@pytest.mark.parametrize(
    "text",
    [
        *("no", "No", "yes", "on", "off", "y", "true", "True", "12:30", "1:2:3", "010", "0o10"),
        *("0x1F", "1_000", "1e3", ".5", "-0", "+1", ".inf", ".nan", "2026-01-01", "=", "nul"),
        *("2026-01-01 10:00:00", "012", "1.0", "NO", "Norway", "x: y".replace(": ", ":")),
    ],
)
def test_a_text_is_read_as_the_author_sees_it(text: str) -> None:
    assert plain(read(f"a: {text}")) == {"a": text}
    assert plain(read(f"- {text}")) == [text]
    assert plain(read(f"{text}: a")) == {text: "a"}


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL", "# to be written"])
def test_nothing_written_is_nothing(text: str) -> None:
    node = read(f"a: {text}\nb: x")
    assert plain(node) == {"b": "x"}
    scalar, _ = descend(node, ("a",))
    assert isinstance(scalar, Scalar)
    assert scalar.is_null


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing_in_quotes_is_a_text(text: str) -> None:
    assert plain(read(f'a: "{text}"')) == {"a": text}
    assert plain(read(f"a: '{text}'")) == {"a": text}


def test_every_value_and_key_knows_its_place() -> None:
    node = read('a: 1\nb:\n  - {c: "é", d: 𝄞 x}\n  -   e\n"f": |\n  g\n  h\n')
    assert isinstance(node, Mapping)
    places = {
        ("a",): (1, 4),
        ("b",): (3, 3),
        ("b", 0): (3, 5),
        ("b", 0, "c"): (3, 9),
        ("b", 0, "d"): (3, 17),
        ("b", 1): (4, 7),
        ("f",): (5, 6),
    }
    for path, place in places.items():
        assert descend(node, path) == (descend(node, path)[0], ())
        assert descend(node, path)[0].position == Position("a.yml", *place)
    assert node.keys == {
        "a": Position("a.yml", 1, 1),
        "b": Position("a.yml", 2, 1),
        "f": Position("a.yml", 5, 1),
    }


def test_a_path_is_followed_as_far_as_it_goes() -> None:
    node = read("a:\n  - b: c")
    assert descend(node, ("a", 0, "x", "y"))[1] == ("x", "y")
    assert descend(node, ("a", 5))[1] == (5,)
    assert descend(node, ("a", "b"))[1] == ("b",)
    assert descend(node, ())[0] is node


def test_an_alias_repeats_its_anchor() -> None:
    assert plain(read("a: &x [1, {b: 2}]\nc: *x")) == {
        "a": ["1", {"b": "2"}],
        "c": ["1", {"b": "2"}],
    }


def test_aliases_are_counted_by_what_they_bring() -> None:
    hundred = ", ".join("x" * 99)  # with its list a hundred nodes
    most = f"a: &a [{hundred}]\nb: [{', '.join(['*a'] * (MAX_ALIASED_NODES // 100))}]"
    assert sum(1 for _ in walk(read(most))) == 2 + 100 + MAX_ALIASED_NODES
    _, faults = read_yaml(most.replace("b: [", "b: [*a, "), "a.yml")
    assert [fault.code for fault in faults] == ["limit-exceeded"]


def test_nesting_reaches_the_limit() -> None:
    inner = read("[" * MAX_NESTING + "]" * MAX_NESTING)
    for _ in range(MAX_NESTING - 1):
        assert isinstance(inner, Sequence)
        (inner,) = inner.items
    assert plain(inner) == []
    node, faults = read_yaml("[" * (MAX_NESTING + 1) + "]" * (MAX_NESTING + 1), "a.yml")
    assert node is None
    assert [fault.code for fault in faults] == ["limit-exceeded"]


def test_the_rest_of_a_file_with_faults_is_read() -> None:
    node, faults = read_yaml("a: 1\na: 2\n[x]: 3\n<<: {c: 4}\nd: !t 5\ne: !t [6]\n", "a.yml")
    assert node is not None
    assert plain(node) == {"a": "1", "d": "5", "e": ["6"]}
    assert [fault.code for fault in faults] == [
        "duplicate-key",
        "invalid-key",
        "invalid-key",
        "unknown-tag",
        "unknown-tag",
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(line_end: str) -> None:
    _, faults = read_yaml(line_end.join(["a: 1", "b: 2", " a: 3"]), "a.yml")
    assert [fault.position for fault in faults] == [Position("a.yml", 3, 3)]
