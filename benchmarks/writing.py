"""Records → YAML in the style of an author: block style, short records and lists on one line."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

_WIDTH = 100
_BARE = re.compile(r"[^\W_](?:[^:#,\[\]{}\"\n]|,(?= )|:(?=[^ ]))*(?<! )")
"""Texts that need no quotes in block style."""
_BARE_IN_FLOW = re.compile(r"[^\W_][^:#?,\[\]{}\"\n]*(?<! )")


def to_yaml(record: dict[str, Any]) -> str:
    """Return a record as the text of a file."""
    return "".join(f"{line}\n" for line in _record(record, ""))


def _record(record: dict[str, Any], margin: str) -> list[str]:
    lines: list[str] = []
    for key, value in record.items():
        if isinstance(value, str) and "\n" in value:
            lines.append(f"{margin}{key}: |")
            lines += [f"{margin}  {line}".rstrip() for line in value.splitlines()]
        elif not isinstance(value, dict | list):
            lines.append(f"{margin}{key}: {_scalar(value, _BARE)}")
        elif (flow := _flow(value, len(margin) + len(key))) is not None:
            lines.append(f"{margin}{key}: {flow}")
        elif isinstance(value, dict):
            lines += [f"{margin}{key}:", *_record(value, margin + "  ")]
        else:
            lines += [f"{margin}{key}:", *_list(value, margin + "  ")]
    return lines


def _list(items: list[Any], margin: str) -> list[str]:
    lines: list[str] = []
    for item in items:
        if not isinstance(item, dict):
            lines.append(f"{margin}- {_scalar(item, _BARE)}")
        elif (flow := _flow(item, len(margin))) is not None:
            lines.append(f"{margin}- {flow}")
        else:
            first, *rest = _record(item, margin + "  ")
            lines += [f"{margin}- {first.lstrip()}", *rest]
    return lines


def _flow(value: Any, indent: int) -> str | None:
    """Return a list or a record on one line, None where it is too long or holds others."""
    parts = list(value.values()) if isinstance(value, dict) else value
    if any(isinstance(part, dict | list) for part in parts):
        return None
    texts = [_scalar(part, _BARE_IN_FLOW) for part in parts]
    if isinstance(value, dict):
        line = (
            "{" + ", ".join(f"{key}: {text}" for key, text in zip(value, texts, strict=True)) + "}"
        )
    else:
        line = "[" + ", ".join(texts) + "]"
    return line if indent + len(line) < _WIDTH and "\n" not in line else None


def _scalar(value: Any, bare: re.Pattern[str]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    if not isinstance(value, str):
        return str(value)
    return value if bare.fullmatch(value) else json.dumps(value, ensure_ascii=False)
