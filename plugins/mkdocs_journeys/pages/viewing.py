"""What views are made of: records that nobody changes, and that cost little to fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def a_view(kind: type[T]) -> type[T]:
    """Make a class a slotted dataclass, filled by keyword, that type checkers keep frozen.

    A page has hundreds of views, and one that Python itself keeps frozen takes four times as long
    to fill.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(kind)
