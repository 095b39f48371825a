"""Python's garbage collector while a site is built.

A build makes a great deal that stays to its end, and next to no garbage: to look through it again
and again takes a fifteenth of its time.
"""

from __future__ import annotations

import gc

_YOUNG = 50_000
"""New objects before the collector looks at them: some megabytes."""

_NEVER = 1_000_000
"""So many times is the collector to look at younger objects before it looks at all there are."""


def let_go() -> None:
    """Look through all there is, for what nothing holds any more."""
    gc.collect()
    gc.collect()  # what was found of a whole handbook can go only after it


class Collecting:
    """Lets the collector of this process look seldom, and as before when there is no more to do."""

    def __init__(self) -> None:
        self._former: tuple[int, int, int] | None = None

    def begin(self) -> None:
        """Let go of what an earlier build of this process has frozen."""
        gc.unfreeze()

    def leave_out(self) -> None:
        """Leave what there is now alone, and look seldom at what is new."""
        gc.freeze()
        self._former = self._former or gc.get_threshold()
        young, *older = self._former
        # Somebody may have turned it off by 0, or may want it to look more seldom still.
        gc.set_threshold(young and max(young, _YOUNG), *older)

    def end(self, *, goes_on: bool) -> None:
        """Look as often as before.

        A process that `goes_on` has a handbook to keep, and looks through all there is only where
        it is told to: that takes longer than to read an edit, which would have to wait.
        """
        if self._former is None:
            return
        if goes_on:
            gc.unfreeze()
            gc.set_threshold(*self._former[:2], _NEVER)
        else:
            gc.set_threshold(*self._former)
            self._former = None
