"""How far the handbook can be trusted: its evidence, its reviews, its gaps, its findings."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from ...insight.coverage import counted_lanes, filled_stages
from ...insight.evidence import Grade, grade
from ...insight.reviews import Review, reviews
from ...model import Handbook, Journey, Persona, Phase, Stage
from .. import words
from ..checked import Checked
from ..phases import phase_name
from ..viewing import a_view
from ..writer import Link, Writer
from .parts import Badge, badge, link
from .places import choices
from .tallies import TallyView, tally

EVIDENCE, REVIEWS, COVERAGE, FINDINGS = "evidence", "reviews", "coverage", "findings"
"""The names of the page's tables."""

Grades = dict[Stage, Grade]


@a_view
class MapHead:
    """A map with its personas; `choices` are their names, to filter by."""

    link: Link
    personas: tuple[Link, ...]
    choices: str
    target: str | None


@a_view
class GradedStage:
    """A stage and what it rests on."""

    link: Link
    grade: Badge


@a_view
class EvidenceRow:
    """The stages of a map, by phase; `share` sorts by how many are supported."""

    map: MapHead
    phases: tuple[tuple[GradedStage, ...], ...]
    supported: str
    share: str


@a_view
class EvidenceView:
    """What every stage of every map rests on; `phases` are the columns."""

    phases: tuple[str, ...]
    rows: tuple[EvidenceRow, ...]


@a_view
class ReviewRow:
    """When a persona or a journey is to be read again. `state` is late, soon, later or none."""

    link: Link
    kind: str
    owner: Link | None
    reviewed: str | None
    reviewed_day: str
    due: str | None
    due_day: str
    state: Badge
    said: str


@a_view
class LaneCell:
    """How many stages fill a lane: as a text, and in per cent."""

    text: str
    percent: int


@a_view
class CoverageRow:
    """The lanes of a map."""

    map: MapHead
    lanes: tuple[LaneCell, ...]


@a_view
class CoverageView:
    """How far every map is filled in; `lanes` are the columns."""

    lanes: tuple[str, ...]
    rows: tuple[CoverageRow, ...]


@a_view
class FindingRow:
    """Something that falls short of a good handbook, and where to mend it."""

    code: str
    headline: str
    help: str
    place: str
    url: str | None
    reaches: tuple[str, ...]


@a_view
class MeaningView:
    """What a code stands for, with how often it is found; `url` explains it, None if nothing."""

    code: str
    text: str
    count: str
    url: str | None


@a_view
class FindingsView:
    """The open findings; `foreign` says that they are in English on a page that is not."""

    rows: tuple[FindingRow, ...]
    meanings: tuple[MeaningView, ...]
    foreign: bool


def has_health(handbook: Handbook) -> bool:
    """Return whether there is anything whose health could be told."""
    return any(journey.stages for journey in handbook.journeys) or any(
        review.due for review in reviews(handbook)
    )


def grades_of(handbook: Handbook, *, today: dt.date) -> Grades:
    """Return what each stage rests on."""
    return {
        stage: grade(stage, evidence_age=handbook.evidence_age, today=today)
        for journey in handbook.journeys
        for stage in journey.stages
    }


def summary(writer: Writer, grades: Grades, *, today: dt.date) -> tuple[TallyView, ...]:
    """Return the counts of the page, each with what it counts."""
    word, counts = writer.language.word, Counter(grades.values())
    found = [
        tally(
            writer,
            counts[each],
            word(said),
            each if counts[each] else "none",
            table=EVIDENCE,
        )
        for each, said in (
            (Grade.SUPPORTED, words.mark("Stages supported by evidence")),
            (Grade.STALE, words.mark("Stages with evidence getting old")),
            (Grade.ASSUMPTION, words.mark("Stages on assumption")),
        )
        if grades
    ]
    dated = [review.due for review in reviews(writer.handbook) if review.due]
    if dated:
        late = sum(due < today for due in dated)
        said, value = word("Reviews overdue"), "alert" if late else "on-target"
        choice = word("Overdue") if late else ""
        found.append(tally(writer, late, said, value, table=REVIEWS, choice=choice))
    if checked := writer.found_by_check():
        open_ = len(checked.findings)
        value = "behind" if open_ else "on-target"
        found.append(tally(writer, open_, word("Open findings"), value, table=FINDINGS))
    return tuple(found)


def evidence(writer: Writer, grades: Grades) -> EvidenceView | None:
    """Return what every stage rests on; None where there are no stages."""
    used = {stage.phase for stage in grades}
    phases: list[Phase | None] = [*writer.handbook.phases, None]
    shown = [phase for phase in phases if phase in used]
    if not shown:
        return None
    return EvidenceView(
        phases=tuple(
            phase_name(writer, phase) if phase else writer.language.word("No phase")
            for phase in shown
        ),
        rows=tuple(
            _evidence_row(writer, journey, shown, grades)
            for journey in writer.handbook.journeys
            if journey.stages
        ),
    )


def due_reviews(writer: Writer, *, today: dt.date) -> tuple[ReviewRow, ...]:
    """Return the review of every persona and journey; nothing where none has a day."""
    found = reviews(writer.handbook)
    if not any(review.due for review in found):
        return ()
    return tuple(_review(writer, review, today) for review in found)


def coverage(writer: Writer) -> CoverageView | None:
    """Return how far each map is filled in, by persona; None where there are no stages."""
    book = writer.handbook
    lanes = counted_lanes(book)
    order = {persona: number for number, persona in enumerate(book.personas)}
    maps = sorted(
        (journey for journey in book.journeys if journey.stages),
        key=lambda journey: min((order[p] for p in journey.personas), default=len(order)),
    )
    if not maps or not lanes:
        return None
    return CoverageView(
        lanes=tuple(writer.language.word(words.LANES[lane]) for lane in lanes),
        rows=tuple(
            CoverageRow(
                map=_head(writer, journey),
                lanes=tuple(
                    _lane(filled_stages(journey, lane), len(journey.stages)) for lane in lanes
                ),
            )
            for journey in maps
        ),
    )


def findings(writer: Writer) -> FindingsView | None:
    """Return what the check found; None where no check was made."""
    checked = writer.found_by_check()
    if checked is None:
        return None
    counts = Counter(finding.code for finding in checked.findings)
    language = writer.language
    return FindingsView(
        rows=_findings(checked),
        meanings=tuple(
            MeaningView(
                code=code,
                text=checked.meanings[code],
                count=language.words("{count} finding", "{count} findings", counts[code]),
                url=_explained(writer, checked.explained_in(code), code),
            )
            for code in sorted(counts)
        ),
        foreign=not language.locale.startswith("en"),
    )


def _evidence_row(
    writer: Writer, journey: Journey, phases: list[Phase | None], grades: Grades
) -> EvidenceRow:
    supported = sum(grades[stage] is Grade.SUPPORTED for stage in journey.stages)
    by_phase: dict[Phase | None, list[GradedStage]] = {phase: [] for phase in phases}
    for stage in journey.stages:
        value = grades[stage]
        word = writer.language.word(words.GRADES_IN_SHORT[value])
        graded = GradedStage(link=writer.link(stage), grade=Badge(word=word, value=value))
        by_phase[stage.phase].append(graded)
    number = writer.language.number
    said = writer.language.word("{count} of {all}")
    return EvidenceRow(
        map=_head(writer, journey),
        phases=tuple(tuple(by_phase[phase]) for phase in phases),
        supported=said.format(count=number(supported), all=number(len(journey.stages))),
        share=f"{supported / len(journey.stages):.3f}",
    )


def _head(writer: Writer, journey: Journey) -> MapHead:
    personas = writer.links(journey.personas)
    return MapHead(
        link=writer.link(journey),
        personas=personas,
        choices=choices(tuple(to.text for to in personas)),
        target=badge(writer, words.STATES, "target").word if journey.state == "target" else None,
    )


_SOON = 30
"""Days before a review in which it is worth planning."""


def _review(writer: Writer, review: Review, today: dt.date) -> ReviewRow:
    record, due, language = review.record, review.due, writer.language
    state, said = _state(writer, due, today)
    return ReviewRow(
        link=writer.link(record),
        kind=language.word("Persona") if isinstance(record, Persona) else language.word("Journey"),
        owner=link(writer, record.owner),
        reviewed=language.date(record.reviewed) if record.reviewed else None,
        reviewed_day=record.reviewed.isoformat() if record.reviewed else "",
        due=language.date(due) if due else None,
        due_day=due.isoformat() if due else "",
        state=state,
        said=said,
    )


def _state(writer: Writer, due: dt.date | None, today: dt.date) -> tuple[Badge, str]:
    """Return how a review stands, as a badge and as a count of days."""
    word, language = writer.language.word, writer.language
    if due is None:
        return Badge(word=word("No date"), value="none"), ""
    days = (due - today).days
    if days < 0:
        said = language.words("by {count} day", "by {count} days", -days)
        return Badge(word=word("Overdue"), value="late"), said
    said = language.words("in {count} day", "in {count} days", days) if days else word("today")
    if days <= _SOON:
        return Badge(word=word("Due soon"), value="soon"), said
    return Badge(word=word("Up to date"), value="later"), said


def _lane(filled: int, of: int) -> LaneCell:
    return LaneCell(text=f"{filled}/{of}", percent=round(100 * filled / of))


def _explained(writer: Writer, source: str | None, code: str) -> str | None:
    return f"{writer.addresses.relative(writer.page, source)}#{code}" if source else None


def _findings(checked: Checked) -> tuple[FindingRow, ...]:
    return tuple(
        FindingRow(
            code=finding.code,
            headline=finding.headline,
            help=finding.help,
            place=f"{finding.position.path}:{finding.position.line}",
            url=checked.edit_url(finding.position.path),
            reaches=finding.reaches,
        )
        for finding in checked.findings
    )
