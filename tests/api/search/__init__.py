"""Tests of api.search."""
