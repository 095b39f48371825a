"""What each page shows: frozen values that templates only have to place.

Each module is loaded when a page first asks for it: to define all the views takes as long as to
read a handbook, and a build that has its pages in the cache needs none.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what can be asked for
    from . import actions as actions
    from . import briefing as briefing
    from . import briefs as briefs
    from . import changes as changes
    from . import compare as compare
    from . import compare_personas as compare_personas
    from . import content_plan as content_plan
    from . import divided as divided
    from . import explaining as explaining
    from . import glossary as glossary
    from . import health as health
    from . import home as home
    from . import journey as journey
    from . import map as map  # noqa: A004 - what the page calls it
    from . import messages as messages
    from . import overview as overview
    from . import persona as persona
    from . import route as route
    from . import scoreboard as scoreboard
    from . import stage as stage
    from . import start as start
    from . import touchpoints as touchpoints
    from . import worth as worth


def __getattr__(name: str) -> ModuleType:
    """Load a module of views."""
    if name.startswith("_"):
        raise AttributeError(name)
    return import_module(f".{name}", __name__)
