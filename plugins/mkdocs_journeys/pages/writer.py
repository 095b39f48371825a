"""What views need to speak of records on one page: links, prose, dates, and what is explained."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from markupsafe import Markup

from ..model import Content, Evidence, Handbook, Named, Persona, Record, Term
from ..model.reads import note, watching
from ..source.prose import Target, target_of
from .addresses import CONTENT_PLAN, GLOSSARY, PRINT, Addresses, anchor, place_in_plan
from .checked import Checked
from .glossary import Glossary
from .languages import Language
from .prose import first_words, render
from .viewing import a_view

if TYPE_CHECKING:  # few builds show a change: others need not load what finds it
    from .marks import PageMarks, Place

V = TypeVar("V")

FOUND_BY_CHECK = "check-findings"
"""What is noted as read where a page tells of the check's findings."""


@a_view
class Link:
    """A name that leads somewhere; `url` is relative to the page.

    `accent` is a persona's, `number` that of a source: the same wherever a page cites it.
    """

    text: str
    url: str
    accent: int | None = None
    title: str = ""
    number: int | None = None


@dataclass(slots=True)
class Writer:
    """Writes for one page and remembers which library records the page must explain itself.

    `page` is the page's Markdown path, `near` the persona, journey or stage it is about. Terms
    are explained in the `glossary`, or on the page where it is one that `explains_terms`.
    """

    handbook: Handbook
    addresses: Addresses
    language: Language
    page: str
    near: Record | None = None
    glossary: Glossary | None = None
    explains_terms: bool = True
    mentioned: dict[Named, None] = field(default_factory=dict)
    sources: dict[Evidence, int] = field(default_factory=dict)
    """The evidence that the page cites, numbered from 1 as it comes."""
    checked: Checked | None = None
    """What the check of the handbook found; None where none was made."""
    marks: PageMarks | None = None
    """The marks of a change under review; None where the page shows none."""
    shared: dict[Hashable, Any] = field(default_factory=dict)
    """What several parts of the page show, by what it is of (see `once`)."""
    _links: dict[tuple[Named, Record | None], Link] = field(default_factory=dict, init=False)
    _watched_by: object = field(default_factory=watching, init=False, repr=False)

    def once(self, of: tuple[Hashable, ...], make: Callable[[], V]) -> V:
        """Return what several parts of the page show alike, made for the first of them.

        It has no marks: each of these is of a place of its own.
        """
        if of not in self.shared:
            self.shared[of] = make()
        return cast("V", self.shared[of])

    def found_by_check(self) -> Checked | None:
        """Return what the check of the handbook found; None where none was made."""
        note(self.handbook, FOUND_BY_CHECK)
        return self.checked

    def url(self, record: Record | str) -> str:
        """Return the way to a page of ours: a persona, journey or stage, or an index."""
        return self.addresses.relative(self.page, self.addresses.source(record))

    def link(self, record: Named, *, near: Record | None = None) -> Link:
        """Return a link to where a record is explained; `near` prefers a stage or journey."""
        near = near or self.near
        if watching() is not self._watched_by:  # a part whose reads are noted by themselves
            return self._link(record, near)
        link = self._links.get((record, near))
        if link is None:
            link = self._links[record, near] = self._link(record, near)
        return link

    def _link(self, record: Named, near: Record | None) -> Link:
        accent = record.accent if isinstance(record, Persona) else None
        title, number = "", None
        if isinstance(record, Persona):
            title = record.archetype or ""
        elif isinstance(record, Evidence):
            title = self.language.date(record.date)
            number = self.sources.setdefault(record, len(self.sources) + 1)
        url = self._way(record, near)
        return Link(text=record.name, url=url, accent=accent, title=title, number=number)

    def proof(self, record: Content, *, near: Record | None = None) -> Link:
        """Return a link that opens a piece of content, so that it can be read and sent.

        Of one without an address it leads to what is known of it: in the content plan, or on paper
        and where there is no plan, on a stage that uses it.
        """
        if record.url:
            return Link(text=record.name, url=self.outside(record.url))
        is_on_paper = self.page == self.addresses.source(PRINT)
        if is_on_paper or self.handbook.views.get("content-plan") == "off":
            return self.link(record, near=near)
        return Link(text=record.name, url=f"{self.url(CONTENT_PLAN)}#{place_in_plan(record)}")

    def links(self, records: tuple[Named, ...]) -> tuple[Link, ...]:
        """Return links to several records."""
        return tuple([self.link(record) for record in records])  # faster than from a generator

    def mark(self, record: Record, *keys: str) -> str | None:
        """Return the name of the mark for what changed in a record, None where nothing did.

        The keys lead to a value in it, as authors write them.
        """
        return self.mark_all((record, *keys))

    def mark_all(self, *places: Place) -> str | None:
        """Return the name of one mark for several places: records, or values in them."""
        return self.marks.name(self.marks.marks.within(places)) if self.marks else None

    def mark_list(self, record: Record, key: str) -> str | None:
        """Return the name of the mark for what went from a list, and for the order of the rest."""
        return self.marks.name(self.marks.marks.of_list(record, key)) if self.marks else None

    def mark_rest(self, record: Record, keys: Collection[str], *also: Place) -> str | None:
        """Return the name of the mark for what changed in a record beside these keys.

        It tells what changed in some other places, too.
        """
        if self.marks is None:
            return None
        return self.marks.name(self.marks.marks.beside(record, keys, also))

    def inline(self, text: str | None) -> Markup | None:
        """Return an inline Markdown text as HTML."""
        return (
            None
            if text is None
            else render(text, self._address, block=False, typeset=self.language.typeset)
        )

    def plain(self, text: str | None) -> str:
        """Return an inline Markdown text without its marks, for a picture; "" for none."""
        if text is None:
            return ""
        typeset = self.language.typeset
        return render(text, lambda target: "#", block=False, typeset=typeset).striptags()

    def block(self, text: str | None) -> Markup | None:
        """Return a block of Markdown as HTML."""
        if text is None:
            return None
        return render(text, self._address, block=True, typeset=self.language.typeset)

    def first_words(self, text: str | None) -> str | None:
        """Return the first paragraph of a block of Markdown as plain text, its links left out."""
        return None if text is None else first_words(text, self.language.typeset)

    def file(self, path: str) -> str:
        """Return the way to a file below the handbook's folder."""
        folder = self.addresses.path
        return self.addresses.relative(self.page, f"{folder}/{path}" if folder else path)

    def outside(self, url: str) -> str:
        """Return the address that an author wrote for a link."""
        return self._address(target_of(url))

    def _term(self, id_: str) -> str:
        here = self.page == self.addresses.source(GLOSSARY)
        return f"#term:{id_}" if here else f"{self.url(GLOSSARY)}#term:{id_}"

    def _way(self, record: Named, near: Record | None) -> str:
        if isinstance(record, Term) and not self.explains_terms:
            return self._term(record.id)
        place = self.addresses.place(record, near)
        if place is None:
            self.mentioned[record] = None
            return f"#{anchor(record)}"
        page, name = place
        if name and self.addresses.source(page) == self.page:
            return f"#{name}"
        return f"{self.url(page)}#{name}" if name else self.url(page)

    def _address(self, target: Target) -> str:
        match target.kind:
            case "record":
                record = self.handbook.named.get((target.scheme, target.name))
                if record is None and target.scheme == "term" and self.glossary:
                    return self._term(target.name)  # one that is built in
                return self._way(record, self.near) if record else "#"
            case "outside":
                return target.name
            case "file":
                return self.file(target.name)
            case _:
                return "#"  # never published: a forbidden link is an error
