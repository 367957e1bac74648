"""Tests of consult.moderation."""
