"""Commands started from a process that has imported what they need: a fifth of the time.

A small build is four parts of imports and one of work. This file is also the program of that
process: it imports, and then forks itself for each command that it is asked for. What is forked
has built nothing before, and runs the module as `python -m` does; nothing is shared by commands
but what Python has read of code.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

PATIENCE = 600
"""Seconds after which a command is ended."""

READ_AT_START = ("PYTHON", "LC_", "LANG", "TZ")
"""How variables begin that Python reads when it starts: what sets them is started anew."""

QUIET = {
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "NO_COLOR": "1",
    "PYTHONUTF8": "1",
}
"""What commands get: no notices about other versions, no colours, the same letters anywhere."""

_OURS = {**os.environ, **QUIET}

READY = "mkdocs"
"""The module that is imported for: another engine takes its place in what plugins import."""

PLUGINS = ("search", "material/search", "journeys")
"""The plugins of most sites."""


def start(
    module: str, *arguments: str, folder: Path, environment: Mapping[str, str]
) -> tuple[int, str]:
    """Run a module as `python -m` does; return its exit code, and all that it printed."""
    if module != READY or _of_start(environment) != _of_start(_OURS):
        return start_anew(module, *arguments, folder=folder, environment=environment)
    process = _process()
    assert process.stdin
    assert process.stdout
    with tempfile.TemporaryDirectory() as place:
        printed = Path(place, "printed")
        asked = {
            "module": module,
            "arguments": arguments,
            "folder": str(folder),
            "environment": dict(environment),
            "printed": str(printed),
        }
        process.stdin.write(f"{json.dumps(asked)}\n".encode())
        process.stdin.flush()
        answer = process.stdout.readline()
        assert answer, "the process that starts commands has ended"
        return int(answer), printed.read_text(encoding="utf-8")


def start_anew(
    module: str, *arguments: str, folder: Path, environment: Mapping[str, str]
) -> tuple[int, str]:
    """Do the same by a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    return done.returncode, done.stdout


def _of_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: environment[name] for name in environment if name.startswith(READ_AT_START)}


@cache
def _process() -> subprocess.Popen[bytes]:
    """Start the process that starts commands; it ends with ours, when nothing more can be asked."""
    process = subprocess.Popen(
        [sys.executable, __file__],
        env=_OURS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    atexit.register(process.communicate)
    return process


def main() -> None:
    """Import what builds need, and fork for each line that comes in; answer with an exit code."""
    for name in (f"{READY}.__main__", "mkdocs.commands.build"):
        import_module(name)
    for entry in entry_points(group="mkdocs.plugins"):
        if entry.name in PLUGINS:
            entry.load()
    # The module that is run must not be there before, as it is not for `python -m`.
    del sys.modules[f"{READY}.__main__"]
    gc.freeze()
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _become(asked)
            # Whatever ends it ends this process, as it would end one of its own.
            runpy.run_module(asked["module"], run_name="__main__", alter_sys=True)
            return
        _, status = os.waitpid(child, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _become(asked: dict[str, str]) -> None:
    """Give this process the folder, the environment, the words and the output of a command."""
    signal.alarm(PATIENCE)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])  # type: ignore[arg-type]  # read from JSON
    sys.argv = [asked["module"], *asked["arguments"]]
    sys.path[0] = asked["folder"]
    printed = os.open(asked["printed"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115 - for as long as this process lives


if __name__ == "__main__":
    main()
