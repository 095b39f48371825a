"""What a page explains at its end: the records it mentions that are explained nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

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
from ...model.reads import Memo
from .. import words
from ..addresses import anchor
from ..viewing import a_view
from ..writer import Link, Writer
from .parts import FactView, badge, facts


@a_view
class Explained:
    """What every page that explains a library record says of it alike.

    `note` and `link` are as their author wrote them: where a link leads from depends on the page.
    """

    id: str
    name: str
    details: str
    note: str | None
    link: str | None
    facts: tuple[FactView, ...]


@a_view
class ExplanationView:
    """A library record that this page explains because no other place does.

    `number` is that of a source, as the page cites it.
    """

    record: Explained
    number: int | None
    text: Markup | None
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

_GROUPS: dict[type[Named], str] = {
    Evidence: words.mark("Evidence"),
    Team: words.mark("Teams"),
    Channel: words.mark("Channels"),
    Term: words.mark("Terms"),
}
_OTHERS = words.mark("Also mentioned")


def explanations(writer: Writer, explained: Memo[Named, Explained]) -> tuple[ExplanationGroup, ...]:
    """Return what the page mentions and must explain itself; to be asked when all else is written.

    An explanation may mention more records, which are explained too. What pages say of a record
    alike is made once for all that share `explained`.
    """
    views: dict[Named, ExplanationView] = {}
    while waiting := [record for record in writer.mentioned if record not in views]:
        for record in waiting:
            views[record] = _explanation(writer, record, explained)
    groups: dict[str, list[ExplanationView]] = {word: [] for word in _GROUPS.values()}
    groups[_OTHERS] = []
    for record, view in views.items():
        groups[_GROUPS.get(type(record), _OTHERS)].append(view)
    return tuple(
        ExplanationGroup(word=writer.language.word(word), records=_sorted(found))
        for word, found in groups.items()
        if found
    )


def _sorted(views: Sequence[ExplanationView]) -> tuple[ExplanationView, ...]:
    """Return sources by their numbers, all else by name."""

    def order(view: ExplanationView) -> tuple[int, str, str]:
        return view.number or 0, view.record.name.casefold(), view.record.id

    return tuple(sorted(views, key=order))


def _explanation(
    writer: Writer, record: Named, explained: Memo[Named, Explained]
) -> ExplanationView:
    known = explained.get(record, lambda: _explained(writer, record))
    text, number = writer.inline(known.note), None
    links: tuple[Link, ...] = ()
    links_word = ""
    match record:
        case Evidence():
            number = writer.sources.get(record)
        case Channel():
            links = writer.links(tuple(islice(_met_on(writer, record), _MOST_LINKS)))
            links_word = writer.language.word("Touchpoints:")
        case Term():
            text = writer.block(record.text)
            see = [writer.handbook.named.get(("term", name)) for name in record.see]
            links = writer.links(tuple(term for term in see if term))
            links_word = writer.language.word("See also:")
        case _:
            pass
    return ExplanationView(
        record=known,
        number=number,
        text=text,
        links_word=links_word,
        links=links,
        url=writer.outside(known.link) if known.link else None,
        mark=writer.mark(record),
    )


def _explained(writer: Writer, record: Named) -> Explained:
    language = writer.language
    details: list[str | None] = []
    link: str | None = None
    match record:
        case Evidence():
            sample = record.sample
            details = [
                badge(writer, words.EVIDENCE_KINDS, record.kind).word,
                language.date(record.date),
                None
                if sample is None
                else language.word("sample {count}").format(count=language.number(sample)),
            ]
            link = record.link
        case Team():
            details = [record.contact]
        case Content():
            details = [
                record.format,
                language.date(record.updated) if record.updated else None,
            ]
            link = record.url
        case _:
            pass
    return Explained(
        id=anchor(record),
        name=record.name,
        details=" · ".join(filter(None, details)),
        note=getattr(record, "note", None),
        link=link,
        facts=facts(record.extra),
    )


def _met_on(writer: Writer, channel: Channel) -> Iterator[Touchpoint]:
    """Yield a channel's touchpoints in the journeys at hand."""
    near = writer.near
    journeys = near.journeys if isinstance(near, Persona) else ()
    if isinstance(near, Journey | Stage):
        journeys = (near if isinstance(near, Journey) else near.journey,)
    explaining = writer.addresses.stages_explaining
    for record in channel.backlinks:
        if isinstance(record, Touchpoint) and any(explaining(record, of) for of in journeys):
            yield record
