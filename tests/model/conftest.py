"""The sample handbook, loaded once."""

from __future__ import annotations

import pytest

from mkdocs_journeys.model import Handbook
from mkdocs_journeys.site import load
from tests.model.loading import ROOT


@pytest.fixture(scope="package")
def handbook() -> Handbook:
    """Load the sample handbook, which has no faults."""
    loaded = load(ROOT / "content", project=ROOT)
    assert loaded.diagnostics == ()
    return loaded.handbook
