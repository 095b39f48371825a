"""Handbooks of any size, made up: every feature of the format in texts that vary.

The same arguments make the same files, byte for byte.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from .words import (
    CHANNELS,
    COMPANIES,
    FEELINGS,
    FIRST_NAMES,
    FORMATS,
    PLACES,
    QUALITIES,
    REASONS,
    ROLES,
    SECTORS,
    THINGS,
    UNITS,
    phrase,
    question,
    quote,
    sentence,
    story,
)
from .writing import to_yaml

Record = dict[str, Any]

DAY = dt.date(2026, 11, 22)
"""The day on which the handbooks are checked and built."""

STAGES = 8
_PHASES = ("awareness", "consideration", "decision", "purchase", "after-purchase")
_LETTERS = ("attention", "interest", "desire", "action")
_KINDS = ("interview", "survey", "crm", "analytics", "support", "sales", "verbatim", "desk")
JOURNEYS_A_PERSONA = 12
_VARIATIONS = 4
"""Every so many journeys, one is a base map that the next one extends."""
_LIBRARY = {
    "channels": len(CHANNELS),
    "touchpoints": 40,
    "kpis": 30,
    "content": 30,
    "evidence": 30,
    "teams": 12,
    "glossary": 20,
}
"""Records of each library."""


def handbook(journeys: int, *, size: int | None = None, seed: int = 1) -> dict[str, str]:
    """Return the files of a handbook, by their path in its folder.

    `size` is how many bytes a persona and a journey shall have, roughly; without it each of them
    says all that it can. Base maps are among the journeys.
    """
    maker = _Maker(Random(seed), max(1, journeys // JOURNEYS_A_PERSONA), journeys, size)
    records: dict[str, Record] = {"handbook": maker.settings()}
    records |= {f"library/{name}": record for name, record in maker.libraries().items()}
    records |= {f"personas/{name}": maker.persona(name) for name in maker.personas}
    records |= {f"journeys/{name}": maker.journey(at) for at, name in enumerate(maker.journeys)}
    return {f"{name}.yml": to_yaml(record) for name, record in records.items()}


def write(folder: Path, files: dict[str, str]) -> int:
    """Write the files of a handbook into a folder; return how many bytes they are."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return sum(len(text.encode()) for text in files.values())


class _Maker:
    def __init__(self, random: Random, personas: int, journeys: int, size: int | None) -> None:
        self.random = random
        self.size = size
        self.personas = [f"persona-{number}" for number in range(1, personas + 1)]
        self.journeys = [f"journey-{number}" for number in range(1, journeys + 1)]
        self.ids = {
            name: [f"{name.rstrip('s')}-{number}" for number in range(1, count + 1)]
            for name, count in _LIBRARY.items()
        }

    def one(self, library: str) -> str:
        """Return the id of some record of a library."""
        return self.random.choice(self.ids[library])

    def some(self, library: str, most: int = 3) -> list[str]:
        """Return the ids of one or more records of a library."""
        return self.random.sample(self.ids[library], self.random.randint(1, most))

    def phrases(self, least: int = 2, most: int = 4) -> list[str]:
        """Return a list of texts, each of its own."""
        return [phrase(self.random) for _ in range(self.random.randint(least, most))]

    def past(self) -> dt.date:
        """Return a day of the year before the day of the check."""
        return DAY - dt.timedelta(days=self.random.randint(1, 365))

    def due(self) -> dt.date:
        """Return a day of the year after the day of the check."""
        return DAY + dt.timedelta(days=self.random.randint(1, 365))

    # --- settings and libraries

    def settings(self) -> Record:
        return {
            "title": f"Made-up handbook of {len(self.journeys)} journeys",
            "summary": story(self.random, 3),
            "locale": "en-GB",
            "rules": {"unused-record": "off", "too-many-strategic-personas": "off"},
            "evidence_age": "18 months",
        }

    def libraries(self) -> dict[str, Record]:
        makers: dict[str, Callable[[int], Record]] = {
            "channels": self._channel,
            "touchpoints": self._touchpoint,
            "kpis": self._kpi,
            "content": self._content,
            "evidence": self._evidence,
            "teams": self._team,
            "glossary": self._term,
        }
        return {
            name: {key: make(number) for number, key in enumerate(self.ids[name])}
            for name, make in makers.items()
        }

    def _name(self, number: int) -> str:
        word, thing = self.random.choice(QUALITIES), self.random.choice(THINGS)
        return f"{word.capitalize()} {thing} {number + 1}"

    def _channel(self, number: int) -> Record:
        return {"name": CHANNELS[number].capitalize(), "note": phrase(self.random)}

    def _touchpoint(self, number: int) -> Record:
        return {
            "name": self._name(number),
            "channel": self.one("channels"),
            "reach": self.random.choice(("direct", "indirect", "internal")),
            "medium": self.random.choice(("online", "offline")),
            "owner": self.one("teams"),
            "note": sentence(self.random),
        }

    def _kpi(self, number: int) -> Record:
        return {
            "name": self._name(number),
            "formula": f"{self.random.choice(THINGS)}s ÷ {self.random.choice(THINGS)}s",
            "unit": self.random.choice(UNITS),
            "better": "up",
            "source": phrase(self.random),
            "owner": self.one("teams"),
        }

    def _content(self, number: int) -> Record:
        return {
            "name": self._name(number),
            "format": self.random.choice(FORMATS),
            "url": f"https://example.com/content/{number + 1}",
            "owner": self.one("teams"),
            "updated": self.past(),
        }

    def _evidence(self, number: int) -> Record:
        return {
            "name": self._name(number),
            "kind": self.random.choice(_KINDS),
            "date": self.past(),
            "sample": self.random.randint(5, 900),
            "link": f"https://example.com/evidence/{number + 1}",
            "note": sentence(self.random),
        }

    def _team(self, number: int) -> Record:
        return {"name": f"Team {SECTORS[number % len(SECTORS)]} {number + 1}", "contact": "#team"}

    def _term(self, number: int) -> Record:
        return {
            "name": self._name(number),
            "text": story(self.random, 2),
            "see": self.some("glossary", 2),
        }

    # --- personas

    def persona(self, name: str) -> Record:
        random = self.random
        role, sector = random.choice(ROLES), random.choice(SECTORS)
        made: Record = {
            "name": random.choice(FIRST_NAMES),
            "archetype": f"The {role} in {sector}",
            "priority": random.choice(("strategic", "secondary")),
            "basis": "customers",
            "quote": quote(random),
            "evidence": self.some("evidence"),
            "reviewed": self.past(),
            "review_every": "18 months",
            "owner": self.one("teams"),
        }
        more: list[Record] = [
            {"story": story(random, 6)},
            {
                "demographics": {
                    "Age": random.randint(20, 66),
                    "Role": role,
                    "Company": random.choice(COMPANIES),
                },
                "psychographics": {"Values": random.sample(QUALITIES, 3), "Lives": "in a town"},
            },
            {"digital": {"Platforms": random.sample(CHANNELS, 2), "Active": random.choice(PLACES)}},
            {"goals": {"professional": self.phrases(), "personal": self.phrases()}},
            *(
                {name: self.phrases()}
                for name in ("fears", "needs", "habits", "expectations", "frustrations")
            ),
            *({name: self.phrases()} for name in ("sources", "influencers", "ambitions")),
            {"decision_criteria": self.phrases()},
            {
                "objections": [
                    {
                        "says": quote(random),
                        "answer": sentence(random),
                        "content": self.one("content"),
                        "evidence": self.some("evidence", 1),
                    }
                    for _ in range(2)
                ]
            },
            {
                "decision_process": {
                    "summary": story(random, 2),
                    "roles": [
                        {"role": phrase(random), "persona": random.choice(self.personas)},
                        phrase(random),
                    ],
                }
            },
            {"traits": [{"low": "Slow", "high": "Quick", "value": random.randint(1, 5)}]},
            {"channels": {channel: random.randint(0, 5) for channel in self.some("channels", 4)}},
            {"tags": random.sample(SECTORS, 2), "x-segment": random.choice(COMPANIES)},
        ]
        return self._filled(made, [(made, part) for part in more], self.size)

    # --- journeys

    def journey(self, at: int) -> Record:
        """Return the journey of a number: some are base maps, and those after them extend them."""
        random = self.random
        made: Record = {
            "title": f"{random.choice(THINGS).capitalize()} of a {random.choice(ROLES)} {at + 1}",
            "persona": self.personas[at % len(self.personas)],
            "objective": random.choice(("acquisition", "onboarding", "loyalty")),
            "type": random.choice(("b2b", "e-commerce", "local-service")),
            "state": "current",
        }
        if at % _VARIATIONS == 1:
            made["extends"] = self.journeys[at - 1]
        elif at % _VARIATIONS == 3:
            made |= {"state": "target", "compare_to": self.journeys[at - 1]}
        made |= {
            "owner": self.one("teams"),
            "reviewed": self.past(),
            "review_every": "18 months",
            "summary": story(random, 2),
            "scope": {"from": phrase(random), "to": phrase(random)},
        }
        stages = [self._stage(number) for number in range(STAGES)]
        made["stages"] = stages
        # Part by part, through all stages: none shall be full while another one is bare.
        more = [self._parts(number) for number in range(STAGES)]
        order = list(range(len(more[0])))
        if self.size is not None:
            random.shuffle(order)  # what there is room for differs from journey to journey
        parts = [
            (stage, below[number])
            for number in order
            for stage, below in zip(stages, more, strict=True)
        ]
        return self._filled(made, parts, self.size)

    def _stage(self, number: int) -> Record:
        random = self.random
        return {
            "id": f"stage-{number + 1}",
            "name": f"{random.choice(QUALITIES).capitalize()} {random.choice(THINGS)}",
            "phase": _PHASES[number * len(_PHASES) // STAGES],
            "emotion": {
                "score": random.choice((-2, -1.5, -1, 0, 0.5, 1, 2)),
                "feeling": random.choice(FEELINGS),
                "evidence": self.some("evidence", 1),
            },
            "aida": {_LETTERS[number // 2]: phrase(random)},
            "touchpoints": [self.one("touchpoints")],
            "kpis": [{"kpi": self.one("kpis"), "current": 20, "target": random.randint(21, 90)}],
        }

    def _touchpoint_use(self, touchpoint: str) -> Record:
        return {
            "touchpoint": touchpoint,
            "note": phrase(self.random),
            "importance": self.random.randint(1, 5),
            "satisfaction": self.random.randint(1, 5),
        }

    def _parts(self, number: int) -> list[Record]:
        """Return what else a stage may say, in parts that make sense by themselves."""
        random = self.random
        key = f"point-{number + 1}"
        onward: list[Record] = [{"exit": phrase(random), "when": phrase(random), "share": "25%"}]
        if number + 1 < STAGES:
            onward.insert(0, {"stage": f"stage-{number + 2}", "share": "75%"})
        return [
            {
                "pain_points": [
                    {
                        "id": key,
                        "text": phrase(random),
                        "severity": random.choice(("low", "medium", "high")),
                        "symptom": phrase(random),
                        "evidence": self.some("evidence", 2),
                    }
                ],
                "opportunities": [
                    {
                        "id": f"answer-{number + 1}",
                        "text": phrase(random),
                        "answers": [key],
                        "impact": random.randint(1, 5),
                        "effort": random.randint(1, 5),
                        "status": "planned",
                        "owner": self.one("teams"),
                        "due": self.due(),
                    }
                ],
            },
            {"goal": phrase(random), "mindset": quote(random)},
            {"actions": [sentence(random), *self.phrases(1, 2)]},
            {
                "messages": [
                    {
                        "id": f"message-{number + 1}",
                        "text": sentence(random),
                        "aida": _LETTERS[number // 2],
                        "touchpoint": self.one("touchpoints"),
                        "content": self.one("content"),
                    },
                    {
                        "text": phrase(random),
                        "content": {
                            "gap": phrase(random),
                            "owner": self.one("teams"),
                            "due": self.due(),
                        },
                    },
                ]
            },
            {
                "questions": [question(random), question(random)],
                "touchpoints": [self._touchpoint_use(name) for name in self.some("touchpoints")],
            },
            {
                "emotion": {
                    "score": random.choice((-2, -1, 0, 1, 2)),
                    "feeling": random.choice(FEELINGS),
                    "why": phrase(random),
                    "quote": quote(random),
                    "evidence": self.some("evidence", 2),
                },
                "kpis": [
                    {
                        "kpi": kpi,
                        "baseline": random.randint(10, 20),
                        "current": random.randint(30, 60),
                        "target": random.randint(60, 90),
                        "alert": 25,
                    }
                    for kpi in self.some("kpis")
                ],
            },
            {"summary": story(random, 3), "duration": f"{random.randint(2, 9)} weeks"},
            {
                "steps": [
                    {
                        "id": f"step-{step}",
                        "name": f"{random.choice(THINGS).capitalize()} {random.choice(PLACES)}",
                        "actions": self.phrases(1, 1),
                        "touchpoint": self.one("touchpoints"),
                        "emotion": {"score": random.randint(-2, 2)},
                        "moment_of_truth": step == 2,
                    }
                    for step in (1, 2)
                ]
            },
            {"seeks": self.phrases(), "motivations": self.phrases()},
            {
                "experiments": [
                    {
                        "id": f"trial-{number + 1}",
                        "hypothesis": phrase(random),
                        "kpi": self.one("kpis"),
                        "status": "done",
                        "result": f"+{random.randint(1, 40)}% {random.choice(REASONS)}",
                        "learning": sentence(random),
                    }
                ]
            },
            {"teams": self.some("teams"), "backstage": self.phrases()},
            {"next": onward},
        ]

    @staticmethod
    def _filled(made: Record, parts: list[tuple[Record, Record]], size: int | None) -> Record:
        """Add parts to the records they belong to, until the whole has the size that is wanted."""
        written = len(to_yaml(made).encode())
        for record, part in parts:
            if size is not None and written >= size:
                break
            replaced = {key: record[key] for key in part if key in record}
            record.update(part)
            margin = 0 if record is made else 4
            written += _size(part, margin) - _size(replaced, margin)
        return made


def _size(part: Record, margin: int) -> int:
    """Return the bytes of some fields in a file, each line of them set in by a margin."""
    lines = to_yaml(part).encode().splitlines()
    return sum(len(line) + 1 + margin for line in lines)
