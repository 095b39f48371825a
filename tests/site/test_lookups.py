"""Templates of a theme find attributes as Jinja finds them, raising nothing on the way."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import Environment, StrictUndefined, Undefined
from jinja2.sandbox import SandboxedEnvironment
from mkdocs.structure.nav import Link

from mkdocs_journeys.plugin.lookups import look_up_quietly


class Lazy:
    """Has a property that fails, and items."""

    @property
    def broken(self) -> str:
        """Fail as code with a fault does."""
        raise AttributeError("deep inside")

    def __getitem__(self, name: str) -> str:
        if name == "odd":
            raise AttributeError(name)
        return f"item {name}"


ASKED = [
    (Link("Home", "/"), "title"),
    (Link("Home", "/"), "meta"),
    ({"items": "a page's"}, "items"),
    ({"meta": 1}, "meta"),
    ({"meta": 1}, "other"),
    (["a"], "first"),
    (SimpleNamespace(meta=None), "meta"),
    (Lazy(), "broken"),
    (Lazy(), "odd"),
    (dict, "meta"),
    ("text", "upper"),
    (None, "meta"),
    (3, "meta"),
]


@pytest.mark.parametrize("undefined", [Undefined, StrictUndefined])
@pytest.mark.parametrize(("found_in", "name"), ASKED, ids=[f"{a!s:.12}.{b}" for a, b in ASKED])
def test_an_attribute_is_found_where_jinja_finds_it(
    found_in: object, name: str, undefined: type[Undefined]
) -> None:
    plain, quiet = (Environment(undefined=undefined, autoescape=True) for _ in range(2))
    look_up_quietly(quiet)
    text = f"{{% if a.{name} is defined %}}{{{{ a.{name} }}}}{{% else %}}none{{% endif %}}"
    shown = quiet.from_string(text).render(a=found_in)
    assert shown == plain.from_string(text).render(a=found_in)


def test_an_environment_with_a_way_of_its_own_keeps_it() -> None:
    env = SandboxedEnvironment()
    look_up_quietly(env)
    assert "getattr" not in vars(env)
