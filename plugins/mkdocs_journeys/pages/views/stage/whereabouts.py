"""Where a stage is: whose journey, which place in it, what lies before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from ....model import Journey, Stage
from ....source.nodes import Mapping, Node, Scalar, Sequence
from ... import words
from ...addresses import section
from ...curves import has_curve
from ...phases import phase_name
from ...viewing import a_view
from ...writer import Link, Writer
from ..parts import PersonaCard, link, persona_card


@a_view
class StationView:
    """A stage of the journey, on the way through it; `relation` is "prev" or "next" to this one."""

    number: str
    link: Link
    here: bool
    relation: str | None


@a_view
class OriginView:
    """What a stage of a variation shares with the base map, and what it says itself.

    `sentence` leads in to the base map's stage; `own` are the first parts that are written here,
    `more` counts the others.
    """

    sentence: str
    base: Link
    own: tuple[str, ...]
    more: str | None


@a_view
class HeadView:
    """Where the stage is in its journey. `chart` names the small curve.

    `many` says that the stations are too many to bear their names. `jumps` lead down a page that a
    phone shows as one long column.
    """

    journey: Link
    personas: tuple[PersonaCard, ...]
    place: str
    phase: str | None
    duration: str | None
    stations: tuple[StationView, ...]
    many: bool
    previous: Link | None
    next: Link | None
    summary: Markup | None
    chart: str | None
    origin: OriginView | None
    jumps: tuple[Link, ...] = ()


_MOST_NAMED = 9
"""Stations that have room for their names, side by side."""


def head(writer: Writer, stage: Stage) -> HeadView:
    """Return where the stage is."""
    place = writer.language.word("Stage {number} of {count}")
    journey, number = stage.journey, stage.number
    relations = {number - 1: "prev", number + 1: "next"}
    return HeadView(
        journey=writer.link(journey),
        personas=tuple(persona_card(writer, persona) for persona in journey.personas),
        place=place.format(number=number, count=len(journey.stages)),
        phase=phase_name(writer, stage.phase) if stage.phase else None,
        duration=stage.duration,
        stations=tuple(
            StationView(
                number=writer.language.number(its_number),
                link=writer.link(other),
                here=other is stage,
                relation=relations.get(its_number),
            )
            for its_number, other in enumerate(journey.stages, start=1)
        ),
        many=len(journey.stages) > _MOST_NAMED,
        previous=link(writer, stage.previous_stage),
        next=link(writer, stage.next_stage),
        summary=writer.block(stage.summary),
        chart="curve" if has_curve(journey) else None,
        origin=_origin(writer, stage, journey.base) if journey.base else None,
    )


def jumps(parts: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    """Return links to the parts of a stage's page, each given by its name and its heading."""
    return tuple(Link(text=heading, url=f"#{section(name)}") for name, heading in parts)


_MOST_OWN = 4
"""Names in the line that says where a stage comes from: the map shows the others."""


def _origin(writer: Writer, stage: Stage, base: Journey) -> OriginView:
    word = writer.language.word
    of_base = next((other for other in base.stages if other.id == stage.id), None)
    if of_base is None:
        sentence = word("Only in this map, not in")
        return OriginView(sentence=sentence, base=writer.link(base), own=(), more=None)
    node, here = stage.origin.node, stage.origin.file
    items = node.items if isinstance(node, Mapping) else {}
    own = tuple(
        word(name)
        for key, name in words.STAGE_PARTS.items()
        if key in items and any(value.position.path == here for value in _values(items[key]))
    )
    return OriginView(
        sentence=word("Comes from") if own else word("Comes unchanged from"),
        base=Link(text=base.name, url=writer.link(of_base).url),
        own=own[:_MOST_OWN],
        more=writer.language.words("and {count} more part", "and {count} more parts", rest)
        if (rest := len(own) - _MOST_OWN) > 0
        else None,
    )


def _values(node: Node) -> Iterator[Scalar]:
    """Yield the texts of a node: what is laid over another stands where it was written."""
    if isinstance(node, Scalar):
        yield node
    else:
        below = node.items if isinstance(node, Sequence) else node.items.values()
        for item in below:
            yield from _values(item)
