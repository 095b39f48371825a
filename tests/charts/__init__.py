"""Emotion curves: every promise of a drawn chart, read back from its markup."""
