"""Whatever stands in its files, a handbook is loaded: faults are told, never raised."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_journeys.site import Loaded, load
from tests.model.loading import ROOT, load_files, throwaway

FILES = {
    path.relative_to(ROOT / "content").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "content").rglob("*.yml"))
    if path.stem in ("b2b-buying", "finance-checks", "handbook", "kpis", "evidence", "it-lead")
}
BITS = st.sampled_from(
    [
        *("- ", ": ", "\n", "  ", "[", "]", "{", "}", "remove: true", "after: doubt", "id: doubt"),
        *("extends: finance-checks", "extends: b2b-buying", "[x](persona:a)", "[x](a%00b)", "~"),
        *("!t ", "&a ", "*a", "'", '"', "stages:", "kpi: nothing", "next: [{stage: nowhere}]", "é"),
        *("-", "9" * 400, "2026-13-01", "1e999", "60%", "\t", "portrait: ../x", "null", "x-a: {}"),
    ]
)


def assert_told_in_place(loaded: Loaded, files: dict[str, str]) -> None:
    """Check that diagnostics are sorted, on one line, and inside the files they name."""
    places = [fault.position for fault in loaded.diagnostics]
    assert places == sorted(places)
    for fault in loaded.diagnostics:
        assert (fault.headline + fault.help).isprintable()
        assert len(fault.headline) < 300
        text = files.get(fault.position.path.removeprefix("content/"), "")
        lines = text.split("\n")
        assert fault.position.line <= len(lines)
        assert fault.position.column <= len(lines[fault.position.line - 1]) + 1


@given(st.data())
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_a_mutated_handbook_is_loaded(data: st.DataObject) -> None:
    files = dict(FILES)
    name = data.draw(st.sampled_from(sorted(files)))
    for _ in range(data.draw(st.integers(1, 4))):
        text = files[name]
        at = data.draw(st.integers(0, len(text)))
        line_end = text.find("\n", at) + 1 or len(text)
        cut = data.draw(st.sampled_from([at, min(at + 5, len(text)), line_end]))
        files[name] = text[:at] + data.draw(BITS) + text[cut:]
    with throwaway() as folder:
        assert_told_in_place(load_files(folder, files), files)


SCALARS = st.sampled_from(
    ["a", "b", "1", "9", "true", "~", "60%", "2026-01-01", "''", "A b", "x:y"]
)
KEYS = st.sampled_from(
    [
        *("id", "name", "title", "stages", "persona", "personas", "extends", "remove", "after"),
        *("before", "emotion", "score", "steps", "kpis", "kpi", "next", "stage", "exit", "answers"),
        *("pain_points", "opportunities", "text", "messages", "content", "gap", "evidence", "x-a"),
        *(
            "aida",
            "channels",
            "goals",
            "demographics",
            "phases",
            "decision_process",
            "roles",
            "see",
        ),
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda below: (
        st.lists(below, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(KEYS, below, max_size=4).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
        )
    ),
    max_leaves=12,
)
RECORDS = st.dictionaries(KEYS, VALUES, max_size=5).map(
    lambda items: "".join(f"{key}: {value}\n" for key, value in items.items())
)
NAMES = ["personas/a.yml", "journeys/a.yml", "journeys/b.yml", "journeys/x.yml", "handbook.yml"]
HANDBOOKS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys([*NAMES, "library/kpis.yml", "library/evidence.yml"], RECORDS)
)


@given(HANDBOOKS)
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_a_handbook_of_right_words_in_wrong_places_is_loaded(files: dict[str, str]) -> None:
    with throwaway() as folder:
        (folder / "content").mkdir()
        assert_told_in_place(load_files(folder, files), files)


def test_the_sample_handbook_has_no_faults() -> None:
    assert load(ROOT / "content", project=ROOT).diagnostics == ()
