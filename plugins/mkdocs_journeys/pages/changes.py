"""The Changes page of a preview, and the curves on it: before and now, over one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..insight.rising import longest_rise
from ..model import Journey
from . import views
from .addresses import CHANGES
from .curves import Curves, Moment, has_curve, moments
from .languages import Language
from .page import Overview, Section
from .preview import ChangedPart, CurveChange, Preview
from .templates import chart_comment
from .writer import Writer


def changes(preview: Preview, language: Language) -> Overview:
    """Make the page that tells a change whole."""

    def sections(writer: Writer, today: dt.date) -> Iterator[Section]:
        head = views.changes.head(writer, preview)
        yield Section(heading="", template="changes/head.html", view=head)
        for number, part in enumerate(preview.parts):
            view = views.changes.part(
                writer,
                part,
                charts=_chart_names(number, part.curve, preview),
                replaced=_replaced(part.curve, preview.renamed_stages) if part.curve else (),
            )
            yield Section(heading=part.heading, template="changes/part.html", view=view)
        light = views.changes.editorial(writer, preview)
        heading = language.word("In other words")
        yield Section(heading=heading, template="changes/editorial.html", view=light)

    def charts(curves: Curves) -> Mapping[str, str]:
        return {
            chart_comment(name): drawn
            for number, part in enumerate(preview.parts)
            if part.curve
            for name, drawn in _drawn(curves, part, part.curve, number, preview)
        }

    return Overview(
        name="changes",
        title=language.word("Changes"),
        source=CHANGES,
        sections=sections,
        charts=charts,
        wide=True,
    )


def _chart_names(number: int, curve: CurveChange | None, preview: Preview) -> tuple[str, ...]:
    """Return the names of a part's pictures: two where the stages have another order."""
    if curve is None or not has_curve(curve.before, curve.after):
        return ()
    name = f"change-{number}"
    replaced = _replaced(curve, preview.renamed_stages)
    return (f"{name}-now", f"{name}-before") if replaced else (name,)


def _drawn(
    curves: Curves, part: ChangedPart, curve: CurveChange, number: int, preview: Preview
) -> Iterator[tuple[str, str]]:
    """Yield the pictures of a part by their names: both curves in one, or each in its own order."""
    names = _chart_names(number, curve, preview)
    word = curves.writer.language.word
    # Of the handbook that is shown, so that its points lead to their pages.
    shown = curves.writer.handbook.named.get(("journey", curve.after.id))
    if isinstance(shown, Journey):
        curve = replace(curve, after=shown)
    accent = curve.after.personas[0].accent if curve.after.personas else None
    if len(names) > 1:
        both = (
            (word("Emotion curve now: {name}"), word("Now"), curve.after, accent),
            (word("Emotion curve before: {name}"), word("Before"), curve.before, None),
        )
        for name, (title, called, journey, of) in zip(names, both, strict=True):
            yield (
                name,
                curves.over_one_another(
                    name,
                    title=title.format(name=part.name),
                    columns=tuple(stage.name for stage in journey.stages),
                    series=((called, moments(journey), of),),
                ),
            )
        return
    columns, before, after = _over_one_another(curve, preview.renamed_stages)
    for name in names:
        yield (
            name,
            curves.over_one_another(
                name,
                title=word("Emotion curve before and now: {name}").format(name=part.name),
                columns=columns,
                # The first is drawn bold and in the persona's colour: what is to be judged.
                series=((word("Now"), after, accent), (word("Before"), before, None)),
            ),
        )


def _replaced(curve: CurveChange, renamed: Mapping[str, str]) -> tuple[tuple[str, int, int], ...]:
    """Return the stages that stand elsewhere, as few as can have moved, with both places."""
    former = [_id_now(curve.before, at, curve.after, renamed) for at in _stages(curve.before)]
    shared = [stage for stage in curve.after.stages if stage.id in former]
    places = [former.index(stage.id) + 1 for stage in shared]
    stayed = longest_rise(places)
    return tuple(
        (stage.name, was, stage.number)
        for place, (stage, was) in enumerate(zip(shared, places, strict=True))
        if place not in stayed
    )


def _over_one_another(
    curve: CurveChange, renamed: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[Moment, ...], tuple[Moment, ...]]:
    """Return common columns, and the former and present points over them.

    A stage that is gone keeps a column, behind the one that it came after.
    """
    former = [_id_now(curve.before, at, curve.after, renamed) for at in _stages(curve.before)]
    order = [stage.id for stage in curve.after.stages]
    names = {stage.id: stage.name for stage in curve.after.stages}
    for place, (key, stage) in enumerate(zip(former, curve.before.stages, strict=True)):
        if key not in names:
            names[key] = stage.name
            order.insert(order.index(former[place - 1]) + 1 if place else 0, key)
    before = _moved(curve.before, [order.index(key) for key in former])
    after = _moved(curve.after, [order.index(stage.id) for stage in curve.after.stages])
    return tuple(names[key] for key in order), before, after


def _stages(journey: Journey) -> Iterator[str]:
    return (stage.id for stage in journey.stages)


def _id_now(before: Journey, stage: str, after: Journey, renamed: Mapping[str, str]) -> str:
    """Return the id that a stage has now; a variation inherits that of its base map."""
    known = {one.id for one in after.stages}
    if stage in known:
        return stage
    above: Journey | None = before
    while above is not None:
        now = renamed.get(stage) or renamed.get(f"{above.id}/{stage}", "")
        if (now := now.rpartition("/")[2]) in known:
            return now
        above = above.base
    return f"{stage} (gone)"  # no id: a stage that came may have the name of one that went


def _moved(journey: Journey, columns: list[int]) -> tuple[Moment, ...]:
    """Return a journey's points, its stages put into other columns and then in their order."""
    found = (
        replace(moment, x=moment.x - int(moment.x) + columns[int(moment.x)])
        for moment in moments(journey)
    )
    return tuple(sorted(found, key=lambda moment: moment.x))
