"""A change of the sample handbook under review, in a real repository: every kind of record in it.

The edits are made in the text of the sample, so that what is compared is what authors write.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.review.repositories import Repository, repository

from .projects import ROOT, Built, build

EDITS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "journeys/b2b-buying.yml": (
        ("duration: 3–8 weeks", "duration: 2–6 weeks"),
        ("      score: -1\n      feeling: unease", "      score: 0.5\n      feeling: doubt"),
        ("      - A peer who had the same curve\n", ""),
        ("target: 40000", "target: 30000"),
        (
            "        severity: high\n        symptom: 44%",
            "        severity: low\n        symptom: 44%",
        ),
        (
            "        status: in-progress\n        owner: growth\n        due: 2027-06-15",
            "        status: done\n        owner: sales",
        ),
        ("People leave an address to keep a result, not to see one.", "Ask later."),
        (
            "    teams: [growth]\n    backstage:\n",
            "    teams: [growth, sales]\n    backstage:\n      - Sales reads every answer\n",
        ),
        (
            "share: 58%}\n      - {exit: Puts it down to the season, share: 42%}",
            "share: 60%}\n      - {exit: Puts it down to the season, share: 40%}",
        ),
        ("text: 64% of seats had a visit last month. In", "text: Two of three seats were used. In"),
        (
            "      - id: breakfast-figures\n"
            "        text: Bring your absence figure to breakfast and leave with seven others to"
            " compare.\n"
            "        aida: interest\n",
            "      - id: breakfast-seat\n        text: Your seat is kept.\n",
        ),
        (
            "{touchpoint: hr-breakfast, importance: 4, satisfaction: 4}",
            "{touchpoint: hr-breakfast, importance: 4, satisfaction: 2}",
        ),
        ("      - {kpi: demo-rate, baseline: 22, target: 30, current: 31, alert: 20}\n", ""),
        (
            "    experiments:\n"
            "      - id: weak-figures-too\n"
            "        hypothesis: Publishing our weakest sectors raises trust more than it costs\n"
            "        kpi: lead-rate\n"
            "        status: running\n",
            "",
        ),
    ),
    "journeys/hr-subscribes.yml": (
        ("goal: Find one idea that survives the month of May", "goal: Find an idea that lasts"),
        ("why: One page, four minutes, no laughter", "why: Nobody laughed"),
        (
            "          score: -2\n          feeling: powerlessness\n          why: She cannot see",
            "          score: -1\n          feeling: patience\n          why: She cannot see",
        ),
        ("desire: Make her look prepared in rooms we never enter", "desire: Make her look ready"),
    ),
    "journeys/gym-owner-onboarding.yml": (
        ("title: Tomasz opens his door to us", "title: Tomasz opens his doors"),
        (
            "stages:\n",
            "stages:\n"
            "  - id: reads-a-poster\n"
            "    name: A poster at the baker's\n"
            "    phase: awareness\n"
            "    goal: To be left in peace\n"
            "    emotion: {score: 0, feeling: calm, why: It asks nothing of him}\n",
        ),
        ("{stage: shows-floor, share: 57%}", "{stage: signs-up, share: 57%}"),
    ),
    "personas/hr-director.yml": (
        ("quote: Show me one figure", "quote: Show me a figure"),
        ("  Age: 44", "  Age: 45"),
        ("    - Close one project a quarter without hiring\n", ""),
        (
            "  - text: A second benefit that dies in spring, with her name on it",
            "  - text: A second benefit that dies in March, with her name on it",
        ),
        ("answer: Then do not pay for empty places. The", "answer: The"),
        ("high: Decides fast, value: 4", "high: Decides fast, value: 2"),
        ("  phone: 1\n", "  phone: 3\n"),
        ("role: Proposes and sponsors", "role: Proposes"),
        (
            "  - Calls one peer before any shortlist\n",
            "  - Calls one peer before any shortlist\n  - Keeps a list of promises\n",
        ),
    ),
    "library/kpis.yml": (("formula: leads ÷ visitors", "formula: leads ÷ visits"),),
    "library/touchpoints.yml": (
        (
            "name: Our LinkedIn post\n  channel: linkedin\n  reach: direct",
            "name: Our post\n  channel: linkedin\n  reach: indirect",
        ),
    ),
    "library/content.yml": (("updated: 2026-05-04", "updated: 2026-11-04"),),
}
"""Texts of the sample's files and what stands in their place after the change."""

GONE = ("journeys/gym-owner-onboarding.yml", "  - id: shows-floor\n", "  - id: signs-up\n")
"""A stage that the change takes out: its file, where it begins, and what follows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The preview of the change, and what `journeys diff` says of it as JSON."""

    built: Built
    diff: dict[str, Any]


def reviewed(folder: Path) -> Reviewed:
    """Build the preview of the change. Raises nothing when that fails: see `Built.code`."""
    made = changed_sample(folder)
    said = json.loads(made.diff("main", "--format", "json").out)
    return Reviewed(built=build(folder, JOURNEYS_COMPARE_TO="main"), diff=said)


def changed_sample(folder: Path) -> Repository:
    """Make a repository with the sample handbook on `main` and the change in its work tree."""
    made = repository(folder, {})
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("content", "theme_overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    made.commit()
    for name, edits in EDITS.items():
        path = folder / "content" / name
        text = path.read_text(encoding="utf-8")
        for before, after in edits:
            assert before in text, f"{name} has no {before!r} any more"
            text = text.replace(before, after, 1)
        path.write_text(text, encoding="utf-8")
    name, begin, end = GONE
    path = folder / "content" / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index(begin)] + text[text.index(end) :], encoding="utf-8")
    return made
