"""`python -m benchmarks check`: measure something, print it, and write it to `RESULTS.md`."""

from __future__ import annotations

import sys
from importlib import import_module

_BENCHMARKS = {
    "check": "checking",
    "diff": "comparing",
    "parts": "parts",
    "serve": "serving",
    "parallel": "parallel",
    "build": "building",
    "scale": "scale",
}
"""The module of each. Only one is imported: what is measured must not carry the others."""


def main(arguments: list[str]) -> int:
    """Run the benchmark that is named, with the words that follow."""
    if not arguments or arguments[0] not in _BENCHMARKS:
        print(f"usage: python -m benchmarks {{{','.join(_BENCHMARKS)}}}", file=sys.stderr)
        return 2
    name, *more = arguments
    return int(import_module(f".{_BENCHMARKS[name]}", __package__).run(more))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
