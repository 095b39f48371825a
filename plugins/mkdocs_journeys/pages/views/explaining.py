"""What a page explains at its end: the records it mentions that are explained nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ...model import (
    Channel,
    Content,
    Evidence,
    Journey,
    Named,
    Persona,
    Stage,
    Team,
    Term,
    Touchpoint,
)
from .. import words
from ..addresses import anchor
from ..viewing import a_view
from ..writer import Link, Writer
from .parts import FactView, badge, facts


@a_view
class ExplanationView:
    """A library record that this page explains because no other place does.

    `number` is that of a source, as the page cites it.
    """

    id: str
    name: str
    number: int | None
    details: tuple[str, ...]
    text: Markup | None
    facts: tuple[FactView, ...]
    links_word: str
    links: tuple[Link, ...]
    url: str | None
    mark: str | None


@a_view
class ExplanationGroup:
    """Explanations of records of one kind."""

    word: str
    records: tuple[ExplanationView, ...]


_MOST_LINKS = 12
"""Links of one explanation: more would make a page grow with the handbook."""

_GROUPS = (
    (Evidence, words.mark("Evidence")),
    (Team, words.mark("Teams")),
    (Channel, words.mark("Channels")),
    (Term, words.mark("Terms")),
)
_OTHERS = words.mark("Also mentioned")


def explanations(writer: Writer) -> tuple[ExplanationGroup, ...]:
    """Return what the page mentions and must explain itself; to be asked when all else is written.

    An explanation may mention more records, which are explained too.
    """
    views: dict[Named, ExplanationView] = {}
    while waiting := [record for record in writer.mentioned if record not in views]:
        for record in waiting:
            views[record] = _explanation(writer, record)
    groups: dict[str, list[ExplanationView]] = {word: [] for _, word in _GROUPS}
    groups[_OTHERS] = []
    for record, view in views.items():
        word = next((word for kind, word in _GROUPS if isinstance(record, kind)), _OTHERS)
        groups[word].append(view)
    return tuple(
        ExplanationGroup(word=writer.language.word(word), records=_sorted(found))
        for word, found in groups.items()
        if found
    )


def _sorted(views: Sequence[ExplanationView]) -> tuple[ExplanationView, ...]:
    """Return sources by their numbers, all else by name."""
    return tuple(sorted(views, key=lambda view: (view.number or 0, view.name.casefold(), view.id)))


def _explanation(writer: Writer, record: Named) -> ExplanationView:
    language = writer.language
    details: list[str | None] = []
    text: str | None = getattr(record, "note", None)
    block = False
    url: str | None = None
    links: tuple[Link, ...] = ()
    links_word = ""
    match record:
        case Evidence():
            details = [
                badge(writer, words.EVIDENCE_KINDS, record.kind).word,
                language.date(record.date),
                None
                if record.sample is None
                else language.word("sample {count}").format(count=language.number(record.sample)),
            ]
            url = record.link
        case Team():
            details = [record.contact]
        case Channel():
            links = writer.links(_met_on(writer, record)[:_MOST_LINKS])
            links_word = language.word("Touchpoints:")
        case Term():
            text, block = record.text, True
            see = [writer.handbook.named.get(("term", name)) for name in record.see]
            links = writer.links(tuple(term for term in see if term))
            links_word = language.word("See also:")
        case Content():
            details = [
                record.format,
                language.date(record.updated) if record.updated else None,
            ]
            url = record.url
        case _:
            pass
    return ExplanationView(
        id=anchor(record),
        name=record.name,
        number=writer.sources.get(record) if isinstance(record, Evidence) else None,
        details=tuple(detail for detail in details if detail),
        text=writer.block(text) if block else writer.inline(text),
        facts=facts(record.extra),
        links_word=links_word,
        links=links,
        url=writer.outside(url) if url else None,
        mark=writer.mark(record),
    )


def _met_on(writer: Writer, channel: Channel) -> tuple[Touchpoint, ...]:
    """Return a channel's touchpoints in the journeys at hand."""
    near = writer.near
    journeys = near.journeys if isinstance(near, Persona) else ()
    if isinstance(near, Journey | Stage):
        journeys = (near if isinstance(near, Journey) else near.journey,)
    return tuple(
        record
        for record in channel.backlinks
        if isinstance(record, Touchpoint)
        and any(writer.addresses.stages_explaining(record, journey) for journey in journeys)
    )
