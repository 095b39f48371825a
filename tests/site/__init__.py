"""Tests of whole sites, built by the real command."""
# ruff: noqa: A005 - its name is tests.site, which shadows nothing
