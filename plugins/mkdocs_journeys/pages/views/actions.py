"""What hurts across the handbook, what answers it, who does it by when, and what was tried."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from markupsafe import Markup

from ...insight.actions import (
    OPEN,
    SEVERITIES,
    STATUSES,
    TRIALS,
    Actions,
    Pain,
    is_late,
    is_ownerless,
)
from ...insight.folding import Folded
from ...model import Experiment, Opportunity, PainPoint, Stage
from .. import words
from ..addresses import section
from ..viewing import a_view
from ..writer import Link, Writer
from .divided import MOST_PRESSING, CountView, count
from .parts import Badge, FactView, badge, facts, link
from .places import choices, map_link
from .standing import StandingView, standing
from .tallies import TallyView, tally
from .worth import MatrixView, OpportunityLine, matrix, plain

PAINS, OPPORTUNITIES, EXPERIMENTS = "pain-points", "opportunities", "experiments"
"""The names of the page's tables."""


@a_view
class PainRow:
    """A pain point and what answers it. `unanswered` are maps on which nothing does.

    `id` is the anchor, "" where nothing leads to it. `rank` sorts by severity, `choices` are what
    to filter the answers by.
    """

    id: str
    text: Markup | None
    severity: Badge | None
    rank: int
    symptom: Markup | None
    evidence: tuple[Link, ...]
    facts: tuple[FactView, ...]
    answers: tuple[OpportunityLine, ...]
    unanswered: tuple[Link, ...]
    on_all: bool
    choices: str
    place: StandingView
    mark: str | None


@a_view
class OpportunityRow:
    """An opportunity with all that is known of it; `answers` lead to its pain points."""

    line: OpportunityLine
    impact: str | None
    effort: str | None
    rank: int
    url: str | None
    answers: tuple[Link, ...]
    facts: tuple[FactView, ...]
    place: StandingView
    choices: str
    mark: str | None


@a_view
class TrialRow:
    """An experiment, and what came of it."""

    status: Badge
    rank: int
    hypothesis: Markup | None
    kpi: Link | None
    result: Markup | None
    learning: Markup | None
    facts: tuple[FactView, ...]
    place: StandingView
    mark: str | None


@a_view
class OpportunitiesView:
    """The matrix, None where nothing is rated, and the table."""

    matrix: MatrixView | None
    rows: tuple[OpportunityRow, ...]


@a_view
class ActionsSummary:
    """What needs somebody; `folds` says that some of it stands on several maps."""

    tallies: tuple[TallyView, ...]
    folds: bool


def summary(
    writer: Writer, of: Actions, *, today: dt.date, table: str | None = None
) -> ActionsSummary:
    """Return the counts of what needs somebody, those of nothing left out.

    They lead to the tables of these, or all to the `table` of the pages that have them.
    """
    chances = [group.record for group in of.opportunities]
    word = writer.language.word
    unanswered = sum(bool(pain.unanswered) for pain in of.pains)
    late = sum(is_late(chance, today) for chance in chances)
    ownerless = sum(is_ownerless(chance) for chance in chances)
    open_ = sum(chance.status in OPEN for chance in chances)
    running = sum(group.record.status == "running" for group in of.experiments)
    nothing, no_owner = word("Nothing yet"), word("No owner yet")
    found = (
        (
            bool(of.pains),
            tally(
                writer,
                unanswered,
                word("Pain points without an answer"),
                "alert" if unanswered else "on-target",
                table=PAINS,
                choice=nothing if unanswered else "",
            ),
        ),
        (
            bool(of.opportunities),
            tally(
                writer,
                late,
                word("Opportunities overdue"),
                "alert" if late else "on-target",
                table=OPPORTUNITIES,
                choice=word("Overdue") if late else "",
            ),
        ),
        (
            bool(of.opportunities),
            tally(
                writer,
                ownerless,
                word("Opportunities without an owner"),
                "behind" if ownerless else "on-target",
                table=OPPORTUNITIES,
                choice=no_owner if ownerless else "",
            ),
        ),
        (
            bool(of.opportunities),
            tally(writer, open_, word("Open opportunities"), "open", table=OPPORTUNITIES),
        ),
        (
            bool(of.experiments),
            tally(
                writer,
                running,
                word("Experiments running"),
                "running",
                table=EXPERIMENTS,
                choice=word(words.STATUSES["running"]) if running else "",
            ),
        ),
    )
    shared = (
        *(pain.point.stages for pain in of.pains),
        *(group.stages for group in of.opportunities),
        *(group.stages for group in of.experiments),
    )
    shown = tuple(view for is_shown, view in found if is_shown)
    if table:
        shown = tuple(replace(view, table=table, choice="") for view in shown)
    return ActionsSummary(
        tallies=shown,
        folds=any(len(stages) > 1 for stages in shared),
    )


def counts_of_page(writer: Writer, of: Actions, *, today: dt.date) -> tuple[CountView, ...]:
    """Return the counts of what a page has, and of what needs somebody there."""
    chances = [group.record for group in of.opportunities]
    word = writer.language.word
    unanswered = sum(bool(pain.unanswered) for pain in of.pains)
    late = sum(is_late(chance, today) for chance in chances)
    ownerless = sum(is_ownerless(chance) for chance in chances)
    return (
        count(writer, word("Pain points"), len(of.pains)),
        count(writer, word("Without an answer"), unanswered, "alert"),
        count(writer, word("Opportunities"), len(chances)),
        count(writer, word("Overdue"), late, "alert"),
        count(writer, word("No owner yet"), ownerless, "behind"),
        count(writer, word("Experiments"), len(of.experiments)),
    )


Lines = dict[Folded[Opportunity], OpportunityLine]


def lines(writer: Writer, of: Actions, *, today: dt.date) -> Lines:
    """Return every opportunity in short, as several tables show it."""
    return {
        group: _line(writer, group.record, number, today)
        for number, group in enumerate(of.opportunities, start=1)
    }


def pains(writer: Writer, of: Actions, lines: Lines, *, today: dt.date) -> tuple[PainRow, ...]:
    """Return every pain point, those without an answer first, then the worst."""
    return tuple(
        _pain(writer, pain, f"pain-point:{number}", lines, today)
        for number, pain in enumerate(of.pains, start=1)
    )


def most_pressing(writer: Writer, of: Actions, *, today: dt.date) -> tuple[PainRow, ...]:
    """Return the pain points that nothing answers, and then the most severe."""
    worst = [pain for pain in of.pains if pain.unanswered or pain.point.record.severity == "high"][
        :MOST_PRESSING
    ]
    return tuple(_pain(writer, pain, "", {}, today) for pain in worst)


def opportunities(writer: Writer, of: Actions, lines: Lines) -> OpportunitiesView | None:
    """Return every opportunity, the open and most worthwhile first; None where there is none."""
    if not of.opportunities:
        return None
    points = {
        pain.point: Link(text=plain(writer, pain.point.record.text), url=f"#pain-point:{number}")
        for number, pain in enumerate(of.pains, start=1)
    }
    return OpportunitiesView(
        matrix=matrix(writer, lines),
        rows=tuple(
            _opportunity(
                writer,
                group,
                line,
                tuple(
                    points.get(point) or _elsewhere(writer, point, group)
                    for point in of.answered[group]
                ),
            )
            for group, line in lines.items()
        ),
    )


def experiments(writer: Writer, of: Actions) -> tuple[TrialRow, ...]:
    """Return every experiment, those that run first."""
    return tuple(_trial(writer, group) for group in of.experiments)


def _elsewhere(writer: Writer, point: Folded[PainPoint], group: Folded[Opportunity]) -> Link:
    """Return a link to a pain point that is on another page: where an opportunity answers it."""
    points = set(point.records)
    stage = next(
        stage
        for chance, stage in zip(group.records, group.stages, strict=True)
        if not points.isdisjoint(chance.answers)
    )
    return Link(text=plain(writer, point.record.text), url=_place_of(writer, stage))


def _line_elsewhere(
    writer: Writer, group: Folded[Opportunity], point: Folded[PainPoint], today: dt.date
) -> OpportunityLine:
    """Return an opportunity in short that is on another page, with the way to where it answers."""
    chances = set(group.records)
    stage = next(
        stage
        for record, stage in zip(point.records, point.stages, strict=True)
        if not chances.isdisjoint(record.answered_by)
    )
    line = _line(writer, group.record, 0, today)
    return replace(line, number=None, url=_place_of(writer, stage))


def _place_of(writer: Writer, stage: Stage) -> str:
    return f"{writer.url(stage)}#{section('improve')}"


def _line(writer: Writer, record: Opportunity, number: int, today: dt.date) -> OpportunityLine:
    return OpportunityLine(
        number=number,
        id=f"opportunity:{number}",
        url=f"#opportunity:{number}",
        text=writer.inline(record.text),
        status=badge(writer, words.STATUSES, record.status),
        owner=link(writer, record.owner),
        ownerless=is_ownerless(record),
        due=writer.language.date(record.due) if record.due else None,
        due_day=record.due.isoformat() if record.due else "",
        late=is_late(record, today),
    )


def _pain(writer: Writer, pain: Pain, id_: str, lines: Lines, today: dt.date) -> PainRow:
    record: PainPoint = pain.point.record
    answers = tuple(
        lines.get(group) or _line_elsewhere(writer, group, pain.point, today)
        for group in pain.answers
    )
    found = dict.fromkeys(line.status.word for line in answers)
    nothing = (writer.language.word("Nothing yet"),) if pain.unanswered else ()
    return PainRow(
        id=id_,
        text=writer.inline(record.text),
        severity=badge(writer, words.SEVERITIES, record.severity) if record.severity else None,
        rank=SEVERITIES.index(record.severity),
        symptom=writer.inline(record.symptom),
        evidence=writer.links(record.evidence),
        facts=facts(record.extra),
        answers=answers,
        unanswered=tuple(map_link(writer, stage) for stage in pain.unanswered),
        on_all=len(pain.unanswered) == len(pain.point.stages),
        choices=choices((*nothing, *found)),
        place=standing(writer, pain.point),
        mark=writer.mark_all(*((point,) for point in pain.point.records)),
    )


def _opportunity(
    writer: Writer, group: Folded[Opportunity], line: OpportunityLine, answers: tuple[Link, ...]
) -> OpportunityRow:
    record, number, word = group.record, writer.language.number, writer.language.word
    return OpportunityRow(
        line=line,
        impact=None if record.impact is None else number(record.impact),
        effort=None if record.effort is None else number(record.effort),
        rank=STATUSES.index(record.status),
        url=writer.outside(record.link) if record.link else None,
        answers=answers,
        facts=facts(record.extra),
        place=standing(writer, group),
        choices=choices((line.status.word, *([word("Overdue")] if line.late else []))),
        mark=writer.mark_all(*((chance,) for chance in group.records)),
    )


def _trial(writer: Writer, group: Folded[Experiment]) -> TrialRow:
    record = group.record
    return TrialRow(
        status=badge(writer, words.STATUSES, record.status),
        rank=TRIALS.index(record.status),
        hypothesis=writer.inline(record.hypothesis),
        kpi=writer.link(record.kpi, near=group.stage) if record.kpi else None,
        result=writer.inline(record.result),
        learning=writer.inline(record.learning),
        facts=facts(record.extra),
        place=standing(writer, group),
        mark=writer.mark_all(*((trial,) for trial in group.records)),
    )
