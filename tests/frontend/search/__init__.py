"""Tests of frontend.search."""
