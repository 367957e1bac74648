"""Tests of consult.platform.uploads."""
