"""The three formats, each as a reviewer reads it: `golden/` holds them, whole.

`JOURNEYS_GOLDEN=write` writes them anew; read the difference before you keep it.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for
from markdown_it import MarkdownIt

from mkdocs_journeys import review
from mkdocs_journeys.insight import changes
from mkdocs_journeys.review import MARKER
from mkdocs_journeys.review.markdown import LONGEST
from tests.insight.changes.editing import FILES
from tests.review.repositories import JOURNEY, PERSONA, Repository, repository

GOLDEN = Path(__file__).with_name("golden")
PREVIEW = "https://preview.example/pr/7"
SCHEMA: dict[str, Any] = json.loads(
    Path(review.__file__).with_name("diff.schema.json").read_text(encoding="utf-8")
)

EDITS = {
    "journeys/buys.yml": {
        "score: -1": "score: 1",
        "current: 9, target: 5": "current: 5, target: 5",
        "target: 150": "target: 110",
        "severity: medium": "severity: high",
        "      - shop\n": "",
        "id: home": "id: eats",
        "text: Baked at five.": (
            'text: "Baked at | five, @everyone. [Win](javascript:x) <img src=x> `#12`"'
        ),
        "      - Follows the smell\n      - Looks": "      - Looks",
        "      - Counts the people in the queue": (
            "      - Counts the people in the queue\n      - Follows the smell"
        ),
        "      - It rains on those who wait": (
            "      - {id: dark, text: The street is dark, severity: low}\n"
            "      - It rains on those who wait"
        ),
        "compare_to: dreams\n": "",
        "summary: From hunger": "summary: All the way from hunger",
    },
    "personas/ada.yml": {
        "    - Crust\n": "",
        "  - Crust\n  - Price": "  - Price\n  - Crust",
        "channels: {street: 5": "channels: {street: 3",
    },
    "library/kpis.yml": {"unit: minutes": "unit: min"},
}
"""A change as a pull request may make it: what is replaced by what."""


def edited() -> dict[str, str | bytes]:
    """Return the files of the small handbook after the change."""
    files: dict[str, str | bytes] = {f"content/{name}": text for name, text in FILES.items()}
    for name, edits in EDITS.items():
        text = FILES[name]
        for old, new in edits.items():
            text = text.replace(old, new)
        files[f"content/{name}"] = text
    return files


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Commit the small handbook, and the change on a branch."""
    before: dict[str, str | bytes] = {f"content/{name}": text for name, text in FILES.items()}
    before["content/images/ada.jpg"] = b"a picture"
    made = repository(tmp_path_factory.mktemp("repo"), before)
    made.git("switch", "--quiet", "-c", "change")
    (made.folder / "content/journeys/dreams.yml").unlink()
    after = edited()
    del after["content/journeys/dreams.yml"]
    made.commit(after)
    made.git("switch", "--quiet", "main")
    made.commit({"content/library/teams.yml": FILES["library/teams.yml"] + "oven: {name: Oven}\n"})
    return made


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("change.txt", []),
        ("change.md", ["--format", "markdown", "--preview-url", PREVIEW]),
        ("change.json", ["--format", "json"]),
        ("none.txt", ["--folder", "content"]),
        ("none.md", ["--format", "markdown"]),
    ],
)
def test_a_change_is_told(repo: Repository, name: str, arguments: list[str]) -> None:
    sides = ["main", "change"] if name.startswith("change") else ["change", "change"]
    done = repo.diff(*sides, *arguments)
    assert (done.code, done.err) == (0, "")
    golden = GOLDEN / name
    if os.environ.get("JOURNEYS_GOLDEN") == "write":
        golden.write_text(done.out, encoding="utf-8")
    assert done.out == golden.read_text(encoding="utf-8")


def test_the_json_is_as_its_schema_says(repo: Repository) -> None:
    validator = validator_for(SCHEMA)
    validator.check_schema(SCHEMA)
    said = json.loads(repo.diff("main", "change", "--format", "json").out)
    assert list(validator(SCHEMA).iter_errors(said)) == []
    said["changes"][0]["class"] = "grave"
    said["pages"][0]["kind"] = "team"
    del said["head"]
    assert len(list(validator(SCHEMA).iter_errors(said))) == 3


def test_the_schema_holds_that_of_the_changes() -> None:
    own = Path(changes.__file__).with_name("changes.schema.json").read_text(encoding="utf-8")
    assert SCHEMA["$defs"]["changes"] == json.loads(own)


def test_colour_changes_no_word(repo: Repository) -> None:
    plain = repo.diff("main", "change").out
    coloured = repo.diff("main", "change", "--color", "always").out
    assert coloured != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_every_table_is_one(repo: Repository) -> None:
    comment = repo.diff("main", "change", "--format", "markdown").out
    tokens = MarkdownIt("commonmark").enable("table").parse(comment)
    kinds = [token.type for token in tokens]
    assert kinds.count("table_open") == comment.count("\n|---")
    rows = "".join(token.type[0:2] for token in tokens if token.type in ("tr_open", "td_open"))
    assert comment.count("\n| ") == kinds.count("tr_open")
    assert set(re.split("tr", rows.replace("td", "."))) <= {"", "....", "....."}
    html = [token.content for token in tokens if token.type == "html_block"]
    assert [block.strip() for block in html] == [
        MARKER,
        "<details>\n<summary>2 editorial changes</summary>",
        "</details>",
    ]


def many(count: int, text: str = "It is said that {}") -> dict[str, str | bytes]:
    """Return a handbook of so many journeys, each of which says something."""
    return {
        "content/personas/ada.yml": PERSONA,
        **{
            f"content/journeys/buys-{number}.yml": JOURNEY.replace(
                "score: -1", f"score: -1, why: {json.dumps(text.format(number))}"
            )
            for number in range(count)
        },
    }


@pytest.mark.parametrize(
    ("count", "text"),
    [(400, "It is said that {}"), (200, "@#$|" * 2_000 + "{}"), (1, "|" * 9_000 + "{}")],
)
def test_a_comment_is_never_too_long_and_counts_what_it_leaves_out(
    tmp_path: Path, count: int, text: str
) -> None:
    repo = repository(tmp_path, many(count, text))
    repo.write(many(count, f"{text} now"))
    comment = repo.diff("HEAD", "--format", "markdown").out
    assert len(comment) <= LONGEST
    assert comment.startswith(f"{MARKER}\n### {count} notable · ")
    shown = comment.count("| notable |")
    left = re.search(r"\*\*([\d,]+) changes? left out here\*\*", comment)
    assert shown + (int(left[1]) if left else 0) == count
    assert (left is None) == (count == 1)
    assert comment.count("\n|---") == comment.count("#### ") > 0


def test_a_section_of_very_many_changes_is_cut_within(tmp_path: Path) -> None:
    def journey(word: str) -> str:
        actions = "".join(f"      - {word * 30} {at}\n" for at in range(400))
        return JOURNEY.replace("First look\n", f"First look\n    actions:\n{actions}")

    repo = repository(
        tmp_path,
        {"content/personas/ada.yml": PERSONA, "content/journeys/buys.yml": journey("old ")},
    )
    repo.write({"content/journeys/buys.yml": journey("young ")})
    comment = repo.diff("HEAD", "--format", "markdown").out
    assert len(comment) <= LONGEST
    total = sum(json.loads(repo.diff("HEAD", "--format", "json").out)["counts"].values())
    shown = comment.count(" <code>content/journeys/buys.yml:")
    left = re.search(r"\*\*(\d+) changes left out here\*\*", comment)
    assert left is not None
    assert shown > 20
    assert shown + int(left[1]) == total >= 400


def test_an_address_that_is_none_is_refused(repo: Repository) -> None:
    for address in ("javascript:alert(1)", "preview", "https://", "https://x/?a=b", "file:///x"):
        done = repo.diff("main", "change", "--preview-url", address)
        assert (done.code, "--preview-url" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("option", "ending"), [("--use-directory-urls", "/"), ("--no-directory-urls", ".html")]
)
def test_links_lead_where_the_site_has_its_pages(
    repo: Repository, option: str, ending: str
) -> None:
    asked = ["main", "change", option]
    comment = repo.diff(*asked, "--format", "markdown", "--preview-url", PREVIEW).out
    links = [link.partition("#")[0] for link in re.findall(r"\(<(.*?)>\)", comment)]
    assert f"{PREVIEW}/personas/ada{ending}" in links
    assert all(link.endswith(ending) for link in links)
    paths = [
        page["path"] for page in json.loads(repo.diff(*asked, "--format", "json").out)["pages"]
    ]
    assert {link.removeprefix(f"{PREVIEW}/") for link in links} <= set(paths)


def test_an_address_cannot_end_the_link_it_is_in(repo: Repository) -> None:
    address = 'https://preview.example/a>b)c](d) "e\n<f>'
    done = repo.diff("main", "change", "--format", "markdown", "--preview-url", address)
    links = set(re.findall(r"\(<(.*?)>\)", done.out))
    assert links
    assert all(re.fullmatch(r"https://preview\.example/[^<>()\[\]\s\"]+", link) for link in links)


@pytest.mark.parametrize(
    ("fail_on", "sides", "code"),
    [
        ("breaking", ["main", "change"], 1),
        ("notable", ["main", "change"], 1),
        ("notable", ["change", "change"], 0),
        ("breaking", ["change", "main", "--direct"], 0),
    ],
)
def test_a_pipeline_can_fail_on_a_class(
    repo: Repository, fail_on: str, sides: list[str], code: int
) -> None:
    found = json.loads(repo.diff(*sides, "--format", "json").out)["counts"]
    expected = int(found["breaking"] > 0 or (fail_on == "notable" and found["notable"] > 0))
    assert repo.diff(*sides, "--fail-on", fail_on).code == expected
    if "--direct" not in sides:
        assert expected == code


def test_a_comment_can_be_written_to_a_file(repo: Repository, tmp_path: Path) -> None:
    file = tmp_path / "comment.md"
    done = repo.diff("main", "change", "--format", "markdown", "--output", str(file))
    assert done.out == ""
    assert file.read_text(encoding="utf-8").startswith(f"{MARKER}\n### ")


HOSTILE = "\x1b[31m\u202e\x07\r\nnotable  nothing\u2028x"


def test_a_terminal_is_not_steered(tmp_path: Path) -> None:
    repo = repository(tmp_path)
    repo.write(
        {"content/personas/ada.yml": f"name: {json.dumps(HOSTILE)}\nquote: {json.dumps(HOSTILE)}\n"}
    )
    for arguments in ([], ["--format", "markdown"]):
        out = repo.diff("HEAD", *arguments).out
        assert all(character.isprintable() or character == "\n" for character in out)
    lines = repo.diff("HEAD").out.splitlines()
    assert not any(line.startswith("notable") for line in lines)
