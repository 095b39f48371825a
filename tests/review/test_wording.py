"""What a reviewer reads of single edits: names that stay the same, figures with their units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.insight.changes.editing import FILES
from tests.review.repositories import Repository, repository

JOURNEY = "journeys/buys.yml"


@dataclass(frozen=True, slots=True)
class Edited:
    """A repository of the small handbook; each edit is of the files as they were committed."""

    repository: Repository

    def told(self, edits: dict[str, list[tuple[str, str]]], *options: str) -> str:
        """Return what is told of edits, by file: texts that stand there once, and others."""
        self.repository.git("checkout", "--quiet", ".")
        for file, changes in edits.items():
            text = (self.repository.folder / "content" / file).read_text("utf-8")
            for old, new in changes:
                assert text.count(old) == 1, old
                text = text.replace(old, new)
            self.repository.write({f"content/{file}": text})
        return self.repository.diff("main", *options).out


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    files: dict[str, str | bytes] = {f"content/{name}": text for name, text in FILES.items()}
    files["content/images/ada.jpg"] = b"a picture"
    return Edited(repository(tmp_path_factory.mktemp("wording") / "repo", files))


def test_maps_and_personas_that_are_reached_are_named_and_stages_counted(handbook: Edited) -> None:
    out = handbook.told({"library/kpis.yml": [("name: Time in the queue", "name: The queue")]})
    assert (
        "reaches maps “How people buy bread”, “Bob buys bread” · 2 stages · personas Ada, Bob"
        in out
    )


def test_of_more_than_two_the_others_are_counted(handbook: Edited) -> None:
    out = handbook.told({"library/kpis.yml": [("name: Visits", "name: Visitors")]})
    assert "reaches maps “How people buy bread”, “How it should be” and 1 more · 3 stages" in out


def test_a_change_does_not_reach_the_page_that_it_is_on(handbook: Edited) -> None:
    out = handbook.told({"personas/ada.yml": [("    value: 2\n", "    value: 5\n")]})
    assert "reaches maps “How people buy bread”, “How it should be”\n" in out


def test_what_is_reached_is_no_markup_in_a_comment(handbook: Edited) -> None:
    edits = {JOURNEY: [("title: How people buy bread", "title: <img src=x> @all")]}
    edits["library/kpis.yml"] = [("name: Time in the queue", "name: The queue")]
    out = handbook.told(edits, "--format", "markdown")
    assert "reaches maps “&lt;img src=x&gt; @&#8203;all”" in out
    assert "<img" not in out


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_two_rows_of_one_message_call_it_the_same(handbook: Edited, form: str) -> None:
    edits = [("text: Baked at five.", "text: Baked at five sharp today.")]
    edits += [("        aida: attention\n", "        aida: interest\n")]
    out = handbook.told({JOURNEY: edits}, "--format", form)
    assert out.count("message “Baked at five sharp today.”, ") == 2


def test_a_step_is_called_by_its_name_whatever_of_it_changed(handbook: Edited) -> None:
    step = FILES[JOURNEY][FILES[JOURNEY].index("      - id: chooses") :]
    feels = step.replace("score: 2", "score: 1", 1).replace("Chooses a loaf", "Takes a loaf", 1)
    assert feels != step
    out = handbook.told({JOURNEY: [(step, feels)]})
    assert "step Takes a loaf, emotion score" in out
    assert "step Takes a loaf, name" in out


def test_a_way_out_is_told_once_and_its_share_in_per_cent(handbook: Edited) -> None:
    way = "      - exit: Walks on\n        when: The queue is long\n        share: 20%\n"
    out = handbook.told({JOURNEY: [(way, "")]})
    assert "− Walks on (when: The queue is long, share: 20%)\n" in out
    out = handbook.told({JOURNEY: [("        share: 20%\n", "        share: 18%\n")]})
    assert "way Walks on, share\n             20% → 18%\n" in out


def test_an_exact_percentage_is_written_as_every_other(handbook: Edited) -> None:
    out = handbook.told({JOURNEY: [("share: 80%", "share: 38.125%")]})
    assert "80% → 38.125%" in out


def test_one_answer_is_one_answer(handbook: Edited) -> None:
    opportunity = (
        "    opportunities:\n      - {id: poster, text: Paint the door, answers: [no-sign]}\n"
    )
    text = FILES[JOURNEY].replace("    opportunities:\n", opportunity, 1)
    handbook.repository.git("checkout", "--quiet", ".")
    handbook.repository.write({f"content/{JOURNEY}": text})
    assert "Paint the door (1 answer" in handbook.repository.diff("main").out


def test_a_locale_is_written_as_authors_write_it(handbook: Edited) -> None:
    out = handbook.told({"handbook.yml": [("locale: en", "locale: en-GB")]})
    assert "en → en-GB" in out


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_stages_in_another_order_are_told_with_their_places(handbook: Edited, form: str) -> None:
    head, *stages = re.split(r"(?m)^(?=  - id: )", FILES[JOURNEY])
    assert len(stages) == 3
    handbook.repository.git("checkout", "--quiet", ".")
    turned = "".join([head, stages[0], stages[2], stages[1]])
    handbook.repository.write({f"content/{JOURNEY}": turned})
    out = handbook.repository.diff("main", "--format", form).out
    place = r"another order: (At home 3 → 2|In the shop 2 → 3)"
    assert re.search(rf"\({place}\)", out), "beside both lists"
    assert re.search(rf"(?m)(^ +|: ){place}$", out), "below the curves"


def test_a_commit_is_called_by_its_first_digits(handbook: Edited, tmp_path: Path) -> None:
    at = tmp_path / "clone"
    handbook.repository.git("checkout", "--quiet", ".")
    handbook.repository.git("clone", "--quiet", ".", str(at))
    made = Repository(at)
    left = made.git("rev-parse", "HEAD")
    base = made.commit(message="what others did")
    made.git("switch", "--quiet", "--create", "work", left)
    comment = made.diff(base, "--format", "markdown").out
    assert f"Since {base[:12]} at {left[:8]}, where this change left it" in comment
    assert f"{base[:12]} at {left[:8]} (merge base) → working tree" in made.diff(base).out
