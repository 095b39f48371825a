"""Facts of an author's own: each is shown on a page, wherever the schema takes one."""

from __future__ import annotations

import json

import pytest

from tests.support.filling import Place, filled_handbook, places
from tests.support.projects import MKDOCS, build_well
from tests.support.trees import content_of

OWN = [place.field for place in places() if place.field.endswith(".x-")]
"""Every kind of record that takes facts of the author's own."""


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build a handbook with every field filled, and return the words of all its pages."""

    def text(place: Place) -> str:
        if place.is_address:
            return "https://example.com/"
        if place.is_picture:
            return "ada.svg"
        if place.field == "PersonaDraft.story":  # what nothing mentions is explained nowhere
            return "See [the term](term:all)."
        return fact_of(place.field) if place.field.endswith(".x-") else "Words"

    files = {f"content/{name}.yml": json.dumps(r) for name, r in filled_handbook(text).items()}
    files |= {"mkdocs.yml": MKDOCS, "content/ada.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    built = build_well(tmp_path_factory.mktemp("facts"), files)
    return " ".join(content_of(page).tight_text for page in built.pages.values())


def fact_of(field: str) -> str:
    """Return the name and the value of a record's fact."""
    return f"fact-of-{field.removesuffix('Draft.x-').lower()}"


@pytest.mark.parametrize("field", OWN)
def test_a_fact_of_the_authors_own_is_shown(shown: str, field: str) -> None:
    assert fact_of(field) in shown
