"""`RESULTS.md`: what was measured last, a section for each benchmark."""

from __future__ import annotations

import re
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
_HEAD = """# Results

What the benchmarks said when they last ran; each writes its own section. Seconds depend on the
machine, the ratios hardly do.
"""


def note(name: str, title: str, lines: list[str]) -> None:
    """Put the section of a benchmark in the place of the one before."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else _HEAD
    section = f"\n## {title}\n\nRun `python -m benchmarks {name}`.\n\n" + "\n".join(lines) + "\n"
    before = re.compile(rf"\n## {re.escape(title)}\n.*?(?=\n## |\Z)", re.DOTALL)
    text = before.sub("", text) + section
    RESULTS.write_text(text, encoding="utf-8")
