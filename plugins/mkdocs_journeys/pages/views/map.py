"""The map: stages as columns, lanes as rows, and what is to be known before reading it."""

from __future__ import annotations

from ...model import Journey, Phase, Stage, Step
from .. import words
from ..curves import Moment, has_curve, moments, widths
from ..icons import CHANNELS, kind_of_channel
from ..phases import phase_name
from ..viewing import a_view
from ..writer import Link, Writer
from .called import names
from .lanes import LaneView, MetView, is_own, keys_of, lane, lanes_of
from .parts import (
    MoodView,
    link,
    mood,
)


@a_view
class ColumnView:
    """The head of a stage's column. `width` is beside the others', 1 being an ordinary one."""

    link: Link
    number: int
    duration: str | None
    width: str
    mark: str | None


@a_view
class PhaseView:
    """A phase over the columns of its stages."""

    name: str
    width: int


@a_view
class StepView:
    """A step under its stage. `own` says that it is not as in the base map."""

    link: Link
    touchpoint: Link | None
    channel: str | None
    moment_of_truth: bool
    own: bool
    mark: str | None


@a_view
class StepsView:
    """The steps of a stage. Its own mark tells of those that went, and of their order."""

    steps: tuple[StepView, ...]
    mark: str | None


@a_view
class ExtremeView:
    """The highest or the lowest point of the curve, and the stage where it is a step's."""

    word: str
    mood: MoodView
    link: Link
    stage: str | None


@a_view
class MapView:
    """The map. `chart` and `scale` name the curve and its axis, `table` its figures.

    `length` is that of all columns, in ordinary ones; `narrowest` how many columns as narrow as
    the narrowest would take as much room. `symbols` are the paths of the pictures of channels.
    `mark` is that of stages that went, and of the order of stages; `felt` are those of the points
    of the curve, a name or none for each column.
    """

    columns: tuple[ColumnView, ...]
    length: str
    narrowest: str
    phases: tuple[PhaseView, ...]
    steps: tuple[StepsView, ...]
    feeling: LaneView
    step_lane: LaneView
    lanes: tuple[LaneView, ...]
    switches: tuple[LaneView, ...]
    extremes: tuple[ExtremeView, ...]
    base: Link | None
    symbols: dict[str, str]
    has_truths: bool
    chart: str | None
    scale: str | None
    table: str | None
    mark: str | None
    felt: tuple[str | None, ...]


def map_(writer: Writer, journey: Journey) -> MapView:
    """Return the map; lanes that nobody filled are left out."""
    feeling = lane(writer, "curve", words.FEELING_LANE)
    step_lane = lane(writer, "steps", words.STEPS_LANE)
    lanes = tuple(lanes_of(writer, journey))
    curved = has_curve(journey)
    steps = tuple(_steps(writer, stage, curved=curved) for stage in journey.stages)
    has_steps = any(of_stage.steps or of_stage.mark for of_stage in steps)
    felt = tuple(_felt(writer, stage) if curved else None for stage in journey.stages)
    shown = {key for lane in lanes for key in keys_of(writer, lane.name)}
    shown |= {"emotion"} if curved else set()
    shown |= {"steps"} if has_steps else set()
    wide = widths(journey)
    used = {
        use.channel
        for lane in lanes
        for cell in lane.cells
        for use in cell.held
        if isinstance(use, MetView)
    }
    used |= {step.channel for of_stage in steps for step in of_stage.steps if step.channel}
    return MapView(
        columns=tuple(
            ColumnView(
                link=writer.link(stage),
                number=stage.number,
                duration=stage.duration,
                width=f"{width:g}",
                mark=writer.mark_rest(stage, shown),
            )
            for stage, width in zip(journey.stages, wide, strict=True)
        ),
        length=f"{sum(wide):g}",
        narrowest=f"{sum(wide) / min(wide):.3g}",
        phases=_phases(writer, journey),
        steps=steps if has_steps else (),
        feeling=feeling,
        step_lane=step_lane,
        lanes=lanes,
        switches=(
            *((feeling,) if curved else ()),
            *((step_lane,) if has_steps else ()),
            *lanes,
        ),
        extremes=_extremes(writer, journey) if curved else (),
        base=link(writer, journey.base),
        symbols={kind: path for kind, path in CHANNELS.items() if kind in used},
        has_truths=any(step.moment_of_truth for stage in journey.stages for step in stage.steps),
        chart="curve" if curved else None,
        scale="scale" if curved else None,
        table="table" if curved else None,
        mark=writer.mark_list(journey, "stages"),
        felt=felt if any(felt) else (),
    )


def _phases(writer: Writer, journey: Journey) -> tuple[PhaseView, ...]:
    """Return the phases as runs of columns; none where no stage names one."""
    runs: list[tuple[Phase | None, int]] = []
    for stage in journey.stages:
        if runs and runs[-1][0] is stage.phase:
            runs[-1] = (stage.phase, runs[-1][1] + 1)
        else:
            runs.append((stage.phase, 1))
    if all(phase is None for phase, _ in runs):
        return ()
    return tuple(
        PhaseView(name=phase_name(writer, phase) if phase else "", width=width)
        for phase, width in runs
    )


def _extremes(writer: Writer, journey: Journey) -> tuple[ExtremeView, ...]:
    """Return the highest and the lowest point; none where the curve never moves."""
    known = [moment for moment in moments(journey) if moment.emotion]

    def score(moment: Moment) -> float:
        return moment.emotion.score if moment.emotion else 0.0

    highest, lowest = max(known, key=score), min(known, key=score)
    if score(highest) == score(lowest):
        return ()
    found = []
    for word, moment in ((words.LOWEST, lowest), (words.HIGHEST, highest)):
        felt = mood(writer, moment.emotion, cited=False)
        if felt:
            found.append(
                ExtremeView(
                    word=writer.language.word(word),
                    mood=felt,
                    link=writer.link(moment.step or moment.stage),
                    stage=moment.stage.name if moment.step else None,
                )
            )
    return tuple(found)


def _felt(writer: Writer, stage: Stage) -> str | None:
    """Return the mark of the points of a stage."""
    return writer.mark_all((stage, "emotion"), *((step, "emotion") for step in stage.steps))


def _steps(writer: Writer, stage: Stage, *, curved: bool) -> StepsView:
    return StepsView(
        steps=tuple(_step(writer, step, curved=curved) for step in stage.steps),
        mark=writer.mark_list(stage, "steps"),
    )


def _step(writer: Writer, step: Step, *, curved: bool) -> StepView:
    """Return a step. How it feels is for the curve to say, where there is one."""
    met = step.touchpoint
    return StepView(
        link=writer.link(step),
        touchpoint=writer.link(met, near=step.stage) if met else None,
        channel=kind_of_channel(met) if met else None,
        moment_of_truth=step.moment_of_truth,
        own=is_own(step.stage, (step,)),
        mark=writer.mark_rest(step, {"emotion"} if curved else set(), *names(writer, step)),
    )
