"""The pages about the handbook as a whole, in their order: one maker each.

A maker returns the pages that a handbook has of its kind: none where there is nothing to show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from ..model import Handbook
from .addresses import HOME, JOURNEYS, PERSONAS
from .languages import Language
from .page import Overview, Section
from .views import overview
from .writer import Writer

MakeOverviews = Callable[[Handbook, Language], Iterator[Overview]]


def home(handbook: Handbook, language: Language) -> Iterator[Overview]:
    """Make the home page, which every handbook has."""

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        word = language.word
        yield Section(heading="", template="home.html", view=overview.home(writer))
        people, maps = overview.personas(writer), overview.journeys(writer)
        yield Section(heading=word("Personas"), template="personas.html", view=people)
        yield Section(heading=word("Journeys"), template="journeys.html", view=maps)

    yield Overview(
        name="home",
        title=handbook.title,
        source=HOME,
        sections=sections,
        wide=True,
        written_in="handbook.yml",
    )


def personas(handbook: Handbook, language: Language) -> Iterator[Overview]:
    """Make the index of personas."""

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        yield Section(heading="", template="personas.html", view=overview.personas(writer))

    if handbook.personas:
        title = language.word("Personas")
        yield Overview(name="personas", title=title, source=PERSONAS, sections=sections)


def journeys(handbook: Handbook, language: Language) -> Iterator[Overview]:
    """Make the index of journeys."""

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        yield Section(heading="", template="journeys.html", view=overview.journeys(writer))

    if handbook.journeys:
        title = language.word("Journeys")
        yield Overview(name="journeys", title=title, source=JOURNEYS, sections=sections)


AFTER_HOME: tuple[MakeOverviews, ...] = ()
"""Pages that stand beside home."""

INSIGHTS: tuple[MakeOverviews, ...] = ()
"""Pages that look across journeys; they share an entry of the navigation."""

AT_THE_END: tuple[MakeOverviews, ...] = ()
"""Pages to look things up in."""
