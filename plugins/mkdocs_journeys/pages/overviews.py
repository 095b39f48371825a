"""The pages about the handbook as a whole, in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..insight.encounters import encounters
from ..insight.folding import Folded
from ..model import Handbook, Journey, Message, Touchpoint
from ..model.reads import note, unwatched, watched
from . import tracking, views
from .addresses import CONTENT_PLAN, GLOSSARY, HOME, JOURNEYS, PERSONAS, PRINT, START
from .comparing import compare
from .curves import Curves, has_curve
from .divided import link_to, pages_of_parts, parts_by_persona, ways_to_messages
from .dividing import Part, parts_of, read, told_of
from .grouping import MOST_LISTED
from .languages import Language
from .page import Overview, Section
from .printing import MOST_PRINTED
from .templates import chart_comment
from .views.content_plan import PlanView
from .views.divided import MOST_PRESSING
from .words import mark
from .writer import Link, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewKind:
    """A page, or several of a kind, that a handbook may have: none where there is nothing to show.

    `name` is what `views` in handbook.yml calls it, to give it another title than `word` or to
    leave it out. `make` gets the handbook, its language and the title. Several pages of a kind
    share an entry of the navigation (`is_group`). `about` says on the home page what it is for.
    """

    name: str
    word: str
    make: Callable[[Handbook, Language, str], Iterator[Overview]]
    is_group: bool = False
    about: str = ""


def existing(
    kinds: tuple[OverviewKind, ...], handbook: Handbook, language: Language
) -> Iterator[tuple[OverviewKind, str, tuple[Overview, ...]]]:
    """Yield the kinds that the handbook has pages of, each with its title and its pages."""
    for kind in kinds:
        title = handbook.views.get(kind.name) or language.word(kind.word)
        if title == "off":
            continue
        with watched() as reads:
            pages = tuple(kind.make(handbook, language, title))
        if pages:
            from_ = frozenset(reads)
            yield (
                kind,
                title,
                tuple(
                    replace(
                        page,
                        laid_out_from=from_,
                        sections=_led(page, handbook, language)
                        if page.wide and not page.entry and kind in INSIGHTS
                        else page.sections,
                    )
                    for page in pages
                ),
            )


SISTERS = "insights"
"""What is noted as read: which pages look across journeys, and what they are called."""


def insights_of(handbook: Handbook, language: Language) -> tuple[tuple[str, str], ...]:
    """Return the pages that look across journeys, the first of each kind, by title and source."""
    found = existing(INSIGHTS, handbook, language)
    return tuple((title, pages[0].source) for _, title, pages in found)


def _led(
    page: Overview, handbook: Handbook, language: Language
) -> Callable[[Writer, dt.date], Iterator[Section]]:
    """Return the parts of a wide page, led in by its like: no navigation stands beside it."""

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        note(handbook, SISTERS)
        with unwatched():
            found = insights_of(handbook, language)
        others = views.overview.sisters(writer, found, page.source)
        yield Section(heading="", template="sisters.html", view=others)
        yield from page.sections(writer, today)

    return sections


def home(handbook: Handbook, language: Language) -> Iterator[Overview]:
    """Make the home page, which every handbook has."""

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        word = language.word
        found = tuple(existing((*AFTER_HOME, *INSIGHTS, *AT_THE_END), handbook, language))
        ways = {
            kind.name: Link(text=title, url=writer.url(pages[0].source))
            for kind, title, pages in found
        }
        head = views.home.head(writer, ways.get("start"))
        yield Section(heading="", template="home.html", view=head)
        people = views.home.people(writer)
        yield Section(heading=word("Who they are"), template="home/people.html", view=people)
        moods = views.home.moods(writer)
        yield Section(
            heading=word("How they feel along the way"), template="home/moods.html", view=moods
        )
        if moods is None:
            yield _all_journeys(writer, heading=word("Journeys"), drawn=False)
        doing = views.home.doing(writer, today, ways.get("actions"))
        yield Section(heading=word("Under way"), template="home/doing.html", view=doing)
        about = tuple(
            views.home.WayIn(link=ways[kind.name], about=word(kind.about) if kind.about else "")
            for kind, _, _ in found
        )
        yield Section(heading=word("Where to look"), template="home/ways.html", view=about)

    yield Overview(
        name="home",
        title=handbook.title,
        source=HOME,
        sections=sections,
        wide=True,
        written_in="handbook.yml",
    )


def start_here(handbook: Handbook, language: Language, title: str) -> Iterator[Overview]:
    """Make a newcomer's first hour."""

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        if found := views.start.steps(writer):
            intro, steps = found
            yield Section(heading="", template="start/intro.html", view=intro)
            for heading, step in steps:
                yield Section(heading=heading, template="start/step.html", view=step)

    if views.start.has_tour(handbook):
        yield Overview(name="start", title=title, source=START, sections=sections, searched=True)


def glossary(handbook: Handbook, language: Language, title: str) -> Iterator[Overview]:
    """Make the page that says what words mean."""

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        letters = views.glossary.letters(writer)
        ways = views.glossary.ways(letters)
        yield Section(heading="", template="glossary/letters.html", view=ways)
        for letter, view in letters:
            yield Section(heading=letter, template="glossary/letter.html", view=view)

    if handbook.personas or handbook.journeys or handbook.terms:
        yield Overview(
            name="glossary",
            title=title,
            source=GLOSSARY,
            sections=sections,
            searched=True,
            written_in="library/glossary.yml" if handbook.terms else None,
        )


def personas(handbook: Handbook, language: Language) -> Iterator[Overview]:
    """Make the index of personas: cards, or a table where they are many."""
    many = len(handbook.personas) > MOST_LISTED

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        if many:
            rows = views.overview.persona_rows(writer)
            yield Section(heading="", template="personas/table.html", view=rows)
        else:
            yield Section(
                heading="", template="personas.html", view=views.overview.personas(writer)
            )

    if handbook.personas:
        yield Overview(
            name="personas",
            title=language.word("Personas"),
            source=PERSONAS,
            sections=sections,
            without_contents=many,
        )


def journeys(handbook: Handbook, language: Language) -> Iterator[Overview]:
    """Make the index of journeys: cards, or a table where they are many."""

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        yield _all_journeys(writer)

    if handbook.journeys:
        yield Overview(
            name="journeys",
            title=language.word("Journeys"),
            source=JOURNEYS,
            sections=sections,
            charts=_small_curves,
            without_contents=True,  # a list has none, and its cards use the room
        )


def _small_curves(curves: Curves) -> Mapping[str, str]:
    """Return the small curves of the journeys that have a card, by their comments."""
    found = curves.writer.handbook.journeys
    if len(found) > MOST_LISTED:
        return {}
    names = [(journey, views.persona.small_chart(journey)) for journey in found]
    return {
        chart_comment(name): curves.small_of(journey, name)
        for journey, name in names
        if has_curve(journey)
    }


def _all_journeys(writer: Writer, heading: str = "", *, drawn: bool = True) -> Section:
    if len(writer.handbook.journeys) > MOST_LISTED:
        rows = views.overview.journey_rows(writer)
        return Section(heading=heading, template="journeys/table.html", view=rows)
    cards = views.overview.journeys(writer, drawn=drawn)
    return Section(heading=heading, template="journeys.html", view=cards)


def touchpoints(handbook: Handbook, language: Language, title: str) -> Iterator[Overview]:
    """Make the page of touchpoints by channel; where they are met often, one a persona."""
    word, page = language.word, views.touchpoints

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        met = encounters(handbook)
        counts = page.counts(writer, met) if handbook.touchpoints else None
        yield Section(heading="", template="touchpoints/head.html", view=counts)
        heading = word("Channels: liked and used")
        yield Section(heading=heading, template="touchpoints/heat.html", view=page.heat(writer))
        if not parts:
            found = page.touchpoints(writer, met)
            yield Section(heading=word("By channel"), template="touchpoints/met.html", view=found)
            return
        read("touchpoints", handbook)
        people: dict[Touchpoint, dict[str, Link]] = {}
        for part in parts:
            to = link_to(whole.source, part, writer)
            for touchpoint in page.met_in(part.rows):
                place = f"{to.url}#{page.place_of(touchpoint)}"
                named = people.setdefault(touchpoint, {})
                named.setdefault(part.place.partition("/")[0], replace(to, url=place))
        listed = parts_by_persona(
            whole, writer, parts, lambda of: page.counts_of_page(writer, page.met_in(of.rows))
        )
        heading = word("Every touchpoint, by persona")
        yield Section(heading=heading, template="divided/parts.html", view=listed)
        links = {touchpoint: tuple(named.values()) for touchpoint, named in people.items()}
        brief = page.touchpoints(writer, met, people=links)
        yield Section(heading=word("By channel"), template="touchpoints/brief.html", view=brief)

    def sections_of(writer: Writer, today: dt.date, part: Part[Any]) -> Iterator[Section]:
        met = page.met_in(part.rows)
        counts = page.counts(writer, met)
        yield Section(heading="", template="touchpoints/head.html", view=counts)
        found = page.touchpoints(writer, met, has_places=True)
        yield Section(heading=word("By channel"), template="touchpoints/met.html", view=found)

    if handbook.touchpoints or any(persona.channels for persona in handbook.personas):
        source = "touchpoints.md"
        parts = parts_of("touchpoints", handbook)
        whole = Overview(
            name="touchpoints", title=title, source=source, sections=sections, without_contents=True
        )
        yield whole
        yield from pages_of_parts(whole, handbook, language, parts, sections_of)


def messages(handbook: Handbook, language: Language, title: str) -> Iterator[Overview]:
    """Make the page of what we say to whom, at which stage; with many messages, one a persona."""
    word, page = language.word, views.messages

    def of(
        writer: Writer,
        today: dt.date,
        written: tuple[Folded[Message], ...],
        journeys: tuple[Journey, ...],
    ) -> Iterator[Section]:
        counts = page.counts(writer, written, journeys)
        yield Section(heading="", template="messages/head.html", view=counts)
        heading, matrix = word("Where we speak, and where we are silent"), "messages/matrix.html"
        yield Section(heading=heading, template=matrix, view=page.matrix(writer, journeys))
        said = page.said(writer, written, today=today)
        yield Section(heading=word("Every message"), template="messages/said.html", view=said)

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        written, journeys = page.written_messages(handbook), page.mapped(handbook)
        if not parts:
            yield from of(writer, today, written, journeys)
            return
        read(whole.name, handbook)
        counts = page.counts(writer, written, journeys)
        yield Section(heading="", template="messages/head.html", view=counts)
        found = parts_by_persona(
            whole, writer, parts, lambda of: page.counts_of_page(writer, of.rows, told_of(of))
        )
        heading = word("Every message, by persona")
        yield Section(heading=heading, template="divided/parts.html", view=found)

    def sections_of(writer: Writer, today: dt.date, part: Part[Any]) -> Iterator[Section]:
        return of(writer, today, part.rows, told_of(part))

    if page.has_messages(handbook):
        parts = parts_of("messages", handbook)
        whole = Overview(
            name="messages",
            title=title,
            source="messages.md",
            sections=sections,
            without_contents=True,
        )
        yield whole
        yield from pages_of_parts(whole, handbook, language, parts, sections_of)


def content_plan(handbook: Handbook, language: Language, title: str) -> Iterator[Overview]:
    """Make the page of content: what carries which message, and what is missing."""
    word, page = language.word, views.content_plan

    def of(plan: PlanView) -> Iterator[Section]:
        parts = (
            ("", "head", plan.counts),
            (word("Still to be made"), "gaps", plan.gaps),
            (word("What we have, and what it carries"), "assets", plan.assets),
            (word("Used by nobody"), "unused", plan.unused),
            (word("Messages without proof"), "bare", plan.bare),
        )
        for heading, name, view in parts:
            yield Section(heading=heading, template=f"content_plan/{name}.html", view=view)

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        written = views.messages.written_messages(handbook)
        if not parts:
            yield from of(page.plan(writer, written, today=today))
            return
        read("content-plan", handbook)
        ways = ways_to_messages(whole.source, parts, writer)
        plan = page.plan(writer, written, today=today, ways=ways)
        head, _, assets, unused, _ = of(plan)
        yield head
        listed = parts_by_persona(
            whole, writer, parts, lambda of: page.counts_of_page(writer, of.rows, today=today)
        )
        heading = word("All of it, by persona")
        yield Section(heading=heading, template="divided/parts.html", view=listed)
        urgent, heading = plan.gaps[:MOST_PRESSING], word("What to look at first")
        yield Section(heading=heading, template="content_plan/gaps.html", view=urgent)
        yield assets
        yield unused

    def sections_of(writer: Writer, today: dt.date, part: Part[Any]) -> Iterator[Section]:
        persona = part.persona if part.number == 1 else None
        return of(page.plan(writer, part.rows, today=today, answers_of=(persona,)))

    if page.has_content(handbook):
        source = CONTENT_PLAN
        parts = parts_of("content-plan", handbook)
        whole = Overview(
            name="content-plan",
            title=title,
            source=source,
            sections=sections,
            without_contents=True,
        )
        yield whole
        yield from pages_of_parts(whole, handbook, language, parts, sections_of)


AFTER_HOME: tuple[OverviewKind, ...] = (
    OverviewKind(
        name="start",
        word=mark("Start here"),
        about=mark("A first hour with the handbook, step by step."),
        make=start_here,
    ),
)
"""Pages that stand beside home."""

INSIGHTS: tuple[OverviewKind, ...] = (
    OverviewKind(
        name="touchpoints",
        word=mark("Touchpoints"),
        about=mark("Where we meet whom, how well, and which channels are neglected."),
        make=touchpoints,
    ),
    OverviewKind(
        name="messages",
        word=mark("Messages"),
        about=mark("What we say to whom at which stage, and where we are silent."),
        make=messages,
    ),
    OverviewKind(
        name="content-plan",
        word=mark("Content plan"),
        about=mark("What proves which message, and what is still to be made."),
        make=content_plan,
    ),
    OverviewKind(
        name="kpis",
        word=mark("KPIs"),
        about=mark("Which figures are on target, behind or past their alert."),
        make=tracking.kpis,
    ),
    OverviewKind(
        name="actions",
        word=mark("Actions"),
        about=mark("What hurts most, what answers it, by whom and when."),
        make=tracking.actions,
    ),
    OverviewKind(
        name="health",
        word=mark("Health"),
        about=mark("What rests on evidence, what is due for review, what is missing."),
        make=tracking.health,
    ),
    OverviewKind(
        name="compare",
        word=mark("Compare"),
        about=mark("Personas, variations, and today against the target, side by side."),
        make=compare,
        is_group=True,
    ),
)
"""Pages that look across journeys; they share an entry of the navigation."""


def whole(handbook: Handbook, language: Language, title: str) -> Iterator[Overview]:
    """Make the page that has all others in it, to print them at once."""
    count = len(handbook.personas) + sum(1 + len(journey.stages) for journey in handbook.journeys)
    if 0 < count <= MOST_PRINTED:
        yield Overview(
            name="print",
            title=handbook.title,
            source=PRINT,
            sections=lambda writer, today: iter(()),
            is_whole=True,
            wide=True,
        )


AT_THE_END: tuple[OverviewKind, ...] = (
    OverviewKind(
        name="glossary",
        word=mark("Glossary"),
        about=mark("What the words mean, ours and those of the method."),
        make=glossary,
    ),
    OverviewKind(
        name="print",
        word=mark("Whole handbook"),
        about=mark("All of it on one page, to print or to save as one PDF."),
        make=whole,
    ),
)
"""Pages to look things up in."""
