"""What a long build says of itself: a bar on a terminal, and one line when it is done."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_WIDTH = 24
_PAUSE = 0.1
"""Seconds between two states of the bar: a terminal need not show every page."""


class Progress:
    """Counts the steps of a build. On anything but a terminal it shows nothing."""

    def __init__(self, steps: int, stream: TextIO | None = None) -> None:
        self._steps = steps
        self._done = 0
        self._stream = stream or sys.stderr
        self._shows = self._stream.isatty()
        self._begun = time.monotonic()
        self._shown = self._begun  # what is over in no time needs no bar

    @property
    def seconds(self) -> float:
        """How long it has taken until now."""
        return time.monotonic() - self._begun

    def step(self) -> None:
        """Note that one more step is done."""
        self._done += 1
        if self._shows and time.monotonic() - self._shown >= _PAUSE:
            self._shown = time.monotonic()
            self._stream.write(f"\r{self._bar()}")
            self._stream.flush()

    def clear(self) -> None:
        """Take the bar away."""
        if self._shows:
            self._stream.write(f"\r{' ' * len(self._bar())}\r")
            self._stream.flush()

    def _bar(self) -> str:
        share = min(self._done / self._steps, 1.0) if self._steps else 1.0
        full = round(share * _WIDTH)
        return f"Pages [{'#' * full}{'.' * (_WIDTH - full)}] {share:4.0%}"
