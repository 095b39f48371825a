"""The stages that a new journey begins with: one for each phase of the handbook."""

from __future__ import annotations

from typing import Any

from ..source.schema import PhaseDraft
from .guide import Part
from .stock import Stock

_FOR_ANY = ("goal", "mindset")
"""Examples for a phase of the handbook's own, which no template knows."""
_FOR_ONE = ("goal", "mindset", "questions", "actions", "aida")
"""Examples that a stage put into a journey takes from the template's stage of the same phase."""


def stages_for(stock: Stock) -> list[Part]:
    """Return a stage for each phase; the last one shows every field, for all of them."""
    *others, last = stock.phases
    return [*(_stage(stock, phase) for phase in others), _stage(stock, last, whole=True)]


def examples_for(stock: Stock, phase: str | None) -> dict[str, Any]:
    """Return the examples for one more stage, in a phase or none."""
    own = stock.template.stages.get(phase or "", {})
    return {**stock.template.stage, **{key: own[key] for key in _FOR_ONE if key in own}}


def _stage(stock: Stock, phase: PhaseDraft, *, whole: bool = False) -> Part:
    common, own = stock.template.stage, stock.template.stages.get(phase.id, {})
    live = {"id": phase.id, "name": own.get("name", phase.name), "phase": phase.id}
    if whole:
        examples = {**common, **own, **_told_in_full(common, own)}
    else:
        examples = own or {key: common[key] for key in _FOR_ANY}
    if own:
        for stem in ("touchpoints", "kpis"):
            stock.add(stem, *own[stem])
        live["aida"] = own["aida"]
        live["touchpoints"] = (
            _uses("touchpoint", own["touchpoints"], stock.template.uses["touchpoints"])
            if whole
            else own["touchpoints"]
        )
        # A target is the first thing that a KPI lacks.
        examples_of_use = stock.template.uses["kpis"] if whole else {}
        live["kpis"] = _uses("kpi", own["kpis"], examples_of_use, asks={"target": None})
    first = tuple(stock.template.first["stage"])
    return Part(live=live, examples=examples, first=first, whole=whole)


def _told_in_full(common: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return the common examples of records that the template only begins."""
    if not own:
        return {}
    point = {**common["pain_points"][0], "text": own["pain_points"][0]}
    return {"emotion": {**common["emotion"], **own["emotion"]}, "pain_points": [point]}


def _uses(
    key: str, names: list[str], full: dict[str, Any], *, asks: dict[str, Any] | None = None
) -> list[Part]:
    """Return uses of library records, the first with every field where `full` has examples."""
    return [
        Part(live={key: name}, examples=full if is_full else asks or {}, whole=is_full)
        for name, is_full in zip(names, [bool(full)] + [False] * len(names), strict=False)
    ]
