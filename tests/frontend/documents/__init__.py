"""Tests of frontend/documents."""
