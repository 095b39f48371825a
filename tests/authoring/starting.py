"""New records in a handbook in memory: made by the commands' own functions, written to a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs_journeys.authoring.starting import Start, new_journey, new_persona, new_stage
from mkdocs_journeys.source.folder import Sources, read_folder


def make(content: Path, new: Callable[[Sources], Start]) -> Start:
    """Make what a function plans, and return the plan."""
    start = new(read_folder(content, project=content.parent))
    for write in start.writes:
        path = content / write.file
        assert path.exists() == (write.before is not None)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write.after)
    return start


def persona(content: Path, name: str = "Claire Martin", type_: str = "b2b") -> Start:
    """Make a persona."""
    return make(content, lambda s: new_persona(s, name, wanted=None, type_=type_))


def journey(
    content: Path,
    title: str = "Claire buys",
    *,
    type_: str = "b2b",
    persona: str | None = "claire-martin",
    extends: str | None = None,
    is_base: bool = False,
) -> Start:
    """Make a journey."""
    return make(
        content,
        lambda sources: new_journey(
            sources,
            title,
            wanted=None,
            type_=type_,
            persona=persona,
            extends=extends,
            is_base=is_base,
        ),
    )


def stage(
    content: Path,
    journey: str,
    name: str,
    *,
    after: str | None = None,
    phase: str | None = None,
) -> Start:
    """Put a stage into a journey."""
    return make(
        content,
        lambda sources: new_stage(
            sources, journey, name, wanted=None, after=after, phase=phase, type_=None
        ),
    )
