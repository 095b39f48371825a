"""The calls that everything else is made of: `load` a folder, then `build` its pages."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .insight.findings import findings
from .insight.house_rules import HouseRules, broken_rule, installed_rules
from .model import Handbook, resolve
from .pages import building
from .pages.checked import Checked
from .source.diagnostics import CODES, FAULTS, Diagnostic, Severity, in_order, quoted
from .source.folder import Sources, read_folder, read_tree
from .source.ignores import silence
from .source.memory import Memory
from .source.nodes import StandIn, walk
from .source.positions import Position
from .source.trees import Tree

if TYPE_CHECKING:
    from .pages.preview import Preview


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A handbook, what is wrong with it, and the YAML files it was read from.

    `files` are relative to the handbook's folder, with forward slashes, `shown` has them by their
    path in diagnostics, which start with `root`; `memory` holds what they were read as. `house` are
    the rules that installed packages added to ours. Handbooks of the same `digest` were read from
    the same files, and so are the same but for what the rules found.
    """

    handbook: Handbook
    digest: bytes
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    shown: Mapping[str, str]
    root: str
    memory: Memory
    house: HouseRules

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What falls short of a good handbook and yet may be published."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.WARNING)

    def checked(
        self,
        edit_url: Callable[[str], str | None] = lambda file: None,
        explained_in: Callable[[str], str | None] = lambda code: None,
    ) -> Checked:
        """Return the findings as pages tell of them.

        `edit_url` gives the address where one of `files` can be edited, `explained_in` the page
        of the site that explains a code.
        """
        meanings = {rule.code: rule.meaning for rule in self.house.explanations}
        return Checked(
            findings=self.findings,
            meanings={**CODES, **meanings},
            edit_url=lambda path: edit_url(self.shown[path]) if path in self.shown else None,
            explained_in=explained_in,
        )

    @property
    def as_revision(self) -> Revision:
        """The handbook as one to compare with another; only for one without errors."""
        return Revision(
            handbook=self.handbook,
            faults=(),
            files=self.files,
            unread=frozenset(),
            unread_kinds=frozenset(),
            stand_ins=frozenset(),
            root=self.root,
            exists=True,
        )

    @property
    def has_errors(self) -> bool:
        """Whether the handbook may not be published."""
        return any(fault.severity is Severity.ERROR for fault in self.diagnostics)


def load(
    folder: Path,
    *,
    project: Path | None = None,
    day: dt.date | None = None,
    house: HouseRules | None = None,
    memory: Memory | None = None,
) -> Loaded:
    """Read, resolve and check the handbook in a folder. Faults in it are collected, never raised.

    `project` is the folder that paths in diagnostics start from, `day` is what ages are counted
    from (see `today`), `house` are the rules beside ours: those of all installed packages where it
    is None. What `memory` holds of an earlier reading is not made again.
    """
    house = installed_rules() if house is None else house
    memory = memory or Memory()
    with nothing_collected():
        sources = read_folder(folder, project=project, memory=memory)
        resolved = resolve(sources, house_codes=house.codes)
        root = sources.shown("")
        found = findings(
            resolved.handbook,
            today=day or today(),
            faults=resolved.diagnostics,
            house=house.rules,
            root=root,
        )
    found += [broken_rule(message, root) for message in house.broken]
    return Loaded(
        handbook=resolved.handbook,
        digest=_digest(sources, house),
        diagnostics=_silenced([*resolved.diagnostics, *found], sources, resolved.handbook, house),
        files=tuple(sources.files),
        shown={sources.shown(file): file for file in sources.files},
        root=sources.shown_root,
        memory=memory,
        house=house,
    )


def _digest(sources: Sources, house: HouseRules) -> bytes:
    codes = repr(sorted(house.codes)).encode()
    return hashlib.blake2b(sources.said.digest() + codes, digest_size=16).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A handbook as it was or is, for comparing.

    Where `faults` has any, the handbook is what could be read. `unread` are the records that exist
    and could not be read, by kind and id, `unread_kinds` those of which nobody knows what there
    is, as with a library that is no YAML. `stand_ins` are the places of values that nobody wrote:
    they let the rest of a faulty record be read. `root` is what paths of files start with,
    `exists` says whether there was a handbook at all.
    """

    handbook: Handbook
    faults: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    unread: frozenset[tuple[str, str]]
    unread_kinds: frozenset[str]
    stand_ins: frozenset[Position]
    root: str
    exists: bool


def read_revision(
    tree: Tree, *, root: Path, shown: str, memory: Memory, house: HouseRules
) -> Revision:
    """Read and resolve the handbook in a tree of files, without the content rules.

    `shown` is what its folder is called, `memory` what was made of another revision.
    """
    with nothing_collected():
        exists = tree.exists()
        sources = read_tree(tree, root=root, shown_root=shown, memory=memory)
        resolved = resolve(sources, house_codes=house.codes)
    handbook = resolved.handbook
    faults = tuple(
        fault
        for fault in resolved.diagnostics
        if fault.code != "empty-handbook" and fault.severity is Severity.ERROR
    )
    return Revision(
        handbook=handbook,
        faults=faults,
        files=tuple(sources.files),
        unread=frozenset(
            (kind, name)
            for kind, names in sources.names.items()
            for name in names
            if kind != "handbook" and (kind, name) not in handbook.named
        ),
        unread_kinds=frozenset(sources.unread),
        stand_ins=frozenset(_stand_ins(handbook, {fault.position.path for fault in faults})),
        root=shown,
        exists=exists,
    )


def _stand_ins(handbook: Handbook, faulty: Collection[str]) -> Iterator[Position]:
    """Yield where something stands in for what is missing or faulty in these files."""
    if not faulty:
        return
    for origin in (handbook.origin, *(record.origin for record in handbook.named.values())):
        if origin.file in faulty:
            for node in walk(origin.node):
                if isinstance(node, StandIn):
                    yield node.position


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Keep Python's garbage collector from running meanwhile.

    A handbook is a million objects that all stay. The collector would walk them again and again
    while they are made, find nothing, and take half of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            # What is new counts as old at once, or it would be walked through now. But what
            # somebody has frozen stays so: a build freezes what it read while this is open.
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _silenced(
    diagnostics: list[Diagnostic], sources: Sources, handbook: Handbook, house: HouseRules
) -> tuple[Diagnostic, ...]:
    """Leave out what comments silence; with faults, some findings that they mean are not there."""
    kept, useless = silence(in_order(diagnostics), sources.ignores, house.codes)
    severity = handbook.rules.get("useless-ignore", "warning")
    if severity != "off" and not any(fault.code in FAULTS for fault in kept):
        kept += [replace(finding, severity=Severity(severity)) for finding in useless]
    return in_order(kept)


class DayError(ValueError):
    """The day that ages are counted from cannot be told."""


def build(
    handbook: Handbook,
    *,
    path: str = "",
    directory_urls: bool = True,
    overrides: tuple[Path, ...] = (),
    day: dt.date | None = None,
    locale: str = "en",
    checked: Checked | None = None,
    preview: Preview | None = None,
) -> building.Site:
    """Lay out the pages of a handbook; they are written one at a time.

    `path` is the handbook's folder in the site, `overrides` are folders whose templates go before
    ours, `day` is what the age of evidence counts from (see `today`), `locale` that of a handbook
    that names none, `checked` what its check found (see `Loaded.checked`), `preview` a change that
    the pages are to show.
    """
    return building.build(
        handbook,
        path=path,
        directory_urls=directory_urls,
        overrides=overrides,
        today=day or today(),
        locale=locale,
        checked=checked,
        preview=preview,
    )


def today(environment: Mapping[str, str] = os.environ) -> dt.date:
    """Return the day that ages are counted from: that of SOURCE_DATE_EPOCH where it is set.

    Raises `DayError` where that is no count of seconds.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return dt.datetime.now(tz=dt.UTC).date()
    if re.fullmatch(r"[0-9]{1,11}", epoch):  # a second more is the year 5138
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    raise DayError(
        f"the variable SOURCE_DATE_EPOCH is {quoted(epoch)}; "
        "set it to the seconds since 1970, as in 1795305600, or take it away"
    )
