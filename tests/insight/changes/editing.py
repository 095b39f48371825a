"""A small handbook that says something in every field there is, and handbooks made of its edits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs_journeys.model import Handbook
from mkdocs_journeys.site import Loaded
from mkdocs_journeys.source.nodes import Mapping as MappingNode
from mkdocs_journeys.source.nodes import Node, Plain, Scalar, read_yaml
from tests.model.loading import load_files, throwaway

FOLDER = Path(__file__).with_name("handbook")
FILES = {
    path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(FOLDER.rglob("*.yml"))
}
"""The handbook's files by their path, as text."""

Tree = Any
"""A record as mappings, lists, texts and numbers."""


def load_texts(files: Mapping[str, str]) -> Loaded:
    """Load a handbook of these files; paths in it start with `content/`."""
    with throwaway() as folder:
        return load_files(folder, {"images/ada.jpg": "", **files})


def load_trees(trees: Mapping[str, Tree]) -> Handbook:
    """Load a handbook of these records, whatever its faults."""
    return load_texts({name: json.dumps(tree, indent=1) for name, tree in trees.items()}).handbook


def tree_of(text: str) -> Tree:
    """Return what a file of YAML says."""
    node, faults = read_yaml(text, "")
    assert node is not None
    assert faults == []
    return _tree(node)


def _tree(node: Node) -> Tree:
    if isinstance(node, MappingNode):
        return {key: _tree(value) for key, value in node.items.items()}
    if isinstance(node, Scalar):
        number = isinstance(node.text, Plain) and re.fullmatch(r"-?\d+|true|false", node.text)
        return json.loads(node.text) if number else str(node.text)
    return [_tree(item) for item in node.items]


TREES = {name: tree_of(text) for name, text in FILES.items()}
"""The handbook's files by their path, as records."""

Way = tuple[Any, ...]


def ways_in(tree: Tree, way: Way = ()) -> Iterator[Way]:
    """Yield the keys and numbers that lead to each value of a record."""
    below: Any = ()
    if isinstance(tree, dict):
        below = tree.items()
    elif isinstance(tree, list):
        below = enumerate(tree)
    for key, value in below:
        yield (*way, key)
        yield from ways_in(value, (*way, key))


def at(tree: Tree, way: Way) -> Tree:
    """Return the value that keys and numbers lead to."""
    for key in way:
        tree = tree[key]
    return tree
