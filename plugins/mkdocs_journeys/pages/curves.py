"""Emotion curves: a handbook's records → the plain values that charts are drawn from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from babel.numbers import get_decimal_symbol
from markupsafe import Markup, escape

from ..charts import (
    COMPARED,
    FIGURE,
    IN_MAP,
    Curve,
    Point,
    Route,
    Series,
    Way,
    Words,
    draw_curve,
    draw_route,
    draw_scale,
    draw_silent_sparkline,
    draw_sparkline,
)
from ..insight.evidence import Grade, grade
from ..model import Emotion, Journey, Persona, Phase, Stage, Step
from ..model.reads import Memo
from . import words
from .languages import Language
from .phases import phase_name, phases_of
from .writer import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A stage or a step as a point of a curve.

    `x` counts columns: in a map one a stage, in an overlay one a phase.
    """

    x: float
    stage: Stage
    step: Step | None

    @property
    def emotion(self) -> Emotion | None:
        """How she feels there; None is unknown."""
        return self.step.emotion if self.step else self.stage.emotion

    @property
    def name(self) -> str:
        """The step's or the stage's name."""
        return (self.step or self.stage).name


def moments(journey: Journey) -> tuple[Moment, ...]:
    """Return the points of a journey's own curve, by steps where a stage has an emotion in any."""
    return tuple(
        Moment(x=number + within, stage=stage, step=step)
        for number, stage in enumerate(journey.stages)
        for within, step in _spread(stage)
    )


def has_curve(*journeys: Journey) -> bool:
    """Whether anything is known of how these journeys feel: else there is nothing to draw."""
    return any(
        stage.emotion or any(step.emotion for step in stage.steps)
        for journey in journeys
        for stage in journey.stages
    )


_STEPS_IN_A_COLUMN = 2.5
"""Steps side by side that an ordinary column has room for."""


def widths(journey: Journey) -> tuple[float, ...]:
    """Return how wide the columns of a map are: a stage of many steps is wider than others."""
    return tuple(max(1.0, len(stage.steps) / _STEPS_IN_A_COLUMN) for stage in journey.stages)


def can_be_compared(journey: Journey) -> bool:
    """Whether a journey and the one it is compared with both have a curve."""
    other = journey.compare_to
    return other is not None and has_curve(journey) and has_curve(other)


def _side_by_side(
    writer: Writer, journey: Journey, other: Journey
) -> tuple[tuple[str, ...], tuple[tuple[Moment, ...], ...]]:
    """Return columns for two journeys, and the points of each over them.

    Where they have the same stages these are the columns; else their stages meet in the phases.
    """
    if [stage.id for stage in journey.stages] == [stage.id for stage in other.stages]:
        names = tuple(stage.name for stage in journey.stages)
        return names, (moments(journey), moments(other))
    shared = phases_of((journey, other), writer.handbook.phases)
    return tuple(phase_name(writer, phase) for phase in shared), overlaid((journey, other), shared)


def _spread(stage: Stage) -> Iterator[tuple[float, Step | None]]:
    if not any(step.emotion for step in stage.steps):
        yield 0.5, None
        return
    for number, step in enumerate(stage.steps):
        yield (number + 0.5) / len(stage.steps), step


def overlaid(
    journeys: tuple[Journey, ...], phases: tuple[Phase, ...]
) -> tuple[tuple[Moment, ...], ...]:
    """Return the points of several journeys over common columns, one a phase.

    The stages of a phase share its column. A stage that names no phase stays with the one before.
    """
    return tuple(_over_phases(journey, phases) for journey in journeys)


def _over_phases(journey: Journey, phases: tuple[Phase, ...]) -> tuple[Moment, ...]:
    column = 0
    columns: list[int] = []
    for stage in journey.stages:
        column = phases.index(stage.phase) if stage.phase in phases else column
        columns.append(column)
    seen: dict[int, int] = {}
    found = []
    for stage, at in zip(journey.stages, columns, strict=True):
        place = seen[at] = seen.get(at, 0) + 1
        found.append(Moment(x=at + (place - 0.5) / columns.count(at), stage=stage, step=None))
    return tuple(found)


MOST_OVERLAID = 6
"""Curves in one picture: more cannot be told apart."""


def shown_journeys(persona: Persona) -> tuple[Journey, ...]:
    """Return those of a persona's journeys whose curves are laid over one another.

    They are drawn by stages: a journey whose steps alone have emotions has nothing to show here.
    """
    shown = (j for j in persona.journeys if any(stage.emotion for stage in j.stages))
    return tuple(shown)[:MOST_OVERLAID]


class Curves:
    """Draws the curves of one page. `today` is the day that the age of evidence counts from.

    `small` keeps the small curve of a journey, which its stages' and its personas' pages share: it
    differs by its mark.
    """

    def __init__(
        self, writer: Writer, *, today: dt.date, small: Memo[Journey, Curve] | None = None
    ) -> None:
        self.writer = writer
        self.today = today
        self.small = small or Memo()

    def in_map(self, journey: Journey) -> tuple[Markup, Markup]:
        """Return a journey's curve, drawn to span the columns of its map, and its table."""
        curve = replace(self._journey("chart:curve", journey), widths=widths(journey))
        drawn = Markup(draw_curve(curve, size=IN_MAP))  # noqa: S704 - charts escape all texts
        return drawn, self._table(curve)

    def scale(self) -> Markup:
        """Return the axis of a map's curve, to stand beside it."""
        return Markup(draw_scale(_words(self.writer.language), size=IN_MAP))  # noqa: S704 - likewise

    def route(self, journey: Journey) -> Markup:
        """Return the ways on, back and out of a journey's stages as a diagram."""
        language = self.writer.language
        found = [(stage, way) for stage in journey.stages for way in stage.next]
        back = sum(way.stage is not None and way.stage.number <= at.number for at, way in found)
        out = sum(way.stage is None for _, way in found)
        said = language.word("{stages} in line, {back}, {out}; the list says the same in words.")
        diagram = Route(
            id="chart:route",
            title=language.word("Route: {name}").format(name=journey.name),
            description=said.format(
                stages=language.words("{count} stage", "{count} stages", len(journey.stages)),
                back=language.words("{count} way back", "{count} ways back", back),
                out=language.words("{count} way out", "{count} ways out", out),
            ),
            stages=tuple(stage.name for stage in journey.stages),
            ways=tuple(
                Way(
                    start=at.number - 1,
                    end=way.stage.number - 1 if way.stage else None,
                    share=way.share,
                    said="" if way.share is None else language.percent(way.share),
                    text=self.writer.plain(way.when if way.stage else way.exit),
                )
                for at, way in found
            ),
        )
        return Markup(draw_route(diagram))  # noqa: S704 - likewise

    def compared(self, journey: Journey) -> Markup:
        """Return a journey's curve with the one it is compared with, and their table.

        The journey must be comparable (`can_be_compared`).
        """
        other = journey.compare_to
        if other is None:
            raise ValueError(f"{journey.id} is compared with none")
        columns, points = _side_by_side(self.writer, journey, other)
        word = self.writer.language.word
        accent = journey.personas[0].accent if journey.personas else None
        title = word("Emotion curves: {name} beside {other}")
        return self.over_one_another(
            "compared",
            title=title.format(name=journey.name, other=other.name),
            columns=columns,
            series=tuple(
                zip(self._names_beside(journey, other), points, (accent, None), strict=True)
            ),
        )

    def over_one_another(
        self,
        name: str,
        *,
        title: str,
        columns: tuple[str, ...],
        series: tuple[tuple[str, tuple[Moment, ...], int | None], ...],
    ) -> Markup:
        """Return several curves in one picture, as wide as a map's page, with their table.

        Each has a name, its points over the columns, and an accent. Ids are made of `name`.
        """
        curve = Curve(
            id=f"chart:{name}",
            title=title,
            description=self._description(tuple(found for _, found, _ in series)),
            columns=columns or (self.writer.language.word("Journey"),),
            series=tuple(
                Series(name=called, points=self._points(found), accent=accent)
                for called, found, accent in series
            ),
            words=_words(self.writer.language),
        )
        drawn = Markup(draw_curve(curve, size=COMPARED))  # noqa: S704 - likewise
        return _figure(drawn, self._table(curve))

    def _names_beside(self, journey: Journey, other: Journey) -> tuple[str, str]:
        """Name two journeys by their states, where these tell them apart, else by their titles."""
        if journey.state == other.state:
            return journey.name, other.name
        word = self.writer.language.word
        return word(words.STATES[journey.state]), word(words.STATES[other.state])

    def marked(self, stage: Stage) -> Markup:
        """Return the small curve of a stage's journey, with the stage marked."""
        drawn = draw_sparkline(self._small(stage.journey), marked=stage.number - 1)
        return Markup(drawn)  # noqa: S704 - charts escape all texts

    def small_of(self, journey: Journey, name: str) -> Markup:
        """Return a small curve of a journey, a picture without links, its ids made of `name`."""
        drawn = draw_silent_sparkline(self._small(journey), name=f"chart:{name}")
        return Markup(drawn)  # noqa: S704 - charts escape all texts

    def _small(self, journey: Journey) -> Curve:
        def shared() -> Curve:
            # Addressed from beside the stages' pages: the same links hold on each of them.
            beside = replace(self.writer, page=self.writer.addresses.beside_stages(journey))
            return Curves(beside, today=self.today)._journey("chart:curve", journey)

        return self.small.get(journey, shared)

    def of_persona(self, persona: Persona) -> Markup:
        """Return the curves of a persona's journeys over the phases, with their table."""
        journeys = shown_journeys(persona)
        phases = phases_of(journeys, self.writer.handbook.phases)
        points = overlaid(journeys, phases)
        word = self.writer.language.word
        curve = Curve(
            id="chart:curves",
            title=word("How {name} feels along the way").format(name=persona.name),
            description=self._description(points),
            columns=tuple(phase_name(self.writer, phase) for phase in phases) or (word("Journey"),),
            series=tuple(
                Series(
                    name=journey.name, points=self._points(found), accent=persona.accent + number
                )
                for number, (journey, found) in enumerate(zip(journeys, points, strict=True))
            ),
            words=_words(self.writer.language),
        )
        drawn = Markup(draw_curve(curve, size=FIGURE))  # noqa: S704 - charts escape all texts
        return _figure(drawn, self._table(curve))

    def _journey(self, name: str, journey: Journey) -> Curve:
        found = moments(journey)
        accent = journey.personas[0].accent if journey.personas else None
        word = self.writer.language.word
        return Curve(
            id=name,
            title=word("Emotion curve: {name}").format(name=journey.name),
            description=self._description((found,)),
            columns=tuple(stage.name for stage in journey.stages),
            series=(Series(name=journey.name, points=self._points(found), accent=accent),),
            words=_words(self.writer.language),
        )

    def _points(self, found: tuple[Moment, ...]) -> tuple[Point, ...]:
        age = self.writer.handbook.evidence_age
        assumed = {
            stage: grade(stage, evidence_age=age, today=self.today) is Grade.ASSUMPTION
            for stage in dict.fromkeys(moment.stage for moment in found)
        }
        return tuple(
            Point(
                x=moment.x,
                score=emotion.score if emotion else None,
                label=moment.name,
                feeling=(emotion.feeling or "") if emotion else "",
                url=self._url(moment),
                moment_of_truth=bool(moment.step and moment.step.moment_of_truth),
                assumed=assumed[moment.stage],
            )
            for moment, emotion in ((moment, moment.emotion) for moment in found)
        )

    def _url(self, moment: Moment) -> str:
        """Return the way to a point's stage or step, "" for one of a former revision."""
        stage = moment.stage
        if self.writer.handbook.named.get(("stage", stage.address)) is not stage:
            return ""
        return self.writer.link(moment.step or stage).url

    def _description(self, series: tuple[tuple[Moment, ...], ...]) -> str:
        """Say in a sentence where the curve is highest and lowest."""
        known = [
            (moment.emotion.score, moment.name)
            for found in series
            for moment in found
            if moment.emotion
        ]
        word = self.writer.language.word
        if not known:
            return word("No emotion is known yet.")
        best, worst = max(known, key=lambda item: item[0]), min(known, key=lambda item: item[0])
        signed = self.writer.language.signed
        return word(
            "Highest at “{best}” ({high}), lowest at “{worst}” ({low}), from −2 to +2."
        ).format(best=best[1], high=signed(best[0]), worst=worst[1], low=signed(worst[0]))

    def _table(self, curve: Curve) -> Markup:
        """Return a curve's points as a table that can be opened under it."""
        word, signed = self.writer.language.word, self.writer.language.signed
        several = len(curve.series) > 1
        heads = [word("Stage or step"), word("Score"), word("Feeling")]
        if several:
            heads.insert(0, word("Journey"))

        def row(series: Series, point: Point) -> str:
            label = escape(point.label)
            score = word("unknown") if point.score is None else signed(point.score)
            cells = [
                f'<a href="{escape(point.url)}">{label}</a>' if point.url else label,
                escape(score),
                escape(point.feeling),
            ]
            if several:
                cells.insert(0, escape(series.name))
            return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

        rows = "".join(row(series, point) for series in curve.series for point in series.points)
        ths = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        title = escape(word("The curve as a table"))
        return Markup(  # noqa: S704 - all texts in it are escaped
            f'<details class="jn-chart-data"><summary>{title}'
            '</summary><div class="jn-scroll"><table class="jn-table">'
            f"<thead><tr>{ths}</tr></thead><tbody>{rows}</tbody></table></div></details>"
        )


@lru_cache(maxsize=8)  # the same in all charts of a language
def _words(language: Language) -> Words:
    low, unhappy, neutral, pleased, high = (language.word(text) for text in words.LEVELS)
    return Words(
        levels=(low, unhappy, neutral, pleased, high),
        unknown=language.word("unknown"),
        moment_of_truth=language.word("Moment of truth"),
        assumption=language.word("Assumption"),
        decimal_mark=get_decimal_symbol(language.locale),
    )


def _figure(drawn: Markup, table: Markup) -> Markup:
    return Markup(
        '<figure class="jn-figure"><div class="jn-chart-frame">{}</div>{}</figure>'
    ).format(drawn, table)
