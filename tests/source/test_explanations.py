"""Every code is explained, and its examples show what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest

from mkdocs_journeys.site import load
from mkdocs_journeys.source import explaining
from mkdocs_journeys.source.diagnostics import CODES, FAULTS, RULES
from mkdocs_journeys.source.explaining import Example, as_plain_text, explanations
from tests.support.packages import installed

DAY = dt.date(2026, 11, 22)


def codes_found(folder: Path, code: str, examples: Iterable[Example]) -> set[str]:
    """Return the codes of all that is found in an example while the other rules are off."""
    others = [rule for rule in RULES if rule != code]
    quiet = "rules: {" + ", ".join(f"{rule}: off" for rule in others) + "}\n"
    files = {example.path: example.text.encode(example.encoding) for example in examples}
    files["handbook.yml"] = files.get("handbook.yml", b"") + quiet.encode()
    package = {name: text.decode() for name, text in files.items() if name.endswith(".py")}
    for name, text in files.items():
        if name not in package:
            path = folder / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
    with installed(folder / "packages", package) as house:
        loaded = load(folder / "content", project=folder, day=DAY, house=house)
    # A house rule of an example may find something: that is not what the example is about.
    return {found.code for found in loaded.diagnostics if "/" not in found.code}


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_gives_exactly_its_code(code: str, tmp_path: Path) -> None:
    explanation = explanations()[code]
    assert codes_found(tmp_path, code, [*explanation.also, *explanation.bad]) == {code}


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_gives_no_code(code: str, tmp_path: Path) -> None:
    explanation = explanations()[code]
    assert codes_found(tmp_path, code, [*explanation.also, *explanation.good]) == set()


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_what_it_means_and_why_it_matters(code: str) -> None:
    explanation = explanations()[code]
    assert explanation.meaning == CODES[code]
    assert explanation.why.endswith(".")
    assert explanation.why != explanation.meaning
    assert explanation.bad != explanation.good
    assert explanation.bad
    assert explanation.good


def test_every_text_belongs_to_a_code() -> None:
    folder = Path(explaining.__file__).parent / "explanations"
    assert {path.name for path in folder.iterdir()} == {f"{code}.txt" for code in CODES}


@pytest.mark.parametrize("code", CODES)
def test_a_terminal_shows_all_of_it(code: str) -> None:
    explanation = explanations()[code]
    text = as_plain_text(explanation)
    assert text.startswith(f"{code}: {'always an error' if code in FAULTS else 'a warning'}\n")
    assert explanation.meaning in text
    assert explanation.why in text
    for example in (*explanation.bad, *explanation.good):
        assert example.path in text
        assert all(line.rstrip() in text for line in example.text.splitlines())
