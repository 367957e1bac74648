"""Tests of consult.search."""
