"""The Nu HTML checker, the one behind validator.w3.org, finds no error on any page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.support.node import JAVA, installed
from tests.support.projects import Built

BY_THE_THEME = (
    "Attribute “autocomplete” is only allowed when the input type is",  # the palette's switch
    "Bad value “” for attribute “tabindex” on element “label”",  # the navigation's labels
    "The value of the “for” attribute of the “label” element must be the ID",  # likewise
)
"""What Material's own templates do on every page, whatever is on it."""


def errors_in(folder: Path) -> list[str]:
    """Return what is wrong with the HTML files below a folder."""
    jar = installed("vnu-jar") / "build" / "dist" / "vnu.jar"
    command = [str(JAVA), "-jar", str(jar), "--skip-non-html", "--errors-only", "--format", "json"]
    command.append(str(folder))
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        f"{message.get('url', '')}:{message.get('lastLine', '')}: {message['message']}"
        for message in messages
        if not message["message"].startswith(BY_THE_THEME)
    ]


def test_the_pages_are_without_an_error(sample: Built) -> None:
    assert errors_in(sample.site) == []


def test_an_error_is_seen(tmp_path: Path) -> None:
    text = "<!doctype html><html lang=en><title>T</title><p id=a>1<p id=a>2"
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    (error,) = errors_in(tmp_path)
    assert "Duplicate ID" in error
