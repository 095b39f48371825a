"""What a change reaches beside the place it was made in, each a way to its page."""

from __future__ import annotations

from urllib.parse import quote

from ...model import Journey, Named, Term
from ...source.reports.report import harmless
from ..preview import Row
from ..viewing import a_view
from ..writer import Link, Writer


@a_view
class ReachedKind:
    """What a change reaches of a kind; `more` says how many others there are, "" for none."""

    word: str
    links: tuple[Link, ...]
    more: str


_MOST_REACHED = 40
"""Links to what a change reaches of a kind."""


def reached(writer: Writer, row: Row) -> tuple[ReachedKind, ...]:
    """Return what a change reaches that has a page, by its kind."""
    word, reach = writer.language.word, row.change.reach_elsewhere
    found = (
        (word("Personas"), [("persona", name) for name in reach.personas]),
        (word("Maps"), [("journey", name) for name in reach.journeys]),
        (word("Stages"), [("stage", name) for name in reach.stages]),
        (word("Library"), [(kind, name) for kind, _, name in map(_parted, reach.records)]),
    )
    kinds = []
    for said, records in found:
        shown = records[:_MOST_REACHED]
        links = tuple(link for key in shown if (link := _way_to(writer, *key)))
        more = len(records) - _MOST_REACHED
        text = word("and {count} more").format(count=writer.language.number(more))
        if links:
            kinds.append(ReachedKind(word=said, links=links, more=text if more > 0 else ""))
    return tuple(kinds)


def _parted(record: str) -> tuple[str, str, str]:
    return record.partition(":")


def _way_to(writer: Writer, kind: str, name: str) -> Link | None:
    """Return a link to a record, None where no page has it."""
    if kind == "stage":
        journey = writer.handbook.named.get(("journey", name.partition("/")[0]))
        stages = journey.stages if isinstance(journey, Journey) else ()
        stage = next((one for one in stages if one.address == name), None)
        if stage is None:
            return None
        text = writer.language.word("{kind}: {name}")
        said = text.format(kind=stage.journey.name, name=stage.name)
        return Link(text=harmless(said), url=writer.url(stage))
    record = writer.handbook.named.get((kind, name))
    url = url_of(writer, record) if record else ""
    return Link(text=harmless(record.name), url=url) if record and url else None


def url_of(writer: Writer, record: Named) -> str:
    """Return the way to where a record is explained, "" where it is nowhere."""
    if isinstance(record, Term) and writer.glossary:
        return writer.link(record).url
    place = writer.addresses.place(record, None)
    if place is None:
        return ""
    page, name = place
    return f"{writer.url(page)}#{quote(name, safe=':')}" if name else writer.url(page)
