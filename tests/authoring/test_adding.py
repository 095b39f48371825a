"""What is added to an author's files leaves every byte of them where it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_journeys.authoring.names import RefusedError
from mkdocs_journeys.authoring.starting import Start
from mkdocs_journeys.site import load
from mkdocs_journeys.source.diagnostics import Severity
from mkdocs_journeys.source.nodes import Mapping, Sequence, plain, read_yaml

from .starting import journey, persona, stage

FILE = "journeys/buys.yml"


def grown(content: Path, before: bytes, *, after: str | None = None) -> str:
    """Put a stage into a journey, and make sure that nothing went away; return the new text."""
    (content / "journeys").mkdir(parents=True, exist_ok=True)
    (content / FILE).write_bytes(before)
    start: Start = stage(content, "buys", "New one", after=after)
    (write,) = start.writes
    assert write.before == before
    made = write.after
    size = len(made) - len(before)
    at = next(
        i for i, (a, b) in enumerate(zip(made + b"\0", before + b"\1", strict=False)) if a != b
    )
    # One run of bytes was put in, and none taken out.
    assert any(made[:i] + made[i + size :] == before for i in range(at + 1)) or before == b""
    found = load(content, project=content.parent).diagnostics
    assert [str(d) for d in found if d.severity is Severity.ERROR] == []
    return made.decode("utf-8-sig")


def stages(text: str) -> list[str]:
    """Return the ids of a journey's stages, in order."""
    node, _ = read_yaml(text, "")
    assert isinstance(node, Mapping)
    written = node.items["stages"]
    assert isinstance(written, Sequence)
    return [each["id"] for each in plain(written)]


COMMENTED = """\
# A map.
title: A
stages:
  # The first.
  - id: a   # here
    name: A
    summary: |
      # Not a comment.
      - id: nor a stage

    # Still of the first.

  # The second.
  - id: b
    name: B

# Below all stages.
"""


@pytest.mark.parametrize(
    ("purpose", "before", "after", "order"),
    [
        ("at the end", COMMENTED, None, ["a", "b", "new-one"]),
        ("in between", COMMENTED, "a", ["a", "new-one", "b"]),
        ("behind the last by name", COMMENTED, "b", ["a", "b", "new-one"]),
        (
            "records on one line each",
            "title: A\nstages:\n  - {id: a, name: A}\n  - {id: b, name: B}\n",
            "a",
            ["a", "new-one", "b"],
        ),
        (
            "a list at the left, and a field below it",
            "title: A\nstages:\n- id: a\n  name: A\nobjective: loyalty\n",
            None,
            ["a", "new-one"],
        ),
        ("no last line end", "title: A\nstages:\n  - id: a\n    name: A", None, ["a", "new-one"]),
        (
            "Windows line ends",
            "title: A\r\nstages:\r\n  - id: a\r\n    name: A\r\n  - id: b\r\n    name: B\r\n",
            "a",
            ["a", "new-one", "b"],
        ),
        (
            "a byte-order mark",
            "\ufefftitle: A\nstages:\n  - {id: a, name: A}\n",
            None,
            ["a", "new-one"],
        ),
        (
            "a text that keeps its last empty lines",
            "title: A\nstages:\n  - id: a\n    name: A\n    summary: |+\n      Text\n\n\n"
            "  - {id: b, name: B}\n",
            "a",
            ["a", "new-one", "b"],
        ),
        (
            "the end of a document",
            "---\ntitle: A\nstages:\n  - {id: a, name: A}\n...\n",
            None,
            ["a", "new-one"],
        ),
        (
            "a deep indentation",
            "title: A\nstages:\n        -   id: a\n            name: A\n",
            None,
            ["a", "new-one"],
        ),
        (
            "a dash on a line of its own",
            "title: A\nstages:\n  -\n    id: a\n    name: A\n  -\n    id: b\n    name: B\n",
            "a",
            ["a", "new-one", "b"],
        ),
        (
            "a line separator in a comment",
            "title: A  # one\u2028stages:\n  - {id: a, name: A}\n",
            None,
            ["a", "new-one"],
        ),
    ],
)
def test_a_stage_is_put_in_and_nothing_else_changes(
    tmp_path: Path, purpose: str, before: str, after: str | None, order: list[str]
) -> None:
    assert stages(grown(tmp_path / "content", before.encode(), after=after)) == order, purpose


def test_comments_stay_with_the_stage_they_are_about(tmp_path: Path) -> None:
    said = grown(tmp_path / "content", COMMENTED.encode(), after="a")
    assert said.index("# Still of the first.") < said.index("id: new-one")
    assert said.index("id: new-one") < said.index("# The second.")
    said = grown(tmp_path / "other", COMMENTED.encode())
    assert said.index("id: new-one") < said.index("# Below all stages.")


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    said = grown(tmp_path / "content", b"title: A\r\nstages:\r\n  - {id: a, name: A}\r\n")
    assert said.count("\n") == said.count("\r\n") > 20


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("title: A\nstages: [{id: a, name: A}]\n", "line with a dash"),
        ("title: A\nstages: [\n{id: a, name: A}\n]\n", "line with a dash"),
        ("{title: A, stages: [{id: a, name: A}]}\n", "line with a dash"),
        ("title: A\nstages: {a: b}\n", "stages"),
        ("title: A\nstages:\n  - {id: a, name: A\n", "buys.yml:"),
        ("- a\n", "no journey"),
        ("", "no journey"),
        ("title: A\ntitle: B\nstages:\n  - {id: a, name: A}\n", "already written"),
    ],
)
def test_a_journey_that_cannot_be_added_to_is_refused(
    tmp_path: Path, before: str, word: str
) -> None:
    content = tmp_path / "content"
    (content / "journeys").mkdir(parents=True)
    (content / FILE).write_text(before)
    with pytest.raises(RefusedError, match=word):
        stage(content, "buys", "New one")
    assert (content / FILE).read_text() == before


def variation(content: Path, stages: str) -> Path:
    """Write a base map and a variation with these stages; return the variation's file."""
    (content / "journeys").mkdir(parents=True)
    base = (
        "title: Base\nstages:\n  - {id: a, name: A}\n  - {id: b, name: B}\n  - {id: c, name: C}\n"
    )
    (content / "journeys" / "base.yml").write_text(base)
    (content / FILE).write_text(f"title: V\nextends: base\n{stages}")
    return content


@pytest.mark.parametrize(
    "written",
    [
        "",
        "# Nothing yet.\n",
        "stages:\n  - {id: b, name: Ours}\n",
        "stages:\n  - {id: c, remove: true}\n",
        "stages:\n  - {id: a, name: Ours}\nobjective: loyalty\n",
    ],
)
def test_a_variation_takes_a_stage_behind_an_inherited_one(tmp_path: Path, written: str) -> None:
    content = variation(tmp_path / "content", written)
    stage(content, "buys", "New one", after="a")
    loaded = load(content, project=tmp_path)
    assert not loaded.has_errors
    ids = [each.id for each in loaded.handbook.journeys[1].stages]
    assert ids[:3] == ["a", "new-one", "b"]


def test_a_variation_without_a_place_takes_it_at_the_end(tmp_path: Path) -> None:
    content = variation(tmp_path / "content", "")
    stage(content, "buys", "New one")
    stages = load(content, project=tmp_path).handbook.journeys[1].stages
    assert [each.id for each in stages] == ["a", "b", "c", "new-one"]


@pytest.mark.parametrize(
    ("name", "after", "word"),
    [
        ("B", None, "already"),
        ("C", None, "already"),
        ("New", "c", 'no stage "c"'),
        ("New", "aa", 'no stage "aa"'),
    ],
)
def test_an_inherited_stage_is_neither_doubled_nor_missed(
    tmp_path: Path, name: str, after: str | None, word: str
) -> None:
    content = variation(tmp_path / "content", "stages:\n  - {id: c, remove: true}\n")
    with pytest.raises(RefusedError, match=word):
        stage(content, "buys", name, after=after)


def test_journeys_that_extend_one_another_in_a_circle_end_nowhere(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    for name, base in (("a", "b"), ("b", "a")):
        (tmp_path / "journeys" / f"{name}.yml").write_text(f"title: A\nextends: {base}\n")
    with pytest.raises(RefusedError, match="no stage"):
        stage(tmp_path, "a", "New", after="x")


def test_a_stage_that_would_be_passed_by_is_told(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (tmp_path / FILE).write_text(
        "title: A\nstages:\n  - {id: a, name: A, next: [{stage: b}]}\n  - {id: b, name: B}\n"
    )
    assert (
        'add `- stage: new-one` to the `next` of "a"'
        in stage(tmp_path, "buys", "New one", after="a").next
    )
    assert "next" not in stage(tmp_path, "buys", "Another").next


@pytest.mark.parametrize(
    "before",
    [
        "# Ours.\n\ngrowth: {name: Growth}  # us",
        "  growth:\n    name: Growth\n    note: |+\n      Text\n\n",
        "growth: {name: Growth}\r\n",
        "# Nothing yet.\n",
        "\ufeffgrowth: {name: Growth}\n",
    ],
)
def test_a_library_grows_at_its_end(tmp_path: Path, before: str) -> None:
    (tmp_path / "library").mkdir()
    for stem in ("channels", "touchpoints"):
        (tmp_path / "library" / f"{stem}.yml").write_bytes(before.encode())
    persona(tmp_path)
    journey(tmp_path)
    for stem in ("channels", "touchpoints"):
        assert (tmp_path / "library" / f"{stem}.yml").read_bytes().startswith(before.encode())
    loaded = load(tmp_path)
    assert not loaded.has_errors
    assert len(loaded.handbook.channels) == 5 + ("growth" in before)


@pytest.mark.parametrize(
    "before", ["{growth: {name: Growth}}\n", "- growth\n", "growth: {\n", "a: {name: A}\n...\n"]
)
def test_a_library_that_cannot_be_added_to_is_refused(tmp_path: Path, before: str) -> None:
    persona(tmp_path)
    (tmp_path / "library" / "kpis.yml").write_text(before)
    with pytest.raises(RefusedError, match=r"library/kpis\.yml"):
        journey(tmp_path)
    assert (tmp_path / "library" / "kpis.yml").read_text() == before
