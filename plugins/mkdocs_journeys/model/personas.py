"""Making personas."""

from __future__ import annotations

from ..source.schema import Draft, PersonaDraft
from .drafting import Drafted, Drafts
from .making import Maker, node_at, seal, with_nodes
from .records import Objection, Persona, Preference, Role, Trait


def persona_of(
    maker: Maker,
    record_id: str,
    found: Drafted[PersonaDraft],
    accent: int,
) -> Persona:
    draft, node = found.draft, found.node
    maker.file = found.file
    claims = {
        name: maker.claims(getattr(draft, name), node, name)
        for name in (
            "ambitions",
            "fears",
            "habits",
            "needs",
            "expectations",
            "frustrations",
            "sources",
            "influencers",
            "decision_criteria",
        )
    }
    objections = [
        maker.make(
            Objection,
            objection,
            written,
            id=objection.id,
            says=objection.says,
            answer=objection.answer,
            content=maker.find("content", objection.content),
            evidence=maker.find_all("evidence", objection.evidence),
        )
        for objection, written in with_nodes(draft.objections, node, "objections")
    ]
    decision_roles = [
        maker.make(
            Role,
            role,
            written,
            role=role.role,
            persona=None,
        )
        for role, written in with_nodes(
            draft.decision_process.roles, node, "decision_process", "roles"
        )
    ]
    traits = [
        maker.make(
            Trait,
            trait,
            written,
            low=trait.low,
            high=trait.high,
            value=trait.value,
        )
        for trait, written in with_nodes(draft.traits, node, "traits")
    ]
    channels = [
        maker.make(
            Preference, Draft(), node_at(node, "channels", channel_id), channel=channel, value=value
        )
        for channel_id, value in draft.channels.items()
        if (channel := maker.find("channel", channel_id))
    ]
    return maker.make(
        Persona,
        draft,
        node,
        id=record_id,
        name=draft.name,
        archetype=draft.archetype,
        priority=draft.priority,
        basis=draft.basis,
        portrait=draft.portrait,
        quote=draft.quote,
        story=draft.story,
        demographics=draft.demographics,
        psychographics=draft.psychographics,
        digital=draft.digital,
        professional_goals=maker.claims(draft.goals.professional, node, "goals", "professional"),
        personal_goals=maker.claims(draft.goals.personal, node, "goals", "personal"),
        **claims,
        objections=tuple(objections),
        decision_summary=draft.decision_process.summary,
        decision_roles=tuple(decision_roles),
        traits=tuple(traits),
        channels=tuple(channels),
        evidence=maker.find_all("evidence", draft.evidence),
        owner=maker.find("team", draft.owner),
        reviewed=draft.reviewed,
        review_every=draft.review_every,
        tags=draft.tags,
        accent=accent,
    )


def personas_of(maker: Maker, drafts: Drafts) -> None:
    """Make every persona, strategic ones first; the order gives each her accent."""

    def rank(item: tuple[str, Drafted[PersonaDraft]]) -> tuple[bool, str]:
        return item[1].draft.priority != "strategic", item[0]

    for accent, (record_id, found) in enumerate(sorted(drafts.personas.items(), key=rank)):
        maker.known["persona"][record_id] = persona_of(maker, record_id, found, accent)
    # Last, because a committee's personas may come later in the order.
    for record_id, found in drafts.personas.items():
        persona: Persona = maker.known["persona"][record_id]
        for draft, role in zip(
            found.draft.decision_process.roles, persona.decision_roles, strict=True
        ):
            if played_by := maker.find("persona", draft.persona):
                seal(role, persona=played_by)
                maker.link(role, played_by)
