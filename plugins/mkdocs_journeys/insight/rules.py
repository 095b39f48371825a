"""Content rules: what a good map has, and where this handbook falls short of it.

A rule looks at the whole handbook and yields findings, each at the record and the value that an
author would change. What a variation inherits is reported where it was written: the same finding
seen from several variations is one, and names those it reaches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ..model import (
    Handbook,
    Journey,
    Named,
    Persona,
    Record,
    Stage,
)
from ..source.diagnostics import quoted
from ..source.nodes import Path
from .actions import is_answered, is_ownerless
from .coverage import fills
from .evidence import oldest_fresh, rests_on_nothing
from .kpis import KpiStatus, kpi_status
from .reviews import due_for_review

MOST_STRATEGIC = 5
"""Strategic personas of whom a team can keep full maps."""

_PROMISED = ("planned", "in-progress")
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


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule finds: the record, what to say of it, and the value that is wrong.

    `value` and `shown` are paths into the record as it is written in YAML, for example
    `("target",)`. Where the record lacks something there is no wrong value, and `value` is empty;
    the finding is then shown at what `shown` leads to, or at the record itself.
    """

    record: Record
    headline: str
    help: str = ""
    value: Path = ()
    shown: Path = ()


Rule: TypeAlias = Callable[[Context], Iterator[Finding]]


def persona_without_journey(context: Context) -> Iterator[Finding]:
    for persona in context.handbook.personas:
        if not persona.journeys:
            yield Finding(
                persona,
                f"{quoted(persona.name)} has no journey",
                f"write `persona: {persona.id}` in a journey",
                shown=("name",),
            )


def too_many_strategic_personas(context: Context) -> Iterator[Finding]:
    strategic = [p for p in context.handbook.personas if p.priority == "strategic"]
    for number, persona in enumerate(strategic[MOST_STRATEGIC:], start=MOST_STRATEGIC + 1):
        yield Finding(
            persona,
            f"{quoted(persona.name)} is strategic persona number {number}",
            f"choose the {MOST_STRATEGIC} that matter most, and write `priority: secondary` for "
            "the others",
            shown=("priority",),
        )


def persona_on_assumption(context: Context) -> Iterator[Finding]:
    for persona in context.handbook.personas:
        if rests_on_nothing(persona):
            yield Finding(
                persona,
                f"nothing shows that {quoted(persona.name)} is as described",
                "name interviews, figures or verbatims of library/evidence.yml under `evidence`",
                shown=("name",),
            )


def lane_missing(context: Context) -> Iterator[Finding]:
    duties = [lane for lane in context.handbook.lanes if lane not in _LANES_WITHOUT_DUTY]
    for journey in context.handbook.journeys:
        if not any(persona.priority == "strategic" for persona in journey.personas):
            continue
        empty = [lane for lane in duties if not any(fills(stage, lane) for stage in journey.stages)]
        if empty:
            yield Finding(
                journey,
                f"no stage says anything under {_either(empty)}",
                "a strategic persona's map fills every lane; list the lanes that you use under "
                "`lanes` in handbook.yml",
                ("stages",),
            )


def stage_without_emotion(context: Context) -> Iterator[Finding]:
    for stage in context.stages:
        if stage.emotion is None and not any(step.emotion for step in stage.steps):
            yield _bare(stage, "emotion", "write `emotion:`; until then the curve has a gap here")


def stage_without_kpi(context: Context) -> Iterator[Finding]:
    for stage in context.stages:
        if not stage.kpis:
            yield _bare(stage, "KPI", "write `kpis:`, the figures that tell whether it gets better")


def stage_without_objective(context: Context) -> Iterator[Finding]:
    for stage in context.stages:
        if not stage.objectives:
            help_ = "write `aida:`, what we want here: attention, interest, desire or action"
            yield _bare(stage, "AIDA objective", help_)


def stage_without_touchpoint(context: Context) -> Iterator[Finding]:
    for stage in context.stages:
        if not fills(stage, "touchpoints"):
            yield _bare(stage, "touchpoint", "write `touchpoints:`, where the persona meets us")


def kpi_without_target(context: Context) -> Iterator[Finding]:
    for stage in context.stages:
        for use in stage.kpis:
            if use.target is None:
                yield Finding(
                    use,
                    f"{quoted(use.kpi.id)} has no target",
                    "write `target:`, the figure to reach",
                )


def kpi_past_alert(context: Context) -> Iterator[Finding]:
    for stage in context.stages:
        for use in stage.kpis:
            if kpi_status(use) is not KpiStatus.ALERT or use.current is None or use.alert is None:
                continue
            word = "below" if use.kpi.better == "up" else "above"
            yield Finding(
                use,
                f"{quoted(use.kpi.id)} is at {_figure(use.current)}, {word} its alert of "
                f"{_figure(use.alert)}",
                "act on it, then write the new figure under `current`",
                ("current",),
            )


def pain_point_without_opportunity(context: Context) -> Iterator[Finding]:
    for stage in context.stages:
        for point in stage.pain_points:
            if not is_answered(point):
                help_ = (
                    f"write an opportunity with `answers: [{point.id}]`"
                    if point.id
                    else "give it an `id`, and write an opportunity that `answers` this id"
                )
                yield Finding(point, f"no opportunity answers {quoted(point.text)}", help_)


def opportunity_without_owner(context: Context) -> Iterator[Finding]:
    for stage in context.stages:
        for chance in stage.opportunities:
            if is_ownerless(chance):
                yield Finding(
                    chance,
                    f"nobody owns {quoted(chance.text)}",
                    "write `owner:`, a team of library/teams.yml",
                )


def opportunity_past_due(context: Context) -> Iterator[Finding]:
    for stage in context.stages:
        for chance in stage.opportunities:
            if chance.due and chance.due < context.today and chance.status in _PROMISED:
                yield Finding(
                    chance,
                    f"{quoted(chance.text)} was due on {chance.due}",
                    "write `status: done` or `status: dropped`, or a new day under `due`",
                    ("due",),
                )


def message_without_content(context: Context) -> Iterator[Finding]:
    for stage in context.stages:
        for message in stage.messages:
            if message.content is None:
                yield Finding(
                    message,
                    f"nothing proves {quoted(message.text)}",
                    "write `content:` with an id of library/content.yml, or "
                    "`content: {gap: …}` for what is still to be made",
                )


def shares_over_100(context: Context) -> Iterator[Finding]:
    for stage in context.stages:
        # Rounded, for tenths do not add up exactly.
        total = round(sum(way.share or 0 for way in stage.next), 6)
        if total > 100:
            yield Finding(
                stage,
                f"the shares of the ways out of {quoted(stage.name)} add up to {_figure(total)}%",
                "make them 100% or less",
                ("next",),
            )


def unreachable_stage(context: Context) -> Iterator[Finding]:
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
                yield Finding(
                    stage,
                    f"no way leads from the first stage to {quoted(stage.name)}",
                    f"write `stage: {stage.id}` under `next` of the stage before it",
                    shown=("id",),
                )


def review_overdue(context: Context) -> Iterator[Finding]:
    records: list[Persona | Journey] = [*context.handbook.personas, *context.handbook.journeys]
    for record in records:
        due = due_for_review(record)
        if due is not None and due < context.today:
            yield Finding(
                record,
                f"{quoted(record.name)} was to be reviewed by {due}",
                "read it against what you know now, and write the day under `reviewed`",
                ("reviewed",),
            )


def stale_evidence(context: Context) -> Iterator[Finding]:
    oldest = oldest_fresh(context.handbook.evidence_age, context.today)
    for evidence in context.handbook.evidence:
        if evidence.date < oldest and evidence.backlinks:
            uses = len(evidence.backlinks)
            yield Finding(
                evidence,
                f"{quoted(evidence.name)} is older than {context.handbook.evidence_age}",
                f"ask again, and cite the newer evidence where this is cited ({uses} times)"
                if uses > 1
                else "ask again, and cite the newer evidence where this is cited",
                ("date",),
            )


def unused_record(context: Context) -> Iterator[Finding]:
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
                yield Finding(
                    record,
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


def _bare(stage: Stage, what: str, help_: str) -> Finding:
    return Finding(stage, f"{quoted(stage.name)} has no {what}", help_, shown=("id",))


def _linked_in_prose(handbook: Handbook) -> set[Named]:
    """Return the records that an author's text links to."""
    return {
        record for target in handbook.linked if (record := handbook.named.get(target)) is not None
    }


def _either(words: list[str]) -> str:
    """Return words as a sentence names them: `a`, `a or b`, `a, b or c`."""
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _figure(number: float) -> str:
    """Return a number as an author writes it: no exponent below a thousand million million."""
    return f"{number:.15g}"
