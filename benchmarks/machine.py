"""On what something was measured."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path


def machine() -> str:
    """Return the processor, its cores and the system, as far as they can be told."""
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}"


def versions(*packages: str) -> str:
    """Return the versions of Python and of some packages."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return ", ".join([python, *(f"{name} {version(name)}" for name in packages)])


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
