"""Waiting for something to become true, and free ports to wait on."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def wait_for(ask: Callable[[], T | None], what: str, *, seconds: float = 60) -> T:
    """Ask again and again until there is an answer. Raises AssertionError after some time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {seconds} seconds")


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as waiting:
        waiting.bind(("127.0.0.1", 0))
        port: int = waiting.getsockname()[1]
        return port
