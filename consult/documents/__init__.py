"""Drafts, revisions, clauses."""
