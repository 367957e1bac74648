"""Polls: list, one, its steps, a ballot, the result."""
