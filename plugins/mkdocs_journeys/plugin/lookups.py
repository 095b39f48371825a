"""What templates ask of an object and that it has not: a theme asks so for each entry it shows."""

from __future__ import annotations

from typing import Any

_MISSING = object()


def look_up_quietly(env: Any) -> None:
    """Let the templates of an environment find attributes as they do, without raising in between.

    Raising and catching two errors takes most of the time that a theme needs for the navigation.
    """
    if type(env).getattr.__module__ != "jinja2.environment":
        return  # one that finds attributes in a way of its own
    undefined = env.undefined

    def look_up(found_in: Any, name: str) -> Any:
        found = getattr(found_in, name, _MISSING)
        if found is not _MISSING:
            return found
        if hasattr(found_in, "__getitem__"):
            try:
                return found_in[name]
            except (TypeError, LookupError, AttributeError):
                pass
        return undefined(obj=found_in, name=name)

    env.getattr = look_up
