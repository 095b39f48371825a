"""Diagnostics in every format."""
