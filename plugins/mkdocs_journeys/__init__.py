"""Persona and customer-journey handbooks from YAML, published by MkDocs.

The way of the data, one folder a floor, each importing only those above it in this list:

1. `source/`: what authors wrote. YAML with positions, the schema, diagnostics.
2. `model/`: what it means. The frozen `Handbook`, references resolved, base maps merged.
   `authoring/`: what commands write for authors. New files, and files set in order.
3. `insight/`: what follows from it. Content rules, evidence grades, KPI status.
4. `charts/`: pictures. The only importer of pygal.
5. `pages/`: the handbook as pages. Addresses, views, templates.
6. `site.py`: `load` a folder, `build` its pages; everything else is made of these two.
   `writing.py`: those pages written, or taken from what `cache.py` keeps of them.
   `reference/`: the documentation for authors, made from the schema and the tables.
   `review/`: what a change does to the handbook, for those who review it.
7. `plugin/` (MkDocs) and `cli/` (the command `journeys`).

The names below are what packages with rules of their own are written with.
"""

from .insight.house_rules import HouseRule
from .insight.rules import Context, Finding
from .model import Handbook

__all__ = ["Context", "Finding", "Handbook", "HouseRule"]
