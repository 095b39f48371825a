"""Tests of whole sites, built by the real command."""
