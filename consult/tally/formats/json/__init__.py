"""Ballots of every kind as JSON: read strictly, and written."""
