"""How fast it is, measured on handbooks that are made up: `python -m benchmarks` lists what.

`RESULTS.md` holds what was measured last. Nothing here is part of the package.
"""
