"""Revisions of a Git repository, read as they are stored.

Nothing is checked out, and neither the work tree nor the index is looked at or touched. Only
commands that run no filter, hook, pager or alias are called, and never through a shell.
"""

from __future__ import annotations

import os
import posixpath
import re
import shlex
import shutil
import subprocess
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from .diagnostics import quoted
from .nodes import MAX_BYTES
from .suggestions import nearest
from .trees import Entry, UnreadableError, Whereabouts, leads_out, too_large, unopened

SHORT = 8
"""Characters of a commit's name that people are shown."""

_LINK, _SUBMODULE = "120000", "160000"
_MOST_LINKS = 40
"""Symbolic links on the way to a file, as Linux counts."""
_LONGEST_NAME = 1_000
_KEPT = re.compile(r"GIT_CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|(KEY|VALUE)_[0-9]+)")
"""Git's variables that we leave: they say whose repositories may be read (`safe.directory`)."""


class RevisionError(Exception):
    """A revision that cannot be read: what is wrong, and a way out."""

    def __init__(self, headline: str, help_: str = "") -> None:
        super().__init__("; ".join(filter(None, (headline, help_))))
        self.headline = headline
        self.help = help_


@dataclass(slots=True)
class Repository:
    """A Git repository, and how the folder that we came from is called in it.

    `top` is the top of its work tree, None where it has none. To be used in a `with` statement,
    for a process of Git's hands out the files.
    """

    top: Path | None
    prefix: str
    is_shallow: bool
    _place: Path
    _blobs: _Blobs = field(init=False)

    def __post_init__(self) -> None:
        self._blobs = _Blobs(self._place)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._blobs.close()

    @classmethod
    def around(cls, place: Path) -> Repository:
        """Return the repository that a folder belongs to. Raises `RevisionError`."""
        asked = ("--is-bare-repository", "--is-shallow-repository", "--show-prefix")
        done = _git(place, "rev-parse", *asked)
        if done.returncode:
            raise _no_repository(place, _words(done.stderr))
        bare, shallow, prefix = [*_names(done.stdout, "\n"), ""][:3]
        top = None
        if bare != "true":
            done = _git(place, "rev-parse", "--show-toplevel")
            name = os.fsdecode(done.stdout).removesuffix("\n")
            top = Path(name) if not done.returncode and name else None
        return cls(top, prefix.rstrip("/"), shallow == "true", place)

    def commit(self, name: str) -> str:
        """Return the full name of the commit that a revision stands for.

        Raises `RevisionError`, with what may have been meant.
        """
        if not name or len(name) > _LONGEST_NAME or name[0] == "-" or not name.isprintable():
            raise RevisionError(f"{quoted(name)} cannot be the name of a revision")
        commit = f"{name}^{{commit}}"
        done = _git(self._place, "rev-parse", "--verify", "--quiet", "--end-of-options", commit)
        found = _names(done.stdout, "\n")
        if done.returncode or not found or not re.fullmatch("[0-9a-f]{40,64}", found[-1]):
            raise self._unknown(name)
        return found[-1]

    def has_commits(self) -> bool:
        """Whether HEAD stands for a commit: not so right after `git init`."""
        return not _git(self._place, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").returncode

    def merge_base(self, base: str, head: str) -> str:
        """Return the commit that two commits have in common. Raises `RevisionError`."""
        done = _git(self._place, "merge-base", base, head)
        if not done.returncode:
            return _names(done.stdout, "\n")[0]
        headline = f"{base[:SHORT]} and {head[:SHORT]} have no commit in common"
        if self.is_shallow:
            raise RevisionError(
                f"{headline} in this shallow clone",
                "run `git fetch --unshallow`, or set `fetch-depth: 0` for actions/checkout "
                "(GitLab: `GIT_DEPTH: 0`)",
            )
        raise RevisionError(headline, "with --direct they are compared as they are")

    def tree(self, commit: str, folder: str) -> GitTree:
        """Return the files of a folder in a commit. Raises `RevisionError`."""
        done = _git(self._place, "ls-tree", "-r", "-z", "--full-tree", commit)
        if done.returncode:
            if _is_partial(self._place):
                raise _not_fetched()
            raise RevisionError(
                f"the files of {commit[:SHORT]} cannot be listed: {_words(done.stderr)}",
                "the clone may lack objects; a fresh one has them",
            )
        files: dict[str, tuple[str, str]] = {}
        for line in done.stdout.split(b"\0")[:-1]:
            facts, _, name = line.partition(b"\t")
            mode, _, stored = facts.decode().split(" ")
            files[name.decode("utf-8", "surrogateescape")] = mode, stored
        tree = GitTree(folder, files, self._blobs)
        if module := tree.submodule():
            raise RevisionError(
                f"{quoted(module)} is a submodule in {commit[:SHORT]}: its files are elsewhere",
                "compare within the submodule, or compare two folders",
            )
        return tree

    def _unknown(self, name: str) -> RevisionError:
        headline = f"there is no revision {quoted(name)}"
        asked = ("--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags")
        known = _names(_git(self._place, "for-each-ref", *asked).stdout, "\n")
        near = next((ref for ref in known if ref.partition("/")[2] == name), None)
        near = near or nearest(name, known)
        if near:
            return RevisionError(headline, f"did you mean {near}?")
        return RevisionError(headline, f"if it is a branch elsewhere: git fetch origin {name}")


@dataclass(frozen=True, slots=True)
class GitTree:
    """The files of a folder in a commit.

    `files` are those of the whole commit, by their path: mode, and name of what is stored. A
    symbolic link is followed as the file system would, as far as the commit goes.
    """

    folder: str
    files: Mapping[str, tuple[str, str]]
    _blobs: _Blobs
    _names: list[str] = field(init=False, default_factory=list)
    _folders: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._names.extend(sorted(self.files, key=lambda name: name.split("/")))
        for name in self.files:
            while (cut := name.rfind("/")) > 0 and (name := name[:cut]) not in self._folders:
                self._folders.add(name)

    def submodule(self) -> str:
        """Return the submodule that the folder lies in or that holds its records, "" for none."""
        ours = [posixpath.join(self.folder, name) for name in ("personas", "journeys", "library")]
        for name, (mode, _) in self.files.items():
            if mode == _SUBMODULE and (
                name in ours or self.folder == name or self.folder.startswith(f"{name}/")
            ):
                return name
        return ""

    def exists(self) -> bool:
        """Whether there is such a folder."""
        return self._is_folder("")

    def top(self) -> Iterator[Entry]:
        """Yield what lies right in the folder."""
        seen = dict.fromkeys(name.split("/")[0] for name in self._inside(self._real("") or ""))
        for name in sorted(seen):
            yield Entry(name, self._is_folder(name))

    def below(self, folder: str) -> Iterator[Entry]:
        """Yield all that lies in a folder and in those below it: nothing where there is none.

        Raises `UnreadableError` where the folder is a link that leads out of the repository.
        """
        try:
            real = self._real(folder)
        except UnreadableError:
            return
        if real is None:
            raise leads_out()
        for name in self._inside(real) if real in self._folders else ():
            entry = f"{folder}/{name}"
            yield Entry(entry, self._is_folder(entry))

    def has(self, file: str) -> bool:
        """Whether there is such a file."""
        try:
            return self._real(file) in self.files
        except UnreadableError:
            return False

    def read(self, file: str) -> bytes:
        """Return what a file says. Raises `UnreadableError`."""
        real, root = self._real(file), self._real("")
        if real is None or (root and real != root and not real.startswith(f"{root}/")):
            raise leads_out()
        if real in self._folders:
            raise UnreadableError("unreadable-file", "this is not a regular file")
        if real not in self.files:
            raise unopened("no such file or directory")
        return self._blobs.read(self.files[real][1])

    def find(self, path: str) -> Whereabouts:
        """Say where a file of this path is: inside the folder, outside, or nowhere."""
        try:
            real, root = self._real(path), self._real("")
        except UnreadableError:
            return "nowhere"
        if real is None or (root and not real.startswith(f"{root}/")):
            return "outside"
        return "inside" if real in self.files else "nowhere"

    def _is_folder(self, name: str) -> bool:
        try:
            real = self._real(name)
        except UnreadableError:
            return False
        return real == "" or real in self._folders

    def _inside(self, folder: str) -> Iterator[str]:
        """Yield all files below a folder of the commit, relative to it."""
        start = f"{folder}/" if folder else ""
        parts = folder.split("/") if folder else []
        at = bisect_left(self._names, parts, key=lambda name: name.split("/"))
        for name in islice(self._names, at, None):
            if not name.startswith(start):
                break
            yield name.removeprefix(start)

    def _real(self, name: str) -> str | None:
        """Return the path that a name below the folder leads to, None where it leaves the commit.

        Raises `UnreadableError` where links lead in a circle.
        """
        left = [*self.folder.split("/"), *name.split("/")]
        left.reverse()
        done: list[str] = []
        links = 0
        while left:
            part = left.pop()
            if part in ("", "."):
                continue
            if part == "..":
                if not done:
                    return None
                done.pop()
                continue
            done.append(part)
            mode, stored = self.files.get("/".join(done), ("", ""))
            if mode != _LINK:
                continue
            links += 1
            if links > _MOST_LINKS:
                raise unopened("too many levels of symbolic links")
            target = self._blobs.read(stored).decode("utf-8", "surrogateescape")
            if target.startswith("/"):
                return None
            done.pop()
            left += reversed(target.split("/"))
        return "/".join(done)


@dataclass(slots=True)
class _Blobs:
    """Hands out stored files, one `git cat-file` for all of them."""

    place: Path
    process: subprocess.Popen[bytes] | None = None

    def read(self, stored: str) -> bytes:
        """Return a stored file, from its remote where the clone is partial.

        Raises `UnreadableError` where it is too large, or lost, and `RevisionError` where the
        remote does not give it: then none of the others can be had either.
        """
        asking, answering = self._pipes()
        asking.write(f"{stored}\n".encode())
        asking.flush()
        answer = answering.readline().split()
        if len(answer) != 3 or answer[1] != b"blob":
            self.close()
            if _is_partial(self.place):
                raise _not_fetched()
            raise unopened("it is not stored in this clone")
        size = int(answer[2])
        if size > MAX_BYTES:
            self.close()  # the rest would have to be read as well
            raise too_large()
        content = answering.read(size)
        answering.read(1)
        return content

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self.process is None:
            self.process = subprocess.Popen(  # noqa: S603 - Git itself, and no argument from outside
                _command("cat-file", "--batch"),
                cwd=self.place,
                env=_environment(os.environ),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        asking, answering = self.process.stdin, self.process.stdout
        assert asking is not None  # noqa: S101 - we asked for pipes
        assert answering is not None  # noqa: S101 - likewise
        return asking, answering

    def close(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


def _git(place: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command of Git's in a folder."""
    return subprocess.run(  # noqa: S603 - no shell, and names of revisions are checked
        _command(*arguments),
        cwd=place,
        env=_environment(os.environ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def _command(*arguments: str) -> list[str]:
    git = shutil.which("git")
    if git is None:
        raise RevisionError("git is not installed", "install it, or compare two folders")
    return [git, "--no-pager", "-c", "core.fsmonitor=false", *arguments]


def _environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which Git reads this repository, in English, and asks nobody."""
    kept = {
        name: value
        for name, value in environment.items()
        if not name.startswith("GIT_") or _KEPT.fullmatch(name)
    }
    return {
        **kept,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LANGUAGE": "",
        "LC_ALL": "C",
    }


def _no_repository(place: Path, reason: str) -> RevisionError:
    if "dubious ownership" in reason:
        return RevisionError(
            "git refuses to read this repository, for it belongs to somebody else",
            "if you trust it: git config --global --add safe.directory "
            f"{_folder_in(reason, place)}",
        )
    if "not a git repository" in reason:
        headline = f"{quoted(str(place))} is not in a git repository"
        return RevisionError(headline, "run the command in one, or compare two folders")
    return RevisionError(f"git cannot read the repository of {quoted(str(place))}: {reason}")


def _is_partial(place: Path) -> bool:
    """Whether a clone leaves files with its remote until somebody needs them (`--filter`)."""
    asked = ("--type=bool", "--get-regexp", r"^remote\..*\.promisor$")
    return b" true" in _git(place, "config", *asked).stdout


def _not_fetched() -> RevisionError:
    return RevisionError(
        "this clone is partial, and its remote does not hand out what is missing",
        "try again when the remote can be reached; "
        "`git fetch --refetch --no-filter` then gets everything",
    )


def _folder_in(reason: str, place: Path) -> str:
    found = re.search(r"repository at '([^']+)'", reason)
    return shlex.quote(found[1] if found else str(place))


def _names(output: bytes, end: str) -> list[str]:
    return os.fsdecode(output).removesuffix(end).split(end) if output else []


def _words(output: bytes) -> str:
    """Return what Git said, on one line."""
    text = " ".join(output.decode("utf-8", "replace").split())
    return text.removeprefix("fatal: ").removeprefix("error: ") or "it does not say why"
