"""The installation into an environment of its own."""

from __future__ import annotations

import base64
import hashlib
import subprocess
from pathlib import Path
from zipfile import ZipFile

from tests.workflows.repositories import run

ABOUT = "mkdocs_journeys-9.dist-info"
FILES = {
    "mkdocs_journeys/__init__.py": "def main():\n    print('mkdocs-journeys 9')\n",
    f"{ABOUT}/METADATA": "Metadata-Version: 2.1\nName: mkdocs-journeys\nVersion: 9\n",
    f"{ABOUT}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    f"{ABOUT}/entry_points.txt": "[console_scripts]\njourneys = mkdocs_journeys:main\n",
}
"""The least that pip takes for our package, so that nothing is downloaded here."""


def package(folder: Path) -> Path:
    """Write a package that pip can install without a registry."""
    wheel = folder / "mkdocs_journeys-9-py3-none-any.whl"
    record = f"{ABOUT}/RECORD"
    with ZipFile(wheel, "w") as archive:
        lines = []
        for name, text in FILES.items():
            archive.writestr(name, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()
            lines.append(f"{name},sha256={digest.rstrip('=')},{len(text)}")
        archive.writestr(record, "\n".join([*lines, f"{record},,", ""]))
    return wheel


def test_the_command_is_there_afterwards_and_nothing_else_is_touched(tmp_path: Path) -> None:
    place = tmp_path / "an environment"
    done = run("install.sh", str(package(tmp_path)), str(place), at=tmp_path, PIP_NO_INDEX="1")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "mkdocs-journeys 9\n"
    said = subprocess.run(
        [place / "bin" / "journeys"], env={}, capture_output=True, text=True, check=True
    )
    assert said.stdout == "mkdocs-journeys 9\n"


def test_a_python_that_is_too_old_is_refused_in_words(tmp_path: Path) -> None:
    old = tmp_path / "python-of-old"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = run("install.sh", ".", str(tmp_path / "venv"), at=tmp_path, PYTHON=str(old))
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert not (tmp_path / "venv").exists()
