"""Tests of frontend.feeds."""
