"""Tests of consult.uploads."""
