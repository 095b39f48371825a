"""Whatever the file, formatting keeps its meaning and its comments, and has nothing left to do."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_journeys.authoring.formatting import Format, format_of, format_text
from mkdocs_journeys.authoring.printing import WIDTH
from mkdocs_journeys.authoring.verifying import difference
from mkdocs_journeys.authoring.written import UnformattableError
from mkdocs_journeys.source.nodes import read_yaml
from tests.authoring.writing import Written, written_yaml

FORMATS = tuple(map(format_of, ("personas/a.yml", "journeys/a.yml", "library/kpis.yml")))
CONTENT = Path(__file__).parents[2] / "content"
SAMPLES = tuple(path.read_text(encoding="utf-8")[:3000] for path in sorted(CONTENT.rglob("*.yml")))
PIECES = st.sampled_from(
    [
        *("a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "&a ", "*a", '"', "'", "|", ">"),
        *("#", " # c\n", "\n# c\n", "\n      # c\n", "\n\n\n", "? ", "---\n", "...\n", "\t", "\\"),
        *("|+\n", "|2-\n", "é", "~", "!!str ", "\r\n", "id: x\n", " # journeys: ignore[x]\n"),
    ]
)


def comment_free(line: str) -> str:
    """Return a line without its comment, its dashes and its blanks."""
    return line.split("# c")[0].strip(" -")


@given(written_yaml(), st.sampled_from(FORMATS))
@settings(max_examples=100)
def test_a_file_keeps_its_meaning_and_comments(written: Written, format_: Format) -> None:
    formatted = format_text(written.text, format_)
    assert difference(written.text, formatted) == ""
    assert format_text(formatted, format_) == formatted


@given(written_yaml())
@settings(max_examples=100)
def test_comments_stay_with_their_field(written: Written) -> None:
    lines = format_text(written.text, FORMATS[1]).splitlines()
    place = {line[line.index("# c") :]: n for n, line in enumerate(lines) if "# c" in line}
    for comment, key in written.beside.items():
        assert comment_free(lines[place[comment]]).startswith(f"{key}:")
    for comment, key in written.above.items():
        below = (comment_free(line) for line in lines[place[comment] :])
        assert next(filter(None, below)).startswith(f"{key}:")


@given(written_yaml())
@settings(max_examples=60)
def test_lines_look_alike(written: Written) -> None:
    formatted = format_text(written.text, FORMATS[0])
    for line in formatted.splitlines():
        assert line == line.rstrip()
        assert (len(line) - len(line.lstrip(" "))) % 2 == 0
        if line.endswith(("]", "}")) and " #" not in line:
            assert len(line) <= WIDTH
    assert formatted.endswith("\n")
    assert "\n\n\n" not in formatted.replace("three\n\n\n", "")  # where they count


@given(st.data())
@settings(max_examples=100)
def test_a_sample_file_with_pieces_put_in_or_cut_out_is_kept_or_refused(
    data: st.DataObject,
) -> None:
    text = data.draw(st.sampled_from(SAMPLES))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(PIECES) + text[at + data.draw(st.integers(0, 8)) :]
    node, faults = read_yaml(text, "")
    if node is None or faults:
        return
    format_ = data.draw(st.sampled_from(FORMATS))
    try:
        formatted = format_text(text, format_)
    except UnformattableError as refused:
        reason = refused.reason
    else:
        reason = "" if format_text(formatted, format_) == formatted else "a second time differs"
    # A fault of the formatter's own would be told as a changed value or comment.
    assert "differs" not in reason
    assert "no YAML" not in reason
