"""The pages that follow the work: how the figures stand, what is done, what can be trusted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..insight.actions import actions as actions_of
from ..model import Handbook
from . import views
from .languages import Language
from .page import Overview, Section
from .writer import Writer


def kpis(handbook: Handbook, language: Language, title: str) -> Iterator[Overview]:
    """Make the scoreboard; none where no stage has a KPI."""
    if not any(stage.kpis for journey in handbook.journeys for stage in journey.stages):
        return

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        word, uses = language.word, views.scoreboard.kpi_uses(handbook)
        summary = views.scoreboard.summary(writer, uses)
        yield Section(heading="", template="scoreboard/summary.html", view=summary)
        groups = views.scoreboard.groups(writer, uses)
        heading = word("By phase and by persona")
        yield Section(heading=heading, template="scoreboard/groups.html", view=groups)
        table = views.scoreboard.scoreboard(writer, uses)
        yield Section(heading=word("Every KPI"), template="scoreboard/table.html", view=table)

    yield Overview(name="kpis", title=title, source="kpis/index.md", sections=sections, wide=True)


def actions(handbook: Handbook, language: Language, title: str) -> Iterator[Overview]:
    """Make the page of what hurts and what is done; none where there is neither."""
    if not any(
        stage.pain_points or stage.opportunities or stage.experiments
        for journey in handbook.journeys
        for stage in journey.stages
    ):
        return

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        word, page, of = language.word, views.actions, actions_of(handbook)
        summary = page.summary(writer, of, today=today)
        yield Section(heading="", template="actions/summary.html", view=summary)
        lines = page.lines(writer, of, today=today)
        pains = page.pains(writer, of, lines)
        yield Section(heading=word("Pain points"), template="actions/pains.html", view=pains)
        chances = page.opportunities(writer, of, lines)
        heading, template = word("Opportunities"), "actions/opportunities.html"
        yield Section(heading=heading, template=template, view=chances)
        trials = page.experiments(writer, of)
        yield Section(heading=word("Experiments"), template="actions/experiments.html", view=trials)

    source = "actions/index.md"
    yield Overview(name="actions", title=title, source=source, sections=sections, wide=True)


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
