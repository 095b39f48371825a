"""The libraries of a made-up handbook, and choices among their records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random
from typing import Any

from .words import CHANNELS, FORMATS, QUALITIES, SECTORS, THINGS, UNITS, phrase, sentence, story

Record = dict[str, Any]

DAY = dt.date(2026, 11, 22)
"""The day on which the handbooks are checked and built."""

_KINDS = ("interview", "survey", "crm", "analytics", "support", "sales", "verbatim", "desk")
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


class Libraries:
    """Makes the records of the libraries; those who use them choose among their ids."""

    def __init__(self, random: Random) -> None:
        self.random = random
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
