"""The pages that compare: a base map with its variations, today with the target, personas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from ..model import Handbook, Journey
from . import views
from .comparisons import (
    PERSONAS_COMPARED,
    Compared,
    Laid,
    comparisons,
    drawn_together,
    journeys_of_personas,
    lay,
    lay_over_phases,
)
from .curves import Curves, has_curve
from .languages import Language
from .page import Overview, Section
from .templates import chart_comment
from .writer import Link, Writer

ALL_COMPARISONS = "comparisons"
"""The place on the first of these pages where the others are listed."""


def compare(handbook: Handbook, language: Language, title: str) -> Iterator[Overview]:
    """Make every page that compares; none where there is nothing to compare."""
    travelled = journeys_of_personas(handbook)
    found = [_personas(travelled, language)] if travelled else []
    found += [_compared(compared, language) for compared in comparisons(handbook)]
    if found:
        first, *others = found
        yield _leading(first, others, language)
        yield from others


def _leading(first: Overview, others: list[Overview], language: Language) -> Overview:
    """Return a page with a list of others at its end: wide pages have no navigation beside them."""

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        yield from first.sections(writer, today)
        links = tuple(Link(text=other.title, url=writer.url(other.source)) for other in others)
        heading = language.word("More comparisons")
        yield Section(heading=heading, template="compare/others.html", view=links)

    return replace(first, sections=sections)


def _personas(journeys: tuple[Journey, ...], language: Language) -> Overview:
    drawn = drawn_together(journeys)
    title = language.word("Personas side by side")

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        head = views.compare.head_of_personas(writer, journeys)
        yield Section(heading="", template="compare/head.html", view=head)
        found = views.compare_personas.personas(writer, journeys)
        heading = language.word("Phase by phase")
        yield Section(heading=heading, template="compare/personas.html", view=found)

    def charts(curves: Curves) -> Mapping[str, str]:
        if len(drawn) < 2:
            return {}
        laid = lay_over_phases(curves.writer, drawn)
        return dict([_drawn(curves, drawn, laid, 0, title)])

    return Overview(
        name="compare",
        title=title,
        source=PERSONAS_COMPARED,
        sections=sections,
        charts=charts,
        wide=True,
    )


def _compared(compared: Compared, language: Language) -> Overview:
    title = _title(compared, language)

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        word = language.word
        found = views.compare.differences(compared)
        for number, (journeys, differences) in enumerate(zip(compared.groups, found, strict=True)):
            parts = word("Part {number}").format(number=number + 1)
            head = views.compare.head(writer, journeys, number, differences)
            yield Section(heading=parts if number else "", template="compare/head.html", view=head)
            table = views.compare.table(writer, journeys, number, differences)
            heading = f"{parts}: {word('What differs')}" if number else word("What differs")
            yield Section(heading=heading, template="compare/table.html", view=table)

    def charts(curves: Curves) -> Mapping[str, str]:
        return dict(
            _drawn(curves, journeys, lay(curves.writer, journeys), number, title)
            for number, journeys in enumerate(compared.groups)
            if has_curve(*journeys)
        )

    return Overview(
        name="compare",
        title=title,
        source=compared.source,
        sections=sections,
        charts=charts,
        wide=True,
        written_in=f"journeys/{compared.journeys[-1 if not compared.is_family else 0].id}.yml",
    )


def _title(compared: Compared, language: Language) -> str:
    first, second = compared.journeys[:2]
    if compared.is_family:
        return language.word("{name}, and its variations").format(name=first.name)
    if first.state != second.state:
        return language.word("{name}: today and target").format(name=first.name)
    return language.word("{name} beside {other}").format(name=first.name, other=second.name)


def _drawn(
    curves: Curves, journeys: tuple[Journey, ...], laid: Laid, number: int, title: str
) -> tuple[Markup, Markup]:
    """Return the picture of journeys, and the comment that it takes the place of."""
    name = views.compare.chart_name(number)
    drawn = curves.over_one_another(
        name,
        title=curves.writer.language.word("Emotion curves: {name}").format(name=title),
        columns=laid.columns,
        series=tuple(
            zip(
                views.compare.named(curves.writer, journeys),
                laid.points,
                _accents(journeys),
                strict=True,
            )
        ),
    )
    return chart_comment(name), drawn


def _accents(journeys: tuple[Journey, ...]) -> tuple[int | None, ...]:
    """Return the accent of each journey's persona; the same one is not given twice."""
    found: list[int | None] = []
    for journey in journeys:
        accent = journey.personas[0].accent if journey.personas else None
        found.append(None if accent in found else accent)
    return tuple(found)
