"""More of everything than an author would write: answered, in short and in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from .checking import check, fill

STAGES = "stages:\n  - {id: a, name: A}\n"


def test_an_id_longer_than_a_file_name_may_be_is_refused(tmp_path: Path) -> None:
    stages = "stages:\n  - {id: " + "a" * 101 + ", name: A}\n"
    fill(tmp_path, {"journeys/buys.yml": f"title: Buys\n{stages}"})
    assert check(tmp_path).lines == [
        "content/journeys/buys.yml:3:10: error[invalid-id] an id longer than 100 characters; "
        "shorten it"
    ]


def test_a_file_name_longer_than_an_id_is_refused(tmp_path: Path) -> None:
    fill(tmp_path, {f"personas/{'a' * 101}.yml": "name: Ada\n"})
    (line,) = check(tmp_path).lines
    assert "error[invalid-id]" in line


@pytest.mark.parametrize("pattern", ["[", "*a_", "[a](", "<https://a.b> "])
def test_a_text_that_takes_a_parser_too_long_is_refused(tmp_path: Path, pattern: str) -> None:
    text = pattern * (20_001 // len(pattern) + 1)
    fill(tmp_path, {"journeys/buys.yml": f"title: Buys\nsummary: '{text}'\n{STAGES}"})
    assert check(tmp_path).lines == [
        'content/journeys/buys.yml:2:10: error[limit-exceeded] "summary": a text longer than '
        "20000 characters; shorten it"
    ]


def test_of_very_many_faults_in_a_record_the_first_are_told_and_the_rest_counted(
    tmp_path: Path,
) -> None:
    """Comparing each with each would take minutes."""
    many = "".join(f"zz{number}: 1\n" for number in range(20_000))
    fill(tmp_path, {"journeys/buys.yml": f"title: Buys\n{STAGES}{many}"})
    lines = check(tmp_path).lines
    assert len(lines) == 501
    assert any("limit-exceeded] 19500 more faults" in line for line in lines)


def test_a_long_chain_of_base_maps_is_followed_to_its_end(tmp_path: Path) -> None:
    last = 1_200
    files = {
        f"journeys/j{number:04}.yml": f"title: J{number}\nextends: j{number + 1:04}\n"
        for number in range(last)
    }
    files[f"journeys/j{last:04}.yml"] = f"title: J\n{STAGES}"
    fill(tmp_path, files)
    outcome = check(tmp_path)
    assert outcome.code == 0
    assert f"{last + 1} journeys, {last + 1} stages" in outcome.summary
    assert all(f"and {last - 8} more" in line for line in outcome.lines)


def test_journeys_that_lead_into_a_circle_are_no_part_of_it(tmp_path: Path) -> None:
    extends = {"a": "b", "b": "c", "c": "b"}
    fill(
        tmp_path,
        {f"journeys/{of}.yml": f"title: J\nextends: {base}\n" for of, base in extends.items()},
    )
    assert check(tmp_path).lines == [
        "content/journeys/b.yml:2:10: error[extends-cycle] these journeys extend one another: "
        "b → c → b; let one of them stand by itself"
    ]
