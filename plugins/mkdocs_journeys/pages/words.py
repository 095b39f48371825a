"""Interface words for the choices of the format, by the value in YAML.

Each is marked for translation here and translated where it is used.
"""

from ..insight.evidence import Grade
from ..insight.kpis import KpiStatus


def mark(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


_ = mark


LEVELS = (_("Miserable"), _("Unhappy"), _("Neutral"), _("Pleased"), _("Delighted"))
"""The emotion axis from −2 to +2."""

OBJECTIVES = {
    "attention": _("Attention"),
    "interest": _("Interest"),
    "desire": _("Desire"),
    "action": _("Action"),
}
PHASES = {
    "awareness": _("Awareness"),
    "consideration": _("Consideration"),
    "decision": _("Decision"),
    "purchase": _("Purchase"),
    "after-purchase": _("After purchase"),
}
"""The phases of a handbook that names none of its own."""
PRIORITIES = {"strategic": _("Strategic persona"), "secondary": _("Secondary persona")}
CLAIMS = {
    "professional_goals": _("Professional goals"),
    "personal_goals": _("Personal goals"),
    "needs": _("Needs"),
    "expectations": _("Expectations"),
    "ambitions": _("Ambitions"),
    "fears": _("Fears"),
    "frustrations": _("Frustrations"),
    "sources": _("Sources trusted"),
    "influencers": _("Listens to"),
}
"""The claims of a persona that are shown in lists."""

PERSONA_PARTS = {
    "before": _("Wants and fears"),
    "told": _("What we tell"),
    "objections": _("Objections"),
    "decision": _("Decision"),
    "profile": _("Facts"),
    "journeys": _("Journeys"),
}
"""The parts of a persona's page, in short, by their place on it."""

ACTIVE = _("active, active hours, hours, when online")
"""Names of a digital fact, in small letters, that says when a persona is online."""

BASES = {"customers": _("Drawn from customers"), "target": _("People we want to reach")}
STATES = {"current": _("As it is today"), "target": _("As it should be")}
TYPES = {"b2b": _("B2B"), "e-commerce": _("E-commerce"), "local-service": _("Local service")}
"""Types of journey that have a word; authors may write any other."""
REACHES = {
    "direct": _("direct: our own"),
    "indirect": _("indirect: others speak of us"),
    "internal": _("internal: our own people"),
}
MEDIA = {"online": _("online"), "offline": _("offline")}
SEVERITIES = {"low": _("Low"), "medium": _("Medium"), "high": _("High")}
STATUSES = {
    "idea": _("Idea"),
    "planned": _("Planned"),
    "in-progress": _("In progress"),
    "running": _("Running"),
    "done": _("Done"),
    "dropped": _("Dropped"),
    "stopped": _("Stopped"),
}
EVIDENCE_KINDS = {
    "interview": _("Interviews"),
    "survey": _("Survey"),
    "crm": _("CRM"),
    "analytics": _("Analytics"),
    "support": _("Support"),
    "sales": _("Sales"),
    "verbatim": _("Verbatims"),
    "desk": _("Desk research"),
}
GRADES = {
    Grade.SUPPORTED: _("Supported by evidence"),
    Grade.STALE: _("Evidence is getting old"),
    Grade.ASSUMPTION: _("Assumption"),
}
KPI_STATUSES = {
    KpiStatus.ON_TARGET: _("On target"),
    KpiStatus.BEHIND: _("Behind"),
    KpiStatus.ALERT: _("Alert"),
    KpiStatus.UNKNOWN: _("No figure yet"),
}
LANES = {
    "goal": _("Goal"),
    "mindset": _("Mindset"),
    "questions": _("Questions"),
    "seeks": _("Content sought"),
    "motivations": _("Motivations"),
    "actions": _("Actions"),
    "touchpoints": _("Touchpoints"),
    "aida": _("Our objectives"),
    "messages": _("Messages"),
    "pain_points": _("Pain points"),
    "opportunities": _("Opportunities"),
    "kpis": _("KPIs"),
    "experiments": _("Experiments"),
    "teams": _("Teams"),
    "backstage": _("Backstage"),
    "next": _("What comes next"),
}
STAGE_PARTS = {
    "name": _("Name"),
    "phase": _("Phase"),
    "summary": _("Summary"),
    "duration": _("Duration"),
    "emotion": _("Emotion"),
    "steps": _("Steps"),
    **LANES,
}
"""The parts of a stage by their key in YAML."""
JOURNEY_PARTS = {
    "summary": _("Summary"),
    "objective": _("Objective"),
    "scope_from": _("From"),
    "scope_to": _("To"),
    "type": _("Type"),
    "owner": _("Owner"),
    "reviewed": _("Reviewed"),
    "review_every": _("Reviewed every"),
    "stages": _("Stages"),
}
"""The parts of a journey by their name in the model."""
RATINGS = {
    "importance": _("Importance"),
    "satisfaction": _("Satisfaction"),
    "impact": _("Impact"),
    "effort": _("Effort"),
}
BETTER = {"up": _("more is better"), "down": _("less is better")}
FIGURES = {
    "baseline": _("Baseline"),
    "current": _("Current"),
    "target": _("Target"),
    "alert": _("Alert below"),
}
ALERT_ABOVE = _("Alert above")
"""What the alert is called where less is better."""
PAIRED_LANE = _("Pain points and answers")
"""The lane that a map makes of the two."""
FEELING_LANE = _("How it feels")
STEPS_LANE = _("Steps")
DETAILS = {
    **FIGURES,
    **RATINGS,
    "actions": _("Actions"),
    "aida": _("Objective"),
    "answers": _("Answers"),
    "content": _("Proof"),
    "due": _("Due"),
    "emotion": _("Emotion"),
    "evidence": _("Evidence"),
    "exit": _("Leaves"),
    "feeling": _("Feeling"),
    "hypothesis": _("Hypothesis"),
    "kpi": _("KPI"),
    "learning": _("Learning"),
    "link": _("Link"),
    "moment_of_truth": _("Moment of truth"),
    "name": _("Name"),
    "note": _("Note"),
    "owner": _("Owner"),
    "quote": _("Quote"),
    "result": _("Result"),
    "score": _("Score"),
    "severity": _("Severity"),
    "share": _("Share"),
    "stage": _("Stage"),
    "status": _("Status"),
    "symptom": _("Symptom"),
    "text": _("Text"),
    "touchpoint": _("Touchpoint"),
    "when": _("When"),
    "why": _("Why"),
}
"""The fields of what stands in a stage, by their name in the model."""
LOWEST, HIGHEST = _("Lowest:"), _("Highest:")
ALERT = _("Alert")
"""What the alert is called in a table where more is better for some and less for others."""
BEYOND = {"up": _("below {amount}"), "down": _("above {amount}")}
"""Which side of the alert is the bad one, by which way is better."""
GRADES_IN_SHORT = {
    Grade.SUPPORTED: _("Supported"),
    Grade.STALE: _("Getting old"),
    Grade.ASSUMPTION: _("Assumption"),
}
