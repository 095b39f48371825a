"""Packages with house rules, as they lie on the disk once they are installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import invalidate_caches
from importlib.metadata import distributions
from pathlib import Path

from mkdocs_journeys.insight.house_rules import GROUP, HouseRules, installed_rules


def lay_out(folder: Path, module: str, text: str, *, name: str = "", package: str = "") -> None:
    """Write a module, and what pip leaves beside it, into a folder.

    `name` is that of the entry point, `package` that of the distribution; made of the module's
    name where they are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{module}.py").write_text(text, encoding="utf-8")
    package = package or module.replace("_", "-")
    about = folder / f"{package.replace('-', '_')}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    points = f"[{GROUP}]\n{name or module.removesuffix('_rules')} = {module}:RULES\n"
    (about / "entry_points.txt").write_text(points)


@contextmanager
def found_in(folder: Path) -> Iterator[HouseRules]:
    """Read the rules of the packages that lie in a folder, and forget them afterwards."""
    before = set(sys.modules)
    sys.path.insert(0, str(folder))
    invalidate_caches()
    try:
        points = [
            point
            for distribution in distributions(path=[str(folder)])
            for point in distribution.entry_points
            if point.group == GROUP
        ]
        yield installed_rules(points)
    finally:
        sys.path.remove(str(folder))
        for path in folder.glob("*.py"):
            if path.stem not in before:
                sys.modules.pop(path.stem, None)


@contextmanager
def installed(folder: Path, modules: Mapping[str, str]) -> Iterator[HouseRules]:
    """Lay out a package for each module, by its file's name, and read their rules."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in modules.items():
        lay_out(folder, Path(name).stem, text)
    with found_in(folder) as house:
        yield house
