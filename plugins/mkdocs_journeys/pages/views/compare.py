"""A page that compares journeys: where their curves part, and all in which they differ."""

from __future__ import annotations

from collections.abc import Iterator

from ...insight.comparing import Comparison, StageDifferences, compare
from ...model import Journey
from .. import words
from ..comparisons import Compared, Laid, drawn_together, lay, lay_over_phases, short_names
from ..curves import Moment, has_curve, moments
from ..viewing import a_view
from ..writer import Link, Writer
from . import compare_marks
from .differences import RowView, owners_of, row
from .parts import Badge, MoodView, PersonaCard, badge, mood, persona_card


@a_view
class JourneyView:
    """A journey that is compared: its short name as in the picture, and whose it is.

    `state` is None where all have the same.
    """

    name: str
    link: Link
    personas: tuple[PersonaCard, ...]
    state: Badge | None
    mark: str | None = None


@a_view
class FeltView:
    """How somebody feels somewhere; the place is None where the sentence names it."""

    name: str
    mood: MoodView
    place: Link | None


@a_view
class ApartView:
    """Where the curves are farthest from one another: a phase, or a stage (`link`)."""

    phase: str | None
    link: Link | None
    high: FeltView
    low: FeltView


@a_view
class LowestView:
    """The lowest moment of all, or several that are equally low; `more` counts those left out."""

    felt: tuple[FeltView, ...]
    more: str | None


@a_view
class HeadView:
    """What is compared, and what there is to see; `chart` names the picture.

    `marks` are those of how much differs since a change under review.
    """

    journeys: tuple[JourneyView, ...]
    apart: ApartView | None
    lowest: LowestView | None
    places: str | None
    stages: str | None
    chart: str | None
    marks: tuple[str, ...] = ()


@a_view
class HeadCell:
    """A stage in one journey; `inherited` where its name is, and not all have the same.

    `link` is None where the journey has no such stage, and something is marked there.
    """

    link: Link | None
    inherited: bool
    mark: str | None


@a_view
class GroupView:
    """The rows of a stage, or of the journeys themselves (`name` is then None).

    `cells` are the stage's names in each journey, leading to its pages; None where it has none.
    """

    name: str | None
    cells: tuple[HeadCell | None, ...]
    rows: tuple[RowView, ...]


@a_view
class TableView:
    """All that differs. `base` is the base map that others inherit from, if it is in the table."""

    name: str
    journeys: tuple[JourneyView, ...]
    groups: tuple[GroupView, ...]
    base: Link | None
    has_inherited: bool


def chart_name(number: int) -> str:
    """Return the name of the picture of a group of journeys, counted from 0."""
    return f"compared-{number + 1}"


def named(writer: Writer, journeys: tuple[Journey, ...]) -> tuple[str, ...]:
    """Return the short names of journeys, the same in pictures, sentences and tables."""
    word = writer.language.word
    return short_names(
        journeys,
        (word("Base map"), word(words.STATES["current"]), word(words.STATES["target"])),
    )


def head(writer: Writer, journeys: tuple[Journey, ...], number: int, found: Comparison) -> HeadView:
    """Return what is compared, and in a few sentences what there is to see."""
    names = named(writer, journeys)
    language = writer.language
    return HeadView(
        journeys=_journeys(writer, journeys, names, marked=True),
        apart=_apart(writer, journeys, names, lay(writer, journeys)),
        lowest=_lowest(writer, journeys, names),
        places=language.words("{count} difference", "{count} differences", found.count)
        if found.count
        else None,
        stages=language.words("{count} stage", "{count} stages", len(found.stages))
        if found.stages
        else None,
        chart=chart_name(number) if has_curve(*journeys) else None,
        marks=compare_marks.counts(writer, compare_marks.differing(writer, journeys, found)),
    )


def head_of_personas(writer: Writer, journeys: tuple[Journey, ...]) -> HeadView:
    """Return what is to see in the journeys of several personas."""
    drawn = drawn_together(journeys)
    names = named(writer, journeys)
    laid = lay_over_phases(writer, journeys)
    return HeadView(
        journeys=_journeys(writer, drawn, named(writer, drawn))
        if len(drawn) < len(journeys)
        else (),
        apart=_apart(writer, journeys, names, laid),
        lowest=_lowest(writer, journeys, names),
        places=None,
        stages=None,
        chart=chart_name(0) if len(drawn) > 1 else None,
    )


def _journeys(
    writer: Writer,
    journeys: tuple[Journey, ...],
    names: tuple[str, ...],
    *,
    marked: bool = False,
) -> tuple[JourneyView, ...]:
    states = len({journey.state for journey in journeys})
    return tuple(
        JourneyView(
            name=name,
            link=writer.link(journey),
            personas=tuple(persona_card(writer, persona) for persona in journey.personas),
            state=badge(writer, words.STATES, journey.state) if states > 1 else None,
            mark=compare_marks.journey(writer, journey) if marked else None,
        )
        for journey, name in zip(journeys, names, strict=True)
    )


def _apart(
    writer: Writer, journeys: tuple[Journey, ...], names: tuple[str, ...], laid: Laid
) -> ApartView | None:
    """Return the column where two journeys are farthest apart; None where they never are."""
    felt: dict[int, dict[int, list[Moment]]] = {}
    for number, found in enumerate(laid.points):
        for moment in found:
            if moment.emotion:
                felt.setdefault(int(moment.x), {}).setdefault(number, []).append(moment)
    best: tuple[float, int, tuple[int, Moment], tuple[int, Moment]] | None = None
    for column, here in sorted(felt.items()):
        lows = [(number, min(own, key=_score)) for number, own in here.items()]
        for number, own in here.items():
            others = [low for low in lows if low[0] != number]
            if not others:
                continue
            high, low = (number, max(own, key=_score)), min(others, key=lambda of: _score(of[1]))
            distance = _score(high[1]) - _score(low[1])
            if distance > 0 and (best is None or distance > best[0]):
                best = (distance, column, high, low)
    if best is None:
        return None
    _, column, high, low = best
    place = laid.columns[column]
    here_link = Link(text=place, url=writer.url(high[1].stage))
    return ApartView(
        phase=place if laid.by_phase else None,
        link=None if laid.by_phase else here_link,
        high=_felt(writer, names[high[0]], high[1], said=place),
        low=_felt(writer, names[low[0]], low[1], said=place),
    )


def _score(moment: Moment) -> float:
    emotion = moment.emotion
    return emotion.score if emotion else 0.0


def _felt(writer: Writer, name: str, moment: Moment, *, said: str = "") -> FeltView:
    """Return a moment; its place is left out where a sentence has `said` it."""
    felt = mood(writer, moment.emotion, cited=False)
    assert felt is not None  # noqa: S101 - only known moments are asked for
    place = moment.step or moment.stage
    link = writer.link(place) if place.name != said else None
    return FeltView(name=name, mood=felt, place=link)


_MOST_LOWEST = 3
"""So many equally low moments are named, others counted."""


def lowest_of(journey: Journey) -> Moment | None:
    """Return the first of a journey's lowest moments; None where no feeling is known."""
    known = [moment for moment in moments(journey) if moment.emotion]
    return min(known, key=_score, default=None)


def _lowest(
    writer: Writer, journeys: tuple[Journey, ...], names: tuple[str, ...]
) -> LowestView | None:
    found = [
        (name, moment)
        for journey, name in zip(journeys, names, strict=True)
        if (moment := lowest_of(journey))
    ]
    if len(found) < 2:
        return None
    depth = min(_score(moment) for _, moment in found)
    lowest = [(name, moment) for name, moment in found if _score(moment) == depth]
    left = len(lowest) - _MOST_LOWEST
    return LowestView(
        felt=tuple(_felt(writer, name, moment) for name, moment in lowest[:_MOST_LOWEST]),
        more=writer.language.words("and {count} other", "and {count} others", left)
        if left > 0
        else None,
    )


def table(
    writer: Writer, journeys: tuple[Journey, ...], number: int, found: Comparison
) -> TableView | None:
    """Return all that differs; None where nothing does."""
    if not found.count:
        return None
    groups = []
    differs = compare_marks.differing(writer, journeys, found)
    if found.general:
        owners = owners_of(journeys)
        rows = tuple(row(writer, difference, owners, differs) for difference in found.general)
        groups.append(GroupView(name=None, cells=(), rows=rows))
    for of_stage in found.stages:
        owners = owners_of(of_stage.stages)
        groups.append(
            GroupView(
                name=owners.first.name,
                cells=tuple(_head_cells(writer, of_stage, journeys)),
                rows=tuple(
                    row(writer, one, owners, differs)
                    for one in of_stage.differences
                    if one.field.name != "name"  # at the head of the group
                ),
            )
        )
    cells = [cell for group in groups for of in group.rows for cell in of.cells]
    base = next((one for one in journeys if any(other.base is one for other in journeys)), None)
    return TableView(
        name=f"compare-{number + 1}",
        journeys=_journeys(writer, journeys, named(writer, journeys)),
        groups=tuple(groups),
        base=writer.link(base) if base else None,
        has_inherited=any(
            cell.inherited or any(part.inherited for part in cell.parts) for cell in cells
        ),
    )


def _head_cells(
    writer: Writer, found: StageDifferences, journeys: tuple[Journey, ...]
) -> Iterator[HeadCell | None]:
    differs = any(one.field.name == "name" for one in found.differences)
    for number, (stage, journey) in enumerate(zip(found.stages, journeys, strict=True)):
        mark = compare_marks.head_cell(
            writer, found, number, journey, beside_base=journey.base in journeys
        )
        if stage:
            inherited = differs and stage.origin.inherited("name")
            yield HeadCell(link=writer.link(stage), inherited=inherited, mark=mark)
        else:
            yield HeadCell(link=None, inherited=False, mark=mark) if mark else None


def differences(compared: Compared) -> tuple[Comparison, ...]:
    """Return what differs in each group of the journeys."""
    return tuple(compare(group) for group in compared.groups)
