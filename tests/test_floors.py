"""The floors of the package: no module imports from a higher one, and some libraries have one home.

The imports are read from the source, so that those inside functions and under TYPE_CHECKING count.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "mkdocs_journeys"
FOLDER = Path(__file__).parents[1] / "plugins" / PACKAGE

FLOORS = {
    "source": 1,
    "authoring": 2,
    "model": 2,
    "insight": 3,
    "charts": 4,
    "pages": 5,
    "reference": 6,
    "review": 6,
    "cache": 6,
    "site": 6,
    "writing": 6,
}
PUBLIC = 3
"""The highest floor of the names that the package itself shows to others."""
TOP = dict.fromkeys(["plugin", "cli", "__main__"], 7)
"""Modules of the highest floor, which do not import each other either."""

HOMES: dict[str, tuple[str, ...]] = {
    "markdown": ("plugin.skeletons",),
    "mkdocs": ("plugin.",),
    "pygal": ("charts.",),
    "yaml": ("source.nodes",),
    "jinja2": ("pages.",),
    "markupsafe": ("pages.",),
    "markdown_it": ("source.prose",),
    "pydantic": ("source.schema.", "source.validating"),
    "pydantic_core": ("source.schema.", "source.validating"),
    "babel": ("source.schema.fields", "pages."),
    "click": ("cli.",),
    "ruamel": ("authoring.",),
}
"""Libraries, and the modules that alone may import them; a dot at the end means a folder."""

MODULES = {
    ".".join(path.relative_to(FOLDER).with_suffix("").parts).removesuffix("__init__"): path
    for path in sorted(FOLDER.rglob("*.py"))
}
"""Every module by its name in the package, that of a folder with a dot at the end."""


def imports_of(module: str, code: str) -> Iterator[str]:
    """Yield the full names that a module's code imports; `module` is its name in the package."""
    here = [PACKAGE, *module.split(".")[:-1]]
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def floor_of(module: str) -> int:
    """Return the floor of a module, 0 for the package's own `__init__`."""
    first = module.split(".")[0]
    return FLOORS.get(first) or TOP.get(first) or 0


def reach_of(module: str) -> int:
    """Return the highest floor a module may import from; the package's `__init__` shows names."""
    return floor_of(module) or PUBLIC


def breaches_of(module: str, code: str) -> list[str]:
    """Return every import of a module that goes up, or takes a library out of its home."""
    breaches = []
    for name in imports_of(module, code):
        library = name.split(".")[0]
        if library == PACKAGE:
            imported = name.removeprefix(PACKAGE).removeprefix(".")
            if imported.split(".")[0] not in {**FLOORS, **TOP, "__version__": 0}:
                breaches.append(f"{module} imports {name}, which has no floor")
            elif floor_of(imported) > reach_of(module) or (
                module.split(".")[0] in TOP
                and imported.split(".")[0] in TOP.keys() - {module.split(".")[0]}
            ):
                breaches.append(f"{module} imports {name}, a higher floor")
        elif library in HOMES and not any(
            module.startswith(home) if home.endswith(".") else module == home
            for home in HOMES[library]
        ):
            breaches.append(f"{module} imports {name}, which belongs in {HOMES[library]}")
    return breaches


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_from_its_floor_or_below(module: str) -> None:
    assert breaches_of(module, MODULES[module].read_text(encoding="utf-8")) == []


def test_every_module_has_a_floor() -> None:
    assert len(MODULES) > 40
    assert [name for name in MODULES if not floor_of(name)] == [""]


@pytest.mark.parametrize("library", HOMES)
def test_a_home_is_lived_in(library: str) -> None:
    users = {
        module
        for module, path in MODULES.items()
        for name in imports_of(module, path.read_text(encoding="utf-8"))
        if name.split(".")[0] == library
    }
    for home in HOMES[library]:
        assert any(user.startswith(home) for user in users), f"{home} does not import {library}"


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("source.nodes", "from ..model import Handbook"),
        ("source.schema.fields", "from ...model.records import Stage"),
        ("source.nodes", "import mkdocs_journeys.pages"),
        ("source.nodes", "from mkdocs_journeys import site"),
        ("source.", "from ..model import resolve"),
        ("model.records", "def f():\n    from ..pages.words import x"),
        ("model.records", "if TYPE_CHECKING:\n    from ..insight import kpis"),
        ("model.records", "from .. import charts"),
        ("insight.kpis", "try:\n    from ..charts import Curve\nexcept ImportError:\n    pass"),
        ("charts.plot", "from ..pages.words import x"),
        ("pages.views.stage", "from ...site import load"),
        ("site", "from .plugin import JourneysPlugin"),
        ("", "from .pages.words import x"),
        ("cli", "from .plugin import JourneysPlugin"),
        ("cli.check", "from ..plugin import JourneysPlugin"),
        ("plugin.", "from .. import cli"),
        ("model.records", "import yaml"),
        ("source.folder", "def f():\n    import yaml.reader"),
        ("site", "from mkdocs.config import Config"),
        ("pages.building", "from mkdocs.structure.files import File"),
        ("pages.curves", "import pygal"),
        ("source.prose", "from markupsafe import Markup"),
        ("model.records", "from pydantic import BaseModel"),
        ("source.nodes", "import pydantic_core"),
        ("pages.prose", "from markdown_it import MarkdownIt"),
        ("plugin.navigation", "import jinja2"),
        ("model.records", "from ..elsewhere import x"),
    ],
)
def test_the_check_sees_a_breach(module: str, code: str) -> None:
    assert len(breaches_of(module, code)) == 1


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("model.records", "from ..source.nodes import Node\nfrom .making import seal\nimport ast"),
        ("source.schema.", "from .drafts import Draft\nfrom ..nodes import Node"),
        ("pages.views.stage", "from .. import words\nfrom ...insight.kpis import kpi_status"),
        ("", "from .insight.rules import Finding"),
        ("plugin.", "from .. import site\nfrom .navigation import branch\nimport mkdocs.plugins"),
        ("source.nodes", "import yaml.reader"),
    ],
)
def test_the_check_lets_pass_what_is_in_order(module: str, code: str) -> None:
    assert breaches_of(module, code) == []
