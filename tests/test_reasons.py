"""Where a check is told to look away, the line says why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SILENCED = re.compile(r"# (?:noqa|type: ignore)\b(?P<rest>.*)")
REASON = re.compile(r": [A-Z0-9, ]+ - \S|\[[a-z, -]+\]  # \S")
"""Codes and a reason, in the form of each."""


@pytest.mark.parametrize("folder", ["plugins", "tests", "benchmarks", "ci", "theme_overrides"])
def test_every_exception_has_a_code_and_a_reason(folder: str) -> None:
    unexplained = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for silenced in SILENCED.finditer(line)
        if not REASON.match(silenced["rest"]) and "SILENCED" not in line
    ]
    assert unexplained == []
