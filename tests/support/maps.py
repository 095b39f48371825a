"""A handbook with a map as large as they come: 8 stages of 5 steps, each lane filled."""

from __future__ import annotations

import json
from typing import Any

from .projects import MKDOCS

STAGES, STEPS = 8, 5
SCORES = (-2, -1, -0.5, 0, 0.5, 1, 1.5, 2)
PHASES = ("awareness", "consideration", "decision", "purchase", "after-purchase")
LETTERS = ("attention", "interest", "desire", "action")
PATH = "journeys/large/index.html"


def stage_id(number: int) -> str:
    """Return the id of a stage, counted from 1."""
    return f"stage-{number}"


def last_words(number: int) -> str:
    """Return words that stand last in the last lane of a stage and nowhere else."""
    return f"Leaves-{number}-behind"


def large_map() -> dict[str, str]:
    """Return a project's files by their path. JSON is YAML."""
    stages = [_stage(number) for number in range(1, STAGES + 1)]
    journey = {"title": "A large map", "persona": "ada", "state": "current", "stages": stages}
    touchpoints = {
        f"touchpoint-{n}": {"name": f"Touchpoint number {n}", "channel": channel, "reach": "direct"}
        for n, channel in enumerate(("email", "website", "phone"), start=1)
    }
    channels = {"email": {"name": "Email"}, "website": {"name": "Website"}}
    channels["phone"] = {"name": "Phone"}
    kpis = {
        f"kpi-{n}": {"name": f"Rate number {n}", "unit": "%", "better": "up"} for n in range(1, 4)
    }
    return {
        "mkdocs.yml": MKDOCS,
        "content/personas/ada.yml": "name: Ada\n",
        "content/journeys/large.yml": json.dumps(journey),
        "content/library/touchpoints.yml": json.dumps(touchpoints),
        "content/library/channels.yml": json.dumps(channels),
        "content/library/kpis.yml": json.dumps(kpis),
        "content/library/teams.yml": json.dumps({"growth": {"name": "Growth marketing"}}),
    }


def _stage(number: int) -> dict[str, Any]:
    following: dict[str, Any] = {"stage": stage_id(number + 1), "share": "60%"}
    ways: list[dict[str, Any]] = [following] if number < STAGES else []
    if number > 1:
        when = "Something has come between and she starts over"
        ways.append({"stage": stage_id(number - 1), "when": when, "share": "15%"})
    return {
        "id": stage_id(number),
        "name": f"What happens in stage {number}",
        "phase": PHASES[min(number // 2, 4)],
        "duration": "2–4 weeks",
        "goal": "Understand in two minutes whether this is worth twenty",
        "mindset": "I have become the secretary of my own project.",
        "questions": ["What does it cost us in all?", "Who else has done it before us?"],
        "seeks": ["A figure from her own sector", "Somebody who has done it"],
        "motivations": ["An answer on Monday"],
        "actions": ["Reads on the train, standing", "Sends the result to her own address"],
        "aida": {"attention": "Reach her with a figure from her own sector"},
        "emotion": {"score": SCORES[number % 8], "feeling": "worry"},
        "steps": [_step(number, step) for step in range(1, STEPS + 1)],
        "touchpoints": [
            {"touchpoint": "touchpoint-1", "importance": 5, "satisfaction": 2},
            {"touchpoint": "touchpoint-2", "importance": 3, "satisfaction": 4},
        ],
        "messages": [
            {
                "id": f"message-{n}",
                "text": f"Message {n} says in one sentence what she wants in stage {number}.",
                "aida": LETTERS[n],
                "touchpoint": "touchpoint-1",
                "content": {"gap": "A benchmark of her sector"},
            }
            for n in range(2)
        ],
        "pain_points": [
            {"id": "pain", "text": "She cannot tell the board what is normal.", "severity": "high"},
            {"id": "wait", "text": "The file lies with somebody else.", "severity": "medium"},
        ],
        "opportunities": [
            {
                "id": "guide",
                "text": "Publish a guide with figures from thirty companies.",
                "answers": ["pain"],
                "status": "planned",
                "owner": "growth",
            },
        ],
        "kpis": [
            {"kpi": f"kpi-{n}", "baseline": 10, "current": 10 + 9 * n, "target": 35, "alert": 12}
            for n in range(1, 4)
        ],
        "experiments": [{"hypothesis": "A shorter form brings more answers", "status": "running"}],
        "teams": ["growth"],
        "backstage": ["Somebody prepares the figures of the sector"],
        "next": [*ways, {"exit": last_words(number), "share": "25%"}],
    }


def _step(number: int, step: int) -> dict[str, Any]:
    return {
        "id": f"step-{number}-{step}",
        "name": f"Takes step {step} of five",
        "touchpoint": f"touchpoint-{1 + step % 3}",
        "emotion": {"score": SCORES[(number * 3 + step * 5) % 8], "feeling": "hope"},
        "moment_of_truth": step == 3,
    }
