"""Tests of frontend/discussion."""
