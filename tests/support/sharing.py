"""What takes long to make and is only read: made once for all processes that run tests."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

Made = TypeVar("Made")


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """Return what `make` makes in a folder; of all processes the first to ask makes it.

    The others wait for it. `name` is one in the whole suite; nobody writes into the folder later.
    What is returned must be fit for `pickle`, as a `Built` is. A failure is not shared: the next
    process tries again and fails by itself.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each worker has a folder of its own below the run's
    place = base / "shared" / name
    place.mkdir(parents=True, exist_ok=True)
    done = place / "made"
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder = place / "folder"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            done.write_bytes(pickle.dumps(make(folder)))
    made: Made = pickle.loads(done.read_bytes())  # noqa: S301 - written by us a moment ago
    return made
