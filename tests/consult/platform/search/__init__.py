"""Tests of consult.platform.search."""
