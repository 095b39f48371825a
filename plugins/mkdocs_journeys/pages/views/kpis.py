"""A KPI in a stage: its figures, how far it has come from baseline to target, what is missing.

The chart is a line on which better is always to the right. It repeats what the figures say in
words, so it is no more than marks at places, in per cent of the line.
"""

from __future__ import annotations

from markupsafe import Markup

from ...insight.kpis import KpiStatus, distance, kpi_status, past_alert
from ...model import KpiUse, Named
from .. import words
from ..addresses import anchor
from ..viewing import a_view
from ..writer import Link, Writer
from .parts import Badge, FactView, badge, facts, link


@a_view
class FigureView:
    """A figure: what it is ("baseline", "current", "target" or "alert"), its word, its value.

    `at` is its place in the chart; None where there is no chart.
    """

    kind: str
    word: str
    value: str
    at: int | None


@a_view
class SpanView:
    """A stretch of the chart, in per cent of its width."""

    start: int
    length: int


@a_view
class KpiRow:
    """A KPI with all that is known of it in a stage.

    `way` leads from the baseline to the target, `gone` from the baseline to the current figure;
    each is None where one of its ends is not known.
    """

    id: str
    link: Link
    formula: Markup | None
    better: Badge
    source: Markup | None
    owner: Link | None
    status: Badge
    distance: str | None
    past_alert: str | None
    figures: tuple[FigureView, ...]
    charted: bool
    way: SpanView | None
    gone: SpanView | None
    facts: tuple[FactView, ...]
    mark: str | None


def kpi_row(writer: Writer, use: KpiUse, *, near: Named, named: bool = True) -> KpiRow:
    """Return all that is known of a KPI.

    `near` prefers the stage or journey that explains it; `named` says that links lead here.
    """
    record = use.kpi
    known = {kind: value for kind in words.FIGURES if (value := getattr(use, kind)) is not None}
    places = _places(known, better=record.better)
    status: KpiStatus = kpi_status(use)
    return KpiRow(
        id=anchor(record) if named else "",
        link=writer.link(record, near=near),
        formula=writer.inline(record.formula),
        better=badge(writer, words.BETTER, record.better),
        source=writer.inline(record.source),
        owner=link(writer, record.owner),
        status=Badge(word=writer.language.word(words.KPI_STATUSES[status]), value=status),
        distance=_distance(writer, use),
        past_alert=_past_alert(writer, use),
        figures=tuple(
            FigureView(
                kind=kind,
                word=writer.language.word(_word(kind, record.better)),
                value=writer.language.quantity(value, record.unit),
                at=places.get(kind),
            )
            for kind, value in known.items()
        ),
        charted=bool(places),
        way=_span(places, "target"),
        gone=_span(places, "current"),
        facts=facts(record.extra, use.extra),
        mark=writer.mark_all((use,), (record,)),
    )


def _word(kind: str, better: str) -> str:
    return words.ALERT_ABOVE if kind == "alert" and better == "down" else words.FIGURES[kind]


def _places(known: dict[str, float], *, better: str) -> dict[str, int]:
    """Return where on the line each figure stands; nowhere where all are the same."""
    low, high = min(known.values(), default=0.0), max(known.values(), default=0.0)
    if low == high:
        return {}
    worst, best = (low, high) if better == "up" else (high, low)
    # Each part by itself: the difference of two huge figures may not be a number.
    return {
        kind: round(100 * (value / 2 - worst / 2) / (best / 2 - worst / 2))
        for kind, value in known.items()
    }


def _span(places: dict[str, int], end: str) -> SpanView | None:
    if "baseline" not in places or end not in places:
        return None
    ends = sorted((places["baseline"], places[end]))
    return SpanView(start=ends[0], length=ends[1] - ends[0])


def _distance(writer: Writer, use: KpiUse) -> str | None:
    """Say what is missing to the target, as in "4 points to go"."""
    missing, word = distance(use), writer.language.word
    if missing is None:
        return None
    if missing == 0:
        return word("Target reached")
    said = word("{amount} to go") if missing > 0 else word("{amount} beyond the target")
    return said.format(amount=_amount(writer, abs(missing), use.kpi.unit))


def _past_alert(writer: Writer, use: KpiUse) -> str | None:
    """Say by how much the figure is past its alert."""
    past = past_alert(use)
    if past is None:
        return None
    said = writer.language.word("{amount} past the alert")
    return said.format(amount=_amount(writer, past, use.kpi.unit))


def _amount(writer: Writer, number: float, unit: str | None) -> str:
    """Return a difference with its unit: that of percentages is points."""
    if unit != "%":
        return writer.language.quantity(number, unit)
    return writer.language.words("{count} point", "{count} points", round(number, 2))
