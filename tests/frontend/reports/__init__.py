"""Tests of frontend/reports."""
