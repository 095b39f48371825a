"""What BASE and HEAD mean, and the handbooks that they stand for."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from ..insight.house_rules import HouseRules, installed_rules
from ..site import Loaded, Revision, read_revision
from ..source.diagnostics import quoted
from ..source.git import Repository, RevisionError
from ..source.memory import Memory
from ..source.trees import FolderTree, Tree
from .comparing import Compared, Review, review_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """A side of the comparison before it is read: `shown` is what its folder is called."""

    compared: Compared
    tree: Tree
    root: Path
    shown: str

    def called(self, root: str) -> _Chosen:
        """Return a commit's folder under another name; a folder keeps the name it has."""
        return replace(self, shown=root) if self.compared.kind == "commit" else self

    def read(self, memory: Memory, house: HouseRules) -> Revision:
        """Read the handbook."""
        return read_revision(
            self.tree, root=self.root, shown=self.shown, memory=memory, house=house
        )


def compare(
    base: str,
    head: str | None = None,
    *,
    folder: Path,
    here: Path,
    direct: bool = False,
    house: HouseRules | None = None,
    now: Loaded | None = None,
    directory_urls: bool = True,
) -> Review:
    """Compare two revisions of the handbook in a folder.

    `base` and `head` are names of revisions or folders with a handbook; a head of None is `folder`
    as it lies there. Of two revisions the base stands for the commit in which both agreed last,
    unless `direct`: what others changed meanwhile is not this change. `folder` is relative to
    `here`, or to the top of the repository around it where there is none. `house` are the rules
    of installed packages. `now` is the handbook as it lies there, where it has been read already
    and has no errors. `directory_urls` says which form the addresses of pages have.

    Raises `RevisionError`.
    """
    house = installed_rules() if house is None else house
    memory = now.memory if now else Memory()
    with ExitStack() as open_:
        choosing = _Choosing(open_, folder, here)
        sides = choosing.both(base, head, direct=direct)
        if not any(side.tree.exists() for side in sides):
            where = quoted(sides[0].shown or ".")
            raise RevisionError(
                f"neither of the two has a folder {where}", "name the handbook's with --folder"
            )
        if now:  # both of its sides are then called what it calls its own
            sides = (sides[0].called(now.root), sides[1])
        before = sides[0].read(memory, house)
        after = now.as_revision if now else sides[1].read(memory, house)
    compared = sides[0].compared, sides[1].compared
    return review_of(before, after, compared, directory_urls=directory_urls)


class _Choosing:
    """Finds what names stand for; opens the repository when the first revision is named."""

    def __init__(self, open_: ExitStack, folder: Path, here: Path) -> None:
        self._open = open_
        self._folder = folder
        self._here = here
        self._repository: Repository | None = None

    def both(self, base: str, head: str | None, *, direct: bool) -> tuple[_Chosen, _Chosen]:
        commit = self._commit(base)
        if commit is None:
            before = self._folder_named(base)
        if head is None:
            after = self._working_tree(in_repository=commit is not None)
            head_commit = None
            if commit is not None and not direct and self._git().has_commits():
                head_commit = self._git().commit("HEAD")
        else:
            head_commit = self._commit(head)
            after = (
                self._folder_named(head)
                if head_commit is None
                else self._committed(Compared(name=head, kind="commit", commit=head_commit))
            )
        if commit is not None:
            stands_for = commit
            if head_commit is not None and not direct:
                stands_for = self._git().merge_base(commit, head_commit)
            before = self._committed(
                Compared(
                    name=base,
                    kind="commit",
                    commit=stands_for,
                    is_merge_base=stands_for != commit,
                )
            )
        return before, after

    def _git(self) -> Repository:
        if self._repository is None:
            self._repository = self._open.enter_context(Repository.around(self._here))
        return self._repository

    def _commit(self, name: str) -> str | None:
        """Return the commit that a name stands for, None where it is a folder.

        What looks like a path is a folder; any other name is one where no revision has it.
        """
        if Path(name).is_absolute() or name.split("/")[0] in (".", ".."):
            return None
        try:
            return self._git().commit(name)
        except RevisionError:
            if name and _is_folder(self._here / name):
                return None
            raise

    def _folder_named(self, name: str) -> _Chosen:
        root = Path(os.path.normpath(self._here / name))
        if not _is_folder(root):
            raise RevisionError(f"there is no folder {quoted(name)}")
        shown = Path(os.path.normpath(name)).as_posix()
        compared = Compared(name=name, kind="folder")
        return _Chosen(
            compared=compared,
            tree=FolderTree(root),
            root=root,
            shown="" if shown == "." else shown,
        )

    def _working_tree(self, *, in_repository: bool) -> _Chosen:
        compared = Compared(name="working tree", kind="working-tree")
        if in_repository:
            path, top = self._path(), self._git().top
            if top is None:
                raise RevisionError("this repository has no working tree", "name a HEAD as well")
            root = top / path
            return _Chosen(compared=compared, tree=FolderTree(root), root=root, shown=path)
        root = Path(os.path.normpath(self._here / self._folder))
        shown = Path(os.path.normpath(self._folder)).as_posix()
        return _Chosen(
            compared=compared,
            tree=FolderTree(root),
            root=root,
            shown="" if shown == "." else shown,
        )

    def _committed(self, compared: Compared) -> _Chosen:
        path = self._path()
        assert compared.commit is not None  # noqa: S101 - it was looked up
        tree = self._git().tree(compared.commit, path)
        root = (self._git().top or self._here) / path
        return _Chosen(compared=compared, tree=tree, root=root, shown=path)

    def _path(self) -> str:
        """Return the handbook's folder relative to the top of the repository."""
        repository = self._git()
        folder = self._folder
        if folder.is_absolute():
            top = repository.top
            for start, end in ((top, folder), (top and top.resolve(), folder.resolve())):
                if start is not None and end.is_relative_to(start):
                    found = end.relative_to(start).as_posix()
                    return "" if found == "." else found
            raise RevisionError(f"{quoted(str(folder))} is not in this repository")
        is_here = (self._here / folder).is_dir()
        if (
            repository.prefix
            and not is_here
            and repository.top
            and (repository.top / folder).is_dir()
        ):
            found = os.path.normpath(folder)
        else:
            found = os.path.normpath(Path(repository.prefix, folder))
        found = Path(found).as_posix()
        if found.split("/")[0] == "..":
            raise RevisionError(f"{quoted(str(folder))} is not in this repository")
        return "" if found == "." else found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name too long; a null byte
        return False
