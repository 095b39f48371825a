"""Making journeys: stages and all they hold, and what leads from stage to stage."""

from __future__ import annotations

from ..source.nodes import Node
from ..source.schema import (
    Draft,
    EmotionDraft,
    GapDraft,
    JourneyDraft,
    MessageDraft,
    StageDraft,
    StepDraft,
)
from .drafting import Drafted, Drafts
from .making import Maker, node_at, seal, with_nodes
from .records import (
    Content,
    Emotion,
    Experiment,
    Gap,
    Journey,
    KpiUse,
    Message,
    Next,
    Opportunity,
    PainPoint,
    Persona,
    Stage,
    Step,
    TouchpointUse,
)


def journey_of(maker: Maker, record_id: str, found: Drafted[JourneyDraft]) -> Journey:
    draft, node = found.draft, found.node
    maker.file = found.file
    stages: dict[str, Stage] = {}
    written: list[tuple[StageDraft, Node]] = []
    for stage, below in with_nodes(draft.stages, node, "stages"):
        if stage.id not in stages:  # a second one of that id is reported, and left out
            written.append((stage, below))
            stages[stage.id] = stage_of(maker, *written[-1])
    made = maker.make(
        Journey,
        draft,
        node,
        id=record_id,
        name=draft.title,
        personas=maker.find_all("persona", draft.persona_ids),
        summary=draft.summary,
        objective=draft.objective,
        scope_from=draft.scope.from_ if draft.scope else None,
        scope_to=draft.scope.to if draft.scope else None,
        type=draft.type,
        state=draft.state,
        owner=maker.find("team", draft.owner),
        reviewed=draft.reviewed,
        review_every=draft.review_every,
        stages=tuple(stages.values()),
    )
    points = {
        f"{stage.id}/{point.id}": point
        for stage in stages.values()
        for point in stage.pain_points
        if point.id
    }
    for number, (stage, below) in enumerate(written, start=1):
        following = made.stages[number] if number < len(made.stages) else None
        relate_stage(maker, stage, stages, points, following, below)
    return made


def relate_journeys(maker: Maker, drafts: Drafts) -> None:
    for journey_id, found in sorted(drafts.journeys.items()):
        journey = maker.known["journey"][journey_id]
        base = maker.find("journey", found.draft.extends)
        compared = maker.find("journey", found.draft.compare_to)
        seal(journey, base=base, compare_to=compared)
        maker.tie(journey, [base, compared])
        if base:
            seal(base, variations=(*base.variations, journey))


def in_turn(personas: tuple[Persona, ...], journeys: tuple[Journey, ...]) -> tuple[Journey, ...]:
    """Return the journeys in the order of their personas; those of nobody come last.

    A base map stands before the first of its variations: what it says comes before what varies
    it. The variations of a base map are put in the same order.
    """
    place = {persona: number for number, persona in enumerate(personas)}
    first: dict[Journey, int] = {}

    def first_of(journey: Journey) -> int:
        if journey not in first:
            found = [place[persona] for persona in journey.personas]
            found += [first_of(varied) for varied in journey.variations]
            first[journey] = min(found, default=len(place))
        return first[journey]

    def turn(journey: Journey) -> tuple[int, str, int, str]:
        root, depth = journey, 0
        while root.base is not None:
            root, depth = root.base, depth + 1
        return first_of(journey), root.id, depth, journey.id

    for journey in journeys:
        seal(journey, variations=tuple(sorted(journey.variations, key=turn)))
    return tuple(sorted(journeys, key=turn))


def relate_stage(
    maker: Maker,
    draft: StageDraft,
    stages: dict[str, Stage],
    points: dict[str, PainPoint],
    following: Stage | None,
    node: Node,
) -> None:
    """Set what leads to other stages: the ways on, and the pain points that are answered.

    `stages` are those of the journey, `points` its pain points by stage and id; `following` is the
    stage after this one.
    """
    stage = stages[draft.id]
    ways = []
    for way, below in with_nodes(draft.next, node, "next"):
        target = stages.get(way.stage or "")
        if target is None and way.exit is None:
            continue  # reported: there is no such stage
        ways.append(
            maker.make(
                Next,
                way,
                below,
                stage=None,
                exit=way.exit,
                when=way.when,
                share=way.share,
            )
        )
        if target:
            seal(ways[-1], stage=target)
            maker.link(ways[-1], target)
    if not draft.next and following:
        ways.append(
            maker.make(
                Next,
                Draft(),
                node,
                stage=None,
                exit=None,
                when=None,
                share=None,
                written=False,
            )
        )
        seal(ways[-1], stage=following)
    maker.tie(stage, ways)
    seal(stage, next=tuple(ways))
    for opportunity_draft, opportunity in zip(
        draft.opportunities, stage.opportunities, strict=True
    ):
        answers = [
            point
            for name in opportunity_draft.answers
            if (point := points.get(f"{stage.id}/{name}") or points.get(name))
        ]
        seal(opportunity, answers=tuple(answers))
        for point in answers:
            maker.link(opportunity, point)


def stage_of(maker: Maker, draft: StageDraft, node: Node) -> Stage:
    touchpoints = [
        maker.make(
            TouchpointUse,
            use,
            written,
            touchpoint=touchpoint,
            note=use.note,
            importance=use.importance,
            satisfaction=use.satisfaction,
        )
        for use, written in with_nodes(draft.touchpoints, node, "touchpoints")
        if (touchpoint := maker.find("touchpoint", use.touchpoint))
    ]
    kpis = [
        maker.make(
            KpiUse,
            use,
            written,
            kpi=kpi,
            baseline=use.baseline,
            current=use.current,
            target=use.target,
            alert=use.alert,
        )
        for use, written in with_nodes(draft.kpis, node, "kpis")
        if (kpi := maker.find("kpi", use.kpi))
    ]
    pain_points = [
        maker.make(
            PainPoint,
            point,
            written,
            id=point.id,
            text=point.text,
            severity=point.severity,
            symptom=point.symptom,
            evidence=maker.find_all("evidence", point.evidence),
        )
        for point, written in with_nodes(draft.pain_points, node, "pain_points")
    ]
    opportunities = [
        maker.make(
            Opportunity,
            chance,
            written,
            id=chance.id,
            text=chance.text,
            impact=chance.impact,
            effort=chance.effort,
            status=chance.status,
            owner=maker.find("team", chance.owner),
            due=chance.due,
            link=chance.link,
        )
        for chance, written in with_nodes(draft.opportunities, node, "opportunities")
    ]
    experiments = [
        maker.make(
            Experiment,
            trial,
            written,
            id=trial.id,
            hypothesis=trial.hypothesis,
            kpi=maker.find("kpi", trial.kpi),
            status=trial.status,
            result=trial.result,
            learning=trial.learning,
        )
        for trial, written in with_nodes(draft.experiments, node, "experiments")
    ]
    return maker.make(
        Stage,
        draft,
        node,
        id=draft.id,
        name=draft.name,
        phase=maker.find("phase", draft.phase),
        summary=draft.summary,
        duration=draft.duration,
        goal=draft.goal,
        mindset=draft.mindset,
        questions=maker.claims(draft.questions, node, "questions"),
        seeks=maker.claims(draft.seeks, node, "seeks"),
        motivations=maker.claims(draft.motivations, node, "motivations"),
        actions=maker.claims(draft.actions, node, "actions"),
        objectives=draft.aida,
        emotion=emotion_of(maker, draft.emotion, node_at(node, "emotion")),
        steps=tuple(
            step_of(maker, step, written)
            for step, written in with_nodes(draft.steps, node, "steps")
        ),
        touchpoints=tuple(touchpoints),
        messages=tuple(
            message_of(maker, message, written)
            for message, written in with_nodes(draft.messages, node, "messages")
        ),
        kpis=tuple(kpis),
        pain_points=tuple(pain_points),
        opportunities=tuple(opportunities),
        experiments=tuple(experiments),
        teams=maker.find_all("team", draft.teams),
        backstage=maker.claims(draft.backstage, node, "backstage"),
    )


def step_of(maker: Maker, draft: StepDraft, node: Node) -> Step:
    return maker.make(
        Step,
        draft,
        node,
        id=draft.id,
        name=draft.name,
        actions=maker.claims(draft.actions, node, "actions"),
        touchpoint=maker.find("touchpoint", draft.touchpoint),
        emotion=emotion_of(maker, draft.emotion, node_at(node, "emotion")),
        moment_of_truth=draft.moment_of_truth,
    )


def emotion_of(maker: Maker, draft: EmotionDraft | None, node: Node) -> Emotion | None:
    if draft is None:
        return None
    return maker.make(
        Emotion,
        draft,
        node,
        score=draft.score,
        feeling=draft.feeling,
        why=draft.why,
        quote=draft.quote,
        evidence=maker.find_all("evidence", draft.evidence),
    )


def message_of(maker: Maker, draft: MessageDraft, node: Node) -> Message:
    content: Content | Gap | None
    if isinstance(draft.content, GapDraft):
        gap = draft.content
        content = maker.make(
            Gap,
            gap,
            node_at(node, "content"),
            gap=gap.gap,
            owner=maker.find("team", gap.owner),
            due=gap.due,
        )
    else:
        content = maker.find("content", draft.content)
    return maker.make(
        Message,
        draft,
        node,
        id=draft.id,
        text=draft.text,
        aida=draft.aida,
        touchpoint=maker.find("touchpoint", draft.touchpoint),
        content=content,
    )
