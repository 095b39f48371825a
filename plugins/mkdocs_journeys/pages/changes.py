"""The Changes page of a preview, and the curves on it: before and now, over one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

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
                writer, part, _chart_name(number) if _is_drawn(part.curve) else ""
            )
            yield Section(heading=part.heading, template="changes/part.html", view=view)
        light = views.changes.editorial(writer, preview)
        heading = language.word("In other words")
        yield Section(heading=heading, template="changes/editorial.html", view=light)

    def charts(curves: Curves) -> Mapping[str, str]:
        return {
            chart_comment(_chart_name(number)): _drawn(curves, part, part.curve, number, preview)
            for number, part in enumerate(preview.parts)
            if part.curve and _is_drawn(part.curve)
        }

    return Overview(
        name="changes",
        title=language.word("Changes"),
        source=CHANGES,
        sections=sections,
        charts=charts,
        wide=True,
    )


def _chart_name(number: int) -> str:
    return f"change-{number}"


def _is_drawn(curve: CurveChange | None) -> bool:
    return curve is not None and has_curve(curve.before, curve.after)


def _drawn(
    curves: Curves, part: ChangedPart, curve: CurveChange, number: int, preview: Preview
) -> str:
    word = curves.writer.language.word
    # Of the handbook that is shown, so that its points lead to their pages.
    shown = curves.writer.handbook.named.get(("journey", curve.after.id))
    if isinstance(shown, Journey):
        curve = replace(curve, after=shown)
    columns, before, after = _over_one_another(curve, preview.renamed_stages)
    accent = curve.after.personas[0].accent if curve.after.personas else None
    return curves.over_one_another(
        _chart_name(number),
        title=word("Emotion curve before and now: {name}").format(name=part.name),
        columns=columns,
        # The first is drawn bold and in the persona's colour: what is to be judged.
        series=((word("Now"), after, accent), (word("Before"), before, None)),
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
