"""Tests of what drafts are exported as."""
