"""Every KPI of every stage: where it stands, and how many do well in a phase or for a persona."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from ...insight.folding import Folded, folded
from ...insight.kpis import KpiStatus, kpi_status, worst_first
from ...model import Handbook, KpiUse, Persona, Phase
from .. import words
from ..phases import phase_name
from ..viewing import a_view
from ..writer import Link, Writer
from .divided import MOST_PRESSING, CountView, count
from .kpis import KpiRow, kpi_row
from .standing import StandingView, is_planned, standing
from .tallies import TallyView, tally

TABLE = "kpis"

K = TypeVar("K")

_PRESSING = (KpiStatus.ALERT, KpiStatus.BEHIND)
_ORDER = (KpiStatus.ALERT, KpiStatus.BEHIND, KpiStatus.UNKNOWN, KpiStatus.ON_TARGET)


@a_view
class FigureCell:
    """A figure in a table; `text` is empty where it is not known, `sort` is the bare number."""

    kind: str
    word: str
    text: str
    sort: str


@a_view
class ScoreRow:
    """A KPI of a stage. `rank` sorts by status, the worst first."""

    kpi: KpiRow
    place: StandingView
    phase: str
    figures: tuple[FigureCell, ...]
    rank: int
    mark: str | None


@a_view
class ScoreboardView:
    """KPIs, the worst first; the words are those of the figures' columns."""

    caption: str
    words: tuple[tuple[str, str], ...]
    rows: tuple[ScoreRow, ...]


@a_view
class SummaryView:
    """How many KPIs do how well; `folds` says that some stand on several maps."""

    said: str
    folds: bool
    tallies: tuple[TallyView, ...]


_LONGEST = 20
"""Letters of a word that get a column's room: longer ones are broken."""


@a_view
class GroupRow:
    """The KPIs of a phase or of a persona, counted by status."""

    name: str
    link: Link | None
    total: str
    counts: tuple[TallyView, ...]


@a_view
class GroupTable:
    """A table of groups: by phase, or by persona."""

    name: str
    caption: str
    column: str
    statuses: tuple[TallyView, ...]
    rows: tuple[GroupRow, ...]

    @property
    def longest(self) -> int:
        """The letters of the longest word of its first column.

        A browser that finds the room for it by itself moves the other columns as rows arrive.
        """
        names = (row.link.text if row.link else row.name for row in self.rows)
        words = " ".join((self.column, *names)).split()
        return min(max(map(len, words)), _LONGEST)


Uses = tuple[Folded[KpiUse], ...]


def kpi_uses(handbook: Handbook) -> Uses:
    """Return the KPIs of all stages, the worst first, each once."""
    return tuple(sorted(folded(handbook, lambda stage: stage.kpis), key=_pressing))


def _pressing(use: Folded[KpiUse]) -> tuple[int, bool, float]:
    status, way = worst_first(use.record)
    # What a map of the future asks of a KPI has not begun: it comes after today's.
    return status, is_planned(use), way


def summary(writer: Writer, uses: Uses, *, table: str = TABLE) -> SummaryView:
    """Return how many KPIs do how well; the counts lead to a table."""
    counts = Counter(kpi_status(use.record) for use in uses)
    return SummaryView(
        said=writer.language.words(
            "{count} KPI is measured", "{count} KPIs are measured", len(uses)
        ),
        folds=any(len(use.stages) > 1 for use in uses),
        tallies=tuple(
            replace(of, value=of.value if counts[status] else "none")
            for status in _ORDER
            for of in (_tally(writer, status, counts[status], table),)
        ),
    )


def counts_of_page(writer: Writer, uses: Uses) -> tuple[CountView, ...]:
    """Return how many KPIs of a page do how well."""
    word = writer.language.word
    counts = Counter(kpi_status(use.record) for use in uses)
    return (
        count(writer, word("KPIs"), len(uses)),
        *(
            count(writer, word(words.KPI_STATUSES[status]), counts[status], status)
            for status in _ORDER
        ),
    )


def scoreboard(writer: Writer, uses: Uses) -> ScoreboardView:
    """Return every KPI with its figures."""
    caption = writer.language.word("Every KPI of every stage, what is past its alert first")
    return _table(writer, uses, caption)


def most_pressing(writer: Writer, uses: Uses) -> ScoreboardView | None:
    """Return the KPIs that do worst; None where all are on target, or nothing is known of them."""
    worst = [use for use in uses if kpi_status(use.record) in _PRESSING][:MOST_PRESSING]
    caption = writer.language.word("KPIs past their alert or furthest behind")
    return _table(writer, tuple(worst), caption) if worst else None


def _table(writer: Writer, uses: Uses, caption: str) -> ScoreboardView:
    word = writer.language.word
    return ScoreboardView(
        caption=caption,
        words=tuple(
            (kind, word(words.ALERT if kind == "alert" else said))
            for kind, said in words.FIGURES.items()
        ),
        rows=tuple(_row(writer, use) for use in uses),
    )


def groups(writer: Writer, uses: Uses) -> tuple[GroupTable, ...]:
    """Return the KPIs counted by phase and by persona; those of neither come last."""
    word = writer.language.word
    by_phase = _grouped((use.stage.phase, use) for use in uses)
    by_persona = _grouped((persona, use) for use in uses for persona in use.personas or (None,))
    phases: list[Phase | None] = [*writer.handbook.phases, None]
    personas: list[Persona | None] = [*writer.handbook.personas, None]
    statuses = tuple(_tally(writer, status, 0, TABLE) for status in _ORDER)
    return (
        GroupTable(
            name="kpis-by-phase",
            caption=word("KPIs by phase"),
            column=word("Phase"),
            statuses=statuses,
            rows=tuple(
                _group(writer, _phase_word(writer, phase), None, by_phase[phase])
                for phase in phases
                if phase in by_phase
            ),
        ),
        GroupTable(
            name="kpis-by-persona",
            caption=word("KPIs by persona"),
            column=word("Persona"),
            statuses=statuses,
            rows=tuple(
                _group(
                    writer,
                    word("No persona"),
                    writer.link(persona) if persona else None,
                    by_persona[persona],
                )
                for persona in personas
                if persona in by_persona
            ),
        ),
    )


def _row(writer: Writer, use: Folded[KpiUse]) -> ScoreRow:
    record = use.record
    row = kpi_row(writer, record, near=use.stage, named=False)
    said = {figure.kind: figure.value for figure in row.figures}
    return ScoreRow(
        kpi=row,
        place=standing(writer, use),
        phase=_phase_word(writer, use.stage.phase),
        figures=tuple(_figure(writer, record, kind, said.get(kind)) for kind in words.FIGURES),
        rank=_ORDER.index(kpi_status(record)),
        mark=writer.mark_all(*((of,) for of in use.records), (record.kpi,)),
    )


def _phase_word(writer: Writer, phase: Phase | None) -> str:
    return phase_name(writer, phase) if phase else writer.language.word("No phase")


def _figure(writer: Writer, use: KpiUse, kind: str, text: str | None) -> FigureCell:
    number: float | None = getattr(use, kind)
    word = writer.language.word(words.ALERT if kind == "alert" else words.FIGURES[kind])
    if number is None or text is None:
        return FigureCell(kind=kind, word=word, text="", sort="")
    if kind == "alert":
        said = words.BEYOND[use.kpi.better]
        text = writer.language.word(said).format(amount=text)
    return FigureCell(kind=kind, word=word, text=text, sort=f"{number:.15g}")


def _grouped(pairs: Iterable[tuple[K, Folded[KpiUse]]]) -> dict[K, list[KpiStatus]]:
    found: dict[K, list[KpiStatus]] = {}
    for key, use in pairs:
        found.setdefault(key, []).append(kpi_status(use.record))
    return found


def _group(writer: Writer, name: str, link: Link | None, statuses: list[KpiStatus]) -> GroupRow:
    counts = Counter(statuses)
    return GroupRow(
        name=name,
        link=link,
        total=writer.language.number(len(statuses)),
        counts=tuple(_tally(writer, status, counts[status], TABLE) for status in _ORDER),
    )


def _tally(writer: Writer, status: KpiStatus, count: int, table: str) -> TallyView:
    word = writer.language.word(words.KPI_STATUSES[status])
    # Other tables have no column to choose it from.
    choice = word if table == TABLE else ""
    return tally(writer, count, word, status, table=table, choice=choice)
