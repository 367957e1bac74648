"""Tests of frontend/accounts."""
