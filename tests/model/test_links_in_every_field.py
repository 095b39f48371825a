"""An address that could run something is a fault in every text of the schema that makes links."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_journeys.site import load
from tests.support.filling import Place, filled_handbook

ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.com/x",
    "../../outside.html",
)


def makes_links(place: Place) -> bool:
    """Return whether a text becomes an address, or has Markdown's links."""
    return place.is_address or place.is_picture or place.markup != "plain"


@pytest.mark.parametrize("form", ["[x]({})", "[x]( <{}> )", "![x]({})"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_unsafe_address_is_a_fault_wherever_one_is_taken(
    address: str, form: str, tmp_path: Path
) -> None:
    asked: list[Place] = []

    def text(place: Place) -> str:
        asked.append(place)
        if place.is_address or place.is_picture:
            return address
        return form.format(address)

    for name, record in filled_handbook(text).items():
        path = tmp_path / f"{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(record, indent=1), encoding="utf-8")
    faults = [fault for fault in load(tmp_path).diagnostics if fault.severity == "error"]
    assert {fault.code for fault in faults} == {"unsafe-link"}
    assert len(faults) == len(list(filter(makes_links, asked))) > 60
