"""`python -m benchmarks check`: measure something, print it, and write it to `RESULTS.md`."""

from __future__ import annotations

import sys

from . import building, checking, comparing, parts, serving

_BENCHMARKS = {
    "check": checking.run,
    "diff": comparing.run,
    "build": building.run,
    "parts": parts.run,
    "serve": serving.run,
}


def main(arguments: list[str]) -> int:
    """Run the benchmarks that are named, each with what it is given after a colon."""
    if not arguments or arguments[0] not in _BENCHMARKS:
        print(f"usage: python -m benchmarks {{{','.join(_BENCHMARKS)}}}", file=sys.stderr)
        return 2
    name, *more = arguments
    return _BENCHMARKS[name](more)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
