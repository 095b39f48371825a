"""The pages that follow the work: how the figures stand, what is done, what can be trusted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ..insight.actions import Actions
from ..insight.actions import actions as actions_of
from ..model import Handbook
from . import views
from .divided import pages_of_parts, parts_by_persona, table_of
from .dividing import Part, actions_in, all_actions, parts_of, read
from .languages import Language
from .page import Overview, Section
from .writer import Writer


def kpis(handbook: Handbook, language: Language, title: str) -> Iterator[Overview]:
    """Make the scoreboard; none where no stage has a KPI."""
    if not any(stage.kpis for journey in handbook.journeys for stage in journey.stages):
        return
    word, page = language.word, views.scoreboard
    parts = parts_of("kpis", handbook)

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        uses = page.kpi_uses(handbook)
        if parts:
            read("kpis", handbook)
        table = table_of("kpis") if parts else page.TABLE
        summary = page.summary(writer, uses, table=table)
        yield Section(heading="", template="scoreboard/summary.html", view=summary)
        phases, personas = page.groups(writer, uses)
        if parts:
            heading, found = word("By phase"), (phases,)
            yield Section(heading=heading, template="scoreboard/groups.html", view=found)
            listed = parts_by_persona(
                whole, writer, parts, lambda part: page.counts_of_page(writer, part.rows)
            )
            heading = word("Every KPI, by persona")
            yield Section(heading=heading, template="divided/parts.html", view=listed)
            worst, heading = page.most_pressing(writer, uses), word("What to look at first")
            yield Section(heading=heading, template="scoreboard/table.html", view=worst)
            return
        heading = word("By phase and by persona")
        template = "scoreboard/groups.html"
        yield Section(heading=heading, template=template, view=(phases, personas))
        scores = page.scoreboard(writer, uses)
        yield Section(heading=word("Every KPI"), template="scoreboard/table.html", view=scores)

    def sections_of(writer: Writer, today: dt.date, part: Part[Any]) -> Iterator[Section]:
        summary = page.summary(writer, part.rows)
        yield Section(heading="", template="scoreboard/summary.html", view=summary)
        scores = page.scoreboard(writer, part.rows)
        yield Section(heading=word("Every KPI"), template="scoreboard/table.html", view=scores)

    source = "kpis/index.md"
    whole = Overview(name="kpis", title=title, source=source, sections=sections, wide=True)
    yield whole
    yield from pages_of_parts(whole, handbook, language, parts, sections_of)


def actions(handbook: Handbook, language: Language, title: str) -> Iterator[Overview]:
    """Make the page of what hurts and what is done; none where there is neither."""
    if not any(
        stage.pain_points or stage.opportunities or stage.experiments
        for journey in handbook.journeys
        for stage in journey.stages
    ):
        return

    word, page = language.word, views.actions
    parts = parts_of("actions", handbook)

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        if not parts:
            yield from of_page(writer, today, actions_of(handbook))
            return
        read("actions", handbook)
        of, table = all_actions(handbook), table_of("actions")
        summary = page.summary(writer, of, today=today, table=table)
        yield Section(heading="", template="actions/summary.html", view=summary)
        heading, matrix = (
            word("Opportunities: impact and effort"),
            views.worth.counted_matrix(writer, of),
        )
        yield Section(heading=heading, template="actions/matrix.html", view=matrix)
        listed = parts_by_persona(
            whole,
            writer,
            parts,
            lambda part: page.counts_of_page(writer, actions_in(handbook, part), today=today),
        )
        heading = word("All of it, by persona")
        yield Section(heading=heading, template="divided/parts.html", view=listed)
        worst, heading = page.most_pressing(writer, of, today=today), word("What to look at first")
        yield Section(heading=heading, template="actions/pains.html", view=worst)

    def sections_of(writer: Writer, today: dt.date, part: Part[Any]) -> Iterator[Section]:
        return of_page(writer, today, actions_in(handbook, part))

    def of_page(writer: Writer, today: dt.date, of: Actions) -> Iterator[Section]:
        summary = page.summary(writer, of, today=today)
        yield Section(heading="", template="actions/summary.html", view=summary)
        lines = page.lines(writer, of, today=today)
        pains = page.pains(writer, of, lines, today=today)
        yield Section(heading=word("Pain points"), template="actions/pains.html", view=pains)
        chances = page.opportunities(writer, of, lines)
        heading, template = word("Opportunities"), "actions/opportunities.html"
        yield Section(heading=heading, template=template, view=chances)
        trials = page.experiments(writer, of)
        yield Section(heading=word("Experiments"), template="actions/experiments.html", view=trials)

    source = "actions/index.md"
    whole = Overview(name="actions", title=title, source=source, sections=sections, wide=True)
    yield whole
    yield from pages_of_parts(whole, handbook, language, parts, sections_of)


def health(handbook: Handbook, language: Language, title: str) -> Iterator[Overview]:
    """Make the page of what can be trusted; none where there is nothing to look at."""
    if not views.health.has_health(handbook):
        return

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        word, page = language.word, views.health
        grades = page.grades_of(handbook, today=today)
        summary = page.summary(writer, grades, today=today)
        yield Section(heading="", template="health/summary.html", view=summary)
        evidence, heading = page.evidence(writer, grades), word("What each stage rests on")
        yield Section(heading=heading, template="health/evidence.html", view=evidence)
        reviews = page.due_reviews(writer, today=today)
        yield Section(heading=word("Reviews"), template="health/reviews.html", view=reviews)
        lanes, heading = page.coverage(writer), word("How full the maps are")
        yield Section(heading=heading, template="health/coverage.html", view=lanes)
        found, heading = page.findings(writer), word("What the check finds")
        yield Section(heading=heading, template="health/findings.html", view=found)

    source = "health/index.md"
    yield Overview(name="health", title=title, source=source, sections=sections, wide=True)
