"""New personas, journeys and stages: which files they need, and what stands in them.

Nothing is written here: a `Start` says what is to be, for the command to write all of it or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..source.diagnostics import quoted
from ..source.folder import Sources
from ..source.nodes import Mapping, Node, plain, read_yaml
from ..source.schema import Draft, JourneyDraft, PersonaDraft, StageDraft
from ..source.validating import draft_of
from .adding import Write, existing, new_file, with_stage
from .guide import Guide, Part
from .names import RefusedError, id_of
from .quoting import scalar
from .skeletons import TYPES, template
from .stages import examples_for, stages_for
from .stock import HOW, Stock, own_ids, several, unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a command makes: the files, and in one line what an author does next.

    `then` is a command to go on with, "" where there is none to suggest.
    """

    writes: tuple[Write, ...]
    next: str
    then: str = ""


def new_persona(sources: Sources, name: str, *, wanted: str | None, type_: str) -> Start:
    """Return a new persona. Raises `RefusedError` where there can be none."""
    name = _checked(name, PersonaDraft, "name")
    persona = id_of(name, wanted)
    stock = Stock(sources, template(type_))
    file = stock.free("persona", persona)
    part = Part(
        live={"name": name, **stock.owner()},
        examples=stock.template.persona,
        first=tuple(stock.template.first["persona"]),
        whole=True,
    )
    guide = Guide(ids={**stock.ids, "persona": (*stock.of("persona"), persona)})
    head = f"# {_short(name)}: for whom we write. Only the name is needed; add what you know."
    lines = [head, *HOW, "", *guide.record(PersonaDraft, part)]
    return Start(
        writes=(new_file(file, lines), *stock.writes()),
        next=f"tell the story in {sources.shown(file)}",
        then=f'journeys new journey "…" --persona {persona}',
    )


def new_journey(
    sources: Sources,
    title: str,
    *,
    wanted: str | None,
    type_: str,
    persona: str | None,
    extends: str | None,
    is_base: bool,
) -> Start:
    """Return a new journey, with a stage for each phase, or a variation of another journey.

    Raises `RefusedError` where there can be none.
    """
    title = _checked(title, JourneyDraft, "title")
    journey = id_of(title, wanted)
    stock = Stock(sources, template(type_))
    file = stock.free("journey", journey)
    live: dict[str, Any] = {"title": title}
    live |= stock.whose(persona, is_optional=is_base or extends is not None)
    if extends is None:
        if not stock.phases:
            raise RefusedError("handbook.yml has an empty list of `phases`: write one, or drop it")
        live |= {"type": type_, **stock.owner(), "stages": stages_for(stock)}
        stages = tuple(phase.id for phase in stock.phases)
        about = "the stages, and what is known of each. The last one shows all there is to say."
        todo = "say what she feels in each stage of"
    else:
        stages = stock.stage_ids(stock.known("journey", extends))
        if not stages:
            raise RefusedError(f"{quoted(extends)} has no stage that could be told otherwise")
        changed = Part(
            live={"id": stages[0]},
            examples=stock.template.stage,
            first=tuple(stock.template.first["stage"]),
            whole=True,
        )
        live |= {"extends": extends, "stages": [changed]}
        about = f"only what is different from {extends}."
        todo = f"write what differs, by the ids of its stages ({several(stages)}), in"
    part = Part(
        live=live,
        examples=stock.template.journey,
        first=tuple(stock.template.first["journey"]),
        whole=True,
    )
    guide = Guide(ids={**stock.ids, "stage": stages}, in_variation=extends is not None)
    lines = [f"# {_short(title)}: {about}", *HOW, "", *guide.record(JourneyDraft, part)]
    return Start(
        writes=(new_file(file, lines), *stock.writes()), next=f"{todo} {sources.shown(file)}"
    )


def new_stage(
    sources: Sources,
    journey: str,
    name: str,
    *,
    wanted: str | None,
    after: str | None,
    phase: str | None,
    type_: str | None,
) -> Start:
    """Return a journey with one more stage, every byte that is there kept.

    Where `type_` is None, the examples are those of the journey's own type. Raises
    `RefusedError` where there can be no such stage.
    """
    name = _checked(name, StageDraft, "name")
    stage = id_of(name, wanted)
    if journey not in sources.names["journey"]:
        raise RefusedError(unknown("journey", journey, sorted(sources.names["journey"])))
    shown = sources.shown(f"journeys/{journey}.yml")
    written = existing(sources.root, f"journeys/{journey}.yml", shown)
    if written is None or not isinstance(written.node, Mapping):
        raise RefusedError(f"{shown} holds no journey; `journeys check` says more")
    node = written.node
    stock = Stock(sources, template(type_ or _type_of(node)))
    in_variation = node.text("extends") is not None
    stages, own = stock.stage_ids(journey), own_ids(node)
    if stage in stages or stage in own:
        raise RefusedError(
            f"{quoted(journey)} has a stage {quoted(stage)} already: choose another id with --id"
        )
    if after is not None and after not in stages:
        raise RefusedError(unknown("stage", after, stages))
    if phase is not None and phase not in stock.of("phase"):
        raise RefusedError(unknown("phase", phase, stock.of("phase")))
    live = {"id": stage, "name": name, "phase": phase, "after": after if in_variation else None}
    part = Part(
        live={key: value for key, value in live.items() if value is not None},
        examples=examples_for(stock, phase),
        first=tuple(stock.template.first["stage"]),
        whole=True,
    )
    guide = Guide(ids={**stock.ids, "stage": (*stages, stage)}, in_variation=in_variation)
    first, *rest = guide.record(StageDraft, part, depth=4)
    lines = [f"- {first}", *(f"  {line}" if line else "" for line in rest)]
    made, _ = read_yaml("\n".join(lines), "")
    write = with_stage(written, lines, _first_of(made), after if after in own else None)
    before = after or next(reversed(own or dict.fromkeys(stages)), "")
    todo = f"fill in {quoted(stage)} in {shown}"
    if stock.leads_on(journey, before):
        todo += (
            f", and add `- stage: {stage}` to the `next` of {quoted(before)}, which leads past it"
        )
    return Start(writes=(write,), next=todo)


def _first_of(node: Node | None) -> dict[str, Any]:
    said = plain(node) if node is not None else []
    return dict(said[0])


def _type_of(journey: Mapping) -> str:
    written = journey.text("type")
    return written if written in TYPES else TYPES[0]


def _checked(text: str, model: type[Draft], key: str) -> str:
    """Return what people call a record; raise `RefusedError` where the schema does not take it."""
    text = text.strip()
    try:
        text.encode()
    except UnicodeEncodeError:
        raise RefusedError(f"the {key} holds bytes that are no text") from None
    if not text:
        raise RefusedError(f"the {key} is empty")
    node, faults = read_yaml(f"{key}: {scalar(text)}\n", "")
    if node is not None and not faults:
        _, _, faults = draft_of(node, model, partial=True)
    if not faults:
        return text
    why = faults[0].headline.removeprefix(f"{quoted(key)}: ")
    cannot = f"{quoted(text)} cannot be the {key}: {why}"
    raise RefusedError("; ".join(filter(None, (cannot, faults[0].help))))


def _short(text: str) -> str:
    """Return a name as it may stand in a comment."""
    return quoted(text)[1:-1]
