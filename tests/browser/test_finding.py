"""Without a browser the tests fail with a way out, whoever runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.chromium import VARIABLE, find_chromium
from tests.support.driving import driven


def test_the_browser_that_is_asked_for_is_the_one(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = find_chromium()
    assert usual
    monkeypatch.setenv(VARIABLE, str(usual))
    monkeypatch.setenv("PATH", "")
    assert find_chromium() == usual


def test_no_other_stands_in_for_a_browser_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "chromium"))
    with pytest.raises(RuntimeError, match="Install one"), driven():
        pass


def test_a_program_of_that_name_that_is_no_browser_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\necho 'install the snap' >&2\nexit 1\n", encoding="utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(stub))
    assert find_chromium() is None
