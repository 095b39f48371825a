"""Handbooks of any size, made up: every feature of the format in texts that vary.

The same arguments make the same files, byte for byte.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from .libraries import DAY as DAY
from .libraries import Libraries, Record
from .words import (
    CHANNELS,
    COMPANIES,
    FEELINGS,
    FIRST_NAMES,
    PLACES,
    QUALITIES,
    REASONS,
    ROLES,
    SECTORS,
    THINGS,
    phrase,
    question,
    quote,
    sentence,
    story,
)
from .writing import to_yaml

STAGES = 8
_PHASES = ("awareness", "consideration", "decision", "purchase", "after-purchase")
_LETTERS = ("attention", "interest", "desire", "action")
JOURNEYS_A_PERSONA = 12
_VARIATIONS = 4
"""Every so many journeys, one is a base map that the next one extends."""
_SHARED = 5
"""Every so many journeys, one is that of two personas."""
_LOOPS = (2, 5)
"""From these stages some go back to the one before."""
_PORTRAIT = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">
<rect width="96" height="96" fill="{ground}"/>
<circle cx="48" cy="36" r="18" fill="#f2e8dc"/>
<ellipse cx="48" cy="88" rx="{width}" ry="30" fill="#f2e8dc"/>
</svg>
"""


def handbook(journeys: int, *, size: int | None = None, seed: int = 1) -> dict[str, str]:
    """Return the files of a handbook, by their path in its folder.

    `size` is how many bytes a persona and a journey shall have, roughly; without it each of them
    says all that it can, and personas have portraits. Base maps are among the journeys.
    """
    maker = _Maker(Random(seed), max(1, journeys // JOURNEYS_A_PERSONA), journeys, size)
    records: dict[str, Record] = {"handbook": maker.settings()}
    records |= {f"library/{name}": record for name, record in maker.libraries().items()}
    records |= {f"personas/{name}": maker.persona(name) for name in maker.personas}
    records |= {f"journeys/{name}": maker.journey(at) for at, name in enumerate(maker.journeys)}
    files = {f"{name}.yml": to_yaml(record) for name, record in records.items()}
    return files | ({} if size is not None else maker.portraits())


def write(folder: Path, files: dict[str, str]) -> int:
    """Write the files of a handbook into a folder; return how many bytes they are."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return sum(len(text.encode()) for text in files.values())


class _Maker(Libraries):
    def __init__(self, random: Random, personas: int, journeys: int, size: int | None) -> None:
        super().__init__(random)
        self.size = size
        self.personas = [f"persona-{number}" for number in range(1, personas + 1)]
        self.journeys = [f"journey-{number}" for number in range(1, journeys + 1)]

    def linked(self) -> str:
        """Return a sentence with links to other pages."""
        touchpoint, kpi = self.one("touchpoints"), self.one("kpis")
        first, second = self.random.sample(THINGS, 2)
        return (
            f"The [{first}](touchpoint:{touchpoint}) and the [{second}](kpi:{kpi}) matter "
            f"to [her](persona:{self.random.choice(self.personas)}).\n"
        )

    def settings(self) -> Record:
        return {
            "title": f"Made-up handbook of {len(self.journeys)} journeys",
            "summary": story(self.random, 3),
            "locale": "en-GB",
            "rules": {"unused-record": "off", "too-many-strategic-personas": "off"},
            "evidence_age": "18 months",
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
        if self.size is None:
            more.append({"portrait": _portrait_of(name)})
        return self._filled(made, [(made, part) for part in more], self.size)

    def portraits(self) -> dict[str, str]:
        """Return a picture of each persona, by its file."""
        colours = ("#5b6770", "#7a5c61", "#4f6d5b", "#6b5b95")
        return {
            _portrait_of(name): _PORTRAIT.format(
                ground=colours[at % len(colours)], width=30 + 2 * (at % 8)
            )
            for at, name in enumerate(self.personas)
        }

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
        if at % _SHARED == 0 and len(self.personas) > 1:
            del made["persona"]
            made["personas"] = random.sample(self.personas, 2)
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
        made = self._filled(made, parts, self.size)
        if "extends" in made and self.size is None:
            _put_another(stages, first=at % (2 * _VARIATIONS) == 1)
        return made

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
        summary = story(random, 3) + ("\n" + self.linked() if self.size is None else "")
        onward: list[Record] = [{"exit": phrase(random), "when": phrase(random), "share": "25%"}]
        if number + 1 < STAGES:
            onward.insert(0, {"stage": f"stage-{number + 2}", "share": "60%"})
        if number in _LOOPS:
            back = {"stage": f"stage-{number}", "when": phrase(random), "share": "15%"}
            onward.insert(1, back)
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
                        "status": random.choice(("idea", "planned", "in-progress", "done")),
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
            {"summary": summary, "duration": f"{random.randint(2, 9)} weeks"},
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
                        "status": random.choice(("done", "stopped")),
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


def _put_another(stages: list[Record], *, first: bool) -> None:
    """Put a stage of its own in the place of an inherited one, at the begin or at the end."""
    at, beside, name = (0, 1, "stage-0") if first else (-1, -2, f"stage-{STAGES + 1}")
    former = stages[at]["id"]
    place = {"before" if first else "after": stages[beside]["id"]}
    stages[at] = {"id": name, **place, **{k: v for k, v in stages[at].items() if k != "id"}}
    for stage in stages:
        for way in stage["next"]:
            if way.get("stage") == former:
                way["stage"] = name
    stages.append({"id": former, "remove": True})


def _portrait_of(persona: str) -> str:
    return f"images/{persona}.svg"


def _size(part: Record, margin: int) -> int:
    """Return the bytes of some fields in a file, each line of them set in by a margin."""
    lines = to_yaml(part).encode().splitlines()
    return sum(len(line) + 1 + margin for line in lines)
