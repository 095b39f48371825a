"""Python's garbage collector while a site is built.

A build makes a great deal that stays to its end, and next to no garbage: to look through it again
and again takes a fifteenth of its time.
"""

from __future__ import annotations

import gc

_YOUNG = 50_000
"""New objects before the collector looks at them: some megabytes."""


class Collecting:
    """Lets the collector of this process look seldom, and as before when a build is over."""

    def __init__(self) -> None:
        self._former: tuple[int, int, int] | None = None

    def begin(self) -> None:
        """Let go of what an earlier build of this process has frozen."""
        gc.unfreeze()

    def leave_out(self) -> None:
        """Leave what there is now alone, and look seldom at what is new."""
        gc.freeze()
        if self._former is None:
            self._former = gc.get_threshold()
            young, *older = self._former
            # Somebody may have turned it off by 0, or may want it to look more seldom still.
            gc.set_threshold(young and max(young, _YOUNG), *older)

    def end(self, *, goes_on: bool) -> None:
        """Look as often as before; a process that `goes_on` collects all there is."""
        if self._former is not None:
            gc.set_threshold(*self._former)
            self._former = None
        if goes_on:
            gc.unfreeze()
