"""Content rules: what a good map has, and where this handbook falls short of it.

A rule looks at the whole handbook and yields diagnostics, each at the place that an author would
change. What a variation inherits is reported where it was written: the same fault seen from
several variations is one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import TypeAlias

from ..model import Claim, Handbook, Journey, Named, Objection, Persona, Record, Stage
from ..source.diagnostics import Diagnostic, Severity, quoted
from .evidence import oldest_fresh
from .kpis import KpiStatus, kpi_status

MOST_STRATEGIC = 5
"""Strategic personas of whom a team can keep full maps."""

_PROMISED = ("planned", "in-progress")
_OPEN = ("idea", *_PROMISED)
_LANES_WITHOUT_DUTY = ("experiments", "next")
"""Lanes that even a full map may leave empty: not every journey has an experiment or a fork."""


@dataclass(frozen=True, slots=True)
class Context:
    """What rules look at: the handbook, and the day that ages are counted from."""

    handbook: Handbook
    today: dt.date

    @property
    def stages(self) -> Iterator[Stage]:
        """Every stage of every journey."""
        return (stage for journey in self.handbook.journeys for stage in journey.stages)


Rule: TypeAlias = Callable[[Context], Iterator[Diagnostic]]


def persona_without_journey(context: Context) -> Iterator[Diagnostic]:
    for persona in context.handbook.personas:
        if not persona.journeys:
            yield _warning(
                persona,
                "persona-without-journey",
                f"{quoted(persona.name)} has no journey",
                f"write `persona: {persona.id}` in a journey",
                "name",
            )


def too_many_strategic_personas(context: Context) -> Iterator[Diagnostic]:
    strategic = [p for p in context.handbook.personas if p.priority == "strategic"]
    for number, persona in enumerate(strategic[MOST_STRATEGIC:], start=MOST_STRATEGIC + 1):
        yield _warning(
            persona,
            "too-many-strategic-personas",
            f"{quoted(persona.name)} is strategic persona number {number}",
            f"keep {MOST_STRATEGIC} at most; the others are `priority: secondary`",
            "priority",
        )


def persona_on_assumption(context: Context) -> Iterator[Diagnostic]:
    for persona in context.handbook.personas:
        claims = [record.evidence for record in _claims_of(persona)]
        if not persona.evidence and not any(claims):
            yield _warning(
                persona,
                "persona-on-assumption",
                f"{quoted(persona.name)} rests on no evidence",
                "cite interviews, figures or verbatims under `evidence`",
                "name",
            )


def lane_missing(context: Context) -> Iterator[Diagnostic]:
    duties = [lane for lane in context.handbook.lanes if lane not in _LANES_WITHOUT_DUTY]
    for journey in context.handbook.journeys:
        if not any(persona.priority == "strategic" for persona in journey.personas):
            continue
        for lane in duties:
            if not any(_fills(stage, lane) for stage in journey.stages):
                yield _warning(
                    journey,
                    "lane-missing",
                    f"no stage says anything of {quoted(lane)}",
                    "a strategic persona's map fills every lane: write it, or take the lane out "
                    "of `lanes` in handbook.yml",
                    "stages",
                )


def stage_without_emotion(context: Context) -> Iterator[Diagnostic]:
    for stage in context.stages:
        if stage.emotion is None and not any(step.emotion for step in stage.steps):
            yield _bare(stage, "emotion", "emotion", "the curve has a gap here")


def stage_without_kpi(context: Context) -> Iterator[Diagnostic]:
    for stage in context.stages:
        if not stage.kpis:
            yield _bare(stage, "kpi", "KPI", "nobody can tell whether it gets better")


def stage_without_objective(context: Context) -> Iterator[Diagnostic]:
    for stage in context.stages:
        if not stage.objectives:
            yield _bare(stage, "objective", "AIDA objective", "write `aida:`")


def stage_without_touchpoint(context: Context) -> Iterator[Diagnostic]:
    for stage in context.stages:
        if not stage.touchpoints and not any(step.touchpoint for step in stage.steps):
            yield _bare(stage, "touchpoint", "touchpoint", "say where the persona meets us")


def kpi_without_target(context: Context) -> Iterator[Diagnostic]:
    for stage in context.stages:
        for use in stage.kpis:
            if use.target is None:
                yield _warning(
                    use,
                    "kpi-without-target",
                    f"{quoted(use.kpi.id)} has no target",
                    "write `target:`, the figure to reach",
                )


def kpi_past_alert(context: Context) -> Iterator[Diagnostic]:
    for stage in context.stages:
        for use in stage.kpis:
            if kpi_status(use) is KpiStatus.ALERT and use.current is not None:
                word = "below" if use.kpi.better == "up" else "above"
                yield _warning(
                    use,
                    "kpi-past-alert",
                    f"{quoted(use.kpi.id)} is at {use.current:g}, {word} its alert of "
                    f"{use.alert:g}",
                    "plan an opportunity, or correct the figure",
                    "current",
                )


def pain_point_without_opportunity(context: Context) -> Iterator[Diagnostic]:
    for stage in context.stages:
        for point in stage.pain_points:
            if not any(chance.status != "dropped" for chance in point.answered_by):
                help_ = (
                    f"write an opportunity with `answers: [{point.id}]`"
                    if point.id
                    else "give it an id, and write an opportunity that answers it"
                )
                yield _warning(
                    point,
                    "pain-point-without-opportunity",
                    f"nothing answers {quoted(point.text)}",
                    help_,
                )


def opportunity_without_owner(context: Context) -> Iterator[Diagnostic]:
    for stage in context.stages:
        for chance in stage.opportunities:
            if chance.owner is None and chance.status in _OPEN:
                yield _warning(
                    chance,
                    "opportunity-without-owner",
                    f"nobody owns {quoted(chance.text)}",
                    "write `owner:`, a team of the library",
                )


def opportunity_past_due(context: Context) -> Iterator[Diagnostic]:
    for stage in context.stages:
        for chance in stage.opportunities:
            if chance.due and chance.due < context.today and chance.status in _PROMISED:
                yield _warning(
                    chance,
                    "opportunity-past-due",
                    f"{quoted(chance.text)} was due on {chance.due}",
                    "set its `status` to done or dropped, or give it another day",
                    "due",
                )


def message_without_content(context: Context) -> Iterator[Diagnostic]:
    for stage in context.stages:
        for message in stage.messages:
            if message.content is None:
                yield _warning(
                    message,
                    "message-without-content",
                    f"nothing proves {quoted(message.text)}",
                    "write `content: <id>`, or `content: {gap: …}` for what is missing",
                )


def shares_over_100(context: Context) -> Iterator[Diagnostic]:
    for stage in context.stages:
        total = sum(way.share or 0 for way in stage.next)
        if total > 100:
            yield _warning(
                stage,
                "shares-over-100",
                f"the shares of {quoted(stage.id)} add up to {total:g}%",
                "they may add up to 100% at most",
                "next",
            )


def unreachable_stage(context: Context) -> Iterator[Diagnostic]:
    for journey in context.handbook.journeys:
        reached = {journey.stages[0]} if journey.stages else set()
        waiting = list(reached)
        while waiting:
            for way in waiting.pop().next:
                if way.stage is not None and way.stage not in reached:
                    reached.add(way.stage)
                    waiting.append(way.stage)
        for stage in journey.stages:
            if stage not in reached:
                yield _warning(
                    stage,
                    "unreachable-stage",
                    f"no way leads to {quoted(stage.id)}",
                    "name it in the `next` of a stage before it",
                    "id",
                )


def review_overdue(context: Context) -> Iterator[Diagnostic]:
    records: list[Persona | Journey] = [*context.handbook.personas, *context.handbook.journeys]
    for record in records:
        if record.reviewed is None or record.review_every is None:
            continue
        due = record.review_every.after(record.reviewed)
        if due < context.today:
            yield _warning(
                record,
                "review-overdue",
                f"{quoted(record.name)} was to be reviewed by {due}",
                "read it against what you know now, and write the day under `reviewed`",
                "reviewed",
            )


def stale_evidence(context: Context) -> Iterator[Diagnostic]:
    oldest = oldest_fresh(context.handbook.evidence_age, context.today)
    for evidence in context.handbook.evidence:
        if evidence.date < oldest and evidence.backlinks:
            yield _warning(
                evidence,
                "stale-evidence",
                f"{quoted(evidence.name)} is older than {context.handbook.evidence_age}",
                f"{len(evidence.backlinks)} records rest on it: ask again, or cite newer evidence",
                "date",
            )


def unused_record(context: Context) -> Iterator[Diagnostic]:
    book = context.handbook
    linked = _linked_in_prose(book)
    for records in (
        book.touchpoints,
        book.channels,
        book.kpis,
        book.content,
        book.evidence,
        book.teams,  # the glossary is left out: a term explains a word wherever it is read
    ):
        for record in records:
            if not record.backlinks and record not in linked:
                yield _warning(
                    record,
                    "unused-record",
                    f"nothing uses {quoted(record.id)}",
                    "use it, or take it out of the library",
                )


FINDERS: dict[str, Rule] = {
    "persona-without-journey": persona_without_journey,
    "too-many-strategic-personas": too_many_strategic_personas,
    "persona-on-assumption": persona_on_assumption,
    "lane-missing": lane_missing,
    "stage-without-emotion": stage_without_emotion,
    "stage-without-kpi": stage_without_kpi,
    "stage-without-objective": stage_without_objective,
    "stage-without-touchpoint": stage_without_touchpoint,
    "kpi-without-target": kpi_without_target,
    "kpi-past-alert": kpi_past_alert,
    "pain-point-without-opportunity": pain_point_without_opportunity,
    "opportunity-without-owner": opportunity_without_owner,
    "opportunity-past-due": opportunity_past_due,
    "message-without-content": message_without_content,
    "shares-over-100": shares_over_100,
    "unreachable-stage": unreachable_stage,
    "review-overdue": review_overdue,
    "stale-evidence": stale_evidence,
    "unused-record": unused_record,
}
"""The rules, by the code of what they find."""

_WHOLE_HANDBOOK = frozenset({"persona-without-journey", "unused-record"})
"""Rules that a record which cannot be read would mislead."""


def findings(
    handbook: Handbook, *, today: dt.date, faults: Iterable[Diagnostic] = ()
) -> list[Diagnostic]:
    """Return what the rules find, with the severity that the handbook gives each.

    `faults` are those of its sources. Where there are any, the handbook is not whole: files with
    a fault get no findings, nor does anything that depends on the whole.
    """
    faulty = {fault.position.path for fault in faults}
    context = Context(handbook, today)
    found = []
    for code, rule in FINDERS.items():
        severity = handbook.rules.get(code, "warning")
        if severity == "off" or (faulty and code in _WHOLE_HANDBOOK):
            continue
        found += [
            replace(finding, severity=Severity(severity))
            for finding in rule(context)
            if finding.position.path not in faulty
        ]
    return found


def _warning(record: Record, code: str, headline: str, help_: str, *path: str | int) -> Diagnostic:
    """Return a finding at a record, or at the value of it that a path leads to."""
    journey = _journey_of(record)
    inherited = journey is not None and record.origin.inherited(*path)
    return Diagnostic(
        position=record.origin.position(*path),
        severity=Severity.WARNING,
        code=code,
        headline=headline,
        help=help_,
        reaches=(journey.id,) if journey and inherited else (),
    )


def _journey_of(record: Record) -> Journey | None:
    above: Record | None = record
    while above is not None and not isinstance(above, Journey):
        above = above.parent
    return above


def _bare(stage: Stage, lack: str, what: str, help_: str) -> Diagnostic:
    headline = f"{quoted(stage.name)} has no {what}"
    return _warning(stage, f"stage-without-{lack}", headline, help_, "id")


def _fills(stage: Stage, lane: str) -> bool:
    return bool(stage.objectives if lane == "aida" else getattr(stage, lane))


def _claims_of(persona: Persona) -> Iterator[Claim | Objection]:
    for item in fields(persona):
        value = getattr(persona, item.name)
        if isinstance(value, tuple):
            yield from (record for record in value if isinstance(record, Claim | Objection))


def _linked_in_prose(handbook: Handbook) -> set[Named]:
    """Return the records that an author's text links to."""
    return {
        record for target in handbook.linked if (record := handbook.named.get(target)) is not None
    }
