"""Laws of changes, on a handbook with anything in it edited, left out, renamed and turned round."""

from __future__ import annotations

import copy
import json
import random
import re
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from mkdocs_journeys.insight.changes import as_json, changes_between, read_handbook
from mkdocs_journeys.insight.changes.kinds import ItemRemoved, RecordRemoved
from mkdocs_journeys.site import load
from tests.insight.changes.applying import applied, pruned
from tests.insight.changes.editing import TREES, Tree, at, load_trees, ways_in
from tests.insight.changes.test_fields import other
from tests.model.loading import ROOT

# Not shrunk: every step of it writes and reads a handbook.
LIMITS = settings(
    max_examples=60,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
SEEDS = st.integers(0, 2**32)
TEXTS = ["Crust", "Price", "Is it open?", "Counts the people", "The queue is long at eight", "x"]
LISTS_OF_IDS = {"evidence", "teams", "answers", "see", "lanes", "personas", "tags"}


def edited(trees: dict[str, Tree], dice: random.Random, edits: int) -> dict[str, Tree]:
    """Return the files with some edits, as a hasty author makes them: faults are no matter."""
    trees = copy.deepcopy(trees)
    for _ in range(edits):
        file = dice.choice(sorted(trees))
        ways = list(ways_in(trees[file]))
        if not ways:
            continue
        way = dice.choice(ways)
        place, value = at(trees[file], way[:-1]), at(trees[file], way)
        kind = dice.random()
        if kind < 0.3:
            del place[way[-1]]
        elif kind < 0.45 and isinstance(value, list):
            dice.shuffle(value)
        elif kind < 0.6 and isinstance(place, list):
            twin = copy.deepcopy(value)
            if isinstance(twin, dict) and "id" in twin:
                twin["id"] += "-twin"
            elif isinstance(twin, str) and way[-2] not in LISTS_OF_IDS:
                twin = dice.choice(TEXTS)
            place.insert(dice.randrange(len(place) + 1), twin)
        elif kind < 0.7 and isinstance(place, list):
            dice.shuffle(place)
        elif kind < 0.8 and isinstance(place, dict) and "id" in place:
            place["x-new"] = dice.choice(TEXTS)
        elif not isinstance(value, dict | list):
            found = other(trees[file], way)
            if found is not None:
                place[way[-1]] = found
    return trees


NAMES = ["ada", "bob", "hungry", "shop", "no-sign", "no-change", "visits", "window", "sales"]
NAMES += ["talks", "leaflet", "street", "crumb", "before", "dreams", "bob-buys", "buys"]


def renamed(trees: dict[str, Tree], name: str) -> dict[str, Tree]:
    """Return the files with an id changed everywhere, in keys, references, links and file names."""
    word = re.compile(rf"(?<![\w-]){name}(?![\w-])")
    new = f"{name}-2"

    def walk(tree: Tree, key: str = "") -> Tree:
        if isinstance(tree, dict):
            return {word.sub(new, k) if k == name else k: walk(v, k) for k, v in tree.items()}
        if isinstance(tree, list):
            return [walk(item, key) for item in tree]
        if isinstance(tree, str) and not key.startswith("x-"):
            if tree == name or re.fullmatch(r"[a-z-]+/[a-z-]+", tree):
                return word.sub(new, tree)
            return re.sub(r"(?<=\]\()[^)]*", lambda link: word.sub(new, link[0]), tree)
        return tree

    return {file.replace(f"/{name}.yml", f"/{new}.yml"): walk(tree) for file, tree in trees.items()}


def two(seed: int) -> tuple[dict[str, Tree], dict[str, Tree]]:
    """Return two revisions: one with a few edits, the other with more, and some ids changed."""
    dice = random.Random(seed)  # noqa: S311 - hypothesis draws the seed
    base = edited(TREES, dice, dice.randrange(4))
    head = edited(base, dice, dice.randrange(8))
    for name in dice.sample(NAMES, dice.choice([0, 0, 1, 3])):
        head = renamed(head, name)
    return base, head


@given(SEEDS)
@LIMITS
def test_a_handbook_is_no_change_of_itself(seed: int) -> None:
    base, _ = two(seed)
    found = changes_between(load_trees(base), load_trees(base))
    assert not found
    assert as_json(found)["counts"] == {"breaking": 0, "notable": 0, "editorial": 0}


@given(SEEDS)
@LIMITS
def test_applying_the_changes_gives_the_other_revision(seed: int) -> None:
    before, after = (load_trees(trees) for trees in two(seed))
    told = json.loads(json.dumps(as_json(changes_between(before, after))))
    assert applied(read_handbook(before), told) == pruned(read_handbook(after))


OPPOSITES = {
    "RecordAdded": "RecordRemoved",
    "RecordRemoved": "RecordAdded",
    "ItemAdded": "ItemRemoved",
    "ItemRemoved": "ItemAdded",
}


@given(SEEDS)
@example(689831863)  # a preference went whose channel was renamed
@example(3555)  # a variation changed its base map, and both had the same stage renamed
@LIMITS
def test_the_changes_back_are_the_mirror_image(seed: int) -> None:
    before, after = (load_trees(trees) for trees in two(seed))
    there, back = changes_between(before, after), changes_between(after, before)
    # What a variation inherits is told with its base map as it is now, which is another one then.
    rebased = any(one.field == "extends" for one in there)

    def key(change: Any, *, mirror: bool) -> str:
        kind = type(change).__name__
        sides = (change.after, change.before) if mirror else (change.before, change.after)
        comparison = getattr(change, "comparison", None)
        difference = comparison and comparison.difference
        return repr(
            (
                OPPOSITES.get(kind, kind) if mirror else kind,
                *((side.path, side.value, side.names, side.place) for side in sides if side),
                -difference if mirror and difference else difference,
                0 if rebased else len(change.reach.variations),
            )
        )

    assert Counter(key(change, mirror=False) for change in there) == Counter(
        key(change, mirror=True) for change in back
    )


@given(SEEDS)
@LIMITS
def test_changes_are_sorted_and_stand_where_they_say(seed: int) -> None:
    base, head = two(seed)
    found = changes_between(load_trees(base), load_trees(head))
    ranks = [["breaking", "notable", "editorial"].index(change.change_class) for change in found]
    assert ranks == sorted(ranks)
    for change in found:
        assert isinstance(change, RecordRemoved | ItemRemoved) == (change.after is None)
        for side, trees in ((change.before, base), (change.after, head)):
            if side is None or side.place is None:
                continue
            file = side.place.path.removeprefix("content/")
            lines = json.dumps(trees[file], indent=1).split("\n")
            assert side.place.line <= len(lines)
            assert side.place.column <= len(lines[side.place.line - 1]) + 1


def resaid(trees: dict[str, Tree], dice: random.Random) -> dict[str, Tree]:
    """Return the same said otherwise: keys in another order, and what is inherited written out."""

    def turned(tree: Tree) -> Tree:
        if isinstance(tree, dict):
            keys = list(tree)
            dice.shuffle(keys)
            return {key: turned(tree[key]) for key in keys}
        return [turned(item) for item in tree] if isinstance(tree, list) else tree

    trees = turned(trees)
    name = "journeys/bob-buys.yml"
    base, own = trees.get("journeys/buys.yml", {}), trees.get(name, {})
    if own.get("extends") == "buys" and isinstance(base, dict):
        for key, value in base.items():
            is_inherited = key not in ("personas", "persona", "compare_to", "stages")
            if is_inherited and key not in own and dice.random() < 0.5:
                own[key] = copy.deepcopy(value)
        for stage in base.get("stages", []):
            mine = next((one for one in own.get("stages", []) if one["id"] == stage["id"]), None)
            for key in stage:
                if mine is not None and key not in mine and dice.random() < 0.5:
                    mine[key] = copy.deepcopy(stage[key])
    return trees


@given(SEEDS)
@LIMITS
def test_saying_the_same_otherwise_is_no_change(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - hypothesis draws the seed
    plain = load_trees(TREES)
    assert not changes_between(plain, load_trees(resaid(TREES, dice)))


def test_comments_and_layout_are_no_change(tmp_path: Any) -> None:
    for path in sorted((ROOT / "content").rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        lines = [f"{line}\n" for line in text.split("\n")]
        place = tmp_path / "content" / path.relative_to(ROOT / "content")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("# A comment\n\n" + "".join(lines), encoding="utf-8")
    base = load(ROOT / "content", project=ROOT).handbook
    assert not changes_between(base, load(tmp_path / "content", project=tmp_path).handbook)
