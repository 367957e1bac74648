"""Tests of frontend/moderation."""
