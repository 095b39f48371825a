"""The glossary: every term with what it means and what to read next."""

from __future__ import annotations

from markupsafe import Markup

from ...model.reads import note
from ..glossary import WORDS, Entry
from ..viewing import a_view
from ..writer import Link, Writer
from .parts import FactView, facts


@a_view
class EntryView:
    """A term; `own` says that it is one of this handbook and not of the method.

    `mark` names that of a change under review.
    """

    id: str
    name: str
    text: Markup | None
    see: tuple[Link, ...]
    facts: tuple[FactView, ...]
    own: bool
    mark: str | None


@a_view
class LetterView:
    """The terms under one letter; `place` is where on the page they begin."""

    place: str
    entries: tuple[EntryView, ...]


@a_view
class LettersView:
    """The letters under which there are terms, each a link to them."""

    letters: tuple[Link, ...]


def letters(writer: Writer) -> tuple[tuple[str, LetterView], ...]:
    """Return the terms by their letter, in the order of the alphabet."""
    if writer.glossary is None:
        return ()
    note(writer.handbook, WORDS)
    return tuple(
        (
            letter,
            LetterView(
                place=f"letter:{number}",  # a letter is no id in every alphabet
                entries=tuple(_entry(writer, entry) for entry in entries),
            ),
        )
        for number, (letter, entries) in enumerate(writer.glossary.letters, 1)
    )


def ways(letters: tuple[tuple[str, LetterView], ...]) -> LettersView:
    """Return the ways to the letters."""
    return LettersView(
        letters=tuple(Link(text=letter, url=f"#{view.place}") for letter, view in letters)
    )


def _entry(writer: Writer, entry: Entry) -> EntryView:
    known = writer.glossary.by_id if writer.glossary else {}
    return EntryView(
        id=f"term:{entry.id}",
        name=entry.name,
        text=writer.block(entry.text),
        see=tuple(
            Link(text=known[name].name, url=f"#term:{name}") for name in entry.see if name in known
        ),
        facts=facts(entry.term.extra) if entry.term else (),
        own=entry.term is not None,
        mark=writer.mark(entry.term) if entry.term else None,
    )
