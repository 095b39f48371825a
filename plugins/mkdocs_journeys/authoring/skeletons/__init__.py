"""The words of the templates: one file a type of business, and what all types share.

They hold examples and suggestions, never the format: which fields there are, in which order and
with which explanation, is the schema's to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ...source.nodes import plain, read_yaml

TYPES = ("b2b", "e-commerce", "local-service")
"""The types of business that there is a template for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What one type of business suggests.

    `first` are the fields that come first, by kind of record. `persona`, `journey`, `stage` and
    `handbook` are examples by field, `stages` those of each phase by the phase's id. `uses` are
    examples of records that a stage only names by an id in short form. `library` holds records
    by the stem of their file and their id.
    """

    first: dict[str, list[str]]
    handbook: dict[str, Any]
    persona: dict[str, Any]
    journey: dict[str, Any]
    stage: dict[str, Any]
    stages: dict[str, dict[str, Any]]
    uses: dict[str, dict[str, Any]]
    library: dict[str, dict[str, dict[str, Any]]]


@cache
def template(type_: str) -> Template:
    """Return the template of a type of business."""
    common, own = _read("common.yml"), _read(f"{type_}.yml")
    return Template(
        first=common["first"],
        handbook=common["handbook"],
        persona={**common["persona"], **own["persona"]},
        journey={**common["journey"], **own["journey"]},
        stage=common["stage"],
        stages={stage["phase"]: stage for stage in own["stages"]},
        uses={"touchpoints": common["touchpoint_use"], "kpis": common["kpi_use"]},
        library=common["library"],
    )


def _read(name: str) -> dict[str, Any]:
    node, faults = read_yaml(files(__name__).joinpath(name).read_text(encoding="utf-8"), name)
    if node is None or faults:
        raise ValueError(f"{name}: {faults}")
    read: dict[str, Any] = plain(node)
    return read
