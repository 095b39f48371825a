"""Ids and texts made from whatever people call things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_journeys.authoring.names import RefusedError, id_of
from mkdocs_journeys.authoring.quoting import flow, scalar
from mkdocs_journeys.source.nodes import plain, read_yaml
from mkdocs_journeys.source.schema.fields import is_id

IDS = {
    "Claire Martin": "claire-martin",
    "Éléonore d'Été": "eleonore-d-ete",
    "L’œuvre de Zoë Groß": "l-oeuvre-de-zoe-gross",
    "Claire's team": "claires-team",
    "Łukasz Ørsted": "lukasz-orsted",
    "  IT -- lead (2nd)  ": "it-lead-2nd",
    "../../etc/passwd": "etc-passwd",
    "C:\\Windows\\nul.txt": "c-windows-nul-txt",
    "👩‍💼 Ada": "ada",
    "Naïve ﬁrst": "naive-first",
}


@pytest.mark.parametrize(("name", "expected"), IDS.items())
def test_a_name_makes_an_id(name: str, expected: str) -> None:
    assert id_of(name) == expected


@pytest.mark.parametrize(
    ("name", "wanted", "word"),
    [
        ("👩‍💼", None, "--id"),
        ("克莱尔", None, "--id"),
        ("x" * 10_000, None, "longer than 100"),
        ("con", None, "Windows"),
        ("Com1", None, "Windows"),
        ("Index", None, "overview"),
        ("Claire", "../claire", "hyphens"),
        ("Claire", "Claire", "hyphens"),
        ("Claire", "", "hyphens"),
        ("Claire", "nul", "Windows"),
    ],
)
def test_a_name_that_makes_no_id_is_refused(name: str, wanted: str | None, word: str) -> None:
    with pytest.raises(RefusedError, match=word) as refusal:
        id_of(name, wanted)
    assert len(str(refusal.value)) < 250


def test_the_id_that_is_wanted_goes_before_the_name() -> None:
    assert id_of("👩‍💼", "claire") == "claire"


@given(st.text())
def test_every_name_makes_an_id_or_is_refused(name: str) -> None:
    try:
        made = id_of(name)
    except RefusedError:
        return
    assert is_id(made)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    node, faults = read_yaml(f"a: {scalar(text)}\nb: {flow([text, text])}\n", "")
    assert faults == []
    assert node is not None
    assert plain(node) == {"a": text, "b": [text, text]}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Claire Martin", "Claire Martin"),
        ("200–1,000 employees", "200–1,000 employees"),
        ("yes", '"yes"'),
        ("2026-05-01", '"2026-05-01"'),
        ("1e3", '"1e3"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("#growth", '"#growth"'),
        ("%", '"%"'),
        ('She said "no"', 'She said "no"'),
        ("trailing ", '"trailing "'),
        ("a\nb", '"a\\u000ab"'),
        ('"a": b', "'\"a\": b'"),
        ("a:b (c)", "a:b (c)"),
    ],
)
def test_a_text_is_quoted_only_where_it_must_be(text: str, written: str) -> None:
    assert scalar(text) == written
