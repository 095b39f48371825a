"""A review as JSON, from which every other telling can be made; `diff.schema.json` describes it."""

from __future__ import annotations

from typing import Any

from ..insight import changes
from ..source.reports.report import as_json_text
from .comparing import Compared, CurveMove, Point, Review, Unread


def as_json(review: Review) -> str:
    """Return everything that is known of a review."""
    base, head = review.compared
    said = changes.as_json(review.changes)
    return as_json_text(
        {
            "version": said.pop("version"),
            "base": _compared(base, exists=review.exists[0]),
            "head": _compared(head, exists=review.exists[1]),
            "counts": said.pop("counts"),
            "withheld": review.withheld,
            "unread": [_unread(one) for one in review.unread],
            "pages": [
                {"kind": page.kind, "id": page.id, "name": page.name, "path": page.path}
                for page in review.pages
            ],
            "curves": [_curve(move) for move in review.curves],
            **said,
        }
    )


def _compared(side: Compared, *, exists: bool) -> dict[str, Any]:
    return {
        "name": side.name,
        "kind": side.kind,
        "commit": side.commit,
        "merge_base": side.is_merge_base,
        "exists": exists,
    }


def _unread(one: Unread) -> dict[str, Any]:
    return {
        "side": one.side,
        "file": one.file,
        "faults": [
            {
                "line": fault.position.line,
                "column": fault.position.column,
                "code": fault.code,
                "headline": fault.headline,
            }
            for fault in one.faults
        ],
    }


def _curve(move: CurveMove) -> dict[str, Any]:
    return {
        "journey": {"kind": move.journey.kind, "id": move.journey.id, "name": move.journey.name},
        "before": [_point(point) for point in move.before],
        "after": [_point(point) for point in move.after],
        "moved": [
            {"before": old and _point(old), "after": new and _point(new)} for old, new in move.moved
        ],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "stage": point.stage,
        "step": point.step,
        "name": point.name,
        "score": point.score,
    }
