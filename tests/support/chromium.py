"""Which Chromium the browser tests drive, and how to come by one.

`python -m tests.support.chromium` makes sure that there is one where it can. Where it cannot, it
says so and leaves it to the browser tests to fail: the others are still worth running.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "JOURNEYS_CHROMIUM"
"""The environment variable that names a browser, before all others."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

ADVICE = (
    "No Chromium for the browser tests. Install one (Debian: apt install chromium), or set "
    f"{VARIABLE} to the path of a Chromium or Chrome, then run the tests again."
)


def find_chromium() -> Path | None:
    """Return the first Chromium that starts: the one asked for, the machine's, Playwright's."""
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[Path]:
    asked = os.environ.get(VARIABLE)
    if asked:
        # No other in its place: whoever names one means that one.
        found = shutil.which(asked)
        yield from [Path(found)] if found else []
        return
    for name in NAMES:
        if path := shutil.which(name):
            yield Path(path)
    yield Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _starts(path: Path) -> bool:
    """Return whether it is a browser; Ubuntu's `chromium-browser` may only be a hint at a snap."""
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, timeout=30, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and "Chrom" in done.stdout


def _ways_to_install() -> Iterator[list[list[str]]]:
    """Yield sets of commands, each of which may bring a Chromium."""
    if shutil.which("apt-get"):
        quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "--yes"]
        install = ["install", "--no-install-recommends", "chromium"]
        if os.geteuid() == 0:
            yield [[*quiet, "update"], [*quiet, *install]]
        elif shutil.which("sudo"):
            sudo = ["sudo", "-n"]
            yield [[*sudo, *quiet, "update"], [*sudo, *quiet, *install]]
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]


def _install() -> None:
    for commands in _ways_to_install():
        for command in commands:
            print("+", *command, flush=True)  # noqa: T201 - it changes the machine: say so
            if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode:
                break
        if find_chromium():
            return


def main() -> None:
    """Make sure that there is a Chromium, or say how to come by one."""
    if find_chromium() is None and VARIABLE not in os.environ:
        _install()
    if find_chromium() is None:
        print(ADVICE, file=sys.stderr)  # noqa: T201 - the answer to a command


if __name__ == "__main__":
    main()
