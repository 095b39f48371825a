"""A revision is read as its files would be, were it checked out."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_journeys.insight.house_rules import HouseRules
from mkdocs_journeys.site import Revision, read_revision
from mkdocs_journeys.source.diagnostics import Diagnostic
from mkdocs_journeys.source.git import Repository as Stored
from mkdocs_journeys.source.memory import Memory
from mkdocs_journeys.source.nodes import Node, read_yaml
from mkdocs_journeys.source.trees import FolderTree, Tree
from tests.review.repositories import HANDBOOK, HAPPIER, JOURNEY, PERSONA, Repository, repository

LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935\nsize 9\n"


def read(tree: Tree, root: Path) -> Revision:
    """Read the handbook in a tree."""
    return read_revision(tree, root=root, shown="content", memory=Memory(), house=HouseRules())


def both(repo: Repository) -> tuple[Revision, Revision]:
    """Read the handbook of HEAD, and that of the files as they lie there."""
    with Stored.around(repo.folder) as stored:
        tree = stored.tree(stored.commit("HEAD"), "content")
        content = repo.folder / "content"
        return read(tree, content), read(FolderTree(content), content)


def link(name: str, target: str) -> Callable[[Path], None]:
    """Return what makes a symbolic link in a repository."""

    def make(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return make


def file(name: str, content: str | bytes) -> Callable[[Path], None]:
    """Return what writes a file in a repository."""
    return lambda folder: Repository(folder).write({name: content})


def nothing(folder: Path) -> None:
    """Leave the repository as it is."""


ODD = {
    "as it is": (nothing, ()),
    "a link to another record": (link("content/personas/bob.yml", "ada.yml"), ()),
    "a link by way of the repository": (
        link("content/personas/bob.yml", "../../content/personas/ada.yml"),
        (),
    ),
    "a chain of links": (
        lambda folder: [
            link("content/personas/bob.yml", "cleo.yml")(folder),
            link("content/personas/cleo.yml", "ada.yml")(folder),
        ],
        (),
    ),
    "a link out of the handbook": (
        lambda folder: [
            file("secret.yml", "name: Secret\n")(folder),
            link("content/personas/bob.yml", "../../secret.yml")(folder),
        ],
        ("unsafe-link",),
    ),
    "a link out of the repository": (
        link("content/personas/bob.yml", "../../../../../etc/passwd"),
        ("unsafe-link",),
    ),
    "an absolute link": (link("content/personas/bob.yml", "/etc/passwd"), ("unsafe-link",)),
    "a link to nothing": (link("content/personas/bob.yml", "nobody.yml"), ("unreadable-file",)),
    "a link to itself": (link("content/personas/bob.yml", "bob.yml"), ("unreadable-file",)),
    "a folder of a record's name": (file("content/personas/bob.yml/x.txt", "x"), ()),
    "a linked folder": (
        lambda folder: [
            file("content/people/bob.yml", PERSONA)(folder),
            link("content/library", "people")(folder),
        ],
        ("unexpected-file",),
    ),
    "a folder too deep": (file("content/personas/old/bob.yml", PERSONA), ("unexpected-file",)),
    "a stray": (file("content/persona/bob.yml", PERSONA), ("unexpected-file",)),
    "another ending": (file("content/personas/bob.yaml", PERSONA), ("unexpected-file",)),
    "names that differ by case": (file("content/personas/Ada.yml", PERSONA), ("invalid-id",)),
    "a name in Latin 1": (file("content/personas/\udce9va.yml", PERSONA), ("invalid-id",)),
    "a name of several lines": (file("content/personas/a\nb\t\x1b.yml", PERSONA), ("invalid-id",)),
    "a quoted name": (file('content/personas/"é".yml', PERSONA), ("invalid-id",)),
    "not UTF-8": (file("content/personas/bob.yml", b"name: \xff\n"), ("unreadable-file",)),
    "a byte order mark": (file("content/personas/bob.yml", b"\xef\xbb\xbfname: Bob\n"), ()),
    "too large": (
        file("content/personas/bob.yml", "name: Bob\n#" + "x" * 1_048_576),
        ("limit-exceeded",),
    ),
    "empty": (file("content/personas/bob.yml", ""), ("yaml-syntax",)),
    "a pointer of Git LFS": (file("content/personas/bob.yml", LFS), ("unreadable-file",)),
    "a portrait": (
        lambda folder: [
            file("content/images/ada.jpg", "x")(folder),
            file("content/personas/ada.yml", PERSONA + "portrait: images/ada.jpg\n")(folder),
        ],
        (),
    ),
    "a portrait that is missing": (
        file("content/personas/ada.yml", PERSONA + "portrait: images/ada.jpg\n"),
        ("unknown-reference",),
    ),
    "a portrait from outside": (
        lambda folder: [
            link("content/ada.jpg", "../../ada.jpg")(folder),
            file("content/personas/ada.yml", PERSONA + "portrait: ada.jpg\n")(folder),
        ],
        ("unsafe-link",),
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_a_revision_has_the_faults_that_its_files_have(tmp_path: Path, name: str) -> None:
    repo = repository(tmp_path)
    make, codes = ODD[name]
    make(repo.folder)
    repo.commit()
    stored, lying = both(repo)
    assert tuple(dict.fromkeys(fault.code for fault in stored.faults)) == codes
    assert [(f.position, f.code) for f in stored.faults] == [
        (f.position, f.code) for f in lying.faults
    ]
    assert stored.files == lying.files
    assert stored.unread == lying.unread
    assert [one.name for one in stored.handbook.personas] == [
        one.name for one in lying.handbook.personas
    ]


def test_the_handbook_itself_may_be_a_link(tmp_path: Path) -> None:
    repo = repository(
        tmp_path, {"docs/book/personas/ada.yml": PERSONA, "docs/book/journeys/buys.yml": JOURNEY}
    )
    link("content", "docs/book")(repo.folder)
    repo.commit()
    repo.write({"docs/book/journeys/buys.yml": HAPPIER})
    counts = json.loads(repo.diff("HEAD", "--format", "json").out)["counts"]
    assert counts == {"breaking": 0, "notable": 1, "editorial": 0}


@pytest.mark.parametrize("place", ["content", "content/personas"])
def test_a_submodule_is_not_taken_for_empty(tmp_path: Path, place: str) -> None:
    repository(tmp_path / "other", {"ada.yml": PERSONA, "personas/ada.yml": PERSONA})
    repo = repository(tmp_path / "repo", {"content/journeys/buys.yml": JOURNEY})
    repo.git("rm", "-rq", "--ignore-unmatch", place)
    repo.git("submodule", "--quiet", "add", f"file://{tmp_path}/other", place)
    repo.commit()
    done = repo.diff("HEAD")
    assert done.code == 2
    assert f'"{place}" is a submodule' in done.err


def test_a_file_that_the_clone_lost_is_named(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    blob = repo.git("rev-parse", "HEAD:content/personas/ada.yml")
    (repo.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    done = repo.diff("HEAD")
    assert done.code == 0
    assert "before content/personas/ada.yml:1: this file cannot be read" in done.out


def test_files_that_both_have_are_parsed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = repository(tmp_path)
    repo.commit({"content/journeys/buys.yml": HAPPIER})
    parsed: list[str] = []

    def noting(text: str, path: str) -> tuple[Node | None, list[Diagnostic]]:
        parsed.append(path)
        return read_yaml(text, path)

    monkeypatch.setattr("mkdocs_journeys.source.folder.read_yaml", noting)
    assert repo.diff("HEAD~1", "HEAD", "--direct").code == 0
    assert sorted(parsed) == [
        "content/journeys/buys.yml",
        "content/journeys/buys.yml",
        "content/personas/ada.yml",
    ]


def test_a_sparse_work_tree_does_not_matter_to_revisions(tmp_path: Path) -> None:
    repo = repository(tmp_path, {**HANDBOOK, "docs/x.md": "x"})
    repo.commit({"content/journeys/buys.yml": HAPPIER})
    subprocess.run(["git", "sparse-checkout", "set", "docs"], cwd=repo.folder, check=True)
    assert not (repo.folder / "content").exists()
    assert "1 notable" in repo.diff("HEAD~1", "HEAD", "--direct").out
