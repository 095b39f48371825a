"""Laws of `merge`, on generated base maps and variations."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_journeys.model.inheriting import merge
from mkdocs_journeys.source.nodes import Mapping, Scalar, plain, read_yaml, walk

Record = dict[str, Any]

TEXTS = st.sampled_from(["one", "two", "three", "12:30", "é"])
IDS = st.sampled_from(["a", "b", "c", "d"])


def overriding(depth: int = 2) -> st.SearchStrategy[Record]:
    """Return records that only override, by key and id: the class that merging is associative on.

    A key always holds the same kind of value (as in the schema): a text or nothing, a record, a
    list of texts (replaced as a whole), or a list of one or more records that all have an id, no
    two the same. Nothing is removed and no order is given. An empty list of records is not of the
    class: it empties what lies below it, and what is then laid over it starts anew.
    """
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "text": st.none() | TEXTS,
        "name": TEXTS,
        "tags": st.lists(TEXTS, max_size=2),
    }
    if depth:
        below = overriding(depth - 1)
        identified = st.builds(lambda name, record: {"id": name, **record}, IDS, below)
        kinds["emotion"] = below
        kinds["stages"] = st.lists(
            identified, min_size=1, max_size=4, unique_by=lambda record: record["id"]
        )
    return st.fixed_dictionaries({}, optional=kinds)


def anything(depth: int = 2) -> st.SearchStrategy[Any]:
    """Return values of any kind under the same few keys, with removals and orders in them."""
    texts = st.none() | TEXTS | st.booleans() | IDS
    if not depth:
        return texts
    below = anything(depth - 1)
    keys = ["id", "text", "tags", "emotion", "stages", "remove", "after", "before", "personas"]
    return texts | st.lists(below, max_size=3) | records(keys, below)


def records(keys: list[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Record]:
    """Return records of some of these keys."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(keys, values))


ANY_RECORD = records(
    ["title", "extends", "compare_to", "persona", "personas", "stages", "emotion"], anything()
) | st.builds(
    lambda stages: {"stages": stages},
    st.lists(
        st.builds(
            lambda name, record: {**record, "id": name},
            IDS,
            records(["text", "remove", "after", "before"], st.booleans() | IDS),
        ),
        max_size=4,
    ),
)


def written(record: Record, path: str) -> tuple[Mapping, str]:
    """Return a record as nodes of a file, and the file's text."""
    text = json.dumps(record, indent=1, ensure_ascii=False)
    node, faults = read_yaml(text, path)
    assert faults == []
    assert isinstance(node, Mapping)
    return node, text


def node_of(record: Record, path: str = "own.yml") -> Mapping:
    """Return a record as nodes."""
    return written(record, path)[0]


def merged(base: Mapping, variation: Mapping) -> Mapping:
    """Merge without faults."""
    result, faults = merge(base, variation)
    assert faults == []
    return result


@given(overriding())
def test_an_empty_variation_gives_the_base(record: Record) -> None:
    base = node_of({**record, "title": "T", "persona": "ada"})
    assert plain(merged(base, node_of({"extends": "base"}))) == {**plain(base), "extends": "base"}


@given(overriding())
def test_a_variation_equal_to_its_base_gives_the_base(record: Record) -> None:
    assert plain(merged(node_of(record), node_of(record))) == plain(node_of(record))


@given(overriding(), overriding(), overriding())
def test_a_chain_may_be_merged_from_either_end(
    first: Record, second: Record, third: Record
) -> None:
    one, two, three = map(node_of, (first, second, third))
    from_base = merged(merged(one, two), three)
    from_end = merged(one, merged(two, three))
    assert plain(from_base) == plain(from_end)


@given(overriding(), overriding())
def test_what_the_variation_says_holds(base: Record, own: Record) -> None:
    result = plain(merged(node_of(base), node_of(own)))
    said = plain(node_of(own))
    for key in ("text", "name", "tags"):
        expected = said.get(key, plain(node_of(base)).get(key))
        assert result.get(key) == expected


@given(ANY_RECORD, ANY_RECORD)
@settings(max_examples=300)
def test_every_value_knows_the_file_and_place_it_came_from(base: Record, own: Record) -> None:
    base_node, base_text = written(base, "base.yml")
    own_node, own_text = written(own, "own.yml")
    lines = {"base.yml": base_text.splitlines(), "own.yml": own_text.splitlines()}
    result, faults = merge(base_node, own_node)
    for node in walk(result):
        place = node.position
        there = lines[place.path][place.line - 1][place.column - 1 :]
        if isinstance(node, Scalar):
            quoted = json.dumps(node.text, ensure_ascii=False)
            bare = (
                json.dumps(json.loads(node.text)) if node.text in ("null", "true", "false") else ""
            )
            assert there.startswith(quoted) or (bare and there.startswith(bare))
        else:
            assert there[0] in "[{"
        if isinstance(node, Mapping):
            for key in node.items:
                place = node.keys[key]
                assert lines[place.path][place.line - 1][place.column - 1 :].startswith(f'"{key}"')
    for fault in faults:
        assert fault.position.path == "own.yml"
        assert fault.headline.isprintable()


@given(ANY_RECORD, ANY_RECORD)
@settings(max_examples=200)
def test_neither_argument_is_changed(base: Record, own: Record) -> None:
    base_node, own_node = node_of(base, "base.yml"), node_of(own)
    before = repr(base_node), repr(own_node)
    merge(base_node, own_node)
    assert (repr(base_node), repr(own_node)) == before


@given(overriding(), IDS)
def test_what_is_removed_is_gone_and_nothing_else(record: Record, name: str) -> None:
    stages = record.get("stages", [])
    own = {"stages": [{"id": name, "remove": True}]}
    result, faults = merge(node_of({**record, "stages": stages}), node_of(own))
    kept = [stage for stage in plain(node_of({"stages": stages}))["stages"] if stage["id"] != name]
    assert plain(result)["stages"] == kept
    assert bool(faults) == (len(kept) == len(stages))
